package io.firebreak.rulebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Options {@code --set path=value}. A path is that of the file with ids in the place of list positions; the words
 * {@code classes}, {@code breakers}, {@code rules}, {@code references}, {@code width} and {@code rows} may be left
 * out, and {@code *} stands for every class.
 */
final class Overrides
{
    private static final List<String> GROUPS = List.of("classes", "instruments");
    private static final List<String> PASSED =
        List.of("breakers", "references", "rules", "width", "rows", "lengths", "hours", "active_in",
            "controls");
    private static final Set<String> SECTIONS = Set.of("rulebook", "engine", "session", "gate", "confirm", "pause",
        "reopening", "collar", "check", "leftover", "near_close", "consecutive", "active", "widening", "trip_cap",
        "width", "remainder_by_kind");
    private static final String EVERY = "*";

    private final Map<List<String>, Node> wanted = new LinkedHashMap<>();
    private final Set<List<String>> applied = new HashSet<>();

    Overrides(final Map<String, String> options)
    {
        new TreeMap<>(options).forEach((path, value) ->
        {
            final Where where = new Where("--set " + path + "=" + value, 0);
            final List<String> words = words(path, where);
            wanted.put(words, Node.scalar(HoconReader.shape(value), value, where, "--set", null));
        });
    }

    /** Overrides of what stands outside the classes, and of the class an instrument derives from. */
    void applyRoot(final Node root)
    {
        wanted.forEach((words, value) ->
        {
            final boolean ofClass = GROUPS.contains(words.get(0)) || isClass(root, words.get(0)) ||
                words.get(0).equals(EVERY) || words.get(0).equals("defaults");
            final boolean ofLayering = ofClass && Set.of("class", "extends").contains(words.get(words.size() - 1));
            if (!ofClass || ofLayering)
            {
                final List<String> full = !ofClass || GROUPS.contains(words.get(0)) ? words : grouped(root, words);
                put(root, full, 0, value);
                applied.add(words);
            }
        });
    }

    void applyDefaults(final Node defaults)
    {
        wanted.forEach((words, value) ->
        {
            if (words.get(0).equals("defaults") && words.size() > 1)
            {
                put(defaults, words, 1, value);
                applied.add(words);
            }
        });
    }

    void apply(final String group, final String name, final Node node)
    {
        wanted.forEach((words, value) ->
        {
            final int at = GROUPS.contains(words.get(0)) ? 1 : 0;
            final boolean groupFits = at == 0 || words.get(0).equals(group);
            if (applied.contains(words) && !words.get(at).equals(EVERY) || words.size() < at + 2 || !groupFits)
            {
                return;
            }
            final boolean every = words.get(at).equals(EVERY) && (at == 1 || group.equals("classes"));
            if (words.get(at).equals(name) || every && reaches(node, words, at + 1))
            {
                put(node, words, at + 1, value);
                applied.add(words);
            }
        });
    }

    /** Every option must have found its place. */
    void finish(final Iterable<String> classes)
    {
        wanted.forEach((words, value) ->
        {
            if (!applied.contains(words))
            {
                final String name = words.get(words.size() > 1 && GROUPS.contains(words.get(0)) ? 1 : 0);
                throw RulebookException.at(value.where(), String.join(".", words), "names nothing here",
                    "nearest match: " + Keys.nearest(name, classes));
            }
        });
    }

    /** Words between points; a word in quotes may hold points itself. */
    private static List<String> words(final String path, final Where where)
    {
        final List<String> words = new ArrayList<>();
        final StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (final char letter : (path + ".").toCharArray())
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == '.' && !quoted)
            {
                words.add(word.toString());
                word.setLength(0);
            }
            else
            {
                word.append(letter);
            }
        }
        if (quoted || words.contains(""))
        {
            throw RulebookException.at(where, path, "is no path", "write words with points between them");
        }
        return words;
    }

    private static boolean isClass(final Node root, final String word)
    {
        return GROUPS.stream().anyMatch(group -> root.child(group) != null && root.child(group).child(word) != null);
    }

    private static List<String> grouped(final Node root, final List<String> words)
    {
        final List<String> full = new ArrayList<>(words);
        full.add(0, root.child(GROUPS.get(0)).child(words.get(0)) != null ? GROUPS.get(0) : GROUPS.get(1));
        return full;
    }

    private static boolean reaches(final Node node, final List<String> words, final int from)
    {
        Node at = node;
        for (int i = from; i < words.size() - 1; i++)
        {
            final Node next = find(at, words.get(i));
            if (next == null)
            {
                return at.shape() == Node.Shape.OBJECT && SECTIONS.contains(words.get(i));
            }
            at = next;
        }
        return true;
    }

    private static Node find(final Node node, final String word)
    {
        if (node.child(word) != null)
        {
            return node.child(word);
        }
        for (final String passed : PASSED)
        {
            final Node inner = node.child(passed);
            final Node found = inner == null ? null : find(inner, word);
            if (found != null)
            {
                return found;
            }
        }
        return null;
    }

    private void put(final Node node, final List<String> words, final int at, final Node value)
    {
        final String word = words.get(at);
        if (at == words.size() - 1)
        {
            final Node present = find(node, word);
            if (inWidth(node, word))
            {
                node.child("width").replace(word, value);
                return;
            }
            if (node.shape() != Node.Shape.OBJECT || present != null && present.isContainer())
            {
                throw RulebookException.at(value.where(), String.join(".", words), "is a section, not a value",
                    "name a key of it: " + names(present == null ? node : present));
            }
            node.replace(word, value);
            return;
        }
        Node next = find(node, word);
        if (next == null && node.shape() == Node.Shape.OBJECT && SECTIONS.contains(word))
        {
            next = Node.object(value.where(), value.layer());
            node.children().put(word, next);
        }
        if (next == null || !next.isContainer())
        {
            throw RulebookException.at(value.where(), String.join(".", words.subList(0, at + 1)),
                "names nothing here", "nearest match: " + Keys.nearest(word, names(node)));
        }
        put(next, words, at + 1, value);
    }

    /** Whether a rule's option is one of its width, whose name may be left out. */
    private static boolean inWidth(final Node node, final String word)
    {
        return node.child("width") != null && node.child("width").isContainer() &&
            !RuleBlock.KEYS.contains(word) && WidthBlock.KEYS.contains(word);
    }

    private static Set<String> names(final Node node)
    {
        final Set<String> names = new TreeSet<>(node.children().keySet());
        for (final List<String> containers : List.of(GROUPS, PASSED))
        {
            for (final String container : containers)
            {
                if (node.child(container) != null)
                {
                    names.addAll(node.child(container).children().keySet());
                }
            }
        }
        return names;
    }
}

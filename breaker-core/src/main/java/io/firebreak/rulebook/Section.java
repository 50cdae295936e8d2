package io.firebreak.rulebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Typed reading of one object: every value is checked for type, unit and range, every read is entered in the ledger
 * of final settings, and what nobody read is an error, for a setting without effect is a wrong belief.
 */
final class Section
{
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/:-]*");

    private final Node node;
    private final String id;
    private final String path;
    private final Keys keys;
    private final List<Setting> ledger;
    private final Set<String> read = new HashSet<>();

    Section(final Node node, final String path, final String id, final Keys keys, final List<Setting> ledger)
    {
        this.node = node;
        this.id = id;
        this.path = path;
        this.keys = keys;
        this.ledger = ledger;
        if (!NAME.matcher(id).matches())
        {
            throw RulebookException.at(node.where(), path, "is no name", "use letters, digits and . _ / : - only");
        }
        if (node.shape() != Node.Shape.OBJECT)
        {
            throw RulebookException.at(node.where(), path, "an object is wanted", "write { " + keys + " }");
        }
        node.children().forEach((key, value) ->
        {
            if (!keys.contains(key))
            {
                throw RulebookException.at(value.where(), join(key), "unknown key",
                    "nearest match: " + keys.nearest(key));
            }
        });
        read.add("because");
        if (node.child("because") != null)
        {
            final Node because = node.child("because");
            ledger.add(new Setting(
                join("because"), Values.quote(because.text()), because.layer(), because.where().toString(), ""));
        }
    }

    String path()
    {
        return path;
    }

    /** What is written, without reading it. */
    Node node()
    {
        return node;
    }

    Where where()
    {
        return node.where();
    }

    /** Place of a key in any of its units; the section's own where it is absent. */
    Where where(final String stem)
    {
        final String key = present(stem);
        return key == null ? node.where() : node.child(key).where();
    }

    boolean has(final String stem)
    {
        return present(stem) != null;
    }

    long integer(final String key, final String unit, final long least, final long most)
    {
        return number(key, key, 1, unit, least, most);
    }

    long integerOr(final String key, final long otherwise, final String unit, final long least, final long most)
    {
        return has(key) ? integer(key, unit, least, most) : builtIn(key, otherwise);
    }

    /** Nanoseconds of a duration given in ns, ms or s. */
    long duration(final String stem, final long leastNs, final long mostNs)
    {
        return inUnits(stem, Unit.DURATION, leastNs, mostNs);
    }

    long durationOr(final String stem, final long otherwiseNs, final long leastNs, final long mostNs)
    {
        return has(stem) ? duration(stem, leastNs, mostNs) : builtIn(stem + Unit.NS.suffix(), otherwiseNs);
    }

    /** Millionths of a ratio given in ppm or bps. */
    long ratio(final String stem, final long leastPpm, final long mostPpm)
    {
        return inUnits(stem, Unit.RATIO, leastPpm, mostPpm);
    }

    long ratioOr(final String stem, final long otherwisePpm, final long leastPpm, final long mostPpm)
    {
        return has(stem) ? ratio(stem, leastPpm, mostPpm) : builtIn(stem + Unit.PPM.suffix(), otherwisePpm);
    }

    boolean flag(final String key, final boolean otherwise)
    {
        keys.require(key, Keys.Kind.FLAG, List.of(), null);
        if (!has(key))
        {
            ledger.add(new Setting(join(key), String.valueOf(otherwise), "built in", Where.BUILT_IN.toString(), ""));
            return otherwise;
        }
        final Node value = take(key, key);
        if (value.shape() != Node.Shape.FLAG)
        {
            throw RulebookException.at(value.where(), join(key), "\"" + value.text() + "\" is neither true nor false",
                "write true or false");
        }
        return enter(key, value, value.text()).equals("true");
    }

    String text(final String key)
    {
        keys.require(key, Keys.Kind.TEXT, List.of(), null);
        final Node value = take(key, key);
        if (value.isContainer() || value.text().isBlank() || value.text().indexOf('\n') >= 0)
        {
            throw RulebookException.at(value.where(), join(key), "a line of text is wanted", "write \"...\"");
        }
        enter(key, value, Values.quote(value.text()));
        return value.text();
    }

    /** Nanoseconds of every duration of a list. */
    long[] durations(final String stem, final long leastNs, final long mostNs, final int count)
    {
        return numbers(stem, Unit.DURATION, leastNs, mostNs, count);
    }

    /** Millionths of every ratio of a list. */
    long[] ratios(final String stem, final long leastPpm, final long mostPpm, final int count)
    {
        return numbers(stem, Unit.RATIO, leastPpm, mostPpm, count);
    }

    /** Every integer of a list. */
    long[] integers(final String key, final String unit, final long least, final long most, final int count)
    {
        return numbers(key, key, 1, unit, least, most, count);
    }

    /** Names of a list that refer to things declared elsewhere. */
    List<String> names(final String key, final Collection<String> declared, final String what, final int count)
    {
        keys.require(key, Keys.Kind.TEXTS, List.of(), null);
        final Node value = take(key, key);
        final List<String> words = Values.words(value, join(key), count);
        for (final String word : words)
        {
            if (!declared.contains(word))
            {
                throw RulebookException.at(value.where(), join(key), "no " + what + " \"" + word + "\"",
                    "nearest match: " + Keys.nearest(word, declared));
            }
        }
        enter(key, value, String.join(" ", words));
        return words;
    }

    /** One of some words; the file may write them in lower case. */
    String word(final String key, final List<String> words, final String otherwise)
    {
        keys.require(key, Keys.Kind.WORD, words, null);
        if (otherwise != null && !has(key))
        {
            ledger.add(new Setting(join(key), otherwise, "built in", Where.BUILT_IN.toString(), ""));
            return otherwise;
        }
        final Node value = take(key, key);
        final String word = value.text().toUpperCase(Locale.ROOT);
        if (value.isContainer() || !words.contains(word))
        {
            throw RulebookException.at(value.where(), join(key), "\"" + value.text() + "\" is none of " + words,
                "nearest match: " + Keys.nearest(word, words));
        }
        return enter(key, value, word);
    }

    /** A name that refers to something declared elsewhere. */
    String name(final String key, final Iterable<String> declared, final String what)
    {
        keys.require(key, Keys.Kind.TEXT, List.of(), null);
        final Node value = take(key, key);
        for (final String candidate : declared)
        {
            if (candidate.equals(value.text()))
            {
                return enter(key, value, candidate);
            }
        }
        throw RulebookException.at(value.where(), join(key), "no " + what + " \"" + value.text() + "\"",
            "nearest match: " + Keys.nearest(value.text(), declared));
    }

    /** A subsection; null where absent. */
    Section section(final String key, final Keys inner)
    {
        keys.require(key, Keys.Kind.SECTION, List.of(), inner);
        read.add(key);
        final Node child = node.child(key);
        return child == null ? null : new Section(child, join(key), key, inner, ledger);
    }

    /** A subsection whose every value may stand in the built-in defaults. */
    Section sectionOrEmpty(final String key, final Keys inner)
    {
        final Section section = section(key, inner);
        return section != null ? section :
            new Section(Node.object(node.where(), node.layer()), join(key), key, inner, ledger);
    }

    /** Keys that were read before this section was. */
    void leave(final String... elsewhere)
    {
        read.addAll(List.of(elsewhere));
    }

    /** The items of a list with ids, or the members of an object of named things, in order; empty where absent. */
    List<Section> items(final String key, final Keys inner)
    {
        keys.require(key, Keys.Kind.ITEMS, List.of(), inner);
        read.add(key);
        final List<Section> items = new ArrayList<>();
        final Node list = node.child(key);
        if (list != null && !list.isContainer())
        {
            throw RulebookException.at(list.where(), join(key), "a list is wanted", "write [ { id = NAME, ... } ]");
        }
        if (list != null)
        {
            list.children().forEach((name, child) ->
                items.add(new Section(child, join(key) + "." + name, name, inner, ledger)));
            if (list.shape() == Node.Shape.LIST)
            {
                ledger.add(new Setting(join(key), String.join(" ", list.children().keySet()),
                    list.layer(), list.where().toString(), ""));
            }
        }
        return items;
    }

    String id()
    {
        return id;
    }

    /** Everything that is written must have had an effect. */
    void finish(final String circumstance)
    {
        node.children().forEach((key, value) ->
        {
            if (!read.contains(key))
            {
                throw RulebookException.at(value.where(), join(key), "has no effect " + circumstance,
                    "remove it");
            }
        });
    }

    RulebookException error(final String stem, final String wrong, final String fix)
    {
        final String key = present(stem);
        return RulebookException.at(where(stem), join(key == null ? stem : key), wrong, fix);
    }

    /** Two settings that contradict each other: both places are named. */
    RulebookException contradiction(final String stem, final String wrong, final Where other, final String fix)
    {
        return error(stem, wrong + " (" + other + ")", fix);
    }

    private long inUnits(final String stem, final List<Unit> units, final long least, final long most)
    {
        final Unit unit = unit(stem, units);
        return number(stem + unit.suffix(), stem + units.get(0).suffix(), unit.scale(), unit.named(), least, most);
    }

    /** The unit that the file writes, or the one that it is told to write. */
    private Unit unit(final String stem, final List<Unit> units)
    {
        Unit found = null;
        for (final Unit unit : units)
        {
            final String key = stem + unit.suffix();
            if (node.child(key) != null && found != null)
            {
                throw RulebookException.at(node.child(key).where(), join(key),
                    "given a second time, beside " + stem + found.suffix() + " at " +
                        node.child(stem + found.suffix()).where(), "keep one unit");
            }
            found = node.child(key) != null ? unit : found;
        }
        return found == null ? units.get(units.size() == 2 ? 0 : 2) : found;
    }

    private long[] numbers(
        final String stem, final List<Unit> units, final long least, final long most, final int count)
    {
        final Unit unit = unit(stem, units);
        return numbers(stem + unit.suffix(), stem + units.get(0).suffix(), unit.scale(), unit.suffix().substring(1),
            least, most, count);
    }

    private long[] numbers(final String key, final String canonical, final long scale, final String unit,
        final long least, final long most, final int count)
    {
        keys.require(key, Keys.Kind.NUMBERS, List.of(), null);
        final Node value = take(key, canonical);
        final long[] numbers = Values.words(value, join(key), count).stream().mapToLong(word ->
            Values.integer(value.where(), join(key), word, HoconReader.shape(word) == Node.Shape.INTEGER, scale, unit,
                least, most)).toArray();
        enter(canonical, value, Arrays.toString(numbers));
        return numbers;
    }

    private long number(final String key, final String canonical, final long scale, final String unit,
        final long least, final long most)
    {
        keys.require(key, Keys.Kind.INTEGER, List.of(), null);
        final Node value = take(key, canonical);
        final boolean isInteger = value.shape() == Node.Shape.INTEGER;
        final String shown = isInteger ? value.text() :
            value.isContainer() ? "an object" :
            value.shape() == Node.Shape.VALUES ? "a list" : '"' + value.text() + '"';
        final long number = Values.integer(value.where(), join(key), shown, isInteger, scale, unit, least, most);
        enter(canonical, value, String.valueOf(number));
        return number;
    }

    private Node take(final String key, final String canonical)
    {
        read.add(key);
        final Node value = node.child(key);
        if (value == null)
        {
            throw RulebookException.at(node.where(), join(key), "is missing", "write " + key + " = ...");
        }
        if (!canonical.equals(key))
        {
            read.add(canonical);
        }
        return value;
    }

    private String enter(final String key, final Node value, final String text)
    {
        final String because = value.because() == null ? "" : value.because();
        ledger.add(new Setting(join(key), text, value.layer(), value.where().toString(), because));
        return text;
    }

    private long builtIn(final String key, final long value)
    {
        ledger.add(new Setting(join(key), String.valueOf(value), "built in", Where.BUILT_IN.toString(), ""));
        return value;
    }

    private String present(final String stem)
    {
        for (final String key : node.children().keySet())
        {
            if (key.equals(stem) || Unit.stem(key).equals(stem))
            {
                return key;
            }
        }
        return null;
    }

    private String join(final String key)
    {
        return path.isEmpty() ? key : path + "." + key;
    }
}

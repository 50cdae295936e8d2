package io.firebreak.rulebook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The keys a kind of section may have, with what each holds: any other key is an error that names the nearest, a read
 * as anything else is a defect of the loader, and the published JSON Schema is written from them.
 */
final class Keys
{
    /** What a key holds. */
    enum Kind
    {
        INTEGER, FLAG, TEXT, WORD, NUMBERS, TEXTS, NAMES, SECTION, ITEMS, NAMED
    }

    /**
     * A key.
     *
     * @param kind  what it holds.
     * @param words of a WORD, all that any circumstance allows; empty otherwise.
     * @param inner of a SECTION, ITEMS or NAMED, the keys inside; null otherwise.
     */
    record Key(Kind kind, List<String> words, Keys inner)
    {
    }

    private final Map<String, Key> known = new LinkedHashMap<>();

    private Keys()
    {
        texts("because");
    }

    static Keys of()
    {
        return new Keys();
    }

    Keys integers(final String... names)
    {
        return put(Kind.INTEGER, names);
    }

    Keys flags(final String... names)
    {
        return put(Kind.FLAG, names);
    }

    /** Lines of text, and names of things that are declared elsewhere. */
    Keys texts(final String... names)
    {
        return put(Kind.TEXT, names);
    }

    Keys word(final String name, final List<String> words)
    {
        known.put(name, new Key(Kind.WORD, words, null));
        return this;
    }

    Keys section(final String name, final Keys inner)
    {
        known.put(name, new Key(Kind.SECTION, List.of(), inner));
        return this;
    }

    /** A list of objects with ids, or an object of them by name. */
    Keys items(final String name, final Keys inner)
    {
        known.put(name, new Key(Kind.ITEMS, List.of(), inner));
        return this;
    }

    /** An object of objects by name. */
    Keys named(final String name, final Keys inner)
    {
        known.put(name, new Key(Kind.NAMED, List.of(), inner));
        return this;
    }

    /** Lists of names of things that are declared elsewhere. */
    Keys lists(final String... names)
    {
        return put(Kind.TEXTS, names);
    }

    /** A name of a thing that is declared elsewhere, or a list of them, as the circumstance wants. */
    Keys names(final String... names)
    {
        return put(Kind.NAMES, names);
    }

    /** Lists of durations. */
    Keys durationLists(final String... stems)
    {
        return unitLists(Unit.DURATION, stems);
    }

    /** Lists of ratios. */
    Keys ratioLists(final String... stems)
    {
        return unitLists(Unit.RATIO, stems);
    }

    /** Lists of integers. */
    Keys integerLists(final String... names)
    {
        return put(Kind.NUMBERS, names);
    }

    Keys durations(final String... stems)
    {
        return units(Unit.DURATION, stems);
    }

    Keys ratios(final String... stems)
    {
        return units(Unit.RATIO, stems);
    }

    /** Every key, in the order of its declaration. */
    Map<String, Key> all()
    {
        return Collections.unmodifiableMap(known);
    }

    /** The loader reads a key: it must be what is declared here. */
    void require(final String name, final Kind kind, final List<String> words, final Keys inner)
    {
        final Key key = known.get(name);
        final boolean isName = key != null && key.kind == Kind.NAMES && (kind == Kind.TEXT || kind == Kind.TEXTS);
        if (key == null || key.kind != kind && !isName || key.inner != inner || !key.words.containsAll(words))
        {
            throw new IllegalStateException("the loader reads " + name + " as " + kind + " " + words
                + ", its keys declare " + (key == null ? "no such key" : key.kind + " " + key.words));
        }
    }

    boolean contains(final String key)
    {
        return known.containsKey(key);
    }

    String nearest(final String key)
    {
        return nearest(key, known.keySet());
    }

    static String nearest(final String key, final Iterable<String> candidates)
    {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (final String candidate : candidates)
        {
            // part of a long word is meant for the word, not for a short one with few other letters
            final int distance = key.length() > 3 && candidate.contains(key) ? 1 : distance(key, candidate);
            if (distance < least)
            {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    @Override
    public String toString()
    {
        return String.join(", ", new TreeSet<>(known.keySet()));
    }

    private Keys units(final List<Unit> units, final String... stems)
    {
        for (final String stem : stems)
        {
            units.forEach(unit -> integers(stem + unit.suffix()));
        }
        return this;
    }

    private Keys unitLists(final List<Unit> units, final String... stems)
    {
        for (final String stem : stems)
        {
            units.forEach(unit -> integerLists(stem + unit.suffix()));
        }
        return this;
    }

    private Keys put(final Kind kind, final String... names)
    {
        for (final String name : names)
        {
            known.put(name, new Key(kind, List.of(), null));
        }
        return this;
    }

    /** Edits between two words: insert, delete, replace. */
    private static int distance(final String left, final String right)
    {
        int[] above = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++)
        {
            above[j] = j;
        }
        for (int i = 1; i <= left.length(); i++)
        {
            final int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++)
            {
                final int change = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[right.length()];
    }
}

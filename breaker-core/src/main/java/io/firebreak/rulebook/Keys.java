package io.firebreak.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The keys a kind of section may have, so that any other key is an error that names the nearest. */
final class Keys
{
    private final List<String> known = new ArrayList<>();

    private Keys()
    {
        known.add("because");
    }

    static Keys of(final String... plain)
    {
        final Keys keys = new Keys();
        keys.known.addAll(List.of(plain));
        return keys;
    }

    Keys durations(final String... stems)
    {
        return units(Unit.DURATION, stems);
    }

    Keys ratios(final String... stems)
    {
        return units(Unit.RATIO, stems);
    }

    boolean contains(final String key)
    {
        return known.contains(key);
    }

    String nearest(final String key)
    {
        return nearest(key, known);
    }

    static String nearest(final String key, final Iterable<String> candidates)
    {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (final String candidate : candidates)
        {
            final int distance = distance(key, candidate);
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
        return String.join(", ", new TreeSet<>(known));
    }

    private Keys units(final List<Unit> units, final String... stems)
    {
        for (final String stem : stems)
        {
            units.forEach(unit -> known.add(stem + unit.suffix()));
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

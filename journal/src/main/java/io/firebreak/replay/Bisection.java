package io.firebreak.replay;

import java.util.Arrays;

/**
 * Finds the first record behind which two runs have different digests. A running digest that differs once differs for
 * ever, so the place is found by halving: a few thousand digests a reading, then again between two of them.
 */
public final class Bisection
{
    /** Digests that one reading asks for. */
    static final int MOST = 4096;

    private Bisection()
    {
    }

    /**
     * Where two runs come apart.
     *
     * @param from      first record of which both have a digest that can be compared.
     * @param agreed    last record known to have the same digest in both, at least the one before {@code from}.
     * @param differing first record known to have another, 0 where none has.
     * @param compared  last record that both have.
     * @param readings  how often each run was read.
     * @param probes    how many pairs of digests were compared.
     */
    public record Place(long from, long agreed, long differing, long compared, int readings, int probes)
    {
        /**
         * Whether the runs differ.
         *
         * @return false where every digest that both have is the same.
         */
        public boolean isDifferent()
        {
            return differing != 0;
        }

        /**
         * Whether the record itself is known.
         *
         * @return false where only a range is.
         */
        public boolean isExact()
        {
            return differing == agreed + 1 && (agreed >= from || from == 1);
        }
    }

    /**
     * Finds the place.
     *
     * @param one   a run.
     * @param other another one.
     * @return the place; a range where one of them does not know every digest.
     * @throws IllegalArgumentException where no record has a digest in both that could be compared.
     */
    public static Place locate(final DigestSource one, final DigestSource other)
    {
        final long compared = Math.min(one.last(), other.last());
        final long from = Math.max(one.from(), other.from());
        long agreed = from - 1;
        long differing = 0;
        int readings = 0;
        int probes = 0;
        long to = compared;
        while (agreed < to)
        {
            final long[] sequences = positions(one, other, agreed, to);
            if (sequences.length == 0)
            {
                break;
            }
            final long[] ones = one.at(sequences);
            final long[] others = other.at(sequences);
            readings++;
            int low = 0;
            int high = sequences.length;
            while (low < high)
            {
                final int middle = low + high >>> 1;
                probes++;
                if (ones[middle] == others[middle])
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }
            differing = low < sequences.length ? sequences[low] : differing;
            agreed = low == 0 ? agreed : sequences[low - 1];
            if (low == sequences.length && differing == 0)
            {
                break;
            }
            to = differing - 1;
        }
        if (probes == 0 && (from > 1 || one.known() != null || other.known() != null))
        {
            throw new IllegalArgumentException("none of the " + compared + " records that both have has a digest in " +
                "both that can be compared" + (from > 1 ? ": those up to " + (from - 1) +
                " were written under another layout version" : ""));
        }
        return new Place(from, agreed, differing, compared, readings, probes);
    }

    /** Behind a record that agrees, up to and with another one. */
    private static long[] positions(
        final DigestSource one, final DigestSource other, final long agreed, final long to)
    {
        final long[] known = one.known() == null ? other.known() : one.known();
        if (known != null)
        {
            return Arrays.stream(known).filter(sequence -> sequence > agreed && sequence <= to).toArray();
        }
        final int count = (int)Math.min(MOST, to - agreed);
        final long[] sequences = new long[count];
        for (int i = 0; i < count; i++)
        {
            sequences[i] = agreed + Math.floorDiv((to - agreed) * (i + 1), count);
        }
        return sequences;
    }
}

package io.firebreak.report;

import java.util.Arrays;

/**
 * A series of samples thinned to columns of equal time, each keeping its first, lowest, highest and last sample with
 * their own times: whatever a line over all samples would show at a column a pixel wide, it shows too. How long the
 * series will be need not be known: where the columns do not reach, their width doubles and neighbours are joined,
 * which loses nothing, for the first of the firsts is the first of both.
 * <p>
 * A sample may be absent; the line then ends, and begins anew with the next one that is there.
 */
final class ThinnedSeries
{
    private static final int FIRST = 0;
    private static final int LOWEST = 1;
    private static final int HIGHEST = 2;
    private static final int LAST = 3;
    private static final int KEPT = 4;

    private final int columns;
    private final long originNs;
    private final long[] timesNs;
    private final double[] values;
    private final boolean[] used;
    /** When a sample of the column was absent last, -1 never. */
    private final long[] absentNs;
    private long columnNs;
    private int end;
    private long samples;

    /**
     * An empty series.
     *
     * @param columns  most columns, at least 2 and even.
     * @param originNs time of the earliest sample there can be.
     * @param columnNs first width of a column, at least 1.
     */
    ThinnedSeries(final int columns, final long originNs, final long columnNs)
    {
        this.columns = columns;
        this.originNs = originNs;
        this.columnNs = columnNs;
        timesNs = new long[columns * KEPT];
        values = new double[columns * KEPT];
        used = new boolean[columns];
        absentNs = new long[columns];
        Arrays.fill(absentNs, -1);
    }

    /** Sees the samples that were kept. */
    @FunctionalInterface
    interface Sink
    {
        /** A sample; NaN where the line ends. */
        void sample(long timeNs, double value);
    }

    /**
     * Takes a sample.
     *
     * @param timeNs not before that of the sample before.
     * @param value  finite, or NaN where it is absent.
     */
    void add(final long timeNs, final double value)
    {
        final int column = column(timeNs);
        end = Math.max(end, column + 1);
        if (Double.isNaN(value))
        {
            absentNs[column] = timeNs;
            return;
        }
        samples++;
        final int at = column * KEPT;
        if (!used[column])
        {
            used[column] = true;
            for (int i = 0; i < KEPT; i++)
            {
                set(at + i, timeNs, value);
            }
            return;
        }
        set(at + LAST, timeNs, value);
        if (value < values[at + LOWEST])
        {
            set(at + LOWEST, timeNs, value);
        }
        if (value > values[at + HIGHEST])
        {
            set(at + HIGHEST, timeNs, value);
        }
    }

    /** Samples taken that were there. */
    long samples()
    {
        return samples;
    }

    /** Width of a column now. */
    long columnNs()
    {
        return columnNs;
    }

    /** Hands over what was kept, in the order of time. */
    void forEach(final Sink sink)
    {
        boolean isOn = false;
        for (int column = 0; column < end; column++)
        {
            final int at = column * KEPT;
            final boolean endsFirst = used[column] && absentNs[column] >= 0 && absentNs[column] < timesNs[at + FIRST];
            if (isOn && (endsFirst || !used[column] && absentNs[column] >= 0))
            {
                sink.sample(absentNs[column], Double.NaN);
                isOn = false;
            }
            if (used[column])
            {
                column(at, sink);
                isOn = absentNs[column] <= timesNs[at + LAST];
                if (!isOn)
                {
                    sink.sample(absentNs[column], Double.NaN);
                }
            }
        }
    }

    private void column(final int at, final Sink sink)
    {
        final boolean isLowFirst = timesNs[at + LOWEST] <= timesNs[at + HIGHEST];
        long timeNs = Long.MIN_VALUE;
        double value = Double.NaN;
        for (int i = 0; i < KEPT; i++)
        {
            final int kept = at + (i == FIRST || i == LAST || isLowFirst ? i : i == LOWEST ? HIGHEST : LOWEST);
            if (timesNs[kept] != timeNs || values[kept] != value)
            {
                timeNs = timesNs[kept];
                value = values[kept];
                sink.sample(timeNs, value);
            }
        }
    }

    private int column(final long timeNs)
    {
        while ((timeNs - originNs) / columnNs >= columns)
        {
            widen();
        }
        return (int)((timeNs - originNs) / columnNs);
    }

    private void widen()
    {
        columnNs *= 2;
        for (int to = 0; to < columns; to++)
        {
            final int left = 2 * to;
            final boolean isInside = left < columns;
            if (!isInside)
            {
                used[to] = false;
                absentNs[to] = -1;
                continue;
            }
            join(to, left, left + 1);
        }
        end = (end + 1) / 2;
    }

    private void join(final int to, final int left, final int right)
    {
        final int a = used[left] ? left * KEPT : right * KEPT;
        final int b = used[right] ? right * KEPT : left * KEPT;
        final boolean isUsed = used[left] || used[right];
        final long absent = Math.max(absentNs[left], absentNs[right]);
        final int lowest = values[b + LOWEST] < values[a + LOWEST] ? b + LOWEST : a + LOWEST;
        final int highest = values[b + HIGHEST] > values[a + HIGHEST] ? b + HIGHEST : a + HIGHEST;
        final long[] keptNs = {timesNs[a + FIRST], timesNs[lowest], timesNs[highest], timesNs[b + LAST]};
        final double[] kept = {values[a + FIRST], values[lowest], values[highest], values[b + LAST]};
        for (int i = 0; i < KEPT; i++)
        {
            set(to * KEPT + i, keptNs[i], kept[i]);
        }
        used[to] = isUsed;
        absentNs[to] = absent;
    }

    private void set(final int at, final long timeNs, final double value)
    {
        timesNs[at] = timeNs;
        values[at] = value;
    }
}

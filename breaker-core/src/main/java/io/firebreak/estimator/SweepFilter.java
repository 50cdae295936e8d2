package io.firebreak.estimator;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Groups prints into sweeps (all prints of one source time) and gives the median of the last completed sweeps, so that
 * one bad print moves nothing. Flyweight over 96 bytes of the arena; owned by the engine thread.
 *
 * <pre>
 *   0 source time of the current sweep | 8 its last print, ticks | 16 time of that print | 24 pending, size (2 x int32)
 *  32 cursor (int32) | 40 median, half ticks | 48 the last sweeps' prices, 5 x int64 | 88 when the sweep began
 * </pre>
 *
 * The price of a sweep is its last print. The median of an even number of sweeps is the mean of the middle two, so
 * it is kept in half ticks, exactly.
 */
public final class SweepFilter
{
    /** Bytes of the state. */
    public static final int LENGTH = 96;

    /** No sweep, no median. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** Offset: source time of the current sweep. */
    public static final int SOURCE = 0;

    /** Offset: its last print, ticks. */
    public static final int PRICE = 8;

    /** Offset: time of that print. */
    public static final int TIME = 16;

    /** Offset: 1 while a sweep is open, int32. */
    public static final int PENDING = 24;

    /** Offset: sweeps so far, int32. */
    public static final int SIZE = 28;

    /** Offset: place of the next sweep, int32. */
    public static final int CURSOR = 32;

    /** Offset: median, half ticks. */
    public static final int MEDIAN_HALF = 40;

    /** Offset: the last sweeps' prices, 5 x int64. */
    public static final int PRICES = 48;

    /** Offset: engine time at which the sweep began. */
    public static final int STARTED = 88;

    private static final long LONGEST_NS = 1_000_000_000L;

    private final long[] sorted = new long[5];

    /**
     * Create a flyweight.
     */
    public SweepFilter()
    {
    }

    /**
     * Prepare zeroed state.
     *
     * @param b the arena.
     * @param o offset of the state.
     */
    public void init(final UnsafeBuffer b, final int o)
    {
        b.putLong(o + SOURCE, ABSENT);
        b.putLong(o + MEDIAN_HALF, ABSENT);
    }

    /**
     * Whether a print begins a new sweep: with another stamp of its source, or a second of engine time after the sweep
     * began, so that a source whose stamp stands still does not stop the medians.
     *
     * @param b            the arena.
     * @param o            offset of the state.
     * @param sourceTimeNs of the print.
     * @param nowNs        engine time.
     * @return true when the current sweep has ended.
     */
    public boolean begins(final UnsafeBuffer b, final int o, final long sourceTimeNs, final long nowNs)
    {
        return b.getLong(o + SOURCE) != sourceTimeNs || nowNs - b.getLong(o + STARTED) > LONGEST_NS;
    }

    /**
     * Name the current sweep.
     *
     * @param b            the arena.
     * @param o            offset of the state.
     * @param sourceTimeNs key, {@link #ABSENT} so that the next print begins one.
     * @param nowNs        engine time.
     */
    public void current(final UnsafeBuffer b, final int o, final long sourceTimeNs, final long nowNs)
    {
        b.putLong(o + SOURCE, sourceTimeNs);
        b.putLong(o + STARTED, nowNs);
    }

    /**
     * Add a print to the current sweep.
     *
     * @param b          the arena.
     * @param o          offset of the state.
     * @param timeNs     of the print.
     * @param priceTicks its price.
     */
    public void print(final UnsafeBuffer b, final int o, final long timeNs, final long priceTicks)
    {
        b.putLong(o + PRICE, priceTicks);
        b.putLong(o + TIME, timeNs);
        b.putInt(o + PENDING, 1);
    }

    /**
     * Whether a sweep has prints that the median does not know yet.
     *
     * @param b the arena.
     * @param o offset of the state.
     * @return true when {@link #complete} has work.
     */
    public boolean pending(final UnsafeBuffer b, final int o)
    {
        return b.getInt(o + PENDING) != 0;
    }

    /**
     * Time of the pending sweep's last print.
     *
     * @param b the arena.
     * @param o offset of the state.
     * @return engine time.
     */
    public long sweepTimeNs(final UnsafeBuffer b, final int o)
    {
        return b.getLong(o + TIME);
    }

    /**
     * Let the pending sweep enter the median.
     *
     * @param b      the arena.
     * @param o      offset of the state.
     * @param sweeps how many sweeps the median is taken of, 1 to 5.
     * @return the new median, half ticks.
     */
    public long complete(final UnsafeBuffer b, final int o, final int sweeps)
    {
        int cursor = b.getInt(o + CURSOR);
        int size = b.getInt(o + SIZE);
        b.putLong(o + PRICES + (cursor << 3), b.getLong(o + PRICE));
        cursor = cursor + 1 == sweeps ? 0 : cursor + 1;
        size = Math.min(size + 1, sweeps);
        b.putInt(o + CURSOR, cursor);
        b.putInt(o + SIZE, size);
        b.putInt(o + PENDING, 0);
        for (int i = 0; i < size; i++)
        {
            final long price = b.getLong(o + PRICES + (i << 3));
            int j = i;
            while (j > 0 && sorted[j - 1] > price)
            {
                sorted[j] = sorted[j - 1];
                j--;
            }
            sorted[j] = price;
        }
        final int middle = size >> 1;
        final long median = (size & 1) == 1 ? sorted[middle] << 1 : sorted[middle - 1] + sorted[middle];
        b.putLong(o + MEDIAN_HALF, median);
        return median;
    }

    /**
     * Median of the last completed sweeps.
     *
     * @param b the arena.
     * @param o offset of the state.
     * @return half ticks, {@link #ABSENT} before the first.
     */
    public long medianHalfTicks(final UnsafeBuffer b, final int o)
    {
        return b.getLong(o + MEDIAN_HALF);
    }
}

package io.firebreak.book;

/**
 * The result of {@link BookView#sweepCost}: what a market order of a size would pay. Owned and reused by the caller,
 * written by the ladder. The cost is the sum of price x quantity over the levels taken, in tick-lots, exact in
 * 128 bits. <b>Note:</b> not thread-safe.
 */
public final class SweepCost
{
    private long filledLots;
    private long worstTicks = BookView.NONE;
    private long costHigh;
    private long costLow;
    private int levels;
    private boolean complete;

    /** Create a new instance with nothing swept. */
    public SweepCost()
    {
    }

    /**
     * Is there depth for the whole size?
     *
     * @return true when {@link #filledLots} is the size that was asked for.
     */
    public boolean isComplete()
    {
        return complete;
    }

    /**
     * Quantity taken; below the asked size when the side has not enough depth.
     *
     * @return lots, 0 to the asked size.
     */
    public long filledLots()
    {
        return filledLots;
    }

    /**
     * Price of the last level taken.
     *
     * @return ticks, or {@link BookView#NONE} when nothing was taken.
     */
    public long worstTicks()
    {
        return worstTicks;
    }

    /**
     * Levels taken, the last one perhaps in part.
     *
     * @return 0 to the side's level count.
     */
    public int levels()
    {
        return levels;
    }

    /**
     * High half of the signed 128-bit cost.
     *
     * @return bits 64 to 127, in tick-lots.
     */
    public long costHigh()
    {
        return costHigh;
    }

    /**
     * Low half of the signed 128-bit cost; the cost itself where {@link #fitsLong}.
     *
     * @return bits 0 to 63, in tick-lots.
     */
    public long costLow()
    {
        return costLow;
    }

    /**
     * Is the cost within the range of a long?
     *
     * @return true when {@link #costLow} alone is the cost.
     */
    public boolean fitsLong()
    {
        return costHigh == costLow >> 63;
    }

    void reset()
    {
        filledLots = 0;
        worstTicks = BookView.NONE;
        costHigh = 0;
        costLow = 0;
        levels = 0;
        complete = false;
    }

    void take(final long priceTicks, final long lots)
    {
        final long low = costLow + priceTicks * lots;
        final long carry = Long.compareUnsigned(low, costLow) < 0 ? 1 : 0;
        costHigh += Math.multiplyHigh(priceTicks, lots) + carry;
        costLow = low;
        filledLots += lots;
        worstTicks = priceTicks;
        levels++;
    }

    void finish(final long askedLots)
    {
        complete = filledLots == askedLots;
    }
}

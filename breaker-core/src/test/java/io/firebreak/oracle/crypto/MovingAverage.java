package io.firebreak.oracle.crypto;

/** Average in event time of the price that stands: the mid while it is two-sided and fresh, else the median. */
final class MovingAverage
{
    private final double tau;
    private final long freshNs;
    private boolean started;
    private double value;
    private long time;
    private boolean twoSided;
    private double mid;
    private long midTime;

    /**
     * Makes an average without a value.
     *
     * @param tauNs   time constant
     * @param freshNs age beyond which the mid no longer counts
     */
    MovingAverage(final long tauNs, final long freshNs)
    {
        tau = tauNs;
        this.freshNs = freshNs;
    }

    /**
     * Tells whether there is a value.
     *
     * @return true from the first mid or the first complete sweep on
     */
    boolean started()
    {
        return started;
    }

    /**
     * Tells whether a book says what it said before: no mid as before, or the same mid, which is fresh again.
     *
     * @param timeNs time
     * @param bid    best bid in ticks, 0 without one
     * @param ask    best ask in ticks, 0 without one
     * @return true where nothing has changed
     */
    boolean confirmed(final long timeNs, final long bid, final long ask)
    {
        final boolean now = bid > 0 && ask > bid;
        if (!twoSided || !now)
        {
            return twoSided == now;
        }
        final boolean same = mid == (bid + ask) / 2.0 && timeNs - midTime <= freshNs;
        midTime = same ? timeNs : midTime;
        return same;
    }

    /**
     * Gives the average.
     *
     * @return ticks
     */
    double value()
    {
        return value;
    }

    /**
     * Moves the average to a price at once.
     *
     * @param price ticks
     */
    void restart(final double price)
    {
        value = price;
    }

    /**
     * Gives the average its first value, once.
     *
     * @param timeNs time from which the price stands
     * @param price  ticks
     */
    void start(final long timeNs, final double price)
    {
        if (!started)
        {
            started = true;
            value = price;
            time = timeNs;
        }
    }

    /**
     * Takes a change of the best prices; the average must be integrated up to its time before.
     *
     * @param timeNs time
     * @param bid    best bid in ticks, 0 without one
     * @param ask    best ask in ticks, 0 without one
     */
    void book(final long timeNs, final long bid, final long ask)
    {
        twoSided = bid > 0 && ask > bid;
        mid = (bid + ask) / 2.0;
        midTime = timeNs;
        if (twoSided)
        {
            start(timeNs, mid);
        }
    }

    /**
     * Tells what the average follows at a time.
     *
     * @param timeNs time
     * @param filter the median filter
     * @return MID, MEDIAN or NONE
     */
    String source(final long timeNs, final SweepFilter filter)
    {
        if (twoSided && timeNs - midTime <= freshNs)
        {
            return "MID";
        }
        return filter.isEmpty() ? "NONE" : "MEDIAN";
    }

    /**
     * Lets the standing price pull the average; nothing pulls while neither source has a price.
     *
     * @param timeNs time up to which it pulls
     * @param filter the median filter
     */
    void integrate(final long timeNs, final SweepFilter filter)
    {
        if (!started || timeNs <= time)
        {
            return;
        }
        if (twoSided)
        {
            pull(timeNs - midTime <= freshNs ? timeNs : midTime + freshNs, mid);
        }
        if (!filter.isEmpty())
        {
            pull(timeNs, filter.median());
        }
        time = timeNs;
    }

    private void pull(final long untilNs, final double standing)
    {
        if (untilNs > time)
        {
            value -= StrictMath.expm1(-(untilNs - time) / tau) * (standing - value);
            time = untilNs;
        }
    }
}

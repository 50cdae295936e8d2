package io.firebreak.breaker;

import io.firebreak.market.Side;

/**
 * Reads what the rules of an instrument would compare now: for reports and counters. Cold: between inputs only, on the
 * engine's thread. It changes nothing in the arena.
 */
public final class Gauges
{
    private static final double PPM = 1e-6;
    private static final double SECONDS_PER_MINUTE = 60.0;

    private final EngineMemory m;
    private final Parts parts;

    /**
     * Gauges of an engine.
     *
     * @param memory the engine's memory.
     * @param parts  its components.
     */
    public Gauges(final EngineMemory memory, final Parts parts)
    {
        m = memory;
        this.parts = parts;
    }

    /**
     * Whether an instrument is defined; the other gauges are for defined ones.
     *
     * @param instrumentIndex below the capacity.
     * @return true from its definition on.
     */
    public boolean isDefined(final int instrumentIndex)
    {
        return m.b.getInt(scope(instrumentIndex) + Layout.S_DEFINED) != 0;
    }

    /**
     * Lower band that the gate shows.
     *
     * @param instrumentIndex below the capacity.
     * @return lowest price that may trade, ticks; Long.MIN_VALUE none.
     */
    public long lowerLimitTicks(final int instrumentIndex)
    {
        return m.board.lowerInForceTicks(instrumentIndex);
    }

    /**
     * Upper band that the gate shows.
     *
     * @param instrumentIndex below the capacity.
     * @return highest price that may trade, ticks; Long.MAX_VALUE none.
     */
    public long upperLimitTicks(final int instrumentIndex)
    {
        return m.board.upperInForceTicks(instrumentIndex);
    }

    /**
     * Reference of the lower band.
     *
     * @param instrumentIndex below the capacity.
     * @return millionths of a tick; Long.MIN_VALUE none.
     */
    public long referenceMicroTicks(final int instrumentIndex)
    {
        return m.board.referenceInForceMicroTicks(instrumentIndex);
    }

    /**
     * Fast variance of log returns.
     *
     * @param instrumentIndex below the capacity.
     * @return per second, as of the instrument's last input.
     */
    public double fastVariance(final int instrumentIndex)
    {
        return m.variance.fast(m.b, scope(instrumentIndex) + Layout.S_VARIANCE);
    }

    /**
     * Slow variance of log returns.
     *
     * @param instrumentIndex below the capacity.
     * @return per second, as of the instrument's last input.
     */
    public double slowVariance(final int instrumentIndex)
    {
        return m.variance.slow(m.b, scope(instrumentIndex) + Layout.S_VARIANCE);
    }

    /**
     * What the fast variance must reach to trip, its ratio to the slow one and the scaling with the width included.
     *
     * @param instrumentIndex below the capacity.
     * @param nowNs           engine time.
     * @return per second, the lowest of all rules; NaN where no rule compares a variance, or during the warm-up.
     */
    public double varianceLimit(final int instrumentIndex, final long nowNs)
    {
        final int s = scope(instrumentIndex);
        double lowest = Double.NaN;
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            final int bk = m.image.breakerAt(m.classOf(s), k);
            if (m.b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_CONFIRM &&
                parts.limits.isArmed(s, bk, nowNs))
            {
                final double scale = parts.limits.scale(bk, parts.limits.width(s, bk, m.breaker(s, k), nowNs));
                for (int u = 0; u < m.b.getInt(bk + ImageLayout.B_RULES); u++)
                {
                    final int rule = m.image.ruleAt(bk, u);
                    if (m.b.getInt(rule + ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_VARIANCE)
                    {
                        final double limit = limit(rule, scale, slowVariance(instrumentIndex));
                        lowest = Double.isNaN(lowest) ? limit : Math.min(lowest, limit);
                    }
                }
            }
        }
        return lowest;
    }

    /**
     * Size of the best levels of the thinner side.
     *
     * @param instrumentIndex below the capacity.
     * @return lots; -1 where no level of a book has been sent.
     */
    public long depthLots(final int instrumentIndex)
    {
        final int s = scope(instrumentIndex);
        if ((m.b.getInt(s + Layout.S_SEEN) & 1) == 0)
        {
            return -1;
        }
        m.ladder.wrap(s + m.layout().ladderOffset());
        return Math.min(m.ladder.topDepthLots(Side.BUY.code()), m.ladder.topDepthLots(Side.SELL.code()));
    }

    /**
     * What that size must not fall below.
     *
     * @param instrumentIndex below the capacity.
     * @return lots, the highest of all rules; 0 where no rule compares a depth.
     */
    public long depthFloorLots(final int instrumentIndex)
    {
        final int c = m.classOf(scope(instrumentIndex));
        long highest = 0;
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int rule = m.image.ruleAt(m.image.breakerAt(c, k), 0);
            if (m.b.getInt(rule + ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_DEPTH)
            {
                highest = Math.max(highest, m.b.getLong(rule + ImageLayout.U_THRESHOLD));
            }
        }
        return highest;
    }

    private double limit(final int rule, final double scale, final double slow)
    {
        final double threshold = m.b.getLong(rule + ImageLayout.U_PPM) * PPM *
            (m.b.getInt(rule + ImageLayout.U_SCALED) != 0 ? scale : 1.0);
        final double ratio = m.b.getLong(rule + ImageLayout.U_RATIO_PPM) * PPM;
        return Math.max(threshold * threshold / SECONDS_PER_MINUTE, ratio * ratio * slow);
    }

    private int scope(final int instrumentIndex)
    {
        return m.layout().instrument(instrumentIndex);
    }
}

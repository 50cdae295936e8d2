package io.firebreak.breaker;

import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How long a trip pauses: by side, doubled when trips follow each other, another length after a reopening in the same
 * direction, and another one near the close, which has the last word. Pauses of one print may add up. Owned by the
 * engine thread.
 */
final class PauseLength
{
    private final EngineMemory m;
    private final UnsafeBuffer b;

    PauseLength(final EngineMemory memory)
    {
        m = memory;
        b = memory.b;
    }

    /**
     * Length of the pause of a trip that has not been noted yet.
     *
     * @param bk    parameters of the breaker.
     * @param x     its state, with the side and the time of the trip before.
     * @param nowNs instant of the trip.
     * @param side  Side code of the trip.
     * @return ns, without the random tail.
     */
    long of(final int bk, final int x, final long nowNs, final int side)
    {
        final long withinNs = b.getLong(bk + ImageReopening.B_NEAR_CLOSE_WITHIN_NS);
        if (withinNs != 0 && m.image.headerInt(ImageHeader.H_ALWAYS_OPEN) == 0 && m.inSession(nowNs) &&
            nowNs >= b.getLong(m.market() + Layout.S_CLOSE_NS) - withinNs)
        {
            return b.getLong(bk + ImageReopening.B_NEAR_CLOSE_NS);
        }
        final long reopenedNs = b.getLong(x + Layout.X_REOPENED);
        final long consecutiveNs = b.getLong(bk + ImageReopening.B_CONSECUTIVE_NS);
        if (consecutiveNs != 0 && reopenedNs != Layout.ABSENT && b.getInt(x + Layout.X_SIDE) == side &&
            nowNs - reopenedNs <= b.getLong(bk + ImageReopening.B_CONSECUTIVE_WITHIN_NS))
        {
            return consecutiveNs;
        }
        final long lastNs = b.getLong(x + Layout.X_LAST_TRIP);
        final long growthNs = b.getLong(bk + ImageLayout.B_PAUSE_GROWTH_WINDOW_NS);
        if (growthNs > 0 && lastNs != Layout.ABSENT && nowNs - lastNs <= growthNs)
        {
            return Math.min(b.getLong(bk + ImageLayout.B_PAUSE_MAX_NS), 2 * b.getLong(x + Layout.X_PAUSE));
        }
        final long lowerNs = b.getLong(bk + ImageReopening.B_LOWER_PAUSE_NS);
        return side == Side.SELL.code() && lowerNs != 0 ? lowerNs : b.getLong(bk + ImageLayout.B_PAUSE_NS);
    }

    /**
     * From when a pause counts: behind those of the same trip, where the breaker's pauses add up.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param bk    its parameters.
     * @param nowNs instant of the trip.
     * @return UTC ns.
     */
    long fromNs(final int s, final int k, final int bk, final long nowNs)
    {
        long fromNs = nowNs;
        final int c = m.classOf(s);
        for (int i = 0; i < m.breakers(c) && b.getInt(bk + ImageReopening.B_CUMULATIVE) != 0; i++)
        {
            final int x = m.breaker(s, i);
            if (i != k && b.getInt(m.image.breakerAt(c, i) + ImageReopening.B_CUMULATIVE) != 0 &&
                b.getLong(x + Layout.X_LAST_TRIP) == nowNs && b.getInt(x + Layout.X_LATCHED) == 0 &&
                b.getInt(x + Layout.X_STATE) != TradingState.OPEN.code())
            {
                fromNs = Math.max(fromNs, b.getLong(x + Layout.X_DEADLINE));
            }
        }
        return fromNs;
    }
}

package io.firebreak.breaker;

import io.firebreak.estimator.Wide;
import io.firebreak.market.Reason;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A market-wide breaker on a published index: levels below the previous close, each once a day, the highest that is
 * reached decides. Levels are rounded as they are disseminated and the index is compared with those. Source:
 * spec/rulebooks.md section 2. Owned by the engine thread.
 */
public final class IndexLadder
{
    private static final long PPM = 1_000_000L;

    /** The market's tick is one unit of the index. */
    private static final long E9_PER_MICRO = 1_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    IndexLadder(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * The index's previous close was published.
     *
     * @param closeE9 its value, 1e-9.
     */
    public void onPreviousClose(final long closeE9)
    {
        parts.inactivity.onPreviousClose(m.market(), closeE9);
    }

    /**
     * The index was published.
     *
     * @param nowNs   engine time.
     * @param indexE9 its value, 1e-9.
     */
    public void onIndex(final long nowNs, final long indexE9)
    {
        final int s = m.market();
        final long closeE9 = b.getLong(s + Layout.S_PREVIOUS_CLOSE_E9);
        if (b.getInt(s + Layout.S_DEFINED) == 0)
        {
            return;
        }
        parts.inactivity.session(s, nowNs);
        if (!m.inSession(nowNs))
        {
            return;
        }
        if (closeE9 == Layout.ABSENT)
        {
            parts.inactivity.previousClose(s, nowNs);
            return;
        }
        final int c = m.classOf(s);
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int bk = m.image.breakerAt(c, k);
            if (b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_LADDER && parts.duty.isOn(s, k, bk, nowNs))
            {
                judge(s, k, bk, nowNs, indexE9, closeE9);
            }
        }
    }

    private void judge(
        final int s, final int k, final int bk, final long nowNs, final long indexE9, final long closeE9)
    {
        final int x = m.breaker(s, k);
        final int used = b.getInt(x + Layout.X_LEVEL);
        for (int u = b.getInt(bk + ImageLayout.B_RULES) - 1; u >= 0; u--)
        {
            final int rule = m.image.ruleAt(bk, u);
            final int level = b.getInt(rule + ImageLayout.U_LEVEL);
            final long limitE9 = limitE9(rule, closeE9);
            if (level > used && indexE9 <= limitE9 && isLive(s, bk, x, rule, nowNs))
            {
                b.putInt(x + Layout.X_LEVEL, level);
                m.evidence(s).observedReal = indexE9 * 1e-9;
                m.out.evidence().observedMicroTicks = indexE9 / E9_PER_MICRO;
                m.out.evidence().limitMicroTicks = limitE9 / E9_PER_MICRO;
                m.out.evidence().referenceMicroTicks = closeE9 / E9_PER_MICRO;
                m.out.evidence().limitReal = limitE9 * 1e-9;
                m.out.evidence().widthFraction = b.getLong(rule + ImageLayout.U_PPM) * 1e-6;
                parts.trips.trip(s, k, nowNs, rule, Side.SELL.code(), state(rule, bk), Reason.MARKET_WIDE.code());
                return;
            }
        }
    }

    private boolean isLive(final int s, final int bk, final int x, final int rule, final long nowNs)
    {
        final int now = b.getInt(x + Layout.X_STATE);
        if (state(rule, bk) == TradingState.CLOSED.code())
        {
            return now != TradingState.CLOSED.code();
        }
        final long cutoffNs = b.getLong(rule + ImageLayout.U_CUTOFF_NS);
        final long untilNs = b.getLong(s + Layout.S_CLOSE_NS) - cutoffNs;
        final boolean inTime = cutoffNs == 0 || nowNs < untilNs ||
            nowNs == untilNs && b.getInt(rule + ImageLayout.U_CUTOFF_INCLUSIVE) != 0;
        return now == TradingState.OPEN.code() && inTime;
    }

    private int state(final int rule, final int bk)
    {
        final int own = b.getInt(rule + ImageLayout.U_TRIP_STATE);
        return own != 0 ? own : b.getInt(bk + ImageLayout.B_TRIP_STATE);
    }

    private long limitE9(final int rule, final long closeE9)
    {
        final long roundE9 = Math.max(1, b.getLong(rule + ImageLayout.U_ROUND_E9));
        return Wide.mulDivHalfUp(closeE9, PPM - b.getLong(rule + ImageLayout.U_PPM), PPM * roundE9) * roundE9;
    }
}

package io.firebreak.breaker;

import io.firebreak.estimator.Wide;
import io.firebreak.market.Reason;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A market-wide breaker on published indices: levels beside their previous closes, each once a day, the highest that
 * is reached decides. Levels are rounded as they are disseminated and the index is compared with those. A level may
 * have to be reached for a time without interruption: then a timer of exactly that instant judges. Source:
 * spec/rulebooks.md sections 2 and 6.6 to 6.8. Owned by the engine thread.
 */
public final class IndexLadder
{
    private static final long PPM = 1_000_000L;

    /** The market's tick is one unit of the index. */
    private static final long E9_PER_MICRO = 1_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final LadderLengths lengths;

    IndexLadder(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        lengths = new LadderLengths(m);
    }

    /**
     * Whether a number names an index: each reference of the market's class to a previous close is one.
     *
     * @param index number.
     * @return false where the market has no such index, or no rules.
     */
    public boolean isIndex(final int index)
    {
        final int c = m.classOf(m.market());
        return index < Math.min(LadderLayout.INDICES, b.getInt(c + ImageLayout.C_REFERENCES)) &&
            b.getInt(m.image.referenceAt(c, index) + ImageLayout.R_KIND) == ImageLayout.KIND_PREVIOUS_CLOSE;
    }

    /**
     * An index's previous close was published.
     *
     * @param index   which.
     * @param closeE9 its value, 1e-9.
     */
    public void onPreviousClose(final int index, final long closeE9)
    {
        parts.inactivity.onPreviousClose(m.market(), index, closeE9);
    }

    /**
     * An index was published.
     *
     * @param nowNs   engine time.
     * @param index   which.
     * @param indexE9 its value, 1e-9.
     */
    public void onIndex(final long nowNs, final int index, final long indexE9)
    {
        final int s = m.market();
        if (b.getInt(s + Layout.S_DEFINED) == 0)
        {
            return;
        }
        parts.inactivity.session(s, nowNs);
        if (!m.inSession(nowNs))
        {
            return;
        }
        if (closeE9(s, index) <= 0)
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
                sustain(s, k, bk, nowNs, index, indexE9, true);
                judge(s, k, bk, nowNs, index, indexE9, true);
                watch(s, k, bk);
            }
        }
    }

    /**
     * A level has been reached without interruption for as long as it must be.
     *
     * @param s     state of the market.
     * @param k     breaker, open.
     * @param nowNs the instant itself.
     */
    void onTime(final int s, final int k, final long nowNs)
    {
        final int bk = m.image.breakerAt(m.classOf(s), k);
        for (int index = 0; index < LadderLayout.INDICES && m.inSession(nowNs); index++)
        {
            final long indexE9 = b.getLong(s + LadderLayout.S_INDEX_E9 + index * Long.BYTES);
            if (indexE9 > 0 && isIndex(index) && closeE9(s, index) > 0)
            {
                // a table of lengths may have ended a level meanwhile; what was published in a halt begins nothing
                sustain(s, k, bk, nowNs, index, indexE9, false);
                judge(s, k, bk, nowNs, index, indexE9, false);
            }
        }
        watch(s, k, bk);
    }

    /**
     * The day closes: a time that runs ends with it.
     *
     * @param s state of the market.
     */
    void onClose(final int s)
    {
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            final int bk = m.image.breakerAt(m.classOf(s), k);
            forgetTimes(m.breaker(s, k), bk);
            watch(s, k, bk);
        }
    }

    /**
     * A day begins: every level may fire again.
     *
     * @param s state of the market.
     * @param k breaker.
     */
    void onNewDay(final int s, final int k)
    {
        final int x = m.breaker(s, k);
        b.putInt(x + Layout.X_LEVEL, 0);
        b.putLong(x + LadderLayout.X_LAST_E9, 0);
        b.putLong(x + LadderLayout.X_LAST_INDEX, 0);
    }

    /** Since when each level that must be sustained has been reached; the time restarts when the index recovers. */
    private void sustain(
        final int s, final int k, final int bk, final long nowNs, final int index, final long indexE9,
        final boolean isPublished)
    {
        final int x = m.breaker(s, k);
        for (int u = 0; u < b.getInt(bk + ImageLayout.B_RULES); u++)
        {
            final int rule = m.image.ruleAt(bk, u);
            if (b.getLong(rule + ImageLayout.U_SUSTAIN_NS) == 0 || !watches(rule, index))
            {
                continue;
            }
            b.putLong(s + LadderLayout.S_INDEX_E9 + index * Long.BYTES, indexE9);
            final int place = x + place(rule, index);
            if (!isReached(x, rule, index, indexE9, closeE9(s, index)) || !isLive(s, bk, x, rule, nowNs))
            {
                b.putLong(place, 0);
            }
            else if (isPublished && !isTime(b.getLong(place)))
            {
                b.putLong(place, nowNs);
            }
        }
    }

    /** The highest level that is reached: by a value that is published, by time only one that must be sustained. */
    private void judge(
        final int s, final int k, final int bk, final long nowNs, final int index, final long indexE9,
        final boolean isPublished)
    {
        final int x = m.breaker(s, k);
        final long closeE9 = closeE9(s, index);
        for (int u = b.getInt(bk + ImageLayout.B_RULES) - 1; u >= 0; u--)
        {
            final int rule = m.image.ruleAt(bk, u);
            final boolean isAsked = isPublished || b.getLong(rule + ImageLayout.U_SUSTAIN_NS) != 0;
            if (isAsked && watches(rule, index) && isReached(x, rule, index, indexE9, closeE9) &&
                isLive(s, bk, x, rule, nowNs) && isSustained(x, rule, index, nowNs))
            {
                final int side = side(rule, indexE9, closeE9);
                final long limitE9 = limitE9(x, rule, index, closeE9, side);
                b.putInt(x + Layout.X_LEVEL, b.getInt(rule + ImageLayout.U_LEVEL));
                forgetTimes(x, bk);
                b.putLong(x + LadderLayout.X_LAST_E9, indexE9);
                b.putLong(x + LadderLayout.X_LAST_INDEX, index);
                m.evidence(s).observedReal = indexE9 * 1e-9;
                m.out.evidence().observedMicroTicks = indexE9 / E9_PER_MICRO;
                m.out.evidence().limitMicroTicks = limitE9 / E9_PER_MICRO;
                m.out.evidence().referenceMicroTicks = closeE9 / E9_PER_MICRO;
                m.out.evidence().limitReal = limitE9 * 1e-9;
                m.out.evidence().widthFraction = b.getLong(rule + ImageLayout.U_PPM) * 1e-6;
                final long lengthNs = lengths.lengthNs(s, rule, nowNs);
                parts.trips.trip(s, k, nowNs, rule, side, state(s, rule, bk, nowNs), Reason.MARKET_WIDE.code(),
                    lengthNs);
                return;
            }
        }
    }

    private boolean watches(final int rule, final int index)
    {
        return b.getInt(rule + ImageLadder.U_ANY_INDEX) != 0 ||
            b.getInt(rule + ImageLayout.U_REFERENCE) == index;
    }

    private boolean isReached(
        final int x, final int rule, final int index, final long indexE9, final long closeE9)
    {
        final int side = side(rule, indexE9, closeE9);
        final long limitE9 = limitE9(x, rule, index, closeE9, side);
        return b.getInt(rule + ImageLayout.U_LEVEL) > b.getInt(x + Layout.X_LEVEL) &&
            (side == Side.SELL.code() ? indexE9 <= limitE9 : indexE9 >= limitE9);
    }

    private int side(final int rule, final long indexE9, final long closeE9)
    {
        final int direction = b.getInt(rule + ImageLadder.U_DIRECTION);
        final boolean isFall = direction == ImageLadder.FALL || direction == ImageLadder.EITHER && indexE9 < closeE9;
        return isFall ? Side.SELL.code() : Side.BUY.code();
    }

    /** A level that closes the market is live in a halt as well, one that must be sustained only while it trades. */
    private boolean isLive(final int s, final int bk, final int x, final int rule, final long nowNs)
    {
        final int now = b.getInt(x + Layout.X_STATE);
        if (!lengths.trips(s, rule, nowNs))
        {
            return false;
        }
        if (state(s, rule, bk, nowNs) == TradingState.CLOSED.code() &&
            b.getLong(rule + ImageLayout.U_SUSTAIN_NS) == 0)
        {
            return now != TradingState.CLOSED.code();
        }
        final long cutoffNs = b.getLong(rule + ImageLayout.U_CUTOFF_NS);
        final long untilNs = b.getLong(s + Layout.S_CLOSE_NS) - cutoffNs;
        final boolean inTime = cutoffNs == 0 || nowNs < untilNs ||
            nowNs == untilNs && b.getInt(rule + ImageLayout.U_CUTOFF_INCLUSIVE) != 0;
        return now == TradingState.OPEN.code() && inTime;
    }

    private boolean isSustained(final int x, final int rule, final int index, final long nowNs)
    {
        final long sustainNs = b.getLong(rule + ImageLayout.U_SUSTAIN_NS);
        if (sustainNs == 0)
        {
            return true;
        }
        final long sinceNs = b.getLong(x + place(rule, index));
        return isTime(sinceNs) && nowNs - sinceNs >= sustainNs;
    }

    /** Arm the deadline of an open breaker, which has no other, for the first level that is sustained. */
    private void watch(final int s, final int k, final int bk)
    {
        final int x = m.breaker(s, k);
        if (b.getInt(x + Layout.X_STATE) != TradingState.OPEN.code())
        {
            return;
        }
        long dueNs = Layout.NEVER;
        for (int u = 0; u < b.getInt(bk + ImageLayout.B_RULES); u++)
        {
            final int rule = m.image.ruleAt(bk, u);
            final long sustainNs = b.getLong(rule + ImageLayout.U_SUSTAIN_NS);
            for (int index = 0; index < LadderLayout.INDICES && sustainNs > 0; index++)
            {
                final long sinceNs = watches(rule, index) && isIndex(index) ?
                    b.getLong(x + place(rule, index)) : 0;
                dueNs = isTime(sinceNs) ? Math.min(dueNs, sinceNs + sustainNs) : dueNs;
            }
        }
        m.arm(s, m.breakerTimer(s, k), dueNs);
    }

    private void forgetTimes(final int x, final int bk)
    {
        for (int u = 0; u < b.getInt(bk + ImageLayout.B_RULES); u++)
        {
            final int rule = m.image.ruleAt(bk, u);
            for (int index = 0; index < LadderLayout.INDICES; index++)
            {
                if (b.getLong(rule + ImageLayout.U_SUSTAIN_NS) > 0 && watches(rule, index) && isIndex(index))
                {
                    b.putLong(x + place(rule, index), 0);
                }
            }
        }
    }

    private int place(final int rule, final int index)
    {
        final int own = b.getInt(rule + ImageLadder.U_ANY_INDEX) == 0 ? 0 : index;
        return LadderLayout.since(b.getInt(rule + ImageLadder.U_SUSTAIN_PLACE) + own);
    }

    private static boolean isTime(final long ns)
    {
        return ns > 0 && ns != Layout.NEVER;
    }

    private int state(final int s, final int rule, final int bk, final long nowNs)
    {
        final int ofRow = lengths.state(s, rule, nowNs);
        final int own = ofRow != 0 ? ofRow : b.getInt(rule + ImageLayout.U_TRIP_STATE);
        return own != 0 ? own : b.getInt(bk + ImageLayout.B_TRIP_STATE);
    }

    private long closeE9(final int s, final int index)
    {
        return b.getLong(s + LadderLayout.close(index));
    }

    /** The level, or what lies so far beyond the last one's index value, whichever is farther away. */
    private long limitE9(final int x, final int rule, final int index, final long closeE9, final int side)
    {
        final long roundE9 = Math.max(1, b.getLong(rule + ImageLayout.U_ROUND_E9));
        final long beyondPpm = b.getLong(rule + ImageLadder.U_BEYOND_LAST_PPM);
        final long levelE9 = distantE9(closeE9, b.getLong(rule + ImageLayout.U_PPM), roundE9, side);
        final long lastE9 = b.getLong(x + LadderLayout.X_LAST_E9);
        if (beyondPpm == 0 || lastE9 == 0 || b.getLong(x + LadderLayout.X_LAST_INDEX) != index)
        {
            return levelE9;
        }
        final long fartherE9 = distantE9(lastE9, beyondPpm, roundE9, side);
        return side == Side.SELL.code() ? Math.min(levelE9, fartherE9) : Math.max(levelE9, fartherE9);
    }

    private static long distantE9(final long fromE9, final long ppm, final long roundE9, final int side)
    {
        final long steps =
            Wide.mulDivHalfUp(fromE9, side == Side.SELL.code() ? PPM - ppm : PPM + ppm, PPM * roundE9);
        // a level that no number can hold is one that no index reaches
        return steps == Wide.UNKNOWN || steps > Long.MAX_VALUE / roundE9 ? Long.MAX_VALUE : steps * roundE9;
    }
}

package io.firebreak.breaker;

import io.firebreak.market.DataQualityCode;
import io.firebreak.market.InputFlags;
import io.firebreak.market.PriceInput;
import io.firebreak.market.Reason;
import io.firebreak.market.Side;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Prints, before and after they happen, and moves of the mid. A potential trade is judged by every rule; a trade moves
 * filter, averages, variances and windows, denied or not, paused or not: it happened. References see a sweep only when
 * its source time changes. Source: spec/crypto-perp.md section 3. Owned by the engine thread.
 */
public final class Prints
{
    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    Prints(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * Judge a potential trade.
     *
     * @param s          state of the scope.
     * @param nowNs      engine time.
     * @param sweepNs    source time that keys the sweep.
     * @param priceTicks price.
     * @param side       aggressor.
     * @param gateEpoch  epoch of the gate's answer.
     * @param gateCode   the gate's answer.
     */
    public void onPotentialTrade(
        final int s, final long nowNs, final long sweepNs, final long priceTicks, final int side,
        final long gateEpoch, final int gateCode)
    {
        begin(s, nowNs, sweepNs);
        inactive(s, nowNs);
        final int c = m.classOf(s);
        final int breakers = m.breakers(c);
        if (!m.inSession(nowNs))
        {
            return;
        }
        if (!parts.states.matches(s))
        {
            m.evidence(s).observedMicroTicks = priceTicks * 1_000_000L;
            deny(s, nowNs, 0, stateReason(s), side, gateEpoch, gateCode);
            return;
        }
        boolean denied = false;
        for (int k = 0; k < breakers && parts.states.matches(s); k++)
        {
            final int bk = m.image.breakerAt(c, k);
            final int monitor = b.getInt(bk + ImageLayout.B_MONITOR);
            int rule = 0;
            if (monitor == ImageLayout.MONITOR_CONFIRM)
            {
                rule = parts.confirm.judge(s, k, nowNs, priceTicks);
            }
            else if (monitor == ImageLayout.MONITOR_QUOTE &&
                parts.quotes.judge(s, k, priceTicks) != Side.NONE.code())
            {
                rule = m.image.ruleAt(bk, 0);
            }
            if (rule == 0 && isMissing(s, c, bk, monitor))
            {
                denied = true;
                final int missing = m.image.ruleAt(bk, 0);
                m.evidence(s).observedMicroTicks = priceTicks * 1_000_000L;
                deny(s, nowNs, b.getInt(missing + ImageLayout.U_ID), Reason.MISSING_REFERENCE.code(), side, gateEpoch,
                    gateCode);
            }
            else if (rule != 0)
            {
                denied = true;
                if (m.out.evidence().limitMicroTicks == Layout.ABSENT)
                {
                    // the variance has tripped on this very print: its pause denies it
                    deny(s, nowNs, 0, stateReason(s), side, gateEpoch, gateCode);
                    continue;
                }
                deny(s, nowNs, b.getInt(rule + ImageLayout.U_ID), b.getInt(rule + ImageLayout.U_REASON), side,
                    gateEpoch, gateCode);
            }
        }
        if (!denied && gateCode != 0 && parts.states.matches(s))
        {
            m.evidence(s).observedMicroTicks = priceTicks * 1_000_000L;
            deny(s, nowNs, 0, Reason.STALE_BAND.code(), side, gateEpoch, gateCode);
        }
    }

    /**
     * Take a print that happened.
     *
     * @param s           state of the scope.
     * @param nowNs       engine time.
     * @param sweepNs     source time that keys the sweep.
     * @param priceTicks  price.
     * @param eligibility InputFlags of the trade.
     */
    public void onTrade(
        final int s, final long nowNs, final long sweepNs, final long priceTicks, final int eligibility)
    {
        begin(s, nowNs, sweepNs);
        m.sweeps.print(b, s + Layout.S_SWEEPS, nowNs, priceTicks);
        b.putLong(s + Layout.S_LAST_TICKS, priceTicks);
        b.putDouble(s + Layout.S_TRADE_RATE,
            tradesPerSecond(s, nowNs) + 1e9 / b.getLong(m.classOf(s) + ImageBook.C_RATE_TAU_NS));
        b.putLong(s + Layout.S_TRADE_RATE_NS, nowNs);
        if ((eligibility & InputFlags.ELIGIBLE) != 0)
        {
            parts.references.onPrint(s, nowNs, priceTicks);
        }
    }

    /**
     * The best prices of the ladder moved.
     *
     * @param s        state of the scope.
     * @param nowNs    engine time.
     * @param bidTicks best bid or ABSENT.
     * @param askTicks best offer or ABSENT.
     */
    public void onTouch(final int s, final long nowNs, final long bidTicks, final long askTicks)
    {
        final int c = m.classOf(s);
        final int count = b.getInt(c + ImageLayout.C_REFERENCES);
        for (int r = 0; r < count; r++)
        {
            if (b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND) == ImageLayout.KIND_EMA)
            {
                parts.standing.integrate(s, r, nowNs);
            }
        }
        final boolean twoSided = bidTicks != Layout.ABSENT && askTicks != Layout.ABSENT && askTicks > bidTicks;
        b.putInt(s + Layout.S_TWO_SIDED, twoSided ? 1 : 0);
        if (twoSided)
        {
            b.putLong(s + Layout.S_MID_HALF, bidTicks + askTicks);
            b.putLong(s + Layout.S_MID_NS, nowNs);
            b.putLong(s + Layout.S_BID_TOUCH, bidTicks);
            b.putLong(s + Layout.S_ASK_TOUCH, askTicks);
            start(s, nowNs, bidTicks + askTicks);
            if (b.getLong(s + Layout.S_FIRST_NS) == Layout.ABSENT)
            {
                b.putLong(s + Layout.S_FIRST_NS, nowNs);
            }
        }
        parts.board.refresh(s, nowNs);
    }

    /**
     * The book was confirmed without a move of the mid: it is fresh again.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    public void refreshMid(final int s, final long nowNs)
    {
        final long midNs = b.getLong(s + Layout.S_MID_NS);
        if (nowNs - midNs <= b.getLong(m.classOf(s) + ImageLayout.C_MID_FRESH_NS))
        {
            b.putLong(s + Layout.S_MID_NS, nowNs);
        }
        else
        {
            onTouch(s, nowNs, b.getLong(s + Layout.S_BID_TOUCH), b.getLong(s + Layout.S_ASK_TOUCH));
        }
    }

    /**
     * A direct reopening: the reference becomes the filtered last price, windows are emptied, the storm is over.
     *
     * @param s     state of the scope.
     * @param nowNs instant of the reopening.
     */
    void reopen(final int s, final long nowNs)
    {
        commit(s, nowNs);
        m.sweeps.current(b, s + Layout.S_SWEEPS, Layout.ABSENT);
        advance(s, nowNs);
        final long median = m.sweeps.medianHalfTicks(b, s + Layout.S_SWEEPS);
        final int c = m.classOf(s);
        final int count = b.getInt(c + ImageLayout.C_REFERENCES);
        for (int r = 0; r < count; r++)
        {
            final int kind = b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND);
            if (kind == ImageLayout.KIND_EMA && median != Layout.ABSENT)
            {
                b.putDouble(m.reference(s, r) + Layout.F_AVERAGE, median * 0.5);
            }
            else if (kind == ImageLayout.KIND_EXTREMA)
            {
                parts.standing.clearExtremes(s, r);
            }
        }
        m.variance.clamp(b, s + Layout.S_VARIANCE);
    }

    /**
     * Trade rate of a scope.
     *
     * @param s     state of the scope; defined.
     * @param nowNs instant, not before the last print.
     * @return prints a second.
     */
    public double tradesPerSecond(final int s, final long nowNs)
    {
        final double tau = b.getLong(m.classOf(s) + ImageBook.C_RATE_TAU_NS);
        return b.getDouble(s + Layout.S_TRADE_RATE) * (tau / (tau + (nowNs - b.getLong(s + Layout.S_TRADE_RATE_NS))));
    }

    /**
     * Which input a first-valid reference follows now.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     * @return PriceInput code.
     */
    int input(final int s, final long nowNs)
    {
        if (b.getInt(s + Layout.S_TWO_SIDED) != 0 &&
            nowNs - b.getLong(s + Layout.S_MID_NS) <= b.getLong(m.classOf(s) + ImageLayout.C_MID_FRESH_NS))
        {
            return PriceInput.MID.code();
        }
        return m.sweeps.medianHalfTicks(b, s + Layout.S_SWEEPS) == Layout.ABSENT ?
            PriceInput.NONE.code() : PriceInput.FILTERED_TRADES.code();
    }

    private void begin(final int s, final long nowNs, final long sweepNs)
    {
        if (b.getLong(s + Layout.S_FIRST_NS) == Layout.ABSENT)
        {
            b.putLong(s + Layout.S_FIRST_NS, nowNs);
        }
        if (!m.sweeps.begins(b, s + Layout.S_SWEEPS, sweepNs))
        {
            return;
        }
        final int c = m.classOf(s);
        for (int k = 0; k < m.breakers(c); k++)
        {
            if (b.getInt(m.image.breakerAt(c, k) + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_CONFIRM)
            {
                parts.confirm.onSweep(s, k, nowNs);
            }
        }
        commit(s, nowNs);
        advance(s, nowNs);
        m.sweeps.current(b, s + Layout.S_SWEEPS, sweepNs);
        parts.board.refresh(s, nowNs);
    }

    private void commit(final int s, final long nowNs)
    {
        final int o = s + Layout.S_SWEEPS;
        if (!m.sweeps.pending(b, o))
        {
            return;
        }
        final int c = m.classOf(s);
        final int count = b.getInt(c + ImageLayout.C_REFERENCES);
        final long atNs = m.sweeps.sweepTimeNs(b, o);
        for (int r = 0; r < count; r++)
        {
            if (b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND) == ImageLayout.KIND_EMA)
            {
                parts.standing.integrate(s, r, atNs);
            }
        }
        final long median = m.sweeps.complete(b, o, b.getInt(c + ImageLayout.C_FILTER_SWEEPS));
        for (int r = 0; r < count; r++)
        {
            if (b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND) == ImageLayout.KIND_EXTREMA)
            {
                parts.standing.stand(s, r, nowNs, atNs, median);
            }
        }
        start(s, atNs, median);
    }

    private void advance(final int s, final long nowNs)
    {
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            if (b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND) == ImageLayout.KIND_EMA)
            {
                parts.standing.integrate(s, r, nowNs);
            }
        }
        final long median = m.sweeps.medianHalfTicks(b, s + Layout.S_SWEEPS);
        if (median != Layout.ABSENT)
        {
            m.variance.advance(b, s + Layout.S_VARIANCE, nowNs, median * 0.5,
                b.getLong(c + ImageLayout.C_FAST_TAU_NS), b.getLong(c + ImageLayout.C_SLOW_TAU_NS));
        }
    }

    private void start(final int s, final long atNs, final long priceHalf)
    {
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            final int f = m.reference(s, r);
            if (b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND) == ImageLayout.KIND_EMA &&
                b.getInt(f + Layout.F_STARTED) == 0)
            {
                b.putInt(f + Layout.F_STARTED, 1);
                b.putDouble(f + Layout.F_AVERAGE, priceHalf * 0.5);
                b.putLong(f + Layout.F_AVERAGE_NS, atNs);
            }
        }
    }

    private void inactive(final int s, final long nowNs)
    {
        final int seen = b.getInt(s + Layout.S_SEEN);
        if ((seen & 4) != 0)
        {
            return;
        }
        b.putInt(s + Layout.S_SEEN, seen | 4);
        final int c = m.classOf(s);
        boolean quote = false;
        boolean book = false;
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int monitor = b.getInt(m.image.breakerAt(c, k) + ImageLayout.B_MONITOR);
            quote |= monitor == ImageLayout.MONITOR_QUOTE && (seen & 2) == 0;
            book |= monitor == ImageLayout.MONITOR_NOTIFY && (seen & 1) == 0;
        }
        if (quote)
        {
            parts.quality.tell(DataQualityCode.INACTIVE_NO_QUOTES, b.getInt(s + Layout.S_SCOPE), nowNs, 0, 0, 0);
        }
        if (book)
        {
            parts.quality.tell(DataQualityCode.INACTIVE_NO_BOOK, b.getInt(s + Layout.S_SCOPE), nowNs, 0, 0, 0);
        }
    }

    private void deny(
        final int s, final long nowNs, final int ruleId, final int reason, final int side, final long gateEpoch,
        final int gateCode)
    {
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), ruleId, reason).verdictDenied(gateEpoch, gateCode, side);
    }

    /**
     * The declared missing-reference policy: a class may deny while a needed reference is unknown.
     */
    private boolean isMissing(final int s, final int c, final int bk, final int monitor)
    {
        if (b.getInt(c + ImageLayout.C_MISSING_DENIES) == 0 ||
            monitor != ImageLayout.MONITOR_QUOTE && monitor != ImageLayout.MONITOR_CONFIRM)
        {
            return false;
        }
        final int scale = monitor == ImageLayout.MONITOR_QUOTE ? 0 : b.getInt(bk + ImageLayout.B_SCALE_RULE);
        final int f = m.reference(s, b.getInt(m.image.ruleAt(bk, scale) + ImageLayout.U_REFERENCE));
        return monitor == ImageLayout.MONITOR_QUOTE ?
            b.getLong(f + Layout.F_VALUE) == Layout.ABSENT : b.getInt(f + Layout.F_STARTED) == 0;
    }

    private int stateReason(final int s)
    {
        return parts.states.merged(m.market()) > parts.states.merged(s) ?
            Reason.MARKET_WIDE.code() : Reason.NOT_PERMITTED.code();
    }
}

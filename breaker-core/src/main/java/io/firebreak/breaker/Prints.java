package io.firebreak.breaker;

import io.firebreak.market.InputFlags;
import io.firebreak.market.PriceInput;
import io.firebreak.market.Reason;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Prints that happened and moves of the mid. A trade moves filter, averages, variances and windows, denied or not,
 * paused or not. References see a sweep only when its source time changes. Source: spec/crypto-perp.md section 3. Owned
 * by the engine thread.
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
     * Take a print that happened.
     *
     * @param s           state of the scope.
     * @param nowNs       engine time.
     * @param sweepNs     source time that keys the sweep.
     * @param priceTicks  price.
     * @param qtyLots     quantity.
     * @param eligibility InputFlags of the trade.
     */
    public void onTrade(final int s, final long nowNs, final long sweepNs, final long priceTicks, final long qtyLots,
        final int eligibility)
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
            parts.trades.onPrint(s, nowNs, priceTicks, qtyLots, eligibility);
            parts.bandPrints.onTrade(s, nowNs, priceTicks);
        }
    }

    /**
     * What an auction prints has printed: it may trip a rule that watches prints, once the instrument trades.
     *
     * @param s          state of the scope.
     * @param nowNs      engine time.
     * @param reason     Reason code of the end of the call.
     * @param priceTicks the auction's price; ABSENT where it had none.
     */
    void onAuction(final int s, final long nowNs, final int reason, final long priceTicks)
    {
        if ((reason == Reason.REOPENED.code() || reason == Reason.RELEASE_UNDURABLE.code()) &&
            priceTicks != Layout.ABSENT && s != m.market())
        {
            parts.bandPrints.onTrade(s, nowNs, priceTicks);
        }
    }

    /**
     * The mid of the ladder moved, came or went.
     *
     * @param s       state of the scope.
     * @param nowNs   engine time.
     * @param midHalf best bid plus best offer; ABSENT where the book is not two-sided, crossed, locked or untrusted.
     */
    public void onTouch(final int s, final long nowNs, final long midHalf)
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
        b.putInt(s + Layout.S_TWO_SIDED, midHalf == Layout.ABSENT ? 0 : 1);
        if (midHalf != Layout.ABSENT)
        {
            b.putLong(s + Layout.S_MID_HALF, midHalf);
            b.putLong(s + Layout.S_MID_NS, nowNs);
            start(s, nowNs, midHalf);
            first(s, nowNs);
        }
        parts.mids.onTouch(s, nowNs, midHalf);
        parts.board.follow(s, nowNs);
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
        m.sweeps.current(b, s + Layout.S_SWEEPS, Layout.ABSENT, nowNs);
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
                parts.standing.clearExtremes(s, r, nowNs);
            }
        }
        m.variance.clamp(b, s + Layout.S_VARIANCE);
        parts.envelope.disarm(s);
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

    /**
     * A print or a potential trade: what ends with the sweep before it.
     *
     * @param s       state of the scope.
     * @param nowNs   engine time.
     * @param sweepNs source time that keys the sweep.
     */
    void begin(final int s, final long nowNs, final long sweepNs)
    {
        first(s, nowNs);
        if (!m.sweeps.begins(b, s + Layout.S_SWEEPS, sweepNs, nowNs))
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
        m.sweeps.current(b, s + Layout.S_SWEEPS, sweepNs, nowNs);
        parts.trades.onSweepEnd(s, nowNs, true);
        parts.board.follow(s, nowNs);
    }

    /** The first price begins the warm-up. */
    private void first(final int s, final long nowNs)
    {
        if (b.getLong(s + Layout.S_FIRST_NS) != Layout.ABSENT)
        {
            return;
        }
        b.putLong(s + Layout.S_FIRST_NS, nowNs);
        parts.envelope.disarm(s);
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            parts.confirm.watch(s, k, nowNs);
        }
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
            parts.envelope.varianceMoved(s, m.variance.slow(b, s + Layout.S_VARIANCE));
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
                parts.envelope.disarm(s);
                b.putDouble(f + Layout.F_AVERAGE, priceHalf * 0.5);
                b.putLong(f + Layout.F_AVERAGE_NS, atNs);
            }
        }
    }
}

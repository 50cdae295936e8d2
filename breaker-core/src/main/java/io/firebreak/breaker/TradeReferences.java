package io.firebreak.breaker;

import io.firebreak.market.InputFlags;
import io.firebreak.market.PriceInput;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * References of bands, all integers: last print, last auction, open, aged print, extremes of raw prints, previous close
 * and whatever the host publishes. A sweep's own prints come into force when it has ended, so that no order carries its
 * own band along; what has no value yet may have another reference stand in for it. Source: spec/rulebooks.md
 * section 11. Owned by the engine thread.
 */
public final class TradeReferences
{
    private static final long MICRO = 1_000_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    TradeReferences(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * An eligible print.
     *
     * @param s           state of the scope.
     * @param nowNs       engine time.
     * @param priceTicks  its price.
     * @param qtyLots     its quantity.
     * @param eligibility InputFlags of the trade.
     */
    void onPrint(
        final int s, final long nowNs, final long priceTicks, final long qtyLots, final int eligibility)
    {
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            switch (b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND))
            {
                case ImageLayout.KIND_LAST -> last(s, r, nowNs, priceTicks);
                case ImageLayout.KIND_OPEN -> open(s, r, nowNs, priceTicks, PriceInput.TRADE);
                case ImageLayout.KIND_TRADE_EXTREMA, ImageLayout.KIND_TRADE_AGED ->
                    parts.windows.add(s, r, nowNs, priceTicks);
                case ImageReference.KIND_VWAP -> parts.weighted.onPrint(s, r, nowNs, priceTicks, qtyLots);
                case ImageLayout.KIND_LAST_AUCTION ->
                {
                    if ((eligibility & InputFlags.AUCTION_PRINT) != 0)
                    {
                        parts.inForce.put(s, r, nowNs, priceTicks * MICRO, priceTicks * MICRO, PriceInput.AUCTION);
                    }
                }
                default ->
                {
                }
            }
        }
        if ((eligibility & InputFlags.SWEEP_END) != 0)
        {
            onSweepEnd(s, nowNs, false);
        }
    }

    /**
     * The sweep under way has ended: its prints come into force, and what stood still meanwhile.
     *
     * @param s      state of the scope.
     * @param nowNs  engine time.
     * @param begins true where another one begins with it.
     */
    void onSweepEnd(final int s, final long nowNs, final boolean begins)
    {
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            if (waits(s, r))
            {
                settle(s, r, nowNs);
                arm(s, r);
            }
            if (begins)
            {
                parts.gate.onSweep(s, r, nowNs);
            }
            else
            {
                parts.gate.onSweepEnd(s, r, nowNs);
            }
        }
    }

    /**
     * An auction's price, asked for or not.
     *
     * @param s          state of the scope.
     * @param nowNs      engine time.
     * @param priceTicks its price.
     * @return true where a reference takes it.
     */
    boolean onAuction(final int s, final long nowNs, final long priceTicks)
    {
        final int c = m.classOf(s);
        boolean taken = false;
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            final int kind = b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND);
            if ((b.getInt(m.image.referenceAt(c, r) + ImageReference.R_RESET_ON) & ImageReference.RESET_AUCTION) != 0)
            {
                parts.resets.clear(s, r, nowNs);
            }
            switch (kind)
            {
                case ImageLayout.KIND_LAST, ImageLayout.KIND_LAST_AUCTION ->
                {
                    b.putLong(m.reference(s, r) + Layout.F_NEXT, Layout.ABSENT);
                    take(s, r, nowNs, nowNs, priceTicks, PriceInput.AUCTION);
                    arm(s, r);
                    taken = true;
                }
                case ImageLayout.KIND_OPEN ->
                {
                    open(s, r, nowNs, priceTicks, PriceInput.AUCTION);
                    taken = true;
                }
                case ImageLayout.KIND_TRADE_EXTREMA, ImageLayout.KIND_TRADE_AGED ->
                {
                    parts.windows.add(s, r, nowNs, priceTicks);
                    settle(s, r, nowNs);
                    taken = true;
                }
                case ImageReference.KIND_VWAP ->
                {
                    // a result has no quantity: it stands alone until something prints
                    if (parts.weighted.of(s, r).isEmpty())
                    {
                        first(s, r, nowNs, priceTicks);
                    }
                    taken = true;
                }
                default ->
                {
                }
            }
        }
        return taken;
    }

    /**
     * Something that the host publishes for an instrument.
     *
     * @param s     state of the scope.
     * @param kind  ReferenceKind code.
     * @param nowNs engine time.
     * @param micro value, millionths of a tick; ABSENT where the host takes it back.
     * @return true where a reference takes it.
     */
    public boolean onPublished(final int s, final int kind, final long nowNs, final long micro)
    {
        final int c = m.classOf(s);
        boolean taken = false;
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            final int p = m.image.referenceAt(c, r);
            if (b.getInt(p + ImageLayout.R_KIND) == ImageLayout.KIND_PUBLISHED &&
                b.getInt(p + ImageLayout.R_PRICE) == kind)
            {
                b.putLong(m.reference(s, r) + Layout.F_TOLD_NS, micro == Layout.ABSENT ? micro : nowNs);
                parts.inForce.put(s, r, nowNs, micro, micro, PriceInput.PUBLISHED);
                arm(s, r);
                taken = true;
            }
        }
        return taken;
    }

    /**
     * The previous close came, or was forgotten.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    void onPreviousClose(final int s, final long nowNs)
    {
        final int c = m.classOf(s);
        final long closeE9 = b.getLong(s + Layout.S_PREVIOUS_CLOSE_E9);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            if (b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND) == ImageLayout.KIND_PREVIOUS_CLOSE)
            {
                final long micro = closeE9 == Layout.ABSENT ? closeE9 : parts.bands.microTicks(s, closeE9);
                parts.inForce.put(s, r, nowNs, micro, micro, PriceInput.PUBLISHED);
            }
        }
    }

    /** A timer of a reference that is no mean of eligible prints. */
    void onTimer(final int s, final int r, final int kind, final long nowNs)
    {
        if (kind == ImageLayout.KIND_EXTREMA)
        {
            parts.standing.onDeadline(s, r, nowNs);
        }
        else
        {
            onDeadline(s, r, nowNs);
        }
    }

    /**
     * A reference's timer is due: a sweep has lasted its time, prints leave its window or grow old, a published value
     * is stale.
     *
     * @param s     state of the scope.
     * @param r     reference.
     * @param nowNs the deadline itself.
     */
    private void onDeadline(final int s, final int r, final long nowNs)
    {
        if (ownNs(s, r) <= nowNs)
        {
            switch (kind(s, r))
            {
                case ImageLayout.KIND_PUBLISHED ->
                {
                    b.putLong(m.reference(s, r) + Layout.F_TOLD_NS, Layout.ABSENT);
                    parts.inForce.put(s, r, nowNs, Layout.ABSENT, Layout.ABSENT, PriceInput.NONE);
                }
                case ImageLayout.KIND_TRADE_EXTREMA, ImageLayout.KIND_TRADE_AGED -> parts.windows.expire(s, r, nowNs);
                case ImageLayout.KIND_ANCHOR_PERIODIC -> parts.anchors.take(s, r, nowNs);
                case ImageReference.KIND_MID -> parts.mids.onTimer(s, r, nowNs);
                case ImageReference.KIND_VWAP -> parts.weighted.onTimer(s, r, nowNs);
                case ImageReference.KIND_FAIR -> parts.fair.make(s, r, nowNs);
                case ImageReference.KIND_TWAP, ImageReference.KIND_BASIS_AVERAGE, ImageReference.KIND_BASIS_EMA ->
                    parts.samples.onTimer(s, r, nowNs);
                default -> last(s, r, nowNs);
            }
        }
        parts.gate.onTimer(s, r, nowNs);
        arm(s, r);
    }

    private void last(final int s, final int r, final long nowNs, final long priceTicks)
    {
        final int f = m.reference(s, r);
        if (isAtOnce(s, r))
        {
            take(s, r, nowNs, nowNs, priceTicks, PriceInput.TRADE);
        }
        else
        {
            b.putLong(f + Layout.F_NEXT, priceTicks);
            b.putLong(f + Layout.F_TOLD_NS, nowNs);
        }
        arm(s, r);
    }

    /** A print of some instant is what the reference is worth, until it is too old. */
    private void take(
        final int s, final int r, final long nowNs, final long printNs, final long priceTicks, final PriceInput input)
    {
        final long staleNs = b.getLong(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_STALE_NS);
        b.putLong(m.reference(s, r) + ReferenceLayout.F_STALE_NS, staleNs == 0 ? 0 : printNs + staleNs);
        parts.inForce.put(s, r, nowNs, priceTicks * MICRO, priceTicks * MICRO, input);
    }

    /** After a reset: a price is the first that the reference knows. */
    void first(final int s, final int r, final long nowNs, final long priceTicks)
    {
        if (TradeWindows.isOne(kind(s, r)))
        {
            parts.windows.add(s, r, nowNs, priceTicks);
            settle(s, r, nowNs);
        }
        else
        {
            take(s, r, nowNs, nowNs, priceTicks, PriceInput.AUCTION);
        }
    }

    private void open(final int s, final int r, final long nowNs, final long priceTicks, final PriceInput input)
    {
        if (b.getLong(m.reference(s, r) + Layout.F_VALUE) == Layout.ABSENT && m.inSession(nowNs))
        {
            parts.inForce.put(s, r, nowNs, priceTicks * MICRO, priceTicks * MICRO, input);
        }
    }

    /** A band that there was none of before is in force at once, also within a sweep. */
    boolean isAtOnce(final int s, final int r)
    {
        return b.getLong(m.reference(s, r) + Layout.F_VALUE) == Layout.ABSENT ||
            b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_INSIDE_SWEEP) != 0;
    }

    /** What waited, or what the window gives now, comes into force. */
    void settle(final int s, final int r, final long nowNs)
    {
        final int kind = kind(s, r);
        final int f = m.reference(s, r);
        final long next = b.getLong(f + Layout.F_NEXT);
        if (kind != ImageLayout.KIND_TRADE_AGED)
        {
            b.putLong(f + Layout.F_NEXT, Layout.ABSENT);
        }
        if (TradeWindows.isOne(kind))
        {
            parts.windows.show(s, r, nowNs);
        }
        else if (next != Layout.ABSENT)
        {
            take(s, r, nowNs, b.getLong(f + Layout.F_TOLD_NS), next, PriceInput.TRADE);
        }
    }

    /** Whether a print waits for the end of its sweep. */
    private boolean waits(final int s, final int r)
    {
        final int kind = kind(s, r);
        return (kind == ImageLayout.KIND_LAST || kind == ImageLayout.KIND_TRADE_EXTREMA) &&
            b.getLong(m.reference(s, r) + Layout.F_NEXT) != Layout.ABSENT;
    }

    private int kind(final int s, final int r)
    {
        return b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_KIND);
    }

    void arm(final int s, final int r)
    {
        m.arm(s, m.referenceTimer(s, r), Math.min(ownNs(s, r), parts.gate.nextNs(m.reference(s, r))));
    }

    /** The sweep of the last print has lasted its time, or that print is too old. */
    private void last(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        if (waits(s, r) && b.getLong(f + Layout.F_TOLD_NS) + ReferenceGate.SWEEP_NS <= nowNs)
        {
            settle(s, r, nowNs);
        }
        if (staleNs(f) <= nowNs)
        {
            b.putLong(f + ReferenceLayout.F_STALE_NS, 0);
            parts.inForce.put(s, r, nowNs, Layout.ABSENT, Layout.ABSENT, PriceInput.NONE);
        }
    }

    private long staleNs(final int f)
    {
        final long staleNs = b.getLong(f + ReferenceLayout.F_STALE_NS);
        return staleNs == 0 ? Layout.NEVER : staleNs;
    }

    /** When time alone changes what a reference is worth, before its gate. */
    private long ownNs(final int s, final int r)
    {
        final int f = m.reference(s, r);
        final int p = m.image.referenceAt(m.classOf(s), r);
        long atNs = Layout.NEVER;
        switch (b.getInt(p + ImageLayout.R_KIND))
        {
            case ImageLayout.KIND_PUBLISHED ->
            {
                final long staleNs = b.getLong(p + ImageLayout.R_STALE_NS);
                final long toldNs = b.getLong(f + Layout.F_TOLD_NS);
                atNs = staleNs == 0 || toldNs == Layout.ABSENT ? Layout.NEVER : toldNs + staleNs;
            }
            case ImageLayout.KIND_LAST, ImageReference.KIND_MID -> atNs = staleNs(f);
            case ImageReference.KIND_VWAP -> atNs = parts.weighted.nextNs(s, r);
            case ImageReference.KIND_TWAP, ImageReference.KIND_BASIS_AVERAGE, ImageReference.KIND_BASIS_EMA,
                ImageReference.KIND_FAIR -> atNs = parts.samples.nextNs(f);
            case ImageLayout.KIND_TRADE_EXTREMA, ImageLayout.KIND_TRADE_AGED -> atNs = parts.windows.nextNs(s, r);
            case ImageLayout.KIND_ANCHOR_PERIODIC -> atNs = b.getLong(f + Layout.F_VALUE) == Layout.ABSENT ?
                Layout.NEVER : b.getLong(f + Layout.F_TOLD_NS) + b.getLong(p + ImageLayout.R_WINDOW_NS);
            default ->
            {
            }
        }
        return waits(s, r) ? Math.min(atNs, b.getLong(f + Layout.F_TOLD_NS) + ReferenceGate.SWEEP_NS) : atNs;
    }
}

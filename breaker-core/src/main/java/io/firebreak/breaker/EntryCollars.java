package io.firebreak.breaker;

import io.firebreak.gate.EntryLines;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Collars of orders as they are entered: for buys and for sells apart, the highest and the lowest price, each the
 * nearest that any rule of the class gives; and how far an order without a price may reach. They follow from the
 * references in force alone, so nothing of them is kept: the gate's lines are made with the instrument's own, and an
 * order that the gate has not taken is judged by the same computation. What rests is not judged. Source:
 * spec/rulebooks.md sections 3.4, 3.5, 4, 7 and 11. Owned by the engine thread.
 */
final class EntryCollars
{
    private static final long MICRO = 1_000_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final EntryLines lines;

    /** What {@link #find} has found. */
    private long limitTicks;
    private long fromMicro;
    private int rule;

    EntryCollars(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        lines = new EntryLines(m.board);
    }

    /** Bit for the kinds that an instrument of a class is defined with. */
    int kinds(final int c)
    {
        return has(c) ? EntryLines.PRESENT : 0;
    }

    /** Whether a class has any. */
    boolean has(final int c)
    {
        return b.getInt(c + ImageEntry.C_HAS_ENTRY) != 0;
    }

    /** Whether a limit of a rule is not known for want of a reference. */
    boolean isUnknown(final int s, final int at)
    {
        final int sides = b.getInt(at + ImageBand.U_SIDES);
        return (sides & 1) != 0 && !parts.bandSide.of(s, at, false) ||
            (sides & 2) != 0 && !parts.bandSide.of(s, at, true);
    }

    /** Bring the lines of an instrument up to date. */
    void refresh(final int s, final int c, final long nowNs)
    {
        if (has(c))
        {
            side(s, c, nowNs, Side.BUY);
            side(s, c, nowNs, Side.SELL);
        }
    }

    /** An instrument is gone, or is another: nothing is limited. */
    void clear(final int index, final long nowNs)
    {
        lines.begin(index, Side.BUY, 0).commit(nowNs);
        lines.begin(index, Side.SELL, 0).commit(nowNs);
    }

    /**
     * Judge an order that the gate has not taken.
     *
     * @param s          state of the scope.
     * @param nowNs      engine time.
     * @param priceTicks price of the order.
     * @param sideCode   Side code of the order; with none named it is held to what both have.
     * @param orderKind  OrderKind code.
     * @return rule address where the price lies beyond a limit, with the evidence filled in; 0 where it is allowed.
     */
    int judge(final int s, final long nowNs, final long priceTicks, final int sideCode, final int orderKind)
    {
        final int c = m.classOf(s);
        if (!has(c) || (b.getInt(c + ImageEntry.C_ENTRY_KINDS) >> orderKind & 1) == 0)
        {
            return 0;
        }
        int found = 0;
        if (sideCode != Side.SELL.code())
        {
            found = judge(s, c, nowNs, priceTicks, ImageEntry.BUY_UPPER, ImageEntry.BUY_LOWER);
        }
        return found != 0 || sideCode == Side.BUY.code() ? found :
            judge(s, c, nowNs, priceTicks, ImageEntry.SELL_UPPER, ImageEntry.SELL_LOWER);
    }

    private int judge(
        final int s, final int c, final long nowNs, final long priceTicks, final int upperBit, final int lowerBit)
    {
        find(s, c, nowNs, upperBit, true);
        boolean isLower = false;
        if (rule == 0 || priceTicks <= limitTicks)
        {
            isLower = true;
            find(s, c, nowNs, lowerBit, false);
            if (rule == 0 || priceTicks >= limitTicks)
            {
                return 0;
            }
        }
        final int at = rule;
        // what the side was made of is read again: another rule may have been looked at behind it
        parts.bandSide.at(at, nowNs);
        parts.bandSide.of(s, at, !isLower);
        parts.bandSide.fill(s, at, isLower, priceTicks);
        return at;
    }

    private void side(final int s, final int c, final long nowNs, final Side side)
    {
        final boolean buys = side == Side.BUY;
        lines.begin(Scope.index(b.getInt(s + Layout.S_SCOPE)), side, b.getInt(c + ImageEntry.C_ENTRY_KINDS));
        find(s, c, nowNs, buys ? ImageEntry.BUY_UPPER : ImageEntry.SELL_UPPER, true);
        if (rule != 0)
        {
            lines.upper(limitTicks, b.getInt(rule + ImageLayout.U_ID), fromMicro);
        }
        find(s, c, nowNs, buys ? ImageEntry.BUY_LOWER : ImageEntry.SELL_LOWER, false);
        if (rule != 0)
        {
            lines.lower(limitTicks, b.getInt(rule + ImageLayout.U_ID), fromMicro);
        }
        points(s, c, nowNs, buys);
        lines.commit(nowNs);
    }

    /** The nearest limit of a kind that any rule of the class gives; no rule where none does. */
    private void find(final int s, final int c, final long nowNs, final int bit, final boolean isUpper)
    {
        rule = 0;
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int bk = m.image.breakerAt(c, k);
            final boolean isBand = b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND;
            for (int u = 0; isBand && u < b.getInt(bk + ImageLayout.B_RULES) && parts.duty.isOn(s, k, bk, nowNs); u++)
            {
                final int at = m.image.ruleAt(bk, u);
                if (observes(at, ImageLayout.OBSERVE_ORDER_PRICE) && (b.getInt(at + ImageEntry.U_ENTRY) & bit) != 0 &&
                    parts.bandSide.at(at, nowNs) && parts.bandSide.of(s, at, isUpper) && (rule == 0 || (isUpper ?
                    parts.bandSide.allowedTicks() < limitTicks : parts.bandSide.allowedTicks() > limitTicks)))
                {
                    rule = at;
                    limitTicks = parts.bandSide.allowedTicks();
                    fromMicro = parts.bandSide.from;
                }
            }
        }
    }

    /** The fewest points that any rule of the class gives an order without a price. */
    private void points(final int s, final int c, final long nowNs, final boolean buys)
    {
        long fewest = EntryLines.NO_POINTS;
        int by = 0;
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int bk = m.image.breakerAt(c, k);
            for (int u = 0; u < b.getInt(bk + ImageLayout.B_RULES) && parts.duty.isOn(s, k, bk, nowNs); u++)
            {
                final int at = m.image.ruleAt(bk, u);
                final boolean isOurs = observes(at, ImageLayout.OBSERVE_PROTECTION) && (b.getInt(at +
                    ImageEntry.U_ENTRY) & (buys ? ImageEntry.BUY_UPPER : ImageEntry.SELL_LOWER)) != 0;
                final long ticks = isOurs && parts.bandSide.at(at, nowNs) ? points(s, at) : EntryLines.NO_POINTS;
                if (ticks < fewest)
                {
                    fewest = ticks;
                    by = at;
                }
            }
        }
        if (by != 0)
        {
            lines.points(fewest, b.getInt(by + ImageLayout.U_ID), b.getInt(by + ImageEntry.U_REMAINDER));
        }
    }

    /** Whole ticks of a rule's distance, rounded down; none where it does not fit. */
    private long points(final int s, final int at)
    {
        final long amount = parts.hours.amount(at, parts.bandSide.part, true);
        if (amount == Layout.ABSENT)
        {
            return EntryLines.NO_POINTS;
        }
        if (b.getInt(at + ImageLayout.U_WIDTH) == ImageBand.WIDTH_TICKS)
        {
            return amount;
        }
        final long micro = parts.bands.microTicks(s, amount);
        return micro == Layout.ABSENT ? EntryLines.NO_POINTS : micro / MICRO;
    }

    private boolean observes(final int at, final int observable)
    {
        return b.getInt(at + ImageLayout.U_OBSERVABLE) == observable;
    }
}

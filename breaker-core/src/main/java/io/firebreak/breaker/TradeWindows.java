package io.firebreak.breaker;

import io.firebreak.arena.ExtremaWindow;
import io.firebreak.arena.PrintWindow;
import io.firebreak.market.PriceInput;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Windows of raw prints behind references of bands: the extremes of what is younger than the window, and the last print
 * that is at least as old as it. The second keeps the steps from print to print: their sum over the window is what lies
 * between the aged print and the newest, exactly, however many of them share an entry. Owned by the engine thread.
 */
final class TradeWindows
{
    private static final long MICRO = 1_000_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    TradeWindows(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /** Whether a kind of reference has a window of raw prints. */
    static boolean isOne(final int kind)
    {
        return kind == ImageLayout.KIND_TRADE_EXTREMA || kind == ImageLayout.KIND_TRADE_AGED;
    }

    /** A print enters the window; what it changes is in force at once, or at the end of its sweep. */
    void add(final int s, final int r, final long nowNs, final long priceTicks)
    {
        if (isAged(s, r))
        {
            final int f = m.reference(s, r);
            expire(s, r, nowNs);
            final PrintWindow window = parts.references.means(s, r);
            final long before = b.getLong(f + Layout.F_NEXT);
            b.putLong(f + Layout.F_NEXT, priceTicks);
            b.putLong(f + Layout.F_TOLD_NS, nowNs);
            parts.faults.told(s, r, nowNs,
                window.add(nowNs, before == Layout.ABSENT ? priceTicks : priceTicks - before));
            show(s, r, nowNs);
        }
        else
        {
            extreme(s, r, nowNs, priceTicks);
        }
        parts.trades.arm(s, r);
    }

    /** Prints leave the window. */
    void expire(final int s, final int r, final long nowNs)
    {
        if (!isAged(s, r))
        {
            parts.standing.extremes(s, r).expire(nowNs);
        }
        else if (parts.references.means(s, r).expire(nowNs) || parts.faults.wholeNs(s, r) <= nowNs)
        {
            // the first print has grown old, in the window or lost
            b.putInt(m.reference(s, r) + Layout.F_STARTED, 1);
        }
        parts.faults.heal(s, r, nowNs);
        parts.trades.settle(s, r, nowNs);
    }

    /** Empty a window, and forget the print that waits for the end of its sweep; what is in force stays. */
    void clear(final int s, final int r, final long nowNs)
    {
        if (isAged(s, r))
        {
            parts.references.means(s, r).clear();
            b.putInt(m.reference(s, r) + Layout.F_STARTED, 0);
        }
        else
        {
            parts.standing.extremes(s, r).clear();
        }
        b.putLong(m.reference(s, r) + Layout.F_NEXT, Layout.ABSENT);
        parts.faults.known(s, r, nowNs);
    }

    /** Put in force what the window gives now. */
    void show(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        long low = Layout.ABSENT;
        long high = Layout.ABSENT;
        if (b.getInt(f + Layout.F_UNKNOWN) == 0 && isAged(s, r))
        {
            if (b.getInt(f + Layout.F_STARTED) != 0)
            {
                low = (b.getLong(f + Layout.F_NEXT) - parts.references.means(s, r).sum()) * MICRO;
                high = low;
            }
        }
        else if (b.getInt(f + Layout.F_UNKNOWN) == 0)
        {
            final ExtremaWindow window = parts.standing.extremes(s, r);
            if (!window.isEmpty())
            {
                low = window.min() * MICRO;
                high = window.max() * MICRO;
            }
        }
        if (low != Layout.ABSENT || b.getInt(f + Layout.F_UNKNOWN) != 0 || !isKept(s, r))
        {
            parts.inForce.put(s, r, nowNs, low, high, low == Layout.ABSENT ? PriceInput.NONE : PriceInput.TRADE);
        }
    }

    /** When the next print leaves, or the window is whole again. */
    long nextNs(final int s, final int r)
    {
        return Math.min(isAged(s, r) ? parts.references.means(s, r).nextExpiryNs() :
            parts.standing.extremes(s, r).nextExpiryNs(), parts.faults.wholeNs(s, r));
    }

    private void extreme(final int s, final int r, final long nowNs, final long priceTicks)
    {
        final int f = m.reference(s, r);
        final ExtremaWindow window = parts.standing.extremes(s, r);
        window.expire(nowNs);
        final boolean wasEmpty = window.isEmpty();
        parts.faults.told(s, r, nowNs, window.add(nowNs, priceTicks));
        if (wasEmpty && !isKept(s, r) || b.getInt(f + Layout.F_UNKNOWN) != 0 || parts.trades.isAtOnce(s, r))
        {
            parts.trades.settle(s, r, nowNs);
        }
        else
        {
            b.putLong(f + Layout.F_NEXT, priceTicks);
            b.putLong(f + Layout.F_TOLD_NS, nowNs);
        }
    }

    /** Whether the last value stays when time has emptied the window. */
    private boolean isKept(final int s, final int r)
    {
        return b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageReference.R_ON_EMPTY) ==
            ImageReference.EMPTY_KEEP;
    }

    private boolean isAged(final int s, final int r)
    {
        return b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_KIND) == ImageLayout.KIND_TRADE_AGED;
    }
}

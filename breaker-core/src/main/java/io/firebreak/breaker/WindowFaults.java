package io.firebreak.breaker;

import io.firebreak.arena.WindowStatus;
import io.firebreak.market.DataQualityCode;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What happens when a window of a reference can no longer be exact: coalescing is told once, a lost print makes the
 * reference unknown until that print would have left the window. Both ends of that are told. Owned by the engine
 * thread.
 */
final class WindowFaults
{
    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    WindowFaults(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * Tell what a window answered to a new print.
     *
     * @param s      state of the scope.
     * @param r      reference.
     * @param nowNs  engine time.
     * @param status bits of WindowStatus.
     */
    void told(final int s, final int r, final long nowNs, final int status)
    {
        if (status == WindowStatus.OK)
        {
            return;
        }
        final int scope = b.getInt(s + Layout.S_SCOPE);
        if ((status & WindowStatus.COALESCED_FIRST_TIME) != 0)
        {
            parts.quality.tell(DataQualityCode.WINDOW_COALESCED, scope, nowNs, 0, r,
                m.image.headerInt(ImageHeader.H_WINDOW_PRINTS));
        }
        if (WindowStatus.isRefused(status))
        {
            final DataQualityCode code = (status & WindowStatus.OVERFLOW) != 0 ?
                DataQualityCode.OVERFLOW : DataQualityCode.WINDOW_POOL_EXHAUSTED;
            final boolean wasKnown = b.getInt(m.reference(s, r) + Layout.F_UNKNOWN) == 0;
            unknown(s, r, nowNs, code);
            if (wasKnown)
            {
                parts.quality.tell(code, scope, nowNs, 0, r, 0);
                parts.board.refresh(s, nowNs);
            }
        }
    }

    /**
     * When a window is whole again if it loses nothing more.
     *
     * @param s state of the scope.
     * @param r reference.
     * @return ns; NEVER where the reference is known.
     */
    long wholeNs(final int s, final int r)
    {
        final int f = m.reference(s, r);
        return b.getInt(f + Layout.F_UNKNOWN) == 0 ? Layout.NEVER : b.getLong(f + Layout.F_LOST_NS) +
            b.getLong(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_WINDOW_NS);
    }

    /**
     * What a window lost would have left it by now, so it is exact again: its reference is known, and that is told.
     *
     * @param s     state of the scope.
     * @param r     reference.
     * @param nowNs engine time.
     */
    void heal(final int s, final int r, final long nowNs)
    {
        if (wholeNs(s, r) <= nowNs)
        {
            known(s, r, nowNs);
        }
    }

    /**
     * A reference is known: its window is whole, or starts anew.
     *
     * @param s     state of the scope.
     * @param r     reference.
     * @param nowNs engine time.
     */
    void known(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        final DataQualityCode code = DataQualityCode.of(b.getInt(f + Layout.F_UNKNOWN));
        if (code != DataQualityCode.NONE)
        {
            b.putInt(f + Layout.F_UNKNOWN, 0);
            b.putLong(f + Layout.F_LOST_NS, 0);
            parts.envelope.disarm(s);
            parts.quality.over(code, b.getInt(s + Layout.S_SCOPE), nowNs, r, 0);
            parts.board.refresh(s, nowNs);
        }
    }

    /**
     * Whether a rule of a breaker measures from a reference that is unknown.
     *
     * @param s  state of the scope.
     * @param bk parameters of the breaker.
     * @return true where one does.
     */
    boolean isUnknown(final int s, final int bk)
    {
        boolean unknown = false;
        final int rules = b.getInt(bk + ImageLayout.B_RULES);
        for (int u = 0; u < rules; u++)
        {
            final int r = b.getInt(m.image.ruleAt(bk, u) + ImageLayout.U_REFERENCE);
            unknown |= r >= 0 && b.getInt(m.reference(s, r) + Layout.F_UNKNOWN) != 0;
        }
        return unknown;
    }

    /**
     * A window that lost a print is not exact until that print would have left it: its reference is unknown, and its
     * pages are given back to the others.
     */
    private void unknown(final int s, final int r, final long nowNs, final DataQualityCode code)
    {
        final int f = m.reference(s, r);
        if (b.getInt(f + Layout.F_UNKNOWN) == 0)
        {
            b.putInt(f + Layout.F_UNKNOWN, code.code());
        }
        b.putLong(f + Layout.F_LOST_NS, nowNs);
        parts.envelope.disarm(s);
        empty(s, r);
    }

    /** Give the pages of a reference's window back, where it has one. */
    void empty(final int s, final int r)
    {
        final int kind = b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_KIND);
        if (kind == ImageLayout.KIND_EXTREMA || kind == ImageLayout.KIND_TRADE_EXTREMA)
        {
            parts.standing.extremes(s, r).clear();
        }
        else if (WeightedWindows.isOne(kind))
        {
            parts.weighted.of(s, r).clear();
        }
        else if (kind == ImageLayout.KIND_MEAN || kind == ImageLayout.KIND_TRADE_AGED)
        {
            parts.references.means(s, r).clear();
        }
    }
}

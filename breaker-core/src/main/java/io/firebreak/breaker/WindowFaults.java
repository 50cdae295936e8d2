package io.firebreak.breaker;

import io.firebreak.arena.WindowStatus;
import io.firebreak.market.DataQualityCode;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What happens when a window of a reference can no longer be exact: coalescing is told once, a lost print makes the
 * reference unknown. Owned by the engine thread.
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
        if ((status & WindowStatus.POOL_EXHAUSTED) != 0 && b.getInt(m.reference(s, r) + Layout.F_UNKNOWN) == 0)
        {
            unknown(s, r);
            parts.quality.tell(DataQualityCode.WINDOW_POOL_EXHAUSTED, scope, nowNs, 0, r, 0);
        }
        if ((status & WindowStatus.OVERFLOW) != 0)
        {
            unknown(s, r);
            parts.quality.tell(DataQualityCode.OVERFLOW, scope, nowNs, 0, r, 0);
        }
    }

    /**
     * A window that lost a print is no longer exact: its reference is unknown until it restarts, and its pages are
     * given back to the others.
     */
    private void unknown(final int s, final int r)
    {
        b.putInt(m.reference(s, r) + Layout.F_UNKNOWN, 1);
        parts.envelope.disarm(s);
        if (b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_KIND) == ImageLayout.KIND_EXTREMA)
        {
            parts.standing.extremes(s, r).clear();
        }
        else
        {
            parts.references.means(s, r).clear();
        }
    }
}

package io.firebreak.breaker;

import io.firebreak.market.PriceInput;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * References that stand still for a period: each is what another reference was worth when its period began, and begins
 * a new one when a hold of a breaker that reads it is over. Source: spec/rulebooks.md section 4. Owned by the engine
 * thread.
 */
final class Anchors
{
    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    Anchors(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /** A reference moved: an anchor that waits for its first value takes it, and its first period begins. */
    void onMoved(final int s, final int r, final long nowNs)
    {
        final int c = m.classOf(s);
        for (int a = 0; a < b.getInt(c + ImageLayout.C_REFERENCES); a++)
        {
            final int p = m.image.referenceAt(c, a);
            if (b.getInt(p + ImageLayout.R_KIND) == ImageLayout.KIND_ANCHOR_PERIODIC && a != r &&
                b.getInt(p + ImageLayout.R_OF) == r && b.getLong(m.reference(s, a) + Layout.F_VALUE) == Layout.ABSENT)
            {
                take(s, a, nowNs);
                parts.trades.arm(s, a);
            }
        }
    }

    /** A hold is over: the anchors that a breaker reads are taken anew. */
    void afterHold(final int s, final int k, final long nowNs)
    {
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            if (b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND) == ImageLayout.KIND_ANCHOR_PERIODIC &&
                parts.resets.reads(c, m.image.breakerAt(c, k), r))
            {
                take(s, r, nowNs);
                parts.trades.arm(s, r);
            }
        }
    }

    /** A period begins: the anchor is what its source is worth now. */
    void take(final int s, final int r, final long nowNs)
    {
        final int of = m.reference(s,
            parts.inForce.source(s, b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_OF)));
        b.putLong(m.reference(s, r) + Layout.F_TOLD_NS, nowNs);
        parts.inForce.put(s, r, nowNs, b.getLong(of + Layout.F_VALUE), b.getLong(of + Layout.F_HIGH),
            PriceInput.of(b.getInt(of + Layout.F_INPUT)));
    }
}

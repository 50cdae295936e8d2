package io.firebreak.breaker;

import io.firebreak.market.PriceInput;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What references of bands forget, and when: at the begin of a day, at a reopening of a breaker that reads them, at an
 * auction. What another reference stands in for then serves again. Source: spec/rulebooks.md section 11. Owned by the
 * engine thread.
 */
final class ReferenceResets
{
    private static final long MICRO = 1_000_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    ReferenceResets(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * A day begins: its references forget the one before.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    void onDay(final int s, final long nowNs)
    {
        if (s == m.market())
        {
            return;
        }
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            final int p = m.image.referenceAt(c, r);
            if ((b.getInt(p + ImageReference.R_RESET_ON) & ImageReference.RESET_DAY) != 0)
            {
                clear(s, r, nowNs);
                if (b.getInt(p + ImageReference.R_SEED) != ImageReference.SEED_KEEP)
                {
                    parts.inForce.force(s, r, nowNs, Layout.ABSENT, Layout.ABSENT, PriceInput.NONE);
                }
                parts.trades.arm(s, r);
            }
        }
        parts.trades.onPreviousClose(s, nowNs);
        parts.band.forget(s, nowNs);
    }

    /**
     * A breaker reopens: what its rules look back on starts anew, at the reopening price where there is one, else with
     * what the reference's seed says until something prints.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs instant.
     */
    void onReopening(final int s, final int k, final long nowNs)
    {
        final int c = m.classOf(s);
        final int bk = m.image.breakerAt(c, k);
        final long auction = b.getLong(m.breaker(s, k) + Layout.X_AUCTION);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            final int p = m.image.referenceAt(c, r);
            if ((b.getInt(p + ImageReference.R_RESET_ON) & ImageReference.RESET_REOPENING) == 0 ||
                !reads(c, bk, r))
            {
                continue;
            }
            clear(s, r, nowNs);
            final int seed = b.getInt(p + ImageReference.R_SEED);
            if (auction != Layout.ABSENT)
            {
                parts.trades.first(s, r, nowNs, auction);
            }
            else if (seed != ImageReference.SEED_KEEP)
            {
                final long cause = b.getLong(m.breaker(s, k) + Layout.X_CAUSE);
                final long micro = seed == ImageReference.SEED_NONE || cause == Layout.ABSENT ?
                    Layout.ABSENT : cause * MICRO;
                parts.inForce.force(
                    s, r, nowNs, micro, micro, micro == Layout.ABSENT ? PriceInput.NONE : PriceInput.BAND);
            }
            parts.trades.arm(s, r);
        }
    }

    /** Whether a rule of a breaker measures from a reference, from what it stands in for or is part of. */
    boolean reads(final int c, final int bk, final int r)
    {
        boolean reads = parts.band.reads(c, bk, r);
        for (int a = 0; a < b.getInt(c + ImageLayout.C_REFERENCES) && !reads; a++)
        {
            reads = parts.composed.isPart(c, a, r) && parts.band.reads(c, bk, a);
        }
        return reads;
    }

    /** What a reference knows is forgotten; what is in force stays. */
    void clear(final int s, final int r, final long nowNs)
    {
        parts.gate.forget(s, r);
        b.putLong(m.reference(s, r) + ReferenceLayout.F_STALE_NS, 0);
        final int kind = b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_KIND);
        if (TradeWindows.isOne(kind))
        {
            parts.windows.clear(s, r, nowNs);
        }
        else if (SampledReferences.isOne(kind) || WeightedWindows.isOne(kind))
        {
            parts.samples.clear(s, r);
            parts.faults.known(s, r, nowNs);
        }
        else
        {
            b.putLong(m.reference(s, r) + Layout.F_NEXT, Layout.ABSENT);
        }
    }
}

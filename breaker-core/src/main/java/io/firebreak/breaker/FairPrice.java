package io.firebreak.breaker;

import io.firebreak.estimator.Wide;
import io.firebreak.market.PriceInput;
import io.firebreak.market.ReferenceKind;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Fair price of a perpetual contract: its index plus the share of the funding that the rest of the interval still owes,
 * {@code index (1 + rate * left / interval)}. The host tells the rate and the time that is left; the share falls with
 * engine time, to nothing at the end of the interval, until the next one is told. It is made anew when the index
 * moves, when something is told, at every step and at the end. Source: spec/rulebooks.md section 7. Owned by the engine
 * thread.
 */
public final class FairPrice
{
    private static final long MILLI_NS = 1_000_000L;
    private static final long E9 = 1_000_000_000L;
    private static final int RATE = 1;

    /** More steps at once are passed over in one. */
    private static final long MOST_MISSED = 64;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    FairPrice(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * The host tells the funding of the interval under way.
     *
     * @param s       state of the scope.
     * @param kind    FUNDING_RATE or FUNDING_TIME of ReferenceKind.
     * @param nowNs   engine time.
     * @param valueE9 rate in 1e-9, at most 1 either way, or time left in 1e-9 s, at most the interval; ABSENT takes it
     *                back.
     * @return 1 where a reference takes it, 0 where there is none, -1 where it is out of range.
     */
    public int onFunding(final int s, final int kind, final long nowNs, final long valueE9)
    {
        final int c = m.classOf(s);
        int taken = 0;
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES) && taken >= 0; r++)
        {
            final int p = m.image.referenceAt(c, r);
            if (b.getInt(p + ImageLayout.R_KIND) == ImageReference.KIND_FAIR)
            {
                taken = told(m.reference(s, r), p, kind, nowNs, valueE9) ? 1 : -1;
                make(s, r, nowNs);
            }
        }
        return taken;
    }

    /** The value is made anew, and the next step armed. */
    void make(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        final int p = m.image.referenceAt(m.classOf(s), r);
        final long endNs = b.getLong(f + ReferenceLayout.F_FUNDING_NS);
        final long index = parts.composed.member(s, r, 0);
        final boolean isKnown = index != Layout.ABSENT && endNs != 0 && (b.getInt(f + Layout.F_STARTED) & RATE) != 0;
        b.putLong(f + ReferenceLayout.F_SAMPLE_NS,
            isKnown && nowNs < endNs ? Math.min(endNs, nextNs(nowNs, b.getLong(p + ImageReference.R_SAMPLE_NS))) : 0);
        parts.trades.arm(s, r);
        long value = Layout.ABSENT;
        if (isKnown)
        {
            // a begun millisecond counts: nothing is left only at the end
            final long leftMs = Math.max(0, endNs - nowNs + MILLI_NS - 1) / MILLI_NS;
            final long share = Wide.mulDivHalfUp(index, b.getLong(f + ReferenceLayout.F_FUNDING_E9) * leftMs,
                E9 * (b.getLong(p + ImageLayout.R_WINDOW_NS) / MILLI_NS));
            value = share == Wide.UNKNOWN ? Layout.ABSENT : index + share;
        }
        parts.inForce.put(s, r, nowNs, value, value, value == Layout.ABSENT ? PriceInput.NONE : PriceInput.COMPOSED);
    }

    /** The next step; of more than engine time has passed over in one, the last. */
    private long nextNs(final long nowNs, final long stepNs)
    {
        final long next = nowNs - nowNs % stepNs + stepNs;
        final long engineNs = b.getLong(m.layout().headerOffset() + EngineLayout.NOW);
        return (engineNs - next) / stepNs > MOST_MISSED ? engineNs - engineNs % stepNs : next;
    }

    private boolean told(final int f, final int p, final int kind, final long nowNs, final long valueE9)
    {
        final boolean isBack = valueE9 == Layout.ABSENT;
        if (kind == ReferenceKind.FUNDING_RATE.code())
        {
            final boolean fits = isBack || valueE9 >= -E9 && valueE9 <= E9;
            if (fits)
            {
                b.putLong(f + ReferenceLayout.F_FUNDING_E9, isBack ? 0 : valueE9);
                b.putInt(f + Layout.F_STARTED, isBack ? 0 : RATE);
            }
            return fits;
        }
        final boolean fits = isBack || valueE9 >= 0 && valueE9 <= b.getLong(p + ImageLayout.R_WINDOW_NS);
        if (fits)
        {
            b.putLong(f + ReferenceLayout.F_FUNDING_NS, isBack ? 0 : nowNs + valueE9);
        }
        return fits;
    }
}

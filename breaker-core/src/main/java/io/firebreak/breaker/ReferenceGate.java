package io.firebreak.breaker;

import io.firebreak.estimator.Wide;
import io.firebreak.market.PriceInput;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What stands between the value of a reference of a band and the one in force: a least change, a least hold, states of
 * the scope in which it stands still, and the sweep of an order. A value that is held back comes into force when the
 * last of them lets it pass; the hold and the end of the sweep are timers, hence events that replay. A first value
 * passes at once. Source: spec/rulebooks.md section 11. Owned by the engine thread.
 */
final class ReferenceGate
{
    /** A sweep ends by itself so long after it began, as the filter of sweeps counts it. */
    static final long SWEEP_NS = 1_000_000_001L;

    private static final long PPM = 1_000_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    ReferenceGate(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * A reference is worth something else now.
     *
     * @param s     state of the scope.
     * @param r     reference.
     * @param nowNs instant.
     * @param low   what upper bands read, millionths of a tick; ABSENT none.
     * @param high  what lower bands read; ABSENT none.
     * @param input where it comes from.
     */
    void offer(final int s, final int r, final long nowNs, final long low, final long high, final PriceInput input)
    {
        final int f = m.reference(s, r);
        final boolean passes = passes(s, r, f, nowNs, low, high);
        final int held = passes ? 0 : 1;
        if (held != b.getInt(f + ReferenceLayout.F_OFFERED) || !passes)
        {
            b.putInt(f + ReferenceLayout.F_OFFERED, held);
            b.putLong(f + ReferenceLayout.F_OFFER_LOW, passes ? 0 : low);
            b.putLong(f + ReferenceLayout.F_OFFER_HIGH, passes ? 0 : high);
            b.putInt(f + ReferenceLayout.F_OFFER_INPUT, passes ? 0 : input.code());
            parts.trades.arm(s, r);
        }
        if (passes)
        {
            parts.inForce.force(s, r, nowNs, low, high, input);
        }
    }

    /** A reference forgets what its gate holds back, and the sweep that it stood still for. */
    void forget(final int s, final int r)
    {
        final int f = m.reference(s, r);
        b.putInt(f + ReferenceLayout.F_OFFERED, 0);
        b.putLong(f + ReferenceLayout.F_OFFER_LOW, 0);
        b.putLong(f + ReferenceLayout.F_OFFER_HIGH, 0);
        b.putInt(f + ReferenceLayout.F_OFFER_INPUT, 0);
        b.putLong(f + ReferenceLayout.F_SWEEP_NS, 0);
        b.putLong(f + ReferenceLayout.F_WAKE_NS, 0);
    }

    /** A print or a potential trade begins a sweep: the one before it has ended. */
    void onSweep(final int s, final int r, final long nowNs)
    {
        if (b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageReference.R_SWEEP_HELD) != 0)
        {
            onSweepEnd(s, r, nowNs);
            b.putLong(m.reference(s, r) + ReferenceLayout.F_SWEEP_NS, nowNs);
        }
    }

    /** The sweep under way has ended. */
    void onSweepEnd(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        if (b.getLong(f + ReferenceLayout.F_SWEEP_NS) != 0)
        {
            b.putLong(f + ReferenceLayout.F_SWEEP_NS, 0);
            retry(s, r, nowNs);
        }
    }

    /** The scope's state, or the market's, is another: what stood still for it is looked at again. */
    void onState(final int s, final long nowNs)
    {
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            if (b.getInt(m.image.referenceAt(c, r) + ImageReference.R_FREEZE_IN) != 0)
            {
                retry(s, r, nowNs);
            }
        }
    }

    /** A reference's timer is due, of the gate or of something else. */
    void onTimer(final int s, final int r, final long nowNs)
    {
        final long wakeNs = b.getLong(m.reference(s, r) + ReferenceLayout.F_WAKE_NS);
        if (wakeNs != 0 && wakeNs <= nowNs)
        {
            b.putLong(m.reference(s, r) + ReferenceLayout.F_WAKE_NS, 0);
            retry(s, r, nowNs);
        }
    }

    /** {@return when the gate of a reference looks again, NEVER where it does not} */
    long nextNs(final int f)
    {
        final long wakeNs = b.getLong(f + ReferenceLayout.F_WAKE_NS);
        return wakeNs == 0 ? Layout.NEVER : wakeNs;
    }

    private void retry(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        if (b.getInt(f + ReferenceLayout.F_OFFERED) != 0)
        {
            offer(s, r, nowNs, b.getLong(f + ReferenceLayout.F_OFFER_LOW), b.getLong(f + ReferenceLayout.F_OFFER_HIGH),
                PriceInput.of(b.getInt(f + ReferenceLayout.F_OFFER_INPUT)));
        }
    }

    /** Whether a value may come into force now; where time alone will let it, the instant is noted. */
    private boolean passes(final int s, final int r, final int f, final long nowNs, final long low, final long high)
    {
        final int p = m.image.referenceAt(m.classOf(s), r);
        final long inForce = b.getLong(f + Layout.F_VALUE);
        final long sweepNs = b.getLong(f + ReferenceLayout.F_SWEEP_NS);
        long wakeNs = 0;
        boolean passes = true;
        if (inForce != Layout.ABSENT)
        {
            final long heldNs = b.getLong(f + Layout.F_SINCE) + b.getLong(p + ImageLayout.R_MIN_HOLD_NS);
            if (sweepNs != 0 && nowNs - sweepNs < SWEEP_NS)
            {
                wakeNs = sweepNs + SWEEP_NS;
                passes = false;
            }
            else if (low != Layout.ABSENT && nowNs < heldNs)
            {
                wakeNs = heldNs;
                passes = false;
            }
            else
            {
                final int frozen = b.getInt(p + ImageReference.R_FREEZE_IN);
                passes = (frozen == 0 || (frozen >> parts.states.governing(s) & 1) == 0) && (low == Layout.ABSENT ||
                    moved(inForce, low, p) || moved(b.getLong(f + Layout.F_HIGH), high, p));
            }
        }
        b.putLong(f + ReferenceLayout.F_WAKE_NS, wakeNs);
        return passes;
    }

    private boolean moved(final long inForce, final long value, final int p)
    {
        final long changePpm = b.getLong(p + ImageLayout.R_MIN_CHANGE_PPM);
        return changePpm == 0 || Wide.compareProducts(Math.abs(value - inForce), PPM,
            Math.abs(inForce), changePpm) >= 0;
    }
}

package io.firebreak.breaker;

import io.firebreak.market.PriceInput;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the references of bands are worth now: two values of each, of which the low one feeds upper bands and the high
 * one lower bands, and what stands in for a reference that has none. Owned by the engine thread.
 */
final class ValuesInForce
{
    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    ValuesInForce(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /** Prepare a reference of a newly defined scope. */
    void init(final int f)
    {
        b.putLong(f + Layout.F_HIGH, Layout.ABSENT);
        b.putLong(f + Layout.F_NEXT, Layout.ABSENT);
        b.putLong(f + Layout.F_TOLD_NS, Layout.ABSENT);
    }

    /** What an upper band reads, millionths of a tick: the reference's own value, or that of what stands in for it. */
    long low(final int s, final int r)
    {
        return b.getLong(m.reference(s, source(s, r)) + Layout.F_VALUE);
    }

    /** What a lower band reads. */
    long high(final int s, final int r)
    {
        return b.getLong(m.reference(s, source(s, r)) + Layout.F_HIGH);
    }

    /** The reference that has the value: itself, or what stands in for it while it has none and has lost none. */
    int source(final int s, final int r)
    {
        final int c = m.classOf(s);
        int at = r;
        int otherwise = otherwise(c, at);
        while (otherwise >= 0 && b.getLong(m.reference(s, at) + Layout.F_VALUE) == Layout.ABSENT &&
            b.getInt(m.reference(s, at) + Layout.F_UNKNOWN) == 0)
        {
            at = otherwise;
            otherwise = otherwise(c, at);
        }
        return at;
    }

    /** Whether a reference is another, or may have it stand in. */
    boolean restsOn(final int c, final int r, final int other)
    {
        int at = r;
        while (at >= 0 && at != other)
        {
            at = otherwise(c, at);
        }
        return at >= 0;
    }

    /** A reference is worth something else: in force at once, or when its gate lets it pass. */
    void put(
        final int s, final int r, final long nowNs, final long low, final long high, final PriceInput input)
    {
        final int p = m.image.referenceAt(m.classOf(s), r);
        if ((b.getLong(p + ImageLayout.R_MIN_CHANGE_PPM) | b.getLong(p + ImageLayout.R_MIN_HOLD_NS) |
            b.getInt(p + ImageReference.R_FREEZE_IN) | b.getInt(p + ImageReference.R_SWEEP_HELD)) != 0)
        {
            parts.gate.offer(s, r, nowNs, low, high, input);
        }
        else
        {
            force(s, r, nowNs, low, high, input);
        }
    }

    /** Put a value in force, whatever its gate. */
    void force(
        final int s, final int r, final long nowNs, final long low, final long high, final PriceInput input)
    {
        final int f = m.reference(s, r);
        if (low == b.getLong(f + Layout.F_VALUE) && high == b.getLong(f + Layout.F_HIGH) &&
            input.code() == b.getInt(f + Layout.F_INPUT))
        {
            return;
        }
        b.putLong(f + Layout.F_VALUE, low);
        b.putLong(f + Layout.F_HIGH, high);
        b.putLong(f + Layout.F_SINCE, nowNs);
        b.putInt(f + Layout.F_INPUT, input.code());
        parts.band.moved(s, r, nowNs);
        parts.anchors.onMoved(s, r, nowNs);
        parts.composed.onMoved(s, r, nowNs);
    }

    private int otherwise(final int c, final int r)
    {
        return r < 0 ? -1 : b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_OTHERWISE);
    }
}

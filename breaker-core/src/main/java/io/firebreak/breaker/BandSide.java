package io.firebreak.breaker;

import io.firebreak.record.Evidence;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One side of one rule of a band: what it reads of the references in force, the limit that comes of it, the evidence of
 * a price beyond. What the fields hold is of the last call; nothing outlasts an event. Owned by the engine thread.
 */
final class BandSide
{
    private static final long MICRO = 1_000_000L;
    private static final double PPM = 1e-6;

    /** What the limit is measured from, millionths of a tick. */
    long from;

    /** What its width is a share of, millionths of a tick; ABSENT where the limit is the reference itself. */
    long share;

    /** What is added to it, millionths of a tick. */
    long added;

    /** Part of the day that it is of, 1 up, and step of its width in the bits above, as {@link Hours#ppm} reads it. */
    int part;

    /** State of the breaker whose rule is read. */
    int breaker;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final BandWidth width;

    BandSide(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        width = new BandWidth(parts);
    }

    /** The last price that is allowed, ticks. */
    long allowedTicks()
    {
        return width.allowedTicks;
    }

    /** Take the part of the day that an instant lies in; false where the rule has no limits in it. */
    boolean at(final int rule, final long nowNs)
    {
        part = parts.hours.part(rule, nowNs);
        return parts.hours.isInForce(rule, part);
    }

    /** What a side of a rule reads, and whether its limit is known, which the fields then hold. */
    boolean of(final int s, final int rule, final boolean isUpper)
    {
        part = part & Hours.PART | parts.steps.step(breaker, rule, isUpper) << Hours.STEP_SHIFT;
        final int base = b.getInt(rule + ImageBand.U_BASE);
        final int plus = b.getInt(rule + ImageBand.U_PLUS);
        final int reaches = b.getInt(rule + ImageBand.U_REACHES);
        from = value(s, b.getInt(rule + ImageLayout.U_REFERENCE), isUpper);
        share = base < 0 ? from : value(s, base, isUpper);
        added = plus < 0 ? 0 : value(s, plus, isUpper);
        final long reach = reaches < 0 ? 0 : value(s, reaches, isUpper);
        if (from == Layout.ABSENT || share == Layout.ABSENT || added == Layout.ABSENT || reach == Layout.ABSENT)
        {
            return false;
        }
        if (b.getInt(rule + ImageBand.U_PLUS_OUTWARD) != 0)
        {
            added = isUpper ? Math.max(0, added) : Math.min(0, added);
        }
        if (!width.of(s, rule, isUpper, from, share, added, part))
        {
            return false;
        }
        if (reaches >= 0 && (isUpper ? width.limitMicro < reach : width.limitMicro > reach))
        {
            // the limit is that reference itself
            from = reach;
            share = Layout.ABSENT;
            added = 0;
            return width.of(s, rule, isUpper, from, share, added, part);
        }
        return true;
    }

    /** The evidence of a price beyond a limit that was made of {@link #from}, {@link #share} and {@link #added}. */
    void fill(final int s, final int rule, final boolean isLower, final long priceTicks)
    {
        final Evidence evidence = m.evidence(s);
        final boolean isReference = share == Layout.ABSENT;
        evidence.observedMicroTicks = priceTicks * MICRO;
        // a limit in force fitted when it was made
        evidence.limitMicroTicks =
            width.of(s, rule, !isLower, from, share, added, part) ? width.limitMicro : Layout.ABSENT;
        evidence.referenceMicroTicks = from;
        // a limit that is the reference itself has no width
        evidence.widthFraction = isReference ? 0.0 :
            parts.hours.ppm(rule, part, !isLower) * PPM;
        evidence.limitReal = isReference ? 0.0 : share;
        evidence.observedReal = added;
        evidence.widening = isReference ? 0.0 : 1.0 + part;
        evidence.input = b.getInt(m.reference(s, parts.inForce.source(s, b.getInt(rule + ImageLayout.U_REFERENCE))) +
            Layout.F_INPUT);
    }

    private long value(final int s, final int r, final boolean isUpper)
    {
        return isUpper ? parts.inForce.low(s, r) : parts.inForce.high(s, r);
    }
}

package io.firebreak.breaker;

import io.firebreak.estimator.Wide;
import io.firebreak.market.Side;
import io.firebreak.record.Evidence;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The prices at which a call may uncross: collars that move outwards on the side that was violated, or a ladder of
 * widths around a centre that was taken at the trip, or one width around a centre that steps towards the price. All in
 * integers, rounded inward to the venue's tick, limits included; a centre that is not known, or a product that does not
 * fit, leaves no price inside. Source: spec/rulebooks.md 1.4, 5.3, 6.1, 6.4. Owned by the engine thread.
 */
final class CallBand
{
    /** The call may uncross. */
    static final int FITS = 0;

    /** The price does not fit, and the call is extended. */
    static final int OUTSIDE = 1;

    /** Market orders are left over, and the call is extended. */
    static final int LEFT_OVER = 2;

    /** The price does not fit the last band either: operators end the call. */
    static final int BEYOND_LAST = 3;

    private static final long PPM = 1_000_000L;
    private static final long MICRO = 1_000_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    CallBand(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * A trip: the centre of the check is the one of now, or of the end of the sweep that trips, whatever the references
     * do while the pause lasts. The evidence of the trip must have been filled in.
     *
     * @param s  state of the scope.
     * @param k  breaker.
     * @param bk its parameters.
     */
    void onTrip(final int s, final int k, final int bk)
    {
        final int x = m.breaker(s, k);
        b.putInt(x + Layout.X_LEFTOVER, 0);
        b.putInt(x + Layout.X_MANUAL, 0);
        if (isLadder(bk))
        {
            final Evidence evidence = m.out.evidence();
            final int centre = b.getInt(bk + ImageReopening.B_CHECK_CENTRE);
            final boolean hasCause = centre == ImageReopening.CENTRE_CAUSE && evidence.limitMicroTicks != Layout.ABSENT;
            b.putLong(x + Layout.X_DISTANCE, evidence.limitMicroTicks == Layout.ABSENT ||
                evidence.referenceMicroTicks == Layout.ABSENT ? 0 : evidence.widthFraction > 0.0 ?
                -Math.round(evidence.widthFraction * PPM) :
                Math.abs(evidence.limitMicroTicks - evidence.referenceMicroTicks));
            b.putLong(x + Layout.X_CENTRE, hasCause ? evidence.limitMicroTicks :
                centre <= ImageReopening.CENTRE_REFERENCE ? evidence.referenceMicroTicks :
                declared(s, bk, centre - ImageReopening.CENTRE_DECLARED));
        }
    }

    /**
     * The call is asked for its price: put the band of its step in place.
     *
     * @param s  state of the scope.
     * @param k  breaker.
     * @param bk its parameters.
     */
    void open(final int s, final int k, final int bk)
    {
        final int x = m.breaker(s, k);
        if (!isChecked(bk, x))
        {
            b.putLong(x + Layout.X_COLLAR_LOWER, Layout.ABSENT);
            b.putLong(x + Layout.X_COLLAR_UPPER, Layout.NEVER);
        }
        else if (isLadder(bk))
        {
            ladder(s, x, bk);
        }
        else if (b.getInt(x + Layout.X_EXTENSION) == 0)
        {
            collar(s, x, bk);
        }
    }

    /**
     * The same for a call that several breakers share.
     *
     * @param s state of the scope.
     * @param k breaker that leads it; those that wait take part.
     */
    void openAll(final int s, final int k)
    {
        final int c = m.classOf(s);
        for (int i = 0; i < m.breakers(c); i++)
        {
            if (i == k || parts.waits.isWaiting(s, i))
            {
                open(s, i, m.image.breakerAt(c, i));
            }
        }
    }

    /** Lowest price at which everybody who takes part in a call lets it uncross, ticks; ABSENT without a limit. */
    long lowerTicks(final int s, final int k)
    {
        long lower = Layout.ABSENT;
        for (int i = 0; i < m.breakers(m.classOf(s)); i++)
        {
            lower = i == k || parts.waits.isWaiting(s, i) ?
                Math.max(lower, b.getLong(m.breaker(s, i) + Layout.X_COLLAR_LOWER)) : lower;
        }
        return lower;
    }

    /** Highest price at which everybody who takes part in a call lets it uncross, ticks; NEVER without a limit. */
    long upperTicks(final int s, final int k)
    {
        long upper = Layout.NEVER;
        for (int i = 0; i < m.breakers(m.classOf(s)); i++)
        {
            upper = i == k || parts.waits.isWaiting(s, i) ?
                Math.min(upper, b.getLong(m.breaker(s, i) + Layout.X_COLLAR_UPPER)) : upper;
        }
        return upper;
    }

    /**
     * What a breaker makes of an indicative price.
     *
     * @param s            state of the scope.
     * @param k            breaker that leads the call, or takes part.
     * @param priceTicks   price or ABSENT.
     * @param leftoverLots unexecuted market orders.
     * @return FITS, OUTSIDE, LEFT_OVER or BEYOND_LAST.
     */
    int verdict(final int s, final int k, final long priceTicks, final long leftoverLots)
    {
        final int x = m.breaker(s, k);
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final boolean isLast = isLast(bk, x);
        final boolean isManual = b.getInt(bk + ImageReopening.B_THEN) == ImageReopening.THEN_MANUAL;
        final int leftovers = b.getInt(bk + ImageReopening.B_LEFTOVER_EXTENSIONS);
        if (isChecked(bk, x) && (isManual || !isLast) &&
            (isOutside(bk, x, priceTicks) || leftovers < 0 && leftoverLots > 0))
        {
            return isLast ? BEYOND_LAST : OUTSIDE;
        }
        return leftoverLots > 0 && b.getInt(x + Layout.X_LEFTOVER) < leftovers &&
            b.getInt(x + Layout.X_MANUAL) == 0 ? LEFT_OVER : FITS;
    }

    /**
     * Whether the next price of a call is checked at all, however many extensions there were.
     *
     * @param bk parameters of the breaker.
     * @param x  its state.
     * @return false for a reopening without a check, and after operators have ended the call.
     */
    boolean isChecked(final int bk, final int x)
    {
        return b.getInt(bk + ImageLayout.B_REOPENING) == ImageLayout.REOPEN_UNCROSS &&
            b.getInt(x + Layout.X_MANUAL) == 0;
    }

    /**
     * Whether extensions for prices are used up.
     *
     * @param bk parameters of the breaker.
     * @param x  its state.
     * @return true when a further price that does not fit is not tested against a further band.
     */
    boolean isLast(final int bk, final int x)
    {
        return step(x) >= b.getInt(bk + ImageLayout.B_MAX_EXTENSIONS);
    }

    /**
     * Whether a price does not fit. Without a price a ladder has nothing to check, and collars wait for one.
     *
     * @param bk         parameters of the breaker.
     * @param x          its state.
     * @param priceTicks price or ABSENT.
     * @return true outside the band; a price at it fits.
     */
    boolean isOutside(final int bk, final int x, final long priceTicks)
    {
        return priceTicks == Layout.ABSENT ? !isLadder(bk) :
            priceTicks < b.getLong(x + Layout.X_COLLAR_LOWER) || priceTicks > b.getLong(x + Layout.X_COLLAR_UPPER);
    }

    /**
     * A price did not fit: move the band for the next test. The extension has been counted.
     *
     * @param s          state of the scope.
     * @param x          state of the breaker.
     * @param bk         its parameters.
     * @param priceTicks price or ABSENT.
     */
    void move(final int s, final int x, final int bk, final long priceTicks)
    {
        final long lower = b.getLong(x + Layout.X_COLLAR_LOWER);
        final long upper = b.getLong(x + Layout.X_COLLAR_UPPER);
        if (isLadder(bk))
        {
            if (b.getInt(bk + ImageReopening.B_ON_FAILURE) == ImageReopening.FAIL_STEP_REFERENCE && lower <= upper)
            {
                final long centre = b.getLong(x + Layout.X_CENTRE);
                final long step = ofRule(x, centre, b.getLong(bk + ImageSteps.B_CHECK_STEP_PPM));
                b.putLong(x + Layout.X_CENTRE, b.getLong(bk + ImageSteps.B_CHECK_STEP_PPM) == 0 ?
                    (priceTicks < lower ? lower : upper) * MICRO : priceTicks < lower ? centre - step : centre + step);
            }
            ladder(s, x, bk);
            return;
        }
        final long step = b.getLong(x + Layout.X_STEP);
        final boolean pausedLower = b.getInt(x + Layout.X_SIDE) == Side.SELL.code();
        final boolean moveLower = priceTicks != Layout.ABSENT && priceTicks < lower ||
            (priceTicks == Layout.ABSENT || priceTicks <= upper) && pausedLower;
        b.putLong(x + Layout.X_COLLAR_LOWER, moveLower ? lower - step : lower);
        b.putLong(x + Layout.X_COLLAR_UPPER, moveLower ? upper : upper + step);
    }

    /**
     * Length of the extension that a price causes; it has not been counted yet.
     *
     * @param bk         parameters of the breaker.
     * @param x          its state.
     * @param priceTicks price or ABSENT.
     * @return ns.
     */
    long extensionNs(final int bk, final int x, final long priceTicks)
    {
        final long oppositeNs = b.getLong(bk + ImageReopening.B_OPPOSITE_EXTENSION_NS);
        final boolean isLower = b.getInt(x + Layout.X_SIDE) == Side.SELL.code();
        final boolean isOpposite = oppositeNs != 0 && priceTicks != Layout.ABSENT && (isLower ?
            priceTicks > b.getLong(x + Layout.X_COLLAR_UPPER) : priceTicks < b.getLong(x + Layout.X_COLLAR_LOWER));
        return isOpposite ? oppositeNs : extensionNs(b, bk, step(x));
    }

    /**
     * Length of an extension.
     *
     * @param b    the arena.
     * @param bk   parameters of the breaker.
     * @param step extensions for prices before it.
     * @return ns.
     */
    static long extensionNs(final UnsafeBuffer b, final int bk, final int step)
    {
        return step < b.getInt(bk + ImageReopening.B_EXTENSION_STEPS) ?
            b.getLong(bk + ImageReopening.B_EXTENSIONS_NS + (step << 3)) : b.getLong(bk + ImageLayout.B_EXTENSION_NS);
    }

    /**
     * Fill in what a check compared.
     *
     * @param s          state of the scope.
     * @param x          state of the breaker.
     * @param bk         its parameters.
     * @param priceTicks price that did not fit.
     */
    void evidence(final int s, final int x, final int bk, final long priceTicks)
    {
        final Evidence evidence = m.evidence(s);
        if (isLadder(bk) && priceTicks != Layout.ABSENT)
        {
            final long lower = b.getLong(x + Layout.X_COLLAR_LOWER);
            final long upper = b.getLong(x + Layout.X_COLLAR_UPPER);
            final long centre = b.getLong(x + Layout.X_CENTRE);
            evidence.observedMicroTicks = priceTicks * MICRO;
            evidence.referenceMicroTicks = centre;
            if (lower <= upper)
            {
                evidence.limitMicroTicks = (priceTicks < lower ? lower : upper) * MICRO;
            }
            final boolean isRatio = b.getInt(bk + ImageReopening.B_CHECK_UNIT) == ImageReopening.UNIT_PPM;
            evidence.widthFraction = isRatio ? width(bk, x) * 1e-6 : centre == Layout.ABSENT || centre == 0 ? 0.0 :
                (double)distance(s, x, bk, centre) / Math.abs(centre);
            evidence.limitReal = b.getLong(x + Layout.X_DISTANCE);
        }
    }

    /** The centre that a rulebook names: in force, or as the sweep that trips leaves it where it has printed before. */
    private long declared(final int s, final int bk, final int r)
    {
        final long next = b.getLong(m.reference(s, r) + Layout.F_NEXT);
        return b.getInt(bk + ImageReopening.B_CHECK_AFTER_SWEEP) != 0 && next != Layout.ABSENT ? next * MICRO :
            parts.inForce.low(s, r);
    }

    /** Whether a breaker checks against a ladder, not against collars. */
    private boolean isLadder(final int bk)
    {
        return b.getInt(bk + ImageReopening.B_CHECK_STEPS) > 0;
    }

    /** Extensions for prices so far: those for market orders take no step. */
    private int step(final int x)
    {
        return b.getInt(x + Layout.X_EXTENSION) - b.getInt(x + Layout.X_LEFTOVER);
    }

    private long width(final int bk, final int x)
    {
        final int step = Math.min(step(x), b.getInt(bk + ImageReopening.B_CHECK_STEPS) - 1);
        return b.getLong(bk + ImageReopening.B_CHECK_WIDTHS + (step << 3));
    }

    /** How far the check reaches from its centre, millionths of a tick. */
    private long distance(final int s, final int x, final int bk, final long centre)
    {
        final int unit = b.getInt(bk + ImageReopening.B_CHECK_UNIT);
        final long width = width(bk, x);
        return unit == ImageReopening.UNIT_E9 ? parts.bands.microTicks(s, width) :
            unit == ImageReopening.UNIT_RULE ? ofRule(x, centre, width) :
            Wide.mulDivHalfUp(Math.abs(centre), width, PPM);
    }

    /** A multiple of what the rule that tripped had: of its share, here of the centre, or of its amount. */
    private long ofRule(final int x, final long centre, final long multiple)
    {
        final long distance = b.getLong(x + Layout.X_DISTANCE);
        return distance >= 0 ? Wide.mulDivHalfUp(distance, multiple, PPM) :
            Wide.mulDivHalfUp(Math.abs(centre), Wide.mulDivHalfUp(-distance, multiple, PPM), PPM);
    }

    private void ladder(final int s, final int x, final int bk)
    {
        final long centre = b.getLong(x + Layout.X_CENTRE);
        final long distance = centre == Layout.ABSENT ? Layout.ABSENT : distance(s, x, bk, centre);
        final boolean isKnown = distance != Layout.ABSENT && distance <= Layout.NEVER - Math.abs(centre);
        final long quantum = b.getLong(s + Layout.S_INCREMENT) * MICRO;
        final long increment = b.getLong(s + Layout.S_INCREMENT);
        b.putLong(x + Layout.X_COLLAR_LOWER, isKnown ?
            -Math.floorDiv(distance - centre, quantum) * increment : Layout.NEVER);
        b.putLong(x + Layout.X_COLLAR_UPPER, isKnown ?
            Math.floorDiv(centre + distance, quantum) * increment : Layout.ABSENT);
    }

    private void collar(final int s, final int x, final int bk)
    {
        final long cause = b.getLong(x + Layout.X_CAUSE);
        final long increment = b.getLong(s + Layout.S_INCREMENT);
        final long lowPrice = parts.bands.microTicks(s, b.getLong(bk + ImageLayout.B_COLLAR_LOW_PRICE_E9));
        final long step = cause * MICRO <= lowPrice ?
            parts.bands.microTicks(s, b.getLong(bk + ImageLayout.B_COLLAR_LOW_STEP_E9)) / MICRO :
            Wide.mulDivHalfUp(cause, b.getLong(bk + ImageLayout.B_COLLAR_STEP_PPM), PPM * increment) * increment;
        final boolean lower = b.getInt(x + Layout.X_SIDE) == Side.SELL.code();
        b.putLong(x + Layout.X_STEP, step);
        b.putLong(x + Layout.X_COLLAR_LOWER, lower ? cause - step : b.getLong(x + Layout.X_LOWER));
        b.putLong(x + Layout.X_COLLAR_UPPER, lower ? b.getLong(x + Layout.X_UPPER) : cause + step);
    }
}

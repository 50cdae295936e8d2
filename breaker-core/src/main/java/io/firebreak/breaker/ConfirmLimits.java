package io.firebreak.breaker;

import io.firebreak.market.LimitStateKind;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Limits of a confirmed breaker: effective width, the factor by which it scales the other rules, and each price rule's
 * two prices. Computing them for the gate arms the envelope: it says how far every number below may move before one of
 * those prices does. Source: spec/crypto-perp.md section 3. Owned by the engine thread.
 */
final class ConfirmLimits
{
    private static final double PPM = 1e-6;
    private static final double MICRO = 1e6;
    private static final double NS = 1e-9;
    private static final double SECONDS_PER_MINUTE = 60.0;

    /** A widening that decays is followed for 1/16384 of its time constant at a time. */
    private static final int HORIZON_SHIFT = 14;

    /** What the gate shows of it follows every 1/256, while more than a thousandth of widening is left. */
    private static final int WATCH_SHIFT = 8;
    private static final double WIDENED = 1.001;

    /** Far above the rounding errors of a few operations, far below what moves a price by a tick. */
    private static final double MARGIN = 1e-12;

    /** Lower limit of a rule after {@link #of}, of all rules after {@link #allowed}; ticks. */
    long lowerTicks;

    /** Upper limit, likewise. */
    long upperTicks;

    /** What the lower limit is measured from, ticks. */
    double lowerReference;

    /** What the upper limit is measured from, ticks. */
    double upperReference;

    /** Width of the rule. */
    double ruleWidth;

    /** Rule that gives the lower limit after {@link #allowed}. */
    int lowerRule;

    /** Rule that gives the upper limit after {@link #allowed}. */
    int upperRule;

    /** Reference of the lower limit after {@link #allowed}, millionths of a tick. */
    long referenceMicroTicks;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    ConfirmLimits(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * Limits that the gate should show: the tightest of all price rules, as prices that are still allowed.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs engine time.
     * @return true when there are limits, then the fields hold them.
     */
    boolean allowed(final int s, final int k, final long nowNs)
    {
        final int bk = m.image.breakerAt(m.classOf(s), k);
        if (!isArmed(s, bk, nowNs))
        {
            armWarmUp(s, nowNs);
            return false;
        }
        final int x = m.breaker(s, k);
        final double width = width(s, bk, x, nowNs);
        final double scale = scale(bk, width);
        final double later = arm(s, bk, x, nowNs, width);
        long lower = Layout.ABSENT;
        long upper = Layout.NEVER;
        final int rules = b.getInt(bk + ImageLayout.B_RULES);
        for (int u = 0; u < rules; u++)
        {
            final int rule = m.image.ruleAt(bk, u);
            if (b.getInt(rule + ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_POTENTIAL_TRADE &&
                armed(s, bk, rule, width, scale, later))
            {
                if (lowerTicks + 1 > lower)
                {
                    lower = lowerTicks + 1;
                    lowerRule = rule;
                    referenceMicroTicks = (long)Math.floor(lowerReference * MICRO + 0.5);
                }
                if (upperTicks - 1 < upper)
                {
                    upper = upperTicks - 1;
                    upperRule = rule;
                }
            }
            else if (b.getInt(rule + ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_VARIANCE)
            {
                parts.envelope.fastBelow(b.getLong(x + Layout.X_SUSTAINED) == Layout.ABSENT ?
                    varianceLimit(rule, scale(bk, later)) * (1.0 - MARGIN) : 0.0);
            }
        }
        lowerTicks = lower;
        upperTicks = upper;
        return lower != Layout.ABSENT;
    }

    /**
     * The same for people who look at a scope, between events: it leaves the envelope disarmed.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs engine time.
     * @return true when there are limits, then the fields hold them.
     */
    boolean read(final int s, final int k, final long nowNs)
    {
        parts.envelope.open(s);
        return allowed(s, k, nowNs);
    }

    boolean isArmed(final int s, final int bk, final long nowNs)
    {
        final long firstNs = b.getLong(s + Layout.S_FIRST_NS);
        final int scaleRule = m.image.ruleAt(bk, b.getInt(bk + ImageLayout.B_SCALE_RULE));
        final int f = m.reference(s, b.getInt(scaleRule + ImageLayout.U_REFERENCE));
        return firstNs != Layout.ABSENT && b.getInt(f + Layout.F_STARTED) != 0 &&
            nowNs - firstNs >= b.getLong(m.classOf(s) + ImageLayout.C_WARM_UP_NS);
    }

    /**
     * When time alone next moves the limits: at the end of the warm-up, and in steps while a widening decays.
     *
     * @param s     state of the scope.
     * @param bk    parameters of the breaker.
     * @param x     its state.
     * @param nowNs engine time.
     * @return deadline, NEVER where they wait for an event.
     */
    long movesNs(final int s, final int bk, final int x, final long nowNs)
    {
        final long firstNs = b.getLong(s + Layout.S_FIRST_NS);
        final long warmUpNs = b.getLong(m.classOf(s) + ImageLayout.C_WARM_UP_NS);
        if (firstNs != Layout.ABSENT && nowNs - firstNs < warmUpNs)
        {
            return firstNs + warmUpNs;
        }
        return parts.trips.widening(bk, x, nowNs) < WIDENED ? Layout.NEVER :
            nowNs + Math.max(1, b.getLong(bk + ImageLayout.B_WIDENING_TAU_NS) >> WATCH_SHIFT);
    }

    double width(final int s, final int bk, final int x, final long nowNs)
    {
        return isFrozen(bk, x) ? b.getDouble(x + Layout.X_FROZEN_WIDTH) :
            width(s, bk, parts.trips.widening(bk, x, nowNs));
    }

    double scale(final int bk, final double width)
    {
        final int rule = m.image.ruleAt(bk, b.getInt(bk + ImageLayout.B_SCALE_RULE));
        return width / (b.getLong(rule + ImageLayout.U_PPM) * PPM);
    }

    double varianceLimit(final int rule, final double scale)
    {
        final double threshold = b.getLong(rule + ImageLayout.U_PPM) * PPM *
            (b.getInt(rule + ImageLayout.U_SCALED) != 0 ? scale : 1.0);
        return threshold * threshold / SECONDS_PER_MINUTE;
    }

    /**
     * Limits of one price rule.
     *
     * @param s     state of the scope.
     * @param rule  its parameters.
     * @param width effective width.
     * @param scale factor of the scaled rules.
     * @return false while its extremes are unknown; true when the fields hold them.
     */
    boolean of(final int s, final int rule, final double width, final double scale)
    {
        final int r = b.getInt(rule + ImageLayout.U_REFERENCE);
        if (isExtrema(s, r))
        {
            final long highest = parts.standing.highestHalf(s, r);
            if (highest == Layout.ABSENT || b.getInt(m.reference(s, r) + Layout.F_UNKNOWN) != 0)
            {
                return false;
            }
            lowerReference = highest * 0.5;
            upperReference = parts.standing.lowestHalf(s, r) * 0.5;
            ruleWidth = b.getLong(rule + ImageLayout.U_PPM) * PPM *
                (b.getInt(rule + ImageLayout.U_SCALED) != 0 ? scale : 1.0);
        }
        else
        {
            lowerReference = b.getDouble(m.reference(s, r) + Layout.F_AVERAGE);
            upperReference = lowerReference;
            ruleWidth = width;
        }
        final double down = Math.abs(lowerReference) * ruleWidth;
        final double up = Math.abs(upperReference) * ruleWidth;
        final long increment = b.getLong(s + Layout.S_INCREMENT);
        lowerTicks = (long)Math.floor((lowerReference - down) / increment) * increment;
        upperTicks = (long)Math.ceil((upperReference + up) / increment) * increment;
        return true;
    }

    private double width(final int s, final int bk, final double widening)
    {
        final int rule = m.image.ruleAt(bk, b.getInt(bk + ImageLayout.B_SCALE_RULE));
        final double floor = b.getLong(rule + ImageLayout.U_PPM) * PPM;
        if (b.getInt(rule + ImageLayout.U_WIDTH) != ImageLayout.WIDTH_VOLATILITY)
        {
            return floor * widening;
        }
        final double sigma = b.getLong(rule + ImageLayout.U_SIGMAS_PPM) * PPM * Math.sqrt(
            m.variance.slow(b, s + Layout.S_VARIANCE) * (b.getLong(rule + ImageLayout.U_HORIZON_NS) * NS));
        return Math.min(b.getLong(rule + ImageLayout.U_CAP_PPM) * PPM, widening * Math.max(floor, sigma));
    }

    private boolean isFrozen(final int bk, final int x)
    {
        return b.getInt(x + Layout.X_LIMIT) != LimitStateKind.NONE.code() &&
            b.getInt(bk + ImageLayout.B_FREEZE_WIDTH) != 0;
    }

    private boolean isExtrema(final int s, final int r)
    {
        return b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_KIND) == ImageLayout.KIND_EXTREMA;
    }

    /** The first limits come with the end of the warm-up. */
    private void armWarmUp(final int s, final long nowNs)
    {
        final long firstNs = b.getLong(s + Layout.S_FIRST_NS);
        final long endNs = firstNs + b.getLong(m.classOf(s) + ImageLayout.C_WARM_UP_NS);
        if (firstNs != Layout.ABSENT && endNs > nowNs)
        {
            parts.envelope.until(endNs);
        }
    }

    /** How long, and up to which variance, the width is what it is; answers the smallest it can be by then. */
    private double arm(final int s, final int bk, final int x, final long nowNs, final double width)
    {
        if (isFrozen(bk, x))
        {
            return width;
        }
        final int rule = m.image.ruleAt(bk, b.getInt(bk + ImageLayout.B_SCALE_RULE));
        final double sigmas = b.getLong(rule + ImageLayout.U_SIGMAS_PPM) * PPM;
        if (b.getInt(rule + ImageLayout.U_WIDTH) == ImageLayout.WIDTH_VOLATILITY && sigmas > 0.0)
        {
            final double floor = b.getLong(rule + ImageLayout.U_PPM) * PPM / sigmas;
            final double bound = floor * floor / (b.getLong(rule + ImageLayout.U_HORIZON_NS) * NS) * (1.0 - MARGIN);
            parts.envelope.slowBelow(m.variance.slow(b, s + Layout.S_VARIANCE) < bound ? bound : 0.0);
        }
        final long tauNs = b.getLong(bk + ImageLayout.B_WIDENING_TAU_NS);
        if (b.getLong(x + Layout.X_LAST_TRIP) == Layout.ABSENT || tauNs == 0 ||
            b.getDouble(x + Layout.X_WIDENING) == 1.0)
        {
            return width;
        }
        final long horizonNs = nowNs + Math.max(1, tauNs >> HORIZON_SHIFT);
        parts.envelope.until(horizonNs);
        return width(s, bk, parts.trips.widening(bk, x, horizonNs)) * (1.0 - MARGIN);
    }

    /** A rule's limits, and the room in which they stand while the width shrinks to what it is later. */
    private boolean armed(
        final int s, final int bk, final int rule, final double width, final double scale, final double later)
    {
        final int r = b.getInt(rule + ImageLayout.U_REFERENCE);
        if (isExtrema(s, r))
        {
            parts.envelope.extremes(r, parts.standing.lowestHalf(s, r), parts.standing.highestHalf(s, r));
            if (later != width && of(s, rule, later, scale(bk, later)))
            {
                final long lower = lowerTicks;
                final long upper = upperTicks;
                of(s, rule, width * (1.0 + MARGIN), scale(bk, width * (1.0 + MARGIN)));
                if (lower != lowerTicks || upper != upperTicks)
                {
                    parts.envelope.until(Layout.ABSENT);
                }
            }
            return of(s, rule, width, scale);
        }
        of(s, rule, width, scale);
        narrow(s, r, lowerReference, width, later);
        return true;
    }

    /** lower <= a (1 - w) < lower + increment and upper - increment < a (1 + w) <= upper, for the average a. */
    private void narrow(final int s, final int r, final double average, final double width, final double later)
    {
        final long increment = b.getLong(s + Layout.S_INCREMENT);
        final double above = Math.max(lowerTicks / (1.0 - width), (upperTicks - increment) / (1.0 + later)) *
            (1.0 + MARGIN);
        final double below = Math.min((lowerTicks + increment) / (1.0 - later), upperTicks / (1.0 + width)) *
            (1.0 - MARGIN);
        if (average > above && average < below && above > 0.0 && width < 1.0)
        {
            parts.envelope.narrow(r, above, below);
        }
        else if (width == later)
        {
            // on the edge of a tick, or not positive: the same average gives the same limits, another one may not
            parts.envelope.narrow(r, Math.nextDown(average), Math.nextUp(average));
        }
        else
        {
            parts.envelope.until(Layout.ABSENT);
        }
    }
}

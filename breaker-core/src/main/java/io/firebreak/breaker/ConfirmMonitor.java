package io.firebreak.breaker;

import io.firebreak.market.LimitStateKind;
import io.firebreak.market.PriceInput;
import io.firebreak.market.Reason;
import io.firebreak.market.Side;
import io.firebreak.record.Evidence;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Limit state by potential trades: it opens at the first price at or beyond a limit of any price rule of the breaker,
 * and trips when enough sweeps lie beyond and enough time has passed, judged at a print, never by a timer. A sweep
 * wholly inside closes it; a change of side starts it anew. The effective width is frozen while it is open. Source:
 * spec/crypto-perp.md section 3. Owned by the engine thread.
 */
public final class ConfirmMonitor
{
    private static final double PPM = 1e-6;
    private static final double MICRO = 1e6;
    private static final double NS = 1e-9;
    private static final double SECONDS_PER_MINUTE = 60.0;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    private long lowerTicks;
    private long upperTicks;
    private double lowerReference;
    private double upperReference;
    private double ruleWidth;
    private int lowerRule;
    private int upperRule;
    private long referenceMicroTicks;

    ConfirmMonitor(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * A new sweep begins: a limit state whose last sweep was wholly inside closes.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs engine time.
     */
    void onSweep(final int s, final int k, final long nowNs)
    {
        final int x = m.breaker(s, k);
        if (b.getInt(x + Layout.X_LIMIT) != LimitStateKind.NONE.code() && b.getInt(x + Layout.X_BEYOND) == 0)
        {
            close(s, k, nowNs);
        }
        b.putInt(x + Layout.X_BEYOND, 0);
    }

    /**
     * Judge a potential trade while the scope trades.
     *
     * @param s          state of the scope.
     * @param k          breaker.
     * @param nowNs      engine time.
     * @param priceTicks price.
     * @return rule address when the price lies at or beyond a limit, 0 when it is allowed.
     */
    int judge(final int s, final int k, final long nowNs, final long priceTicks)
    {
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final int x = m.breaker(s, k);
        if (!isArmed(s, bk, nowNs))
        {
            return 0;
        }
        final double width = width(s, bk, x, nowNs);
        final double scale = scale(bk, width);
        final int rules = b.getInt(bk + ImageLayout.B_RULES);
        for (int u = 0; u < rules; u++)
        {
            final int rule = m.image.ruleAt(bk, u);
            if (b.getInt(rule + ImageLayout.U_OBSERVABLE) != ImageLayout.OBSERVE_POTENTIAL_TRADE ||
                !limits(s, rule, width, scale))
            {
                continue;
            }
            if (priceTicks <= lowerTicks || priceTicks >= upperTicks)
            {
                final int side = priceTicks <= lowerTicks ? Side.SELL.code() : Side.BUY.code();
                beyond(s, k, nowNs, priceTicks, rule, side, width);
                if (parts.states.matches(s))
                {
                    variance(s, k, nowNs, priceTicks, width, scale);
                }
                return rule;
            }
        }
        variance(s, k, nowNs, priceTicks, width, scale);
        return 0;
    }

    /**
     * Limits that the gate should show: the tightest of all price rules, as prices that are still allowed.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs engine time.
     * @return true when there are limits, then {@link #allowedLowerTicks()} and {@link #allowedUpperTicks()} hold them.
     */
    boolean allowed(final int s, final int k, final long nowNs)
    {
        final int bk = m.image.breakerAt(m.classOf(s), k);
        if (!isArmed(s, bk, nowNs))
        {
            return false;
        }
        final double width = width(s, bk, m.breaker(s, k), nowNs);
        final double scale = scale(bk, width);
        long lower = Layout.ABSENT;
        long upper = Layout.NEVER;
        final int rules = b.getInt(bk + ImageLayout.B_RULES);
        for (int u = 0; u < rules; u++)
        {
            final int rule = m.image.ruleAt(bk, u);
            if (b.getInt(rule + ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_POTENTIAL_TRADE &&
                limits(s, rule, width, scale))
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
        }
        lowerTicks = lower;
        upperTicks = upper;
        return lower != Layout.ABSENT;
    }

    /**
     * Lowest allowed price after {@link #allowed}.
     *
     * @return ticks.
     */
    long allowedLowerTicks()
    {
        return lowerTicks;
    }

    /**
     * Highest allowed price after {@link #allowed}.
     *
     * @return ticks.
     */
    long allowedUpperTicks()
    {
        return upperTicks;
    }

    /**
     * Rule that gives the lower limit after {@link #allowed}.
     *
     * @return address of its parameters.
     */
    int allowedLowerRule()
    {
        return lowerRule;
    }

    /**
     * Rule that gives the upper limit after {@link #allowed}.
     *
     * @return address of its parameters.
     */
    int allowedUpperRule()
    {
        return upperRule;
    }

    /**
     * Reference of the lower limit after {@link #allowed}.
     *
     * @return millionths of a tick.
     */
    long allowedReferenceMicroTicks()
    {
        return referenceMicroTicks;
    }

    boolean isArmed(final int s, final int bk, final long nowNs)
    {
        final long firstNs = b.getLong(s + Layout.S_FIRST_NS);
        final int scaleRule = m.image.ruleAt(bk, b.getInt(bk + ImageLayout.B_SCALE_RULE));
        final int f = m.reference(s, b.getInt(scaleRule + ImageLayout.U_REFERENCE));
        return firstNs != Layout.ABSENT && b.getInt(f + Layout.F_STARTED) != 0 &&
            nowNs - firstNs >= b.getLong(m.classOf(s) + ImageLayout.C_WARM_UP_NS);
    }

    double width(final int s, final int bk, final int x, final long nowNs)
    {
        if (b.getInt(x + Layout.X_LIMIT) != LimitStateKind.NONE.code() &&
            b.getInt(bk + ImageLayout.B_FREEZE_WIDTH) != 0)
        {
            return b.getDouble(x + Layout.X_FROZEN_WIDTH);
        }
        final int rule = m.image.ruleAt(bk, b.getInt(bk + ImageLayout.B_SCALE_RULE));
        final double floor = b.getLong(rule + ImageLayout.U_PPM) * PPM;
        if (b.getInt(rule + ImageLayout.U_WIDTH) != ImageLayout.WIDTH_VOLATILITY)
        {
            return floor * parts.trips.widening(bk, x, nowNs);
        }
        final double sigma = b.getLong(rule + ImageLayout.U_SIGMAS_PPM) * PPM * Math.sqrt(
            m.variance.slow(b, s + Layout.S_VARIANCE) * (b.getLong(rule + ImageLayout.U_HORIZON_NS) * NS));
        return Math.min(b.getLong(rule + ImageLayout.U_CAP_PPM) * PPM,
            parts.trips.widening(bk, x, nowNs) * Math.max(floor, sigma));
    }

    double scale(final int bk, final double width)
    {
        final int rule = m.image.ruleAt(bk, b.getInt(bk + ImageLayout.B_SCALE_RULE));
        return width / (b.getLong(rule + ImageLayout.U_PPM) * PPM);
    }

    private boolean limits(final int s, final int rule, final double width, final double scale)
    {
        final int r = b.getInt(rule + ImageLayout.U_REFERENCE);
        final int kind = b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_KIND);
        if (kind == ImageLayout.KIND_EXTREMA)
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

    private void beyond(
        final int s, final int k, final long nowNs, final long priceTicks, final int rule, final int side,
        final double width)
    {
        final int x = m.breaker(s, k);
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final int kind = side == Side.SELL.code() ?
            LimitStateKind.BEYOND_LOWER.code() : LimitStateKind.BEYOND_UPPER.code();
        final int before = b.getInt(x + Layout.X_LIMIT);
        if (before != LimitStateKind.NONE.code() && before != kind)
        {
            close(s, k, nowNs);
        }
        fill(s, bk, x, nowNs, priceTicks, side);
        if (b.getInt(x + Layout.X_LIMIT) == LimitStateKind.NONE.code())
        {
            b.putInt(x + Layout.X_LIMIT, kind);
            b.putLong(x + Layout.X_SINCE, nowNs);
            b.putInt(x + Layout.X_SWEEPS, 0);
            b.putInt(x + Layout.X_BEYOND, 0);
            b.putInt(x + Layout.X_RULE, b.getInt(rule + ImageLayout.U_ID));
            b.putDouble(x + Layout.X_FROZEN_WIDTH, width);
            b.putLong(x + Layout.X_CAUSE, side == Side.SELL.code() ? lowerTicks : upperTicks);
            m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), b.getInt(rule + ImageLayout.U_ID),
                b.getInt(rule + ImageLayout.U_REASON))
                .limitState(kind, LimitStateKind.NONE.code(), nowNs, Layout.NEVER);
        }
        if (b.getInt(x + Layout.X_BEYOND) == 0)
        {
            b.putInt(x + Layout.X_BEYOND, 1);
            b.putInt(x + Layout.X_SWEEPS, b.getInt(x + Layout.X_SWEEPS) + 1);
        }
        if (b.getInt(x + Layout.X_SWEEPS) >= b.getInt(bk + ImageLayout.B_CONFIRM_SWEEPS) &&
            nowNs - b.getLong(x + Layout.X_SINCE) >= b.getLong(bk + ImageLayout.B_CONFIRM_NS))
        {
            parts.trips.trip(s, k, nowNs, rule, side, b.getInt(bk + ImageLayout.B_TRIP_STATE),
                b.getInt(rule + ImageLayout.U_REASON));
        }
    }

    private void variance(
        final int s, final int k, final long nowNs, final long priceTicks, final double width, final double scale)
    {
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final int x = m.breaker(s, k);
        final int rules = b.getInt(bk + ImageLayout.B_RULES);
        for (int u = 0; u < rules; u++)
        {
            final int rule = m.image.ruleAt(bk, u);
            if (b.getInt(rule + ImageLayout.U_OBSERVABLE) != ImageLayout.OBSERVE_VARIANCE)
            {
                continue;
            }
            final double fast = m.variance.fast(b, s + Layout.S_VARIANCE);
            final double slow = m.variance.slow(b, s + Layout.S_VARIANCE);
            final double threshold = b.getLong(rule + ImageLayout.U_PPM) * PPM *
                (b.getInt(rule + ImageLayout.U_SCALED) != 0 ? scale : 1.0);
            final double limit = threshold * threshold / SECONDS_PER_MINUTE;
            final double ratio = b.getLong(rule + ImageLayout.U_RATIO_PPM) * PPM;
            if (fast < limit || fast < ratio * ratio * slow)
            {
                b.putLong(x + Layout.X_SUSTAINED, Layout.ABSENT);
                continue;
            }
            if (b.getLong(x + Layout.X_SUSTAINED) == Layout.ABSENT)
            {
                b.putLong(x + Layout.X_SUSTAINED, nowNs);
            }
            if (nowNs - b.getLong(x + Layout.X_SUSTAINED) >= b.getLong(rule + ImageLayout.U_SUSTAIN_NS))
            {
                final int scaleRule = m.image.ruleAt(bk, b.getInt(bk + ImageLayout.B_SCALE_RULE));
                final double average = b.getDouble(
                    m.reference(s, b.getInt(scaleRule + ImageLayout.U_REFERENCE)) + Layout.F_AVERAGE);
                lowerReference = average;
                ruleWidth = width;
                final Evidence evidence = fill(s, bk, x, nowNs, priceTicks, Side.NONE.code());
                evidence.limitMicroTicks = Evidence.ABSENT;
                evidence.observedReal = fast;
                evidence.limitReal = Math.max(limit, ratio * ratio * slow);
                parts.trips.trip(s, k, nowNs, rule, priceTicks >= average ? Side.BUY.code() : Side.SELL.code(),
                    b.getInt(bk + ImageLayout.B_TRIP_STATE), b.getInt(rule + ImageLayout.U_REASON));
                return;
            }
        }
    }

    private Evidence fill(
        final int s, final int bk, final int x, final long nowNs, final long priceTicks, final int side)
    {
        final Evidence evidence = m.evidence(s);
        final boolean lower = side != Side.BUY.code();
        evidence.observedMicroTicks = priceTicks * 1_000_000L;
        evidence.limitMicroTicks = (lower ? lowerTicks : upperTicks) * 1_000_000L;
        evidence.referenceMicroTicks = (long)Math.floor((lower ? lowerReference : upperReference) * MICRO + 0.5);
        evidence.widthFraction = ruleWidth;
        evidence.widening = parts.trips.widening(bk, x, nowNs);
        evidence.input = parts.prints.input(s, nowNs);
        return evidence;
    }

    private void close(final int s, final int k, final long nowNs)
    {
        final int x = m.breaker(s, k);
        final int before = b.getInt(x + Layout.X_LIMIT);
        final int ruleId = b.getInt(x + Layout.X_RULE);
        final Evidence evidence = m.evidence(s);
        evidence.limitMicroTicks = b.getLong(x + Layout.X_CAUSE) * 1_000_000L;
        evidence.widthFraction = b.getDouble(x + Layout.X_FROZEN_WIDTH);
        evidence.input = PriceInput.FILTERED_TRADES.code();
        b.putInt(x + Layout.X_LIMIT, LimitStateKind.NONE.code());
        b.putInt(x + Layout.X_SWEEPS, 0);
        b.putInt(x + Layout.X_BEYOND, 0);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), ruleId, Reason.LIMIT_STATE_ENDED.code())
            .limitState(LimitStateKind.NONE.code(), before, b.getLong(x + Layout.X_SINCE), Layout.NEVER);
    }
}

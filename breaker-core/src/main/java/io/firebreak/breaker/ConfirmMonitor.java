package io.firebreak.breaker;

import io.firebreak.market.LimitStateKind;
import io.firebreak.market.PriceInput;
import io.firebreak.market.Reason;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
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

    /** A sweep that lies beyond, and one that was judged and lies inside; 0 while none of it was judged. */
    private static final int BEYOND = 1;
    private static final int INSIDE = 2;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    private final ConfirmLimits limits;

    ConfirmMonitor(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        limits = parts.limits;
    }

    /**
     * A new sweep begins: a limit state whose last sweep was judged, and wholly inside, closes.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs engine time.
     */
    void onSweep(final int s, final int k, final long nowNs)
    {
        final int x = m.breaker(s, k);
        if (b.getInt(x + Layout.X_LIMIT) != LimitStateKind.NONE.code() && b.getInt(x + Layout.X_BEYOND) == INSIDE)
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
        if (!limits.isArmed(s, bk, nowNs))
        {
            return 0;
        }
        final double width = limits.width(s, bk, x, nowNs);
        final double scale = limits.scale(bk, width);
        final int rules = b.getInt(bk + ImageLayout.B_RULES);
        for (int u = 0; u < rules; u++)
        {
            final int rule = m.image.ruleAt(bk, u);
            if (b.getInt(rule + ImageLayout.U_OBSERVABLE) != ImageLayout.OBSERVE_POTENTIAL_TRADE ||
                !limits.of(s, rule, width, scale))
            {
                continue;
            }
            if (priceTicks <= limits.lowerTicks || priceTicks >= limits.upperTicks)
            {
                final int side = priceTicks <= limits.lowerTicks ? Side.SELL.code() : Side.BUY.code();
                beyond(s, k, nowNs, priceTicks, rule, side, width);
                if (parts.states.matches(s))
                {
                    variance(s, k, nowNs, priceTicks, width, scale);
                }
                return rule;
            }
        }
        if (b.getInt(x + Layout.X_LIMIT) != LimitStateKind.NONE.code() && b.getInt(x + Layout.X_BEYOND) == 0)
        {
            b.putInt(x + Layout.X_BEYOND, INSIDE);
        }
        variance(s, k, nowNs, priceTicks, width, scale);
        return 0;
    }

    /**
     * Time alone moves the limits of an open breaker: what the gate reads follows them.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs the deadline itself.
     */
    void onTime(final int s, final int k, final long nowNs)
    {
        parts.board.refresh(s, nowNs);
        watch(s, k, nowNs);
    }

    /**
     * Arm the deadline of an open breaker, which has no other, for the next time that its limits move by themselves or
     * that it judges again after a reopening.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs engine time.
     */
    void watch(final int s, final int k, final long nowNs)
    {
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final int x = m.breaker(s, k);
        final boolean isConfirm = b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_CONFIRM;
        final long rearmedNs = parts.duty.rearmedNs(bk, x);
        if (b.getInt(x + Layout.X_STATE) == TradingState.OPEN.code() && (isConfirm || rearmedNs > nowNs))
        {
            final long movesNs = isConfirm ? limits.movesNs(s, bk, x, nowNs) : Layout.NEVER;
            m.arm(s, m.breakerTimer(s, k), rearmedNs > nowNs ? Math.min(movesNs, rearmedNs) : movesNs);
        }
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
            parts.envelope.disarm(s);
            b.putLong(x + Layout.X_SINCE, nowNs);
            b.putInt(x + Layout.X_SWEEPS, 0);
            b.putInt(x + Layout.X_BEYOND, 0);
            b.putInt(x + Layout.X_RULE, b.getInt(rule + ImageLayout.U_ID));
            b.putDouble(x + Layout.X_FROZEN_WIDTH, width);
            b.putLong(x + Layout.X_CAUSE, side == Side.SELL.code() ? limits.lowerTicks : limits.upperTicks);
            m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), b.getInt(rule + ImageLayout.U_ID),
                b.getInt(rule + ImageLayout.U_REASON))
                .limitState(kind, LimitStateKind.NONE.code(), nowNs, Layout.NEVER);
        }
        if (b.getInt(x + Layout.X_BEYOND) != BEYOND)
        {
            b.putInt(x + Layout.X_BEYOND, BEYOND);
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
            final double limit = limits.varianceLimit(rule, scale);
            final double ratio = b.getLong(rule + ImageLayout.U_RATIO_PPM) * PPM;
            if (fast < limit || fast < ratio * ratio * slow)
            {
                sustained(s, x, Layout.ABSENT);
                continue;
            }
            if (b.getLong(x + Layout.X_SUSTAINED) == Layout.ABSENT)
            {
                sustained(s, x, nowNs);
            }
            if (nowNs - b.getLong(x + Layout.X_SUSTAINED) >= b.getLong(rule + ImageLayout.U_SUSTAIN_NS))
            {
                final int scaleRule = m.image.ruleAt(bk, b.getInt(bk + ImageLayout.B_SCALE_RULE));
                final double average = b.getDouble(
                    m.reference(s, b.getInt(scaleRule + ImageLayout.U_REFERENCE)) + Layout.F_AVERAGE);
                limits.lowerReference = average;
                limits.ruleWidth = width;
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

    private void sustained(final int s, final int x, final long sinceNs)
    {
        if (b.getLong(x + Layout.X_SUSTAINED) != sinceNs)
        {
            b.putLong(x + Layout.X_SUSTAINED, sinceNs);
            parts.envelope.disarm(s);
        }
    }

    private Evidence fill(
        final int s, final int bk, final int x, final long nowNs, final long priceTicks, final int side)
    {
        final Evidence evidence = m.evidence(s);
        final boolean lower = side != Side.BUY.code();
        evidence.observedMicroTicks = priceTicks * 1_000_000L;
        evidence.limitMicroTicks = (lower ? limits.lowerTicks : limits.upperTicks) * 1_000_000L;
        final double reference = lower ? limits.lowerReference : limits.upperReference;
        evidence.referenceMicroTicks = (long)Math.floor(reference * MICRO + 0.5);
        evidence.widthFraction = limits.ruleWidth;
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
        parts.envelope.disarm(s);
        b.putInt(x + Layout.X_SWEEPS, 0);
        b.putInt(x + Layout.X_BEYOND, 0);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), ruleId, Reason.LIMIT_STATE_ENDED.code())
            .limitState(LimitStateKind.NONE.code(), before, b.getLong(x + Layout.X_SINCE), Layout.NEVER);
    }
}

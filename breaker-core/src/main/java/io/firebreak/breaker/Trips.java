package io.firebreak.breaker;

import io.firebreak.estimator.FixedExp;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Trips a breaker and answers its deadlines: length of the pause, random tail drawn once, widening, trip-rate cap that
 * latches to the operator, truncation before the close. Owned by the engine thread.
 */
public final class Trips
{
    private static final double PPM = 1e-6;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final PauseLength pauseLength;

    Trips(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        pauseLength = new PauseLength(m);
    }

    /**
     * Widening factor that trips have left.
     *
     * @param bk    parameters of the breaker.
     * @param x     its state.
     * @param nowNs engine time.
     * @return 1 before the first trip, then 1 + (m - 1) e^(-dt / tau).
     */
    double widening(final int bk, final int x, final long nowNs)
    {
        final long lastNs = b.getLong(x + Layout.X_LAST_TRIP);
        final long tauNs = b.getLong(bk + ImageLayout.B_WIDENING_TAU_NS);
        if (lastNs == Layout.ABSENT || tauNs == 0)
        {
            return 1.0;
        }
        final double dt = (double)(nowNs - lastNs) / tauNs;
        return 1.0 + (b.getDouble(x + Layout.X_WIDENING) - 1.0) * FixedExp.exp(-dt);
    }

    /**
     * Trip: pause, halt, close, or latch. The evidence must have been filled in.
     *
     * @param s       state of the scope.
     * @param k       breaker.
     * @param nowNs   instant of the trip.
     * @param ruleAt  parameters of the rule that tripped.
     * @param side    Side code: SELL at the lower band, BUY at the upper.
     * @param toState TradingState code of the trip.
     * @param reason  code.
     */
    void trip(
        final int s, final int k, final long nowNs, final int ruleAt, final int side, final int toState,
        final int reason)
    {
        trip(s, k, nowNs, ruleAt, side, toState, reason, 0);
    }

    /**
     * Trip for a length of the rule's own.
     *
     * @param s        state of the scope.
     * @param k        breaker.
     * @param nowNs    instant of the trip.
     * @param ruleAt   parameters of the rule that tripped.
     * @param side     Side code: SELL at the lower band, BUY at the upper.
     * @param toState  TradingState code of the trip.
     * @param reason   code.
     * @param lengthNs length of the pause; 0 the breaker's.
     */
    void trip(
        final int s, final int k, final long nowNs, final int ruleAt, final int side, final int toState,
        final int reason, final long lengthNs)
    {
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final int x = m.breaker(s, k);
        final int ruleId = b.getInt(ruleAt + ImageLayout.U_ID);
        final double widening = widening(bk, x, nowNs);
        final long pauseNs = lengthNs > 0 ? lengthNs : pauseLength.of(bk, x, nowNs, side);
        parts.callBand.onTrip(s, k, bk);
        b.putLong(x + Layout.X_PAUSE, pauseNs);
        b.putDouble(x + Layout.X_WIDENING, Math.min(b.getLong(bk + ImageLayout.B_WIDENING_MAX_PPM) * PPM,
            b.getLong(bk + ImageLayout.B_WIDENING_STEP_PPM) * PPM * widening));
        final int earlier = remember(bk, x, nowNs);
        b.putLong(x + Layout.X_LAST_TRIP, nowNs);
        b.putInt(x + Layout.X_SIDE, side);
        b.putInt(x + Layout.X_RULE, ruleId);
        b.putInt(x + Layout.X_EXTENSION, 0);
        b.putLong(x + Layout.X_AUCTION, Layout.ABSENT);
        clearLimitState(x);
        parts.releases.cancel(s, k);

        final int cap = b.getInt(bk + ImageLayout.B_TRIP_CAP);
        if (cap > 0 && earlier >= cap)
        {
            parts.operators.forgetApproval(s);
            b.putInt(x + Layout.X_LATCHED, 1);
            parts.states.change(s, k, nowNs, TradingState.HALTED.code(), Layout.NEVER, ruleId,
                Reason.TRIP_RATE_CAP.code());
            parts.duty.onSuppressor(s, k, nowNs);
            parts.groups.onTrip(s, k, nowNs, nowNs + pauseNs);
            return;
        }
        if (b.getInt(x + Layout.X_LATCHED) != 0)
        {
            // what waits for operators gets more severe and still waits for them
            parts.states.change(s, k, nowNs, toState, Layout.NEVER, ruleId, reason);
            return;
        }
        final long tailNs = b.getLong(bk + ImageLayout.B_PAUSE_TAIL_NS);
        final long tail = tailNs == 0 ? 0 : m.random.nextBelow(tailNs);
        final long untilNs = pauseLength.fromNs(s, k, bk, nowNs) + pauseNs + tail;
        pause(s, k, nowNs, toState, untilNs, ruleId, reason);
        parts.duty.onSuppressor(s, k, nowNs);
        parts.groups.onTrip(s, k, nowNs, untilNs);
    }

    /**
     * Enter or prolong a pause, truncated at the reopening cut-off, or at the close for a halt.
     *
     * @param s          state of the scope.
     * @param k          breaker.
     * @param nowNs      instant.
     * @param toState    TradingState code.
     * @param deadlineNs wanted end.
     * @param ruleId     rule.
     * @param reason     code.
     */
    void pause(
        final int s, final int k, final long nowNs, final int toState, final long deadlineNs, final int ruleId,
        final int reason)
    {
        final long closeNs = b.getLong(m.market() + Layout.S_CLOSE_NS);
        if (toState == TradingState.CLOSED.code())
        {
            parts.states.change(s, k, nowNs, toState, b.getLong(m.market() + Layout.S_NEXT_OPEN_NS), ruleId, reason);
            return;
        }
        if (m.image.headerInt(ImageHeader.H_ALWAYS_OPEN) != 0 || !m.inSession(nowNs))
        {
            parts.states.change(s, k, nowNs, toState, deadlineNs, ruleId, reason);
            return;
        }
        final int bk = m.image.breakerAt(m.classOf(s), k);
        if (nowNs >= Math.min(m.cutoffNs(bk), m.latestResumeNs(bk)))
        {
            parts.states.change(s, k, nowNs, TradingState.CLOSING_AUCTION_ONLY.code(), closeNs, ruleId, reason);
            return;
        }
        parts.states.change(s, k, nowNs, toState, until(bk, deadlineNs), ruleId, reason);
    }

    /**
     * The wanted end of a pause that begins within the session, truncated as the breaker declares.
     *
     * @param bk         parameters of the breaker.
     * @param deadlineNs wanted end.
     * @return the end: no later than its cut-off, its latest resume or, without a call that is checked, the close.
     */
    long until(final int bk, final long deadlineNs)
    {
        final boolean isUncross = b.getInt(bk + ImageLayout.B_REOPENING) == ImageLayout.REOPEN_UNCROSS;
        final boolean isAlways = m.image.headerInt(ImageHeader.H_ALWAYS_OPEN) != 0;
        final long closeNs = isUncross || isAlways ? Layout.NEVER : b.getLong(m.market() + Layout.S_CLOSE_NS);
        return Math.min(Math.min(deadlineNs, closeNs), Math.min(m.cutoffNs(bk), m.latestResumeNs(bk)));
    }

    /**
     * A breaker's deadline is due.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs the deadline itself.
     */
    public void onDeadline(final int s, final int k, final long nowNs)
    {
        final int x = m.breaker(s, k);
        final int state = b.getInt(x + Layout.X_STATE);
        final int limit = b.getInt(x + Layout.X_LIMIT);
        if (state == TradingState.OPEN.code())
        {
            if (limit == LimitStateKind.AT_LOWER.code() || limit == LimitStateKind.AT_UPPER.code())
            {
                parts.quotes.onElapsed(s, k, nowNs);
            }
            else if (s == m.market())
            {
                parts.ladder.onTime(s, k, nowNs);
            }
            else
            {
                // its limits move by themselves, or it judges again
                parts.confirm.onTime(s, k, nowNs);
                if (b.getLong(m.image.breakerAt(m.classOf(s), k) + ImageReopening.B_REARM_NS) != 0)
                {
                    parts.quotes.evaluateAll(s, nowNs);
                }
            }
        }
        else if (state == TradingState.REOPENING.code())
        {
            parts.reopening.onHostSilent(s, k, nowNs);
        }
        else if (state == TradingState.CLOSED.code() || state == TradingState.CLOSING_AUCTION_ONLY.code())
        {
            parts.session.onStateDeadline(s, k, nowNs);
        }
        else
        {
            parts.reopening.onPauseElapsed(s, k, nowNs);
        }
    }

    void clearLimitState(final int x)
    {
        b.putInt(x + Layout.X_LIMIT, LimitStateKind.NONE.code());
        b.putInt(x + Layout.X_SWEEPS, 0);
        b.putInt(x + Layout.X_BEYOND, 0);
        b.putLong(x + Layout.X_SUSTAINED, Layout.ABSENT);
    }

    private int remember(final int bk, final int x, final long nowNs)
    {
        final long windowNs = b.getLong(bk + ImageLayout.B_TRIP_CAP_WINDOW_NS);
        final int size = Math.min(b.getInt(x + Layout.X_CAP_COUNT), Layout.CAP_TRIPS);
        int earlier = 0;
        for (int i = 0; i < size; i++)
        {
            if (nowNs - b.getLong(x + Layout.X_CAP + (i << 3)) <= windowNs)
            {
                earlier++;
            }
        }
        final int cursor = b.getInt(x + Layout.X_CAP_CURSOR);
        b.putLong(x + Layout.X_CAP + (cursor << 3), nowNs);
        b.putInt(x + Layout.X_CAP_CURSOR, cursor + 1 & Layout.CAP_TRIPS - 1);
        b.putInt(x + Layout.X_CAP_COUNT, b.getInt(x + Layout.X_CAP_COUNT) + 1);
        return earlier;
    }
}

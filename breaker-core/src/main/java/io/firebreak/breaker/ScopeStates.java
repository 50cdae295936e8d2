package io.firebreak.breaker;

import io.firebreak.market.DataQualityCode;
import io.firebreak.market.Permissions;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Trading states of the rules of a scope and their merge: the most severe contribution wins, an operator's latch, an
 * engine fault and a restart among them. Every change of a rule's state is one decision and one board line. Owned by
 * the engine thread.
 */
public final class ScopeStates
{
    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final LatestExit latestExit;

    ScopeStates(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        latestExit = new LatestExit(parts);
    }

    /**
     * Merged state of a scope alone.
     *
     * @param s state of the scope.
     * @return TradingState code.
     */
    public int merged(final int s)
    {
        return b.getInt(s + Layout.S_MERGED);
    }

    /**
     * State that governs an instrument: the more severe of its own and the market's.
     *
     * @param s state of the scope.
     * @return TradingState code.
     */
    public int governing(final int s)
    {
        return Math.max(merged(s), merged(m.market()));
    }

    /**
     * Whether a scope waits for something other than the next trading day: the end of a pause, a mark, operators.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     * @return true in every state but OPEN and, outside the session and with no release announced, CLOSED; in a latch.
     */
    public boolean isHeld(final int s, final long nowNs)
    {
        final int merged = merged(s);
        boolean held = parts.operators.isLatched(s) || merged != TradingState.OPEN.code() &&
            (merged != TradingState.CLOSED.code() || m.inSession(nowNs));
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            held |= b.getInt(m.breaker(s, k) + Layout.X_PENDING) != 0;
        }
        return held;
    }

    /**
     * What every contribution to a scope's state permits: the most severe one alone may permit more than another. A
     * contribution that is open does not forbid the call of the one that pauses: {@link Permissions#merge}.
     *
     * @param s state of the scope.
     * @return mask, one bit per OrderKind.
     */
    int permissions(final int s)
    {
        int permitted = TradingState.permissions(merged(s));
        permitted = Permissions.merge(permitted, TradingState.permissions(b.getInt(s + Layout.S_OPERATOR_STATE)));
        permitted = Permissions.merge(permitted, TradingState.permissions(b.getInt(s + Layout.S_RESTART_STATE)));
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            permitted = Permissions.merge(
                permitted, TradingState.permissions(b.getInt(m.breaker(s, k) + Layout.X_STATE)));
        }
        return permitted;
    }

    /**
     * Whether orders match continuously in a scope.
     *
     * @param s state of the scope.
     * @return true where neither the scope nor the market forbids it.
     */
    boolean matches(final int s)
    {
        return TradingState.permissions(governing(s)) == TradingState.permissions(0);
    }

    /**
     * Put a rule into a state, tell it with the evidence that was filled in, and arm its deadline.
     *
     * @param s          state of the scope.
     * @param k          breaker.
     * @param nowNs      instant of the decision.
     * @param toState    TradingState code.
     * @param deadlineNs end of the state; NEVER none.
     * @param ruleId     rule that decides.
     * @param reason     code.
     */
    void change(
        final int s, final int k, final long nowNs, final int toState, final long deadlineNs, final int ruleId,
        final int reason)
    {
        final int x = m.breaker(s, k);
        final int from = b.getInt(x + Layout.X_STATE);
        b.putInt(x + Layout.X_STATE, toState);
        b.putLong(x + Layout.X_DEADLINE, deadlineNs);
        m.arm(s, m.breakerTimer(s, k), deadlineNs);
        parts.confirm.watch(s, k, nowNs);
        merge(s, nowNs);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), ruleId, reason).tradingState(
            from, toState, merged(s), deadlineNs, latestExit.of(s, k, nowNs, toState, deadlineNs),
            b.getInt(x + Layout.X_CAP_COUNT), b.getInt(x + Layout.X_LEVEL), b.getInt(x + Layout.X_LATCHED));
        exposure(s, from, toState);
        parts.gate.onState(s, nowNs);
        parts.board.refresh(s, nowNs);
    }

    /**
     * The last decision changed a state: a more severe one is exposed until a gate reader has judged under it; with
     * the end of the last state nothing is exposed any more.
     *
     * @param s    state of the scope.
     * @param from TradingState code before.
     * @param to   TradingState code after.
     */
    void exposure(final int s, final int from, final int to)
    {
        if (TradingState.severity(to) > TradingState.severity(from))
        {
            if (b.getLong(s + Layout.S_EXPOSED) == 0)
            {
                m.countExposed(1);
            }
            b.putLong(s + Layout.S_EXPOSED, m.out.lastDecisionSeq());
        }
        else if (merged(s) == TradingState.OPEN.code())
        {
            effective(s);
        }
    }

    /**
     * The host says that a gate reader has judged under a decision.
     *
     * @param s           state of the scope.
     * @param nowNs       engine time.
     * @param sourceId    who says so.
     * @param decisionSeq the decision; one that was not made is told and believed nothing.
     */
    public void onEffective(final int s, final long nowNs, final int sourceId, final long decisionSeq)
    {
        if (decisionSeq > m.out.lastDecisionSeq())
        {
            parts.quality.tell(DataQualityCode.UNEXPECTED_ANSWER, b.getInt(s + Layout.S_SCOPE), nowNs, sourceId,
                decisionSeq, m.out.lastDecisionSeq());
        }
        else if (decisionSeq >= b.getLong(s + Layout.S_EXPOSED))
        {
            effective(s);
        }
    }

    /**
     * A scope is exposed no longer.
     *
     * @param s state of the scope.
     */
    public void effective(final int s)
    {
        if (b.getLong(s + Layout.S_EXPOSED) != 0)
        {
            b.putLong(s + Layout.S_EXPOSED, 0);
            m.countExposed(-1);
        }
    }

    /**
     * Recompute the merged state. Where the market is open again, what stood still meanwhile is looked at next.
     *
     * @param s     state of the scope.
     * @param nowNs instant.
     */
    void merge(final int s, final long nowNs)
    {
        final boolean wasOpen = merged(s) == TradingState.OPEN.code();
        int merged = Math.max(b.getInt(s + Layout.S_OPERATOR_STATE), b.getInt(s + Layout.S_RESTART_STATE));
        if (b.getInt(s + Layout.S_SUSPECT) != 0)
        {
            merged = Math.max(merged, TradingState.HALTED.code());
        }
        final int breakers = m.breakers(m.classOf(s));
        for (int k = 0; k < breakers; k++)
        {
            merged = Math.max(merged, b.getInt(m.breaker(s, k) + Layout.X_STATE));
        }
        b.putInt(s + Layout.S_MERGED, merged);
        if (s == m.market() && !wasOpen && merged == TradingState.OPEN.code() &&
            b.getInt(s + Layout.S_RESTART_PHASE) == 0)
        {
            parts.restarts.resumed(nowNs);
        }
    }
}

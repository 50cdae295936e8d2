package io.firebreak.breaker;

import io.firebreak.arena.Capacities;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OperatorResultKind;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Commands of operators: one person halts at once, two lift the latch. A nonce may not be used twice; refusals are
 * decisions too. A halt is taken from whoever sends it, also from one that the table has no room to remember. Owned by
 * the engine thread.
 *
 * <pre>
 *  table of operators: 64 entries {operator id, last nonce}, 16 B each; id 0 is free
 * </pre>
 */
public final class Operators
{
    /** Bytes of the table. */
    static final int BYTES = Capacities.OPERATORS * 16;

    static final int FRESH = 0;
    static final int REPLAYED = 1;
    static final int NO_ROOM = 2;
    private static final int ANONYMOUS = 3;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final int table;

    Operators(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        table = m.layout().operatorsOffset();
    }

    /**
     * Carry out a command.
     *
     * @param s          state of the scope.
     * @param nowNs      engine time.
     * @param operatorId who; not 0.
     * @param nonce      must exceed the operator's last.
     * @param command    OperatorCommandKind code.
     */
    public void onCommand(final int s, final long nowNs, final long operatorId, final long nonce, final int command)
    {
        answer(s, nowNs, operatorId, nonce, command, result(s, nowNs, operatorId, nonce, command));
    }

    /**
     * The highest nonce of an operator.
     *
     * @param operatorId who.
     * @return {@code Long.MIN_VALUE} where the table does not hold it.
     */
    public long lastNonce(final long operatorId)
    {
        for (int entry = table; entry < table + BYTES; entry += 16)
        {
            if (b.getLong(entry) == operatorId)
            {
                return b.getLong(entry + 8);
            }
        }
        return Long.MIN_VALUE;
    }

    /**
     * Refuse a command whose scope does not exist.
     *
     * @param scope      packed scope.
     * @param nowNs      engine time.
     * @param operatorId who.
     * @param nonce      of the command.
     * @param command    what.
     */
    public void onUnknownScope(
        final int scope, final long nowNs, final long operatorId, final long nonce, final int command)
    {
        m.out.by(nowNs, scope, 0, Reason.OPERATOR.code()).operatorResult(operatorId, nonce, command,
            OperatorResultKind.REFUSED_UNKNOWN_SCOPE.code(), TradingState.OPEN.code());
    }

    /**
     * The engine met a fault of its own in a scope: it latches to the operator.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    public void suspect(final int s, final long nowNs)
    {
        final int from = parts.states.merged(s);
        forgetApproval(s);
        b.putInt(s + Layout.S_SUSPECT, 1);
        parts.quality.tell(DataQualityCode.SUSPECT, b.getInt(s + Layout.S_SCOPE), nowNs, 0, m.sequence(), 0);
        tell(s, nowNs, from, TradingState.HALTED.code(), 1, Reason.ENGINE_FAULT);
    }

    /**
     * The release of a latch takes effect.
     *
     * @param s      state of the scope.
     * @param nowNs  instant.
     * @param reason why now.
     */
    void lift(final int s, final long nowNs, final Reason reason)
    {
        forgetApproval(s);
        b.putInt(s + Layout.S_SUSPECT, 0);
        final int from = b.getInt(s + Layout.S_OPERATOR_STATE);
        b.putInt(s + Layout.S_OPERATOR_STATE, TradingState.OPEN.code());
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            final int x = m.breaker(s, k);
            if (b.getInt(x + Layout.X_LATCHED) != 0)
            {
                b.putInt(x + Layout.X_CAP_COUNT, 0);
                b.putInt(x + Layout.X_CAP_CURSOR, 0);
                parts.reopening.lift(s, k, nowNs, reason.code());
            }
        }
        if (from != TradingState.OPEN.code())
        {
            tell(s, nowNs, from, TradingState.OPEN.code(), 0, reason);
        }
        parts.restarts.lift(s, nowNs, reason);
        parts.waits.goOn(s, nowNs);
        parts.quotes.evaluateAll(s, nowNs);
    }

    /**
     * No durable mark came in time for the release of a latch. It is lifted all the same and says so, or it stays and
     * two people must ask again.
     *
     * @param s         state of the scope.
     * @param nowNs     the deadline itself.
     * @param undurable the declared policy: true lifts.
     */
    void onNoMark(final int s, final long nowNs, final boolean undurable)
    {
        if (undurable)
        {
            lift(s, nowNs, Reason.RELEASE_UNDURABLE);
            return;
        }
        forgetApproval(s);
        tell(s, nowNs, parts.states.merged(s), parts.states.merged(s), 1, Reason.NO_RELEASE_MARK);
    }

    /**
     * A new latch: what was asked or approved for an earlier one does not lift it.
     *
     * @param s state of the scope.
     */
    void forgetApproval(final int s)
    {
        b.putLong(s + Layout.S_RESUME_OPERATOR, 0);
        if (b.getLong(s + Layout.S_PENDING_SEQ) != 0)
        {
            b.putLong(s + Layout.S_PENDING_SEQ, 0);
            m.arm(s, m.latchTimer(s), Layout.NEVER);
        }
    }

    private OperatorResultKind result(
        final int s, final long nowNs, final long operatorId, final long nonce, final int command)
    {
        final int known = judge(operatorId, nonce);
        if (known == REPLAYED)
        {
            return OperatorResultKind.REFUSED_REPLAYED_NONCE;
        }
        if (command == OperatorCommandKind.HALT.code())
        {
            final int from = b.getInt(s + Layout.S_OPERATOR_STATE);
            b.putInt(s + Layout.S_OPERATOR_STATE, TradingState.HALTED.code());
            forgetApproval(s);
            if (from != TradingState.HALTED.code())
            {
                tell(s, nowNs, from, TradingState.HALTED.code(), 1, Reason.OPERATOR);
            }
            return OperatorResultKind.ACCEPTED;
        }
        if (known != FRESH)
        {
            return known == NO_ROOM ?
                OperatorResultKind.REFUSED_OPERATOR_CAPACITY : OperatorResultKind.REFUSED_ANONYMOUS;
        }
        if (command == OperatorCommandKind.RESUME.code())
        {
            if (!isLatched(s))
            {
                return OperatorResultKind.REFUSED_NOT_LATCHED;
            }
            b.putLong(s + Layout.S_RESUME_OPERATOR, operatorId);
            return OperatorResultKind.AWAITING_SECOND_APPROVAL;
        }
        if (command != OperatorCommandKind.APPROVE_RESUME.code())
        {
            return OperatorResultKind.REFUSED_UNKNOWN_COMMAND;
        }
        final long first = b.getLong(s + Layout.S_RESUME_OPERATOR);
        if (first == 0 || !isLatched(s))
        {
            return OperatorResultKind.REFUSED_NOT_LATCHED;
        }
        if (first == operatorId)
        {
            return OperatorResultKind.REFUSED_SAME_OPERATOR;
        }
        parts.releases.releaseOperator(s, nowNs);
        return OperatorResultKind.ACCEPTED;
    }

    /** Whether two people must agree before the scope trades again. */
    boolean isLatched(final int s)
    {
        if (b.getInt(s + Layout.S_OPERATOR_STATE) != 0 || b.getInt(s + Layout.S_SUSPECT) != 0 ||
            b.getInt(s + Layout.S_RESTART_STATE) != 0)
        {
            return true;
        }
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            if (b.getInt(m.breaker(s, k) + Layout.X_LATCHED) != 0)
            {
                return true;
            }
        }
        return false;
    }

    int judge(final long operatorId, final long nonce)
    {
        if (operatorId == 0)
        {
            return ANONYMOUS;
        }
        for (int i = 0; i < Capacities.OPERATORS; i++)
        {
            final int entry = table + i * 16;
            final long id = b.getLong(entry);
            if (id == operatorId)
            {
                final boolean fresh = nonce > b.getLong(entry + 8);
                b.putLong(entry + 8, Math.max(nonce, b.getLong(entry + 8)));
                return fresh ? FRESH : REPLAYED;
            }
            if (id == 0)
            {
                b.putLong(entry, operatorId);
                b.putLong(entry + 8, nonce);
                return FRESH;
            }
        }
        return NO_ROOM;
    }

    private void tell(
        final int s, final long nowNs, final int from, final int to, final int latched, final Reason reason)
    {
        m.evidence(s);
        parts.states.merge(s, nowNs);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), 0, reason.code()).tradingState(from, to,
            parts.states.merged(s), Layout.NEVER, Layout.NEVER, 0, 0, latched);
        parts.states.exposure(s, from, to);
        parts.gate.onState(s, nowNs);
        parts.board.refresh(s, nowNs);
    }

    private void answer(
        final int s, final long nowNs, final long operatorId, final long nonce, final int command,
        final OperatorResultKind result)
    {
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), 0, Reason.OPERATOR.code()).operatorResult(operatorId, nonce,
            command, result.code(), parts.states.merged(s));
    }
}

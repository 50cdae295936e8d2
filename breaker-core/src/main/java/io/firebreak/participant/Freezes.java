package io.firebreak.participant;

import io.firebreak.market.OrderKind;
import io.firebreak.market.ParticipantActionKind;
import io.firebreak.market.ParticipantControl;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import io.firebreak.record.ParticipantEvidence;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Freezes and the kill of a participant, and how they end: a freeze at its instant, by the participant's own reset or
 * by a human; a kill by two operators. What the gate reads follows at once. Cancels always pass. Engine thread.
 */
final class Freezes
{
    private static final long NEVER = Long.MAX_VALUE;
    private static final int CANCEL = OrderKind.CANCEL.bit();
    private static final int ALL = 0xFFFF;

    private final ParticipantMemory m;
    private final UnsafeBuffer b;

    Freezes(final ParticipantMemory memory)
    {
        m = memory;
        b = memory.b;
    }

    /** Whether a control has frozen its participant. */
    boolean isFrozen(final int p, final int k)
    {
        return (b.getLong(m.at(p) + ParticipantLayout.P_FROZEN) >>> k & 1) != 0;
    }

    /** Whether an order may not go: the number of the control that says so, -1 none. */
    int blocking(final int p, final boolean isTagged)
    {
        final long frozen = b.getLong(m.at(p) + ParticipantLayout.P_FROZEN);
        if (frozen != 0)
        {
            final int type = m.typeOf(p);
            for (int k = 0; k < m.controlsOf(type); k++)
            {
                if ((frozen >>> k & 1) != 0 &&
                    (isTagged || m.has(m.parameters(type, k), ControlImage.FLAG_ALL_ORDERS)))
                {
                    return k;
                }
            }
        }
        return -1;
    }

    /** A control freezes its participant: what its counter, and those of the same protection, held is forgotten. */
    void freeze(final int p, final int k, final long nowNs)
    {
        final int type = m.typeOf(p);
        final int parameters = m.parameters(type, k);
        final long lengthNs = b.getLong(parameters + ControlImage.K_FROZEN_NS);
        final long untilNs = lengthNs == 0 ? NEVER : nowNs + lengthNs;
        b.putLong(m.control(p, k) + ParticipantLayout.C_UNTIL, untilNs);
        b.putLong(m.at(p) + ParticipantLayout.P_FROZEN,
            b.getLong(m.at(p) + ParticipantLayout.P_FROZEN) | 1L << k);
        m.arm(p, k, untilNs);
        m.evidence.untilNs = untilNs;
        m.evidence.cancels = m.has(parameters, ControlImage.FLAG_ALL_ORDERS) ? ParticipantEvidence.CANCEL_ALL :
            ParticipantEvidence.CANCEL_TAGGED;
        forget(p, k);
        tell(p, k, nowNs, ParticipantActionKind.FREEZE, Reason.PARTICIPANT_LIMIT);
        refresh(p, nowNs);
    }

    /** One order, message or execution is refused. */
    void reject(final int p, final int k, final long nowNs, final Reason reason)
    {
        m.evidence.untilNs = untilNs(p, nowNs);
        tell(p, k, nowNs, ParticipantActionKind.REJECT, reason);
    }

    /** A freeze is over. */
    void unfreeze(final int p, final int k, final long nowNs, final Reason reason)
    {
        b.putLong(m.control(p, k) + ParticipantLayout.C_UNTIL, 0);
        b.putLong(m.at(p) + ParticipantLayout.P_FROZEN,
            b.getLong(m.at(p) + ParticipantLayout.P_FROZEN) & ~(1L << k));
        m.arm(p, k, NEVER);
        m.evidence.clear();
        m.evidence.untilNs = untilNs(p, nowNs);
        tell(p, k, nowNs, ParticipantActionKind.UNFREEZE, reason);
        refresh(p, nowNs);
    }

    /** By hand: the participant's own reset, or a human's. Returns whether a freeze ended. */
    boolean byHand(final int p, final long nowNs, final boolean isHuman)
    {
        final int type = m.typeOf(p);
        boolean isAny = false;
        for (int k = 0; k < m.controlsOf(type); k++)
        {
            if (isFrozen(p, k) && m.has(m.parameters(type, k), ControlImage.FLAG_HUMAN) == isHuman)
            {
                unfreeze(p, k, nowNs, isHuman ? Reason.OPERATOR : Reason.PARTICIPANT_RESET);
                isAny = true;
            }
        }
        return isAny;
    }

    /** Killed once is killed: nothing changes the second time. */
    void kill(final int p, final long nowNs, final int how, final Reason reason)
    {
        final int at = m.at(p);
        final boolean isNew = b.getInt(at + ParticipantLayout.P_KILLED) == 0;
        forgetApproval(p);
        b.putInt(at + ParticipantLayout.P_KILLED, Math.max(how, b.getInt(at + ParticipantLayout.P_KILLED)));
        if (isNew)
        {
            b.putLong(at + ParticipantLayout.P_KILLED_NS, nowNs);
            killed(p, nowNs, reason);
            refresh(p, nowNs);
        }
    }

    /** Told again where the lift of a kill has come to nothing. */
    void killed(final int p, final long nowNs, final Reason reason)
    {
        m.evidence.clear();
        m.evidence.untilNs = NEVER;
        m.evidence.cancels = ParticipantEvidence.CANCEL_ALL;
        tell(p, -1, nowNs, ParticipantActionKind.KILL, reason);
    }

    void lift(final int p, final long nowNs, final Reason reason)
    {
        final int at = m.at(p);
        forgetApproval(p);
        b.putInt(at + ParticipantLayout.P_KILLED, 0);
        b.putLong(at + ParticipantLayout.P_KILLED_NS, 0);
        m.evidence.clear();
        m.evidence.untilNs = untilNs(p, nowNs);
        tell(p, -1, nowNs, ParticipantActionKind.LIFT, reason);
        refresh(p, nowNs);
    }

    /** What was asked or approved for an earlier kill does not lift it. */
    void forgetApproval(final int p)
    {
        b.putLong(m.at(p) + ParticipantLayout.P_RESUME_OPERATOR, 0);
        if (b.getLong(m.at(p) + ParticipantLayout.P_PENDING_SEQ) != 0)
        {
            b.putLong(m.at(p) + ParticipantLayout.P_PENDING_SEQ, 0);
            m.arm(p, m.controls(), NEVER);
        }
    }

    /** Deadlines that fell due while nobody looked do not fire as of then. */
    void onRestart(final int p, final long nowNs, final long heldNs, final long markNs)
    {
        final int type = m.typeOf(p);
        for (int k = 0; k < m.controlsOf(type); k++)
        {
            if (m.timers.deadlineNs(m.timer(p, k)) <= nowNs)
            {
                b.putLong(m.control(p, k) + ParticipantLayout.C_UNTIL, heldNs);
                m.arm(p, k, heldNs);
            }
        }
        if (m.timers.deadlineNs(m.timer(p, m.controls())) <= nowNs)
        {
            m.arm(p, m.controls(), markNs);
        }
        refresh(p, nowNs);
    }

    /** When the last freeze ends: the instant itself where nothing holds it. */
    long untilNs(final int p, final long nowNs)
    {
        long untilNs = nowNs;
        final int type = m.typeOf(p);
        for (int k = 0; k < m.controlsOf(type); k++)
        {
            untilNs = Math.max(untilNs, b.getLong(m.control(p, k) + ParticipantLayout.C_UNTIL));
        }
        return b.getInt(m.at(p) + ParticipantLayout.P_KILLED) != 0 ? NEVER : untilNs;
    }

    /** What the gate reads. */
    void refresh(final int p, final long nowNs)
    {
        final boolean isKilled = b.getInt(m.at(p) + ParticipantLayout.P_KILLED) != 0;
        final int tagged = blocking(p, true);
        final int any = blocking(p, false);
        final int by = any >= 0 ? any : tagged;
        final boolean isHeld = isKilled || by >= 0;
        final int rule = isKilled || by < 0 ? 0 : b.getInt(m.parameters(m.typeOf(p), by) + ControlImage.K_ID);
        m.board.begin(p).state(
            isHeld ? TradingState.CANCEL_ONLY.code() : TradingState.OPEN.code(),
            isKilled || any >= 0 ? CANCEL : ALL, isHeld ? CANCEL : ALL, rule,
            isHeld ? untilNs(p, nowNs) : Long.MIN_VALUE).commit(nowNs);
    }

    private void forget(final int p, final int k)
    {
        final int type = m.typeOf(p);
        final boolean isMmp = kind(m.parameters(type, k)) == ParticipantControl.MMP.code();
        for (int i = 0; i < m.controlsOf(type); i++)
        {
            if (i == k || isMmp && kind(m.parameters(type, i)) == ParticipantControl.MMP.code())
            {
                m.windows.clear(m.control(p, i));
            }
        }
        b.putLong(m.control(p, k) + ParticipantLayout.C_BEGAN, 0);
        b.putLong(m.control(p, k) + ParticipantLayout.C_SO_FAR, 0);
    }

    private int kind(final int parameters)
    {
        return b.getInt(parameters + ControlImage.K_KIND);
    }

    private void tell(
        final int p, final int k, final long nowNs, final ParticipantActionKind action, final Reason reason)
    {
        final int parameters = k < 0 ? -1 : m.parameters(m.typeOf(p), k);
        m.evidence.action = action.code();
        m.evidence.control = k < 0 ? 0 : kind(parameters);
        m.evidence.classIndex = b.getInt(m.at(p) + ParticipantLayout.P_CLASS);
        m.out.by(nowNs, ParticipantMemory.scope(p), k < 0 ? 0 : b.getInt(parameters + ControlImage.K_ID),
            reason.code()).participantAction(m.evidence);
    }
}

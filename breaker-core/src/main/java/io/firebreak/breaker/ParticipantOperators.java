package io.firebreak.breaker;

import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OperatorResultKind;
import io.firebreak.market.Reason;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import io.firebreak.participant.Participants;

/**
 * Commands of operators about a participant: one person kills at once, also one that is killed already, also one whose
 * session is dead; two lift it. Nonces and answers are those of {@link Operators}. Owned by the engine thread.
 */
public final class ParticipantOperators
{
    private final Parts parts;

    ParticipantOperators(final Parts parts)
    {
        this.parts = parts;
    }

    /**
     * Carry out a command.
     *
     * @param p          a defined participant.
     * @param nowNs      engine time.
     * @param operatorId who; not 0.
     * @param nonce      must exceed the operator's last.
     * @param command    OperatorCommandKind code.
     */
    public void onCommand(final int p, final long nowNs, final long operatorId, final long nonce, final int command)
    {
        final OperatorResultKind result = result(p, nowNs, operatorId, nonce, command);
        parts.memory.out.by(nowNs, Scope.of(Scope.PARTICIPANT, p), 0, Reason.OPERATOR.code()).operatorResult(
            operatorId, nonce, command, result.code(),
            (parts.participants.isHeld(p) ? TradingState.CANCEL_ONLY : TradingState.OPEN).code());
    }

    /**
     * No mark came in time for the lift of a kill: the declared policy answers.
     *
     * @param p     a defined participant.
     * @param nowNs the deadline itself.
     */
    public void onNoMark(final int p, final long nowNs)
    {
        if (parts.memory.image.headerInt(ImageHeader.H_RELEASE_POLICY) == 1)
        {
            parts.participants.lift(p, nowNs, Reason.RELEASE_UNDURABLE);
        }
        else
        {
            parts.participants.stayKilled(p, nowNs);
        }
    }

    private OperatorResultKind result(
        final int p, final long nowNs, final long operatorId, final long nonce, final int command)
    {
        final Participants participants = parts.participants;
        final int known = parts.operators.judge(operatorId, nonce);
        if (known == Operators.REPLAYED)
        {
            return OperatorResultKind.REFUSED_REPLAYED_NONCE;
        }
        if (command == OperatorCommandKind.HALT.code())
        {
            participants.kill(p, nowNs, Participants.BY_OPERATOR, Reason.OPERATOR);
            return OperatorResultKind.ACCEPTED;
        }
        if (known != Operators.FRESH)
        {
            return known == Operators.NO_ROOM ?
                OperatorResultKind.REFUSED_OPERATOR_CAPACITY : OperatorResultKind.REFUSED_ANONYMOUS;
        }
        final boolean isResume = command == OperatorCommandKind.RESUME.code();
        if (!isResume && command != OperatorCommandKind.APPROVE_RESUME.code())
        {
            return OperatorResultKind.REFUSED_UNKNOWN_COMMAND;
        }
        if (!participants.isKilled(p) || !isResume && participants.resumeOperator(p) == 0)
        {
            return OperatorResultKind.REFUSED_NOT_LATCHED;
        }
        if (isResume)
        {
            participants.resumeOperator(p, operatorId);
            return OperatorResultKind.AWAITING_SECOND_APPROVAL;
        }
        if (participants.resumeOperator(p) == operatorId)
        {
            return OperatorResultKind.REFUSED_SAME_OPERATOR;
        }
        parts.releases.releaseParticipant(p, nowNs);
        return OperatorResultKind.ACCEPTED;
    }
}

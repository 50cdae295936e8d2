package io.firebreak.engine;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.Parts;
import io.firebreak.codec.OperatorCommandDecoder;
import io.firebreak.codec.ParticipantDefinitionDecoder;
import io.firebreak.codec.ParticipantEventDecoder;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.Reason;
import io.firebreak.market.Scope;
import io.firebreak.participant.Participants;
import io.firebreak.record.InputLayout;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What is said of participants, definitions, events, and commands of operators, and what is said of nothing that is
 * defined. Owned by the engine thread.
 */
final class ParticipantInputs
{
    private static final int BODY = InputLayout.BODY_OFFSET;

    private final EngineMemory memory;
    private final Parts parts;
    private final Participants participants;

    ParticipantInputs(final EngineMemory memory, final Parts parts)
    {
        this.memory = memory;
        this.parts = parts;
        participants = parts.participants();
    }

    /** Work on a message whose scope is neither a defined instrument nor the market; what is due has been done. */
    void on(final int template, final int scope, final long nowNs, final int sourceId, final UnsafeBuffer in,
        final int o)
    {
        final int p = Scope.index(scope);
        final boolean isOurs = Scope.kind(scope) == Scope.PARTICIPANT;
        final int least = isOurs || template == OperatorCommandDecoder.TEMPLATE_ID ? least(template) : 0;
        final boolean isLong = parts.quality().isLong(in.getShort(o) & 0xFFFF, least, scope, nowNs, sourceId);
        if (isOurs && !isLong)
        {
            return;
        }
        if (isLong && template == OperatorCommandDecoder.TEMPLATE_ID)
        {
            command(p, scope, nowNs, in, o);
        }
        else if (isOurs && template == ParticipantEventDecoder.TEMPLATE_ID)
        {
            participants.onEvent(p, nowNs, sourceId, in, o);
        }
        else if (isOurs && template == ParticipantDefinitionDecoder.TEMPLATE_ID)
        {
            participants.define(p, nowNs, sourceId, in.getLong(o + BODY), in.getInt(o + BODY + 8),
                in.getShort(o + BODY + 16) & 0xFFFF, in.getInt(o + BODY + 12));
        }
        else
        {
            parts.quality().tell(DataQualityCode.UNKNOWN_INSTRUMENT, scope, nowNs, sourceId, p,
                memory.layout().capacities().instruments());
        }
    }

    /** A fault of the engine at a participant: it is killed, and replay meets the same fault. */
    boolean isFault(final int scope, final long nowNs)
    {
        final long sequence =
            memory.buffer().getLong(memory.layout().headerOffset() + EngineLayout.SEQUENCE);
        final boolean isOurs = Scope.kind(scope) == Scope.PARTICIPANT && participants.isDefined(Scope.index(scope));
        if (isOurs)
        {
            parts.quality().tell(DataQualityCode.SUSPECT, scope, nowNs, 0, sequence, 0);
            participants.kill(Scope.index(scope), nowNs, Participants.BY_FAULT, Reason.ENGINE_FAULT);
        }
        return isOurs;
    }

    private void command(final int p, final int scope, final long nowNs, final UnsafeBuffer in, final int o)
    {
        final long operatorId = in.getLong(o + BODY);
        final long nonce = in.getLong(o + BODY + 8);
        final int command = in.getByte(o + BODY + 16) & 0xFF;
        if (Scope.kind(scope) == Scope.PARTICIPANT && participants.isDefined(p))
        {
            parts.participantOperators().onCommand(p, nowNs, operatorId, nonce, command);
        }
        else
        {
            parts.operators().onUnknownScope(scope, nowNs, operatorId, nonce, command);
        }
    }

    private static int least(final int template)
    {
        return switch (template)
        {
            case ParticipantEventDecoder.TEMPLATE_ID -> ParticipantEventDecoder.BLOCK_LENGTH;
            case ParticipantDefinitionDecoder.TEMPLATE_ID -> ParticipantDefinitionDecoder.BLOCK_LENGTH;
            case OperatorCommandDecoder.TEMPLATE_ID -> OperatorCommandDecoder.BLOCK_LENGTH;
            default -> 0;
        };
    }
}

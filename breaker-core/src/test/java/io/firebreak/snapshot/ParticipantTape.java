package io.firebreak.snapshot;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.OperatorCommandEncoder;
import io.firebreak.codec.ParticipantDefinitionEncoder;
import io.firebreak.codec.ParticipantEventEncoder;
import io.firebreak.codec.RestartEncoder;
import io.firebreak.codec.TickEncoder;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.Scope;
import io.firebreak.record.InputLayout;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** A seeded crowd of participants that trip the controls of participant-controls, are killed, lifted, restarted. */
final class ParticipantTape
{
    private static final long ORIGIN = 1_760_000_000_000_000_000L;
    private static final int MEMBERS = 6;

    private final List<InputTape.Input> inputs = new ArrayList<>();
    private long timeNs = ORIGIN;
    private long nonce;

    private ParticipantTape()
    {
    }

    static InputTape crowd(final long seed, final int events)
    {
        final CompiledRulebook rulebook = Rulebook.load("participant-controls", Map.of("engine.release_after", "NONE",
            "participants.member.messages.limit_count", "30", "participants.member.messages.on_limit", "FREEZE",
            "participants.member.messages.frozen_s", "2", "participants.member.executions_runaway.limit_count", "12",
            "participants.member.executions_runaway.multiple_ppm", "1500000",
            "participants.member.messages_per_fill.least_messages", "20",
            "participants.member.messages_per_fill.limit_ppm", "2500000"));
        final ParticipantTape tape = new ParticipantTape();
        final Random random = new Random(seed);
        for (int p = 0; p < MEMBERS; p++)
        {
            tape.define(p, rulebook.participantClassIndex(p == 5 ? "strategy" : "member"), p == 3 || p == 4 ? p - 3 :
                p == 5 ? 3 : -1);
        }
        for (int i = 0; i < events; i++)
        {
            tape.timeNs += random.nextInt(random.nextInt(30) == 0 ? 3_000 : 60) * 1_000_000L;
            final int p = random.nextInt(MEMBERS);
            final int what = random.nextInt(100);
            if (what < 2)
            {
                tape.operator(p, 1 + random.nextInt(3), random.nextInt(3));
            }
            else if (what == 2)
            {
                tape.tick();
            }
            else if (what == 3 && random.nextInt(20) == 0)
            {
                tape.restart(random.nextBoolean());
            }
            else
            {
                tape.event(p, random);
            }
        }
        return new InputTape(rulebook, Capacities.forInstruments(1).withParticipants(8, 8, 32),
            List.copyOf(tape.inputs));
    }

    private void define(final int p, final int classIndex, final int parent)
    {
        final UnsafeBuffer b = begin(ParticipantDefinitionEncoder.TEMPLATE_ID,
            ParticipantDefinitionEncoder.BLOCK_LENGTH, Scope.of(Scope.PARTICIPANT, p));
        new ParticipantDefinitionEncoder().wrap(b, MessageHeaderEncoder.ENCODED_LENGTH).externalId(p).generation(1)
            .parent(parent).classIndex(classIndex);
    }

    private void operator(final int p, final int who, final int command)
    {
        final UnsafeBuffer b = begin(OperatorCommandEncoder.TEMPLATE_ID, OperatorCommandEncoder.BLOCK_LENGTH,
            Scope.of(Scope.PARTICIPANT, p));
        b.putLong(InputLayout.BODY_OFFSET, who);
        b.putLong(InputLayout.BODY_OFFSET + 8, ++nonce);
        b.putLong(InputLayout.BODY_OFFSET + 16, command);
    }

    private void tick()
    {
        begin(TickEncoder.TEMPLATE_ID, TickEncoder.BLOCK_LENGTH, Scope.market(0));
    }

    private void restart(final boolean unclean)
    {
        begin(RestartEncoder.TEMPLATE_ID, RestartEncoder.BLOCK_LENGTH, Scope.market(0))
            .putByte(InputLayout.BODY_OFFSET + 24, (byte)(unclean ? 1 : 0));
    }

    private void event(final int p, final Random random)
    {
        final UnsafeBuffer b = begin(ParticipantEventEncoder.TEMPLATE_ID, ParticipantEventEncoder.BLOCK_LENGTH,
            Scope.of(Scope.PARTICIPANT, p));
        final int kind = random.nextInt(20);
        final long qty = 1 + random.nextInt(10_100);
        new ParticipantEventEncoder().wrap(b, MessageHeaderEncoder.ENCODED_LENGTH)
            .priceTicks(10_000 + random.nextInt(300)).qtyLots(qty).valueMinor(qty * 9_990).deltaE9(random.nextInt(100))
            .vegaE9(random.nextInt(100)).referenceTicks(10_000).key(random.nextInt(4)).instrument(random.nextInt(2))
            .sharePpm(1_000);
        b.putByte(MessageHeaderEncoder.ENCODED_LENGTH + ParticipantEventEncoder.kindEncodingOffset(),
            (byte)(kind < 6 ? 1 : kind < 8 ? 0 : kind < 10 ? 2 : kind < 13 ? 3 : kind < 16 ? 4 : kind < 18 ? 5 :
            ParticipantEventKind.REENABLE.code()));
        b.putByte(MessageHeaderEncoder.ENCODED_LENGTH + ParticipantEventEncoder.sideEncodingOffset(),
            (byte)random.nextInt(2));
    }

    private UnsafeBuffer begin(final int template, final int block, final int scope)
    {
        final byte[] message = new byte[MessageHeaderEncoder.ENCODED_LENGTH + block];
        final UnsafeBuffer b = new UnsafeBuffer(message);
        new MessageHeaderEncoder().wrap(b, 0).blockLength(block).templateId(template)
            .schemaId(MessageHeaderEncoder.SCHEMA_ID).version(MessageHeaderEncoder.SCHEMA_VERSION);
        b.putLong(InputLayout.TIME_OFFSET, timeNs);
        b.putLong(InputLayout.SOURCE_TIME_OFFSET, Long.MIN_VALUE);
        b.putInt(InputLayout.SCOPE_OFFSET, scope);
        inputs.add(new InputTape.Input(timeNs, message));
        return b;
    }
}

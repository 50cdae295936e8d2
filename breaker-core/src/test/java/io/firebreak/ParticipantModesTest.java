package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Participants behind the ring: the gate of the matching thread shows freezes and kills in both modes. */
@Timeout(120)
class ParticipantModesTest
{
    private static final long START_NS = 1_760_000_000_000_000_000L;

    private final VerdictDetail out = new VerdictDetail();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
    private BreakerPipeline pipeline;

    @ParameterizedTest
    @EnumSource(value = JournalStart.Mode.class, names = {"DIRECT", "SEQUENCED"})
    void shouldShowFreezeAndKillAtTheGateAndDecideAsInline(final JournalStart.Mode mode)
    {
        final CompiledRulebook rulebook = Rulebook.load("derive-mmp", Map.of("engine.release_after", "NONE"));
        final Capacities capacities = Capacities.forInstruments(1).withParticipants(2, 4, 64);
        final SlotSlab slab = SlotSlab.inMemory(64, 1 << 18);
        final RecordTape tape = new RecordTape(new SlotRecords(slab), false);
        pipeline = BreakerPipeline.launch(new PipelineContext().mode(mode).image(rulebook.image(), rulebook.imageHash())
            .capacities(capacities).journal(tape, slab).origin("", JournalStart.Clock.HOST, START_NS));
        final InlineBreaker inline = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(capacities).hostMarks());
        try
        {
            feed(pipeline.publisher());
            feed(inline.publisher());
            await(GateCode.NOT_PERMITTED, 0, true);
            await(GateCode.NOT_PERMITTED, 1, false);
            assertThat(check(0, false)).isEqualTo(GateCode.ALLOWED);
            assertThat(out.scope()).isEqualTo(Scope.of(Scope.PARTICIPANT, 0));
        }
        finally
        {
            pipeline.close();
        }
        assertThat(pipeline.digest()).isEqualTo(inline.engine().digest());
        inline.close();
    }

    private static void feed(final EventPublisher publisher)
    {
        publisher.participantDefinition(0, 0, START_NS + 1, 0, 7, 1, 0, -1);
        publisher.participantDefinition(0, 0, START_NS + 2, 1, 8, 1, 0, -1);
        publisher.participantFill(0, 0, START_NS + 3, 0, 0, 1, Side.BUY.code(), true, 1, 101, 0, 0, 0, 0);
        publisher.operatorCommand(0, 0, START_NS + 4, Scope.of(Scope.PARTICIPANT, 1), 3, 1,
            OperatorCommandKind.HALT.code(), 0);
    }

    private void await(final int code, final int participant, final boolean isTagged)
    {
        while (check(participant, isTagged) != code)
        {
            pipeline.decisions().poll((template, buffer, offset, length) ->
            {
                command.putBytes(0, buffer, offset, length);
                pipeline.apply(template, command, 0, length);
            }, 10);
            Thread.onSpinWait();
        }
    }

    private int check(final int participant, final boolean isTagged)
    {
        return pipeline.gate().checkParticipant(participant, Side.BUY.code(), OrderKind.PASSIVE.code(), isTagged, 1, 1,
            1, 1, START_NS + 5, out);
    }
}

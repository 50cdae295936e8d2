package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.BoardLineEncoder;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart.Clock;
import io.firebreak.record.JournalStart.Mode;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pipeline that goes on with the journal of a killed process. */
@Timeout(value = 60)
class PipelineRestartTest
{
    private static final CompiledRulebook RULEBOOK =
        Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
    private static final int INSTRUMENTS = 2;

    private final MemoryJournal journal = new MemoryJournal();

    private static int check(final BreakerPipeline pipeline, final int instrument, final double seconds)
    {
        return pipeline.gate().check(instrument, Side.BUY.code(), OrderKind.AGGRESSIVE.code(), 10_000, 1,
            at(seconds), new VerdictDetail());
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"DIRECT", "SEQUENCED"})
    void shouldNotAllowAnOrderOnTheDeadProcessesStateWhenLaunchReturns(final Mode mode)
    {
        try (Venue venue = new Venue(RULEBOOK, Capacities.forInstruments(INSTRUMENTS), journal, 0))
        {
            for (int i = 0; i < INSTRUMENTS; i++)
            {
                venue.define(i);
                venue.print(1 + i, i, 10_000);
            }
            venue.breaker.onBatchEnd();
            // Killed: this process's journal goes on without its close.
            final SlotSlab slab = SlotSlab.inMemory(1 << 10, 1 << 18);
            final BreakerPipeline pipeline = BreakerPipeline.launch(new PipelineContext().mode(mode)
                .image(RULEBOOK.image(), RULEBOOK.imageHash()).capacities(Capacities.forInstruments(INSTRUMENTS))
                .journal(journal.afterwards(slab), slab).origin("", Clock.HOST, at(1_000)));
            assertThat(pipeline.recovery().isUnclean()).isTrue();
            for (int i = 0; i < INSTRUMENTS; i++)
            {
                assertThat(check(pipeline, i, 1_000)).as("instrument " + i).isEqualTo(GateCode.NOT_PERMITTED);
            }
            final AtomicInteger lines = new AtomicInteger();
            for (int i = 1; i <= 30; i++)
            {
                pipeline.onIdle(at(1_000 + i));
                settle(pipeline, mode == Mode.SEQUENCED && i > 20, lines);
            }
            assertThat(check(pipeline, 0, 1_030)).as("the hold is over").isEqualTo(GateCode.ALLOWED);
            assertThat(lines.get() > 0).as("its end is in the venue's order").isEqualTo(mode == Mode.SEQUENCED);
            pipeline.close();
        }
    }

    /** The engine is up to date, and in sequenced mode what it has changed is applied. */
    private static void settle(final BreakerPipeline pipeline, final boolean isPolled, final AtomicInteger lines)
    {
        while (pipeline.committedSequence() < pipeline.publishedSequence())
        {
            Thread.yield();
        }
        if (isPolled)
        {
            assertThat(lines.get() > 0 || check(pipeline, 0, 1_020) == GateCode.NOT_PERMITTED).isTrue();
            final int before = lines.get();
            while (pipeline.decisions().poll((template, buffer, offset, length) ->
            {
                lines.addAndGet(template == BoardLineEncoder.TEMPLATE_ID ? 1 : 0);
                pipeline.apply(template, buffer, offset, length);
            }, 64) > 0 || lines.get() == 0)
            {
                assertThat(lines.get()).isGreaterThanOrEqualTo(before);
            }
        }
    }
}

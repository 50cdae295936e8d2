package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.GuardLine;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.record.JournalAlarm;
import io.firebreak.record.JournalStart.Clock;
import io.firebreak.record.JournalStart.Mode;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the guard line did is journaled once, and nothing but two people's resume behind it opens the market again. */
@Timeout(value = 60)
class GuardReportTest
{
    private static final CompiledRulebook RULEBOOK =
        Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
    private static final int MARKET = Scope.market(0);
    private static final int RESUME = OperatorCommandKind.RESUME.code();
    private static final int APPROVE = OperatorCommandKind.APPROVE_RESUME.code();
    private static final String HALTED = "STATE OPEN -> HALTED merged HALTED OPERATOR latched";
    private static final String TAKEN = "OPERATOR HALT ACCEPTED";

    private final MemoryJournal journal = new MemoryJournal();
    private long nonce;

    private static int latches(final Venue venue)
    {
        return GuardLine.latches(venue.breaker.guard().word(0));
    }

    private void resume(final EventPublisher publisher, final long nowNs)
    {
        publisher.operatorCommand(0, 0, nowNs, MARKET, 11, ++nonce, RESUME, 0);
        publisher.operatorCommand(0, 0, nowNs, MARKET, 12, nonce, APPROVE, 0);
    }

    @Test
    void shouldStayLatchedUntilTwoPeopleResumeWhenAnEarlierProcessReportedKillsToo()
    {
        try (Venue venue = new Venue(RULEBOOK, Capacities.forInstruments(1), journal, 0))
        {
            venue.define(0);
            for (int i = 1; i <= 3; i++)
            {
                venue.breaker.guard().kill(0);
                venue.breaker.onIdle(at(i));
                resume(venue.publisher, at(i));
                venue.breaker.onIdle(at(i));
                assertThat(latches(venue)).isZero();
            }
        }
        final MemoryJournal second = journal.afterwards();
        try (Venue venue = new Venue(RULEBOOK, Capacities.forInstruments(1), second, 5))
        {
            venue.breaker.onIdle(at(6));
            venue.decisions();
            venue.breaker.guard().kill(0);
            for (int i = 0; i < 10; i++)
            {
                venue.breaker.onIdle(at(6.001 + i));
                assertThat(latches(venue)).as("idle turn " + i).isEqualTo(GuardLine.KILL);
            }
            assertThat(venue.decisions()).containsExactly(HALTED, TAKEN);
            resume(venue.publisher, at(17));
            venue.breaker.onIdle(at(18));
            assertThat(latches(venue)).isZero();
        }
    }

    @Test
    void shouldReportAgainWhenSomebodyHasUsedTheGuardsName()
    {
        try (Venue venue = new Venue(RULEBOOK, Capacities.forInstruments(1), journal, 0))
        {
            venue.define(0);
            venue.publisher.operatorCommand(
                0, 0, at(1), MARKET, GuardReport.GUARD, 1_000, OperatorCommandKind.RESUME.code(), 0);
            venue.decisions();
            venue.breaker.guard().kill(0);
            for (int i = 0; i < 20; i++)
            {
                venue.breaker.onIdle(at(2 + i));
                assertThat(latches(venue)).isEqualTo(GuardLine.KILL);
            }
            assertThat(venue.decisions()).endsWith(HALTED, TAKEN).hasSizeLessThan(14);
            venue.publisher.operatorCommand(0, 0, at(30), MARKET, GuardReport.GUARD, Long.MAX_VALUE, RESUME, 0);
            resume(venue.publisher, at(30));
            venue.breaker.onIdle(at(30));
            venue.decisions();
            venue.breaker.guard().kill(0);
            final long before = venue.breaker.sequence();
            for (int i = 0; i < 1_000; i++)
            {
                venue.breaker.onIdle(at(31 + i * 0.001));
            }
            assertThat(latches(venue)).as("no number is left").isEqualTo(GuardLine.KILL);
            assertThat(venue.breaker.sequence() - before).as("ticks and a few tries").isBetween(1_000L, 1_064L);
        }
    }

    @Test
    void shouldReportOnceAndKeepTheFirstApprovalWhenATroubleIsToldAgainAndAgain()
    {
        try (Venue venue = new Venue(RULEBOOK, Capacities.forInstruments(1), journal, 0))
        {
            venue.define(0);
            venue.decisions();
            for (int i = 0; i < 100; i++)
            {
                journal.alarm.onTrouble(JournalAlarm.Trouble.DISK_FULL);
                venue.breaker.onIdle(at(1 + i * 0.1));
                if (i == 50)
                {
                    venue.publisher.operatorCommand(0, 0, at(6), MARKET, 11, ++nonce, RESUME, 0);
                }
            }
            assertThat(venue.decisions()).containsExactly(HALTED, TAKEN, "OPERATOR RESUME AWAITING_SECOND_APPROVAL");
            venue.publisher.operatorCommand(0, 0, at(12), MARKET, 12, nonce, APPROVE, 0);
            venue.breaker.onIdle(at(12));
            assertThat(latches(venue)).isZero();
            journal.alarm.onTrouble(JournalAlarm.Trouble.DISK_FULL);
            assertThat(latches(venue)).as("it lasts").isEqualTo(GuardLine.JOURNAL_FAULT);
            venue.decisions();
            venue.breaker.onIdle(at(13));
            assertThat(venue.decisions()).containsExactly(HALTED, TAKEN);
        }
    }

    @Test
    void shouldNotClearWhatWasAskedForSinceTheHaltWhenTwoPeopleResume()
    {
        try (Venue venue = new Venue(RULEBOOK, Capacities.forInstruments(1), journal, 0))
        {
            venue.define(0);
            venue.breaker.guard().kill(0);
            venue.breaker.onIdle(at(1));
            venue.decisions();
            for (int i = 0; i < 50; i++)
            {
                venue.breaker.guard().kill(0);
                venue.breaker.onIdle(at(2 + i * 0.001));
            }
            assertThat(venue.decisions()).as("the market is held already").isEmpty();
            resume(venue.publisher, at(3));
            venue.breaker.onIdle(at(3));
            assertThat(latches(venue)).isEqualTo(GuardLine.KILL);
            assertThat(venue.decisions()).endsWith(HALTED, TAKEN);
            journal.alarm.onTrouble(JournalAlarm.Trouble.FAILED);
            venue.breaker.onIdle(at(4));
            assertThat(venue.decisions()).as("another latch").containsExactly(TAKEN);
            resume(venue.publisher, at(5));
            venue.breaker.onIdle(at(5));
            assertThat(latches(venue)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"DIRECT", "SEQUENCED"})
    void shouldJournalAndClearALatchWhenTheEngineHasAThreadOfItsOwn(final Mode mode)
    {
        final SlotSlab slab = SlotSlab.inMemory(1 << 10, 1 << 18);
        final BreakerPipeline pipeline = BreakerPipeline.launch(new PipelineContext().mode(mode)
            .image(RULEBOOK.image(), RULEBOOK.imageHash()).capacities(Capacities.forInstruments(1))
            .journal(new MemoryJournal(slab), slab).origin("", Clock.HOST, at(0)));
        pipeline.publisher().instrumentDefinition(1, 0, at(0), 0, 1, 1, 0, 2, 0, 1, 1_000_000);
        apply(pipeline, new DecisionLog());
        assertThat(check(pipeline)).isEqualTo(GateCode.ALLOWED);
        for (int round = 0; round < 3; round++)
        {
            pipeline.guard().kill(0);
            final DecisionLog log = new DecisionLog();
            idle(pipeline, round + 1);
            apply(pipeline, log);
            assertThat(told(log)).containsExactly(HALTED, TAKEN);
            resume(pipeline.publisher(), at(round + 1));
            idle(pipeline, round + 1);
            if (mode == Mode.SEQUENCED)
            {
                assertThat(latches(pipeline)).as("the venue has not applied it").isEqualTo(GuardLine.KILL);
                apply(pipeline, log);
                idle(pipeline, round + 1);
            }
            assertThat(latches(pipeline)).isZero();
            assertThat(check(pipeline)).isEqualTo(GateCode.ALLOWED);
            apply(pipeline, log);
        }
        pipeline.close();
    }

    private static int latches(final BreakerPipeline pipeline)
    {
        return GuardLine.latches(pipeline.guard().word(0));
    }

    private static int check(final BreakerPipeline pipeline)
    {
        await(() -> pipeline.committedSequence() == pipeline.publishedSequence());
        return pipeline.gate().check(
            0, Side.BUY.code(), OrderKind.PASSIVE.code(), 100, 1, at(30), new VerdictDetail());
    }

    /** Some idle turns, the engine up to date before each. */
    private static void idle(final BreakerPipeline pipeline, final double seconds)
    {
        for (int i = 0; i < 3; i++)
        {
            await(() -> pipeline.committedSequence() == pipeline.publishedSequence());
            pipeline.onIdle(at(seconds));
        }
    }

    private static void apply(final BreakerPipeline pipeline, final DecisionLog log)
    {
        await(() -> pipeline.committedSequence() == pipeline.publishedSequence());
        final long turns = System.nanoTime() + 50_000_000L;
        await(() ->
        {
            pipeline.decisions().poll((template, buffer, offset, length) ->
            {
                pipeline.apply(template, buffer, offset, length);
                log.onDecision(template, buffer, offset, length);
            }, 64);
            return System.nanoTime() - turns > 0;
        });
    }

    private static List<String> told(final DecisionLog log)
    {
        return log.drain().stream().filter(line -> !line.startsWith("TEMPLATE")).toList();
    }

    private static void await(final BooleanSupplier condition)
    {
        while (!condition.getAsBoolean())
        {
            Thread.yield();
        }
    }
}

package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.arena.Capacities;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.GuardLine;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.pipeline.SlotWriter;
import io.firebreak.record.InputWriter;
import io.firebreak.record.JournalStart.Clock;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a full ring drops and what it never does, how drops are told, and what a claim that is never published does. */
@Timeout(value = 120)
class OverrunTest
{
    private static final CompiledRulebook RULEBOOK = Rulebook.load(
        "crypto-perp", Map.of("engine.release_after", "NONE", "engine.max_stale_ms", "100"));
    private static final int BID = Side.BUY.code();
    private static final int SLOTS = 64;

    private final SlotSlab slab = SlotSlab.inMemory(SLOTS, 1 << 18);
    private final RecordTape tape = new RecordTape(new SlotRecords(slab), false);
    private final DecisionLog log = new DecisionLog();
    private BreakerPipeline pipeline;
    private EventPublisher publisher;
    private long timeNs = at(0);

    private void launch(final PipelineContext context)
    {
        pipeline = BreakerPipeline.launch(context.image(RULEBOOK.image(), RULEBOOK.imageHash()).listener(log)
            .capacities(Capacities.forInstruments(4)).journal(tape, slab).origin("", Clock.HOST, timeNs));
        publisher = pipeline.publisher();
        for (int i = 0; i < 4; i++)
        {
            publisher.instrumentDefinition(1, 0, timeNs, i, i, 1, 0, 2, 0, 1, 1_000_000);
        }
        settle();
    }

    private int level(final int source, final long sourceSeq, final int instrument)
    {
        timeNs += 1_000;
        return publisher.bookLevel(
            source, sourceSeq, timeNs, timeNs, instrument, 0, BID, 9_000 + sourceSeq % 50, 1 + sourceSeq % 9);
    }

    private void settle()
    {
        await(() ->
        {
            pipeline.decisions().poll(log, 64);
            return pipeline.committedSequence() == pipeline.publishedSequence() &&
                pipeline.decisions().poll(log, 64) == 0;
        });
    }

    private static void await(final BooleanSupplier condition)
    {
        while (!condition.getAsBoolean())
        {
            Thread.yield();
        }
    }

    @Test
    void shouldMissNoNumberWhenASourceNumbersSeveralInstrumentsInOneRow()
    {
        launch(new PipelineContext().overrun(OverrunPolicy.SHED_MARKED));
        level(4, 1, 2);
        level(4, 2, 3);
        settle();
        log.drain();
        tape.stalled = true;
        long seq = 0;
        int dropped = 0;
        while (dropped < 200)
        {
            seq++;
            dropped += level(3, seq, (int)seq & 1) == EventPublisher.DROPPED ? 1 : 0;
        }
        tape.stalled = false;
        await(() -> slab.takenSequence() == pipeline.publishedSequence());
        assertThat(level(3, ++seq, 0)).isZero();
        assertThat(level(4, 3, 2)).isZero();
        assertThat(level(4, 4, 3)).isZero();
        settle();
        assertThat(log.drain()).filteredOn(line -> line.contains("GAP") || line.contains("UNTRUSTED"))
            .containsExactly("QUALITY GAP_REPORTED 100 expected " + (seq - 200),
            "QUALITY UNTRUSTED_BOOK 0 expected 0", "QUALITY GAP_REPORTED 100 expected " + (seq - 199),
            "QUALITY UNTRUSTED_BOOK 0 expected 0");
        assertThat(pipeline.close(10_000_000_000L).isClean()).isTrue();
    }

    @Test
    void shouldHaveRoomWithoutAnotherBookLevelWhenTheRingIsEmptyAfterShedding()
    {
        final BreakerCounters counters = BreakerCounters.inMemory(DataQualityCode.names());
        launch(new PipelineContext().overrun(OverrunPolicy.SHED_MARKED).counters(counters));
        await(() -> slab.takenSequence() == pipeline.publishedSequence());
        tape.stalled = true;
        int seq = 0;
        while (level(3, 0, seq & 1) != EventPublisher.DROPPED)
        {
            seq++;
        }
        assertThat(pipeline.writer().hasRoom()).isFalse();
        final long pressure = counters.value(BreakerCounter.BACK_PRESSURE);
        assertThat(pressure).isEqualTo(1);
        tape.stalled = false;
        await(() -> slab.takenSequence() == pipeline.publishedSequence());
        assertThat(pipeline.writer().hasRoom()).as("nobody sent another level").isTrue();
        for (int i = 0; i < 5; i++)
        {
            took(publisher.trade(3, 0, timeNs, timeNs, 0, 0, 10_000, 1, 0, BID, InputFlags.ELIGIBLE));
            took(publisher.tick(timeNs, 0));
        }
        assertThat(counters.value(BreakerCounter.BACK_PRESSURE)).as("the ring had room").isEqualTo(pressure);
        settle();
        assertThat(pipeline.close(10_000_000_000L).isClean()).isTrue();
        assertThat(tape.told).isEqualTo(1);
    }

    /** A gate asks for room and publishes: between the two another thread may have taken the last slot. */
    @Test
    void shouldNeitherWaitNorLatchWhenAnotherProducerIsFasterThanTheGatesReport() throws InterruptedException
    {
        launch(new PipelineContext().overrun(OverrunPolicy.FAIL_CLOSED).multiProducer(true));
        final SlotWriter other = pipeline.newWriter();
        final AtomicInteger turn = new AtomicInteger();
        final AtomicInteger done = new AtomicInteger();
        final int rounds = 3_000;
        final AtomicInteger filled = new AtomicInteger();
        final Thread faster = new Thread(() ->
        {
            for (int round = 1; round <= rounds; round++)
            {
                reach(turn, 2 * round - 1);
                for (int k = round % 50; k > 0; k--)
                {
                    Thread.onSpinWait();
                }
                final int at = other.tryClaim(9, 0, timeNs);
                if (at != InputWriter.BACK_PRESSURED)
                {
                    other.commit(40);
                    filled.incrementAndGet();
                }
                done.set(round);
                reach(turn, 2 * round);
            }
        });
        faster.start();
        final VerdictDetail out = new VerdictDetail();
        int told = 0;
        for (int round = 1; round <= rounds; round++)
        {
            stale(pipeline.newWriter(), out);
            empty();
            tape.stalled = true;
            for (int k = 1; k < SLOTS; k++)
            {
                took(publisher.tick(timeNs, 0));
            }
            turn.incrementAndGet();
            told += pipeline.gate().tellStaleness(timeNs, out) ? 1 : 0;
            turn.incrementAndGet();
            reach(done, round);
            tape.stalled = false;
            empty();
        }
        faster.join();
        assertThat(GuardLine.latches(pipeline.guard().word(0))).isZero();
        assertThat(told + filled.get()).as("one of the two had the slot").isEqualTo(rounds);
        assertThat(told).isPositive();
        assertThat(filled).hasPositiveValue();
        pipeline.close();
    }

    @ParameterizedTest
    @EnumSource(OverrunPolicy.class)
    void shouldDropNothingButBooksAndQuotesWhenTheRingIsFull(final OverrunPolicy policy) throws InterruptedException
    {
        final int market = Scope.market(0);
        final List<Runnable> inputs = List.of(
            () -> took(publisher.trade(3, 0, timeNs, timeNs, 0, 0, 10_000, 1, 0, BID, InputFlags.ELIGIBLE)),
            () -> took(publisher.potentialTrade(
                3, 0, timeNs, timeNs, 0, 0, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, 0, 0)),
            () -> took(publisher.tick(timeNs, 0)),
            () -> took(publisher.operatorCommand(
                0, 0, timeNs, Scope.instrument(1), 11, 1, OperatorCommandKind.HALT.code(), 0)),
            () -> took(publisher.operatorCommand(0, 0, timeNs, market, 11, 2, OperatorCommandKind.HALT.code(), 0)),
            () -> took(publisher.calendarDay(
                0, 0, timeNs, 20_251_009, timeNs + 1, timeNs + 2, timeNs + 86_400_000_000_000L)),
            () -> took(publisher.referencePrice(
                0, 0, timeNs, timeNs, market, ReferenceKind.INDEX.code(), 0, 1_000_000_000L, 0)),
            () -> took(publisher.bookClear(3, 0, timeNs, 0)),
            () -> took(publisher.bookReady(3, 0, timeNs, 0)));
        launch(new PipelineContext().overrun(policy));
        for (int i = 0; i < inputs.size(); i++)
        {
            settle();
            await(() -> slab.takenSequence() == pipeline.publishedSequence());
            tape.stalled = true;
            for (int k = 0; k < SLOTS; k++)
            {
                assertThat(publisher.tick(timeNs, 0)).isZero();
            }
            if (policy != OverrunPolicy.BLOCK)
            {
                assertThat(level(3, 0, 0)).isEqualTo(EventPublisher.DROPPED);
            }
            final Thread later = new Thread(() ->
            {
                sleep();
                tape.stalled = false;
            });
            later.start();
            inputs.get(i).run();
            later.join();
        }
        settle();
        assertThat(pipeline.writer().dropped()).isEqualTo(policy == OverrunPolicy.BLOCK ? 0 : inputs.size());
        final long word = pipeline.guard().word(0);
        assertThat(GuardLine.latches(word)).isEqualTo(policy == OverrunPolicy.FAIL_CLOSED ? GuardLine.OVERRUN : 0);
        assertThat(word >>> 8).as("one latch, however often").isEqualTo(policy == OverrunPolicy.FAIL_CLOSED ? 1 : 0);
        assertThat(log.drain()).filteredOn(line -> line.equals("OPERATOR HALT ACCEPTED")).hasSize(2);
        pipeline.close();
        assertThat(tape.told).isEqualTo(pipeline.writer().dropped());
        assertThat(tape.records - tape.gaps).isEqualTo(4 + inputs.size() * (SLOTS + 1L));
    }

    /** Make a reader's detail count one check that was answered by the staleness policy. */
    private void stale(final SlotWriter late, final VerdictDetail out)
    {
        out.staleness().reset();
        late.tryClaim(9, 0, timeNs);
        took(publisher.tick(timeNs, 0));
        assertThat(check(timeNs + 3_600_000_000_000L, out)).isEqualTo(GateCode.STALE);
        late.commit(40);
    }

    /** Lets the journal go on where the other thread does not come: it waits for room. */
    private void reach(final AtomicInteger count, final int value)
    {
        final long startNs = System.nanoTime();
        for (int turns = 0; count.get() < value; turns++)
        {
            if (turns < 10_000)
            {
                Thread.onSpinWait();
            }
            else if (System.nanoTime() - startNs < 2_000_000_000L)
            {
                Thread.yield();
            }
            else
            {
                tape.stalled = false;
            }
        }
    }

    private void empty()
    {
        settle();
        await(() -> slab.takenSequence() == pipeline.publishedSequence());
    }

    private static void took(final int answer)
    {
        assertThat(answer).isZero();
    }

    private static void sleep()
    {
        try
        {
            Thread.sleep(10);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldBeStaleWhenAProducerNeverPublishesWhatItClaimed()
    {
        launch(new PipelineContext().multiProducer(true));
        final VerdictDetail out = new VerdictDetail();
        final SlotWriter dead = pipeline.newWriter();
        assertThat(dead.tryClaim(9, 1, timeNs)).isNotEqualTo(InputWriter.BACK_PRESSURED);
        final long hourNs = 3_600_000_000_000L;
        assertThat(check(timeNs + hourNs, out)).as("nobody waits behind it").isEqualTo(GateCode.ALLOWED);
        level(3, 1, 0);
        final long firstNs = timeNs;
        for (int i = 2; i < SLOTS; i++)
        {
            level(3, i, 0);
        }
        assertThat(check(firstNs + 100_000_000L, out)).isEqualTo(GateCode.ALLOWED);
        assertThat(check(firstNs + 100_000_001L, out)).isEqualTo(GateCode.STALE);
        dead.commit(40);
        settle();
        assertThat(check(timeNs + hourNs, out)).isEqualTo(GateCode.ALLOWED);
        pipeline.close();
    }

    private int check(final long nowNs, final VerdictDetail out)
    {
        return pipeline.sharedGate().check(0, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, nowNs, out);
    }

    @Test
    void shouldFreeTheDirectoryWhenTheJournalCannotBeClosed(@TempDir final Path directory)
    {
        try (SlotSlab mapped = SlotSlab.map(directory, SLOTS, 1 << 18))
        {
            final BreakerPipeline broken = BreakerPipeline.launch(new PipelineContext()
                .image(RULEBOOK.image(), RULEBOOK.imageHash())
                .journal(new MemoryJournal(new SlotRecords(mapped), new IllegalStateException("no close")), mapped)
                .origin("", Clock.HOST, timeNs));
            assertThatThrownBy(broken::close).hasMessage("no close");
            SlotSlab.map(directory, SLOTS, 1 << 18).close();
        }
        final MemoryJournal journal = new MemoryJournal(
            RecordBuffer.map(directory, 1 << 20), new IllegalStateException("no close"));
        final InlineBreaker inline = InlineBreaker.launch(new InlineBreaker.Context()
            .image(RULEBOOK.image(), RULEBOOK.imageHash()).journal(journal, journal.buffer)
            .origin("", Clock.HOST, timeNs));
        assertThatThrownBy(inline::close).hasMessage("no close");
        RecordBuffer.map(directory, 1 << 20).close();
    }
}

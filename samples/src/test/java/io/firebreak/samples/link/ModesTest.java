package io.firebreak.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.BreakerPipeline;
import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.PipelineContext;
import io.firebreak.arena.Capacities;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.journal.ChronicleJournal;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalThread;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.samples.link.parity.ParityEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same venue, the same orders, the three modes. A venue that never opens ends the test, not the build. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModesTest
{
    private static final long SEED = 20_261_121L;
    private static final int STEPS = 2_400;
    private static final CompiledRulebook RULEBOOK = Rulebook.load("crypto-perp", Map.of(
        "engine.release_after", "NONE", "engine.max_stale_ms", "3600000", "perp.warm_up_s", "5",
        "perp.price.pause.length_s", "8", "perp.price.pause.max_s", "20", "perp.price.pause.tail_ms", "500",
        "perp.remainder", "AUCTION"));

    @TempDir
    private Path directory;

    /** Records as text, how many decisions they carry, and what members saw. */
    private record Outcome(List<String> records, long decisions, String log)
    {
    }

    @Test
    void shouldMakeTheSameDecisionsAndTradesInEveryModeWhenTheInputsComeInTheSameOrder() throws IOException
    {
        final Outcome inline = inline();
        assertThat(inline.records.size()).isGreaterThan(10_000);
        assertThat(inline.decisions).isGreaterThan(100);
        assertThat(inline.log).contains("AUCTION", "meets", "true");
        for (final JournalStart.Mode mode : new JournalStart.Mode[]{JournalStart.Mode.DIRECT,
            JournalStart.Mode.SEQUENCED})
        {
            final Outcome piped = piped(mode, true);
            assertThat(difference(piped.records, inline.records)).as("%s", mode).isEmpty();
            assertThat(piped.log).as("%s", mode).isEqualTo(inline.log);
        }
    }

    @ParameterizedTest
    @EnumSource(value = JournalStart.Mode.class, names = {"DIRECT", "SEQUENCED"})
    void shouldReplayToTheSameDecisionsWhenTheEngineRunsFreely(final JournalStart.Mode mode) throws IOException
    {
        final Outcome free = piped(mode, false);
        assertThat(free.decisions).isGreaterThan(50);
        final ReplayResult replayed = new Replayer().replay(
            JournalReader.open(directory.resolve(mode + "false")), sequence -> { });
        assertThat(replayed.verdict()).isEqualTo(ReplayResult.Verdict.OK);
    }

    private static void define(final EventPublisher publisher)
    {
        publisher.instrumentDefinition(
            0, 0, OrderFlow.ORIGIN, 0, 1, 1, RULEBOOK.classIndex("perp"), 2, 0, 1, 1_000_000);
    }

    private Outcome inline() throws IOException
    {
        final Path journal = directory.resolve("inline");
        final RecordBuffer records = RecordBuffer.map(journal, 1 << 20);
        final ChronicleJournal chronicle = new ChronicleJournal(journal, records);
        final InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(RULEBOOK.image(), RULEBOOK.imageHash()).capacities(Capacities.forInstruments(1))
            .journal(chronicle, records).origin("", JournalStart.Clock.HOST, OrderFlow.ORIGIN));
        final JournalThread thread = JournalThread.start(chronicle);
        define(breaker.publisher());
        final OrderFlow flow = new OrderFlow(
            new LockStep(VenueBreaker.of(breaker), () -> false), ParityEngine::new, SEED);
        flow.run(STEPS);
        breaker.onBatchEnd();
        assertThat(thread.stop(TimeUnit.MINUTES.toNanos(1))).isTrue();
        breaker.close();
        return read(journal, flow.log());
    }

    private Outcome piped(final JournalStart.Mode mode, final boolean isLockStep) throws IOException
    {
        final Path journal = directory.resolve(mode + "" + isLockStep);
        final SlotSlab slab = SlotSlab.map(journal, 1 << 12, 1 << 18);
        final DecisionRelay relay = new DecisionRelay();
        final BreakerPipeline pipeline = BreakerPipeline.launch(new PipelineContext()
            .image(RULEBOOK.image(), RULEBOOK.imageHash()).capacities(Capacities.forInstruments(1)).mode(mode)
            .journal(new ChronicleJournal(journal, new SlotRecords(slab)), slab)
            .origin("", JournalStart.Clock.HOST, OrderFlow.ORIGIN)
            .listener(isLockStep ? null : relay));
        final VenueBreaker breaker = isLockStep ? new LockStep(VenueBreaker.of(pipeline),
            () -> pipeline.committedSequence() < pipeline.publishedSequence()) : VenueBreaker.of(pipeline);
        define(pipeline.publisher());
        final OrderFlow flow = new OrderFlow(breaker, ParityEngine::new, SEED);
        relay.to(flow.decisions());
        if (!isLockStep)
        {
            awaitDefinition(pipeline, breaker, flow);
        }
        flow.run(STEPS);
        assertThat(pipeline.close(TimeUnit.SECONDS.toNanos(60)).isClean()).isTrue();
        return read(journal, flow.log());
    }

    /** A venue opens once the gate knows its instrument; on a busy machine every order would come before that. */
    private static void awaitDefinition(
        final BreakerPipeline pipeline, final VenueBreaker breaker, final OrderFlow flow)
    {
        final VerdictDetail verdict = new VerdictDetail();
        while (pipeline.sharedGate().check(0, Side.BUY.code(), OrderKind.CANCEL.code(), BreakerGate.NO_PRICE, 1,
            OrderFlow.ORIGIN, verdict) == GateCode.UNKNOWN_INSTRUMENT)
        {
            breaker.poll(flow.decisions(), 64);
            Thread.onSpinWait();
        }
    }

    /** Every input with its decisions and the digest behind them, as text. */
    private static Outcome read(final Path journal, final String log) throws IOException
    {
        final List<String> all = new ArrayList<>();
        final AtomicLong decisions = new AtomicLong();
        final JournalVerdict verdict = JournalReader.open(journal).read((buffer, offset, length) ->
        {
            final byte[] bytes = new byte[length - RecordLayout.INPUT_OFFSET];
            buffer.getBytes(offset + RecordLayout.INPUT_OFFSET, bytes);
            decisions.addAndGet(buffer.getShort(offset + RecordLayout.DECISION_COUNT_OFFSET));
            all.add(HexFormat.of().formatHex(bytes));
            return true;
        });
        assertThat(verdict).isInstanceOf(JournalVerdict.Whole.class);
        return new Outcome(all, decisions.get(), log);
    }

    private static String difference(final List<String> one, final List<String> other)
    {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++)
        {
            if (!one.get(i).equals(other.get(i)))
            {
                int at = 0;
                while (at < Math.min(one.get(i).length(), other.get(i).length()) &&
                    one.get(i).charAt(at) == other.get(i).charAt(at))
                {
                    at++;
                }
                return "record " + (i + 1) + ", byte " + at / 2 + "\n" + one.get(i).substring(at) + "\n" +
                    other.get(i).substring(at);
            }
        }
        return one.size() == other.size() ? "" : one.size() + " and " + other.size() + " records";
    }
}

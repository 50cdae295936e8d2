package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.TickEncoder;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.GuardLine;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.Durability;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import io.firebreak.record.DecisionBuffer;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalPast;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.RecoveryTarget;
import io.firebreak.record.SnapshotHead;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import io.firebreak.status.ErrorLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error that leaves the engine: it decides no more, the market is closed, inputs are kept, nothing is thrown. */
class EngineStopTest
{
    private final BreakerCounters counters = BreakerCounters.inMemory(List.of());
    private final ErrorLog errors = ErrorLog.inMemory(1 << 14, () -> 1_760_000_000_000L, counters);
    private final RecordBuffer records = RecordBuffer.inMemory(1 << 20);
    private final KeptJournal journal = new KeptJournal(records);

    @ParameterizedTest
    @ValueSource(strings = {"error", "fault in the answer to a fault"})
    void shouldCloseTheMarketAndKeepInputsWhenAnErrorLeavesTheEngine(final String what)
    {
        final InlineBreaker breaker = launch();
        level(breaker, 1, 100);
        assertThat(breaker.isStopped()).isFalse();
        if (what.equals("error"))
        {
            EngineSabotage.throwAtTheFirstStore(breaker.engine(), new InternalError("a page was not there"));
        }
        else
        {
            EngineSabotage.throwInTheEventAndInTheAnswerToIt(breaker.engine(), new IllegalStateException("a page"));
        }

        assertThat(level(breaker, 2, 101)).isZero();
        assertThat(level(breaker, 3, 102)).isZero();
        assertThat(breaker.publisher().tick(at(4), 0)).isZero();

        assertThat(breaker.isStopped()).isTrue();
        assertThat(breaker.sequence()).isEqualTo(5);
        assertThat(breaker.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(GuardLine.latches(breaker.guard().word(0))).isEqualTo(GuardLine.ENGINE_FAULT);
        final VerdictDetail verdict = new VerdictDetail();
        assertThat(breaker.gate().check(0, Side.BUY.code(), OrderKind.AGGRESSIVE.code(), 100, 1, at(4), verdict))
            .isNotEqualTo(GateCode.ALLOWED);
        assertThat(counters.value(BreakerCounter.ENGINE_STOPS)).isEqualTo(1);
        assertThat(counters.value(BreakerCounter.INPUTS_UNDECIDED)).isEqualTo(3);
        assertThat(logged()).startsWith("1 times").contains("a page");

        breaker.close();
        assertThat(journal.kept).containsExactly("1 0 flags 0", "2 1 flags 0", "3 0 flags 4", "4 0 flags 4",
            "5 0 flags 4");
        assertThat(journal.closedAt).isEqualTo(5);
    }

    @Test
    void shouldNotTellEveryOrderThatADecisionIsExposedWhenTheEngineHasStopped()
    {
        final InlineBreaker breaker = launch();
        breaker.publisher().operatorCommand(0, 0, at(1), Scope.instrument(0), 7, 1, 0, 0);
        EngineSabotage.throwAtTheFirstStore(breaker.engine(), new InternalError("a page was not there"));
        level(breaker, 2, 101);
        final long sequence = breaker.sequence();
        final VerdictDetail verdict = new VerdictDetail();
        for (int i = 0; i < 10; i++)
        {
            breaker.gate().check(0, Side.BUY.code(), OrderKind.AGGRESSIVE.code(), 100, 1, at(3), verdict);
        }
        assertThat(breaker.sequence()).isEqualTo(sequence);
        breaker.close();
    }

    @Test
    void shouldRefuseRulebookWhoseReleasesWaitForMarksThatTheJournalDoesNotGive()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "J2"));
        assertThatThrownBy(() -> InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).journal(journal, records)))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("engine.release_after = J2");
    }

    @Test
    void shouldNotShowTheGateAChangeWhenItsRecordWasNotCommitted()
    {
        final InlineBreaker breaker = launch();
        final VerdictDetail verdict = new VerdictDetail();
        breaker.sharedGate().check(0, Side.BUY.code(), OrderKind.AGGRESSIVE.code(), 100, 1, at(1), verdict);
        final long epoch = verdict.boardEpoch();
        breaker.publisher().operatorCommand(0, 0, at(1), Scope.instrument(0), 7, 1, 0, 0);
        breaker.sharedGate().check(0, Side.BUY.code(), OrderKind.AGGRESSIVE.code(), 100, 1, at(1), verdict);
        final long halted = verdict.boardEpoch();
        assertThat(halted).isNotEqualTo(epoch);

        EngineSabotage.throwBehindTheWork(breaker.engine(), new InternalError("a page was not there"));
        breaker.publisher().instrumentRemove(0, 0, at(2), 0, 1);
        breaker.sharedGate().check(0, Side.BUY.code(), OrderKind.AGGRESSIVE.code(), 100, 1, at(3), verdict);
        assertThat(breaker.isStopped()).isTrue();
        assertThat(verdict.boardEpoch()).isEqualTo(halted);
        breaker.close();
    }

    @Test
    void shouldNotShowTheGateADecisionWhenItsCommitFails()
    {
        final InlineBreaker breaker = launch();
        final VerdictDetail verdict = new VerdictDetail();
        breaker.sharedGate().check(0, Side.BUY.code(), OrderKind.AGGRESSIVE.code(), 100, 1, at(1), verdict);
        final long before = verdict.boardEpoch();
        EngineSabotage.throwAtTheCommit(breaker, new InternalError("a page was not there"));
        assertThatThrownBy(() -> breaker.publisher().operatorCommand(0, 0, at(1), Scope.instrument(0), 7, 1, 0, 0))
            .isInstanceOf(InternalError.class);
        breaker.sharedGate().check(0, Side.BUY.code(), OrderKind.AGGRESSIVE.code(), 100, 1, at(1), verdict);
        assertThat(verdict.boardEpoch()).isEqualTo(before);
    }

    private InlineBreaker launch()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
        final InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(1))
            .journal(journal, records).origin("", JournalStart.Clock.HOST, at(0)).counters(counters).errorLog(errors));
        breaker.publisher().instrumentDefinition(0, 0, at(0), 0, 7, 1, 0, 2, 0, 1, 1_000_000);
        return breaker;
    }

    @Test
    void shouldSayThatTheLastSnapshotIsNotKeptWhenThereIsNoErrorLog()
    {
        journal.atSnapshot = new UncheckedIOException(new IOException("a folder"));
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
        final InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(1))
            .journal(journal, records).origin("", JournalStart.Clock.HOST, at(0)));
        level(breaker, 1, 100);
        final long last = breaker.sequence();
        assertThatThrownBy(breaker::close).isSameAs(journal.atSnapshot);
        assertThat(journal.closedAt).isEqualTo(last);
    }

    @Test
    void shouldTakeNothingWhenItIsClosed()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
        final InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(1)));
        level(breaker, 1, 100);
        final long last = breaker.sequence();
        breaker.close();
        assertThat(level(breaker, 2, 101)).isEqualTo(EventPublisher.BACK_PRESSURED);
        assertThat(breaker.sequence()).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldWriteTheCleanEndWhenTheLastSnapshotCannotBeKept(final boolean isError)
    {
        journal.atSnapshot = isError ? new OutOfMemoryError("a body") :
            new UncheckedIOException(new IOException("a folder"));
        final InlineBreaker breaker = launch();
        level(breaker, 1, 100);
        final long last = breaker.sequence();
        breaker.close();
        assertThat(journal.closedAt).isEqualTo(last);
        assertThat(logged()).contains(journal.atSnapshot.getMessage());
    }

    @Test
    void shouldStandBehindTheRecoveredRecordsWhenAnErrorLeavesTheEngineAtOnce()
    {
        final InlineBreaker breaker = launch();
        level(breaker, 1, 100);
        level(breaker, 2, 101);
        final long recovered = breaker.sequence();
        final long digest = breaker.engine().digest();
        final RecordBuffer next = RecordBuffer.inMemory(1 << 20);
        final RecordWriter writer = new RecordWriter(breaker.engine(), next, new DecisionBuffer(1 << 18), false, null,
            new GuardLine(1, TradingState.CANCEL_ONLY), null);
        writer.goOn();
        EngineSabotage.throwAtTheFirstStore(breaker.engine(), new InternalError("a page was not there"));
        writer.begin(TickEncoder.TEMPLATE_ID, TickEncoder.BLOCK_LENGTH, 0, 0, at(3), Long.MIN_VALUE, Scope.market(0),
            0);
        writer.end();
        final long[] seen = new long[2];
        next.drain((buffer, offset, length) ->
        {
            seen[0] = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
            seen[1] = buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH);
        }, 1 << 16);
        assertThat(seen).containsExactly(recovered + 1, digest);
    }

    private static int level(final InlineBreaker breaker, final double seconds, final long priceTicks)
    {
        return breaker.publisher().bookLevel(
            0, 0, at(seconds), at(seconds), 0, 0, Side.BUY.code(), priceTicks, 1);
    }

    private String logged()
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        errors.print(new PrintStream(bytes));
        return bytes.toString();
    }

    /** A journal that keeps each record's sequence, decisions and flags as a line. */
    private static final class KeptJournal implements Journal
    {
        private final List<String> kept = new ArrayList<>();
        private final RecordBuffer records;
        private long closedAt;
        private Throwable atSnapshot;

        KeptJournal(final RecordBuffer records)
        {
            this.records = records;
        }

        @Override
        public void open(final JournalStart start)
        {
            kept.clear();
        }

        @Override
        public JournalPast resume(final JournalStart start, final RecoveryTarget past)
        {
            open(start);
            return JournalPast.NONE;
        }

        @Override
        public int drain()
        {
            return records.drain((buffer, offset, length) ->
            {
                for (int at = offset; at < offset + length; at += buffer.getInt(at))
                {
                    kept.add(buffer.getLong(at + RecordLayout.SEQUENCE_OFFSET) + " " +
                        buffer.getShort(at + RecordLayout.DECISION_COUNT_OFFSET) + " flags " +
                        buffer.getShort(at + RecordLayout.FLAGS_OFFSET));
                }
            }, Integer.MAX_VALUE);
        }

        @Override
        public long durableSequence(final Durability level)
        {
            return 0;
        }

        @Override
        public boolean failed()
        {
            return false;
        }

        @Override
        public String snapshot(final SnapshotHead head, final DirectBuffer body)
        {
            if (atSnapshot instanceof Error error)
            {
                throw error;
            }
            if (atSnapshot instanceof RuntimeException fault)
            {
                throw fault;
            }
            return "none is kept";
        }

        @Override
        public void close(final long digest, final long arenaHash, final long lastSequence, final long decisionSeq)
        {
            drain();
            closedAt = lastSequence;
        }
    }
}

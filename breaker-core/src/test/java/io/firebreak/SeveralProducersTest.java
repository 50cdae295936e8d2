package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.market.Durability;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.record.InputLayout;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalPast;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.RecordSource;
import io.firebreak.record.RecoveryTarget;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several threads publish into one ring: nothing is lost or doubled, and each source stays in order. */
@Timeout(300)
class SeveralProducersTest
{
    private static final int PRODUCERS = 4;
    private static final int TURN = 64;
    private static final int INSTRUMENTS = 8;
    private static final int FIRST_SOURCE = 2;
    private static final CompiledRulebook RULEBOOK =
        Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE", "classes.perp.warm_up_s", "1"));

    @ParameterizedTest
    @EnumSource(value = JournalStart.Mode.class, names = {"DIRECT", "SEQUENCED"})
    void shouldLoseAndDoubleNothingWhenFourThreadsPublish(final JournalStart.Mode mode)
    {
        publish(mode, 25_000);
    }

    @ParameterizedTest
    @EnumSource(value = JournalStart.Mode.class, names = {"DIRECT", "SEQUENCED"})
    @Tag("slow")
    void shouldLoseAndDoubleNothingWhenFourThreadsPublishAMillionInputs(final JournalStart.Mode mode)
    {
        publish(mode, 250_000);
    }

    private static void publish(final JournalStart.Mode mode, final int inputs)
    {
        final SlotSlab slab = SlotSlab.inMemory(1 << 10, 1 << 18);
        final Replay journal = new Replay(new SlotRecords(slab));
        final BreakerPipeline pipeline = BreakerPipeline.launch(new PipelineContext().mode(mode).multiProducer(true)
            .image(RULEBOOK.image(), RULEBOOK.imageHash()).capacities(Capacities.forInstruments(INSTRUMENTS))
            .journal(journal, slab).origin("", JournalStart.Clock.HOST, Venue.at(0)));
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            pipeline.publisher().instrumentDefinition(1, 0, Venue.at(0), i, i, 1, 0, 2, 0, 1, 1_000_000);
        }
        final AtomicLong clock = new AtomicLong(Venue.at(1));
        final AtomicInteger refused = new AtomicInteger();
        final List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++)
        {
            final EventPublisher own = BreakerPipeline.publisher(pipeline.newWriter());
            final int source = FIRST_SOURCE + p;
            threads.add(new Thread(() -> publish(own, source, inputs, clock, refused)));
        }
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive) || !pipeline.isAtRest())
        {
            pipeline.decisions().poll(pipeline::apply, 256);
        }
        while (pipeline.decisions().poll(pipeline::apply, 256) > 0)
        {
            continue;
        }
        assertThat(pipeline.close(TimeUnit.SECONDS.toNanos(60)).isClean()).isTrue();
        assertThat(journal.wrong).isEmpty();
        assertThat(refused).hasValue(0);
        assertThat(journal.records).isEqualTo(INSTRUMENTS + (long)PRODUCERS * inputs);
        assertThat(journal.last).containsOnly(inputs);
        assertThat(journal.decisions).isPositive();
        assertThat(journal.changesOfSource).as("the threads took turns").isGreaterThan(100);
        assertThat(journal.engine.digest()).isEqualTo(pipeline.digest());
    }

    /** A source of its own, numbered without a hole; the host's one clock is stamped before the claim. */
    private static void publish(
        final EventPublisher own, final int source, final int inputs, final AtomicLong clock,
        final AtomicInteger refused)
    {
        final SplittableRandom random = new SplittableRandom(source);
        for (int seq = 1; seq <= inputs; seq++)
        {
            final long timeNs = clock.addAndGet(random.nextInt(20_000));
            final int instrument = random.nextInt(INSTRUMENTS);
            final long ticks = 10_000 - (seq / 5_000 % 5 == 4 ? 1_500 : 0) + random.nextInt(9);
            final int kind = random.nextInt(4);
            final int answer = kind == 0 ?
                own.bookLevel(source, seq, timeNs, timeNs, instrument, 0, Side.BUY.code(), ticks, 1 + seq % 5) :
                kind == 1 ? own.potentialTrade(source, seq, timeNs, timeNs, instrument, 0, Side.SELL.code(),
                    OrderKind.AGGRESSIVE.code(), ticks, 1, 0, 0) :
                own.trade(source, seq, timeNs, timeNs, instrument, 0, ticks, 1, seq, Side.SELL.code(),
                    InputFlags.ELIGIBLE);
            if (answer != 0)
            {
                refused.incrementAndGet();
            }
            if (seq % TURN == 0)
            {
                // on a busy machine a slice is thousands of inputs long
                Thread.yield();
            }
        }
    }

    /** A journal that runs every record on an engine of its own, in the order that it was journaled in. */
    private static final class Replay implements Journal
    {
        private final RecordSource source;
        private final BreakerEngine engine = new BreakerEngine(Capacities.forInstruments(INSTRUMENTS),
            new UnsafeBuffer(RULEBOOK.image()), RULEBOOK.imageHash());
        private final UnsafeBuffer decided = new UnsafeBuffer(new byte[2 * RecordLayout.MAX_RECORD_LENGTH]);
        private final List<String> wrong = new ArrayList<>();
        private final int[] last = new int[PRODUCERS];
        private volatile long records;
        private long decisions;
        private long changesOfSource;
        private int lastSource;

        Replay(final RecordSource source)
        {
            this.source = source;
        }

        @Override
        public void open(final JournalStart start)
        {
            records = 0;
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
            return source.drain((buffer, offset, run) ->
            {
                for (int at = offset; at < offset + run; at += buffer.getInt(at))
                {
                    again(buffer, at, buffer.getInt(at));
                }
            }, 1 << 16);
        }

        private void again(final UnsafeBuffer buffer, final int at, final int length)
        {
            records = records + 1;
            final int input = at + RecordLayout.INPUT_OFFSET;
            final int inputBytes = buffer.getShort(at + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF;
            inOrder(buffer.getShort(input + InputLayout.SOURCE_OFFSET),
                buffer.getLong(input + InputLayout.SOURCE_SEQ_OFFSET));
            final int bytes = engine.onMessage(
                buffer.getLong(input + InputLayout.TIME_OFFSET), buffer, input, inputBytes, decided, 0);
            final int count = buffer.getShort(at + RecordLayout.DECISION_COUNT_OFFSET) & 0xFFFF;
            decisions += count;
            boolean isSame = buffer.getLong(at + RecordLayout.SEQUENCE_OFFSET) == records &&
                count == engine.decisionCount() && length == RecordLayout.recordLength(inputBytes, bytes) &&
                buffer.getLong(at + length - RecordLayout.DIGEST_LENGTH) == engine.digest();
            for (int i = 0; isSame && i < bytes; i += Long.BYTES)
            {
                isSame = decided.getLong(i) == buffer.getLong(input + inputBytes + i);
            }
            if (!isSame && wrong.size() < 5)
            {
                wrong.add("record " + records + " is not what it decides again");
            }
        }

        private void inOrder(final int sourceId, final long sequence)
        {
            final int producer = sourceId - FIRST_SOURCE;
            if (producer >= 0)
            {
                if (sequence != ++last[producer] && wrong.size() < 5)
                {
                    wrong.add("record " + records + ": source " + sourceId + " number " + sequence + " instead of " +
                        last[producer]);
                }
                changesOfSource += sourceId == lastSource ? 0 : 1;
                lastSource = sourceId;
            }
        }

        @Override
        public long durableSequence(final Durability level)
        {
            return records;
        }

        @Override
        public boolean failed()
        {
            return false;
        }

        @Override
        public void close(
            final long digest, final long arenaHash, final long lastSequence, final long decisionSeq)
        {
            if (digest != engine.digest() || arenaHash != engine.arenaHash() || decisionSeq != engine.decisionSeq())
            {
                wrong.add("the state at the end differs");
            }
        }
    }
}

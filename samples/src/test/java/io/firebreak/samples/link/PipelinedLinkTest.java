package io.firebreak.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.BreakerPipeline;
import io.firebreak.PipelineContext;
import io.firebreak.arena.Capacities;
import io.firebreak.codec.GapEncoder;
import io.firebreak.codec.TradeEncoder;
import io.firebreak.market.Action;
import io.firebreak.market.Durability;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalPast;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.RecoveryTarget;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.samples.link.parity.ParityEngine;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A link before a ring that a journal fills: whose wait it is, and what is lost. */
@Timeout(60)
class PipelinedLinkTest implements LinkedVenue
{
    private static final CompiledRulebook RULEBOOK = Rulebook.load("crypto-perp", Map.of(
        "engine.release_after", "NONE", "engine.max_stale_ms", "3600000", "perp.warm_up_s", "1"));
    private static final int SLOTS = 64;

    @TempDir
    private Path directory;

    private final BreakerCounters counters = BreakerCounters.inMemory(List.of());
    private final AtomicInteger fills = new AtomicInteger();
    private SlotSlab slab;
    private StallingJournal journal;
    private VenueLink link;
    private long timeNs = TestVenue.ORIGIN;
    private long ids;

    /** Counts what it keeps, stands still when told to, and can fail. */
    private static final class StallingJournal implements Journal
    {
        final AtomicLong trades = new AtomicLong();
        final AtomicLong gaps = new AtomicLong();
        volatile boolean isStalled;
        volatile boolean isFailed;
        private final SlotRecords records;

        StallingJournal(final SlotSlab slab)
        {
            records = new SlotRecords(slab);
        }

        @Override
        public void open(final JournalStart start)
        {
            // kept in memory
        }

        @Override
        public JournalPast resume(final JournalStart start, final RecoveryTarget past)
        {
            return JournalPast.NONE;
        }

        @Override
        public int drain()
        {
            return isStalled || isFailed ? 0 : records.drain((buffer, offset, length) ->
            {
                for (int at = offset; at < offset + length; at += buffer.getInt(at))
                {
                    final int template = buffer.getShort(at + RecordLayout.INPUT_OFFSET + 2) & 0xFFFF;
                    trades.addAndGet(template == TradeEncoder.TEMPLATE_ID ? 1 : 0);
                    gaps.addAndGet(template == GapEncoder.TEMPLATE_ID ? 1 : 0);
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
            return isFailed;
        }

        @Override
        public void close(final long digest, final long arenaHash, final long lastSequence, final long decisionSeq)
        {
            // kept in memory
        }
    }

    /** As docs/links.md shows it. */
    private BreakerPipeline launch()
    {
        slab = SlotSlab.map(directory, SLOTS, 1 << 18);
        journal = new StallingJournal(slab);
        final DecisionRelay relay = new DecisionRelay();
        final BreakerPipeline pipeline = BreakerPipeline.launch(new PipelineContext()
            .image(RULEBOOK.image(), RULEBOOK.imageHash()).capacities(Capacities.forInstruments(1))
            .mode(JournalStart.Mode.DIRECT).journal(journal, slab).origin("", JournalStart.Clock.HOST, timeNs)
            .counters(counters).listener(relay));
        link = new VenueLink(VenueBreaker.of(pipeline), 0, this, false, ParityEngine::new);
        relay.to(link.decisions());
        pipeline.publisher().instrumentDefinition(
            0, 0, timeNs, 0, 1_000, 1, RULEBOOK.classIndex("perp"), 2, 0, 1, 1_000_000);
        while (enter(Side.BUY, OrderKind.PASSIVE, 9_000) != 0)
        {
            idle();                                                  // until the gate knows the instrument
        }
        return pipeline;
    }

    private void idle()
    {
        timeNs += 1_000_000;
        link.onIdle(timeNs);
    }

    private int enter(final Side side, final OrderKind kind, final long priceTicks)
    {
        timeNs += 1_000;
        return link.enter(++ids, side, kind, priceTicks, 1, timeNs);
    }

    private void trade(final int times)
    {
        for (int i = 0; i < times; i++)
        {
            enter(Side.SELL, OrderKind.PASSIVE, 10_000);
            enter(Side.BUY, OrderKind.IOC, 10_000);
        }
    }

    @Test
    void shouldLoseNothingWhenTheJournalOnlyStallsBecauseThePipelineWaits() throws InterruptedException
    {
        try (BreakerPipeline pipeline = launch())
        {
            trade(10);
            journal.isStalled = true;
            final Thread mender = new Thread(() ->
            {
                while (counters.value(BreakerCounter.BACK_PRESSURE) == 0)
                {
                    Thread.onSpinWait();
                }
                journal.isStalled = false;
            });
            mender.start();
            trade(SLOTS);
            mender.join();
            assertThat(pipeline.close(TestVenue.SECOND * 30).isClean()).isTrue();
        }
        assertThat(fills).hasValue(10 + SLOTS);
        assertThat(journal.trades).hasValue(10 + SLOTS);
        assertThat(journal.gaps).hasValue(0);
    }

    @Test
    void shouldGoOnWithCancelsWhenTheJournalHasFailedAndTheRingIsFull()
    {
        try (BreakerPipeline pipeline = launch())
        {
            for (int i = 0; i < 2 * SLOTS; i++)
            {
                assertThat(enter(Side.BUY, OrderKind.PASSIVE, 9_000 + i)).isZero();
            }
            journal.isFailed = true;
            for (long id = ids - 2 * SLOTS + 1; id <= ids; id++)
            {
                assertThat(link.cancel(id, timeNs)).isTrue();
            }
            assertThat(counters.value(BreakerCounter.BACK_PRESSURE)).as("the ring was full").isPositive();
            assertThat(link.best(Side.BUY)).isEqualTo(9_000);
            assertThat(pipeline.failure()).isNull();
        }
    }

    @Override
    public void onFill(
        final long restingId, final long incomingId, final Side aggressor, final long priceTicks, final long lots)
    {
        fills.incrementAndGet();
    }

    @Override
    public void onRemainder(final long orderId, final Action treatment, final long lots)
    {
        // these tests ask for none
    }

    @Override
    public void onDecision(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        // the journal has them
    }
}

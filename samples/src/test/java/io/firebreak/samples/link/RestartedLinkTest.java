package io.firebreak.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradeDecoder;
import io.firebreak.gate.GateCode;
import io.firebreak.journal.ChronicleJournal;
import io.firebreak.journal.JournalReader;
import io.firebreak.market.Action;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.samples.link.parity.ParityEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A venue that is killed with orders in its book, and goes on with its journal and its own log. */
class RestartedLinkTest
{
    private static final long SECOND = TestVenue.SECOND;
    private static final CompiledRulebook RULEBOOK = Rulebook.load("crypto-perp",
        Map.of("engine.release_after", "NONE", "perp.warm_up_s", "1"));

    @TempDir
    private Path directory;

    /** One process of the venue. */
    private static final class Process implements LinkedVenue, AutoCloseable
    {
        final List<String> fills = new ArrayList<>();
        final ChronicleJournal journal;
        final InlineBreaker breaker;
        final VenueLink link;
        long timeNs;

        Process(final Path directory, final long startNs)
        {
            timeNs = startNs;
            final RecordBuffer records = RecordBuffer.map(directory, 1 << 18);
            journal = new ChronicleJournal(directory, records);
            breaker = InlineBreaker.launch(new InlineBreaker.Context().image(RULEBOOK.image(), RULEBOOK.imageHash())
                .capacities(Capacities.forInstruments(1)).journal(journal, records)
                .origin("", JournalStart.Clock.HOST, startNs));
            if (breaker.recovery() == null)
            {
                breaker.publisher().instrumentDefinition(
                    0, 0, startNs, 0, 1_000, 1, RULEBOOK.classIndex("perp"), 2, 0, 1, 1_000_000);
            }
            link = new VenueLink(VenueBreaker.of(breaker), 0, this, false, ParityEngine::new);
        }

        int enter(final long id, final Side side, final OrderKind kind, final long priceTicks, final long lots)
        {
            timeNs += 1_000_000;
            return link.enter(id, side, kind, priceTicks, lots, timeNs);
        }

        void idle(final int seconds)
        {
            for (int i = 0; i < seconds; i++)
            {
                timeNs += SECOND;
                link.onIdle(timeNs);
            }
            drain();
        }

        private void drain()
        {
            breaker.onBatchEnd();
            while (journal.drain() > 0)
            {
                continue;
            }
        }

        @Override
        public void onFill(final long restingId, final long incomingId, final Side aggressor, final long priceTicks,
            final long lots)
        {
            fills.add(aggressor + " " + lots + " at " + priceTicks);
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

        @Override
        public void close()
        {
            drain();
            breaker.close();
        }
    }

    /** What the disk holds were the process killed now. */
    private Path killed() throws IOException
    {
        final Path copy = directory.resolve("copy");
        try (Stream<Path> files = Files.walk(directory.resolve("j")))
        {
            for (final Path file : files.toList())
            {
                Files.copy(file, copy.resolve(directory.resolve("j").relativize(file)));
            }
        }
        return copy;
    }

    private static List<Long> tradeIds(final Path journal) throws IOException
    {
        final List<Long> ids = new ArrayList<>();
        final TradeDecoder trade = new TradeDecoder();
        JournalReader.open(journal).read((buffer, offset, length) ->
        {
            final int at = offset + RecordLayout.INPUT_OFFSET;
            if ((buffer.getShort(at + 2) & 0xFFFF) == TradeDecoder.TEMPLATE_ID)
            {
                ids.add(trade.wrapAndApplyHeader(buffer, at, new MessageHeaderDecoder()).tradeId());
            }
            return true;
        });
        return ids;
    }

    @Test
    void shouldTradeOnWithItsRestingOrdersWhenTheVenueWasKilled() throws IOException
    {
        final Process first = new Process(directory.resolve("j"), TestVenue.ORIGIN);
        first.idle(2);
        first.enter(1, Side.BUY, OrderKind.PASSIVE, 9_990, 100);
        first.enter(2, Side.BUY, OrderKind.PASSIVE, 9_989, 100);
        first.enter(3, Side.SELL, OrderKind.PASSIVE, 10_010, 100);
        first.enter(4, Side.SELL, OrderKind.IOC, 9_990, 30);
        first.enter(5, Side.BUY, OrderKind.IOC, 10_010, 20);
        first.idle(1);
        assertThat(first.fills).hasSize(2);
        final Path copy = killed();

        try (Process again = new Process(copy, first.timeNs + SECOND))
        {
            assertThat(again.breaker.recovery().isUnclean()).isTrue();
            again.idle(600);
            final int state = again.breaker.engine().governingState(0);
            assertThat(state).as("the book is awaited, however long it takes").isNotZero();
            again.link.restore(List.of(new VenueOrder(1, Side.BUY, 9_990, 70), new VenueOrder(2, Side.BUY, 9_989, 100),
                new VenueOrder(3, Side.SELL, 10_010, 80)), List.of(), first.fills.size(), again.timeNs);
            again.idle(1);
            assertThat(again.breaker.engine().governingState(0)).as("open").isZero();
            assertThat(again.enter(6, Side.SELL, OrderKind.IOC, 9_989, 90)).isEqualTo(GateCode.ALLOWED);
            assertThat(again.fills).containsExactly("SELL 70 at 9990", "SELL 20 at 9989");
            assertThat(again.link.cancel(3, again.timeNs)).isTrue();
            assertThat(again.link.best(Side.SELL)).isEqualTo(VenueBook.NONE);
        }
        assertThat(tradeIds(copy)).isEqualTo(LongStream.rangeClosed(1, 4).boxed().toList());
        assertThat(new Replayer().replay(JournalReader.open(copy), sequence -> { }).verdict())
            .isEqualTo(ReplayResult.Verdict.OK);
        first.close();
    }

    @Test
    void shouldTakeHeldOrdersThroughTheGateWhenTheBookIsRestored() throws IOException
    {
        final Process first = new Process(directory.resolve("j"), TestVenue.ORIGIN);
        first.enter(1, Side.BUY, OrderKind.PASSIVE, 9_990, 100);
        first.idle(2);
        try (Process again = new Process(killed(), first.timeNs + SECOND))
        {
            again.link.restore(List.of(new VenueOrder(1, Side.BUY, 9_990, 100)),
                List.of(new VenueOrder(2, Side.SELL, 9_980, 10)), 0, again.timeNs);
            assertThat(again.fills).as("the restart is held").isEmpty();
            again.idle(600);
            assertThat(again.fills).containsExactly("SELL 10 at 9990");
        }
        first.close();
    }
}

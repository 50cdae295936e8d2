package io.firebreak.replay;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.journal.ChronicleJournal;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToLongFunction;

/** A seeded walk with falls through the inline breaker, journaled. */
public final class JournaledVenue
{
    private static final long SECOND = 1_000_000_000L;
    private static final long ORIGIN = 1_760_000_000L * SECOND;

    private JournaledVenue()
    {
    }

    /** Writes a closed journal. */
    public static Written write(final Path directory, final int prints, final Map<String, String> overrides)
    {
        final Random random = new Random(7);
        final double[] price = {1_000_000};
        return write(directory, prints, overrides, i -> random.nextInt(2_000) * 1_000_000L, i ->
        {
            price[0] *= i % 1000 > 950 ? 0.99 : Math.max(0.99, 1 + random.nextGaussian() * 0.001);
            price[0] = price[0] < 10_000 ? 1_000_000 : price[0];
            return (long)price[0];
        });
    }

    /** Prices stand still, but for a fall by 3.3 per cent and back, too slow for any rule but the band. */
    public static Written dip(final Path directory)
    {
        return write(directory, 3_000, Map.of(), i -> 200_000_000L,
            i -> 1_000_000 - 300L * Math.max(0, 110 - Math.abs(i - 2_000)));
    }

    private static Written write(final Path directory, final int prints, final Map<String, String> overrides,
        final IntToLongFunction stepNs, final IntToLongFunction priceTicks)
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", overrides);
        final RecordBuffer records = RecordBuffer.map(directory, 1 << 20);
        final ChronicleJournal journal = new ChronicleJournal(directory, records);
        final InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(2))
            .journal(journal, records).origin("feed=walk\n", JournalStart.Clock.EXCHANGE, ORIGIN));
        final EventPublisher publisher = breaker.publisher();
        publisher.instrumentDefinition(0, 0, ORIGIN, 0, 1000, 1, 0, 2, 0, 1, 1_000_000);
        // refused: defined already; who reads the journal must not believe its exponent and increment
        publisher.instrumentDefinition(0, 0, ORIGIN, 0, 1000, 1, 0, 4, 0, 5, 1_000_000);
        long timeNs = ORIGIN;
        for (int i = 0; i < prints; i++)
        {
            timeNs += stepNs.applyAsLong(i);
            final long ticks = priceTicks.applyAsLong(i);
            publisher.potentialTrade(0, 0, timeNs, timeNs, 0, InputFlags.TAPE, Side.SELL.code(),
                OrderKind.AGGRESSIVE.code(), ticks, 1, 0, 0);
            publisher.trade(0, 0, timeNs, timeNs, 0, InputFlags.TAPE, ticks, 1, i, Side.SELL.code(),
                InputFlags.ELIGIBLE);
            breaker.decisions().poll((templateId, buffer, offset, length) -> { }, 1000);
            if (i % 100 == 0 || breaker.isReleaseWaiting())
            {
                breaker.onBatchEnd();
                while (journal.drain() > 0)
                {
                    continue;
                }
                breaker.submitMark(timeNs);
            }
        }
        final Written written = new Written(breaker.engine().sequence(), breaker.engine().decisionSeq());
        breaker.close();
        return written;
    }

    /** How much was written. */
    public record Written(long records, long decisions)
    {
    }
}

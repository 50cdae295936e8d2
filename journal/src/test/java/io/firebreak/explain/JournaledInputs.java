package io.firebreak.explain;

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
import java.util.HashMap;
import java.util.Map;

/** An inline breaker of one instrument whose inputs a test gives one by one, journaled. */
final class JournaledInputs implements AutoCloseable
{
    private static final long SECOND = 1_000_000_000L;
    private static final long ORIGIN = 1_760_000_000L * SECOND;

    final EventPublisher publisher;

    private final ChronicleJournal journal;
    private final InlineBreaker breaker;
    private int inputs;

    JournaledInputs(final Path directory, final String name, final Map<String, String> overrides)
    {
        final Map<String, String> settings = new HashMap<>(overrides);
        settings.put("engine.release_after", "NONE");
        final CompiledRulebook rulebook = Rulebook.load(name, settings);
        final RecordBuffer records = RecordBuffer.map(directory, 1 << 20);
        journal = new ChronicleJournal(directory, records);
        breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(
                new Capacities(1, 9, 4, 2_048, 1_024, 1 << 16, 64, Capacities.BOOK_LEVELS))
            .journal(journal, records).origin("instrument.0=TEST\n", JournalStart.Clock.HOST, ORIGIN));
        publisher = breaker.publisher();
    }

    static long at(final double seconds)
    {
        return ORIGIN + Math.round(seconds * 1e9);
    }

    void define()
    {
        publisher.instrumentDefinition(0, 0, at(0), 0, 1, 1, 0, 2, 0, 1, 1_000_000);
    }

    void day(final double closeSeconds)
    {
        publisher.calendarDay(0, 0, at(0), 20_251_009, at(0), at(closeSeconds), at(86_400));
    }

    void reference(final double seconds, final int scope, final int kind, final long priceE9)
    {
        publisher.referencePrice(0, 0, at(seconds), at(seconds), scope, kind, 0, priceE9, 0);
        drain();
    }

    void print(final double seconds, final long priceTicks)
    {
        publisher.potentialTrade(0, 0, at(seconds), at(seconds), 0, 0, Side.BUY.code(), OrderKind.AGGRESSIVE.code(),
            priceTicks, 1, 0, 0);
        publisher.trade(0, 0, at(seconds), at(seconds), 0, 0, priceTicks, 1, 0, Side.BUY.code(), InputFlags.ELIGIBLE);
        drain();
    }

    void quote(final double seconds, final long bidTicks, final long askTicks)
    {
        publisher.quote(0, 0, at(seconds), at(seconds), 0, 0, 1, bidTicks, 5, askTicks, 5);
        drain();
    }

    void level(final double seconds, final Side side, final long priceTicks, final long lots)
    {
        publisher.bookLevel(0, 0, at(seconds), at(seconds), 0, 0, side.code(), priceTicks, lots);
        drain();
    }

    void tick(final double seconds)
    {
        publisher.tick(at(seconds), 0);
        drain();
    }

    /** Its decisions are read from the journal, not here. */
    private void drain()
    {
        breaker.decisions().poll((templateId, buffer, offset, length) -> { }, 1_000);
        if (++inputs % 50 == 0)
        {
            breaker.onBatchEnd();
            while (journal.drain() > 0)
            {
                continue;
            }
        }
    }

    @Override
    public void close()
    {
        breaker.close();
    }
}

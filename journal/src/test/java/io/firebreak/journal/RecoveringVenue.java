package io.firebreak.journal;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordSource;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A venue with a journal that goes on with what its directory holds, on a clock that the test sets. */
final class RecoveringVenue implements AutoCloseable
{
    static final long SECOND = 1_000_000_000L;
    static final long ORIGIN = 1_760_000_000L * SECOND;
    static final int INSTRUMENTS = 3;

    final ChronicleJournal journal;
    final InlineBreaker breaker;
    final EventPublisher publisher;
    long timeNs;
    private final Random random;
    private double price = 10_000;
    private long nonce;

    RecoveringVenue(final Path directory, final long seed, final String... settings)
    {
        this(directory, seed, System::currentTimeMillis, ORIGIN, settings);
    }

    RecoveringVenue(final Path directory, final long seed, final LongSupplier epochMillis, final String... settings)
    {
        this(directory, seed, epochMillis, ORIGIN, settings);
    }

    RecoveringVenue(
        final Path directory, final long seed, final LongSupplier epochMillis, final long hostNs,
        final String... settings)
    {
        this(directory, seed, epochMillis, hostNs, "feed=test\n", UnaryOperator.identity(), settings);
    }

    /**
     * @param properties what it says of itself in the journal.
     * @param source     what the journal takes its records from, given the record buffer.
     */
    RecoveringVenue(
        final Path directory, final long seed, final LongSupplier epochMillis, final long hostNs,
        final String properties, final UnaryOperator<RecordSource> source, final String... settings)
    {
        final CompiledRulebook rulebook = rulebook(settings);
        final RecordBuffer records = RecordBuffer.map(directory, 1 << 18);
        random = new Random(seed);
        journal = new ChronicleJournal(directory, source.apply(records), epochMillis);
        breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(INSTRUMENTS))
            .journal(journal, records).origin(properties, JournalStart.Clock.HOST, hostNs));
        publisher = breaker.publisher();
        timeNs = breaker.engine().timeNs();
        nonce = breaker.engine().sequence() + 1;
        if (breaker.recovery() == null)
        {
            timeNs = ORIGIN;
            for (int i = 0; i < INSTRUMENTS; i++)
            {
                publisher.instrumentDefinition(0, 0, timeNs, i, 1000 + i, 1, 0, 2, 0, 1, 1_000_000);
            }
        }
    }

    static CompiledRulebook rulebook(final String... settings)
    {
        final Map<String, String> overrides = new HashMap<>(Map.of("classes.perp.warm_up_s", "1"));
        for (final String setting : settings)
        {
            overrides.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        return Rulebook.load("crypto-perp", overrides);
    }

    /** One print of a walk that falls from time to time, or a level of a book that is sent whole at first. */
    void step()
    {
        timeNs += random.nextInt(500) * 1_000_000L;
        final int instrument = random.nextInt(INSTRUMENTS);
        price = Math.max(1_000, price * (random.nextInt(200) == 0 ? 0.9 : 1 + random.nextGaussian() * 0.001));
        final long ticks = (long)price;
        if (random.nextInt(4) == 0)
        {
            if (random.nextInt(30) == 0)
            {
                publisher.bookClear(1, 0, timeNs, instrument);
                publisher.bookReady(1, 0, timeNs, instrument);
            }
            publisher.bookLevel(1, 0, timeNs, timeNs, instrument, 0, Side.BUY.code(), ticks - 10, 5);
            return;
        }
        publisher.potentialTrade(0, 0, timeNs, timeNs, instrument, 0, Side.SELL.code(), OrderKind.AGGRESSIVE.code(),
            ticks, 1, 0, 0);
        publisher.trade(2, breaker.engine().lastSourceSequence(2) + 1, timeNs, timeNs, instrument, 0, ticks, 1, 0,
            Side.SELL.code(), InputFlags.ELIGIBLE);
    }

    void halt(final int instrument)
    {
        publisher.operatorCommand(0, 0, timeNs, Scope.instrument(instrument), 7, nonce++,
            OperatorCommandKind.HALT.code(), 0);
    }

    /** The host's idle turn. */
    void idle()
    {
        poll();
        breaker.onIdle(timeNs);
        poll();
    }

    void poll()
    {
        while (breaker.decisions().poll((templateId, buffer, offset, length) -> { }, 1000) > 0)
        {
            continue;
        }
    }

    void drain()
    {
        breaker.onBatchEnd();
        while (journal.drain() > 0)
        {
            continue;
        }
    }

    /** What the disk would hold were the process killed now. */
    static Path killed(final Path directory, final Path to) throws IOException
    {
        try (Stream<Path> files = Files.walk(directory))
        {
            for (final Path file : files.toList())
            {
                Files.copy(file, to.resolve(directory.relativize(file)));
            }
        }
        return to;
    }

    @Override
    public void close()
    {
        breaker.close();
    }
}

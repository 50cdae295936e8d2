package io.firebreak.journal;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.Recovery;
import io.firebreak.arena.Capacities;
import io.firebreak.market.Durability;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.Scope;
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
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A venue with a journal that goes on with what its directory holds, on a clock that the test sets. */
public final class RecoveringVenue implements KillableVenue
{
    static final long SECOND = 1_000_000_000L;
    static final long ORIGIN = 1_760_000_000L * SECOND;
    static final int INSTRUMENTS = 3;

    final ChronicleJournal journal;
    final InlineBreaker breaker;
    final EventPublisher publisher;
    long timeNs;
    private final PriceWalk walk;
    private long nonce;
    private JournalThread thread;

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
        journal = new ChronicleJournal(directory, source.apply(records), epochMillis);
        breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(INSTRUMENTS))
            .journal(journal, records).origin(properties, JournalStart.Clock.HOST, hostNs));
        publisher = breaker.publisher();
        walk = new PriceWalk(seed, 2, () -> breaker.engine().lastSourceSequence(2) + 1);
        timeNs = breaker.engine().timeNs();
        nonce = breaker.engine().sequence() + 1;
        if (breaker.recovery() == null)
        {
            timeNs = ORIGIN;
        }
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            if (isUnknown(breaker.recovery(), i))
            {
                publisher.instrumentDefinition(0, 0, timeNs, i, 1000 + i, 1, 0, 2, 0, 1, 1_000_000);
            }
        }
    }

    /**
     * One process on a journal, from its opening to its close.
     *
     * @param directory a new journal's, or one that an earlier process left.
     */
    public static void run(final Path directory, final long seed, final int steps)
    {
        try (RecoveringVenue venue = new RecoveringVenue(directory, seed))
        {
            for (int i = 0; i < steps; i++)
            {
                venue.step();
                venue.poll();
                if (i % 40 == 39)
                {
                    venue.drain();
                }
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

    /** An earlier process may have been killed before it had defined all. */
    static boolean isUnknown(final Recovery past, final int instrument)
    {
        return past == null || past.generations().get(instrument) == 0;
    }

    /** One step of the walk. */
    @Override
    public void step()
    {
        timeNs = walk.step(publisher, timeNs);
    }

    @Override
    public void halt(final int instrument)
    {
        publisher.operatorCommand(0, 0, timeNs, Scope.instrument(instrument), 7, nonce++,
            OperatorCommandKind.HALT.code(), 0);
    }

    /** The host's idle turn. */
    @Override
    public void idle()
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

    @Override
    public void start()
    {
        thread = JournalThread.start(journal);
    }

    @Override
    public long timeNs()
    {
        return timeNs;
    }

    @Override
    public Recovery recovery()
    {
        return breaker.recovery();
    }

    @Override
    public void acknowledge(final Acknowledgement committed)
    {
        poll();
        breaker.onBatchEnd();
        if (breaker.committedSequence() != breaker.engine().sequence())
        {
            throw new IllegalStateException("committed " + breaker.committedSequence());
        }
        committed.accept(breaker.committedSequence(), breaker.engine().digest());
    }

    @Override
    public long journaledSequence()
    {
        return journal.durableSequence(Durability.J1);
    }

    @Override
    public String snapshot()
    {
        return breaker.snapshot();
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
        if (thread != null)
        {
            thread.stop(TimeUnit.SECONDS.toNanos(30));
        }
        breaker.close();
    }
}

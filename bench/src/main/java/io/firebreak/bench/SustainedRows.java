package io.firebreak.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Target 6: events a second that one engine thread keeps up with inputs and decisions journaled beside it, until the
 * journal has the last one (J1), beside the same engine alone. The two take turns, pass by pass, on the same events.
 */
final class SustainedRows
{
    private static final int PASSES = 9;
    private static final int DROPPED = 2;

    private final int instruments;
    private final EventStream events;
    private final StreamGenerator generator;
    private final EngineFeed alone;
    private final JournaledFeed journaled;

    private SustainedRows(final int instruments, final int size, final Path directory)
    {
        this.instruments = instruments;
        generator = new StreamGenerator(StreamShape.of(instruments));
        events = new EventStream(size);
        alone = new EngineFeed(instruments, StreamGenerator.START_NS);
        journaled = new JournaledFeed(instruments, directory);
        final EventStream start = new EventStream(generator.startSize());
        generator.start(start);
        alone.run(start);
        journaled.engine().run(start);
        journaled.awaitJournal();
    }

    /**
     * Measure.
     *
     * @param instruments how many.
     * @param size        events of a pass; about 115 bytes each in the journal.
     * @return one row.
     * @throws IOException when the journal cannot be written.
     */
    static List<Row> rows(final int instruments, final int size) throws IOException
    {
        try (TemporaryDirectory temporary = TemporaryDirectory.create())
        {
            return new SustainedRows(instruments, size, temporary.path()).measure();
        }
    }

    private List<Row> measure()
    {
        final Samples values = new Samples();
        final Samples baselines = new Samples();
        boolean same = true;
        long bytes = 0;
        for (int pass = 0; pass < PASSES; pass++)
        {
            generator.fill(events);
            final boolean isAloneFirst = (pass & 1) == 0;
            final double first = isAloneFirst ? runAlone() : 0;
            final long before = journaled.recordBytes();
            final double ours = runJournaled();
            bytes = journaled.recordBytes() - before;
            final double theirs = isAloneFirst ? first : runAlone();
            same &= alone.sums().isSameAs(journaled.engine().sums());
            if (pass >= DROPPED)
            {
                values.add(ours);
                baselines.add(theirs);
            }
        }
        same &= alone.breaker().engine().digest() == journaled.engine().breaker().engine().digest();
        alone.close();
        journaled.close();
        return List.of(new Row("6", String.format(Locale.ROOT,
            "sustained, inputs and decisions journaled, %,d instruments", instruments), values.median(), "M events/s",
            "engine alone", baselines.median(), values.medianRatio(baselines), values.spreadPercent(), 2, !same,
            String.format(Locale.ROOT, "%s: sums and digest; %,d events a pass until the last is in the journal " +
            "(J1), %.0f bytes an event, %.2f GB/s; one engine thread, the journal's beside it",
            same ? "equal" : "UNEQUAL", events.size(), (double)bytes / events.size(),
            bytes * values.median() / events.size() * 1e-3)));
    }

    private double runAlone()
    {
        final long startNs = System.nanoTime();
        alone.run(events);
        return millionsPerSecond(startNs);
    }

    private double runJournaled()
    {
        final long startNs = System.nanoTime();
        journaled.engine().run(events);
        journaled.awaitJournal();
        return millionsPerSecond(startNs);
    }

    private double millionsPerSecond(final long startNs)
    {
        return events.size() * 1e3 / (System.nanoTime() - startNs);
    }
}

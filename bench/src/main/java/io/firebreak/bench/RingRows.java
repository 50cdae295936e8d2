package io.firebreak.bench;

import io.firebreak.bench.PacedPass.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Target 8: from a tick to its decision through the ring, and back to the publisher, beside a bare Disruptor hop and
 * back on the same schedule. The two take turns, each with its threads to itself. Every pass is a new engine on the
 * same events: its digest must be that of the engine inline.
 */
final class RingRows
{
    private static final int INSTRUMENTS = 100;
    private static final int PER_SECOND = 500_000;
    private static final long INTERVAL_NS = 1_000_000_000L / PER_SECOND;
    private static final int WARM_UP = 2;

    private final boolean isJournaled;
    private final LatencyLog log;
    private final EventStream start;
    private final EventStream events;
    private final long digest;
    private final PacedPass pass = new PacedPass();
    private final Distribution service = new Distribution("service");
    private final Distribution response = new Distribution("response");
    private final Distribution hop = new Distribution("hop");
    private final Distribution hopResponse = new Distribution("hop-response");
    private boolean same = true;

    private RingRows(final boolean isJournaled, final int size, final LatencyLog log)
    {
        events = new EventStream(size);
        this.isJournaled = isJournaled;
        this.log = log;
        final StreamGenerator generator = new StreamGenerator(StreamShape.of(INSTRUMENTS));
        start = new EventStream(generator.startSize());
        generator.start(start);
        generator.fill(events);
        try (EngineFeed inline = new EngineFeed(INSTRUMENTS, StreamGenerator.START_NS))
        {
            inline.run(start);
            inline.run(events);
            digest = inline.breaker().engine().digest();
        }
    }

    /**
     * Measure.
     *
     * @param isJournaled with a journal, whose thread is a third one.
     * @param passes      that count, of either side.
     * @param size        ticks of a pass.
     * @param folder      takes the distributions; null writes none.
     * @return the rows.
     * @throws IOException when the journal or the distributions cannot be written.
     */
    static List<Row> rows(
        final boolean isJournaled, final int passes, final int size, final Path folder) throws IOException
    {
        try (LatencyLog log = new LatencyLog(folder, isJournaled ? "ring-journaled" : "ring", name(isJournaled)))
        {
            return new RingRows(isJournaled, size, log).measure(passes);
        }
    }

    private static String name(final boolean isJournaled)
    {
        return String.format(Locale.ROOT, "tick to decision through the ring and back, %s, %,d instruments, %,d/s",
            isJournaled ? "journaled" : "no journal", INSTRUMENTS, PER_SECOND);
    }

    private List<Row> measure(final int passes) throws IOException
    {
        final long startNs = System.nanoTime();
        // Where other work has the cores every tick waits for two turns of the scheduler: fewer passes, not an hour.
        for (int k = -WARM_UP; k < passes && (k <= 0 || System.nanoTime() - startNs < budgetNs(passes)); k++)
        {
            final boolean isKept = k >= 0;
            try (HopAndBack bare = new HopAndBack())
            {
                run(bare, isKept, hop, hopResponse);
            }
            try (TemporaryDirectory temporary = TemporaryDirectory.create())
            {
                through(isJournaled ? temporary.path() : null, isKept);
            }
        }
        for (final Distribution d : List.of(service, response, hop, hopResponse))
        {
            d.end(log);
        }
        final List<Row> rows = new ArrayList<>();
        rows.add(row("service p50", service, service.medians(), "Disruptor hop and back p50", hop, hop.medians()));
        rows.add(row("service p99.9", service, service.tails(), "Disruptor hop and back p99.9", hop, hop.tails()));
        rows.add(row("response p50, from the intended time", response, response.medians(),
            "Disruptor hop and back p50", hopResponse, hopResponse.medians()));
        return rows;
    }

    /** Four times what both sides need on schedule. */
    private long budgetNs(final int passes)
    {
        return 8L * (passes + WARM_UP) * events.capacity() * INTERVAL_NS;
    }

    private void through(final Path directory, final boolean isKept)
    {
        final RingFeed ring = new RingFeed(INSTRUMENTS, directory, start, events);
        try (ring)
        {
            run(ring, isKept, service, response);
        }
        same &= ring.digest() == digest;
    }

    private void run(final Work work, final boolean isKept, final Distribution served, final Distribution responded)
    {
        pass.run(events.capacity(), INTERVAL_NS, work, null);
        if (isKept)
        {
            served.add(pass.service(), log);
            responded.add(pass.response(), log);
        }
    }

    private Row row(
        final String what, final Distribution ours, final Samples values, final String baselineName,
        final Distribution theirs, final Samples baselines)
    {
        return new Row("8", name(isJournaled) + ", " + what, values.median(), "ns", baselineName, baselines.median(),
            values.medianRatio(baselines), values.spreadPercent(), isJournaled ? 3 : 2, !same, String.format(
            Locale.ROOT, "%s to the digest inline; the consumer yields while it waits; %d passes; %s; beside it %s",
            same ? "equal" : "UNEQUAL", values.size(), ours.percentiles(), theirs.percentiles()), ours.percentiles());
    }
}

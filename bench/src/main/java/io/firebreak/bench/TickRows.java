package io.firebreak.bench;

import io.firebreak.bench.PacedPass.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Target 7: from a tick to what was decided on it, inline and journaled, at a fixed rate. Passes of the engine and
 * passes of the same schedule with nothing to do take turns: of those, the service time is the empty clock pair and the
 * response time is what the machine alone did to the schedule, the hiccups. At the end the same events decided without
 * clocks and journal must give the same digest.
 */
final class TickRows
{
    private static final int PER_SECOND = 500_000;
    private static final long INTERVAL_NS = 1_000_000_000L / PER_SECOND;
    private static final int WARM_UP = 4;

    private static final Work NOTHING = new Work()
    {
        @Override
        public boolean run(final int k)
        {
            return false;
        }

        @Override
        public void rest()
        {
            // Nothing.
        }
    };

    private final int instruments;
    private final LatencyLog log;
    private final StreamGenerator generator;
    private final EventStream events;
    private final JournaledFeed journaled;
    private final EngineFeed alone;
    private final PacedPass pass = new PacedPass();
    private final Distribution service = new Distribution("service");
    private final Distribution response = new Distribution("response");
    private final Distribution decided = new Distribution("decided");
    private final Distribution closed = new Distribution("closed-loop");
    private final Distribution clocks = new Distribution("clock-pair");
    private final Distribution hiccups = new Distribution("hiccup");
    private final Distribution closedClocks = new Distribution("clock-pair-closed-loop");
    private final Work tick = new Work()
    {
        @Override
        public boolean run(final int k)
        {
            return journaled.engine().onEvent(events.buffer(), k * EventStream.RECORD_LENGTH) > 0;
        }

        @Override
        public void rest()
        {
            journaled.engine().breaker().onBatchEnd();
        }
    };

    private TickRows(final int instruments, final int size, final Path directory, final LatencyLog log)
    {
        events = new EventStream(size);
        this.instruments = instruments;
        this.log = log;
        generator = new StreamGenerator(StreamShape.of(instruments));
        alone = new EngineFeed(instruments, StreamGenerator.START_NS);
        journaled = new JournaledFeed(instruments, directory);
        final EventStream start = new EventStream(generator.startSize());
        generator.start(start);
        journaled.engine().run(start);
        journaled.awaitJournal();
        alone.run(start);
    }

    /**
     * Measure.
     *
     * @param instruments how many.
     * @param passes      that count, of either side.
     * @param size        ticks of a pass.
     * @param folder      takes the distributions; null writes none.
     * @return the rows.
     * @throws IOException when the journal or the distributions cannot be written.
     */
    static List<Row> rows(
        final int instruments, final int passes, final int size, final Path folder) throws IOException
    {
        try (TemporaryDirectory temporary = TemporaryDirectory.create(); LatencyLog log = new LatencyLog(folder,
            "inline-" + instruments, String.format(Locale.ROOT,
            "tick to decision inline, journaled, %,d instruments, %,d/s", instruments, PER_SECOND)))
        {
            return new TickRows(instruments, size, temporary.path(), log).measure(passes);
        }
    }

    private List<Row> measure(final int passes)
    {
        for (int k = -WARM_UP; k < passes; k++)
        {
            both(k >= 0, (k & 1) == 0);
            loop(k >= 0);
        }
        final boolean same = alone.breaker().engine().digest() == journaled.engine().breaker().engine().digest() &&
            alone.sums().isSameAs(journaled.engine().sums());
        alone.close();
        journaled.close();
        for (final Distribution d : List.of(service, response, decided, closed, clocks, hiccups, closedClocks))
        {
            d.end(log);
        }
        final List<Row> rows = new ArrayList<>();
        rows.add(row("service p50", service, service.medians(), "empty clock pair p50", clocks, clocks.medians(),
            same));
        rows.add(row("service p99.9", service, service.tails(), "empty clock pair p99.9", clocks, clocks.tails(),
            same));
        rows.add(row("service of ticks with a decision p50", decided, decided.medians(), "empty clock pair p50",
            clocks, clocks.medians(), same));
        rows.add(row("response p50, from the intended time", response, response.medians(),
            "the schedule alone (hiccups) p50", hiccups, hiccups.medians(), same));
        rows.add(row("response p99.9, from the intended time", response, response.tails(),
            "the schedule alone (hiccups) p99.9", hiccups, hiccups.tails(), same));
        rows.add(row("closed-loop service p50", closed, closed.medians(), "empty clock pair p50", closedClocks,
            closedClocks.medians(), same));
        return rows;
    }

    private void both(final boolean isKept, final boolean isTickFirst)
    {
        generator.fill(events);
        if (isTickFirst)
        {
            ticks(isKept);
        }
        pass.run(events.capacity(), INTERVAL_NS, NOTHING, null);
        if (isKept)
        {
            clocks.add(pass.service(), log);
            hiccups.add(pass.response(), log);
        }
        if (!isTickFirst)
        {
            ticks(isKept);
        }
        alone.run(events);
    }

    private void ticks(final boolean isKept)
    {
        final Histogram apart = PacedPass.histogram();
        pass.run(events.capacity(), INTERVAL_NS, tick, apart);
        if (isKept)
        {
            apart.setStartTimeStamp(pass.service().getStartTimeStamp());
            apart.setEndTimeStamp(pass.service().getEndTimeStamp());
            service.add(pass.service(), log);
            response.add(pass.response(), log);
            decided.add(apart, log);
        }
        journaled.awaitJournal();
    }

    private void loop(final boolean isKept)
    {
        generator.fill(events);
        pass.run(events.capacity(), 0, tick, null);
        if (isKept)
        {
            closed.add(pass.service(), log);
        }
        journaled.awaitJournal();
        alone.run(events);
        pass.run(events.capacity(), 0, NOTHING, null);
        if (isKept)
        {
            closedClocks.add(pass.service(), log);
        }
    }

    private Row row(
        final String what, final Distribution ours, final Samples values, final String baselineName,
        final Distribution theirs, final Samples baselines, final boolean same)
    {
        return new Row("7", String.format(Locale.ROOT, "tick to decision inline, journaled, %,d instruments%s, %s",
            instruments, ours == closed ? "" : String.format(Locale.ROOT, ", %,d/s", PER_SECOND), what),
            values.median(), "ns", baselineName, baselines.median(), values.medianRatio(baselines),
            values.spreadPercent(), 2, !same, String.format(Locale.ROOT,
            "%s digest and sums; %s; beside it %s; the clock's own time is in both",
            same ? "equal" : "UNEQUAL", ours.percentiles(), theirs.percentiles()), ours.percentiles());
    }
}

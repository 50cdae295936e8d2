package io.firebreak.bench;

import com.sun.management.ThreadMXBean;
import io.firebreak.journal.ChronicleJournal;
import io.firebreak.journal.JournalReader;
import io.firebreak.record.RecordBuffer;
import io.firebreak.replay.ReplayObserver;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Target 10: a journal read, checked and decided again with every decision byte and digest compared, beside the live
 * engine on the same events. Both begin with a new engine. Replay must end with the live engine's digest, or the row is
 * void.
 */
final class ReplayRows
{
    private static final int INSTRUMENTS = 100;
    private static final int EVENTS = 1 << 19;
    private static final int SLICE = 1 << 13;
    private static final int BUFFER_BYTES = 1 << 22;
    private static final int WARM_UP = 3;
    private static final double REAL_TIME_NS = 1e9 / 100_000;

    private final Path directory;
    private final EventStream start;
    private final EventStream events = new EventStream(EVENTS);

    private ReplayRows(final Path directory)
    {
        this.directory = directory;
        final StreamGenerator generator = new StreamGenerator(StreamShape.of(INSTRUMENTS));
        start = new EventStream(generator.startSize());
        generator.start(start);
        generator.fill(events);
        record();
    }

    /**
     * Measure.
     *
     * @param rounds of 524,288 events.
     * @return one row.
     * @throws IOException when the journal, of about 60 MiB, cannot be written.
     */
    static List<Row> rows(final int rounds) throws IOException
    {
        try (TemporaryDirectory temporary = TemporaryDirectory.create())
        {
            return new ReplayRows(temporary.path()).measure(rounds);
        }
    }

    private List<Row> measure(final int rounds)
    {
        final int records = INSTRUMENTS + start.size() + events.size();
        final Row row = Paired.row("10", "replay with verification", "live engine, not journaled", records, WARM_UP,
            rounds, Thread::onSpinWait, this::replay, this::live, "digest after the last record");
        return List.of(new Row(row.target(), row.name(), row.value(), "ns/event", row.baselineName(), row.baseline(),
            row.ratio(), row.spreadPercent(), 1, row.isVoid(), String.format(Locale.ROOT,
            "%s; %.0f times real time at 100,000 events/s; %,d B allocated over the last %,d records; reading and " +
            "CRC included, bounds checks off in both", row.check(), REAL_TIME_NS / row.value(), allocated(records),
            records - records / 2)));
    }

    /** Bytes that this thread allocates over the second half of a replay. */
    private long allocated(final long records)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long[] bytes = new long[2];
        replay((engine, buffer, offset, length) ->
        {
            final long sequence = engine == null ? 0 : engine.sequence();
            if (sequence == records / 2)
            {
                bytes[0] = threads.getCurrentThreadAllocatedBytes();
            }
            else if (sequence == records)
            {
                bytes[1] = threads.getCurrentThreadAllocatedBytes();
            }
        });
        return bytes[1] - bytes[0];
    }

    private void record()
    {
        final RecordBuffer buffer = RecordBuffer.map(directory, BUFFER_BYTES);
        final ChronicleJournal journal = new ChronicleJournal(directory, buffer);
        try (EngineFeed engine = new EngineFeed(INSTRUMENTS, StreamGenerator.START_NS, journal, buffer))
        {
            journal(engine, journal, start);
            journal(engine, journal, events);
        }
    }

    private static void journal(final EngineFeed engine, final ChronicleJournal journal, final EventStream stream)
    {
        for (int k = 0; k < stream.size(); k++)
        {
            engine.onEvent(stream.buffer(), k * EventStream.RECORD_LENGTH);
            if (k % SLICE == SLICE - 1 || k == stream.size() - 1)
            {
                engine.breaker().onBatchEnd();
                while (journal.drain() > 0)
                {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private long replay()
    {
        final LastDigest last = new LastDigest();
        final ReplayResult result = replay(last);
        return result.verdict() == ReplayResult.Verdict.OK && result.identical() == result.records() ?
            last.digest : 0;
    }

    private ReplayResult replay(final ReplayObserver observer)
    {
        try
        {
            return new Replayer().replay(JournalReader.open(directory), sequence ->
            {
                // Nobody watches.
            }, observer);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private long live()
    {
        try (EngineFeed engine = new EngineFeed(INSTRUMENTS, StreamGenerator.START_NS))
        {
            engine.run(start);
            engine.run(events);
            return engine.breaker().engine().digest();
        }
    }
}

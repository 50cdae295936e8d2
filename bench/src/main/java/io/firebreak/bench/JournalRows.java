package io.firebreak.bench;

import io.firebreak.journal.ChronicleJournal;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.record.Journal;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Target 5: the work of the journal's thread at full load, documents with CRC, chain and head, beside a raw mapped
 * append with CRC of the same records. Two engines decide the same events outside the measured time, one for each. At
 * the end the journal is read: it must be whole, and its records' CRCs those of the raw append.
 */
final class JournalRows
{
    private static final int INSTRUMENTS = 100;
    private static final int EVENTS = 1 << 13;
    private static final int BUFFER_BYTES = 1 << 22;

    private final Path directory;
    private final StreamGenerator generator = new StreamGenerator(StreamShape.of(INSTRUMENTS));
    private final EventStream events = new EventStream(EVENTS);
    private final ChronicleJournal journal;
    private final MappedAppend raw;
    private final EngineFeed journaled;
    private final EngineFeed appended;
    private long crcs;
    private long records;

    private JournalRows(final Path directory, final Path file) throws IOException
    {
        this.directory = directory;
        final RecordBuffer ours = RecordBuffer.map(directory, BUFFER_BYTES);
        final RecordBuffer theirs = RecordBuffer.inMemory(BUFFER_BYTES);
        journal = new ChronicleJournal(directory, ours);
        raw = new MappedAppend(theirs, HandOff.map(file));
        journaled = new EngineFeed(INSTRUMENTS, StreamGenerator.START_NS, journal, ours);
        appended = new EngineFeed(INSTRUMENTS, StreamGenerator.START_NS, raw, theirs);
        final EventStream start = new EventStream(generator.startSize());
        generator.start(start);
        decide(start);
        drain(journal);
        drain(raw);
    }

    /**
     * Measure.
     *
     * @param rounds of 8,192 records.
     * @return one row.
     * @throws IOException when the journal, of about 1 MiB a round, or the file of 64 MiB cannot be written.
     */
    static List<Row> rows(final int rounds) throws IOException
    {
        try (TemporaryDirectory one = TemporaryDirectory.create(); TemporaryDirectory two = TemporaryDirectory.create())
        {
            return new JournalRows(one.path(), two.path().resolve("raw")).measure(rounds);
        }
    }

    private List<Row> measure(final int rounds) throws IOException
    {
        final Row row = Paired.row("5", "journal append, Chronicle documents of a batch", "raw mapped append with CRC",
            EVENTS, rounds, this::prepare, () -> drain(journal), () -> drain(raw), "");
        journaled.close();
        appended.close();
        final JournalVerdict verdict = JournalReader.open(directory).read((buffer, offset, length) ->
        {
            records++;
            crcs += buffer.getInt(offset + RecordLayout.CRC_OFFSET);
            return true;
        });
        final boolean isSame = verdict instanceof JournalVerdict.Whole && crcs == raw.crcs();
        return List.of(new Row(row.target(), row.name(), row.value(), "ns/record", row.baselineName(), row.baseline(),
            row.ratio(), row.spreadPercent(), 1, row.isVoid() || !isSame, (isSame ? "equal" : "UNEQUAL") +
            ": bytes of every round, CRCs of all " + records + " records read back"));
    }

    private void prepare()
    {
        generator.fill(events);
        decide(events);
    }

    private void decide(final EventStream stream)
    {
        journaled.run(stream);
        journaled.breaker().onBatchEnd();
        appended.run(stream);
        appended.breaker().onBatchEnd();
    }

    private static long drain(final Journal journal)
    {
        long bytes = 0;
        for (int drained = journal.drain(); drained > 0; drained = journal.drain())
        {
            bytes += drained;
        }
        return bytes;
    }
}

package io.firebreak.journal;

import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Records without an engine: ticks, every fifth with a decision. */
final class Tape
{
    static final JournalStart START = new JournalStart("an image".getBytes(StandardCharsets.UTF_8),
        "instruments=1", "feed=test\n", JournalStart.Clock.EXCHANGE, JournalStart.Mode.INLINE, 3, 1, 42);

    private Tape()
    {
    }

    static long digest(final long sequence)
    {
        return sequence * 0x9E3779B97F4A7C15L;
    }

    static void append(final RecordBuffer records, final long sequence)
    {
        append(records, sequence, 0);
    }

    static void append(final RecordBuffer records, final long sequence, final long digestChange)
    {
        final int decisions = sequence % 5 == 0 ? 1 : 0;
        final int length = RecordLayout.recordLength(40, decisions * 72);
        final int offset = records.claim(length);
        final UnsafeBuffer buffer = records.buffer();
        buffer.setMemory(offset + 4, length - 4, (byte)0);
        buffer.putLong(offset + RecordLayout.SEQUENCE_OFFSET, sequence);
        buffer.putShort(offset + RecordLayout.INPUT_BYTES_OFFSET, (short)40);
        buffer.putShort(offset + RecordLayout.DECISION_COUNT_OFFSET, (short)decisions);
        // Tick: block of 32 bytes, template 30, schema 77, version 1.
        buffer.putLong(offset + RecordLayout.INPUT_OFFSET, 32L | 30L << 16 | 77L << 32 | 1L << 48);
        buffer.putLong(offset + RecordLayout.INPUT_OFFSET + 8, 1_000 * sequence);
        if (decisions > 0)
        {
            // DataQuality: block of 64 bytes, template 78.
            buffer.putLong(offset + RecordLayout.INPUT_OFFSET + 40, 64L | 78L << 16 | 77L << 32 | 1L << 48);
            buffer.putLong(offset + RecordLayout.INPUT_OFFSET + 64, sequence);
        }
        buffer.putLong(offset + length - RecordLayout.DIGEST_LENGTH, digest(sequence) + digestChange);
        records.commit(offset, length);
    }

    /** A closed journal of documents of ten records each. */
    static void write(final Path directory, final int records)
    {
        final RecordBuffer buffer = RecordBuffer.map(directory, 1 << 16);
        final ChronicleJournal journal = new ChronicleJournal(directory, buffer);
        journal.open(START);
        for (long sequence = 1; sequence <= records; sequence++)
        {
            append(buffer, sequence);
            if (sequence % 10 == 0 || sequence == records)
            {
                buffer.publish();
                while (journal.drain() > 0)
                {
                    continue;
                }
            }
        }
        journal.close(records == 0 ? 0 : digest(records), 77, records, records / 5);
        buffer.close();
    }
}

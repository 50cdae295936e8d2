package io.firebreak.replay;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.record.RecordLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** Compares the records of two journals themselves: their inputs and decisions, not the digests behind them. */
public final class TwoRecords
{
    private static final int CHUNK = 1 << 20;

    private final Path one;
    private final Path other;
    private final boolean isMasked;
    private final MessagePrinter printer = new MessagePrinter();
    private final RecordComparison comparison = new RecordComparison(printer);

    /**
     * A comparison.
     *
     * @param one      a journal's directory.
     * @param other    another one's.
     * @param isMasked whether the hash of the image and the decisions' own sequence numbers are left aside, as
     *                 between two rulebooks.
     */
    public TwoRecords(final Path one, final Path other, final boolean isMasked)
    {
        this.one = one;
        this.other = other;
        this.isMasked = isMasked;
    }

    /**
     * The first record of a range whose input or decisions differ. A digest folds the engine's memory line by line, so
     * a difference that no decision showed stands behind a later record than the one that made it.
     *
     * @param from first sequence.
     * @param to   last sequence.
     * @return its sequence, 0 where all are the same.
     * @throws IOException where a journal cannot be read.
     */
    public long firstDifferent(final long from, final long to) throws IOException
    {
        for (long first = from; first <= to; first += CHUNK)
        {
            final int[] ones = checksums(one, first, Math.min(to, first + CHUNK - 1));
            final int[] others = checksums(other, first, Math.min(to, first + CHUNK - 1));
            final int at = Arrays.mismatch(ones, others);
            if (at >= 0)
            {
                return first + at;
            }
        }
        return 0;
    }

    /**
     * A record of two journals, field by field.
     *
     * @param sequence of the record.
     * @return the first message of it that differs, or null where only what is behind the messages does.
     * @throws IOException where a journal cannot be read.
     */
    public Divergence compare(final long sequence) throws IOException
    {
        final List<Message> ones = messages(one, sequence);
        final List<Message> others = messages(other, sequence);
        for (int i = 0; i < Math.max(ones.size(), others.size()); i++)
        {
            final Message mine = i < ones.size() ? ones.get(i) : null;
            final Message theirs = i < others.size() ? others.get(i) : null;
            final List<Divergence.Difference> differences = differences(mine, theirs);
            if (!differences.isEmpty())
            {
                return new Divergence(sequence, i, mine == null ? theirs.name() : mine.name(), differences);
            }
        }
        return null;
    }

    private static List<Divergence.Difference> differences(final Message mine, final Message theirs)
    {
        if (mine == null || theirs == null || !mine.name().equals(theirs.name()))
        {
            return List.of(new Divergence.Difference("message", mine == null ? "none" : mine.name(),
                theirs == null ? "none" : theirs.name()));
        }
        final List<Divergence.Difference> differences = new ArrayList<>();
        for (final MessageField field : mine.fields())
        {
            final String other = theirs.text(field.name());
            if (!field.text().equals(other))
            {
                differences.add(new Divergence.Difference(field.name(), field.text(), String.valueOf(other)));
            }
        }
        return differences;
    }

    private int[] checksums(final Path directory, final long from, final long to) throws IOException
    {
        final int[] checksums = new int[(int)(to - from + 1)];
        final CRC32C crc = new CRC32C();
        final byte[] bytes = new byte[RecordLayout.MAX_RECORD_LENGTH];
        final UnsafeBuffer record = new UnsafeBuffer(bytes);
        JournalReader.open(directory).read((buffer, offset, length) ->
        {
            final long sequence = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
            if (sequence >= from && sequence <= to)
            {
                final int size = length - RecordLayout.INPUT_OFFSET - RecordLayout.DIGEST_LENGTH;
                buffer.getBytes(offset + RecordLayout.INPUT_OFFSET, bytes, 0, size);
                final int input =
                    RecordLayout.align(buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF);
                if (isMasked)
                {
                    comparison.mask(record, input, size - input);
                }
                crc.reset();
                crc.update(bytes, 0, size);
                checksums[(int)(sequence - from)] = (int)crc.getValue();
            }
            return sequence < to;
        });
        return checksums;
    }

    private List<Message> messages(final Path directory, final long sequence) throws IOException
    {
        final List<Message> messages = new ArrayList<>();
        final JournalVisitor visitor = (buffer, offset, length) ->
        {
            if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) != sequence)
            {
                return true;
            }
            print(buffer, offset, length, messages);
            return false;
        };
        JournalReader.open(directory).read(visitor);
        return messages;
    }

    private void print(
        final UnsafeBuffer buffer, final int offset, final int length, final List<Message> messages)
    {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[length]);
        record.putBytes(0, buffer, offset, length);
        messages.add(printer.print(record, RecordLayout.INPUT_OFFSET));
        int decision = RecordLayout.INPUT_OFFSET
            + RecordLayout.align(record.getShort(RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF);
        if (isMasked)
        {
            comparison.mask(record, decision, length - RecordLayout.DIGEST_LENGTH - decision);
        }
        for (int i = record.getShort(RecordLayout.DECISION_COUNT_OFFSET) & 0xFFFF; i > 0; i--)
        {
            messages.add(printer.print(record, decision));
            decision += MessageHeaderDecoder.ENCODED_LENGTH + (record.getShort(decision) & 0xFFFF);
        }
    }
}

package io.firebreak.bench;

import io.firebreak.market.Durability;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalPast;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordConsumer;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.RecoveryTarget;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The limit of a journal: every record copied into a mapped file whose pages are there, its CRC-32C behind it, its
 * length stored last. No documents, no chain, no head, no roll: at the end of the file it begins again.
 */
final class MappedAppend implements Journal
{
    private static final int MAX_BYTES = 1 << 20;

    private final RecordBuffer records;
    private final UnsafeBuffer file;
    private final ByteBuffer bytes;
    private final CRC32C crc = new CRC32C();
    private final RecordConsumer run = this::onRecords;
    private int position;
    private long crcs;

    MappedAppend(final RecordBuffer records, final UnsafeBuffer file)
    {
        this.records = records;
        this.file = file;
        bytes = file.byteBuffer().duplicate();
    }

    /** Sum of all CRCs. */
    long crcs()
    {
        return crcs;
    }

    private void onRecords(final UnsafeBuffer buffer, final int offset, final int length)
    {
        for (int at = offset; at < offset + length; at += buffer.getInt(at))
        {
            append(buffer, at, buffer.getInt(at));
        }
    }

    private void append(final UnsafeBuffer buffer, final int at, final int length)
    {
        if (position + length > file.capacity())
        {
            position = 0;
        }
        final int from = position + RecordLayout.SEQUENCE_OFFSET;
        file.putBytes(from, buffer, at + RecordLayout.SEQUENCE_OFFSET, length - RecordLayout.SEQUENCE_OFFSET);
        crc.reset();
        bytes.limit(position + length).position(from);
        crc.update(bytes);
        file.putInt(position + RecordLayout.CRC_OFFSET, (int)crc.getValue());
        file.putIntRelease(position, length);
        crcs += (int)crc.getValue();
        position += length;
    }

    @Override
    public void open(final JournalStart start)
    {
        position = 0;
    }

    @Override
    public JournalPast resume(final JournalStart start, final RecoveryTarget past)
    {
        return JournalPast.NONE;
    }

    @Override
    public int drain()
    {
        return records.drain(run, MAX_BYTES);
    }

    @Override
    public long durableSequence(final Durability level)
    {
        return 0;
    }

    @Override
    public boolean failed()
    {
        return false;
    }

    @Override
    public void close(final long digest, final long arenaHash, final long lastSequence, final long decisionSeq)
    {
        position = 0;
    }
}

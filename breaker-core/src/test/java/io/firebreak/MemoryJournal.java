package io.firebreak;

import io.firebreak.market.Durability;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalPast;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.RecoveryStart;
import io.firebreak.record.RecoveryTarget;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal that outlives its process in a list; what was not drained is what a kill leaves in the record buffer. */
final class MemoryJournal implements Journal
{
    final RecordBuffer buffer = RecordBuffer.inMemory(1 << 20);
    private final List<byte[]> records;
    private final boolean exists;
    private final boolean wasClosed;
    private boolean closed;

    MemoryJournal()
    {
        this(new ArrayList<>(), false, false);
    }

    private MemoryJournal(final List<byte[]> records, final boolean exists, final boolean wasClosed)
    {
        this.records = records;
        this.exists = exists;
        this.wasClosed = wasClosed;
    }

    /** The journal of the next process. */
    MemoryJournal afterwards()
    {
        buffer.publish();
        drain();
        return new MemoryJournal(new ArrayList<>(records), true, closed);
    }

    @Override
    public void open(final JournalStart start)
    {
        resume(start, (memory, offset, length) -> { });
    }

    @Override
    public JournalPast resume(final JournalStart start, final RecoveryTarget past)
    {
        records.forEach(record -> past.onRecords(new UnsafeBuffer(record), 0, record.length));
        return exists ? new JournalPast(true, wasClosed, records.size(), records.size(), 0,
            RecoveryStart.BEGINNING) : JournalPast.NONE;
    }

    @Override
    public int drain()
    {
        return buffer.drain((memory, offset, length) ->
        {
            for (int at = offset; at < offset + length; at += memory.getInt(at))
            {
                final byte[] record = new byte[memory.getInt(at + RecordLayout.LENGTH_OFFSET)];
                memory.getBytes(at, record);
                records.add(record);
            }
        }, Integer.MAX_VALUE);
    }

    @Override
    public long durableSequence(final Durability level)
    {
        return records.size();
    }

    @Override
    public boolean failed()
    {
        return false;
    }

    @Override
    public void close(final long digest, final long arenaHash, final long lastSequence, final long decisionSeq)
    {
        drain();
        closed = true;
    }
}

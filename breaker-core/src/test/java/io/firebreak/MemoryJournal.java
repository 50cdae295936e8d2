package io.firebreak;

import io.firebreak.market.Durability;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalAlarm;
import io.firebreak.record.JournalPast;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.RecordSource;
import io.firebreak.record.RecoveryStart;
import io.firebreak.record.RecoveryTarget;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal that outlives its process in a list; what was not drained is what a kill leaves in the record buffer. */
final class MemoryJournal implements Journal
{
    final RecordBuffer buffer;
    private final RecordSource source;
    private final List<byte[]> records;
    private final boolean exists;
    private final boolean wasClosed;
    private RuntimeException onClose;
    private boolean closed;

    /** Whom to tell of a trouble. */
    JournalAlarm alarm;

    MemoryJournal()
    {
        this(new ArrayList<>(), false, false, null);
    }

    /** A pipeline's. */
    MemoryJournal(final SlotSlab slab)
    {
        this(new ArrayList<>(), false, false, new SlotRecords(slab));
    }

    /** One that cannot be closed. */
    MemoryJournal(final RecordSource source, final RuntimeException onClose)
    {
        this(new ArrayList<>(), false, false, source);
        this.onClose = onClose;
    }

    private MemoryJournal(
        final List<byte[]> records, final boolean exists, final boolean wasClosed, final RecordSource source)
    {
        buffer = source instanceof RecordBuffer given ? given : RecordBuffer.inMemory(1 << 20);
        this.source = source == null ? buffer : source;
        this.records = records;
        this.exists = exists;
        this.wasClosed = wasClosed;
    }

    /** The journal of the next process. */
    MemoryJournal afterwards()
    {
        return afterwards(null);
    }

    /** The journal of the next process, which runs a pipeline over a slab; null inline. */
    MemoryJournal afterwards(final SlotSlab slab)
    {
        buffer.publish();
        drain();
        return new MemoryJournal(
            new ArrayList<>(records), true, closed, slab == null ? null : new SlotRecords(slab));
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
    public void alarm(final JournalAlarm listener)
    {
        alarm = listener;
    }

    @Override
    public int drain()
    {
        return source.drain((memory, offset, length) ->
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
        if (onClose != null)
        {
            throw onClose;
        }
        closed = true;
    }
}

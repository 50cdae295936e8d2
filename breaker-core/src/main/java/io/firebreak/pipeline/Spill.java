package io.firebreak.pipeline;

import io.firebreak.record.RecordLayout;
import io.firebreak.record.SlotSlab;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine's scratch for the decisions of an input, and where they stay when they do not fit into the slot, until
 * the journal has taken them. Owned by the engine thread.
 */
final class Spill
{
    private final SlotSlab slab;
    private final UnsafeBuffer buffer;
    private final int mask;
    private long position;
    private long limit;

    Spill(final SlotSlab slab)
    {
        this.slab = slab;
        buffer = slab.spill();
        mask = buffer.capacity() - 1;
        position = slab.spillFreed();
        limit = position + buffer.capacity();
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    /** Whether the decisions of a whole record fit. */
    boolean hasRoom()
    {
        final int index = (int)position & mask;
        if (buffer.capacity() - index < RecordLayout.MAX_RECORD_LENGTH)
        {
            position += buffer.capacity() - index;
        }
        if (position + RecordLayout.MAX_RECORD_LENGTH > limit)
        {
            limit = slab.spillFreed() + buffer.capacity();
        }
        return position + RecordLayout.MAX_RECORD_LENGTH <= limit;
    }

    /** Where the decisions of the next record go, after {@link #hasRoom}. */
    int offset()
    {
        return (int)position & mask;
    }

    long position()
    {
        return position;
    }

    /** Keep what was written. */
    void keep(final int bytes)
    {
        position += bytes;
    }
}

package io.firebreak.bench;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The bare hand-off: the least that carries records of one size from one core to another. No header words, no wrap of
 * records, nothing that survives. One producer ({@link #claim}, {@link #commit}, {@link #publish}) and one consumer
 * thread ({@link #drain}).
 */
final class BareRing
{
    private static final int LINES_APART = 256;
    private static final int POSITION = 16;
    private static final int LIMIT = 17;

    private final UnsafeBuffer tail = new UnsafeBuffer(BufferUtil.allocateDirectAligned(LINES_APART, 128));
    private final UnsafeBuffer head = new UnsafeBuffer(BufferUtil.allocateDirectAligned(LINES_APART, 128));
    private final UnsafeBuffer buffer;
    private final int slots;

    // The producer's own, in the middle of an array so that nothing of the consumer's shares a line with them.
    private final long[] own = new long[48];

    BareRing(final int slots)
    {
        this.slots = slots;
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(slots * HandOff.RECORD_LENGTH, 128));
        own[LIMIT] = slots;
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    /** Offset of the next record, or -1. */
    int claim()
    {
        final long position = own[POSITION];
        if (position >= own[LIMIT])
        {
            publish();
            own[LIMIT] = head.getLongAcquire(0) + slots;
            if (position >= own[LIMIT])
            {
                return -1;
            }
        }
        return (int)(position & slots - 1) * HandOff.RECORD_LENGTH;
    }

    void commit()
    {
        own[POSITION]++;
    }

    void publish()
    {
        tail.putLongRelease(0, own[POSITION]);
    }

    /** Reads all that is published; returns records. Consumer's thread. */
    long drain(final long[] sum)
    {
        final long from = head.getLong(0);
        final long to = tail.getLongAcquire(0);
        long total = 0;
        for (long at = from; at < to; at++)
        {
            final int o = (int)(at & slots - 1) * HandOff.RECORD_LENGTH;
            for (int k = 0; k < HandOff.RECORD_LENGTH; k += 8)
            {
                total += buffer.getLong(o + k);
            }
        }
        if (to != from)
        {
            sum[0] += total;
            head.putLongRelease(0, to);
        }
        return to - from;
    }
}

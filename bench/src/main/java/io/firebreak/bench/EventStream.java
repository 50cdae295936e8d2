package io.firebreak.bench;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A run of market events as 32-byte records off the heap, read by the engine's feed and by the hand-written loop alike.
 *
 * <pre>
 *   0 time, UTC ns | 8 instrument (int32) | 12 kind (int32) | 16 price, ticks | 24 quantity, lots (0 removes a level)
 * </pre>
 */
final class EventStream
{
    /** Bytes of a record. */
    static final int RECORD_LENGTH = 32;

    /** A level of the bids; +1 of the offers. */
    static final int LEVEL = 0;

    /** A potential trade of a buyer; +1 of a seller. */
    static final int POTENTIAL = 2;

    /** A print of a buyer; +1 of a seller. */
    static final int TRADE = 4;

    static final int TIME = 0;
    static final int INSTRUMENT = 8;
    static final int KIND = 12;
    static final int PRICE = 16;
    static final int QTY = 24;

    private final UnsafeBuffer buffer;
    private final int capacity;
    private int size;

    /**
     * Create an empty stream.
     *
     * @param capacity most events, at least 1; 32 bytes each, together below 2 GiB.
     */
    EventStream(final int capacity)
    {
        this.capacity = capacity;
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(Math.multiplyExact(capacity, RECORD_LENGTH), 64));
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    int size()
    {
        return size;
    }

    int capacity()
    {
        return capacity;
    }

    boolean isFull()
    {
        return size == capacity;
    }

    void clear()
    {
        size = 0;
    }

    void add(final long timeNs, final int instrument, final int kind, final long priceTicks, final long qtyLots)
    {
        final int o = size * RECORD_LENGTH;
        buffer.putLong(o + TIME, timeNs);
        buffer.putInt(o + INSTRUMENT, instrument);
        buffer.putInt(o + KIND, kind);
        buffer.putLong(o + PRICE, priceTicks);
        buffer.putLong(o + QTY, qtyLots);
        size++;
    }

    /** Leave the prints out; what remains moves up. */
    void withoutPrints()
    {
        int kept = 0;
        for (int i = 0; i < size; i++)
        {
            if (buffer.getInt(i * RECORD_LENGTH + KIND) < TRADE)
            {
                buffer.putBytes(kept++ * RECORD_LENGTH, buffer, i * RECORD_LENGTH, RECORD_LENGTH);
            }
        }
        size = kept;
    }
}

package io.firebreak.bench;

import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The other core of the hand-off: takes what is published, from whichever ring the producer uses now, and either reads
 * every word of it or copies it to a mapped file. Then it waits, if told to, as a journal thread should.
 */
final class HandOffConsumer implements Runnable
{
    /** Rings. */
    static final int NONE = -1;
    static final int BARE = 0;
    static final int READ = 1;
    static final int APPEND = 2;

    private static final int MAX_BYTES = 256 << 10;

    private final BareRing bare;
    private final RecordBuffer read;
    private final RecordBuffer append;
    private final UnsafeBuffer file;
    private final long[] sum = new long[32];
    private final RecordConsumer onRead = this::onRead;
    private final RecordConsumer onAppend = this::onAppend;
    private int filePosition;

    private volatile int ring = NONE;
    private volatile long waitNs;
    private volatile boolean isStopped;
    private volatile long takenRecords;

    HandOffConsumer(final BareRing bare, final RecordBuffer read, final RecordBuffer append, final UnsafeBuffer file)
    {
        this.bare = bare;
        this.read = read;
        this.append = append;
        this.file = file;
    }

    void select(final int ring, final long waitNs)
    {
        this.waitNs = waitNs;
        this.ring = ring;
    }

    void stop()
    {
        isStopped = true;
    }

    /** Records taken since the start, from all rings. Any thread. */
    long takenRecords()
    {
        return takenRecords;
    }

    @Override
    public void run()
    {
        long taken = 0;
        while (!isStopped)
        {
            final long records = cycle();
            if (records != 0)
            {
                taken += records;
                takenRecords = taken;
            }
            final long pauseNs = waitNs;
            if (pauseNs > 0)
            {
                final long untilNs = System.nanoTime() + pauseNs;
                while (System.nanoTime() - untilNs < 0)
                {
                    Thread.onSpinWait();
                }
            }
            else if (records == 0)
            {
                Thread.onSpinWait();
            }
        }
    }

    private long cycle()
    {
        switch (ring)
        {
            case BARE:
                return bare.drain(sum);
            case READ:
                return read.drain(onRead, MAX_BYTES) / HandOff.RECORD_LENGTH;
            case APPEND:
                return append.drain(onAppend, MAX_BYTES) / HandOff.RECORD_LENGTH;
            default:
                return 0;
        }
    }

    private void onRead(final UnsafeBuffer buffer, final int offset, final int length)
    {
        long total = 0;
        for (int k = 0; k < length; k += 8)
        {
            total += buffer.getLong(offset + k);
        }
        sum[0] += total;
    }

    private void onAppend(final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (filePosition + length > file.capacity())
        {
            filePosition = 0;
        }
        file.putBytes(filePosition, buffer, offset, length);
        filePosition += length;
    }
}

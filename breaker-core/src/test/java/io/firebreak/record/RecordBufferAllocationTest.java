package io.firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class RecordBufferAllocationTest
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private static final RecordConsumer IGNORE = (buffer, offset, length) -> { };

    private static Object sink;

    @Test
    void shouldAllocateNothingWhenRecordsPassThrough()
    {
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);

        assertThat(allocatedBy(sequence -> pass(records, sequence))).isZero();
    }

    @Test
    void shouldSeeAnAllocationWhenThereIsOne()
    {
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);

        assertThat(allocatedBy(sequence ->
        {
            pass(records, sequence);
            sink = new Object();
        })).isGreaterThanOrEqualTo(8L * 200_000);
    }

    private static void pass(final RecordBuffer records, final long sequence)
    {
        final int length = 32 + 8 * (int)(sequence % 13);
        int offset = records.claim(256);
        if (offset < 0)
        {
            while (records.drain(IGNORE, 8192) > 0)
            {
                continue;
            }
            offset = records.claim(256);
        }
        records.buffer().putLong(offset + RecordLayout.SEQUENCE_OFFSET, sequence);
        records.commit(offset, length);
        if ((sequence & 15) == 0)
        {
            records.publish();
        }
    }

    private static long allocatedBy(final LongConsumer work)
    {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++)
        {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            for (long sequence = 1; sequence <= 200_000; sequence++)
            {
                work.accept(sequence);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}

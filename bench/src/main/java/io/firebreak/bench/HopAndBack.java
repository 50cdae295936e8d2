package io.firebreak.bench;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.firebreak.bench.PacedPass.Work;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A bare Disruptor hop: the publisher stores a number into a slot, the other thread answers it in a line of its own,
 * the publisher sees the answer. The least that a decision on another thread can cost.
 */
final class HopAndBack implements Work, AutoCloseable
{
    private static final int SLOTS = 1 << 13;
    private static final int LINE = 128;
    private static final int SPINS = 4_096;

    private final RingBuffer<long[]> ring =
        RingBuffer.createSingleProducer(() -> new long[8], SLOTS, new YieldingWaitStrategy());
    private final UnsafeBuffer answer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(2 * LINE, LINE));
    private final BatchEventProcessor<long[]> processor = new BatchEventProcessorBuilder().build(
        ring, ring.newBarrier(), (event, sequence, isLast) -> answer.putLongRelease(0, event[0]));
    private final Thread thread = new Thread(processor, "hop");
    private long sent;

    HopAndBack()
    {
        ring.addGatingSequences(processor.getSequence());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean run(final int k)
    {
        final long sequence = ring.next();
        ring.get(sequence)[0] = ++sent;
        ring.publish(sequence);
        int turns = 0;
        while (answer.getLongAcquire(0) != sent)
        {
            await(++turns);
        }
        return false;
    }

    /** Spins; where the other thread has lost its core for long, offers it this one. */
    static void await(final int turns)
    {
        if (turns < SPINS)
        {
            Thread.onSpinWait();
        }
        else
        {
            Thread.yield();
        }
    }

    @Override
    public void rest()
    {
        // Nothing.
    }

    @Override
    public void close()
    {
        processor.halt();
        try
        {
            thread.join();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }
}

package io.firebreak.pipeline;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.LiteTimeoutBlockingWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.util.concurrent.TimeUnit;

/** How the engine thread waits for events, by name: what it saves in latency it costs in processors. */
public enum WaitKind
{
    /** Never lets its processor go: only with one that nothing else runs on. */
    BUSY_SPIN("busy-spin", 3),

    /** Spins, then offers its processor to others: takes what is left of it. */
    YIELD("yield", 1),

    /** Spins, yields, then sleeps for about 100 microseconds: the default, and right on few processors. */
    SLEEP("sleep", 1),

    /** Waits to be woken: costs least, and the publisher pays for waking it. */
    BLOCK("block", 1);

    private static final int RETRIES = 100;
    private static final long SLEEP_NS = 50_000;
    private static final long WAKE_MS = 1;

    private final String label;
    private final int processors;

    WaitKind(final String label, final int processors)
    {
        this.label = label;
        this.processors = processors;
    }

    /**
     * The kind with a name.
     *
     * @param label busy-spin, yield, sleep or block.
     * @return the kind.
     * @throws IllegalArgumentException for another name, with the names there are.
     */
    public static WaitKind of(final String label)
    {
        for (final WaitKind kind : values())
        {
            if (kind.label.equals(label))
            {
                return kind;
            }
        }
        throw new IllegalArgumentException("wait strategy '" + label + "' is none of busy-spin, yield, sleep, block");
    }

    /**
     * The name.
     *
     * @return as in {@link #of}.
     */
    public String label()
    {
        return label;
    }

    /**
     * Refuses to spin where the spinning thread would keep the publisher from running.
     *
     * @param available processors of the machine.
     * @throws IllegalArgumentException with the numbers and what to use instead.
     */
    void require(final int available)
    {
        if (available < processors)
        {
            throw new IllegalArgumentException("wait strategy busy-spin keeps one processor busy and the publisher " +
                "and the journal need two more, this machine has " + available + ": use yield, sleep or block");
        }
    }

    WaitStrategy strategy()
    {
        switch (this)
        {
            case BUSY_SPIN:
                return new BusySpinWaitStrategy();

            case YIELD:
                return new YieldingWaitStrategy();

            case BLOCK:
                // The time-out heals a wake-up that was missed.
                return new LiteTimeoutBlockingWaitStrategy(WAKE_MS, TimeUnit.MILLISECONDS);

            default:
                return new SleepingWaitStrategy(RETRIES, SLEEP_NS);
        }
    }
}

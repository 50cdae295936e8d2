package io.firebreak.pipeline;

import java.util.concurrent.locks.LockSupport;

/** Waits a little longer each time. Owned by the thread that waits; allocates nothing. */
final class Pause
{
    private static final int SPINS = 100;
    private static final int YIELDS = 20;
    private static final long PARK_NS = 50_000L;

    private int turns;

    /** Begin anew. */
    void reset()
    {
        turns = 0;
    }

    /** Wait once. */
    void idle()
    {
        if (turns < SPINS)
        {
            turns++;
            Thread.onSpinWait();
        }
        else if (turns < SPINS + YIELDS)
        {
            turns++;
            Thread.yield();
        }
        else
        {
            LockSupport.parkNanos(PARK_NS);
        }
    }
}

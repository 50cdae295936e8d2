package io.firebreak.pipeline;

import java.util.concurrent.TimeUnit;

/** Waits for the thread of a stage. The host's thread that closes; cold. */
final class StageThread
{
    private StageThread()
    {
    }

    /** Whether the thread has ended; a little longer than the deadline is given to one that was told to. */
    static boolean hasEnded(final Thread thread, final long deadlineNs)
    {
        final long graceNs = TimeUnit.MILLISECONDS.toNanos(200);
        boolean interrupted = false;
        long leftNs = Math.max(deadlineNs - System.nanoTime(), 0) + graceNs;
        final long endNs = System.nanoTime() + leftNs;
        while (thread.isAlive() && leftNs > 0)
        {
            try
            {
                TimeUnit.NANOSECONDS.timedJoin(thread, leftNs);
            }
            catch (final InterruptedException ex)
            {
                interrupted = true;
            }
            leftNs = endNs - System.nanoTime();
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}

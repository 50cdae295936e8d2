package io.firebreak.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or another polite signal while a tape is played: the tape ends at the next row, and the process does not end
 * before the journal is closed. {@link #isAsked()} may be asked by any thread.
 */
final class StopSignal implements AutoCloseable
{
    private static final long LONGEST_WAIT_S = 60;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile boolean isAsked;

    private StopSignal()
    {
    }

    /** Starts to listen. */
    static StopSignal listen()
    {
        final StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Whether the run is to end. */
    boolean isAsked()
    {
        return isAsked;
    }

    /** Ends the run, and waits until it has ended. */
    void stop()
    {
        isAsked = true;
        try
        {
            closed.await(LONGEST_WAIT_S, TimeUnit.SECONDS);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** The run has ended. */
    @Override
    public void close()
    {
        closed.countDown();
        if (!isAsked)
        {
            try
            {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
            catch (final IllegalStateException ex)
            {
                // The process is ending already; the hook finds the latch open.
                isAsked = true;
            }
        }
    }
}

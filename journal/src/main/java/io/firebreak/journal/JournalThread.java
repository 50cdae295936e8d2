package io.firebreak.journal;

import io.firebreak.record.Journal;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Drains a journal on a thread of its own. The host opens the journal, starts this, stops this when the engine has
 * stopped, and then closes the journal. Start and stop on one thread of the host.
 */
public final class JournalThread
{
    private final Journal journal;
    private final Thread thread;
    private volatile boolean running = true;

    private JournalThread(final Journal journal)
    {
        this.journal = journal;
        thread = new Thread(this::run, "firebreak-journal");
        thread.setDaemon(true);
    }

    /**
     * Begins to drain.
     *
     * @param journal an open journal that no other thread drains.
     * @return the running thread's handle.
     */
    public static JournalThread start(final Journal journal)
    {
        final JournalThread runner = new JournalThread(journal);
        runner.thread.start();
        return runner;
    }

    /**
     * Drains what is published and ends the thread.
     *
     * @param timeoutNs longest wait, in nanoseconds.
     * @return whether the thread has ended; while it has not, the journal must not be closed.
     */
    public boolean stop(final long timeoutNs)
    {
        running = false;
        boolean interrupted = false;
        final long deadlineNs = System.nanoTime() + timeoutNs;
        while (thread.isAlive() && deadlineNs - System.nanoTime() > 0)
        {
            try
            {
                TimeUnit.NANOSECONDS.timedJoin(thread, deadlineNs - System.nanoTime());
            }
            catch (final InterruptedException ex)
            {
                interrupted = true;
            }
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run()
    {
        final IdleStrategy idle = new BackoffIdleStrategy(
            16, 16, TimeUnit.MICROSECONDS.toNanos(10), TimeUnit.MILLISECONDS.toNanos(1));
        while (running)
        {
            idle.idle(journal.drain());
        }
        while (journal.drain() > 0)
        {
            continue;
        }
    }
}

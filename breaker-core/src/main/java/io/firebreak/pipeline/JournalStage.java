package io.firebreak.pipeline;

import io.firebreak.record.Journal;

/** Drains the journal on a thread of its own, one duty cycle after another. Made and stopped by the host's thread. */
final class JournalStage implements Runnable
{
    private final Journal journal;
    private final Runnable onFault;
    private final Pause pause = new Pause();
    private volatile boolean running = true;
    private volatile Throwable failure;

    JournalStage(final Journal journal, final Runnable onFault)
    {
        this.journal = journal;
        this.onFault = onFault;
    }

    @Override
    public void run()
    {
        try
        {
            while (running)
            {
                if (journal.drain() > 0)
                {
                    pause.reset();
                }
                else
                {
                    pause.idle();
                }
            }
        }
        catch (final Throwable ex)
        {
            failure = ex;
            onFault.run();
        }
    }

    /** What ended the thread; null while it runs. Any thread. */
    Throwable failure()
    {
        return failure;
    }

    void stop()
    {
        running = false;
    }
}

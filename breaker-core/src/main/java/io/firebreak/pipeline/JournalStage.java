package io.firebreak.pipeline;

import io.firebreak.record.Journal;
import java.util.function.Consumer;

/** Drains the journal on a thread of its own, one duty cycle after another. Made and stopped by the host's thread. */
final class JournalStage implements Runnable
{
    private final Journal journal;
    private final JournalCycle cycle;
    private final Consumer<Throwable> onFault;
    private final Pause pause = new Pause();
    private volatile boolean running = true;
    private volatile Throwable failure;

    JournalStage(final Journal journal, final JournalCycle cycle, final Consumer<Throwable> onFault)
    {
        this.journal = journal;
        this.cycle = cycle;
        this.onFault = onFault;
    }

    @Override
    public void run()
    {
        try
        {
            while (running)
            {
                cycle.turn();
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
            onFault.accept(ex);
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

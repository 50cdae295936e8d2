package io.firebreak.command;

import io.firebreak.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Opens a journal and shows on a terminal how far its reading is. */
final class ReplayRun
{
    private static final long STEP_MASK = 8_191;

    private ReplayRun()
    {
    }

    /** What is done with a journal. */
    @FunctionalInterface
    interface Work<T>
    {
        T on(JournalReader journal, LongConsumer progress);
    }

    static <T> T of(final String task, final Path directory, final boolean isQuiet, final Work<T> work)
        throws IOException
    {
        final JournalReader journal = Journals.open(directory);
        if (isQuiet || !"1".equals(System.getProperty("firebreak.tty")))
        {
            return work.on(journal, sequence ->
            {
                // nobody watches
            });
        }
        try (ProgressBar bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(journal.headSequence())
            .setStyle(ProgressBarStyle.ASCII).setUnit(" records", 1).showSpeed().setUpdateIntervalMillis(500).build())
        {
            return work.on(journal, sequence ->
            {
                if ((sequence & STEP_MASK) == 0)
                {
                    bar.stepTo(sequence);
                }
            });
        }
    }
}

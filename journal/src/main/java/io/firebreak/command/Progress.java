package io.firebreak.command;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress of long work on a terminal, on the error stream; nothing where the launcher saw none
 * ({@code -Dfirebreak.tty=1}) or the output is for a program.
 */
final class Progress implements AutoCloseable
{
    private static final long STEP_MASK = 4_095;

    private final long stepMask;
    private final ProgressBar bar;

    /**
     * Starts a bar.
     *
     * @param task    what is done.
     * @param isQuiet whether the output is for a program.
     * @param isSlow  whether rows come at a market's pace: then each of them shows.
     */
    Progress(final String task, final boolean isQuiet, final boolean isSlow)
    {
        stepMask = isSlow ? 0 : STEP_MASK;
        bar = isQuiet || !"1".equals(System.getProperty("firebreak.tty")) ? null
            : new ProgressBarBuilder().setTaskName(task).setInitialMax(-1).setStyle(ProgressBarStyle.ASCII)
                .setUnit(" rows", 1).showSpeed().setUpdateIntervalMillis(500).build();
    }

    /** The work is at a row; cheap enough to call for each. */
    void at(final long row)
    {
        if (bar != null && (row & stepMask) == 0)
        {
            bar.stepTo(row);
        }
    }

    @Override
    public void close()
    {
        if (bar != null)
        {
            bar.close();
        }
    }
}

package io.firebreak.command;

import io.firebreak.explain.JournalScan;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Opens journals for commands that look at them. */
final class Journals
{
    private Journals()
    {
    }

    /**
     * Opens a journal; nothing is written.
     *
     * @param directory of the journal.
     * @return its reader.
     * @throws IOException where there is no journal.
     */
    static JournalReader open(final Path directory) throws IOException
    {
        try
        {
            return JournalReader.open(directory);
        }
        catch (final NotDirectoryException ex)
        {
            throw new UserMistake(directory + " is a file: give the directory that run --journal wrote");
        }
    }

    /**
     * Hands a journal's messages over, and warns where it is not whole.
     *
     * @param directory of the journal.
     * @param visitor   sees what is sound.
     * @param err       where a warning goes.
     * @return as {@link #judge}.
     * @throws IOException where there is no journal.
     * @throws UserMistake where another version wrote it.
     */
    static int scan(final Path directory, final JournalScan.Visitor visitor, final PrintWriter err) throws IOException
    {
        return judge(directory, JournalScan.read(open(directory), visitor), err);
    }

    /**
     * Warns where a journal is not whole, and refuses one of another version.
     *
     * @param directory of the journal.
     * @param verdict   how its reading ended.
     * @param err       where a warning goes.
     * @return {@link ExitCode#OK}; where it is not whole {@link ExitCode#CORRUPT} or {@link ExitCode#TRUNCATED}, lest a
     *         script take what lies before for all.
     * @throws UserMistake where another version wrote it.
     */
    static int judge(final Path directory, final JournalVerdict verdict, final PrintWriter err)
    {
        if (verdict instanceof JournalVerdict.Unsupported unsupported)
        {
            throw new UserMistake("the journal in " + directory + " is " + unsupported.what()
                + ": use the build that wrote it", ExitCode.UNSUPPORTED);
        }
        if (verdict instanceof JournalVerdict.Whole || verdict instanceof JournalVerdict.Stopped)
        {
            return ExitCode.OK;
        }
        err.println("firebreak: the journal in " + directory + " is not whole (" + verdict
            + "): this is what lies before; ./firebreak verify " + directory + " says more");
        err.flush();
        return verdict instanceof JournalVerdict.Truncated ? ExitCode.TRUNCATED : ExitCode.CORRUPT;
    }
}

package io.firebreak.command;

import io.firebreak.journal.JournalReader;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Verifies the journal of a run: it is read back whole and a fresh engine makes every decision again. */
final class RunVerification
{
    private RunVerification()
    {
    }

    /** The run was stopped by a signal: the journal is closed, and its user wants to leave. */
    static RunReport.JournalSummary skipped(final Path directory, final long records, final long bytes)
    {
        return new RunReport.JournalSummary(
            records, bytes, false, "closed, not verified: ./firebreak verify " + directory);
    }

    /**
     * Verifies.
     *
     * @param directory of the closed journal.
     * @param records   inputs that the engine took.
     * @param bytes     bytes that were journaled.
     * @return the journal's line of the report.
     */
    static RunReport.JournalSummary of(final Path directory, final long records, final long bytes)
    {
        try
        {
            final ReplayResult result = new Replayer().replay(JournalReader.open(directory), sequence ->
            {
            });
            final boolean isVerified = result.verdict() == ReplayResult.Verdict.OK && result.identical() == records;
            final String detail = isVerified
                ? "verified: a fresh engine made the same " + result.decisions() + " decisions"
                : "NOT verified (" + result.verdict() + "): ./firebreak verify " + directory + " says more";
            return new RunReport.JournalSummary(records, bytes, isVerified, detail);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}

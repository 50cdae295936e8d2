package io.firebreak.replay;

import io.firebreak.journal.JournalVerdict;
import java.util.List;

/**
 * What a replay found.
 *
 * @param integrity         what the reading of the journal found; everything else counts what it handed over.
 * @param records           inputs read.
 * @param identical         of them, those that gave the same decision bytes and the same digest; under another rulebook
 *                          the same decisions, their number and the rulebook's hash left aside.
 * @param decisions         decisions in the journal.
 * @param replayedDecisions decisions made now, up to the first divergence; under another rulebook, all.
 * @param firstDivergence   the first difference, or null.
 * @param otherLayout       of the inputs, those that a build of another layout version wrote: their decisions were
 *                          compared, their digests are of other lines and cannot be.
 * @param otherVersions     the layout versions of those, rising.
 * @param stoppedAt         the first input that the live engine did not decide because an error had stopped it; 0 none,
 *                          or a restart has decided it since. Nothing is compared from there on.
 * @param undecided         inputs that were journaled undecided, whether or not a restart has decided them since. What
 *                          it decided is in no record; the records behind show that it led to the same state.
 * @param undecidedFrom     the first of them, 0 none.
 */
public record ReplayResult(
    JournalVerdict integrity,
    long records,
    long identical,
    long decisions,
    long replayedDecisions,
    Divergence firstDivergence,
    long otherLayout,
    List<Integer> otherVersions,
    long stoppedAt,
    long undecided,
    long undecidedFrom)
{
    /** In one word, worst first: a journal that is not whole cannot be blamed on the engine. */
    public enum Verdict
    {
        /** Bytes are not as they were written. */
        CORRUPT,

        /** Written under another version of format or meaning. */
        UNSUPPORTED,

        /** Shorter than its head says. */
        TRUNCATED,

        /** The engine decides otherwise. */
        DIVERGED,

        /** Whole, and every decision re-derived up to where the live engine stopped deciding. */
        STOPPED,

        /** Whole, and every decision re-derived. */
        OK
    }

    /**
     * The result in one word.
     *
     * @return the worst that was found.
     */
    public Verdict verdict()
    {
        if (integrity instanceof JournalVerdict.Corrupt)
        {
            return Verdict.CORRUPT;
        }
        if (integrity instanceof JournalVerdict.Unsupported)
        {
            return Verdict.UNSUPPORTED;
        }
        if (integrity instanceof JournalVerdict.Truncated)
        {
            return Verdict.TRUNCATED;
        }
        if (firstDivergence != null)
        {
            return Verdict.DIVERGED;
        }
        return stoppedAt != 0 ? Verdict.STOPPED : Verdict.OK;
    }
}

package io.firebreak;

import io.firebreak.record.RecoveryStart;
import java.util.List;

/**
 * What a breaker found of an earlier process when it was launched. Decisions of that process are not handed over
 * again; those of the restart are, and the gate shows the states that hold now.
 *
 * @param isUnclean       whether the earlier process had no clean close.
 * @param lastSequence    sequence of its last record, 0 none; the restart's own is the next.
 * @param records         its records.
 * @param surplusRecords  of them, those that were committed and not yet journaled when it was killed.
 * @param sourceSequences last number of each source, 0 where it has numbered nothing: a source goes on behind it.
 * @param generations    for each instrument index the generation that it is defined with, 0 where it is not: the host
 *                       defines those, for a process may also be killed before it has defined all.
 * @param elapsedNs       how long it took, nanoseconds.
 * @param start           what it started from: the records behind that were run again.
 */
public record Recovery(
    boolean isUnclean, long lastSequence, long records, long surplusRecords, List<Long> sourceSequences,
    List<Integer> generations, long elapsedNs, RecoveryStart start)
{
    /**
     * Records that were run again, each compared with what it had decided.
     *
     * @return those behind the snapshot that it started from, or all.
     */
    public long replayedRecords()
    {
        return lastSequence - start.sequence();
    }

    /**
     * For people.
     *
     * @return one line.
     */
    @Override
    public String toString()
    {
        return "recovered up to sequence " + lastSequence + " after " +
            (isUnclean ? "an unclean end" : "a clean close") + " in " + elapsedNs / 1_000_000 + " ms, running " +
            replayedRecords() + " records again (" + surplusRecords + " from the record buffer) from " + start;
    }
}

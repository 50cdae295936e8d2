package io.firebreak.journal;

import io.firebreak.record.JournalStart;

/**
 * What a segment's first document says.
 *
 * @param start            as its writer opened the journal.
 * @param previousSequence sequence of the last record before, 0 none.
 * @param snapshotSequence last input of the newest snapshot known to its writer then: the one that it was recovered
 *                         from, or the last one that the journal tells of since; 0 none.
 * @param jdkFeature       feature number of the JDK that wrote.
 */
public record JournalSegment(JournalStart start, long previousSequence, long snapshotSequence, int jdkFeature)
{
}

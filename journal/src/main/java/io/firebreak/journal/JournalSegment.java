package io.firebreak.journal;

import io.firebreak.record.JournalStart;

/**
 * What a segment's first document says.
 *
 * @param start            as its writer opened the journal.
 * @param previousSequence sequence of the last record before, 0 none.
 * @param jdkFeature       feature number of the JDK that wrote.
 */
public record JournalSegment(JournalStart start, long previousSequence, int jdkFeature)
{
}

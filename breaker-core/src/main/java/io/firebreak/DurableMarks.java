package io.firebreak;

import io.firebreak.market.Durability;
import io.firebreak.record.Journal;

/**
 * Submits the journal's progress as an input while a release waits for it. Owned by the matching thread.
 */
final class DurableMarks
{
    private final Journal journal;
    private final Durability level;
    private final DecisionPoller decisions;
    private final EventPublisher publisher;
    private long markedSeq;

    /**
     * Create.
     *
     * @param journal   whose marks; null where there is none, and no mark ever.
     * @param level     what the rulebook's releases wait for.
     * @param decisions tells the sequence of the last ReleasePending.
     * @param publisher takes the marks.
     */
    DurableMarks(
        final Journal journal, final Durability level, final DecisionPoller decisions, final EventPublisher publisher)
    {
        this.journal = journal;
        this.level = level;
        this.decisions = decisions;
        this.publisher = publisher;
    }

    /** Decisions made, 0 where there was nothing to submit, or BACK_PRESSURED. */
    int submit(final long nowNs)
    {
        if (journal == null || level == Durability.NONE || level == Durability.HOST || !isWaiting())
        {
            return 0;
        }
        final long durable = journal.durableSequence(level);
        if (durable <= markedSeq)
        {
            return 0;
        }
        final int made = publisher.durableMark(nowNs, level.code(), durable);
        if (made >= 0)
        {
            markedSeq = durable;
        }
        return made;
    }

    /** Whether a release waits for a mark that has not been submitted. */
    boolean isWaiting()
    {
        return decisions.releasePendingSeq() > markedSeq;
    }
}

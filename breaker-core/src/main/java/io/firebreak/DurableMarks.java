package io.firebreak;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.Durability;
import io.firebreak.record.Journal;
import org.agrona.concurrent.UnsafeBuffer;

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

    /** The marks that a parameter image's releases wait for. */
    static DurableMarks of(final Journal journal, final UnsafeBuffer image, final DecisionPoller decisions,
        final EventPublisher publisher)
    {
        return new DurableMarks(
            journal, Durability.of(image.getInt(ImageHeader.H_RELEASE_AFTER)), decisions, publisher);
    }

    /**
     * Refuse a rulebook whose releases would wait for marks that never come.
     *
     * @throws IllegalArgumentException that names the setting and what to write instead.
     */
    static void require(final Journal journal, final UnsafeBuffer image, final boolean hostMarks)
    {
        final Durability level = image.capacity() < ImageLayout.HEADER_LENGTH ?
            null : Durability.of(image.getInt(ImageHeader.H_RELEASE_AFTER));
        final boolean journals = !hostMarks && (level == Durability.J1 || level == Durability.J2);
        if (journals && journal == null)
        {
            throw new IllegalArgumentException("engine.release_after = " + level + ": there is no journal, and every " +
                "release would wait in vain; give the Context a journal, load the rulebook with " +
                "engine.release_after=NONE, or submit the marks yourself and say so with hostMarks()");
        }
        if (journals && !journal.reaches(level))
        {
            throw new IllegalArgumentException("engine.release_after = " + level +
                ": this journal gives no such marks, and every release would wait in vain; write J1, HOST or NONE");
        }
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

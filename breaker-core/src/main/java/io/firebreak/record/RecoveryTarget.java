package io.firebreak.record;

import org.agrona.DirectBuffer;

/**
 * What a journal brings to the state that its records lead to: with a snapshot of it and the records behind, or with
 * all records. Called on the thread that opens the journal.
 */
@FunctionalInterface
public interface RecoveryTarget extends RecordConsumer
{
    /**
     * Takes a state in the place of the records that led to it. Before the first record, and again only when the one
     * before was refused.
     *
     * @param head which state it is; its digest is the journal's at that sequence.
     * @param body the state; read before this returns.
     * @return null where it was taken, and the next record is the one behind it; else why not, and the target is as it
     *         was.
     */
    default String restore(final SnapshotHead head, final DirectBuffer body)
    {
        return "only records are taken here";
    }

    /**
     * Who wrote the records that follow; told before the first, and behind a state that was taken.
     *
     * @param layoutVersion of the writer's arena: where it is another, decisions can be compared and digests cannot.
     */
    default void onLayout(final int layoutVersion)
    {
        // Who does not run the records does not care.
    }
}

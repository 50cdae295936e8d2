package io.firebreak.journal;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sees a journal from its beginning, in order. Called on the reader's thread, with the records of a document only after
 * the whole document has been checked.
 */
public interface JournalVisitor
{
    /**
     * The journal begins, or a new file or process goes on with it.
     *
     * @param segment who wrote what follows, with which parameters.
     * @return false to stop.
     */
    default boolean onSegment(final JournalSegment segment)
    {
        return true;
    }

    /**
     * One input with its decisions. Its parts lie inside it, whatever the file says: the input's SBE header and block,
     * then exactly as many decisions as it counts.
     *
     * @param buffer valid until this returns.
     * @param offset of the record, {@link io.firebreak.record.RecordLayout}.
     * @param length of the record.
     * @return false to stop.
     */
    boolean onRecord(UnsafeBuffer buffer, int offset, int length);

    /**
     * The journal was closed cleanly.
     *
     * @param lastSequence sequence of the last record, 0 none.
     * @param digest       running digest after it.
     * @param arenaHash    hash of the engine's whole arena.
     * @param decisionSeq  number of the last decision, 0 none.
     */
    default void onClose(final long lastSequence, final long digest, final long arenaHash, final long decisionSeq)
    {
    }

    /**
     * A snapshot was taken of the state after an earlier input, at the latest the last one seen.
     *
     * @param sequence    last input that the state holds.
     * @param digest      running digest after it.
     * @param arenaHash   hash of the engine's whole arena.
     * @param decisionSeq number of the last decision, 0 none.
     */
    default void onSnapshot(final long sequence, final long digest, final long arenaHash, final long decisionSeq)
    {
    }
}

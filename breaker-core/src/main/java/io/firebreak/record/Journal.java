package io.firebreak.record;

import io.firebreak.market.Durability;
import io.firebreak.status.BreakerCounters;
import org.agrona.DirectBuffer;

/**
 * What keeps the records for ever. The host opens it before the venue starts, lets one thread of its own drain it, and
 * closes it after the engine has stopped.
 * <p>
 * {@link #open}, {@link #drain} and {@link #close} belong to one thread at a time; {@link #durableSequence} and
 * {@link #failed} may be asked on any.
 */
public interface Journal
{
    /**
     * Who is to be told of trouble. Before {@link #open} or {@link #resume}; a journal that can have none need not
     * listen.
     *
     * @param alarm told on a thread of the journal's.
     */
    default void alarm(final JournalAlarm alarm)
    {
        // Nothing can go wrong here that the marks do not show.
    }

    /**
     * Count what is journaled. Before {@link #open} or {@link #resume}; a journal that counts nothing need not.
     *
     * @param counters written by the thread that drains.
     */
    default void counters(final BreakerCounters counters)
    {
        // The marks show what is journaled.
    }

    /**
     * Begins a new journal. Writes the first document: who writes, with which parameters.
     *
     * @param start what a replay needs to know.
     * @throws IllegalStateException         when the journal is open already, or its directory already holds one.
     * @throws java.io.UncheckedIOException when it cannot be written.
     */
    void open(JournalStart start);

    /**
     * Opens a journal whose directory may hold one already, and goes on with it: hands over the newest snapshot that
     * can be used and the records behind it, or all its records, brings what only the record buffer of a killed process
     * held into it, and writes who writes from now on. May be repeated when the process was killed in it.
     *
     * @param start what a replay needs to know; an earlier journal must have the same image, capacities, clock and
     *              versions.
     * @param past  takes the state and the records, one a call, in their order; what it throws ends the opening.
     * @return what there was.
     * @throws IllegalStateException         when the journal is open already, another process writes it, or it cannot
     *                                       be gone on with: says why and what to do.
     * @throws java.io.UncheckedIOException when it cannot be read or written.
     */
    JournalPast resume(JournalStart start, RecoveryTarget past);

    /**
     * One duty cycle: writes the next batch of published records.
     *
     * @return bytes of records journaled; 0 when there was nothing, or the journal has failed.
     */
    int drain();

    /**
     * Sequence up to which every record has a durability. A failed journal's marks stand still.
     *
     * @param level J1 or J2.
     * @return the sequence of the last such record, 0 none; 0 for a level that this journal does not reach.
     */
    long durableSequence(Durability level);

    /**
     * Whether this journal ever gives a mark of a level.
     *
     * @param level J1 or J2.
     * @return true where {@link #durableSequence} will tell it; a journal that does not sync has J1 only.
     */
    default boolean reaches(final Durability level)
    {
        return level == Durability.J1;
    }

    /**
     * Whether an append failed: nothing is acknowledged any more, and what is not journaled stays in the record buffer.
     *
     * @return true for good once it happened.
     */
    boolean failed();

    /**
     * Keeps a snapshot of the engine's state beside the records, forced to the disk, and records that it did. Cold: on
     * the engine's thread, while that is idle or has ended.
     *
     * @param head which state it is.
     * @param body the state; read before this returns.
     * @return null where it was kept, else why not; the records alone lead to the same state.
     */
    default String snapshot(final SnapshotHead head, final DirectBuffer body)
    {
        return "this journal keeps no snapshots";
    }

    /**
     * Drains what is left and writes the clean end. On a failed journal only frees its files.
     *
     * @param digest       running digest of the engine after the last record.
     * @param arenaHash    hash of the engine's whole arena.
     * @param lastSequence sequence of the last record, 0 none.
     * @param decisionSeq  number of the last decision, 0 none.
     * @throws IllegalStateException when the last journaled record is another one than {@code lastSequence}.
     */
    void close(long digest, long arenaHash, long lastSequence, long decisionSeq);

    /**
     * Frees its files without a clean end, because not everything that was taken is decided and journaled: a restart
     * finds the rest in the slab. On the thread that would have closed it. A journal without files has nothing to free.
     */
    default void abandon()
    {
        // What is in memory goes with it.
    }
}

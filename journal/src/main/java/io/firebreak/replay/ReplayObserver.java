package io.firebreak.replay;

import io.firebreak.engine.BreakerEngine;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Looks on while a journal is replayed, on the replay's thread. It must not call what changes the engine.
 */
@FunctionalInterface
public interface ReplayObserver
{
    /**
     * A record was replayed.
     *
     * @param engine after the record; null where there is none of the journal's version, or where it has diverged. An
     *               input that was journaled undecided it has decided all the same, as a restart does.
     * @param buffer where the record lies, until this returns.
     * @param offset of the record, {@link io.firebreak.record.RecordLayout}.
     * @param length of the record.
     */
    void onRecord(BreakerEngine engine, UnsafeBuffer buffer, int offset, int length);
}

package io.firebreak.replay;

import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineImage;
import io.firebreak.engine.EnginePortable;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.journal.Snapshot;
import io.firebreak.journal.SnapshotStore;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SnapshotHead;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Follows a journal that another process may be writing, with an engine of its own, and keeps the state it reaches as a
 * snapshot beside the journal: the venue's process spends nothing on it. Cold, one thread.
 */
public final class SnapshotFollower implements JournalVisitor
{
    private final long untilSequence;
    private final RecordReplay replay = new RecordReplay();

    private SnapshotFollower(final long untilSequence)
    {
        this.untilSequence = untilSequence;
    }

    /**
     * Follow a journal and keep a snapshot.
     *
     * @param journal       its directory.
     * @param untilSequence last record that may be applied; Long.MAX_VALUE for all that there are.
     * @param kind          of snapshot.
     * @return the file.
     * @throws IOException              where the journal cannot be read or the snapshot not be written.
     * @throws IllegalArgumentException where the journal is of another version, is damaged before that record, is
     *                                  decided otherwise by this build, or was not decided there: the message says
     *                                  which.
     */
    public static Path follow(final Path journal, final long untilSequence, final SnapshotHead.Kind kind)
        throws IOException
    {
        final SnapshotFollower follower = new SnapshotFollower(untilSequence);
        final JournalVerdict verdict = JournalReader.open(journal).read(follower);
        if (follower.replay.engine() == null || !(verdict instanceof JournalVerdict.Whole) &&
            !(verdict instanceof JournalVerdict.Stopped))
        {
            throw new IllegalArgumentException("no snapshot of the journal in " + journal + ": " + verdict);
        }
        final BreakerEngine engine = follower.replay.engine();
        if (follower.replay.firstOtherwise() != 0)
        {
            throw new IllegalArgumentException("no snapshot of the journal in " + journal + ": this build decides " +
                "otherwise at or before record " + follower.replay.firstOtherwise());
        }
        if (follower.replay.isUndecided())
        {
            throw new IllegalArgumentException("no snapshot of the journal in " + journal + ": record " +
                engine.sequence() + " was journaled undecided, by an engine that had stopped, so no restart could go " +
                "on from its state");
        }
        return write(journal, engine, kind);
    }

    /**
     * Keep the state of an engine that has replayed a journal.
     *
     * @param journal its directory.
     * @param engine  whose state; it must have the journal's digest.
     * @param kind    of snapshot.
     * @return the file.
     * @throws IOException where it cannot be written.
     */
    public static Path write(final Path journal, final BreakerEngine engine, final SnapshotHead.Kind kind)
        throws IOException
    {
        final DirectBuffer body = kind == SnapshotHead.Kind.IMAGE ? EngineImage.body(engine) :
            EnginePortable.body(engine);
        return new SnapshotStore(journal).write(kind == SnapshotHead.Kind.IMAGE ? EngineImage.head(engine) :
            EnginePortable.head(engine, body), body);
    }

    /**
     * An engine in the state of a snapshot; the record behind it is the next one to give to it.
     *
     * @param start    how the journal was opened.
     * @param snapshot of the journal.
     * @return the engine.
     * @throws IllegalArgumentException where the snapshot is not for it; names what differs.
     */
    public static BreakerEngine restored(final JournalStart start, final Snapshot snapshot)
    {
        final BreakerEngine engine = Replayer.freshEngine(start);
        if (snapshot.head().kind() == SnapshotHead.Kind.IMAGE)
        {
            EngineImage.restore(engine, snapshot.head(), snapshot.body());
        }
        else
        {
            EnginePortable.restore(engine, snapshot.head(), snapshot.body());
        }
        return engine;
    }

    @Override
    public boolean onSegment(final JournalSegment segment)
    {
        replay.onSegment(segment.start());
        return true;
    }

    @Override
    public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) > untilSequence)
        {
            return false;
        }
        replay.onRecord(buffer, offset, length);
        return true;
    }
}

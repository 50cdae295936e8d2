package io.firebreak.replay;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineReplay;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import java.util.Arrays;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a journal's records again on one engine and says of each whether it was decided as it stands there: the same
 * decision bytes, the same exposure and the same digest. A digest of another layout version is of other lines and is
 * left aside; the decisions of such a record are not. Cold; one thread.
 */
public final class RecordReplay
{
    private final Function<JournalStart, BreakerEngine> engines;
    private JournalStart first;
    private EngineReplay replay;
    private int segmentVersion;
    private int layoutVersion;
    private boolean hasRecords;
    private int made;
    private boolean isUndecided;
    private long firstOtherwise;

    /** A replay on an engine as the journal's own writer had it. */
    public RecordReplay()
    {
        this(Replayer::freshEngine);
    }

    /** A replay on another engine; where the function gives null, the segments are only looked at. */
    RecordReplay(final Function<JournalStart, BreakerEngine> engines)
    {
        this.engines = engines;
    }

    /**
     * A segment begins: the first one makes the engine, the later ones go on with it.
     *
     * @param start how its writer opened the journal.
     * @throws IllegalArgumentException where another version wrote it, or the journal goes on under other parameters:
     *                                  the message says which.
     */
    public void onSegment(final JournalStart start)
    {
        begin(start);
        onLayout(start.layoutVersion());
    }

    /** A segment that lies before what the engine holds already. */
    void begin(final JournalStart start)
    {
        if (first == null)
        {
            first = start;
            final BreakerEngine engine = engines.apply(start);
            replay = engine == null ? null : new EngineReplay(engine);
        }
        else if (replay != null)
        {
            requireSame(start);
        }
    }

    /** Who wrote the records from here on, and the one whose state the engine has. */
    void onLayout(final int version)
    {
        segmentVersion = version;
        layoutVersion = hasRecords ? layoutVersion : version;
        if (replay != null)
        {
            replay.onLayout(version);
        }
    }

    /** A roll and a restart repeat the parameters; the layout of the arena may be another build's. */
    private void requireSame(final JournalStart start)
    {
        if (start.semanticsVersion() != first.semanticsVersion())
        {
            throw new Replayer.UnsupportedJournal("written under semantics version " + first.semanticsVersion() +
                ", and from a later segment on under " + start.semanticsVersion());
        }
        if (!start.capacities().equals(first.capacities()))
        {
            throw new Replayer.UnsupportedJournal("written with the capacities " + line(first.capacities()) +
                ", and from a later segment on with " + line(start.capacities()));
        }
        if (!Arrays.equals(start.image(), first.image()))
        {
            throw new Replayer.UnsupportedJournal("written under one rulebook image, and from a later segment on " +
                "under another");
        }
    }

    private static String line(final String capacities)
    {
        return capacities.replace('\n', ' ').strip();
    }

    /**
     * One record.
     *
     * @param buffer where it lies.
     * @param offset of the record, {@link RecordLayout}.
     * @param length of the record.
     * @return whether it was decided alike; true where its writer's engine had stopped, so that there is nothing to
     *         compare with.
     */
    public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final int from = decisionsOffset(buffer, offset);
        final int end = offset + length - RecordLayout.DIGEST_LENGTH;
        made = replay.onRecord(buffer, offset, length);
        hasRecords = true;
        layoutVersion = segmentVersion;
        isUndecided = isUndecided(buffer, offset);
        final boolean isAlike = isUndecided ||
            RecordComparison.same(buffer, from, end - from, replay.decided(), made) &&
            buffer.getLong(end) == engine().digest() && isExposed(buffer, offset) == engine().isExposed();
        if (!isAlike && firstOtherwise == 0)
        {
            firstOtherwise = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
        }
        return isAlike;
    }

    /**
     * The first record that was decided otherwise.
     *
     * @return its sequence; 0 where none was.
     */
    public long firstOtherwise()
    {
        return firstOtherwise;
    }

    /**
     * Whether the last record's input was journaled without its decisions, because an error had stopped the engine.
     * The state behind it is one that no process had.
     *
     * @return false also before the first record.
     */
    public boolean isUndecided()
    {
        return isUndecided;
    }

    /**
     * Whether a build of another layout version wrote the last record, so that there is no digest or arena to compare
     * with: the engine's digest is then the journal's own.
     *
     * @return before the first record, of the segment.
     */
    public boolean isOtherLayout()
    {
        return layoutVersion != EngineLayout.VERSION;
    }

    /**
     * Layout version of who wrote the last record.
     *
     * @return before the first record, the segment's; 0 before that.
     */
    public int layoutVersion()
    {
        return layoutVersion;
    }

    /**
     * Host's clock of a record's input.
     *
     * @param buffer where it lies.
     * @param offset of the record.
     * @return UTC ns; the engine's own time where the input is too short to have one.
     */
    public long timeNs(final UnsafeBuffer buffer, final int offset)
    {
        return replay.timeNs(buffer, offset);
    }

    /**
     * The engine.
     *
     * @return as it is after the last record; null before the first segment.
     */
    public BreakerEngine engine()
    {
        return replay == null ? null : replay.engine();
    }

    /** Bytes of decisions that the last record made, in {@link #decided()}. */
    int made()
    {
        return made;
    }

    /** Decisions of the last record, from 0 on. */
    UnsafeBuffer decided()
    {
        return replay.decided();
    }

    /** Where a record's decisions begin. */
    static int decisionsOffset(final UnsafeBuffer buffer, final int offset)
    {
        return offset + RecordLayout.INPUT_OFFSET +
            RecordLayout.align(buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF);
    }

    /** Whether a record says that the engine had stopped. */
    static boolean isUndecided(final UnsafeBuffer buffer, final int offset)
    {
        return (buffer.getShort(offset + RecordLayout.FLAGS_OFFSET) & RecordLayout.UNDECIDED) != 0;
    }

    /** Whether a record says that an earlier decision was not yet effective. */
    static boolean isExposed(final UnsafeBuffer buffer, final int offset)
    {
        return (buffer.getShort(offset + RecordLayout.FLAGS_OFFSET) & RecordLayout.EXPOSED) != 0;
    }
}

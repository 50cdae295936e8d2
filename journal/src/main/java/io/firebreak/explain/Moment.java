package io.firebreak.explain;

import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineReplay;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.record.RecordLayout;
import io.firebreak.replay.Replayer;
import io.firebreak.rulebook.RulebookException;
import org.agrona.concurrent.UnsafeBuffer;

/** The engine as it stood after a record, made by replaying a journal up to there. Cold, one thread. */
public final class Moment implements JournalVisitor
{
    private final JournalFacts facts = new JournalFacts();
    private final long untilSequence;
    private final long untilNs;
    private EngineReplay replay;
    private String unsupported;
    private JournalVerdict verdict;
    private long journalDigest;

    private Moment(final long untilSequence, final long untilNs)
    {
        this.untilSequence = untilSequence;
        this.untilNs = untilNs;
    }

    /**
     * Replays up to a moment.
     *
     * @param journal       to read from its beginning.
     * @param untilSequence last record that may be applied.
     * @param untilNs       last engine time that may be applied, UTC nanoseconds.
     * @return the moment.
     */
    public static Moment of(final JournalReader journal, final long untilSequence, final long untilNs)
    {
        final Moment moment = new Moment(untilSequence, untilNs);
        moment.readMore(journal);
        return moment;
    }

    /**
     * Goes on with what has been appended since.
     *
     * @param journal the same each time.
     */
    public void readMore(final JournalReader journal)
    {
        final JournalVerdict read = journal.readMore(this);
        verdict = unsupported == null ? read : new JournalVerdict.Unsupported(unsupported);
    }

    /**
     * The engine; nobody else uses it.
     *
     * @return null where the journal has no readable segment.
     */
    public BreakerEngine engine()
    {
        return replay == null ? null : replay.engine();
    }

    /**
     * What the journal has said up to there.
     *
     * @return names and exponents.
     */
    public JournalFacts facts()
    {
        return facts;
    }

    /**
     * How the reading ended.
     *
     * @return Stopped where it reached the moment before the journal's end.
     */
    public JournalVerdict verdict()
    {
        return verdict;
    }

    /**
     * Whether the engine's digest is the one that the journal has behind the same record.
     *
     * @return true also before the first record.
     */
    public boolean isAsJournaled()
    {
        return engine().sequence() == 0 || engine().digest() == journalDigest;
    }

    @Override
    public boolean onSegment(final JournalSegment segment)
    {
        try
        {
            facts.onSegment(segment);
            replay = replay == null ? new EngineReplay(Replayer.freshEngine(segment.start())) : replay;
            replay.onLayout(segment.start().layoutVersion());
        }
        catch (final RulebookException | IllegalArgumentException ex)
        {
            unsupported = ex.getMessage();
            return false;
        }
        return true;
    }

    @Override
    public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) > untilSequence ||
            replay.timeNs(buffer, offset) > untilNs)
        {
            return false;
        }
        facts.onInput(buffer, offset + RecordLayout.INPUT_OFFSET);
        replay.onRecord(buffer, offset, length);
        // An engine that had stopped recorded its inputs undecided; a digest behind them says nothing.
        final boolean isUndecided =
            (buffer.getShort(offset + RecordLayout.FLAGS_OFFSET) & RecordLayout.UNDECIDED) != 0;
        journalDigest = isUndecided ? engine().digest() : buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH);
        return true;
    }
}

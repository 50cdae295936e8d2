package io.firebreak.explain;

import io.firebreak.engine.BreakerEngine;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.record.RecordLayout;
import io.firebreak.replay.RecordReplay;
import io.firebreak.rulebook.RulebookException;
import org.agrona.concurrent.UnsafeBuffer;

/** The engine as it stood after a record, made by replaying a journal up to there. Cold, one thread. */
public final class Moment implements JournalVisitor
{
    private final JournalFacts facts = new JournalFacts();
    private final RecordReplay replay = new RecordReplay();
    private final long untilSequence;
    private final long untilNs;
    private String unsupported;
    private JournalVerdict verdict;

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
        return replay.engine();
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
     * Whether the engine has decided every record up to there as the journal has it, with the same digest behind each
     * that has one to compare.
     *
     * @return true also before the first record.
     */
    public boolean isAsJournaled()
    {
        return replay.firstOtherwise() == 0;
    }

    /**
     * The first record that the engine decided otherwise.
     *
     * @return its sequence; 0 where none is.
     */
    public long firstOtherwise()
    {
        return replay.firstOtherwise();
    }

    /**
     * Whether the input there was journaled undecided, because an error had stopped the live engine.
     *
     * @return true where no process had the state that is shown.
     */
    public boolean isUndecided()
    {
        return replay.isUndecided();
    }

    /**
     * Whether a build of another layout version wrote the record, so that the digest shown is the journal's own and
     * says nothing.
     *
     * @return of the last record's writer.
     */
    public boolean isOtherLayout()
    {
        return replay.isOtherLayout();
    }

    @Override
    public boolean onSegment(final JournalSegment segment)
    {
        try
        {
            facts.onSegment(segment);
            replay.onSegment(segment.start());
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
        return true;
    }
}

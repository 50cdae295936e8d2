package io.firebreak.replay;

import io.firebreak.codec.RestartDecoder;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Feeds the inputs to a fresh engine and keeps the score. One replay, one thread. */
final class ReplayVisitor implements JournalVisitor
{
    private final RecordComparison comparison;
    private final boolean otherRulebook;
    private final LongConsumer progress;
    private final ReplayObserver observer;
    private final RecordReplay replay;
    private final TreeSet<Integer> otherVersions = new TreeSet<>();
    private final UnsafeBuffer masked = new UnsafeBuffer(new byte[RecordLayout.MAX_RECORD_LENGTH]);

    private String unsupported;
    private Divergence firstDivergence;
    private long records;
    private long identical;
    private long decisions;
    private long replayedDecisions;
    private long otherLayout;
    private long stoppedAt;
    private long undecided;
    private long undecidedFrom;

    ReplayVisitor(final MessagePrinter printer, final boolean otherRulebook, final LongConsumer progress,
        final ReplayObserver observer, final Function<JournalStart, BreakerEngine> engines)
    {
        this.comparison = new RecordComparison(printer);
        this.otherRulebook = otherRulebook;
        this.progress = progress;
        this.observer = observer;
        this.replay = new RecordReplay(engines);
    }

    /** Why the journal's engine cannot be made, or null. */
    String unsupported()
    {
        return unsupported;
    }

    ReplayResult result(final JournalVerdict integrity)
    {
        return new ReplayResult(integrity, records, identical, decisions, replayedDecisions, firstDivergence,
            otherLayout, List.copyOf(otherVersions), stoppedAt, undecided, undecidedFrom);
    }

    @Override
    public boolean onSegment(final JournalSegment segment)
    {
        begin(segment);
        onLayout(segment.start().layoutVersion());
        return true;
    }

    /** A segment that lies before what the engine holds already. */
    boolean begin(final JournalSegment segment)
    {
        if (unsupported == null)
        {
            try
            {
                replay.begin(segment.start());
            }
            catch (final Replayer.UnsupportedJournal ex)
            {
                unsupported = ex.getMessage();
            }
        }
        return true;
    }

    /** Who wrote the records from here on, and the one whose state the engine has. */
    void onLayout(final int layoutVersion)
    {
        if (isReplaying())
        {
            replay.onLayout(layoutVersion);
        }
    }

    @Override
    public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final long sequence = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
        records++;
        decisions += buffer.getShort(offset + RecordLayout.DECISION_COUNT_OFFSET) & 0xFFFF;
        progress.accept(sequence);
        final boolean isUndecided = RecordReplay.isUndecided(buffer, offset);
        // A restart decides what an engine that had stopped did not, and goes on from there; nothing else does.
        final long stopped = !isUndecided && !isRestart(buffer, offset) ? stoppedAt : 0;
        count(sequence, isUndecided);
        if (!isReplaying())
        {
            observer.onRecord(null, buffer, offset, length);
            return true;
        }
        final boolean isAlike = replay.onRecord(buffer, offset, length);
        if (replay.isOtherLayout())
        {
            otherLayout++;
            otherVersions.add(replay.layoutVersion());
        }
        final Divergence divergence = isUndecided ? null : stopped == 0 ? difference(isAlike, buffer, offset, length) :
            of(sequence, "record", "decided", "true", "false, the engine had stopped at sequence " + stopped +
            " and no restart precedes");
        if (!isUndecided)
        {
            replayedDecisions += replay.engine().decisionCount();
            identical += divergence == null ? 1 : 0;
        }
        firstDivergence = firstDivergence == null ? divergence : firstDivergence;
        observer.onRecord(divergence == null || otherRulebook ? replay.engine() : null, buffer, offset, length);
        return true;
    }

    private void count(final long sequence, final boolean isUndecided)
    {
        if (!isUndecided)
        {
            stoppedAt = 0;
            return;
        }
        stoppedAt = stoppedAt == 0 ? sequence : stoppedAt;
        undecidedFrom = undecidedFrom == 0 ? sequence : undecidedFrom;
        undecided++;
    }

    /** Whether there is an engine that decides what comes. */
    private boolean isReplaying()
    {
        return replay.engine() != null && unsupported == null && (firstDivergence == null || otherRulebook);
    }

    /** Whether what ended can be compared: an engine that had stopped ended in a state of its own. */
    private boolean isComparable()
    {
        return isReplaying() && stoppedAt == 0 && !otherRulebook;
    }

    private static boolean isRestart(final UnsafeBuffer buffer, final int offset)
    {
        return (buffer.getShort(offset + RecordLayout.INPUT_OFFSET + 2) & 0xFFFF) == RestartDecoder.TEMPLATE_ID;
    }

    @Override
    public void onClose(final long lastSequence, final long digest, final long arenaHash, final long decisionSeq)
    {
        if (!isComparable())
        {
            return;
        }
        final BreakerEngine engine = replay.engine();
        if (arenaHash != engine.arenaHash() && !replay.isOtherLayout())
        {
            firstDivergence = of(lastSequence, "close", "arenaHash", hex(arenaHash), hex(engine.arenaHash()));
        }
        else if (decisionSeq != engine.decisionSeq())
        {
            firstDivergence = of(lastSequence, "close", "decisionSeq", Long.toString(decisionSeq),
                Long.toString(engine.decisionSeq()));
        }
    }

    /** The writer's arena was hashed as a whole here: so is this one, where no further input has come between. */
    @Override
    public void onSnapshot(final long sequence, final long digest, final long arenaHash, final long decisionSeq)
    {
        if (isComparable() && replay.engine().sequence() == sequence && !replay.isOtherLayout() &&
            arenaHash != replay.engine().arenaHash())
        {
            firstDivergence = of(sequence, "snapshot", "arenaHash", hex(arenaHash), hex(replay.engine().arenaHash()));
        }
    }

    private Divergence difference(final boolean isAlike, final UnsafeBuffer buffer, final int offset, final int length)
    {
        final long sequence = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
        final int from = RecordReplay.decisionsOffset(buffer, offset);
        final int bytes = offset + length - RecordLayout.DIGEST_LENGTH - from;
        return otherRulebook ? compareDecisions(sequence, buffer, from, bytes, replay.made()) :
            isAlike ? null : compare(sequence, buffer, offset, from, bytes);
    }

    private Divergence compare(
        final long sequence, final UnsafeBuffer buffer, final int offset, final int from, final int bytes)
    {
        if (!RecordComparison.same(buffer, from, bytes, replay.decided(), replay.made()))
        {
            return comparison.decisions(sequence, buffer, from, bytes, replay.decided(), replay.made());
        }
        final long digest = buffer.getLong(from + bytes);
        if (digest != replay.engine().digest())
        {
            return of(sequence, "record", "digest", hex(digest), hex(replay.engine().digest()));
        }
        return of(sequence, "record", "exposed", Boolean.toString(RecordReplay.isExposed(buffer, offset)),
            Boolean.toString(replay.engine().isExposed()));
    }

    private Divergence compareDecisions(
        final long sequence, final UnsafeBuffer buffer, final int from, final int bytes, final int made)
    {
        if (bytes == 0 && made == 0)
        {
            return null;
        }
        masked.putBytes(0, buffer, from, bytes);
        comparison.mask(masked, 0, bytes);
        comparison.mask(replay.decided(), 0, made);
        return comparison.decisions(sequence, masked, 0, bytes, replay.decided(), made);
    }

    private static Divergence of(
        final long sequence, final String message, final String field, final String journal, final String replayed)
    {
        return new Divergence(sequence, 0, message, List.of(new Divergence.Difference(field, journal, replayed)));
    }

    private static String hex(final long value)
    {
        return String.format("%016x", value);
    }
}

package io.firebreak.replay;

import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineReplay;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import java.util.List;
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
    private final Function<JournalStart, BreakerEngine> engines;
    private final UnsafeBuffer masked = new UnsafeBuffer(new byte[RecordLayout.MAX_RECORD_LENGTH]);

    private EngineReplay replay;
    private BreakerEngine engine;
    private String unsupported;
    private Divergence firstDivergence;
    private long records;
    private long identical;
    private long decisions;
    private long replayedDecisions;
    private long otherLayout;
    private long stoppedAt;

    ReplayVisitor(final MessagePrinter printer, final boolean otherRulebook, final LongConsumer progress,
        final ReplayObserver observer, final Function<JournalStart, BreakerEngine> engines)
    {
        this.comparison = new RecordComparison(printer);
        this.otherRulebook = otherRulebook;
        this.progress = progress;
        this.observer = observer;
        this.engines = engines;
    }

    /** Why the journal's engine cannot be made, or null. */
    String unsupported()
    {
        return unsupported;
    }

    ReplayResult result(final JournalVerdict integrity)
    {
        return new ReplayResult(integrity, records, identical, decisions, replayedDecisions, firstDivergence,
            otherLayout, stoppedAt);
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
        // A roll repeats the parameters; the engine goes on.
        if (engine == null && unsupported == null)
        {
            try
            {
                engine = engines.apply(segment.start());
                replay = engine == null ? null : new EngineReplay(engine);
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
        if (replay != null && firstDivergence == null)
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
        // A restart decides what an engine that had stopped did not, and goes on from there.
        final boolean isStopped =
            (buffer.getShort(offset + RecordLayout.FLAGS_OFFSET) & RecordLayout.UNDECIDED) != 0;
        stoppedAt = !isStopped ? 0 : stoppedAt == 0 ? sequence : stoppedAt;
        if (engine == null || firstDivergence != null && !otherRulebook)
        {
            observer.onRecord(null, buffer, offset, length);
            return true;
        }
        final int input = offset + RecordLayout.INPUT_OFFSET;
        final int inputBytes = buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF;
        final int from = input + RecordLayout.align(inputBytes);
        final int bytes = offset + length - RecordLayout.DIGEST_LENGTH - from;
        final int made = replay.onRecord(buffer, offset, length);
        otherLayout += replay.isOtherLayout() ? 1 : 0;
        if (isStopped)
        {
            return true;
        }
        replayedDecisions += engine.decisionCount();
        final Divergence divergence = otherRulebook ? compareDecisions(sequence, buffer, from, bytes, made) :
            compare(sequence, buffer, offset, length, from, bytes, made);
        if (divergence == null)
        {
            identical++;
        }
        else if (firstDivergence == null)
        {
            firstDivergence = divergence;
        }
        observer.onRecord(divergence == null || otherRulebook ? engine : null, buffer, offset, length);
        return true;
    }

    @Override
    public void onClose(final long lastSequence, final long digest, final long arenaHash, final long decisionSeq)
    {
        if (engine == null || stoppedAt != 0 || firstDivergence != null || otherRulebook)
        {
            return;
        }
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
        if (engine == null || stoppedAt != 0 || firstDivergence != null || otherRulebook ||
            engine.sequence() != sequence || replay.isOtherLayout())
        {
            return;
        }
        if (arenaHash != engine.arenaHash())
        {
            firstDivergence = of(sequence, "snapshot", "arenaHash", hex(arenaHash), hex(engine.arenaHash()));
        }
    }

    private Divergence compare(final long sequence, final UnsafeBuffer buffer, final int offset, final int length,
        final int from, final int bytes, final int made)
    {
        if (!RecordComparison.same(buffer, from, bytes, replay.decided(), made))
        {
            return comparison.decisions(sequence, buffer, from, bytes, replay.decided(), made);
        }
        final long digest = buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH);
        if (digest != engine.digest())
        {
            return of(sequence, "record", "digest", hex(digest), hex(engine.digest()));
        }
        final boolean exposed = (buffer.getShort(offset + RecordLayout.FLAGS_OFFSET) & RecordLayout.EXPOSED) != 0;
        return exposed == engine.isExposed() ? null :
            of(sequence, "record", "exposed", Boolean.toString(exposed), Boolean.toString(engine.isExposed()));
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

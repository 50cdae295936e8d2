package io.firebreak;

import io.firebreak.codec.RestartEncoder;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineImage;
import io.firebreak.engine.EnginePortable;
import io.firebreak.engine.EngineReplay;
import io.firebreak.gate.GuardLine;
import io.firebreak.market.Scope;
import io.firebreak.record.InputWriter;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalAlarm;
import io.firebreak.record.JournalPast;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.RecoveryTarget;
import io.firebreak.record.SnapshotHead;
import io.firebreak.status.BreakerCounters;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings an engine to the state that an earlier process's records lead to, from a snapshot where there is one, and
 * makes sure that it decides as that process did: otherwise the venue would go on from a state that never was. Cold;
 * one thread.
 */
final class PastRecords implements RecoveryTarget
{
    private final BreakerEngine engine;
    private final EngineReplay replay;
    private long startedNs;
    private JournalPast past;
    private JournalStart start;
    private boolean isStopped;

    PastRecords(final BreakerEngine engine)
    {
        this.engine = engine;
        replay = new EngineReplay(engine);
    }

    /**
     * Opens the journal, and works through what it holds. What holds the directory is closed when that fails.
     *
     * @throws IllegalArgumentException where inputs carry the host's clock and nobody said what it shows.
     */
    PastRecords open(
        final Journal journal, final AutoCloseable records, final GuardLine guard, final JournalStart journalStart,
        final BreakerCounters counters)
    {
        startedNs = System.nanoTime();
        start = journalStart;
        boolean isOpen = false;
        try
        {
            if (start.clock() == JournalStart.Clock.HOST && start.createdNs() <= 0)
            {
                throw new IllegalArgumentException("a journal by the host's clock needs to know what it shows now, " +
                    "or a restart would go on at the time of the last record: origin(\"venue A\", HOST, nowNs)");
            }
            // Whatever it is, the market closes before decisions can be lost; operators open it again.
            journal.alarm(trouble -> latch(guard, trouble));
            if (counters != null)
            {
                journal.counters(counters);
            }
            past = journal.resume(start, this);
            replay.onLayout(start.layoutVersion());
            isOpen = true;
            return this;
        }
        finally
        {
            if (!isOpen)
            {
                CloseHelper.quietClose(records);
            }
        }
    }

    /** A trouble that lasts is told again and again, and is one latch until that is cleared; a failure is told once. */
    private static void latch(final GuardLine guard, final JournalAlarm.Trouble trouble)
    {
        if (trouble == JournalAlarm.Trouble.FAILED ||
            (GuardLine.latches(guard.word(0)) & GuardLine.JOURNAL_FAULT) == 0)
        {
            guard.journalFault(0);
        }
    }

    /**
     * Tells the engine of the restart, before anything else, where the journal goes on with an earlier one. The input
     * is published when this returns; the writer is empty before.
     *
     * @return what was found; null where the journal is new.
     */
    Recovery restart(final InputWriter writer)
    {
        if (!past.exists())
        {
            return null;
        }
        // A tape's time has stood still meanwhile, whatever the clock on the wall says.
        final long beforeNs = engine.timeNs();
        final long nowNs = start.clock() == JournalStart.Clock.HOST ? Math.max(beforeNs, start.createdNs()) : beforeNs;
        final boolean isUnclean = !past.isClosed() || isStopped;
        final List<Long> sources = IntStream.range(0, engine.capacities().sources())
            .mapToObj(engine::lastSourceSequence).toList();
        final List<Integer> generations = IntStream.range(0, engine.capacities().instruments())
            .mapToObj(index -> engine.read(Scope.instrument(index)))
            .map(scope -> scope.isDefined() ? scope.generation() : 0).toList();
        final int o = writer.begin(RestartEncoder.TEMPLATE_ID, RestartEncoder.BLOCK_LENGTH, 0, 0, nowNs,
            EventPublisher.ABSENT, Scope.market(0), 0);
        final UnsafeBuffer b = writer.buffer();
        b.putLong(o, beforeNs);
        b.putLong(o + 8, start.createdNs());
        b.putLong(o + 16, past.surplusRecords());
        b.putLong(o + 24, isUnclean ? 1 : 0);
        writer.end();
        return new Recovery(isUnclean, past.lastSequence(), past.records(), past.surplusRecords(), sources,
            generations, System.nanoTime() - startedNs, past.start());
    }

    @Override
    public String restore(final SnapshotHead head, final DirectBuffer body)
    {
        try
        {
            if (head.kind() == SnapshotHead.Kind.IMAGE)
            {
                EngineImage.restore(engine, head, body);
            }
            else
            {
                EnginePortable.restore(engine, head, body);
            }
            return null;
        }
        catch (final IllegalArgumentException ex)
        {
            return ex.getMessage();
        }
    }

    @Override
    public void onLayout(final int layoutVersion)
    {
        replay.onLayout(layoutVersion);
    }

    @Override
    public void onRecords(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final int from = offset + RecordLayout.INPUT_OFFSET +
            RecordLayout.align(buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF);
        final int end = offset + length - RecordLayout.DIGEST_LENGTH;
        final int made = replay.onRecord(buffer, offset, length);
        // What an engine that an error had stopped did not decide is decided now, and only by who goes on from here.
        isStopped = (buffer.getShort(offset + RecordLayout.FLAGS_OFFSET) & RecordLayout.UNDECIDED) != 0;
        final boolean isSame = isStopped || made == end - from && buffer.getLong(end) == engine.digest() &&
            isSame(buffer, from, made);
        if (!isSame || made < 0 || buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) != engine.sequence())
        {
            throw new IllegalStateException("record " + buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) +
                " of the journal is decided otherwise by this build, so it cannot go on from there: " +
                "./firebreak verify says where they differ; use the build that wrote it, or a new --journal directory");
        }
    }

    private boolean isSame(final UnsafeBuffer buffer, final int from, final int bytes)
    {
        for (int i = 0; i < bytes; i += Long.BYTES)
        {
            if (buffer.getLong(from + i) != replay.decided().getLong(i))
            {
                return false;
            }
        }
        return true;
    }
}

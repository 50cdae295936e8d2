package io.firebreak.replay;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.journal.Snapshot;
import io.firebreak.journal.SnapshotStore;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.RecoveryStart;
import io.firebreak.record.SnapshotHead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Replays only the records behind a snapshot, on an engine that begins with it: what lies before is taken on the
 * snapshot's word, beyond that the journal has the snapshot's digest at its record. Cold; one thread.
 */
public final class TailReplay implements JournalVisitor
{
    private final SnapshotHead head;
    private final Snapshot snapshot;
    private final ReplayVisitor tail;
    private JournalStart written;
    private String refusal;
    private boolean isReached;

    private TailReplay(final Snapshot snapshot, final LongConsumer progress)
    {
        this.snapshot = snapshot;
        head = snapshot.head();
        tail = new ReplayVisitor(new MessagePrinter(), false, progress, (engine, buffer, offset, length) ->
        {
            // nobody looks on
        }, this::engine);
    }

    /**
     * Replays the records behind a snapshot.
     *
     * @param directory of the journal.
     * @param journal   its reader.
     * @param name      of the snapshot's file; null for the newest that can be used.
     * @param progress  told the sequence of every record behind it.
     * @return what was found.
     * @throws IllegalArgumentException where no such snapshot can be used: says why.
     */
    public static TailResult replay(
        final Path directory, final JournalReader journal, final String name, final LongConsumer progress)
    {
        final List<String> passedOver = new ArrayList<>();
        final List<ReplayResult> results = new ArrayList<>();
        final SnapshotStore store = new SnapshotStore(directory);
        final Optional<Snapshot> taken = store.newest(
            head -> name == null || name.equals(SnapshotStore.name(head)) ? null : "another one is wanted",
            snapshot -> new TailReplay(snapshot, progress).read(journal, results), passedOver);
        if (name != null)
        {
            passedOver.removeIf(line -> !line.startsWith(name));
        }
        if (taken.isEmpty())
        {
            throw new IllegalArgumentException(
                (name == null ? "no snapshot" : "the snapshot " + name) + " of the journal in " + directory +
                (passedOver.isEmpty() ? " is there" : " can be used: " + String.join("; ", passedOver)));
        }
        return new TailResult(results.get(0), new RecoveryStart(taken.get().file().getFileName().toString(),
            taken.get().head().sequence(), List.copyOf(passedOver)), journal.walkedOver());
    }

    private String read(final JournalReader journal, final List<ReplayResult> results)
    {
        final JournalVerdict read = journal.readFrom(head.sequence(), this);
        if (refusal == null && tail.unsupported() == null && !isReached && read instanceof JournalVerdict.Whole whole)
        {
            refusal = "it holds sequence " + head.sequence() + ", the journal ends at " + whole.lastSequence();
        }
        if (refusal == null)
        {
            results.add(tail.result(
                tail.unsupported() == null ? read : new JournalVerdict.Unsupported(tail.unsupported())));
        }
        return refusal;
    }

    private BreakerEngine engine(final JournalStart start)
    {
        final BreakerEngine fresh = Replayer.engine(start, null);
        try
        {
            return SnapshotFollower.restored(start, snapshot);
        }
        catch (final IllegalArgumentException ex)
        {
            refusal = ex.getMessage();
            return fresh;
        }
    }

    @Override
    public boolean onSegment(final JournalSegment segment)
    {
        written = segment.start();
        return (isReached ? tail.onSegment(segment) : tail.begin(segment)) && refusal == null;
    }

    @Override
    public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final long sequence = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
        if (sequence > head.sequence())
        {
            return tail.onRecord(buffer, offset, length);
        }
        if (sequence == head.sequence() && tail.unsupported() == null)
        {
            isReached = true;
            refusal = buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH) == head.digest() ?
                head.detour(written.layoutVersion(), EngineLayout.VERSION, written.capacities()) :
                "its digest is not the journal's at sequence " + sequence;
            tail.onLayout(written.layoutVersion());
        }
        return refusal == null;
    }

    @Override
    public void onClose(final long lastSequence, final long digest, final long arenaHash, final long decisionSeq)
    {
        if (isReached)
        {
            tail.onClose(lastSequence, digest, arenaHash, decisionSeq);
        }
    }

    @Override
    public void onSnapshot(final long sequence, final long digest, final long arenaHash, final long decisionSeq)
    {
        if (isReached)
        {
            tail.onSnapshot(sequence, digest, arenaHash, decisionSeq);
        }
    }
}

package io.firebreak.journal;

import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.RecoveryStart;
import io.firebreak.record.RecoveryTarget;
import io.firebreak.record.SlabSurplus;
import io.firebreak.record.SnapshotHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the journal that an earlier process left, to go on with it: from the newest snapshot that holds a state of this
 * journal and that the target takes, or else from the beginning. A build of another layout version may have written it.
 * Refuses what cannot be gone on with before anything is written. Cold; the thread that opens the journal, which holds
 * the directory.
 */
final class PastJournal implements JournalVisitor
{
    private final Path directory;
    private final JournalStart now;
    private final RecoveryTarget target;
    private final JournalReader reader;
    private JournalStart lastStart;
    private JournalVerdict.Whole whole;
    private RecoveryStart start = RecoveryStart.BEGINNING;
    private Snapshot from;
    private String refusal;
    private boolean isTaken;

    private PastJournal(final Path directory, final JournalStart now, final RecoveryTarget target) throws IOException
    {
        this.directory = directory;
        this.now = now;
        this.target = target;
        reader = JournalReader.open(directory);
    }

    /** Refuses to begin a journal where another one's records would be lost with it. */
    static void requireNoRecords(final Path directory) throws IOException
    {
        if (SlabSurplus.takenSequence(directory) > 0 ||
            SlabSurplus.read(directory, 0, PastJournal::onlyCounted) > 0)
        {
            throw new IllegalStateException("the directory " + directory + " holds a records.slab with records, and " +
                "the files of their journal are gone: restore them, or give another --journal directory");
        }
    }

    /**
     * @param now    who wants to go on.
     * @param target takes a state and the records behind it, one a call.
     * @throws IllegalStateException says why it cannot be gone on with, and what to do.
     */
    static PastJournal read(final Path directory, final JournalStart now, final RecoveryTarget target)
        throws IOException
    {
        final PastJournal past = new PastJournal(directory, now, target);
        past.read();
        past.forgetBegun(past.reader.lastFile());
        return past;
    }

    /** Whether the earlier process was killed before its first document was whole: it has done nothing. */
    boolean isEmpty()
    {
        return whole.documents() == 0;
    }

    JournalVerdict.Whole whole()
    {
        return whole;
    }

    /** Who wrote last. */
    JournalStart lastStart()
    {
        return lastStart;
    }

    /** What the target's state was brought there from. */
    RecoveryStart start()
    {
        return start;
    }

    private void read()
    {
        final long imageHash = ControlRecords.hash(Checksums.sha256(now.image()), 0);
        final List<String> passedOver = new ArrayList<>();
        final Optional<Snapshot> taken = new SnapshotStore(directory).newest(
            head -> head.sequence() == 0 ? "it holds nothing" :
            head.refusal(now.layoutVersion(), now.semanticsVersion(), now.capacities(), imageHash),
            this::readBehind, passedOver);
        if (taken.isEmpty())
        {
            judge(reader.read(this));
        }
        start = new RecoveryStart(taken.map(snapshot -> snapshot.file().getFileName().toString()).orElse(null),
            taken.map(snapshot -> snapshot.head().sequence()).orElse(0L), List.copyOf(passedOver));
    }

    /** Reads on from a snapshot; or says why not, and the target has nothing yet. */
    private String readBehind(final Snapshot snapshot)
    {
        from = snapshot;
        refusal = null;
        final JournalVerdict verdict = reader.readFrom(snapshot.head().sequence(), this);
        if (refusal == null)
        {
            // Damaged it is refused, whatever snapshots there are.
            judge(verdict);
            refusal = isTaken ? null : "it holds sequence " + snapshot.head().sequence() + ", the journal ends at " +
                whole.lastSequence();
        }
        from = isTaken ? from : null;
        return refusal;
    }

    @Override
    public boolean onSegment(final JournalSegment segment)
    {
        lastStart = segment.start();
        if (lastStart.semanticsVersion() != now.semanticsVersion())
        {
            throw refused("was written under semantics version " + lastStart.semanticsVersion() +
                ", this build has " + now.semanticsVersion(), "go on with the build that wrote it");
        }
        if (!Arrays.equals(lastStart.image(), now.image()))
        {
            throw refused("was written under the rulebook image " + name(lastStart.image()) + ", this one is " +
                name(now.image()), "go on with the same rulebook and settings");
        }
        if (!lastStart.capacities().equals(now.capacities()))
        {
            throw refused("was written with the capacities " + lastStart.capacities().replace('\n', ' ').strip() +
                ", these are " + now.capacities().replace('\n', ' ').strip(), "go on with the same capacities");
        }
        if (lastStart.clock() != now.clock())
        {
            throw refused("was written by the clock " + lastStart.clock() + ", this is " + now.clock(),
                "go on with the same clock");
        }
        if (from == null || isTaken)
        {
            target.onLayout(lastStart.layoutVersion());
        }
        return true;
    }

    @Override
    public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (from == null || buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) > from.head().sequence())
        {
            target.onRecords(buffer, offset, length);
            return true;
        }
        return buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) < from.head().sequence() ||
            take(from.head(), buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH),
            (buffer.getShort(offset + RecordLayout.FLAGS_OFFSET) & RecordLayout.UNDECIDED) != 0);
    }

    private boolean take(final SnapshotHead head, final long digest, final boolean isUndecided)
    {
        refusal = head.digest() != digest ? "its digest is not the journal's at sequence " + head.sequence() :
            isUndecided ? "the engine had stopped before sequence " + head.sequence() + ": no state is its state" :
            head.detour(lastStart.layoutVersion(), now.layoutVersion(), now.capacities());
        refusal = refusal == null ? target.restore(head, from.body()) : refusal;
        isTaken = refusal == null;
        if (isTaken)
        {
            target.onLayout(lastStart.layoutVersion());
        }
        return isTaken;
    }

    private void judge(final JournalVerdict verdict)
    {
        if (verdict instanceof JournalVerdict.Truncated cut)
        {
            throw refused("ends at sequence " + cut.lastSequence() + ", and there was more of it, up to sequence " +
                cut.headSequence() + " at least", "./firebreak verify says more; restore its files");
        }
        if (verdict instanceof JournalVerdict.Corrupt corrupt)
        {
            throw refused("is damaged: " + corrupt.what(), "./firebreak verify says more; restore its files");
        }
        if (verdict instanceof JournalVerdict.Unsupported unsupported)
        {
            throw refused("cannot be read: " + unsupported.what(), "go on with the build that wrote it");
        }
        whole = (JournalVerdict.Whole)verdict;
    }

    /**
     * Removes files that were begun and hold nothing: Chronicle waits for the one who began them, and does not go on
     * behind them.
     */
    private void forgetBegun(final Path last) throws IOException
    {
        final List<Path> begun;
        try (Stream<Path> files = Files.list(directory))
        {
            begun = files.filter(file -> file.toString().endsWith(ChronicleFiles.SUFFIX) &&
                (last == null || file.getFileName().compareTo(last.getFileName()) > 0)).toList();
        }
        for (final Path file : begun)
        {
            Files.delete(file);
        }
        if (last == null || !begun.isEmpty())
        {
            // It knows of them, and is made anew.
            Files.deleteIfExists(directory.resolve(ChronicleFiles.METADATA));
        }
    }

    private static void onlyCounted(final UnsafeBuffer buffer, final int offset, final int length)
    {
        // what it is does not matter
    }

    private IllegalStateException refused(final String why, final String fix)
    {
        return new IllegalStateException("the journal in " + directory + " " + why + ": " + fix +
            ", or give another --journal directory");
    }

    private static String name(final byte[] image)
    {
        return String.format("%016x", Long.reverseBytes(ControlRecords.hash(Checksums.sha256(image), 0)));
    }
}

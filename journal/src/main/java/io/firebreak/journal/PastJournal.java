package io.firebreak.journal;

import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordConsumer;
import io.firebreak.record.SlabSurplus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the journal that an earlier process left, to go on with it. Refuses what cannot be gone on with before
 * anything is written. Cold; the thread that opens the journal, which holds the directory.
 */
final class PastJournal implements JournalVisitor
{
    private final Path directory;
    private final JournalStart now;
    private final RecordConsumer records;
    private JournalStart lastStart;
    private JournalVerdict.Whole whole;

    private PastJournal(final Path directory, final JournalStart now, final RecordConsumer records)
    {
        this.directory = directory;
        this.now = now;
        this.records = records;
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
     * @param now     who wants to go on.
     * @param records takes every record, one a call.
     * @throws IllegalStateException says why it cannot be gone on with, and what to do.
     */
    static PastJournal read(final Path directory, final JournalStart now, final RecordConsumer records)
        throws IOException
    {
        final PastJournal past = new PastJournal(directory, now, records);
        final JournalReader reader = JournalReader.open(directory);
        past.judge(reader.read(past));
        past.forgetBegun(reader.lastFile());
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

    @Override
    public boolean onSegment(final JournalSegment segment)
    {
        lastStart = segment.start();
        if (lastStart.semanticsVersion() != now.semanticsVersion() ||
            lastStart.layoutVersion() != now.layoutVersion())
        {
            throw refused("was written under semantics version " + lastStart.semanticsVersion() +
                " and layout version " + lastStart.layoutVersion() + ", this build has " + now.semanticsVersion() +
                " and " + now.layoutVersion(), "go on with the build that wrote it");
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
        return true;
    }

    @Override
    public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
    {
        records.onRecords(buffer, offset, length);
        return true;
    }

    private void judge(final JournalVerdict verdict) throws IOException
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

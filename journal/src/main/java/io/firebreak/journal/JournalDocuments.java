package io.firebreak.journal;

import static io.firebreak.journal.DocumentLayout.HEADER_LENGTH;
import static io.firebreak.journal.DocumentLayout.TRAILER_LENGTH;

import io.firebreak.record.JournalAlarm;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordConsumer;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SlabSurplus;
import io.firebreak.record.SnapshotHead;
import io.firebreak.status.JournalSyncEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The chain of documents that a journal is, and the head that says how far it goes. Owned by the thread that the
 * journal belongs to; the counts may be read on any.
 */
final class JournalDocuments
{
    private static final long HEAD_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path directory;
    private final ControlRecords control = new ControlRecords();
    private final DocumentWriter document = new DocumentWriter(DocumentLayout.MAX_BATCH_LENGTH);

    private QueueAppender queue;
    private JournalStart start;
    private DocumentWriter segment;
    private int chain;
    private long lastDigest;
    private long snapshotSequence;
    private long headNs;
    private long headDocuments;
    private long headFailures;

    private volatile long lastSequence;
    private volatile long count;
    private volatile long recordBytes;

    JournalDocuments(final Path directory)
    {
        this.directory = directory;
    }

    /** Who writes from now on; the first documents are still to come. */
    void start(final JournalStart writer, final int segmentLength)
    {
        start = writer;
        segment = new DocumentWriter(segmentLength);
    }

    /** Before {@link #openQueue}: the segment of another writer will be written, too, with what that said of itself. */
    void roomFor(final int segmentLength)
    {
        if (HEADER_LENGTH + segmentLength + TRAILER_LENGTH > segment.buffer().capacity())
        {
            segment = new DocumentWriter(segmentLength);
        }
    }

    /** The documents begin, or go on behind those that are there. */
    void openQueue(final LongSupplier epochMillis, final JournalSettings settings, final JournalAlarm alarm)
        throws IOException
    {
        queue = new QueueAppender(directory, epochMillis,
            segment.buffer().capacity() + document.buffer().capacity(), settings, alarm);
    }

    /** Before {@link #openQueue}: what is there, and the last input of the snapshot it was gone on from, 0 none. */
    void goOnBehind(final JournalVerdict.Whole earlier, final long restoredSequence)
    {
        snapshotSequence = restoredSequence;
        lastSequence = earlier.lastSequence();
        lastDigest = earlier.digest();
        chain = earlier.chain();
        count = earlier.documents();
    }

    /**
     * Brings what was committed and not journaled into the segment of who decided it.
     *
     * @param judge sees each record before it is taken.
     * @return how many records.
     */
    long takeSurplus(final JournalStart writer, final RecordConsumer judge) throws IOException
    {
        final JournalStart now = start;
        start = writer;
        final SurplusBatch surplus = new SurplusBatch(DocumentLayout.MAX_BATCH_LENGTH, judge, this::appendSurplus);
        final long taken = SlabSurplus.read(directory, lastSequence, surplus);
        surplus.end();
        start = now;
        return taken;
    }

    boolean isOpen()
    {
        return queue != null;
    }

    boolean hasRoom() throws IOException
    {
        return queue.hasRoom();
    }

    /** Why there is no room; null where there is, or will be in a moment. */
    IOException full()
    {
        return queue == null ? null : queue.full();
    }

    /** Sequence of the last record whose append returned. */
    long lastSequence()
    {
        return lastSequence;
    }

    long count()
    {
        return count;
    }

    long recordBytes()
    {
        return recordBytes;
    }

    void append(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final JournalSyncEvent event = JournalSyncEvent.begun();
        if (queue.isNewFile())
        {
            beginSegment();
        }
        document.begin();
        document.copy(buffer, offset, length);
        write(document, document.finish(chain));
        lastDigest = buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH);
        lastSequence = document.lastSequence();
        if (event != null)
        {
            event.returned(lastSequence, length);
        }
    }

    void beginSegment()
    {
        control.segment(segment, start, snapshotSequence, lastSequence, lastDigest);
        write(segment, segment.finish(chain));
    }

    /** The record of a snapshot that none tells of yet, and whose last input is here. */
    void tellOf(final SnapshotLog snapshots) throws IOException
    {
        final SnapshotHead head = snapshots.untold(lastSequence);
        if (head != null && queue.isReserved() && !queue.isNewFile())
        {
            control.snapshot(document, head, count, chain, lastSequence, lastDigest);
            write(document, document.finish(chain));
            snapshotSequence = Math.max(snapshotSequence, head.sequence());
            snapshots.told(head);
        }
    }

    /** The clean end. */
    void end(final long digest, final long arenaHash, final long decisionSeq) throws IOException
    {
        if (!queue.isReserved())
        {
            throw new IOException("no room for the record that ends the journal: " + queue.full());
        }
        control.close(document, digest, arenaHash, lastSequence, decisionSeq);
        write(document, document.finish(chain));
        writeHead();
    }

    /** A head that stays behind the journal claims less than there is: no reason to stop. */
    void writeHead()
    {
        headNs = System.nanoTime();
        try
        {
            new Head(lastSequence, chain, count).write(directory);
            headDocuments = count;
        }
        catch (final IOException ex)
        {
            headFailures++;
        }
    }

    /** The same where it has not been written for a while. */
    void refreshHead()
    {
        if (headDocuments != count && System.nanoTime() - headNs >= HEAD_INTERVAL_NS)
        {
            writeHead();
        }
    }

    /** While the journal is opened there is one. */
    void requireHead() throws IOException
    {
        writeHead();
        if (headFailures > 0)
        {
            throw new IOException("the file " + directory.resolve(Head.FILE_NAME) + " cannot be written");
        }
    }

    void closeQueue()
    {
        if (queue != null)
        {
            queue.close();
            queue = null;
        }
    }

    private void appendSurplus(final UnsafeBuffer buffer, final int offset, final int length)
    {
        try
        {
            if (!queue.hasRoom())
            {
                throw new IOException("no room for the records of the process before: " + queue.full());
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        append(buffer, offset, length);
    }

    private void write(final DocumentWriter source, final int length)
    {
        queue.write(source, length);
        chain = source.chain(length);
        recordBytes += length - DocumentLayout.HEADER_LENGTH - DocumentLayout.TRAILER_LENGTH;
        count++;
    }
}

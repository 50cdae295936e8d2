package io.firebreak.journal;

import io.firebreak.market.Durability;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalAlarm;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordConsumer;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.WriterLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends the records of a {@link RecordBuffer} to a Chronicle Queue, one document ({@link DocumentLayout}) a batch,
 * and publishes J1 after each append returned.
 * <p>
 * {@link #open}, {@link #drain} and {@link #close} belong to one thread at a time; the rest may be asked on any. After
 * the first document an append allocates nothing of its own; {@code head} is replaced at most ten times a second.
 * The first fault of an append stops it for good: nothing more is acknowledged, and what was not stays in the slab.
 */
public final class ChronicleJournal implements Journal
{
    private static final JournalAlarm NOBODY = trouble ->
    {
        // The marks stand still.
    };
    private static final long CLOSE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long HEAD_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path directory;
    private final RecordBuffer records;
    private final LongSupplier epochMillis;
    private final JournalSettings settings;
    private final RecordConsumer batch = this::append;
    private final ControlRecords control = new ControlRecords();
    private final DocumentWriter document = new DocumentWriter(DocumentLayout.MAX_BATCH_LENGTH);

    private JournalAlarm alarm = NOBODY;
    private WriterLock lock;
    private QueueAppender queue;
    private JournalStart start;
    private DocumentWriter segment;
    private int chain;
    private long lastDigest;
    private long lastSequence;
    private long headNs;
    private long headDocuments;
    private long headFailures;

    private volatile long j1Sequence;
    private volatile long documents;
    private volatile long recordBytes;
    private volatile long failures;
    private volatile Throwable failure;
    private volatile boolean stalled;

    /**
     * A journal in a directory that holds none yet. Touches nothing before {@link #open}.
     *
     * @param directory the journal directory.
     * @param records   where the records come from; when it is not mapped in this directory, the journal takes the
     *                  directory's writer lock itself.
     */
    public ChronicleJournal(final Path directory, final RecordBuffer records)
    {
        this(directory, records, JournalSettings.defaults());
    }

    /**
     * A journal with settings of its own.
     *
     * @param directory the journal directory.
     * @param records   where the records come from.
     * @param settings  how far it keeps away from the end of its disk.
     */
    public ChronicleJournal(final Path directory, final RecordBuffer records, final JournalSettings settings)
    {
        this(directory, records, System::currentTimeMillis, settings);
    }

    ChronicleJournal(final Path directory, final RecordBuffer records, final LongSupplier epochMillis)
    {
        this(directory, records, epochMillis, JournalSettings.defaults());
    }

    ChronicleJournal(final Path directory, final RecordBuffer records, final LongSupplier epochMillis,
        final JournalSettings settings)
    {
        this.directory = directory;
        this.records = records;
        this.epochMillis = epochMillis;
        this.settings = settings;
    }

    @Override
    public void alarm(final JournalAlarm listener)
    {
        alarm = listener;
    }

    @Override
    public void open(final JournalStart journalStart)
    {
        if (queue != null)
        {
            throw new IllegalStateException("the journal in " + directory + " is open already");
        }
        final int length = ControlRecords.segmentLength(journalStart);
        if (length > DocumentLayout.MAX_DOCUMENT_LENGTH - DocumentLayout.HEADER_LENGTH - DocumentLayout.TRAILER_LENGTH)
        {
            throw new IllegalArgumentException("a parameter image of " + journalStart.image().length +
                " bytes does not fit into a journal document of " + DocumentLayout.MAX_DOCUMENT_LENGTH);
        }
        if (records.directory() == null || !same(records.directory(), directory))
        {
            lock = WriterLock.acquire(directory);
        }
        boolean opened = false;
        try
        {
            refuseAnEarlierJournal();
            start = journalStart;
            segment = new DocumentWriter(length);
            queue = new QueueAppender(directory, epochMillis,
                segment.buffer().capacity() + document.buffer().capacity(), settings, alarm);
            beginSegment();
            writeHead();
            if (headFailures > 0)
            {
                throw new IOException("the file " + directory.resolve(Head.FILE_NAME) + " cannot be written");
            }
            opened = true;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        finally
        {
            if (!opened)
            {
                free();
            }
        }
    }

    @Override
    public int drain()
    {
        if (failure != null || queue == null)
        {
            return 0;
        }
        try
        {
            int drained = 0;
            if (isBehind())
            {
                final boolean hasRoom = queue.hasRoom();
                drained = hasRoom ? records.drain(batch, DocumentLayout.MAX_BATCH_LENGTH) : 0;
                stalled = !hasRoom && queue.full() != null;
            }
            if (headDocuments != documents && System.nanoTime() - headNs >= HEAD_INTERVAL_NS)
            {
                writeHead();
            }
            return drained;
        }
        // An Error too: a store to a full disk's mapping is an InternalError.
        catch (final IOException | RuntimeException | Error ex)
        {
            fail(ex);
            return 0;
        }
    }

    @Override
    public long durableSequence(final Durability level)
    {
        return level == Durability.J1 ? j1Sequence : 0;
    }

    @Override
    public boolean failed()
    {
        return failure != null;
    }

    /**
     * Whether published records wait in the record buffer because the disk has no room for them. Nothing is lost; once
     * there is room the journal goes on.
     *
     * @return true while they do.
     */
    public boolean stalled()
    {
        return stalled;
    }

    /**
     * What stopped the journal.
     *
     * @return the first fault, what the disk said while {@link #stalled}, or null.
     */
    public Throwable failure()
    {
        return failure != null || !stalled ? failure : queue.full();
    }

    /**
     * Appends that failed.
     *
     * @return 0, or 1 once the journal has stopped.
     */
    public long failures()
    {
        return failures;
    }

    /**
     * Documents whose append returned.
     *
     * @return the count.
     */
    public long documents()
    {
        return documents;
    }

    /**
     * Bytes of all records, control records included, in documents whose append returned.
     *
     * @return the count.
     */
    public long recordBytes()
    {
        return recordBytes;
    }

    @Override
    public void close(final long digest, final long arenaHash, final long lastEngineSequence, final long decisionSeq)
    {
        if (queue == null)
        {
            return;
        }
        try
        {
            // A disk may be slow; one that is full says so.
            final long deadlineNs = System.nanoTime() + CLOSE_TIMEOUT_NS;
            while (drain() > 0 || isBehind() && !stalled && System.nanoTime() - deadlineNs < 0)
            {
                continue;
            }
            if (failure == null && isBehind())
            {
                fail(new IOException("records above sequence " + lastSequence + " stay in the record buffer: " +
                    queue.full()));
            }
            if (failure == null)
            {
                end(digest, arenaHash, lastEngineSequence, decisionSeq);
            }
        }
        finally
        {
            free();
        }
    }

    private boolean isBehind()
    {
        return failure == null && records.committedSequence() > lastSequence;
    }

    private void end(final long digest, final long arenaHash, final long lastEngineSequence, final long decisionSeq)
    {
        if (lastEngineSequence != lastSequence)
        {
            throw new IllegalStateException("the engine ended at sequence " + lastEngineSequence +
                ", the journal in " + directory + " at " + lastSequence);
        }
        try
        {
            if (!queue.isReserved())
            {
                throw new IOException("no room for the record that ends the journal: " + queue.full());
            }
            control.close(document, digest, arenaHash, lastSequence, decisionSeq);
            write(document, document.finish(chain));
            writeHead();
        }
        catch (final IOException | RuntimeException | Error ex)
        {
            fail(ex);
        }
    }

    private void append(final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (queue.isNewFile())
        {
            beginSegment();
        }
        document.begin();
        document.copy(buffer, offset, length);
        final long last = sequenceOfLast(buffer, offset, length);
        final int documentLength = document.finish(chain);
        write(document, documentLength);
        lastSequence = last;
        lastDigest = buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH);
        j1Sequence = last;
    }

    private static long sequenceOfLast(final UnsafeBuffer buffer, final int offset, final int length)
    {
        int at = offset;
        while (at + buffer.getInt(at) < offset + length)
        {
            at += buffer.getInt(at);
        }
        return buffer.getLong(at + RecordLayout.SEQUENCE_OFFSET);
    }

    private void beginSegment()
    {
        control.segment(segment, start, lastSequence, lastDigest);
        write(segment, segment.finish(chain));
    }

    private void write(final DocumentWriter source, final int length)
    {
        queue.write(source, length);
        chain = source.chain(length);
        recordBytes += length - DocumentLayout.HEADER_LENGTH - DocumentLayout.TRAILER_LENGTH;
        documents++;
    }

    /** A head that stays behind the journal claims less than there is: no reason to stop. */
    private void writeHead()
    {
        headNs = System.nanoTime();
        try
        {
            new Head(lastSequence, chain, documents).write(directory);
            headDocuments = documents;
        }
        catch (final IOException ex)
        {
            headFailures++;
        }
    }

    private static boolean same(final Path one, final Path other)
    {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private void refuseAnEarlierJournal() throws IOException
    {
        try (Stream<Path> files = Files.list(Files.createDirectories(directory)))
        {
            if (files.map(file -> file.getFileName().toString()).anyMatch(name -> name.equals(Head.FILE_NAME) ||
                name.equals(ChronicleFiles.METADATA) || name.endsWith(ChronicleFiles.SUFFIX)))
            {
                throw new IllegalStateException("the directory " + directory +
                    " already holds a journal: give another --journal directory");
            }
        }
    }

    private void fail(final Throwable fault)
    {
        failures++;
        failure = fault;
        alarm.onTrouble(JournalAlarm.Trouble.FAILED);
    }

    private void free()
    {
        if (queue != null)
        {
            queue.close();
            queue = null;
        }
        if (lock != null)
        {
            lock.close();
            lock = null;
        }
    }
}

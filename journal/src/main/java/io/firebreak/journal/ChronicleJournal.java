package io.firebreak.journal;

import io.firebreak.market.Durability;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalAlarm;
import io.firebreak.record.JournalPast;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordSource;
import io.firebreak.record.RecordConsumer;
import io.firebreak.record.RecoveryTarget;
import io.firebreak.record.SnapshotHead;
import io.firebreak.record.WriterLock;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/**
 * Appends the records of a {@link RecordSource} to a Chronicle Queue, one document ({@link DocumentLayout}) a batch,
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

    private final Path directory;
    private final RecordSource records;
    private final LongSupplier epochMillis;
    private final JournalSettings settings;
    private final JournalDocuments documents;
    private final RecordConsumer batch;
    private final SnapshotLog snapshots;

    private BreakerCounters counters;
    private JournalAlarm alarm = NOBODY;
    private WriterLock lock;

    private volatile long failures;
    private volatile Throwable failure;
    private volatile boolean stalled;

    /**
     * A journal in a directory. Touches nothing before {@link #open} or {@link #resume}.
     *
     * @param directory the journal directory.
     * @param records   where the records come from; when it is not mapped in this directory, the journal takes the
     *                  directory's writer lock itself.
     */
    public ChronicleJournal(final Path directory, final RecordSource records)
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
    public ChronicleJournal(final Path directory, final RecordSource records, final JournalSettings settings)
    {
        this(directory, records, System::currentTimeMillis, settings);
    }

    ChronicleJournal(final Path directory, final RecordSource records, final LongSupplier epochMillis)
    {
        this(directory, records, epochMillis, JournalSettings.defaults());
    }

    ChronicleJournal(final Path directory, final RecordSource records, final LongSupplier epochMillis,
        final JournalSettings settings)
    {
        this.directory = directory;
        this.records = records;
        this.epochMillis = epochMillis;
        this.settings = settings;
        documents = new JournalDocuments(directory);
        batch = documents::append;
        snapshots = new SnapshotLog(directory);
    }

    @Override
    public void alarm(final JournalAlarm listener)
    {
        alarm = listener;
    }

    @Override
    public void counters(final BreakerCounters value)
    {
        counters = value;
    }

    @Override
    public void open(final JournalStart journalStart)
    {
        opening(journalStart, () ->
        {
            if (JournalReader.exists(directory))
            {
                throw new IllegalStateException("the directory " + directory +
                    " already holds a journal: give another --journal directory");
            }
            return begin();
        });
    }

    @Override
    public JournalPast resume(final JournalStart journalStart, final RecoveryTarget past)
    {
        return opening(journalStart, () -> JournalReader.exists(directory) ? goOn(journalStart, past) : begin());
    }

    private JournalPast opening(final JournalStart journalStart, final Callable<JournalPast> work)
    {
        if (documents.isOpen())
        {
            throw new IllegalStateException("the journal in " + directory + " is open already");
        }
        ChronicleFiles.requireOpen();
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
            documents.start(journalStart, length);
            final JournalPast past = work.call();
            records.replaceEarlier();
            documents.beginSegment();
            documents.requireHead();
            opened = true;
            return past;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        catch (final RuntimeException ex)
        {
            throw ex;
        }
        catch (final Exception ex)
        {
            throw new IllegalStateException(ex);
        }
        finally
        {
            if (!opened)
            {
                free();
            }
        }
    }

    private JournalPast begin() throws IOException
    {
        PastJournal.requireNoRecords(directory);
        // Before the queue's files: where they are, the head is.
        documents.requireHead();
        documents.openQueue(epochMillis, settings, alarm);
        return JournalPast.NONE;
    }

    private JournalPast goOn(final JournalStart start, final RecoveryTarget past) throws IOException
    {
        final PastJournal earlier = PastJournal.read(directory, start, past);
        if (earlier.isEmpty())
        {
            return begin();
        }
        final JournalVerdict.Whole whole = earlier.whole();
        documents.goOnBehind(whole, earlier.start().sequence());
        // The surplus of a killed process goes into a segment of its own name, which may be the longer one.
        documents.roomFor(ControlRecords.segmentLength(earlier.lastStart()));
        documents.openQueue(epochMillis, settings, alarm);
        final long surplus = documents.takeSurplus(earlier.lastStart(), past);
        // Before the slab that still holds it is begun anew: from then on only the head says that it was there.
        documents.requireHead();
        return new JournalPast(true, whole.closed() && surplus == 0, whole.records() + surplus,
            documents.lastSequence(), surplus, earlier.start());
    }

    @Override
    public int drain()
    {
        if (failure != null || !documents.isOpen())
        {
            return 0;
        }
        try
        {
            int drained = 0;
            if (isBehind())
            {
                final boolean hasRoom = documents.hasRoom();
                drained = hasRoom ? records.drain(batch, DocumentLayout.MAX_BATCH_LENGTH) : 0;
                stalled = !hasRoom && documents.full() != null;
            }
            documents.tellOf(snapshots);
            documents.refreshHead();
            if (counters != null && drained > 0)
            {
                count();
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

    /** What is in the journal, whoever wrote it. */
    private void count()
    {
        counters.set(BreakerCounter.JOURNAL_DOCUMENTS, documents.count());
        counters.set(BreakerCounter.JOURNAL_BYTES, documents.recordBytes());
        counters.set(BreakerCounter.JOURNALED_SEQUENCE, documents.lastSequence());
    }

    @Override
    public long durableSequence(final Durability level)
    {
        return level == Durability.J1 ? documents.lastSequence() : 0;
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
        return failure != null || !stalled ? failure : documents.full();
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
        return documents.count();
    }

    /**
     * Bytes of all records, control records included, in documents whose append returned.
     *
     * @return the count.
     */
    public long recordBytes()
    {
        return documents.recordBytes();
    }

    @Override
    public void close(final long digest, final long arenaHash, final long lastEngineSequence, final long decisionSeq)
    {
        if (!documents.isOpen())
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
                fail(new IOException("records above sequence " + documents.lastSequence() +
                    " stay in the record buffer: " + documents.full()));
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

    @Override
    public void abandon()
    {
        free();
    }

    @Override
    public String snapshot(final SnapshotHead head, final DirectBuffer body)
    {
        return failure != null ? "the journal has failed" : snapshots.take(head, body, settings.diskLowBytes());
    }

    private boolean isBehind()
    {
        return failure == null && records.committedSequence() > documents.lastSequence();
    }

    private void end(final long digest, final long arenaHash, final long lastEngineSequence, final long decisionSeq)
    {
        if (lastEngineSequence != documents.lastSequence())
        {
            throw new IllegalStateException("the engine ended at sequence " + lastEngineSequence +
                ", the journal in " + directory + " at " + documents.lastSequence());
        }
        try
        {
            documents.end(digest, arenaHash, decisionSeq);
        }
        catch (final IOException | RuntimeException | Error ex)
        {
            fail(ex);
        }
    }

    private static boolean same(final Path one, final Path other)
    {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private void fail(final Throwable fault)
    {
        failures++;
        failure = fault;
        alarm.onTrouble(JournalAlarm.Trouble.FAILED);
    }

    private void free()
    {
        documents.closeQueue();
        if (lock != null)
        {
            lock.close();
            lock = null;
        }
    }
}

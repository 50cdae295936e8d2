package io.firebreak.journal;

import io.firebreak.record.JournalAlarm;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Keeps zeros written ahead of the journal, and a spare file of them for the next roll, on a cold thread of its own:
 * where the disk ends, {@code write} says so here, and no store through Chronicle's mapping ever meets it.
 * <p>
 * The journal thread asks {@link #covers} before an append, tells {@link #appendedTo} after it, and calls
 * {@link #roll} before a new file. The lock is taken by it at a roll only.
 */
final class JournalReservation implements AutoCloseable
{
    static final String SPARE_NAME = "next.reserve";

    /** Most that one document makes Chronicle write beside it: index pages and the word behind it. */
    static final int CHRONICLE_BYTES = 256 << 10;

    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long STEP_NS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path spareFile;
    private final FileStore store;
    private final JournalSettings settings;
    private final int reserveBytes;
    private final JournalAlarm alarm;
    private final Thread thread = new Thread(this::run, "firebreak-reserve");

    // Guarded by this; the cold thread alone writes to the files, outside the lock.
    private ReservedFile current;
    private ReservedFile spare;
    private ReservedFile retired;

    private volatile boolean running = true;
    private volatile long mark;
    private volatile long appended;
    private volatile IOException full;
    private boolean low;

    /**
     * Reserves the beginning of what will be appended, before anything is.
     *
     * @param directory    the journal directory.
     * @param file         the queue's file that will be appended to; may be missing.
     * @param appendBytes  most bytes of what is appended at once.
     * @throws IOException when the disk has no room for it.
     */
    JournalReservation(final Path directory, final Path file, final int appendBytes, final JournalSettings settings,
        final JournalAlarm alarm) throws IOException
    {
        this.settings = settings;
        this.alarm = alarm;
        reserveBytes = Math.max(settings.reserveBytes(), appendBytes + CHRONICLE_BYTES);
        spareFile = directory.resolve(SPARE_NAME);
        store = Files.getFileStore(directory);
        boolean ready = false;
        try
        {
            current = new ReservedFile(file);
            appended = current.mark();
            final long end = appended + reserveBytes;
            while (current.mark() < end)
            {
                requireRoom();
                current.extend();
            }
            mark = current.mark();
            Files.deleteIfExists(spareFile);
            ready = true;
        }
        finally
        {
            if (!ready)
            {
                close();
            }
        }
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Whether so many bytes may be appended now. Waits a moment where the cold thread is only behind.
     *
     * @return false while there is no room; ask again.
     */
    boolean covers(final int bytes)
    {
        return isCovered(bytes) || waits(() -> isCovered(bytes));
    }

    private boolean isCovered(final int bytes)
    {
        return appended + bytes + CHRONICLE_BYTES <= mark;
    }

    private boolean waits(final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + WAIT_NS;
        while (!condition.getAsBoolean())
        {
            if (full != null || System.nanoTime() - deadlineNs > 0)
            {
                return false;
            }
            LockSupport.parkNanos(STEP_NS);
        }
        return true;
    }

    /** Where the last document ended. */
    void appendedTo(final long position)
    {
        appended = position;
    }

    /** Why nothing more can be reserved; null while it can. */
    IOException full()
    {
        return full;
    }

    /**
     * Puts the spare file in the place of a file that Chronicle is about to begin. Waits a moment for one that is just
     * being written.
     *
     * @return false while there is no spare; ask again.
     */
    boolean roll(final Path next) throws IOException
    {
        waits(this::hasSpare);
        synchronized (this)
        {
            if (!hasSpare())
            {
                return false;
            }
            if (Files.exists(next))
            {
                throw new IOException(next + " is there already: another writer was here");
            }
            Files.move(spareFile, next);
            // The cold thread may be writing to it: it closes it.
            retired = current;
            current = spare;
            spare = null;
            appended = 0;
            mark = current.mark();
        }
        return true;
    }

    private synchronized boolean hasSpare()
    {
        return spare != null && spare.mark() >= reserveBytes;
    }

    private void run()
    {
        while (running)
        {
            long pauseNs = PAUSE_NS;
            try
            {
                if (work())
                {
                    full = null;
                    pauseNs = 0;
                }
            }
            catch (final IOException ex)
            {
                if (running)
                {
                    full = ex;
                    alarm.onTrouble(JournalAlarm.Trouble.DISK_FULL);
                }
                pauseNs = RETRY_NS;
            }
            // No memory, for one: without this thread the journal would stand still, and nobody would know why.
            catch (final RuntimeException | Error ex)
            {
                // Once an episode: what operators look at must not change under their hands.
                final boolean isNew = full == null;
                full = new IOException("the thread that reserves room met " + ex, ex);
                if (isNew)
                {
                    alarm.onTrouble(JournalAlarm.Trouble.FAILED);
                }
                pauseNs = RETRY_NS;
            }
            if (pauseNs > 0)
            {
                LockSupport.parkNanos(pauseNs);
            }
        }
    }

    /** One step; false when there is nothing to do. */
    private boolean work() throws IOException
    {
        final ReservedFile file;
        synchronized (this)
        {
            if (retired != null)
            {
                retired.close();
                retired = null;
            }
            if (spare == null)
            {
                spare = new ReservedFile(spareFile);
            }
            file = mark - appended < reserveBytes ? current : hasSpare() ? null : spare;
        }
        if (file == null)
        {
            return false;
        }
        requireRoom();
        file.extend();
        synchronized (this)
        {
            if (file == current)
            {
                mark = file.mark();
            }
        }
        return true;
    }

    private void requireRoom() throws IOException
    {
        final long usable = store.getUsableSpace();
        if (usable < settings.diskLowBytes() && !low)
        {
            alarm.onTrouble(JournalAlarm.Trouble.DISK_LOW);
        }
        low = usable < settings.diskLowBytes();
        if (usable < settings.diskStopBytes() + ReservedFile.STEP)
        {
            throw new IOException("the disk has " + usable + " usable bytes, " + settings.diskStopBytes() +
                " are to be left: make room, or give the journal a disk of its own");
        }
    }

    /** Ends the thread and gives the spare file back. What was reserved in the queue's file stays. */
    @Override
    public void close()
    {
        running = false;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive())
        {
            try
            {
                thread.join();
            }
            catch (final InterruptedException ex)
            {
                interrupted = true;
            }
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
        try
        {
            for (final ReservedFile file : Arrays.asList(current, spare, retired))
            {
                if (file != null)
                {
                    file.close();
                }
            }
            Files.deleteIfExists(spareFile);
        }
        catch (final IOException ex)
        {
            // Nothing of the journal's is lost with it.
            full = ex;
        }
    }
}

package io.firebreak.journal;

import io.firebreak.record.JournalAlarm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends documents to the queue, only where {@link JournalReservation} has blocks of the disk for them. One thread at
 * a time.
 */
final class QueueAppender implements AutoCloseable
{
    private final Path directory;
    private final LongSupplier epochMillis;
    private final int appendBytes;
    private final UnsafeBuffer window = new UnsafeBuffer(0, 0);
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final JournalReservation reservation;
    private long nowMillis;
    private int reservedCycle;
    private int cycle;

    /**
     * Opens the queue and reserves the room for its first documents.
     *
     * @param appendBytes most bytes that are appended between two questions for room.
     * @throws IOException when there is no room.
     */
    QueueAppender(final Path directory, final LongSupplier epochMillis, final int appendBytes,
        final JournalSettings settings, final JournalAlarm alarm) throws IOException
    {
        this.directory = directory;
        this.epochMillis = epochMillis;
        this.appendBytes = appendBytes;
        nowMillis = epochMillis.getAsLong();
        queue = ChronicleFiles.writing(directory, () -> nowMillis);
        boolean opened = false;
        try
        {
            // Nor back to a file before the one that an earlier process ended with.
            nowMillis = Math.max(nowMillis, Math.max(0, queue.lastCycle()) * (long)queue.rollCycle().lengthInMillis());
            appender = queue.createAppender();
            // The host hands the journal over between threads: opened on one, drained on another, closed on the first.
            appender.singleThreadedCheckDisabled(true);
            reservedCycle = queue.cycle();
            cycle = -1;
            reservation = new JournalReservation(
                directory, ChronicleFiles.file(directory, reservedCycle), appendBytes, settings, alarm);
            opened = true;
        }
        finally
        {
            if (!opened)
            {
                queue.close();
            }
        }
    }

    /** Looks at the clock, and whether what is appended next lies on blocks that the disk has given. */
    boolean hasRoom() throws IOException
    {
        // A clock that is set back must not go back to a file that has ended.
        nowMillis = Math.max(nowMillis, epochMillis.getAsLong());
        return isReserved();
    }

    /** The same without looking at the clock: for what belongs to the file that is open. */
    boolean isReserved() throws IOException
    {
        final int next = queue.cycle();
        if (next != reservedCycle)
        {
            if (!reservation.roll(ChronicleFiles.file(directory, next)))
            {
                return false;
            }
            reservedCycle = next;
        }
        return reservation.covers(appendBytes);
    }

    /** Why there is no room; null where there is, or will be in a moment. */
    IOException full()
    {
        return reservation.full();
    }

    /** Whether the next document would be the first of its file. */
    boolean isNewFile()
    {
        return queue.cycle() != cycle;
    }

    /** Appends the finished document of a length; it is there when this returns. */
    void write(final DocumentWriter source, final int length)
    {
        long end = 0;
        try (DocumentContext context = appender.writingDocument())
        {
            // Without the flag Chronicle commits the document even when the body throws.
            boolean complete = false;
            try
            {
                final Bytes<?> bytes = context.wire().bytes();
                bytes.ensureCapacity(bytes.writePosition() + length);
                window.wrap(bytes.addressForWrite(bytes.writePosition()), length);
                window.putBytes(0, source.buffer(), 0, length);
                bytes.writeSkip(length);
                end = bytes.writePosition();
                complete = true;
            }
            finally
            {
                if (!complete)
                {
                    context.rollbackOnClose();
                }
            }
        }
        reservation.appendedTo(end);
        cycle = queue.cycle();
    }

    @Override
    public void close()
    {
        queue.close();
        reservation.close();
    }
}

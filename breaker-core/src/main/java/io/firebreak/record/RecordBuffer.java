package io.firebreak.record;

import static io.firebreak.record.SlabLayout.CAPACITY_OFFSET;
import static io.firebreak.record.SlabLayout.COMMITTED_SEQUENCE_OFFSET;
import static io.firebreak.record.SlabLayout.GUARD_LENGTH;
import static io.firebreak.record.SlabLayout.HEADER_LENGTH;
import static io.firebreak.record.SlabLayout.HEADER_LENGTH_OFFSET;
import static io.firebreak.record.SlabLayout.HEAD_OFFSET;
import static io.firebreak.record.SlabLayout.MAGIC_OFFSET;
import static io.firebreak.record.SlabLayout.TAIL_OFFSET;
import static io.firebreak.record.SlabLayout.VERSION_OFFSET;

import io.firebreak.status.JvmFlags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Carries finished records from the engine's thread to the journal's, through a ring in the mapped file
 * {@code records.slab} ({@link SlabLayout}): what was committed is found there after the process was killed.
 * <p>
 * One producer thread ({@link #claim}, {@link #commit}, {@link #publish}) and one consumer thread ({@link #drain}), or
 * none ({@link #discard});
 * {@link #committedSequence} may be asked on any thread. The producer neither allocates nor waits, and reads the
 * consumer's position only when its own copy says that the ring is full. Close when both threads have stopped.
 */
public final class RecordBuffer implements RecordSource, AutoCloseable
{
    /** What {@link #claim} answers when the consumer is too far behind. */
    public static final int BACK_PRESSURE = -1;

    private static final long CLOSED = Long.MIN_VALUE;

    private final Path directory;
    private final WriterLock lock;
    private final ByteBuffer memory;
    private final UnsafeBuffer header;
    private final UnsafeBuffer ring;
    private final int capacity;
    private final int mask;

    // Apart, so that the producer's stores never touch a line that the consumer reads.
    private final ProducerCursor cursor = new ProducerCursor();
    private boolean isInPlace;

    private RecordBuffer(final Path directory, final WriterLock lock, final ByteBuffer memory, final int capacity)
    {
        this.directory = directory;
        this.lock = lock;
        this.memory = memory;
        this.capacity = capacity;
        mask = capacity - 1;
        cursor.limit = capacity;
        header = new UnsafeBuffer(memory, 0, HEADER_LENGTH);
        ring = new UnsafeBuffer(memory, HEADER_LENGTH, capacity);
        header.putInt(VERSION_OFFSET, SlabLayout.VERSION);
        header.putInt(HEADER_LENGTH_OFFSET, HEADER_LENGTH);
        header.putLong(CAPACITY_OFFSET, capacity);
        header.putLongRelease(MAGIC_OFFSET, SlabLayout.MAGIC);
    }

    /**
     * Makes {@code records.slab} in a directory, zero-written so that every block is on the disk and every page is
     * touched, and takes the directory's {@link WriterLock}. Where an earlier process has left such a file it stays as
     * it is until {@link #replaceEarlier}.
     *
     * @param directory     the journal directory; created when it is missing.
     * @param capacityBytes of the ring: a power of two, 4 KiB to 1 GiB.
     * @return an empty buffer.
     * @throws IllegalArgumentException when the capacity is another number.
     * @throws IllegalStateException    when another writer holds the directory; names the directory.
     * @throws UncheckedIOException     when the disk is full or the file cannot be made.
     */
    public static RecordBuffer map(final Path directory, final int capacityBytes)
    {
        JvmFlags.require();
        requireCapacity(capacityBytes);
        final WriterLock lock = WriterLock.acquire(directory);
        boolean mapped = false;
        try
        {
            final Path next = directory.resolve(SlabLayout.NEXT_FILE_NAME);
            Files.deleteIfExists(next);
            final RecordBuffer buffer = new RecordBuffer(
                directory, lock, SlabFile.create(next, HEADER_LENGTH + (long)capacityBytes), capacityBytes);
            mapped = true;
            if (!Files.exists(directory.resolve(SlabLayout.FILE_NAME)))
            {
                buffer.replaceEarlier();
            }
            return buffer;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        finally
        {
            if (!mapped)
            {
                lock.close();
            }
        }
    }

    /**
     * The same ring without a file, for benchmarks, tests and hosts that journal elsewhere: nothing survives.
     *
     * @param capacityBytes of the ring: a power of two, 4 KiB to 1 GiB.
     * @return an empty buffer.
     * @throws IllegalArgumentException when the capacity is another number.
     */
    public static RecordBuffer inMemory(final int capacityBytes)
    {
        JvmFlags.require();
        requireCapacity(capacityBytes);
        final ByteBuffer memory = BufferUtil.allocateDirectAligned(HEADER_LENGTH + capacityBytes, 64);
        new UnsafeBuffer(memory).setMemory(0, HEADER_LENGTH + capacityBytes, (byte)0);
        return new RecordBuffer(null, null, memory, capacityBytes);
    }

    /**
     * The ring's bytes, which {@link #claim}'s offsets point into.
     *
     * @return the same buffer at every call.
     */
    public UnsafeBuffer buffer()
    {
        return ring;
    }

    /**
     * Where the file is.
     *
     * @return the journal directory, or null of an in-memory buffer.
     */
    @Override
    public Path directory()
    {
        return directory;
    }

    /**
     * Size of the ring. A claim of up to half of it always succeeds once the consumer has taken everything.
     *
     * @return bytes, a power of two.
     */
    public int capacity()
    {
        return capacity;
    }

    /**
     * Finds room for the next record. Claiming again without a commit gives the same room.
     * <p>
     * The caller writes everything but the length word, bytes 0 to 3, which stays 0 until {@link #commit}.
     * Producer's thread.
     *
     * @param maxLength most bytes that the record may have; at most half the capacity.
     * @return offset of contiguous bytes in {@link #buffer()}, a multiple of 8, or {@link #BACK_PRESSURE} when the
     *     consumer is too far behind (everything committed is published then) or the buffer is closed.
     * @throws IllegalArgumentException for more than half the capacity, which could wait for ever.
     */
    public int claim(final int maxLength)
    {
        final int index = (int)cursor.position & mask;
        if (maxLength <= capacity - index && cursor.position + maxLength + GUARD_LENGTH <= cursor.limit)
        {
            return index;
        }
        return claimAtTheEdge(maxLength, index);
    }

    /**
     * Ends the record at {@code offset}: from here on it survives the end of the process. Producer's thread.
     *
     * @param offset as claimed.
     * @param length of the record, {@link RecordLayout#recordLength}: a multiple of 8, not over the claimed one.
     */
    public void commit(final int offset, final int length)
    {
        if (UnsafeBuffer.SHOULD_BOUNDS_CHECK && (offset != ((int)cursor.position & mask) ||
            length < RecordLayout.recordLength(0, 0) || (length & 7) != 0 || length > capacity - offset))
        {
            throw new IllegalArgumentException("commit of " + length + " bytes at " + offset + ", next is at " +
                ((int)cursor.position & mask));
        }
        cursor.lastSequence = ring.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
        ring.putInt((offset + length) & mask, 0);
        ring.putIntRelease(offset + RecordLayout.LENGTH_OFFSET, length);
        cursor.position += length;
    }

    /** Shows the consumer everything that is committed. Producer's thread. */
    public void publish()
    {
        if (cursor.position != cursor.publishedPosition)
        {
            cursor.publishedPosition = cursor.position;
            header.putLongRelease(TAIL_OFFSET, cursor.position);
            header.putLongRelease(COMMITTED_SEQUENCE_OFFSET, cursor.lastSequence);
        }
    }

    /**
     * Sequence of the last published record. Any thread.
     *
     * @return the sequence, 0 before the first.
     */
    @Override
    public long committedSequence()
    {
        return header.getLongAcquire(COMMITTED_SEQUENCE_OFFSET);
    }

    /**
     * Hands over the next contiguous run of whole records and frees it. Consumer's thread.
     *
     * @param consumer takes the run, in one call; not called when there is nothing.
     * @param maxBytes most bytes of the run; a first record that is longer is handed over alone.
     * @return bytes of records handed over; 0 when nothing is published. After a wrap there may be more at once: drain
     *     until 0 to empty the ring.
     */
    @Override
    public int drain(final RecordConsumer consumer, final int maxBytes)
    {
        final long head = header.getLong(HEAD_OFFSET);
        final long tail = header.getLongAcquire(TAIL_OFFSET);
        long start = head;
        if (start < tail && ring.getIntAcquire((int)start & mask) < 0)
        {
            start += capacity - ((int)start & mask);
        }
        final int offset = (int)start & mask;
        int length = 0;
        while (start + length < tail && offset + length < capacity)
        {
            final int recordLength = ring.getIntAcquire(offset + length);
            if (recordLength <= 0 || length != 0 && length + recordLength > maxBytes)
            {
                break;
            }
            length += recordLength;
        }
        if (length > 0)
        {
            consumer.onRecords(ring, offset, length);
        }
        if (start + length != head)
        {
            header.putLongRelease(HEAD_OFFSET, start + length);
        }
        return length;
    }

    /**
     * Frees everything that is committed, unread: the ring of a host that journals nothing. The producer's thread, in
     * place of a consumer.
     */
    public void discard()
    {
        publish();
        header.putLongRelease(HEAD_OFFSET, cursor.position);
    }

    /**
     * Takes the place of an earlier process's file, whose records are safe elsewhere. Does nothing where there is none.
     *
     * @throws UncheckedIOException when the file cannot be replaced.
     */
    @Override
    public void replaceEarlier()
    {
        if (directory == null || isInPlace)
        {
            return;
        }
        try
        {
            Files.move(directory.resolve(SlabLayout.NEXT_FILE_NAME), directory.resolve(SlabLayout.FILE_NAME),
                StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            isInPlace = true;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Unmaps the file, which stays, and frees the directory for another writer. Closing twice does nothing. */
    @Override
    public void close()
    {
        if (cursor.limit == CLOSED)
        {
            return;
        }
        publish();
        cursor.limit = CLOSED;
        if (lock != null)
        {
            header.wrap(0, 0);
            ring.wrap(0, 0);
            BufferUtil.free(memory);
            lock.close();
        }
    }

    private int claimAtTheEdge(final int maxLength, final int index)
    {
        if (cursor.limit == CLOSED)
        {
            return BACK_PRESSURE;
        }
        final int paddingLength = maxLength <= capacity - index ? 0 : capacity - index;
        final long end = cursor.position + paddingLength + maxLength + GUARD_LENGTH;
        if (end > cursor.limit)
        {
            if (maxLength > capacity >> 1)
            {
                throw new IllegalArgumentException(
                    "a record of " + maxLength + " bytes in a ring of " + capacity + ": at most half of it");
            }
            // What the consumer cannot see it cannot free.
            publish();
            cursor.limit = header.getLongAcquire(HEAD_OFFSET) + capacity;
            if (end > cursor.limit)
            {
                return BACK_PRESSURE;
            }
        }
        if (paddingLength > 0)
        {
            ring.putInt(0, 0);
            ring.putIntRelease(index, -paddingLength);
            cursor.position += paddingLength;
        }
        return (int)cursor.position & mask;
    }

    private static void requireCapacity(final int capacity)
    {
        if (!BitUtil.isPowerOfTwo(capacity) ||
            capacity < SlabLayout.MIN_CAPACITY || capacity > SlabLayout.MAX_CAPACITY)
        {
            throw new IllegalArgumentException(
                "a record buffer of " + capacity + " bytes: a power of two from 4096 to 1073741824");
        }
    }
}

package io.firebreak.record;

import static io.firebreak.record.SlotLayout.COMMITTED_OFFSET;
import static io.firebreak.record.SlotLayout.HEADER_LENGTH;
import static io.firebreak.record.SlotLayout.SLOT_LENGTH;

import io.firebreak.status.JvmFlags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongSupplier;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The memory of a pipelined breaker: slots, spill ring and their marks, in the mapped file {@code ring.slab}
 * ({@link SlotLayout}), so that what was decided is found after the process was killed.
 * <p>
 * Producers write their lines of the slots that they claimed, the engine thread its own and the committed mark, the
 * journal's thread the taken marks; anybody reads. The mapping lives as long as somebody can reach it: a gate may be
 * asked after the breaker was closed.
 */
public final class SlotSlab implements AutoCloseable
{
    private final Path directory;
    private final WriterLock lock;
    private final UnsafeBuffer header;
    private final UnsafeBuffer slots;
    private final UnsafeBuffer spill;
    private final int count;
    private long base;
    private LongSupplier claimed;
    private boolean isInPlace;

    private SlotSlab(
        final Path directory, final WriterLock lock, final ByteBuffer memory, final int count, final int spillBytes)
    {
        this.directory = directory;
        this.lock = lock;
        this.count = count;
        header = new UnsafeBuffer(memory, 0, HEADER_LENGTH);
        slots = new UnsafeBuffer(memory, HEADER_LENGTH, count * SLOT_LENGTH);
        spill = new UnsafeBuffer(memory, HEADER_LENGTH + count * SLOT_LENGTH, spillBytes);
        header.putInt(SlotLayout.VERSION_OFFSET, SlotLayout.VERSION);
        header.putInt(SlotLayout.HEADER_LENGTH_OFFSET, HEADER_LENGTH);
        header.putInt(SlotLayout.SLOTS_OFFSET, count);
        header.putInt(SlotLayout.SPILL_BYTES_OFFSET, spillBytes);
        header.putLongRelease(SlotLayout.MAGIC_OFFSET, SlotLayout.MAGIC);
    }

    /**
     * Makes {@code ring.slab} in a directory, every page touched, and takes the directory's {@link WriterLock}. Where
     * an earlier process has left such a file it stays as it is until {@link #replaceEarlier}.
     *
     * @param directory  the journal directory; created when it is missing.
     * @param slots      a power of two, 8 to 1,048,576.
     * @param spillBytes a power of two, 256 KiB to 256 MiB: decisions that do not fit into their slots.
     * @return an empty slab.
     * @throws IllegalArgumentException when a number is another one.
     * @throws IllegalStateException    when another writer holds the directory; names the directory.
     * @throws UncheckedIOException     when the disk is full or the file cannot be made.
     */
    public static SlotSlab map(final Path directory, final int slots, final int spillBytes)
    {
        JvmFlags.require();
        requireSizes(slots, spillBytes);
        final WriterLock lock = WriterLock.acquire(directory);
        boolean mapped = false;
        try
        {
            final Path next = directory.resolve(SlotLayout.NEXT_FILE_NAME);
            Files.deleteIfExists(next);
            final SlotSlab slab = new SlotSlab(
                directory, lock, SlabFile.create(next, length(slots, spillBytes)), slots, spillBytes);
            mapped = true;
            if (!Files.exists(directory.resolve(SlotLayout.FILE_NAME)))
            {
                slab.replaceEarlier();
            }
            return slab;
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
     * The same without a file, for benchmarks, tests and hosts that journal elsewhere: nothing survives.
     *
     * @param slots      a power of two, 8 to 1,048,576.
     * @param spillBytes a power of two, 256 KiB to 256 MiB.
     * @return an empty slab.
     * @throws IllegalArgumentException when a number is another one.
     */
    public static SlotSlab inMemory(final int slots, final int spillBytes)
    {
        JvmFlags.require();
        requireSizes(slots, spillBytes);
        return new SlotSlab(null, null,
            BufferUtil.allocateDirectAligned((int)length(slots, spillBytes), SLOT_LENGTH), slots, spillBytes);
    }

    /**
     * Takes the place of an earlier process's file, whose records are safe elsewhere. Does nothing where there is none.
     *
     * @throws UncheckedIOException when the file cannot be replaced.
     */
    public void replaceEarlier()
    {
        if (directory == null || isInPlace)
        {
            return;
        }
        try
        {
            Files.move(directory.resolve(SlotLayout.NEXT_FILE_NAME), directory.resolve(SlotLayout.FILE_NAME),
                StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            isInPlace = true;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Where the file is.
     *
     * @return the journal directory, or null of an in-memory slab.
     */
    public Path directory()
    {
        return directory;
    }

    /**
     * The slots, one behind another.
     *
     * @return the same buffer at every call.
     */
    public UnsafeBuffer slots()
    {
        return slots;
    }

    /**
     * The spill ring.
     *
     * @return the same buffer at every call.
     */
    public UnsafeBuffer spill()
    {
        return spill;
    }

    /**
     * How many slots there are.
     *
     * @return a power of two.
     */
    public int count()
    {
        return count;
    }

    /**
     * Says which sequence is the last before the first slot's. Before any thread starts.
     *
     * @param sequence of the engine's last record, 0 where it is new.
     */
    public void base(final long sequence)
    {
        base = sequence;
        header.putLong(SlotLayout.BASE_OFFSET, sequence);
        header.putLong(SlotLayout.LAST_COMMITTED_OFFSET, sequence);
        header.putLong(SlotLayout.TAKEN_OFFSET, sequence);
    }

    /**
     * Says how far several producers have claimed slots. Before any of them starts; one producer claims and publishes
     * in order, and nobody need ask.
     *
     * @param sequence gives that of the last claimed slot, at any time and on any thread.
     */
    public void claimed(final LongSupplier sequence)
    {
        claimed = sequence;
    }

    /**
     * The last sequence before the first slot's.
     *
     * @return sequence.
     */
    public long base()
    {
        return base;
    }

    /**
     * Offset of a slot.
     *
     * @param sequence of its record.
     * @return offset in {@link #slots()}.
     */
    public int slot(final long sequence)
    {
        return ((int)(sequence - base - 1) & count - 1) * SLOT_LENGTH;
    }

    /**
     * Commits a slot: from here on it survives the end of the process. Engine thread, before the board is stored.
     *
     * @param offset   of the slot, whose other bytes are written.
     * @param sequence of its record.
     */
    public void commit(final int offset, final long sequence)
    {
        slots.putLongRelease(offset + COMMITTED_OFFSET, sequence);
        header.putLongRelease(SlotLayout.LAST_COMMITTED_OFFSET, sequence);
    }

    /**
     * Sequence of the last decided slot. Any thread.
     *
     * @return the sequence.
     */
    public long committedSequence()
    {
        return header.getLongAcquire(SlotLayout.LAST_COMMITTED_OFFSET);
    }

    /**
     * Sequence of the last slot that the journal has taken. Any thread.
     *
     * @return the sequence.
     */
    public long takenSequence()
    {
        return header.getLongAcquire(SlotLayout.TAKEN_OFFSET);
    }

    /**
     * Frees slots and what they spilled. Journal's thread; engine thread where there is no journal.
     *
     * @param sequence      of the last slot that is not needed any more.
     * @param spillPosition up to which the spill ring is not needed any more.
     */
    public void free(final long sequence, final long spillPosition)
    {
        header.putLongRelease(SlotLayout.SPILL_FREED_OFFSET, spillPosition);
        header.putLongRelease(SlotLayout.TAKEN_OFFSET, sequence);
    }

    /**
     * Position up to which the spill ring is free again. Any thread.
     *
     * @return position.
     */
    public long spillFreed()
    {
        return header.getLongAcquire(SlotLayout.SPILL_FREED_OFFSET);
    }

    /**
     * Time of the oldest input that is published and not decided. Any thread; the thread that decides may have died.
     *
     * @return host clock, or Long.MAX_VALUE where everything is decided.
     */
    public long oldestUndecidedNs()
    {
        final long next = committedSequence() + 1;
        if (isPublished(next))
        {
            return timeNs(next);
        }
        // What one producer has claimed and not published holds up what others publish behind it.
        final long last = claimed == null ? 0 : Math.min(claimed.getAsLong(), next + count - 1);
        for (long sequence = next + 1; sequence <= last; sequence++)
        {
            if (isPublished(sequence))
            {
                return timeNs(sequence);
            }
        }
        return Long.MAX_VALUE;
    }

    private boolean isPublished(final long sequence)
    {
        return slots.getLongAcquire(slot(sequence) + SlotLayout.PUBLISHED_OFFSET) == sequence;
    }

    /** Where the engine and then a producer have passed meanwhile, this is a later time: not stale by mistake. */
    private long timeNs(final long sequence)
    {
        return slots.getLong(slot(sequence) + SlotLayout.INPUT_OFFSET + InputLayout.TIME_OFFSET);
    }

    /** Frees the directory for another writer; the file stays. Closing twice does nothing. */
    @Override
    public void close()
    {
        if (lock != null)
        {
            lock.close();
        }
    }

    private static long length(final int slots, final int spillBytes)
    {
        return HEADER_LENGTH + (long)slots * SLOT_LENGTH + spillBytes;
    }

    private static void requireSizes(final int slots, final int spillBytes)
    {
        if (!BitUtil.isPowerOfTwo(slots) || slots < SlotLayout.MIN_SLOTS || slots > SlotLayout.MAX_SLOTS ||
            !BitUtil.isPowerOfTwo(spillBytes) || spillBytes < SlotLayout.MIN_SPILL ||
            spillBytes > SlotLayout.MAX_SPILL)
        {
            throw new IllegalArgumentException("a ring of " + slots + " slots with " + spillBytes +
                " bytes of spill: powers of two, 8 to 1048576 slots and 262144 to 268435456 bytes");
        }
    }
}

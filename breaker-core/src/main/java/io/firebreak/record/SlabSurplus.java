package io.firebreak.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads what was committed to {@code records.slab} by an inline breaker, or to {@code ring.slab} by a pipelined one,
 * and no journal took: the records of a process that was killed. Only reads the files. Where both are, a breaker was
 * launched in the other mode meanwhile, and at most one of them holds anything that the journal does not. Cold; one
 * thread, while no writer is alive.
 */
public final class SlabSurplus
{
    private SlabSurplus()
    {
    }

    /**
     * Hands over the committed records above the consumer's last position, published or not, one by one and in order.
     * Ends at the first length that cannot be a record's or sequence that does not follow, so that a damaged file
     * yields a prefix of what was committed and never other bytes.
     *
     * @param directory the journal directory.
     * @param consumer  takes one record a call.
     * @return how many records were handed over.
     * @throws IOException when the file is missing, cannot be read or is not a record buffer of this version.
     */
    public static long read(final Path directory, final RecordConsumer consumer) throws IOException
    {
        return read(directory, -1, consumer);
    }

    /**
     * Hands over the committed records that a journal does not have, like {@link #read(Path, RecordConsumer)}. The
     * process may have been killed after the journal took some of them and before the file said so.
     *
     * @param directory    the journal directory.
     * @param lastSequence of the journal's last record; -1 for whatever the file holds.
     * @param consumer     takes one record a call.
     * @return how many records were handed over; 0 where there is no file.
     * @throws IOException           when the file cannot be read or is not a record buffer of this version.
     * @throws IllegalStateException when it does not follow the journal.
     */
    public static long read(final Path directory, final long lastSequence, final RecordConsumer consumer)
        throws IOException
    {
        final Path file = directory.resolve(SlabLayout.FILE_NAME);
        final Path slots = directory.resolve(SlotLayout.FILE_NAME);
        final boolean hasSlots = Files.exists(slots);
        final long fromSlots = hasSlots ? SlotSurplus.read(slots, lastSequence, consumer) : 0;
        return (hasSlots || lastSequence >= 0) && !Files.exists(file) ? fromSlots :
            fromSlots + readBuffer(file, lastSequence < 0 ? lastSequence : lastSequence + fromSlots, consumer);
    }

    private static long readBuffer(final Path file, final long lastSequence, final RecordConsumer consumer)
        throws IOException
    {
        final UnsafeBuffer slab;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            final long size = channel.size();
            if (size < SlabLayout.HEADER_LENGTH || size > SlabLayout.HEADER_LENGTH + (long)SlabLayout.MAX_CAPACITY)
            {
                throw new IOException(file + " has " + size + " bytes: not a record buffer");
            }
            final ByteBuffer copy = ByteBuffer.allocate((int)size).order(ByteOrder.LITTLE_ENDIAN);
            while (copy.hasRemaining() && channel.read(copy) >= 0)
            {
                continue;
            }
            slab = new UnsafeBuffer(copy);
        }
        final long capacity = slab.getLong(SlabLayout.CAPACITY_OFFSET);
        if (slab.getLong(SlabLayout.MAGIC_OFFSET) != SlabLayout.MAGIC ||
            slab.getInt(SlabLayout.VERSION_OFFSET) != SlabLayout.VERSION ||
            capacity != slab.capacity() - SlabLayout.HEADER_LENGTH || Long.bitCount(capacity) != 1)
        {
            throw new IOException(file + " is not a record buffer of version " + SlabLayout.VERSION);
        }
        final UnsafeBuffer ring = new UnsafeBuffer(slab, SlabLayout.HEADER_LENGTH, (int)capacity);
        return walk(file, ring, slab.getLong(SlabLayout.HEAD_OFFSET), lastSequence, consumer);
    }

    /**
     * How far the consumer had taken records when the file was last written: a journal that ends before has lost some.
     * May be asked while a writer is alive, of any file.
     *
     * @param directory the journal directory.
     * @return sequence of a record that was taken, and with it all before; 0 where the file is missing or does not say.
     */
    public static long takenSequence(final Path directory)
    {
        return Math.max(bufferTaken(directory), SlotSurplus.takenSequence(directory.resolve(SlotLayout.FILE_NAME)));
    }

    private static long bufferTaken(final Path directory)
    {
        final ByteBuffer first = ByteBuffer.allocate(SlabLayout.HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        final ByteBuffer again = ByteBuffer.allocate(SlabLayout.HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        final ByteBuffer record = ByteBuffer.allocate(RecordLayout.INPUT_OFFSET).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(directory.resolve(SlabLayout.FILE_NAME), StandardOpenOption.READ))
        {
            channel.read(first, 0);
            final long capacity = first.getLong(SlabLayout.CAPACITY_OFFSET);
            final long head = first.getLong(SlabLayout.HEAD_OFFSET);
            final long tail = first.getLong(SlabLayout.TAIL_OFFSET);
            if (first.getLong(SlabLayout.MAGIC_OFFSET) != SlabLayout.MAGIC || Long.bitCount(capacity) != 1 ||
                first.getInt(SlabLayout.VERSION_OFFSET) != SlabLayout.VERSION || head < 0 || head > tail)
            {
                return 0;
            }
            long taken = first.getLong(SlabLayout.COMMITTED_SEQUENCE_OFFSET);
            if (head < tail)
            {
                channel.read(record, SlabLayout.HEADER_LENGTH + (head & capacity - 1));
                taken = record.getInt(RecordLayout.LENGTH_OFFSET) > 0 ?
                    record.getLong(RecordLayout.SEQUENCE_OFFSET) - 1 : 0;
            }
            // Where nothing has moved meanwhile, what was read belongs together.
            channel.read(again, 0);
            return tail == again.getLong(SlabLayout.TAIL_OFFSET) && head == again.getLong(SlabLayout.HEAD_OFFSET) ?
                taken : 0;
        }
        catch (final IOException ex)
        {
            return 0;
        }
    }

    private static long walk(
        final Path file, final UnsafeBuffer ring, final long head, final long lastSequence,
        final RecordConsumer consumer)
    {
        final int capacity = ring.capacity();
        long position = head;
        long sequence = 0;
        long seen = 0;
        long count = 0;
        while ((position & 7) == 0 && position - head < capacity)
        {
            final int offset = (int)position & (capacity - 1);
            final int length = ring.getInt(offset);
            if (length < 0 && length == offset - capacity)
            {
                position -= length;
                continue;
            }
            if (length < RecordLayout.recordLength(0, 0) || (length & 7) != 0 || length > capacity - offset)
            {
                break;
            }
            final long next = ring.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
            if (seen > 0 && next != sequence + 1)
            {
                break;
            }
            if (seen == 0 && lastSequence >= 0 && next > lastSequence + 1)
            {
                throw new IllegalStateException(file + " begins with sequence " + next + ", the journal ends with " +
                    lastSequence + ": what lies between is lost; restore the journal's files");
            }
            sequence = next;
            seen++;
            if (next > lastSequence)
            {
                consumer.onRecords(ring, offset, length);
                count++;
            }
            position += length;
        }
        return count;
    }
}

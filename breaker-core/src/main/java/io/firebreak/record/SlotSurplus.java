package io.firebreak.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads what an engine decided in {@code ring.slab} and no journal took, as the records that a journal would have got.
 * Only reads the file. Cold; one thread, while no writer is alive.
 */
final class SlotSurplus
{
    private final Path file;
    private final UnsafeBuffer header;
    private final UnsafeBuffer slots;
    private final UnsafeBuffer spill;
    private final int count;

    private SlotSurplus(final Path file, final UnsafeBuffer slab) throws IOException
    {
        this.file = file;
        count = slab.getInt(SlotLayout.SLOTS_OFFSET);
        final int spillBytes = slab.getInt(SlotLayout.SPILL_BYTES_OFFSET);
        if (slab.getLong(SlotLayout.MAGIC_OFFSET) != SlotLayout.MAGIC ||
            slab.getInt(SlotLayout.VERSION_OFFSET) != SlotLayout.VERSION || count < SlotLayout.MIN_SLOTS ||
            count > SlotLayout.MAX_SLOTS || Integer.bitCount(count) != 1 || Integer.bitCount(spillBytes) != 1 ||
            SlotLayout.HEADER_LENGTH + (long)count * SlotLayout.SLOT_LENGTH + spillBytes != slab.capacity())
        {
            throw new IOException(file + " is not a slab of slots of version " + SlotLayout.VERSION);
        }
        header = new UnsafeBuffer(slab, 0, SlotLayout.HEADER_LENGTH);
        slots = new UnsafeBuffer(slab, SlotLayout.HEADER_LENGTH, count * SlotLayout.SLOT_LENGTH);
        spill = new UnsafeBuffer(slab, SlotLayout.HEADER_LENGTH + slots.capacity(), spillBytes);
    }

    /** Hand over the committed records above a sequence, one a call; how many there were. */
    static long read(final Path file, final long lastSequence, final RecordConsumer consumer) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            final long size = channel.size();
            if (size < SlotLayout.HEADER_LENGTH || size > Integer.MAX_VALUE)
            {
                throw new IOException(file + " has " + size + " bytes: not a slab of slots");
            }
            final ByteBuffer copy = ByteBuffer.allocate((int)size).order(ByteOrder.LITTLE_ENDIAN);
            while (copy.hasRemaining() && channel.read(copy) >= 0)
            {
                continue;
            }
            return new SlotSurplus(file, new UnsafeBuffer(copy)).walk(lastSequence, consumer);
        }
    }

    /** How far the journal had taken records when the file was last written; 0 where it does not say. */
    static long takenSequence(final Path file)
    {
        final ByteBuffer first = ByteBuffer.allocate(SlotLayout.HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            channel.read(first, 0);
            return first.getLong(SlotLayout.MAGIC_OFFSET) == SlotLayout.MAGIC &&
                first.getInt(SlotLayout.VERSION_OFFSET) == SlotLayout.VERSION ?
                Math.max(0, first.getLong(SlotLayout.TAKEN_OFFSET)) : 0;
        }
        catch (final IOException ex)
        {
            return 0;
        }
    }

    private long walk(final long lastSequence, final RecordConsumer consumer)
    {
        final long base = header.getLong(SlotLayout.BASE_OFFSET);
        final UnsafeBuffer record = new UnsafeBuffer(new byte[2 * RecordLayout.MAX_RECORD_LENGTH]);
        long sequence = Math.max(base, header.getLong(SlotLayout.TAKEN_OFFSET)) + 1;
        long handed = 0;
        for (int seen = 0; seen < count; seen++, sequence++)
        {
            final int slot = ((int)(sequence - base - 1) & count - 1) * SlotLayout.SLOT_LENGTH;
            if (slots.getLong(slot + SlotLayout.COMMITTED_OFFSET) != sequence || !isWhole(slot))
            {
                break;
            }
            if (seen == 0 && lastSequence >= 0 && sequence > lastSequence + 1)
            {
                throw new IllegalStateException(file + " begins with sequence " + sequence +
                    ", the journal ends with " + lastSequence +
                    ": what lies between is lost; restore the journal's files");
            }
            if (sequence > lastSequence)
            {
                final int length = SlotRecords.length(slots, slot);
                SlotRecords.assemble(slots, slot, spill, record, 0, length);
                consumer.onRecords(record, 0, length);
                handed++;
            }
        }
        return handed;
    }

    private boolean isWhole(final int slot)
    {
        final int inputBytes = slots.getShort(slot + SlotLayout.INPUT_BYTES_OFFSET) & 0xFFFF;
        final int bytes = slots.getInt(slot + SlotLayout.DECISION_BYTES_OFFSET);
        final long spilled = slots.getLong(slot + SlotLayout.SPILL_OFFSET);
        return inputBytes >= InputLayout.BODY_OFFSET && inputBytes <= RecordLayout.MAX_INPUT_LENGTH && bytes >= 0 &&
            bytes <= RecordLayout.MAX_RECORD_LENGTH && (bytes & 7) == 0 &&
            (spilled == SlotLayout.IN_SLOT ? bytes <= SlotLayout.MAX_DECISION_BYTES :
            spilled >= 0 && ((int)spilled & spill.capacity() - 1) + bytes <= spill.capacity());
    }
}

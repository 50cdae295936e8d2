package io.firebreak.record;

import java.nio.file.Path;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes records of decided slots: used bytes only, slot and spill as one, the same bytes as inline. Owned by the
 * journal's thread.
 */
public final class SlotRecords implements RecordSource
{
    private static final int BATCH_LENGTH = 4 * RecordLayout.MAX_RECORD_LENGTH;

    private final SlotSlab slab;
    private final UnsafeBuffer slots;
    private final UnsafeBuffer spill;
    private final UnsafeBuffer batch =
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(BATCH_LENGTH + RecordLayout.MAX_RECORD_LENGTH, 64));

    /**
     * Records of a slab.
     *
     * @param slab what the engine decides in.
     */
    public SlotRecords(final SlotSlab slab)
    {
        this.slab = slab;
        slots = slab.slots();
        spill = slab.spill();
    }

    @Override
    public Path directory()
    {
        return slab.directory();
    }

    @Override
    public void replaceEarlier()
    {
        slab.replaceEarlier();
    }

    @Override
    public long committedSequence()
    {
        return slab.committedSequence();
    }

    @Override
    public int drain(final RecordConsumer consumer, final int maxBytes)
    {
        final long committed = slab.committedSequence();
        final int most = Math.min(maxBytes, BATCH_LENGTH);
        long sequence = slab.takenSequence();
        long freed = slab.spillFreed();
        int length = 0;
        while (sequence < committed)
        {
            final int slot = slab.slot(sequence + 1);
            final int bytes = length(slots, slot);
            if (length != 0 && length + bytes > most)
            {
                break;
            }
            assemble(slots, slot, spill, batch, length, bytes);
            final long spilled = slots.getLong(slot + SlotLayout.SPILL_OFFSET);
            if (spilled != SlotLayout.IN_SLOT)
            {
                freed = spilled + slots.getInt(slot + SlotLayout.DECISION_BYTES_OFFSET);
            }
            length += bytes;
            sequence++;
        }
        if (length > 0)
        {
            consumer.onRecords(batch, 0, length);
            slab.free(sequence, freed);
        }
        return length;
    }

    /** Length of the record that a decided slot makes. */
    static int length(final UnsafeBuffer slots, final int slot)
    {
        return RecordLayout.recordLength(slots.getShort(slot + SlotLayout.INPUT_BYTES_OFFSET) & 0xFFFF,
            slots.getInt(slot + SlotLayout.DECISION_BYTES_OFFSET));
    }

    /** Write the record of a decided slot. */
    static void assemble(
        final UnsafeBuffer slots, final int slot, final UnsafeBuffer spill, final UnsafeBuffer out, final int record,
        final int length)
    {
        final int inputBytes = slots.getShort(slot + SlotLayout.INPUT_BYTES_OFFSET) & 0xFFFF;
        final int decisionBytes = slots.getInt(slot + SlotLayout.DECISION_BYTES_OFFSET);
        final long spilled = slots.getLong(slot + SlotLayout.SPILL_OFFSET);
        final int decisions = record + RecordLayout.INPUT_OFFSET + RecordLayout.align(inputBytes);
        out.putLong(record + RecordLayout.LENGTH_OFFSET, length);
        out.putLong(record + RecordLayout.SEQUENCE_OFFSET, slots.getLong(slot + SlotLayout.COMMITTED_OFFSET));
        out.putLong(record + RecordLayout.INPUT_BYTES_OFFSET,
            inputBytes | (slots.getInt(slot + SlotLayout.DECISION_COUNT_OFFSET) & 0xFFFFFFFFL) << 16);
        // Padding is zero, whatever the batch held before.
        out.putLong(decisions - Long.BYTES, 0);
        out.putBytes(record + RecordLayout.INPUT_OFFSET, slots, slot + SlotLayout.INPUT_OFFSET, inputBytes);
        if (spilled == SlotLayout.IN_SLOT)
        {
            out.putBytes(decisions, slots, slot + SlotLayout.DECISIONS_OFFSET, decisionBytes);
        }
        else
        {
            out.putBytes(decisions, spill, (int)spilled & spill.capacity() - 1, decisionBytes);
        }
        out.putLong(record + length - RecordLayout.DIGEST_LENGTH, slots.getLong(slot + SlotLayout.DIGEST_OFFSET));
    }
}

package io.firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies in the slots is what a journal gets, and what a restart finds of it. */
class SlotSlabTest
{
    private static final int SLOTS = 8;

    @TempDir
    Path directory;

    private final List<String> records = new ArrayList<>();
    private long spillPosition;

    @Test
    void shouldPinTheLines()
    {
        assertThat(SlotLayout.INPUT_OFFSET + RecordLayout.MAX_INPUT_LENGTH).isEqualTo(128);
        assertThat(SlotLayout.COMMITTED_OFFSET).isEqualTo(128);
        assertThat(SlotLayout.DECISIONS_OFFSET + SlotLayout.MAX_DECISION_BYTES).isEqualTo(SlotLayout.SLOT_LENGTH)
            .isEqualTo(512);
    }

    @Test
    void shouldMakeOneRecordOfSlotAndSpill()
    {
        final SlotSlab slab = SlotSlab.inMemory(SLOTS, 1 << 18);
        slab.base(40);
        decide(slab, 41, 48, 72, false);
        decide(slab, 42, 112, 4_000, true);
        decide(slab, 43, 48, 400, true);
        new SlotRecords(slab).drain(this::keep, 1 << 16);
        assertThat(records).containsExactly("41 in 48 of 41 out 72 of 41 digest 41", "42 in 112 of 42 out 4000 of 42 " +
            "digest 42", "43 in 48 of 43 out 400 of 43 digest 43");
        assertThat(slab.takenSequence()).isEqualTo(43);
        assertThat(slab.spillFreed()).isEqualTo(4_400);
    }

    @Test
    void shouldFindWhatTheJournalDidNotTakeWhenTheProcessWasKilled() throws Exception
    {
        try (SlotSlab slab = SlotSlab.map(directory, SLOTS, 1 << 18))
        {
            slab.base(0);
            for (int lap = 0; lap < 2; lap++)
            {
                for (int i = 1; i <= SLOTS; i++)
                {
                    decide(slab, lap * SLOTS + i, 48, 72, i % 3 == 0);
                    if (lap == 0 || i < 3)
                    {
                        new SlotRecords(slab).drain((buffer, offset, length) -> { }, 1);
                    }
                }
            }
            // Published and not decided: not the venue's yet.
            slab.slots().putLongRelease(slab.slot(17) + SlotLayout.PUBLISHED_OFFSET, 17);
            assertThat(SlabSurplus.read(directory, this::keep)).isEqualTo(6);
            assertThat(records.get(0)).startsWith("11 in 48 of 11 out 72 of 11");
            assertThat(records.get(5)).startsWith("16 ");
            assertThat(SlabSurplus.takenSequence(directory)).isEqualTo(10);
            records.clear();
            assertThat(SlabSurplus.read(directory, 14, this::keep)).isEqualTo(2);
            assertThatThrownBy(() -> SlabSurplus.read(directory, 8, this::keep))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("what lies between is lost");
        }
    }

    @ParameterizedTest
    @CsvSource({"inputBytes, 8", "inputBytes, 120", "decisionBytes, -8", "decisionBytes, 68", "decisionBytes, 440",
        "spill, -8", "spill, 262136"})
    void shouldEndBeforeASlotThatCannotBeWhole(final String field, final long value) throws Exception
    {
        try (SlotSlab slab = SlotSlab.map(directory, SLOTS, 1 << 18))
        {
            slab.base(0);
            for (int i = 1; i <= 5; i++)
            {
                decide(slab, i, 48, 72, false);
            }
            final int slot = slab.slot(4);
            switch (field)
            {
                case "inputBytes":
                    slab.slots().putShort(slot + SlotLayout.INPUT_BYTES_OFFSET, (short)value);
                    break;
                case "decisionBytes":
                    slab.slots().putInt(slot + SlotLayout.DECISION_BYTES_OFFSET, (int)value);
                    break;
                default:
                    slab.slots().putLong(slot + SlotLayout.SPILL_OFFSET, value);
            }
            assertThat(SlabSurplus.read(directory, this::keep)).isEqualTo(3);
            assertThat(records).hasSize(3);
        }
    }

    @Test
    void shouldLeaveAnEarlierSlabUntilItIsReplaced() throws Exception
    {
        try (SlotSlab slab = SlotSlab.map(directory, SLOTS, 1 << 18))
        {
            slab.base(0);
            decide(slab, 1, 48, 72, false);
        }
        try (SlotSlab slab = SlotSlab.map(directory, SLOTS, 1 << 18))
        {
            slab.base(1);
            assertThat(SlabSurplus.read(directory, 0, this::keep)).isEqualTo(1);
            slab.replaceEarlier();
            assertThat(SlabSurplus.read(directory, 1, this::keep)).isZero();
            assertThat(Files.exists(directory.resolve(SlotLayout.NEXT_FILE_NAME))).isFalse();
        }
    }

    @Test
    void shouldSayHowOldTheOldestUndecidedInputIs()
    {
        final SlotSlab slab = SlotSlab.inMemory(SLOTS, 1 << 18);
        slab.base(0);
        assertThat(slab.oldestUndecidedNs()).isEqualTo(Long.MAX_VALUE);
        decide(slab, 1, 48, 72, false);
        assertThat(slab.oldestUndecidedNs()).isEqualTo(Long.MAX_VALUE);
        final int slot = slab.slot(2);
        slab.slots().putLong(slot + SlotLayout.INPUT_OFFSET + InputLayout.TIME_OFFSET, 77);
        slab.slots().putLongRelease(slot + SlotLayout.PUBLISHED_OFFSET, 2);
        assertThat(slab.oldestUndecidedNs()).isEqualTo(77);
    }

    private void decide(
        final SlotSlab slab, final long sequence, final int inputBytes, final int decisionBytes, final boolean spilled)
    {
        final int slot = slab.slot(sequence);
        final UnsafeBuffer slots = slab.slots();
        slots.putLong(slot + SlotLayout.INPUT_BYTES_OFFSET, inputBytes);
        slots.setMemory(slot + SlotLayout.INPUT_OFFSET, inputBytes, (byte)sequence);
        slots.putLongRelease(slot + SlotLayout.PUBLISHED_OFFSET, sequence);
        slots.putLong(slot + SlotLayout.DECISION_COUNT_OFFSET, 1 | (long)decisionBytes << 32);
        slots.putLong(slot + SlotLayout.DIGEST_OFFSET, sequence);
        slots.putLong(slot + SlotLayout.SPILL_OFFSET, spilled ? spillPosition : SlotLayout.IN_SLOT);
        (spilled ? slab.spill() : slots).setMemory(spilled ? (int)spillPosition : slot +
            SlotLayout.DECISIONS_OFFSET, decisionBytes, (byte)sequence);
        spillPosition += spilled ? decisionBytes : 0;
        slab.commit(slot, sequence);
    }

    private void keep(final UnsafeBuffer buffer, final int offset, final int length)
    {
        for (int at = offset; at < offset + length; at += buffer.getInt(at))
        {
            final int inputBytes = buffer.getShort(at + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF;
            final int end = at + buffer.getInt(at) - RecordLayout.DIGEST_LENGTH;
            final int decisions = at + RecordLayout.INPUT_OFFSET + inputBytes;
            records.add(buffer.getLong(at + RecordLayout.SEQUENCE_OFFSET) + " in " + inputBytes + " of " +
                buffer.getByte(decisions - 1) + " out " + (end - decisions) + " of " + buffer.getByte(end - 1) +
                " digest " + buffer.getLong(end));
        }
    }
}

package io.firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RecordBufferTest
{
    private static final int MIN_LENGTH = RecordLayout.recordLength(0, 0);

    @Test
    void shouldHaveRoomAgainAndHandOverNothingWhenEverythingWasDiscarded()
    {
        final RecordBuffer records = RecordBuffer.inMemory(4096);
        long sequence = 0;
        for (int round = 0; round < 50; round++)
        {
            int offset = records.claim(512);
            while (offset >= 0)
            {
                records.buffer().putLong(offset + RecordLayout.SEQUENCE_OFFSET, ++sequence);
                records.commit(offset, 344);
                offset = records.claim(512);
            }
            records.discard();
            assertThat(records.claim(512)).isNotNegative();
            assertThat(records.committedSequence()).isEqualTo(sequence);
            assertThat(records.drain((buffer, at, length) -> { }, Integer.MAX_VALUE)).isZero();
        }
    }

    @Test
    void shouldGiveBackEveryRecordWhenLengthsAreRandomAndTheRingWraps()
    {
        final Random random = new Random(20261121L);
        final int capacity = 8192;
        final RecordBuffer records = RecordBuffer.inMemory(capacity);
        final ArrayDeque<byte[]> published = new ArrayDeque<>();
        final List<byte[]> unpublished = new ArrayList<>();
        long sequence = 0;
        int refused = 0;
        long taken = 0;
        for (int step = 0; step < 300_000; step++)
        {
            if (random.nextInt(5) > 0)
            {
                final int length = MIN_LENGTH + 8 * random.nextInt(random.nextInt(50) == 0 ? 500 : 20);
                final int offset = records.claim(length + 8 * random.nextInt(8));
                if (records.committedSequence() == sequence)
                {
                    // A claim at the edge publishes first: what the consumer cannot see it cannot free.
                    published.addAll(unpublished);
                    unpublished.clear();
                }
                if (offset < 0)
                {
                    refused++;
                    continue;
                }
                final byte[] body = new byte[length];
                random.nextBytes(body);
                // The length word is the buffer's; what lies behind the record is rubbish that a caller may leave.
                records.buffer().putBytes(offset + 4, body, 4, length - 4);
                records.buffer().putLong(offset + RecordLayout.SEQUENCE_OFFSET, ++sequence);
                unpublished.add(Arrays.copyOfRange(read(records.buffer(), offset, length), 4, length));
                records.commit(offset, length);
                if (random.nextInt(4) == 0)
                {
                    records.publish();
                    published.addAll(unpublished);
                    unpublished.clear();
                    assertThat(records.committedSequence()).isEqualTo(sequence);
                }
            }
            else
            {
                taken += drainInto(records, published, 1 + random.nextInt(3000));
            }
        }
        assertThat(refused).isPositive();
        assertThat(taken).isGreaterThan(100_000);
    }

    private static int drainInto(final RecordBuffer records, final ArrayDeque<byte[]> expected, final int maxBytes)
    {
        final int[] count = {0};
        final int drained = records.drain((buffer, offset, length) ->
        {
            assertThat(length <= maxBytes || buffer.getInt(offset) == length).isTrue();
            for (int at = offset; at < offset + length; at += buffer.getInt(at))
            {
                final byte[] record = read(buffer, at, buffer.getInt(at));
                assertThat(Arrays.copyOfRange(record, 4, record.length)).isEqualTo(expected.removeFirst());
                count[0]++;
            }
        }, maxBytes);
        assertThat(drained == 0).isEqualTo(count[0] == 0);
        return count[0];
    }

    @Test
    void shouldRefuseWhenFullAndPublishWhatTheConsumerMustFree()
    {
        final RecordBuffer records = RecordBuffer.inMemory(4096);
        int committed = 0;
        while (append(records, 64, committed + 1))
        {
            committed++;
        }
        // 64 records fill the ring exactly, and a zero length word must stay behind the last.
        assertThat(committed).isEqualTo(63);
        assertThat(records.committedSequence()).isEqualTo(63);
        assertThat(records.claim(64)).isEqualTo(RecordBuffer.BACK_PRESSURE);

        assertThat(records.drain((buffer, offset, length) -> { }, 64)).isEqualTo(64);
        assertThat(append(records, 64, 64)).isTrue();
        assertThat(append(records, 64, 65)).isFalse();
    }

    @Test
    void shouldHandOverTheSameRunAgainWhenTheConsumerFails()
    {
        final RecordBuffer records = RecordBuffer.inMemory(4096);
        append(records, 64, 1);
        records.publish();

        assertThatThrownBy(() -> records.drain((buffer, offset, length) ->
        {
            throw new IllegalStateException("disk");
        }, 4096)).hasMessage("disk");

        assertThat(records.drain((buffer, offset, length) -> { }, 4096)).isEqualTo(64);
    }

    @Test
    void shouldHandOverALongRecordAloneWhenItExceedsTheBound()
    {
        final RecordBuffer records = RecordBuffer.inMemory(4096);
        append(records, 1024, 1);
        append(records, 64, 2);
        records.publish();

        assertThat(records.drain((buffer, offset, length) -> { }, 256)).isEqualTo(1024);
        assertThat(records.drain((buffer, offset, length) -> { }, 256)).isEqualTo(64);
        assertThat(records.drain((buffer, offset, length) -> { }, 256)).isZero();
    }

    @Test
    void shouldShowNothingBeforeItIsPublished()
    {
        final RecordBuffer records = RecordBuffer.inMemory(4096);
        append(records, 64, 1);

        assertThat(records.drain((buffer, offset, length) -> { }, 4096)).isZero();
        assertThat(records.committedSequence()).isZero();
    }

    @Test
    void shouldGiveTheSameRoomWhenAClaimIsNotCommitted()
    {
        final RecordBuffer records = RecordBuffer.inMemory(4096);

        assertThat(records.claim(64)).isEqualTo(records.claim(1024));
    }

    @Test
    void shouldRefuseMisuseByNumber()
    {
        final RecordBuffer records = RecordBuffer.inMemory(4096);

        assertThatThrownBy(() -> RecordBuffer.inMemory(5000)).hasMessageContaining("5000");
        assertThatThrownBy(() -> RecordBuffer.inMemory(2048)).hasMessageContaining("2048");
        assertThatThrownBy(() -> records.claim(4096)).hasMessageContaining("4096");
        assertThatThrownBy(() -> records.commit(8, 64)).hasMessageContaining("64 bytes at 8");
        assertThatThrownBy(() -> records.commit(0, 60)).hasMessageContaining("60 bytes");
    }

    @Test
    void shouldCarryFiveMillionRecordsBetweenTwoThreads() throws InterruptedException
    {
        final long count = 5_000_000;
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        final long[] taken = {0, 0};
        final Thread consumer = new Thread(() ->
        {
            while (taken[0] < count)
            {
                if (records.drain((buffer, offset, length) -> check(buffer, offset, length, taken), 16384) == 0)
                {
                    Thread.yield();
                }
            }
        });
        consumer.start();
        final UnsafeBuffer ring = records.buffer();
        for (long sequence = 1; sequence <= count; sequence++)
        {
            final int length = lengthOf(sequence);
            int offset;
            while ((offset = records.claim(length)) < 0)
            {
                Thread.yield();
            }
            for (int i = 8; i < length; i += 8)
            {
                ring.putLong(offset + i, sequence);
            }
            records.commit(offset, length);
            if ((sequence & 15) == 0 || sequence == count)
            {
                records.publish();
            }
        }
        consumer.join();
        assertThat(taken).containsExactly(count, 0);
    }

    private static int lengthOf(final long sequence)
    {
        return MIN_LENGTH + 8 * (int)(sequence * 0x9E3779B97F4A7C15L >>> 61);
    }

    private static void check(final UnsafeBuffer buffer, final int offset, final int length, final long[] taken)
    {
        int at = offset;
        while (at < offset + length)
        {
            final long sequence = taken[0] + 1;
            final int recordLength = buffer.getInt(at);
            long wrong = recordLength ^ lengthOf(sequence);
            for (int i = 8; i < recordLength; i += 8)
            {
                wrong |= buffer.getLong(at + i) ^ sequence;
            }
            taken[0] = sequence;
            taken[1] |= wrong;
            at += lengthOf(sequence);
        }
    }

    static boolean append(final RecordBuffer records, final int length, final long sequence)
    {
        final int offset = records.claim(length);
        if (offset < 0)
        {
            return false;
        }
        records.buffer().setMemory(offset + 4, length - 4, (byte)sequence);
        records.buffer().putLong(offset + RecordLayout.SEQUENCE_OFFSET, sequence);
        records.commit(offset, length);
        return true;
    }

    private static byte[] read(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }
}

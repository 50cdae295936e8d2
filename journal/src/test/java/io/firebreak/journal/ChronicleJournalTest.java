package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.firebreak.market.Durability;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleJournalTest
{
    @TempDir
    private Path directory;

    @Test
    @Tag("determinism")
    void shouldReadBackEveryRecordWhenTheJournalIsClosed() throws Exception
    {
        Tape.write(directory, 105);
        final Collected seen = new Collected();

        final JournalVerdict verdict = JournalReader.open(directory).read(seen);

        assertThat(verdict).isInstanceOfSatisfying(JournalVerdict.Whole.class, whole ->
        {
            // Segment, eleven batches, close.
            assertThat(whole.documents()).isEqualTo(13);
            assertThat(whole.records()).isEqualTo(105);
            assertThat(whole.lastSequence()).isEqualTo(105);
            assertThat(whole.digest()).isEqualTo(Tape.digest(105));
            assertThat(whole.closed()).isTrue();
        });
        assertThat(seen.sequences).containsExactlyElementsOf(LongStream.rangeClosed(1, 105).boxed().toList());
        assertThat(seen.close).containsExactly(105, Tape.digest(105), 77, 21);
        assertThat(seen.segments).singleElement().satisfies(segment ->
        {
            assertThat(segment.start()).usingRecursiveComparison().isEqualTo(Tape.START);
            assertThat(segment.jdkFeature()).isEqualTo(Runtime.version().feature());
            assertThat(segment.previousSequence()).isZero();
        });
    }

    @Test
    void shouldPublishJ1AfterTheAppendAndNothingForOtherLevels()
    {
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        final ChronicleJournal journal = new ChronicleJournal(directory, records);
        journal.open(Tape.START);
        Tape.append(records, 1);
        Tape.append(records, 2);
        assertThat(journal.drain()).isZero();
        records.publish();
        assertThat(journal.durableSequence(Durability.J1)).isZero();
        assertThat(journal.drain()).isPositive();
        assertThat(journal.durableSequence(Durability.J1)).isEqualTo(2);
        assertThat(journal.durableSequence(Durability.J2)).isZero();
        journal.close(Tape.digest(2), 0, 2, 0);
        assertThat(journal.failed()).isFalse();
    }

    @Test
    void shouldBeReadableWhileItIsWritten() throws Exception
    {
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        final ChronicleJournal journal = new ChronicleJournal(directory, records);
        journal.open(Tape.START);
        Tape.append(records, 1);
        records.publish();
        journal.drain();

        assertThat(JournalReader.open(directory).read(new Collected())).isInstanceOfSatisfying(
            JournalVerdict.Whole.class, whole -> assertThat(whole.closed()).isFalse());
        journal.close(Tape.digest(1), 0, 1, 0);
    }

    @Test
    void shouldGoOnWhenTheHeadCannotBeWritten() throws Exception
    {
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        final ChronicleJournal journal = new ChronicleJournal(directory, records);
        journal.open(Tape.START);
        // Where the next head is put together; a full disk does the same.
        Files.createDirectory(directory.resolve("head.next"));
        Tape.append(records, 1);
        records.publish();
        journal.drain();
        journal.close(Tape.digest(1), 0, 1, 0);

        assertThat(journal.failure()).isNull();
        assertThat(journal.durableSequence(Durability.J1)).isEqualTo(1);
        assertThat(Head.read(directory).documents()).isEqualTo(1);
        assertThat(JournalReader.open(directory).read((buffer, offset, length) -> true)).isInstanceOfSatisfying(
            JournalVerdict.Whole.class, whole -> assertThat(whole.closed()).isTrue());
    }

    @Test
    void shouldTakeEverythingThatIsPublishedWhenItIsClosed() throws Exception
    {
        final int count = 8_000;
        final RecordBuffer records = RecordBuffer.inMemory(1 << 20);
        final ChronicleJournal journal = new ChronicleJournal(directory, records);
        journal.open(Tape.START);
        for (long sequence = 1; sequence <= count; sequence++)
        {
            Tape.append(records, sequence);
        }
        records.publish();
        journal.close(Tape.digest(count), 0, count, 0);

        assertThat(journal.failure()).isNull();
        assertThat(JournalReader.open(directory).read((buffer, offset, length) -> true)).isInstanceOfSatisfying(
            JournalVerdict.Whole.class, whole ->
            {
                assertThat(whole.records()).isEqualTo(count);
                assertThat(whole.documents()).as("segment, some batches, close").isGreaterThan(3);
                assertThat(whole.closed()).isTrue();
            });
    }

    @Test
    void shouldNeverBeMisjudgedWhileItIsWritten() throws Exception
    {
        final int count = 300_000;
        final RecordBuffer records = RecordBuffer.map(directory, 1 << 20);
        final ChronicleJournal journal = new ChronicleJournal(directory, records);
        journal.open(Tape.START);
        final JournalThread thread = JournalThread.start(journal);
        final Thread producer = new Thread(() ->
        {
            for (long sequence = 1; sequence <= count; sequence++)
            {
                while (records.claim(200) < 0)
                {
                    Thread.onSpinWait();
                }
                Tape.append(records, sequence);
                // Small documents: as many edges as can be.
                records.publish();
            }
        });
        producer.start();
        final JournalReader reader = JournalReader.open(directory);
        int readings = 0;
        while (producer.isAlive() || readings == 0)
        {
            final long acknowledged = journal.durableSequence(Durability.J1);
            assertThat(reader.read((buffer, offset, length) -> true)).isInstanceOfSatisfying(
                JournalVerdict.Whole.class, whole ->
                assertThat(whole.lastSequence()).isGreaterThanOrEqualTo(acknowledged));
            readings++;
        }
        producer.join();
        assertThat(thread.stop(TimeUnit.SECONDS.toNanos(30))).isTrue();
        journal.close(Tape.digest(count), 0, count, 0);
        records.close();
        assertThat(reader.read((buffer, offset, length) -> true)).isInstanceOfSatisfying(
            JournalVerdict.Whole.class, whole -> assertThat(whole.records()).isEqualTo(count));
    }

    @Test
    void shouldBeginANewSegmentWhenTheFileRolls() throws Exception
    {
        final AtomicLong millis = new AtomicLong(1_700_000_000_000L);
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        final ChronicleJournal journal = new ChronicleJournal(directory, records, millis::get);
        journal.open(Tape.START);
        for (int day = 0; day < 3; day++)
        {
            Tape.append(records, day + 1);
            records.publish();
            journal.drain();
            millis.addAndGet(TimeUnit.DAYS.toMillis(1));
        }
        journal.close(Tape.digest(3), 0, 3, 0);
        final Collected seen = new Collected();

        assertThat(JournalReader.open(directory).read(seen)).isInstanceOf(JournalVerdict.Whole.class);
        assertThat(seen.segments).extracting(JournalSegment::previousSequence).containsExactly(0L, 1L, 2L);
        assertThat(seen.sequences).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldRefuseASecondWriterAndAnEarlierJournal()
    {
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        final ChronicleJournal first = new ChronicleJournal(directory, records);
        first.open(Tape.START);
        final ChronicleJournal second = new ChronicleJournal(directory, records);
        assertThatThrownBy(() -> second.open(Tape.START)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining(directory.toString()).hasMessageContaining("written by");
        assertThatThrownBy(() -> RecordBuffer.map(directory, 4096)).hasMessageContaining("written by");
        first.close(0, 0, 0, 0);

        assertThatThrownBy(() -> second.open(Tape.START)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining(directory.toString()).hasMessageContaining("another --journal directory");
    }

    @Test
    void shouldStopForGoodWhenAnAppendFails()
    {
        final boolean[] broken = {false};
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        final ChronicleJournal journal = new ChronicleJournal(directory, records, () ->
        {
            if (broken[0])
            {
                throw new InternalError("a fault occurred in a recent unsafe memory access operation");
            }
            return 1_700_000_000_000L;
        });
        journal.open(Tape.START);
        Tape.append(records, 1);
        records.publish();
        journal.drain();
        broken[0] = true;
        Tape.append(records, 2);
        records.publish();

        assertThat(journal.drain()).isZero();
        assertThat(journal.failed()).isTrue();
        assertThat(journal.failures()).isEqualTo(1);
        assertThat(journal.failure()).isInstanceOf(InternalError.class);
        broken[0] = false;
        assertThat(journal.drain()).isZero();
        assertThat(journal.durableSequence(Durability.J1)).isEqualTo(1);
        journal.close(0, 0, 2, 0);
        // What was not acknowledged is still in the record buffer.
        assertThat(records.drain((buffer, offset, length) ->
            assertThat(buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET)).isEqualTo(2), 4096)).isPositive();
    }

    @Test
    void shouldRefuseToCloseAtAnotherSequenceThanTheEngines()
    {
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        final ChronicleJournal journal = new ChronicleJournal(directory, records);
        journal.open(Tape.START);

        assertThatThrownBy(() -> journal.close(0, 0, 5, 0)).hasMessageContaining("sequence 5");
    }

    @Test
    void shouldDrainOnItsOwnThreadWithinABoundOfAllocation() throws Exception
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final RecordBuffer records = RecordBuffer.map(directory, 1 << 22);
        final ChronicleJournal journal = new ChronicleJournal(directory, records);
        journal.open(Tape.START);
        final JournalThread thread = JournalThread.start(journal);
        final long id = Thread.getAllStackTraces().keySet().stream()
            .filter(other -> "firebreak-journal".equals(other.getName())).findAny().orElseThrow().getId();
        final int count = 400_000;
        long warm = 0;
        for (long sequence = 1; sequence <= count; sequence++)
        {
            while (records.claim(200) < 0)
            {
                Thread.yield();
            }
            Tape.append(records, sequence);
            if (sequence % 16 == 0)
            {
                records.publish();
            }
            if (sequence == count / 4)
            {
                warm = threads.getThreadAllocatedBytes(id);
            }
        }
        records.publish();
        while (journal.durableSequence(Durability.J1) < count)
        {
            Thread.yield();
        }
        final long allocated = threads.getThreadAllocatedBytes(id) - warm;
        assertThat(thread.stop(TimeUnit.SECONDS.toNanos(10))).isTrue();
        journal.close(Tape.digest(count), 0, count, 0);
        records.close();

        // Three quarters of 400,000 records; heads, ten a second, are nearly all of it.
        assertThat(allocated).isLessThan(1 << 20);
        assertThat(JournalReader.open(directory).read(new Collected())).isInstanceOf(JournalVerdict.Whole.class);
    }

    @Test
    void shouldPinTheDocument()
    {
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        Tape.append(records, 9);
        Tape.append(records, 10);
        records.publish();
        final DocumentWriter writer = new DocumentWriter(4096);
        records.drain(writer::copy, 4096);
        final int length = writer.finish(0x11223344);
        final ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        writer.buffer().getBytes(0, bytes, 0, length);

        assertThat(length).isEqualTo(32 + 72 + 144 + 16);
        assertThat(new String(bytes.array(), 0, 4)).isEqualTo("FBJD");
        assertThat(bytes.getInt(4)).isEqualTo(1);
        assertThat(bytes.getLong(8)).isEqualTo(9);
        assertThat(bytes.getInt(16)).isEqualTo(2);
        assertThat(bytes.getInt(20)).isEqualTo(72 + 144);
        assertThat(bytes.getInt(24)).isEqualTo(0x11223344);
        assertThat(bytes.getInt(28)).isZero();
        assertThat(bytes.getInt(32)).isEqualTo(72);
        assertThat(bytes.getInt(36)).isEqualTo(crc(bytes.array(), 32 + 8, 72 - 8));
        assertThat(bytes.getLong(length - 16)).isEqualTo(Tape.digest(10));
        assertThat(bytes.getInt(length - 8)).isZero();
        final byte[] chained = new byte[4 + length - 4];
        ByteBuffer.wrap(chained).order(ByteOrder.LITTLE_ENDIAN).putInt(0x11223344).put(bytes.array(), 0, length - 4);
        assertThat(bytes.getInt(length - 4)).isEqualTo(crc(chained, 0, chained.length));
    }

    @Test
    void shouldPinTheHead() throws Exception
    {
        new Head(4711, 0x0123abcd, 42).write(directory);

        assertThat(Files.readString(directory.resolve("head"))).startsWith(
            "firebreak-head 1\nsequence 4711\nchain 0123abcd\ndocuments 42\ncrc ").hasLineCount(5);
        assertThat(Head.read(directory)).isEqualTo(new Head(4711, 0x0123abcd, 42));
        Files.writeString(directory.resolve("head"),
            Files.readString(directory.resolve("head")).replace("4711", "4712"));
        assertThat(Head.read(directory)).isNull();
    }

    /** Bit by bit, sharing nothing with the JDK's. */
    private static int crc(final byte[] bytes, final int offset, final int length)
    {
        int crc = -1;
        for (int i = offset; i < offset + length; i++)
        {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = crc >>> 1 ^ (0x82F63B78 & -(crc & 1));
            }
        }
        return ~crc;
    }

    static final class Collected implements JournalVisitor
    {
        final List<Long> sequences = new ArrayList<>();
        final List<JournalSegment> segments = new ArrayList<>();
        long[] close;

        @Override
        public boolean onSegment(final JournalSegment segment)
        {
            segments.add(segment);
            return true;
        }

        @Override
        public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
        {
            sequences.add(buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET));
            return true;
        }

        @Override
        public void onClose(final long last, final long digest, final long arenaHash, final long decisionSeq)
        {
            close = new long[]{last, digest, arenaHash, decisionSeq};
        }
    }
}

package io.firebreak.record;

import static io.firebreak.record.RecordBufferTest.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSlabTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldPinTheHeaderPage() throws IOException
    {
        try (RecordBuffer records = RecordBuffer.map(directory, 8192))
        {
            append(records, 64, 1);
            append(records, 72, 2);
            records.publish();
            records.drain((buffer, offset, length) -> { }, 64);
        }
        final ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("records.slab")))
            .order(ByteOrder.LITTLE_ENDIAN);

        assertThat(file.capacity()).isEqualTo(4096 + 8192);
        assertThat(new String(file.array(), 0, 8)).isEqualTo("FBRKSLAB");
        assertThat(file.getInt(8)).isEqualTo(1);
        assertThat(file.getInt(12)).isEqualTo(4096);
        assertThat(file.getLong(16)).isEqualTo(8192);
        assertThat(file.getLong(128)).isEqualTo(64 + 72);
        assertThat(file.getLong(136)).isEqualTo(2);
        assertThat(file.getLong(256)).isEqualTo(64);
        assertThat(file.getInt(4096 + 64)).isEqualTo(72);
    }

    @Test
    void shouldRefuseASecondWriterWhenTheFirstIsInThisProcess()
    {
        try (RecordBuffer first = RecordBuffer.map(directory, 4096))
        {
            assertThatThrownBy(() -> RecordBuffer.map(directory, 4096)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(directory.toString()).hasMessageContaining("this process")
                .hasMessageContaining("--journal");
            assertThat(append(first, 64, 1)).isTrue();
        }
    }

    @Test
    void shouldRefuseASecondWriterWhenTheFirstIsAnotherProcess() throws Exception
    {
        final Process holder = fork(Holder.class);
        try
        {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");
            assertThatThrownBy(() -> RecordBuffer.map(directory, 4096)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(directory.toString()).hasMessageContaining("process " + holder.pid());
        }
        finally
        {
            holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        WriterLock.acquire(directory).close();
    }

    @Test
    void shouldLeaveTheRecordsOfAnEarlierRunUntilTheyAreReplaced() throws IOException
    {
        try (RecordBuffer records = RecordBuffer.map(directory, 4096))
        {
            append(records, 64, 1);
        }
        final List<Long> seen = new ArrayList<>();
        try (RecordBuffer records = RecordBuffer.map(directory, 8192))
        {
            append(records, 64, 7);
            SlabSurplus.read(directory, (buffer, offset, length) ->
                seen.add(buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET)));
            assertThat(seen).containsExactly(1L);
            records.replaceEarlier();
            append(records, 64, 8);
        }
        // A run that was given up before leaves nothing that could be taken for records.
        RecordBuffer.map(directory, 8192).close();

        seen.clear();
        SlabSurplus.read(directory, (buffer, offset, length) ->
            seen.add(buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET)));
        assertThat(seen).containsExactly(7L, 8L);
    }

    @Test
    void shouldHandOverWhatFollowsTheJournalOnly() throws IOException
    {
        try (RecordBuffer records = RecordBuffer.map(directory, 4096))
        {
            for (int sequence = 5; sequence <= 9; sequence++)
            {
                append(records, 64, sequence);
            }
        }
        final List<Long> seen = new ArrayList<>();

        assertThat(SlabSurplus.read(directory, 7, (buffer, offset, length) ->
            seen.add(buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET)))).isEqualTo(2);
        assertThat(seen).containsExactly(8L, 9L);
        assertThat(SlabSurplus.read(directory, 9, (buffer, offset, length) -> { })).isZero();
        assertThatThrownBy(() -> SlabSurplus.read(directory, 3, (buffer, offset, length) -> { }))
            .isInstanceOf(IllegalStateException.class).hasMessageContaining("begins with sequence 5")
            .hasMessageContaining("ends with 3");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 68, 1 << 16, Integer.MAX_VALUE, -8})
    void shouldEndBeforeALengthThatCannotBeARecords(final int torn) throws IOException
    {
        try (RecordBuffer records = RecordBuffer.map(directory, 4096))
        {
            append(records, 64, 1);
            append(records, 64, 2);
            append(records, 64, 3);
            final int offset = records.claim(64);
            records.buffer().putLong(offset + RecordLayout.SEQUENCE_OFFSET, 4);
            records.buffer().putInt(offset + RecordLayout.LENGTH_OFFSET, torn);
        }
        assertThat(surplus()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldEndBeforeARecordWhoseSequenceDoesNotFollow() throws IOException
    {
        try (RecordBuffer records = RecordBuffer.map(directory, 4096))
        {
            append(records, 64, 1);
            append(records, 64, 2);
            append(records, 64, 4);
            append(records, 64, 5);
        }
        assertThat(surplus()).containsExactly(1L, 2L);
    }

    @Test
    void shouldAnswerBackPressureWhenItIsClosed()
    {
        final RecordBuffer records = RecordBuffer.map(directory, 4096);
        records.close();
        records.close();

        assertThat(records.claim(64)).isEqualTo(RecordBuffer.BACK_PRESSURE);
    }

    @Test
    void shouldKeepTheSurplusWhenTheProducerIsAbandoned() throws IOException
    {
        final RecordBuffer records = RecordBuffer.map(directory, 4096);
        try
        {
            long sequence = 0;
            // Several laps, so that every byte of the ring has once been a record's.
            for (int i = 0; i < 500; i++)
            {
                append(records, 32 + 8 * (i * 7 % 30), ++sequence);
                records.publish();
                records.drain((buffer, offset, length) -> { }, 4096);
            }
            for (int i = 0; i < 9; i++)
            {
                append(records, 32 + 8 * (i * 7 % 30), ++sequence);
            }
            records.claim(600);
            assertThat(surplus()).containsExactlyElementsOf(
                LongStream.rangeClosed(501, 509).boxed().toList());
        }
        finally
        {
            records.close();
        }
    }

    @Test
    void shouldLeaveAZeroLengthBehindTheLastRecordWhateverLayThereBefore()
    {
        final RecordBuffer records = RecordBuffer.inMemory(4096);
        int wraps = 0;
        for (int i = 0, sequence = 0; i < 2000; i++)
        {
            final int length = 32 + 8 * (i * 7 % 61);
            final int offset = records.claim(length);
            records.buffer().setMemory(offset + 4, length - 4, (byte)-1);
            records.buffer().putLong(offset + RecordLayout.SEQUENCE_OFFSET, ++sequence);
            assertThat(records.buffer().getInt(offset)).isZero();
            wraps += offset == 0 ? 1 : 0;
            records.commit(offset, length);
            assertThat(records.buffer().getInt((offset + length) & 4095)).isZero();
            records.publish();
            records.drain((buffer, at, bytes) -> { }, 4096);
        }
        assertThat(wraps).isGreaterThan(50);
    }

    @Test
    void shouldKeepTheSurplusWhenTheProcessIsKilled() throws Exception
    {
        final Process writer = fork(Writer.class);
        assertThat(writer.inputReader().readLine()).isEqualTo("written");
        writer.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

        assertThat(surplus()).containsExactlyElementsOf(LongStream.rangeClosed(101, 140).boxed().toList());
    }

    @Test
    void shouldRefuseAFileThatIsNoRecordBuffer() throws IOException
    {
        Files.write(directory.resolve("records.slab"), new byte[8192]);
        assertThatThrownBy(this::surplus).isInstanceOf(IOException.class).hasMessageContaining("records.slab");
        Files.write(directory.resolve("records.slab"), new byte[100]);
        assertThatThrownBy(this::surplus).isInstanceOf(IOException.class).hasMessageContaining("100 bytes");
    }

    private List<Long> surplus() throws IOException
    {
        final List<Long> sequences = new ArrayList<>();
        final long count = SlabSurplus.read(directory, (buffer, offset, length) ->
        {
            final long sequence = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
            assertThat(buffer.getInt(offset)).isEqualTo(length);
            for (int i = 16; i < length; i++)
            {
                assertThat(buffer.getByte(offset + i)).isEqualTo((byte)sequence);
            }
            sequences.add(sequence);
        });
        assertThat(count).isEqualTo(sequences.size());
        return sequences;
    }

    private Process fork(final Class<?> main) throws IOException
    {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"));
        command.addAll(List.of(main.getName(), directory.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Holds the lock until it is killed. */
    static final class Holder
    {
        public static void main(final String[] args) throws InterruptedException
        {
            final WriterLock lock = WriterLock.acquire(new File(args[0]).toPath());
            System.out.println("held");
            Thread.sleep(60_000);
            lock.close();
        }
    }

    /** Journals 100 records, commits 40 more of which 20 are published, and is killed. */
    static final class Writer
    {
        public static void main(final String[] args) throws InterruptedException
        {
            final RecordBuffer records = RecordBuffer.map(Path.of(args[0]), 4096);
            for (long sequence = 1; sequence <= 140; sequence++)
            {
                append(records, 64, sequence);
                if (sequence <= 120)
                {
                    records.publish();
                }
                if (sequence <= 100)
                {
                    records.drain((buffer, offset, length) -> { }, 4096);
                }
            }
            System.out.println("written");
            Thread.sleep(60_000);
        }
    }
}

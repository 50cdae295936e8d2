package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.record.RecordBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A closed journal of four files: ten records each, behind a segment header; something is done to whole files. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RollFilesTest
{
    /** Without the second look the reader goes by a document within a few rounds. */
    private static final int ROLLS = 500;
    private static final int ROOM = 1 << 17;

    @TempDir
    private Path directory;

    @TempDir
    private Path other;

    private List<Path> files;

    @BeforeEach
    void shouldBeWholeBefore() throws IOException
    {
        write(directory, 4);
        files = files(directory);
        assertThat(files).hasSize(4);
        assertThat(read()).isInstanceOfSatisfying(JournalVerdict.Whole.class, whole ->
        {
            assertThat(whole.records()).isEqualTo(40);
            assertThat(whole.documents()).isEqualTo(9);
            assertThat(whole.closed()).isTrue();
        });
    }

    @Test
    void shouldNameTheMissingRecordsWhenAFileInTheMiddleIsMissing() throws IOException
    {
        Files.delete(files.get(1));
        assertCorrupt(11, 20, "document 2 at offset ", "begins behind sequence 20", "whole file");
    }

    @Test
    void shouldNameTheMissingRecordsWhenTheFirstFileIsMissing() throws IOException
    {
        Files.delete(files.get(0));
        assertCorrupt(1, 10, "begins behind sequence 10");
    }

    @Test
    void shouldSayTruncatedWhenTheLastFileIsMissing() throws IOException
    {
        Files.delete(files.get(3));
        assertThat(read()).isEqualTo(new JournalVerdict.Truncated(30, 40, 6, 9));
    }

    @Test
    void shouldSayCorruptWhenFilesChangePlaces() throws IOException
    {
        final Path aside = directory.resolve("aside");
        Files.move(files.get(1), aside);
        Files.move(files.get(2), files.get(1));
        Files.move(aside, files.get(2));
        assertCorrupt(11, 20, "begins behind sequence 20");
    }

    @Test
    void shouldSayCorruptWhenAFileIsThereTwice() throws IOException
    {
        Files.copy(files.get(1), files.get(2), StandardCopyOption.REPLACE_EXISTING);
        assertCorrupt(21, 30, "sequence is 10");
    }

    @Test
    void shouldSayCorruptWhenAFileOfAnotherJournalLiesBetween() throws IOException
    {
        write(other, 2);
        Files.copy(files(other).get(0), files.get(1), StandardCopyOption.REPLACE_EXISTING);
        assertCorrupt(11, 20, "sequence is 0");
    }

    @Test
    void shouldSayCorruptWhenAFileOfAnotherJournalFollows() throws IOException
    {
        write(other, 1);
        Files.copy(files(other).get(0), directory.resolve("20991231F.cq4"));
        assertCorrupt(41, 40, "sequence is 0");
    }

    @Test
    void shouldSayCorruptWhenTheSameSequencesOfAnotherJournalAreThere() throws IOException
    {
        // The same numbers behind another past: only the chain tells.
        write(other, 4, 1);
        Files.copy(files(other).get(2), files.get(2), StandardCopyOption.REPLACE_EXISTING);
        assertCorrupt(21, 20, "chain value");
    }

    @Test
    void shouldReturnAVerdictWhenFilesAreEmptyOrOnlyZeros() throws IOException
    {
        Files.write(files.get(1), new byte[0]);
        assertCorrupt(11, 20, "begins behind sequence 20");
        Files.write(files.get(1), new byte[100_000]);
        assertCorrupt(11, 20, "begins behind sequence 20");
        Files.write(files.get(3), new byte[0]);
        assertCorrupt(11, 20, "begins behind sequence 20");
        Files.write(files.get(1), Files.readAllBytes(files.get(0)));
        assertThat(read()).isInstanceOf(JournalVerdict.Corrupt.class);
    }

    @Test
    void shouldSayWhichFileWhenOneCannotBeRead() throws IOException
    {
        Files.delete(files.get(3));
        Files.createDirectory(files.get(3));
        assertCorrupt(31, 40, files.get(3) + " cannot be read: Is a directory");
    }

    @Test
    void shouldReadOnWhenTheWriterLeftAnUnfinishedEndAndWentOnInAnotherFile() throws IOException
    {
        // What a full disk leaves: a word that counts bytes that never came.
        putBehindTheEnd(files.get(1), 912);
        final JournalReader reader = JournalReader.open(directory);
        assertThat(reader.read((buffer, offset, length) -> true)).isInstanceOf(JournalVerdict.Whole.class);
        assertThat(reader.abandonedEnds()).isEqualTo(1);
    }

    @Test
    void shouldSayCorruptWhenTheLastDocumentOfAMiddleFileIsDamaged() throws IOException
    {
        try (JournalBytes bytes = new JournalBytes(files.get(1)))
        {
            bytes.flip(bytes.documents.get(1) + 500);
        }
        assertCorrupt(11, 20, "document 3 at offset ", "CRC");
        try (JournalBytes bytes = new JournalBytes(files.get(1)))
        {
            bytes.flip(bytes.documents.get(1) + 500);
            bytes.cut(bytes.documents.get(1) + 500);
        }
        assertCorrupt(11, 20, "container damaged at offset ", "ends inside a document");
    }

    /** A reader that follows finds a file's end; before it looks for the next, the writer ends this one and rolls. */
    @Test
    void shouldReadTheLastDocumentOfAFileWhenTheWriterRollsJustThen() throws Exception
    {
        final int word;
        final int end;
        try (JournalBytes bytes = new JournalBytes(files.get(0)); JournalBytes behind = new JournalBytes(files.get(1)))
        {
            word = (int)(bytes.documents.get(1) - Integer.BYTES);
            end = (int)bytes.end(1);
            assertThat(behind.documents).hasSize(2);
        }
        final byte[] whole = Files.readAllBytes(files.get(0));
        final byte[] next = Files.readAllBytes(files.get(1));
        final byte[] begun = Arrays.copyOf(whole, ROOM);
        Arrays.fill(begun, word, end + Integer.BYTES, (byte)0);
        final ByteBuffer memory = ByteBuffer.allocateDirect(DocumentLayout.MAX_DOCUMENT_LENGTH);
        for (int round = 0; round < ROLLS; round++)
        {
            final Path copy = Files.createDirectory(other.resolve("roll-" + round));
            final Path first = copy.resolve(files.get(0).getFileName());
            Files.write(first, begun);
            final CountDownLatch isReading = new CountDownLatch(1);
            final FutureTask<Void> writer = new FutureTask<>(() ->
            {
                isReading.await();
                try (FileChannel channel = FileChannel.open(first, StandardOpenOption.WRITE))
                {
                    final int body = word + Integer.BYTES;
                    channel.write(ByteBuffer.wrap(whole, body, end + Integer.BYTES - body), body);
                    channel.write(ByteBuffer.wrap(whole, word, Integer.BYTES), word);
                }
                Files.write(copy.resolve("beside"), next);
                Files.move(copy.resolve("beside"), copy.resolve(files.get(1).getFileName()));
                return null;
            });
            new Thread(writer).start();
            try (DocumentSource source = new DocumentSource(copy, memory))
            {
                int documents = source.next() > 0 ? 1 : 0;
                isReading.countDown();
                for (boolean isOver = false; documents < 4 && !isOver;)
                {
                    isOver = writer.isDone();
                    for (int length = source.next(); length != DocumentSource.END; length = source.next())
                    {
                        assertThat(length).as(source.fault()).isPositive();
                        documents++;
                    }
                }
                writer.get();
                assertThat(documents).as("round %d", round).isEqualTo(4);
            }
        }
    }

    /** Over the word that ends a file. */
    private static void putBehindTheEnd(final Path file, final int word) throws IOException
    {
        try (JournalBytes bytes = new JournalBytes(file))
        {
            final long end = bytes.end(bytes.documents.size() - 1);
            assertThat(bytes.word(end)).isEqualTo(0xC000_0000);
            bytes.put(end, word);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE))
        {
            channel.write(ByteBuffer.allocate(4096), channel.size());
        }
    }

    private void assertCorrupt(final long from, final long to, final String... what) throws IOException
    {
        assertThat(read()).isInstanceOfSatisfying(JournalVerdict.Corrupt.class, corrupt ->
        {
            assertThat(corrupt.what()).contains(what);
            assertThat(corrupt.fromSequence()).isEqualTo(from);
            assertThat(corrupt.toSequence()).isEqualTo(to);
        });
    }

    private JournalVerdict read() throws IOException
    {
        return JournalReader.open(directory).read((buffer, offset, length) -> true);
    }

    private static List<Path> files(final Path directory) throws IOException
    {
        try (Stream<Path> files = Files.list(directory))
        {
            return files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
        }
    }

    private static void write(final Path directory, final int days)
    {
        write(directory, days, 0);
    }

    private static void write(final Path directory, final int days, final long digestChange)
    {
        final AtomicLong millis = new AtomicLong(1_700_000_000_000L);
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        final ChronicleJournal journal = new ChronicleJournal(directory, records, millis::get);
        journal.open(Tape.START);
        for (int day = 0; day < days; day++)
        {
            for (int i = 1; i <= 10; i++)
            {
                Tape.append(records, day * 10L + i, digestChange);
            }
            records.publish();
            journal.drain();
            millis.addAndGet(TimeUnit.DAYS.toMillis(1));
        }
        journal.close(Tape.digest(days * 10L) + digestChange, 0, days * 10L, 0);
    }
}

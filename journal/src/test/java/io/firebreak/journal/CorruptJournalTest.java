package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of 40 records: segment, four batches of ten, close. One thing is changed at a time. */
class CorruptJournalTest
{
    private static final int BATCH_2 = 2;
    private static final int FIRST_RECORD = 32;

    @TempDir
    private Path directory;

    private Path queueFile;
    private List<Long> documents;

    @BeforeEach
    void shouldBeSoundBefore() throws IOException
    {
        Tape.write(directory, 40);
        try (Stream<Path> files = Files.list(directory))
        {
            queueFile = files.filter(file -> file.toString().endsWith(".cq4")).findAny().orElseThrow();
        }
        documents = find();
        assertThat(documents).hasSize(6);
        assertThat(read()).isInstanceOf(JournalVerdict.Whole.class);
    }

    @Test
    void shouldNameTheRecordWhenABodyByteIsFlipped() throws IOException
    {
        flip(documents.get(BATCH_2) + FIRST_RECORD + 72 + 40);
        assertCorrupt(11, 20, "record behind 11: CRC");
    }

    @Test
    void shouldNameTheRecordWhenItsCrcIsFlipped() throws IOException
    {
        flip(documents.get(BATCH_2) + FIRST_RECORD + 4);
        assertCorrupt(11, 20, "record behind 10: CRC");
    }

    @Test
    void shouldNotFollowALengthThatLeavesTheDocument() throws IOException
    {
        for (final int length : new int[]{0, -8, 7, 73, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20})
        {
            put(documents.get(BATCH_2) + FIRST_RECORD, length);
            assertCorrupt(11, 20, "its length is " + length);
        }
    }

    @Test
    void shouldNameTheChainWhenItsWordIsFlipped() throws IOException
    {
        flip(end(BATCH_2) - 4);
        assertCorrupt(11, 20, "chain value does not fit");
    }

    @Test
    void shouldNameTheDigestWhenTheTrailersIsFlipped() throws IOException
    {
        flip(end(BATCH_2) - 16);
        assertCorrupt(11, 20, "digest");
    }

    @Test
    void shouldNameTheChainWhenAReservedByteIsFlipped() throws IOException
    {
        flip(documents.get(BATCH_2) + 28);
        assertCorrupt(11, 20, "chain value does not fit");
    }

    @Test
    @Tag("slow")
    void shouldFindAnyFlippedByteOfADocument() throws IOException
    {
        for (long at = documents.get(BATCH_2); at < end(BATCH_2); at++)
        {
            flip(at);
            assertThat(read()).as("byte %d", at - documents.get(BATCH_2)).isInstanceOfSatisfying(
                JournalVerdict.Corrupt.class, corrupt -> assertThat(corrupt.fromSequence()).isEqualTo(11));
            flip(at);
        }
        assertThat(read()).isInstanceOf(JournalVerdict.Whole.class);
    }

    @Test
    void shouldSayTruncatedWhenTheLastDocumentsAreMissing() throws IOException
    {
        // As if the process had died before the last two appends: the first length word of Chronicle's is not ready.
        put(documents.get(4) - 4, 0);
        assertThat(read()).isEqualTo(new JournalVerdict.Truncated(30, 40, 4, 6));
    }

    @Test
    void shouldSayTruncatedWhenTheQueueIsEmptied() throws IOException
    {
        put(documents.get(0) - 4, 0);
        assertThat(read()).isEqualTo(new JournalVerdict.Truncated(0, 40, 0, 6));
    }

    @Test
    void shouldSayCorruptWhenAMiddleDocumentIsMadeMetadata() throws IOException
    {
        put(documents.get(BATCH_2) - 4, word(documents.get(BATCH_2) - 4) | 0x4000_0000);
        assertThat(read()).isInstanceOfSatisfying(JournalVerdict.Corrupt.class, corrupt ->
            assertThat(corrupt.fromSequence()).isEqualTo(11));
    }

    @Test
    void shouldSayCorruptWhenTheHeadIsMissingOrDamaged() throws IOException
    {
        final String head = Files.readString(directory.resolve("head"));
        Files.writeString(directory.resolve("head"), head.replace("documents 6", "documents 5"));
        assertCorrupt(41, 40, "head");
        Files.delete(directory.resolve("head"));
        assertCorrupt(41, 40, "head");
    }

    @Test
    void shouldSayCorruptWhenTheHeadNamesAnotherChain() throws IOException
    {
        final Head head = Head.read(directory);
        new Head(head.sequence(), head.chain() ^ 1, head.documents()).write(directory);
        assertCorrupt(41, 40, "the head names another document");
    }

    @Test
    void shouldSayUnsupportedWhenAWholeDocumentIsOfAnotherVersion() throws IOException
    {
        put(documents.get(0) + 4, 2);
        final int length = word(documents.get(0) - 4) & 0x3FFF_FFFF;
        final ByteBuffer memory = ByteBuffer.allocateDirect(length);
        try (FileChannel channel = FileChannel.open(queueFile))
        {
            channel.read(memory, documents.get(0));
        }
        final int unpadded = unpadded(0);
        put(documents.get(0) + unpadded - 4, new Checksums(memory).chain(0, unpadded));

        assertThat(read()).isInstanceOfSatisfying(JournalVerdict.Unsupported.class, unsupported ->
            assertThat(unsupported.what()).contains("version 2").contains("version 1"));
    }

    @Test
    void shouldReturnAVerdictWhenTheQueueFileIsCutOrIsRubbish() throws IOException
    {
        final byte[] start = new byte[4096];
        try (FileChannel channel = FileChannel.open(queueFile, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            channel.truncate(documents.get(3) + 100);
            assertThat(read()).isNotInstanceOf(JournalVerdict.Whole.class);
            channel.write(ByteBuffer.wrap(start), 0);
            assertThat(read()).isNotInstanceOf(JournalVerdict.Whole.class);
            channel.truncate(0);
            assertThat(read()).isNotInstanceOf(JournalVerdict.Whole.class);
        }
        Files.delete(queueFile);
        Files.delete(directory.resolve("metadata.cq4t"));
        assertThat(read()).isNotInstanceOf(JournalVerdict.Whole.class);
    }

    /** Slow: Chronicle waits ten seconds for the lock of a table that will never be one. */
    @Test
    @Tag("slow")
    void shouldReturnAVerdictWhenTheMetadataIsRubbish() throws IOException
    {
        Files.write(directory.resolve("metadata.cq4t"), new byte[4096]);
        assertThat(read()).isInstanceOf(JournalVerdict.Corrupt.class);
    }

    @Test
    void shouldNameTheDirectoryWhenThereIsNoJournal() throws IOException
    {
        final Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThatThrownBy(() -> JournalReader.open(empty)).isInstanceOf(IOException.class)
            .hasMessageContaining(empty.toString());
    }

    @Test
    void shouldLeaveTheDirectoryAsItWasWhenItReads() throws IOException
    {
        final List<String> before = listing();
        read();
        assertThat(listing()).isEqualTo(before);
    }

    private List<String> listing() throws IOException
    {
        try (Stream<Path> files = Files.list(directory))
        {
            final List<String> listing = new ArrayList<>();
            for (final Path file : files.sorted().toList())
            {
                listing.add(file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
            return listing;
        }
    }

    private void assertCorrupt(final long from, final long to, final String what) throws IOException
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

    private long end(final int document) throws IOException
    {
        return documents.get(document) + unpadded(document);
    }

    private int unpadded(final int document) throws IOException
    {
        return 32 + word(documents.get(document) + 20) + 16;
    }

    private List<Long> find() throws IOException
    {
        final List<Long> found = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(queueFile))
        {
            final ByteBuffer bytes = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(bytes, 0);
            for (int at = 0; at < bytes.position() - 4; at += 4)
            {
                if (bytes.getInt(at) == DocumentLayout.MAGIC)
                {
                    found.add((long)at);
                }
            }
        }
        return found;
    }

    private int word(final long at) throws IOException
    {
        final ByteBuffer word = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(queueFile))
        {
            channel.read(word, at);
        }
        return word.getInt(0);
    }

    private void put(final long at, final int value) throws IOException
    {
        try (FileChannel channel = FileChannel.open(queueFile, StandardOpenOption.WRITE))
        {
            channel.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, value), at);
        }
    }

    private void flip(final long at) throws IOException
    {
        put(at - at % 4, word(at - at % 4) ^ 0x10 << (int)(at % 4 * 8));
    }
}

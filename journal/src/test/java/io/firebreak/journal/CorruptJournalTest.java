package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of 40 records: segment, four batches of ten, close. One thing is changed at a time. */
class CorruptJournalTest
{
    private static final int BATCH_2 = 2;
    private static final int FIRST_RECORD = 32;

    @TempDir
    private Path directory;

    private JournalBytes bytes;

    @BeforeEach
    void shouldBeSoundBefore() throws IOException
    {
        Tape.write(directory, 40);
        bytes = new JournalBytes(directory);
        assertThat(bytes.documents).hasSize(6);
        assertThat(read()).isInstanceOf(JournalVerdict.Whole.class);
    }

    @AfterEach
    void closeTheFile() throws IOException
    {
        bytes.close();
    }

    @Test
    void shouldNameTheRecordWhenABodyByteIsFlipped() throws IOException
    {
        bytes.flip(bytes.documents.get(BATCH_2) + FIRST_RECORD + 72 + 40);
        assertCorrupt(11, 20, "record behind 11: CRC");
    }

    @Test
    void shouldNameTheRecordWhenItsCrcIsFlipped() throws IOException
    {
        bytes.flip(bytes.documents.get(BATCH_2) + FIRST_RECORD + 4);
        assertCorrupt(11, 20, "record behind 10: CRC");
    }

    @Test
    void shouldNotFollowALengthThatLeavesTheDocument() throws IOException
    {
        for (final int length : new int[]{0, -8, 7, 73, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20})
        {
            bytes.put(bytes.documents.get(BATCH_2) + FIRST_RECORD, length);
            assertCorrupt(11, 20, "its length is " + length);
        }
    }

    @Test
    void shouldNameTheChainWhenItsWordIsFlipped() throws IOException
    {
        bytes.flip(bytes.end(BATCH_2) - 4);
        assertCorrupt(11, 20, "chain value does not fit");
    }

    @Test
    void shouldNameTheDigestWhenTheTrailersIsFlipped() throws IOException
    {
        bytes.flip(bytes.end(BATCH_2) - 16);
        assertCorrupt(11, 20, "digest");
    }

    @Test
    void shouldNameTheChainWhenAReservedByteIsFlipped() throws IOException
    {
        bytes.flip(bytes.documents.get(BATCH_2) + 28);
        assertCorrupt(11, 20, "chain value does not fit");
    }

    @Test
    void shouldSayTruncatedWhenTheLastDocumentsAreMissing() throws IOException
    {
        // As if the process had died before the last two appends.
        final long from = bytes.documents.get(4) - 4;
        bytes.write(from, new byte[(int)(bytes.size() - from)]);
        assertThat(read()).isEqualTo(new JournalVerdict.Truncated(30, 40, 4, 6));
    }

    @Test
    void shouldSayTruncatedWhenTheQueueIsEmptied() throws IOException
    {
        final long from = bytes.documents.get(0) - 4;
        bytes.write(from, new byte[(int)(bytes.size() - from)]);
        assertThat(read()).isEqualTo(new JournalVerdict.Truncated(0, 40, 0, 6));
    }

    @Test
    void shouldSayCorruptWhenAPageIsZeroed() throws IOException
    {
        // From the middle of the second batch to the middle of the third: both, and the word between them, are gone.
        final long from = bytes.documents.get(BATCH_2) + 400;
        bytes.write(from, new byte[(int)(bytes.documents.get(BATCH_2 + 1) + 400 - from)]);
        assertCorrupt(11, 30, "document 2 at offset ");
    }

    @Test
    void shouldSayCorruptWhenTheWordBeforeADocumentIsZeroedAndOthersFollow() throws IOException
    {
        bytes.put(bytes.documents.get(BATCH_2) - 4, 0);
        assertCorrupt(11, 20, "container damaged at offset " + (bytes.documents.get(BATCH_2) - 4));
    }

    @Test
    void shouldSayCorruptWhenADocumentIsThereTwice() throws IOException
    {
        final long from = bytes.documents.get(BATCH_2) - 4;
        final byte[] rest = bytes.read(from, (int)(bytes.size() - from));
        bytes.write(from + 4 + bytes.length(BATCH_2), rest);
        assertCorrupt(21, 20, "record behind 20: its sequence is 11");
    }

    @Test
    void shouldSayCorruptWhenADocumentIsTakenOut() throws IOException
    {
        final long next = bytes.documents.get(BATCH_2 + 1) - 4;
        bytes.write(bytes.documents.get(BATCH_2) - 4, bytes.read(next, (int)(bytes.size() - next)));
        assertCorrupt(11, 20, "what lies between is missing");
    }

    @Test
    void shouldSayCorruptWhenTwoDocumentsChangePlaces() throws IOException
    {
        final byte[] second = bytes.read(bytes.documents.get(BATCH_2), bytes.length(BATCH_2));
        final byte[] third = bytes.read(bytes.documents.get(BATCH_2 + 1), bytes.length(BATCH_2 + 1));
        assertThat(third).hasSameSizeAs(second);
        bytes.write(bytes.documents.get(BATCH_2), third);
        bytes.write(bytes.documents.get(BATCH_2 + 1), second);
        assertCorrupt(11, 20, "what lies between is missing");
    }

    @Test
    void shouldSayCorruptWhenAMiddleDocumentIsMadeMetadata() throws IOException
    {
        bytes.put(bytes.documents.get(BATCH_2) - 4, bytes.word(bytes.documents.get(BATCH_2) - 4) | 0x4000_0000);
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
        bytes.put(bytes.documents.get(0) + 4, 2);
        final int length = bytes.word(bytes.documents.get(0) - 4) & 0x3FFF_FFFF;
        final ByteBuffer memory = ByteBuffer.allocateDirect(length);
        memory.put(bytes.read(bytes.documents.get(0), length));
        final int unpadded = bytes.length(0);
        bytes.put(bytes.documents.get(0) + unpadded - 4, new Checksums(memory).chain(0, unpadded));

        assertThat(read()).isInstanceOfSatisfying(JournalVerdict.Unsupported.class, unsupported ->
            assertThat(unsupported.what()).contains("version 2").contains("version 1"));
    }

    @Test
    void shouldReturnAVerdictWhenTheQueueFileIsCutOrIsRubbish() throws IOException
    {
        final byte[] start = new byte[4096];
        try (FileChannel channel = FileChannel.open(bytes.file, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            channel.truncate(bytes.documents.get(3) + 100);
            assertThat(read()).isNotInstanceOf(JournalVerdict.Whole.class);
            channel.write(ByteBuffer.wrap(start), 0);
            assertThat(read()).isNotInstanceOf(JournalVerdict.Whole.class);
            channel.truncate(0);
            assertThat(read()).isNotInstanceOf(JournalVerdict.Whole.class);
        }
        Files.delete(bytes.file);
        Files.delete(directory.resolve("metadata.cq4t"));
        assertThat(read()).isNotInstanceOf(JournalVerdict.Whole.class);
    }

    /** Nothing of ours is in it, and reading needs nothing of it. */
    @Test
    void shouldReadTheSameWhenChroniclesTableIsRubbishOrMissing() throws IOException
    {
        final JournalVerdict before = read();
        Files.write(directory.resolve("metadata.cq4t"), new byte[4096]);
        assertThat(read()).isEqualTo(before);
        Files.delete(directory.resolve("metadata.cq4t"));
        assertThat(read()).isEqualTo(before);
    }

    @Test
    void shouldSayWholeWhenTheHeadIsOlderAndOfThisJournal() throws IOException
    {
        new Head(20, chain(BATCH_2), 3).write(directory);
        assertThat(read()).isInstanceOf(JournalVerdict.Whole.class);
    }

    @Test
    void shouldSayTruncatedWhenTheHeadIsNewer() throws IOException
    {
        new Head(50, 7, 7).write(directory);
        assertThat(read()).isEqualTo(new JournalVerdict.Truncated(40, 50, 6, 7));
    }

    @Test
    void shouldSayTruncatedWhenOnlyTheRecordBufferKnowsOfMore() throws IOException
    {
        new Head(10, chain(1), 2).write(directory);
        bytes.cut(bytes.documents.get(3) - 4);
        assertThat(read()).isEqualTo(new JournalVerdict.Truncated(20, 40, 3, 4));
    }

    @Test
    void shouldSayTruncatedWhenAnAcknowledgedDocumentIsCutThatNothingElseNames() throws IOException
    {
        Files.delete(directory.resolve("records.slab"));
        new Head(10, chain(1), 2).write(directory);
        bytes.cut(bytes.documents.get(3) + 100);
        assertThat(read()).isEqualTo(new JournalVerdict.Truncated(20, 20, 3, 4));
        bytes.cut(bytes.documents.get(3) - 4);
        assertThat(read()).isInstanceOfSatisfying(JournalVerdict.Whole.class, whole ->
        {
            assertThat(whole.closed()).isFalse();
            assertThat(whole.lastSequence()).isEqualTo(20);
        });
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
        bytes.flip(bytes.documents.get(BATCH_2));
        final List<String> damaged = listing();
        read();
        assertThat(listing()).isEqualTo(damaged).isNotEqualTo(before);
        bytes.flip(bytes.documents.get(BATCH_2));
        assertThat(listing().stream().map(line -> line.replaceAll(" [^ ]*Z$", "")))
            .isEqualTo(before.stream().map(line -> line.replaceAll(" [^ ]*Z$", "")).toList());
    }

    /** Every file with its content and the time of its last change. */
    private List<String> listing() throws IOException
    {
        try (Stream<Path> files = Files.list(directory))
        {
            final List<String> listing = new ArrayList<>();
            for (final Path file : files.sorted().toList())
            {
                listing.add(file.getFileName() + " " + HexFormat.of().formatHex(
                    Checksums.sha256(Files.readAllBytes(file))) + " " + Files.getLastModifiedTime(file));
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

    private int chain(final int document) throws IOException
    {
        return bytes.word(bytes.end(document) - 4);
    }

    private JournalVerdict read() throws IOException
    {
        return JournalReader.open(directory).read((buffer, offset, length) -> true);
    }
}

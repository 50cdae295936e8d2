package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every byte of a journal of 40 records changed, one at a time, and its file cut at every length. The verdict expected
 * follows from the place alone. The timeouts are watchdogs: nothing may hang.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FlippedBytesTest
{
    private static final int DOCUMENTS = 6;
    private static final int CLOSE = 5;
    private static final int[] PATTERNS = {0x01, 0x80, 0xFF};
    private static final int[] SINGLE_BITS = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80};

    @TempDir
    private Path directory;

    private JournalBytes bytes;
    private JournalReader reader;
    private JournalVerdict whole;
    private long handedOver;

    @BeforeEach
    void shouldBeWholeBefore() throws IOException
    {
        Tape.write(directory, 40);
        bytes = new JournalBytes(directory);
        reader = JournalReader.open(directory);
        whole = read();
        assertThat(whole).isInstanceOfSatisfying(JournalVerdict.Whole.class,
            verdict -> assertThat(verdict.records()).isEqualTo(40));
        assertThat(bytes.documents).hasSize(DOCUMENTS);
    }

    @AfterEach
    void closeTheFile() throws IOException
    {
        bytes.close();
    }

    @Test
    void shouldNameTheRecordsOfTheDocumentWhenAnyByteOfItsBodyIsFlipped() throws IOException
    {
        flipBodies(PATTERNS);
    }

    @Test
    void shouldSayCorruptOrTruncatedWhenAnyByteOfADocumentsWordIsFlipped() throws IOException
    {
        for (int document = 0; document < DOCUMENTS; document++)
        {
            for (long at = bytes.documents.get(document) - 4; at < bytes.documents.get(document); at++)
            {
                // All other values of the byte.
                for (int bits = 1; bits < 256; bits++)
                {
                    assertWordFlip(document, at, bits);
                }
            }
        }
    }

    @Test
    void shouldSayTheSameOrContainerDamagedWhenAByteOfChroniclesIsFlipped() throws IOException
    {
        // All bytes that hold something, and a part of the zeros.
        for (long at = 0; at < bytes.documents.get(0) - 4; at++)
        {
            if (bytes.get(at) != 0 || at % 64 < 4)
            {
                flipChronicles(at, 0xFF);
                flipChronicles(at, 0x08);
            }
        }
        flipBehindTheEnd(PATTERNS);
    }

    @Test
    void shouldSayTruncatedWhenTheFileIsCutAnywhereInTheDocuments() throws IOException
    {
        cut(bytes.size(), bytes.documents.get(0) - 200);
    }

    @Test
    @Tag("slow")
    void shouldFindEverySingleBitWhenItIsFlipped() throws IOException
    {
        flipBodies(SINGLE_BITS);
        for (long at = 0; at < bytes.documents.get(0) - 4; at++)
        {
            for (final int bit : SINGLE_BITS)
            {
                flipChronicles(at, bit);
            }
        }
        flipBehindTheEnd(SINGLE_BITS);
    }

    /** More than the whole file; a longer journal is cut by {@link #shouldSayTruncatedWhenALongerJournalIsCut}. */
    @Test
    @Tag("slow")
    void shouldSayTruncatedWhenTheFileIsCutAtAnyLength() throws IOException
    {
        cut(bytes.size(), 0);
    }

    @Test
    @Tag("slow")
    void shouldSayTruncatedWhenALongerJournalIsCut() throws IOException
    {
        final Path longer = Files.createDirectory(directory.resolve("longer"));
        Tape.write(longer, 1_000);
        bytes.close();
        bytes = new JournalBytes(longer);
        reader = JournalReader.open(longer);
        whole = read();
        cut(bytes.size(), bytes.size() - (64 << 10));
    }

    private void flipBodies(final int[] patterns) throws IOException
    {
        for (int document = 0; document < DOCUMENTS; document++)
        {
            final long from = document == CLOSE ? 41 : Math.max(0, document - 1) * 10L + 1;
            final long to = document == 0 || document == CLOSE ? from - 1 : from + 9;
            for (long at = bytes.documents.get(document); at < bytes.end(document); at++)
            {
                for (final int pattern : patterns)
                {
                    final JournalVerdict verdict = flipped(at, pattern);
                    assertThat(verdict).as("byte %d ^ %x", at, pattern).isInstanceOf(JournalVerdict.Corrupt.class);
                    final JournalVerdict.Corrupt corrupt = (JournalVerdict.Corrupt)verdict;
                    assertThat(corrupt.fromSequence()).as("byte %d ^ %x", at, pattern).isEqualTo(from);
                    assertThat(corrupt.toSequence()).as("byte %d ^ %x", at, pattern).isEqualTo(to);
                    assertThat(handedOver).isEqualTo(from - 1);
                }
            }
        }
        assertThat(read()).isEqualTo(whole);
    }

    private void assertWordFlip(final int document, final long at, final int bits) throws IOException
    {
        final JournalVerdict verdict = flipped(at, bits);
        if (document == CLOSE)
        {
            assertThat(verdict).as("byte %d ^ %x", at, bits).isEqualTo(new JournalVerdict.Truncated(40, 40, 5, 6));
        }
        else
        {
            final long from = Math.max(0, document - 1) * 10L + 1;
            assertThat(verdict).as("byte %d ^ %x", at, bits).isEqualTo(new JournalVerdict.Corrupt(from,
                document == 0 ? 0 : from + 9,
                "container damaged at offset " + (bytes.documents.get(document) - 4) + " of " +
                bytes.file.getFileName()));
        }
    }

    private void flipChronicles(final long at, final int bits) throws IOException
    {
        final JournalVerdict verdict = flipped(at, bits);
        if (verdict instanceof JournalVerdict.Corrupt corrupt)
        {
            assertThat(corrupt.what()).as("byte %d ^ %x", at, bits).startsWith("container damaged at offset ");
        }
        else
        {
            assertThat(verdict).as("byte %d ^ %x", at, bits).isEqualTo(whole);
            assertThat(handedOver).isEqualTo(40);
        }
    }

    private void flipBehindTheEnd(final int[] patterns) throws IOException
    {
        for (long at = bytes.end(CLOSE); at < bytes.size(); at++)
        {
            for (final int pattern : patterns)
            {
                final JournalVerdict verdict = flipped(at, pattern);
                assertThat(handedOver).as("byte %d ^ %x", at, pattern).isEqualTo(40);
                if (verdict instanceof JournalVerdict.Corrupt corrupt)
                {
                    assertThat(corrupt.what()).as("byte %d ^ %x", at, pattern).contains(" at offset ");
                    assertThat(corrupt.fromSequence()).isEqualTo(41);
                }
                else
                {
                    assertThat(verdict).as("byte %d ^ %x", at, pattern).isEqualTo(whole);
                }
            }
        }
    }

    private void cut(final long from, final long to) throws IOException
    {
        final long last = ((JournalVerdict.Whole)whole).lastSequence();
        final int count = bytes.documents.size();
        final long[] sequences = new long[count + 1];
        for (int document = 0; document < count; document++)
        {
            sequences[document + 1] = bytes.lastSequence(document);
        }
        int kept = count;
        for (long size = from; size >= to; size--)
        {
            bytes.cut(size);
            while (kept > 0 && size < end(kept - 1, size))
            {
                kept--;
            }
            final JournalVerdict verdict = read();
            final long sequence = sequences[kept];
            assertThat(verdict).as("cut to %d", size).isEqualTo(kept == count ? whole :
                new JournalVerdict.Truncated(sequence, last, kept, count));
            assertThat(handedOver).isEqualTo(sequence);
        }
    }

    /** Where a document ended before its own length was cut off. */
    private long end(final int document, final long size) throws IOException
    {
        return document + 1 < bytes.documents.size() ? bytes.documents.get(document + 1) - 4 :
            size < bytes.documents.get(document) + 32 ? Long.MAX_VALUE : bytes.end(document);
    }

    private JournalVerdict flipped(final long at, final int bits) throws IOException
    {
        bytes.flip(at, bits);
        final JournalVerdict verdict = read();
        bytes.flip(at, bits);
        return verdict;
    }

    private JournalVerdict read()
    {
        handedOver = 0;
        return reader.read((buffer, offset, length) ->
        {
            handedOver++;
            return true;
        });
    }
}

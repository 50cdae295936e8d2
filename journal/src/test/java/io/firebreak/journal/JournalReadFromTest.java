package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal is read from the document that holds a record, as if all before it had been read. */
class JournalReadFromTest
{
    @TempDir
    private Path directory;

    private Path journal;
    private ChronicleJournalTest.Collected all;
    private JournalVerdict whole;

    /** Three files, in each of which a process goes on with the journal of one that was killed. */
    @BeforeEach
    void write() throws IOException
    {
        final AtomicLong millis = new AtomicLong(1_760_000_000_000L);
        journal = directory.resolve("j0");
        for (int day = 0; day < 3; day++)
        {
            final Path next = directory.resolve("j" + (day + 1));
            try (RecoveringVenue venue = new RecoveringVenue(journal, 11 + day, millis::get))
            {
                for (int i = 0; i < 60; i++)
                {
                    venue.step();
                    venue.poll();
                    if (i % 7 == 0)
                    {
                        venue.drain();
                    }
                    if (i == 40)
                    {
                        millis.addAndGet(TimeUnit.DAYS.toMillis(1));
                    }
                }
                RecoveringVenue.killed(journal, next);
            }
            journal = next;
        }
        new RecoveringVenue(journal, 99, millis::get).close();
        all = new ChronicleJournalTest.Collected();
        for (final Path file : files())
        {
            // What is reserved ahead is looked through for documents in every reading.
            new JournalBytes(file).close();
        }
        whole = JournalReader.open(journal).read(all);
        assertThat(whole).isInstanceOf(JournalVerdict.Whole.class);
        assertThat(files()).hasSizeGreaterThanOrEqualTo(3);
    }

    private List<Path> files() throws IOException
    {
        try (Stream<Path> files = Files.list(journal))
        {
            return files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
        }
    }

    @Test
    void shouldSeeTheRestAsIfAllHadBeenReadWhereverItBegins() throws IOException
    {
        final int last = all.sequences.size();
        for (int sequence = 0; sequence <= last + 9; sequence += 9)
        {
            final ChronicleJournalTest.Collected seen = new ChronicleJournalTest.Collected();
            final JournalReader reader = JournalReader.open(journal);
            assertThat(reader.readFrom(sequence, seen)).as("from " + sequence).isEqualTo(whole);
            final int walkedOver = (int)reader.walkedOver();
            assertThat(walkedOver).isBetween(Math.max(0, sequence - 120), Math.max(0, Math.min(sequence - 1, last)));
            assertThat(seen.sequences).isEqualTo(all.sequences.subList(walkedOver, last));
            assertThat(all.segments.subList(all.segments.size() - seen.segments.size(), all.segments.size()))
                .usingRecursiveComparison().isEqualTo(seen.segments);
            assertThat(seen.close).isEqualTo(all.close);
        }
    }

    @Test
    void shouldNotSeeDamageInBodiesBeforeAndAllDamageBehind() throws IOException
    {
        final int middle = (int)all.segments.get(all.segments.size() / 2).previousSequence() + 5;
        final JournalReader reader = JournalReader.open(journal);
        reader.readFrom(middle, new ChronicleJournalTest.Collected());
        assertThat(reader.walkedOver()).isPositive();
        final JournalBytes first = new JournalBytes(journal);
        final long place = first.documents.get(2) + 32 + 60;
        first.close();
        flip(files().get(0), place);
        assertThat(JournalReader.open(journal).readFrom(middle, new ChronicleJournalTest.Collected())).isEqualTo(whole);
        assertThat(JournalReader.open(journal).readFrom(3, new ChronicleJournalTest.Collected()))
            .isInstanceOf(JournalVerdict.Corrupt.class);
        flip(files().get(0), place);
        // What names a document, its place in the order or its chain value is looked at even there.
        for (final int inHeader : new int[]{0, 4, 8, 16, 20, 24})
        {
            flip(files().get(0), first.documents.get(2) + inHeader);
            assertThat(JournalReader.open(journal).readFrom(middle, new ChronicleJournalTest.Collected()))
                .as("byte " + inHeader).isNotEqualTo(whole);
            flip(files().get(0), first.documents.get(2) + inHeader);
        }
        assertThat(JournalReader.open(journal).readFrom(middle, new ChronicleJournalTest.Collected())).isEqualTo(whole);
    }

    private static void flip(final Path file, final long at) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            final ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            channel.write(one.put(0, (byte)(one.get(0) ^ 1)).rewind(), at);
        }
    }
}

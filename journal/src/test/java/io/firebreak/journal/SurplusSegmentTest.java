package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process had decided stays under its own name when another one brings it into the journal. */
class SurplusSegmentTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    private static final long FIRST_NS = 1_760_000_000L * SECOND;

    @TempDir
    private Path directory;

    private RecoveringVenue venue(final Path journal, final long hostNs)
    {
        return new RecoveringVenue(journal, 11, System::currentTimeMillis, hostNs);
    }

    @Test
    void shouldBeginASegmentOfWhoDecidedTheSurplusAndThenOneOfItsOwn() throws IOException
    {
        final Path journal = directory.resolve("j");
        final Path copy = directory.resolve("copy");
        final long last;
        try (RecoveringVenue first = venue(journal, FIRST_NS))
        {
            first.step();
            first.drain();
            first.step();
            first.poll();
            last = first.breaker.engine().sequence();
            RecoveringVenue.killed(journal, copy);
        }
        venue(copy, FIRST_NS + HOUR).close();

        final ChronicleJournalTest.Collected seen = new ChronicleJournalTest.Collected();
        JournalReader.open(copy).read(seen);
        final List<JournalSegment> segments = seen.segments;
        assertThat(segments).extracting(segment -> segment.start().createdNs())
            .containsExactly(FIRST_NS, FIRST_NS, FIRST_NS + HOUR);
        assertThat(segments.get(2).previousSequence()).isEqualTo(last);
    }
}

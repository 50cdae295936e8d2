package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.record.RecordConsumer;
import io.firebreak.record.RecordSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private RecoveringVenue named(final Path journal, final String properties, final UnaryOperator<RecordSource> source)
    {
        return new RecoveringVenue(journal, 11, System::currentTimeMillis, FIRST_NS, properties, source);
    }

    /** A venue's directory as kill -9 leaves it, with records that only the record buffer has. */
    private Path killed(final String properties, final long[] last) throws IOException
    {
        final Path journal = directory.resolve("running" + properties.length());
        try (RecoveringVenue venue = named(journal, properties, UnaryOperator.identity()))
        {
            venue.step();
            venue.drain();
            for (int i = 0; i < 20; i++)
            {
                venue.step();
                venue.poll();
            }
            venue.breaker.onBatchEnd();
            last[0] = venue.breaker.engine().sequence();
            return RecoveringVenue.killed(journal, directory.resolve("killed" + properties.length()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 200, 400, 2_000, 60_000})
    void shouldGoOnWhenTheKilledProcessSaidMoreOfItselfThanTheNext(final int more) throws IOException
    {
        final String old = "build=" + "o".repeat(more) + "\n";
        final long[] last = new long[1];
        final Path journal = killed(old, last);
        try (RecoveringVenue next = named(journal, "v", UnaryOperator.identity()))
        {
            assertThat(next.breaker.recovery().surplusRecords()).isGreaterThan(1);
            assertThat(next.breaker.recovery().lastSequence()).isEqualTo(last[0]);
            next.step();
        }
        final ChronicleJournalTest.Collected seen = new ChronicleJournalTest.Collected();
        assertThat(JournalReader.open(journal).read(seen)).isInstanceOf(JournalVerdict.Whole.class);
        assertThat(seen.segments).extracting(segment -> segment.start().properties()).containsExactly(old, old, "v");
    }

    @Test
    void shouldNameTheSurplusInTheHeadBeforeTheSlabThatHeldItIsBegunAnew() throws IOException
    {
        final long[] last = new long[1];
        final Path journal = killed("feed=test\n", last);
        assertThat(Head.read(journal).sequence()).isLessThan(last[0]);
        // Killed between the two: here it throws.
        assertThatThrownBy(() -> named(journal, "v", records -> new RecordSource()
        {
            @Override
            public Path directory()
            {
                return records.directory();
            }

            @Override
            public void replaceEarlier()
            {
                throw new IllegalStateException("killed here");
            }

            @Override
            public long committedSequence()
            {
                return records.committedSequence();
            }

            @Override
            public int drain(final RecordConsumer consumer, final int maxBytes)
            {
                return records.drain(consumer, maxBytes);
            }
        })).hasMessageContaining("killed here");
        assertThat(Head.read(journal).sequence()).isEqualTo(last[0]);
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

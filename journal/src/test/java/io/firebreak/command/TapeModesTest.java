package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedSink;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.journal.RecordBytes;
import io.firebreak.market.InputFlags;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart.Mode;
import io.firebreak.rulebook.Rulebook;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same tape gives equal records, decisions and digests in every mode, its host's answers included. */
class TapeModesTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final long OPEN_NS = 1_760_103_000L * SECOND;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"crypto-perp, J1, 3", "crypto-perp, NONE, 70", "us-luld, J1, 3", "us-luld, J1, 100"})
    void shouldGiveTheSameRecordsInEveryModeWhenTheTapeIsTheSame(
        final String rulebook, final String releaseAfter, final int instruments)
    {
        final Map<String, String> settings = Map.of("engine.release_after", releaseAfter);
        final RunReport inline = play(rulebook, settings, instruments, Mode.INLINE);
        final RecordBytes expected = RecordBytes.of(directory.resolve("INLINE"));
        assertThat(expected.decisions()).isGreaterThan(50);
        assertThat(inline.result().trips().isEmpty()).isEqualTo(!rulebook.equals("crypto-perp"));
        for (final Mode mode : new Mode[]{Mode.DIRECT, Mode.SEQUENCED})
        {
            final RunReport report = play(rulebook, settings, instruments, mode);
            final RecordBytes records = RecordBytes.of(directory.resolve(mode.name()));
            assertThat(report.journal().verified()).as(mode + ": " + report.journal().detail()).isTrue();
            assertThat(report.result().events()).isEqualTo(inline.result().events());
            assertThat(report.result().trips()).isEqualTo(inline.result().trips());
            assertThat(report.result().gateDisagreements()).isEqualTo(inline.result().gateDisagreements());
            assertThat(report.result().minutesHalted()).isEqualTo(inline.result().minutesHalted());
            assertThat(records.decisions()).isEqualTo(expected.decisions());
            assertThat(records.digest()).as(mode + " digest").isEqualTo(expected.digest());
            assertThat(records.bytes()).as(mode + " records").isEqualTo(expected.bytes());
        }
    }

    private RunReport play(
        final String rulebook, final Map<String, String> settings, final int instruments, final Mode mode)
    {
        final TapeRun run = new TapeRun(new Walk(instruments), Rulebook.load(rulebook, settings), null, false, true,
            null, () -> false, mode);
        try (Progress progress = new Progress("run", true, false))
        {
            return run.play(directory.resolve(mode.name()), "command=run\n", List.of(), progress);
        }
    }

    /** Books, quotes and prints that walk, and from time to time fall; silences longer than the engine takes. */
    private static final class Walk implements FeedReader
    {
        private static final int ROWS = 6_000;

        private final SplittableRandom random = new SplittableRandom(20_261_121);
        private final int count;
        private final long[] price;
        private long timeNs = OPEN_NS;
        private long rows;

        Walk(final int instruments)
        {
            count = instruments;
            price = IntStream.range(0, instruments).mapToLong(i -> 5_000).toArray();
        }

        @Override
        public void start(final FeedSink sink)
        {
            sink.calendarDay(timeNs - SECOND, 20_251_010, timeNs, timeNs + 6 * 3_600 * SECOND,
                timeNs + 24 * 3_600 * SECOND);
            for (int i = 0; i < count; i++)
            {
                sink.instrument(timeNs, i, instruments().get(i));
                sink.previousClose(timeNs, i, 50 * SECOND);
            }
        }

        @Override
        public boolean next(final FeedSink sink)
        {
            if (rows == ROWS)
            {
                return false;
            }
            rows++;
            timeNs += random.nextInt(300) == 0 ? 30 * SECOND : random.nextLong(SECOND / 2);
            final int i = random.nextInt(Math.min(count, 3));
            final boolean isFallen = rows % 1_500 > 1_300;
            price[i] = isFallen ? 4_600 + random.nextInt(3) : 5_000 + random.nextInt(7) - 3;
            final long at = price[i];
            final int kind = random.nextInt(10);
            if (kind < 3)
            {
                sink.bookLevel(timeNs, timeNs, i, random.nextInt(2) == 0 ? Side.BUY.code() : Side.SELL.code(),
                    at + random.nextInt(20) - 10, random.nextInt(5), random.nextInt(4) == 0);
            }
            else if (kind < 6)
            {
                sink.quote(timeNs, timeNs, i, QuoteKind.CONSOLIDATED.code(), at - 1, 5, at + 1, 5);
            }
            else
            {
                sink.print(timeNs, timeNs, i, Side.SELL.code(), at, 1 + random.nextInt(9), rows, InputFlags.ELIGIBLE);
            }
            return true;
        }

        @Override
        public long rows()
        {
            return rows;
        }

        @Override
        public long timeNs()
        {
            return timeNs;
        }

        @Override
        public long nextTimeNs()
        {
            return timeNs;
        }

        @Override
        public ClockSource clock()
        {
            return ClockSource.EXCHANGE;
        }

        @Override
        public List<TapeInstrument> instruments()
        {
            return IntStream.range(0, count).mapToObj(i -> new TapeInstrument("S" + i, 2, 1, 0, null)).toList();
        }

        @Override
        public List<String> notes()
        {
            return List.of();
        }

        @Override
        public Map<String, Long> counters()
        {
            return Map.of();
        }

        @Override
        public void close()
        {
            // Nothing is open.
        }
    }
}

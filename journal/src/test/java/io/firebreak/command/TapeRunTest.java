package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedSink;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.journal.JournalReader;
import io.firebreak.record.JournalStart;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import io.firebreak.rulebook.Rulebook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeRunTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final long START_NS = 1_760_054_400L * SECOND;

    @TempDir
    private Path directory;

    @Test
    void shouldPlayEachRowAsLongAfterTheFirstAsOnTheTapeWhenThePaceIsTheMarkets()
    {
        final FakeClock clock = new FakeClock();
        final Seconds tape = new Seconds(clock, 5, 0);
        final RunReport report = play(tape, new Pace(clock), () -> false);
        assertThat(tape.playedAtNs).containsExactly(0L, SECOND, 2 * SECOND, 3 * SECOND, 4 * SECOND);
        assertThat(clock.longestSleepNs).isPositive().isLessThanOrEqualTo(SECOND / 10);
        assertThat(report.latencyNs().getTotalCount()).isEqualTo(5);
        assertThat(report.latencyNs().getMaxValue()).isZero();
        assertThat(report.journal().verified()).isTrue();
    }

    @Test
    void shouldKeepTheInstantsOfLaterRowsWhenOneRowWasSlow()
    {
        final FakeClock clock = new FakeClock();
        final Seconds tape = new Seconds(clock, 4, 2_500_000_000L);
        final RunReport report = play(tape, new Pace(clock), () -> false);
        // Each row takes 2.5 s: the second is due at 1 s and starts 1.5 s late, and no row is left out.
        assertThat(tape.playedAtNs).containsExactly(0L, 2_500_000_000L, 5 * SECOND, 7_500_000_000L);
        assertThat(report.rows()).isEqualTo(4);
        assertThat(report.latencyNs().getMaxValue()).isBetween(6_950_000_000L, 7_050_000_000L);
    }

    @Test
    void shouldNotWaitWhenThePaceIsTheMachines()
    {
        final FakeClock clock = new FakeClock();
        final RunReport report = play(new Seconds(clock, 5, 0), null, () -> false);
        assertThat(clock.nowNs).isZero();
        assertThat(report.latencyNs()).isNull();
        assertThat(report.rows()).isEqualTo(5);
    }

    @Test
    void shouldCloseTheJournalWhenItIsStoppedInTheMiddleOfASilence() throws Exception
    {
        final FakeClock clock = new FakeClock();
        final Seconds tape = new Seconds(clock, 100, 0);
        // Half a second into the silence behind the fourth row.
        final RunReport report = play(tape, new Pace(clock), () -> clock.nowNs >= 3_500_000_000L);
        assertThat(tape.playedAtNs).hasSize(4);
        assertThat(clock.nowNs).isLessThan(3_600_000_000L);
        assertThat(report.journal().verified()).isFalse();
        assertThat(report.journal().detail()).startsWith("closed, not verified");
        final ReplayResult result = new Replayer().replay(JournalReader.open(directory.resolve("j")), sequence ->
        {
        });
        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.OK);
        assertThat(result.records()).isEqualTo(report.result().events());
    }

    @Test
    void shouldHoldTheSignalUntilTheRunHasEnded() throws Exception
    {
        final List<String> order = new ArrayList<>();
        final CountDownLatch asked = new CountDownLatch(1);
        final Thread killer;
        try (StopSignal signal = StopSignal.listen())
        {
            killer = new Thread(() ->
            {
                asked.countDown();
                signal.stop();
                order.add("process ends");
            });
            killer.start();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            while (!signal.isAsked())
            {
                Thread.onSpinWait();
            }
            order.add("journal closed");
        }
        killer.join();
        assertThat(order).containsExactly("journal closed", "process ends");
    }

    private RunReport play(final FeedReader tape, final Pace pace, final BooleanSupplier isStopAsked)
    {
        final TapeRun run =
            new TapeRun(tape, Rulebook.load("crypto-perp", Map.of()), null, false, true, pace, isStopAsked,
                JournalStart.Mode.INLINE);
        try (Progress progress = new Progress("run", true, pace != null))
        {
            return run.play(directory.resolve("j"), "command=run\n", List.of(), progress);
        }
    }

    /** Time passes only while somebody sleeps, and as much as was asked. */
    private static final class FakeClock implements Pace.Clock
    {
        private long nowNs;
        private long longestSleepNs;

        @Override
        public long nanoTime()
        {
            return nowNs;
        }

        @Override
        public void sleep(final long ns)
        {
            longestSleepNs = Math.max(longestSleepNs, ns);
            nowNs += ns;
        }
    }

    /** A print a second; each takes some time of the fake clock to be decided. */
    private static final class Seconds implements FeedReader
    {
        private final FakeClock clock;
        private final int prints;
        private final long serviceNs;
        private final List<Long> playedAtNs = new ArrayList<>();

        Seconds(final FakeClock clock, final int prints, final long serviceNs)
        {
            this.clock = clock;
            this.prints = prints;
            this.serviceNs = serviceNs;
        }

        @Override
        public void start(final FeedSink sink)
        {
            sink.instrument(START_NS, 0, instruments().get(0));
        }

        @Override
        public boolean next(final FeedSink sink)
        {
            if (playedAtNs.size() == prints)
            {
                return false;
            }
            final long timeNs = nextTimeNs();
            playedAtNs.add(clock.nowNs);
            sink.print(timeNs, timeNs, 0, 1, 10_000, 1, playedAtNs.size(), 1);
            clock.nowNs += serviceNs;
            return true;
        }

        @Override
        public long rows()
        {
            return playedAtNs.size();
        }

        @Override
        public long timeNs()
        {
            return START_NS + Math.max(0, playedAtNs.size() - 1) * SECOND;
        }

        @Override
        public long nextTimeNs()
        {
            return playedAtNs.size() == prints ? timeNs() : START_NS + playedAtNs.size() * SECOND;
        }

        @Override
        public ClockSource clock()
        {
            return ClockSource.EXCHANGE;
        }

        @Override
        public List<TapeInstrument> instruments()
        {
            return List.of(new TapeInstrument("S", 2, 1, 0, null));
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

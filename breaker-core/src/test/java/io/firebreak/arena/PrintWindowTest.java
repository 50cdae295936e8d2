package io.firebreak.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintWindowTest
{
    private static final int PRINTS_MAX = WindowStatus.WINDOW_PRINTS_MAX_DEFAULT;
    private static final int PAGES = 1_000;
    private static final int POOL = 256;

    private final UnsafeBuffer buffer = Memory.of(POOL + WindowPool.bytes(PAGES));
    private final WindowPool pool = new WindowPool(buffer, POOL, PAGES);
    private final PrintWindow window = new PrintWindow(pool);

    @Test
    void shouldBeHalfOpenWhenAPrintIsExactlyOneWindowOld()
    {
        window.wrap(0, 300, PRINTS_MAX);
        assertThat(window.nextExpiryNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(window.expire(Long.MAX_VALUE)).isFalse();
        assertThat(window.add(1_000, 7)).isEqualTo(WindowStatus.OK);
        assertThat(window.add(1_100, -3)).isEqualTo(WindowStatus.OK);
        assertThat(window.nextExpiryNs()).isEqualTo(1_300);
        assertThat(window.expire(1_299)).isFalse();
        assertThat(window.sum()).isEqualTo(4);
        assertThat(window.expire(1_300)).isTrue();
        assertThat(window.sum()).isEqualTo(-3);
        assertThat(window.count()).isEqualTo(1);
        assertThat(window.expire(1_400)).isTrue();
        assertThat(window.isEmpty()).isTrue();
        assertThat(window.nextExpiryNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(pool.freePages()).isEqualTo(PAGES);
        assertThat(buffer.getLong(48)).as("an empty window's header is zero").isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261121})
    void shouldSumLikeAListWhenBelowTheMaximum(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final PrintWindow[] windows = {new PrintWindow(pool).wrap(0, 2_000, 40_000),
            new PrintWindow(pool).wrap(64, 900, 40_000)};
        final Naive[] naive = {new Naive(2_000), new Naive(900)};
        long nowNs = 0;
        for (int i = 0; i < 30_000; i++)
        {
            nowNs += random.nextInt(1_000) == 0 ? random.nextInt(7_000) : random.nextInt(3);
            for (int w = 0; w < windows.length; w++)
            {
                assertThat(windows[w].expire(nowNs)).isEqualTo(naive[w].expire(nowNs));
                final long value = random.nextLong(-1L << 53, 1L << 53) >> random.nextInt(50);
                assertThat(windows[w].add(nowNs, value)).isEqualTo(WindowStatus.OK);
                naive[w].add(nowNs, value);
                assertThat(windows[w].sum()).isEqualTo(naive[w].sum);
                assertThat(windows[w].count()).isEqualTo(naive[w].prints.size());
                assertThat(windows[w].nextExpiryNs()).isEqualTo(naive[w].nextExpiryNs());
                if (random.nextInt(20_000) == 0)
                {
                    windows[w].clear();
                    naive[w] = new Naive(w == 0 ? 2_000 : 900);
                }
            }
        }
        assertThat(windows[0].isCoalesced()).isFalse();
        windows[0].clear();
        windows[1].clear();
        assertThat(pool.freePages()).isEqualTo(PAGES);
    }

    /** The synthetic case: 100,000 prints within one 5-minute window. */
    @Test
    void shouldStayExactInSumAndBoundedInEntriesWhen100000PrintsAreInOneWindow()
    {
        final long windowNs = 300_000_000_000L;
        final long quantumNs = windowNs / 4_096;
        window.wrap(0, windowNs, PRINTS_MAX);
        final SplittableRandom random = new SplittableRandom(99);
        final List<long[]> prints = new ArrayList<>();
        long sum = 0;
        int reports = 0;
        int firstReport = -1;
        for (int i = 0; i < 100_000; i++)
        {
            final long timeNs = 1 + i * (windowNs / 100_001);
            final long value = random.nextLong(1, 1L << 40);
            assertThat(window.expire(timeNs)).isFalse();
            final int status = window.add(timeNs, value);
            assertThat(WindowStatus.isRefused(status)).isFalse();
            if (status == WindowStatus.COALESCED_FIRST_TIME)
            {
                reports++;
                firstReport = firstReport < 0 ? i : firstReport;
            }
            sum += value;
            prints.add(new long[] {timeNs, value});
            assertThat(window.sum()).isEqualTo(sum);
            assertThat(window.count()).isEqualTo(i + 1);
            assertThat(window.entries()).isLessThanOrEqualTo(PRINTS_MAX + 4_096);
            assertThat(window.entries()).as("exact up to the maximum").isGreaterThanOrEqualTo(
                Math.min(i + 1, PRINTS_MAX));
        }
        assertThat(reports).isOne();
        assertThat(firstReport).isEqualTo(PRINTS_MAX);
        assertThat(window.isCoalesced()).isTrue();
        assertLateByAtMost(quantumNs, prints, windowNs, sum);
        assertThat(window.isCoalesced()).isFalse();
        assertThat(pool.freePages()).isEqualTo(PAGES);
    }

    private void assertLateByAtMost(
        final long quantumNs, final List<long[]> prints, final long windowNs, final long total)
    {
        long inWindow = total;
        int left = 0;
        while (!window.isEmpty())
        {
            final long atNs = window.nextExpiryNs();
            assertThat(window.expire(atNs - 1)).isFalse();
            assertThat(window.expire(atNs)).isTrue();
            // Whatever is gone was due, oldest first.
            final int gone = (int)(prints.size() - window.count());
            for (; left < gone; left++)
            {
                assertThat(prints.get(left)[0] + windowNs).isBetween(atNs - quantumNs, atNs);
                inWindow -= prints.get(left)[1];
            }
            assertThat(window.sum()).isEqualTo(inWindow);
        }
        assertThat(inWindow).isZero();
    }

    /** Many short windows at a small maximum: the bound on entries, and an episode that ends and begins again. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7})
    void shouldKeepTheBoundAndReportOncePerEpisodeWhenTheRateChanges(final long seed)
    {
        final int printsMax = 100;
        final long windowNs = 40_960;
        window.wrap(0, windowNs, printsMax);
        final SplittableRandom random = new SplittableRandom(seed);
        final ArrayDeque<long[]> prints = new ArrayDeque<>();
        long nowNs = 1;
        int reports = 0;
        int episodes = 0;
        int most = 0;
        for (int i = 0; i < 300_000; i++)
        {
            nowNs += random.nextInt(50_000) == 0 ? 2 * windowNs : random.nextInt(25);
            window.expire(nowNs);
            final boolean wasCoalesced = window.isCoalesced();
            final int status = window.add(nowNs, i);
            prints.add(new long[] {nowNs, i});
            reports += status == WindowStatus.COALESCED_FIRST_TIME ? 1 : 0;
            episodes += !wasCoalesced && window.isCoalesced() ? 1 : 0;
            most = Math.max(most, window.entries());
            while (prints.size() > window.count())
            {
                assertThat(prints.poll()[0]).isLessThanOrEqualTo(nowNs - windowNs);
            }
            assertThat(prints.peek()[0]).isGreaterThan(nowNs - windowNs - windowNs / 4_096);
        }
        assertThat(reports).isEqualTo(episodes).isGreaterThan(1);
        assertThat(most).isGreaterThan(printsMax + 1_000).isLessThanOrEqualTo(printsMax + 4_096);
    }

    @Test
    void shouldStayUsableWhenThePoolIsExhausted()
    {
        final WindowPool small = new WindowPool(buffer, POOL, 2);
        final PrintWindow first = new PrintWindow(small).wrap(0, 1_000, PRINTS_MAX);
        for (int i = 0; i < 84; i++)
        {
            assertThat(first.add(i, 1)).isEqualTo(WindowStatus.OK);
        }
        assertThat(first.add(84, 1)).isEqualTo(WindowStatus.POOL_EXHAUSTED);
        assertThat(new PrintWindow(small).wrap(64, 1_000, PRINTS_MAX).add(84, 1))
            .isEqualTo(WindowStatus.POOL_EXHAUSTED);
        assertThat(first.sum()).isEqualTo(84);
        assertThat(first.count()).isEqualTo(84);
        assertThat(first.expire(1_041)).isTrue();
        assertThat(first.sum()).isEqualTo(42);
        assertThat(first.add(1_041, 5)).isEqualTo(WindowStatus.OK);
        assertThat(first.sum()).isEqualTo(47);
        first.clear();
        assertThat(small.freePages()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAndStayAsItWasWhenTheSumWouldOverflow()
    {
        window.wrap(0, 1_000, PRINTS_MAX);
        window.add(1, Long.MAX_VALUE - 5);
        assertThat(window.add(2, 6)).isEqualTo(WindowStatus.OVERFLOW);
        assertThat(window.add(3, 5)).isEqualTo(WindowStatus.OK);
        assertThat(window.sum()).isEqualTo(Long.MAX_VALUE);
        assertThat(window.count()).isEqualTo(2);
        assertThat(window.add(4, -6)).isEqualTo(WindowStatus.OK);
        assertThat(window.expire(1_001)).isTrue();
        assertThat(window.sum()).isEqualTo(-1);
    }

    @Test
    void shouldSayUnknownWhenOldPrintsLeaveASumThatDoesNotFit()
    {
        window.wrap(0, 1_000, PRINTS_MAX);
        window.add(1, -6_000_000_000_000_000_000L);
        window.add(2, 6_000_000_000_000_000_000L);
        window.add(3, 6_000_000_000_000_000_000L);
        assertThat(window.sum()).isEqualTo(6_000_000_000_000_000_000L);
        window.expire(1_001);
        assertThat(window.sum()).isEqualTo(Long.MIN_VALUE);
        window.expire(1_002);
        assertThat(window.sum()).isEqualTo(6_000_000_000_000_000_000L);
    }

    private static final class Naive
    {
        private final long windowNs;
        private final ArrayDeque<long[]> prints = new ArrayDeque<>();
        private long sum;

        private Naive(final long windowNs)
        {
            this.windowNs = windowNs;
        }

        private void add(final long timeNs, final long value)
        {
            prints.add(new long[] {timeNs, value});
            sum += value;
        }

        private boolean expire(final long nowNs)
        {
            final int before = prints.size();
            prints.removeIf(print -> print[0] <= nowNs - windowNs);
            sum = prints.stream().mapToLong(print -> print[1]).sum();
            return prints.size() < before;
        }

        private long nextExpiryNs()
        {
            return prints.isEmpty() ? Long.MAX_VALUE : prints.peek()[0] + windowNs;
        }
    }
}

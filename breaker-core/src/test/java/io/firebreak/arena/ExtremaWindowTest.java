package io.firebreak.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtremaWindowTest
{
    private static final int ENTRIES_MAX = WindowStatus.WINDOW_PRINTS_MAX_DEFAULT;
    private static final int PAGES = 1_000;
    private static final int POOL = 256;

    private final UnsafeBuffer buffer = Memory.of(POOL + WindowPool.bytes(PAGES));
    private final WindowPool pool = new WindowPool(buffer, POOL, PAGES);
    private final ExtremaWindow window = new ExtremaWindow(pool).wrap(0, 1_000, ENTRIES_MAX);

    @Test
    void shouldHoldAValueUntilOneWindowAfterItsEnd()
    {
        assertThat(window.max()).isEqualTo(Long.MIN_VALUE);
        assertThat(window.min()).isEqualTo(Long.MAX_VALUE);
        assertThat(window.nextExpiryNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(window.expire(Long.MAX_VALUE)).isFalse();
        window.add(10, 5);
        window.add(20, 9);
        window.add(30, -7);
        window.add(40, 1);
        assertThat(window.max()).isEqualTo(9);
        assertThat(window.min()).isEqualTo(-7);
        assertThat(window.nextExpiryNs()).isEqualTo(1_020);
        assertThat(window.expire(1_019)).isFalse();
        assertThat(window.expire(1_020)).isTrue();
        assertThat(window.max()).isEqualTo(1);
        assertThat(window.min()).isEqualTo(-7);
        assertThat(window.expire(1_030)).isTrue();
        assertThat(window.min()).isEqualTo(1);
        assertThat(window.expire(1_040)).isTrue();
        assertThat(window.isEmpty()).isTrue();
        assertThat(pool.freePages()).isEqualTo(PAGES);
    }

    @Test
    void shouldOrderTheExtremeLongs()
    {
        window.add(1, Long.MAX_VALUE);
        window.add(2, Long.MIN_VALUE);
        window.add(3, 0);
        assertThat(window.max()).isEqualTo(Long.MAX_VALUE);
        assertThat(window.min()).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 20261121})
    void shouldBeTheExtremesOfAListWhenBelowTheMaximum(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final ExtremaWindow[] windows = {window, new ExtremaWindow(pool).wrap(128, 300, ENTRIES_MAX)};
        final Naive[] naive = {new Naive(1_000), new Naive(300)};
        long nowNs = 0;
        long value = 0;
        int drift = 0;
        for (int i = 0; i < 25_000; i++)
        {
            nowNs += random.nextInt(1_000) == 0 ? random.nextInt(2_000) : random.nextInt(3);
            // Rises and falls long enough to fill several pages, then turns that dominate several.
            drift = random.nextInt(400) == 0 ? random.nextInt(-2, 3) : drift;
            value += drift == 0 ? random.nextInt(-9, 10) : drift;
            value += random.nextInt(700) == 0 ? random.nextInt(-2_000, 2_000) : 0;
            for (int w = 0; w < windows.length; w++)
            {
                naive[w].expire(nowNs);
                final long max = windows[w].max();
                final long min = windows[w].min();
                final boolean hasChanged = windows[w].expire(nowNs);
                assertThat(windows[w].max()).isEqualTo(naive[w].max());
                assertThat(windows[w].min()).isEqualTo(naive[w].min());
                assertThat(hasChanged || max == windows[w].max() && min == windows[w].min()).isTrue();
                assertThat(windows[w].add(nowNs, value)).isEqualTo(WindowStatus.OK);
                naive[w].values.add(new long[] {nowNs, value});
                assertThat(windows[w].max()).isEqualTo(naive[w].max());
                assertThat(windows[w].min()).isEqualTo(naive[w].min());
                if (random.nextInt(20_000) == 0)
                {
                    windows[w].clear();
                    naive[w].values.clear();
                    assertThat(windows[w].nextExpiryNs()).isEqualTo(Long.MAX_VALUE);
                }
            }
        }
        assertThat(windows[0].isCoalesced()).isFalse();
        windows[0].clear();
        windows[1].clear();
        assertThat(pool.freePages()).isEqualTo(PAGES);
    }

    @Test
    void shouldStayExactAndBoundedWhen100000ValuesFallInOneWindow()
    {
        assertBounded(i -> -i);
    }

    @Test
    void shouldStayExactAndBoundedWhen100000ValuesRiseInOneWindow()
    {
        assertBounded(i -> i);
    }

    @Test
    void shouldDropAllWhenOneValueDominates()
    {
        for (int i = 0; i < 30_000; i++)
        {
            window.add(1, -i);
        }
        assertThat(window.entries()).isEqualTo(30_000);
        window.add(1, 1);
        assertThat(window.max()).isEqualTo(1);
        assertThat(window.min()).isEqualTo(-29_999);
        assertThat(window.entries()).isEqualTo(2);
        assertThat(pool.freePages()).isEqualTo(PAGES - 2);
    }

    @Test
    void shouldStayAsItWasWhenThePoolIsExhausted()
    {
        final WindowPool small = new WindowPool(buffer, POOL, 3);
        final ExtremaWindow first = new ExtremaWindow(small).wrap(0, 1_000, ENTRIES_MAX);
        for (int i = 0; i < 126; i++)
        {
            assertThat(first.add(i, -i)).isEqualTo(WindowStatus.OK);
        }
        final ExtremaWindow second = new ExtremaWindow(small).wrap(128, 1_000, ENTRIES_MAX);
        assertThat(first.add(126, -126)).isEqualTo(WindowStatus.POOL_EXHAUSTED);
        assertThat(second.add(126, 0)).isEqualTo(WindowStatus.POOL_EXHAUSTED);
        assertThat(second.isEmpty()).isTrue();
        assertThat(first.max()).isZero();
        assertThat(first.min()).isEqualTo(-125);
        assertThat(first.add(127, 5)).as("dominates, so needs no page").isEqualTo(WindowStatus.OK);
        assertThat(first.max()).isEqualTo(5);
        assertThat(first.min()).isEqualTo(-125);
        first.expire(1_126);
        assertThat(first.min()).isEqualTo(5);
        first.clear();
        assertThat(small.freePages()).isEqualTo(3);
    }

    @Test
    void shouldKeepTheBoundWhenTheQueueTurnsAgainAndAgain()
    {
        final int entriesMax = 100;
        final long windowNs = 40_960;
        window.wrap(0, windowNs, entriesMax);
        final SplittableRandom random = new SplittableRandom(8);
        final ArrayDeque<long[]> values = new ArrayDeque<>();
        long nowNs = 1;
        long value = 0;
        int most = 0;
        int reports = 0;
        int episodes = 0;
        for (int i = 0; i < 100_000; i++)
        {
            nowNs += random.nextInt(30_000) == 0 ? 3 * windowNs : random.nextInt(25);
            value += random.nextInt(1_000) == 0 ? random.nextInt(500) : -random.nextInt(3);
            window.expire(nowNs);
            final boolean wasCoalesced = window.isCoalesced();
            reports += window.add(nowNs, value) == WindowStatus.COALESCED_FIRST_TIME ? 1 : 0;
            episodes += !wasCoalesced && window.isCoalesced() ? 1 : 0;
            values.add(new long[] {nowNs, value});
            most = Math.max(most, window.entries());
            if (i % 50 == 0)
            {
                assertBetween(values, nowNs - windowNs, windowNs / 4_096);
            }
        }
        assertThat(most).isGreaterThan(entriesMax + 500).isLessThanOrEqualTo(entriesMax + 4_096);
        assertThat(reports).isEqualTo(episodes).isGreaterThan(1);
    }

    private void assertBounded(final LongUnaryOperator values)
    {
        final long windowNs = 300_000_000_000L;
        window.wrap(0, windowNs, ENTRIES_MAX);
        final List<long[]> added = new ArrayList<>();
        int reports = 0;
        for (int i = 0; i < 100_000; i++)
        {
            final long endNs = 1 + i * (windowNs / 100_001);
            final long value = values.applyAsLong(i);
            final int status = window.add(endNs, value);
            assertThat(WindowStatus.isRefused(status)).isFalse();
            reports += status == WindowStatus.COALESCED_FIRST_TIME ? 1 : 0;
            added.add(new long[] {endNs, value});
            assertThat(window.entries()).isBetween(Math.min(i + 1, ENTRIES_MAX), ENTRIES_MAX + 4_096);
            assertThat(Math.abs(window.max() - window.min())).as("exact").isEqualTo(i);
        }
        assertThat(reports).isOne();
        while (!window.isEmpty())
        {
            final long atNs = window.nextExpiryNs();
            assertThat(window.expire(atNs - 1)).isFalse();
            assertThat(window.expire(atNs)).isTrue();
            if (!window.isEmpty())
            {
                // The oldest that is left: all before it are gone, and none of them early nor late by more.
                final int oldest = (int)Math.max(Math.abs(window.max()), Math.abs(window.min()));
                final int youngest = (int)Math.min(Math.abs(window.max()), Math.abs(window.min()));
                assertThat(oldest).isEqualTo(99_999);
                assertThat(added.get(youngest)[0]).isGreaterThan(atNs - windowNs - windowNs / 4_096);
                assertThat(added.get(youngest - 1)[0]).isLessThanOrEqualTo(atNs - windowNs);
            }
        }
        assertThat(window.isCoalesced()).isFalse();
        assertThat(pool.freePages()).isEqualTo(PAGES);
    }

    /** Between the extremes of the exact window and those of one that is longer by the quantum. */
    private void assertBetween(final ArrayDeque<long[]> values, final long untilNs, final long quantumNs)
    {
        values.removeIf(value -> value[0] <= untilNs - quantumNs);
        final long loosest = values.stream().mapToLong(value -> value[1]).max().orElse(Long.MIN_VALUE);
        final long exact = values.stream().filter(value -> value[0] > untilNs).mapToLong(value -> value[1]).max()
            .orElse(Long.MIN_VALUE);
        assertThat(window.max()).isBetween(exact, loosest);
    }

    private static final class Naive
    {
        private final long windowNs;
        private final List<long[]> values = new ArrayList<>();

        private Naive(final long windowNs)
        {
            this.windowNs = windowNs;
        }

        private void expire(final long nowNs)
        {
            values.removeIf(value -> value[0] <= nowNs - windowNs);
        }

        private long max()
        {
            long max = Long.MIN_VALUE;
            for (final long[] value : values)
            {
                max = Math.max(max, value[1]);
            }
            return max;
        }

        private long min()
        {
            long min = Long.MAX_VALUE;
            for (final long[] value : values)
            {
                min = Math.min(min, value[1]);
            }
            return min;
        }
    }
}

package io.firebreak.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Weighted sums in 128 bits against lists and big integers. */
class WeightedWindowTest
{
    private static final int PAGES = 400;
    private static final int HEADER = 64;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2 * HEADER + (int)WindowPool.bytes(PAGES)]);
    private final WindowPool pool = new WindowPool(buffer, 2 * HEADER, PAGES);

    /** A value with its time and weight. */
    private record Entry(long timeNs, long value, long weight)
    {
    }

    @Test
    void shouldHoldTheExactSumsWhenValuesAreLargeAndOfBothSigns()
    {
        final Random random = new Random(20_261_122);
        final WeightedWindow window = new WeightedWindow(pool).wrap(HEADER, 1_000, 10_000);
        final List<Entry> entries = new ArrayList<>();
        long nowNs = 0;
        for (int i = 0; i < 50_000; i++)
        {
            nowNs += random.nextInt(8);
            final long untilNs = nowNs - 1_000;
            entries.removeIf(entry -> entry.timeNs() <= untilNs);
            window.expire(nowNs);
            final Entry entry = new Entry(nowNs, (random.nextLong() >> 4) >> random.nextInt(60),
                1 + (random.nextLong() >>> 12 + random.nextInt(50)));
            assertThat(window.add(entry.timeNs(), entry.value(), entry.weight())).isEqualTo(WindowStatus.OK);
            entries.add(entry);
            assertThat(sum(window)).isEqualTo(entries.stream().map(one -> BigInteger.valueOf(one.value())
                .multiply(BigInteger.valueOf(one.weight()))).reduce(BigInteger.ZERO, BigInteger::add));
            assertThat(window.weight()).isEqualTo(entries.stream().mapToLong(Entry::weight).sum());
            assertThat(window.nextExpiryNs()).isEqualTo(entries.get(0).timeNs() + 1_000);
        }
        window.clear();
        assertThat(pool.freePages()).isEqualTo(PAGES);
    }

    @Test
    void shouldMergeWhatComesTogetherAndKeepTheSumsWhenItIsFull()
    {
        final WeightedWindow window = new WeightedWindow(pool).wrap(HEADER, 4_096_000, 10);
        int told = 0;
        for (int i = 0; i < 200; i++)
        {
            told += window.add(i * 100L, 7, 3) == WindowStatus.COALESCED_FIRST_TIME ? 1 : 0;
        }
        assertThat(told).isEqualTo(1);
        assertThat(window.isCoalesced()).isTrue();
        assertThat(window.entries()).isLessThan(40);
        assertThat(window.weight()).isEqualTo(600);
        assertThat(window.sumLow()).isEqualTo(4_200);
        final WeightedWindow other = new WeightedWindow(pool).wrap(0, 4_096_000, 10);
        window.forEach((timeNs, low, high, weight, count) ->
            assertThat(other.restore(timeNs, low, high, weight, count)).isTrue());
        other.restoreEnd(window.newestFirstNs());
        assertThat(other.sumLow()).isEqualTo(4_200);
        assertThat(other.isCoalesced()).isTrue();
        other.expire(4_096_000 + 19_900);
        assertThat(other.isEmpty()).isTrue();
        assertThat(other.weight()).isZero();
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndStayAsItWas()
    {
        final WeightedWindow window = new WeightedWindow(pool).wrap(HEADER, 1_000, 100_000);
        assertThat(window.add(1, 5, Long.MAX_VALUE)).isEqualTo(WindowStatus.OK);
        assertThat(window.add(1, 5, 1)).isEqualTo(WindowStatus.OVERFLOW);
        assertThat(window.weight()).isEqualTo(Long.MAX_VALUE);
        window.clear();
        int status = WindowStatus.OK;
        int added = 0;
        while (status == WindowStatus.OK)
        {
            status = window.add(1, 1, 1);
            added++;
        }
        assertThat(status).isEqualTo(WindowStatus.POOL_EXHAUSTED);
        assertThat(window.weight()).isEqualTo(added - 1);
    }

    private static BigInteger sum(final WeightedWindow window)
    {
        return BigInteger.valueOf(window.sumHigh()).shiftLeft(64).add(
            new BigInteger(Long.toUnsignedString(window.sumLow())));
    }
}

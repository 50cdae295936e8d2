package io.firebreak.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinnedSeriesTest
{
    private static final long ORIGIN = 1_760_000_000_000_000_000L;

    private record Sample(long timeNs, double value)
    {
    }

    /** The naive way: all samples kept, columns cut at the end. */
    private static List<Sample> keptByOracle(final List<Sample> samples, final long columnNs)
    {
        final List<Sample> kept = new ArrayList<>();
        int from = 0;
        while (from < samples.size())
        {
            final long column = (samples.get(from).timeNs() - ORIGIN) / columnNs;
            int to = from;
            Sample lowest = samples.get(from);
            Sample highest = samples.get(from);
            while (to < samples.size() && (samples.get(to).timeNs() - ORIGIN) / columnNs == column)
            {
                final Sample sample = samples.get(to++);
                lowest = sample.value() < lowest.value() ? sample : lowest;
                highest = sample.value() > highest.value() ? sample : highest;
            }
            kept.addAll(List.of(samples.get(from), lowest, highest, samples.get(to - 1)));
            from = to;
        }
        return kept;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldKeepWhatTheNaiveThinningKeepsWhenSamplesAreRandom(final long seed)
    {
        final Random random = new Random(seed);
        final int columns = 2 * (1 + random.nextInt(40));
        final ThinnedSeries series = new ThinnedSeries(columns, ORIGIN, 1 + random.nextInt(1_000));
        final List<Sample> samples = new ArrayList<>();
        long timeNs = ORIGIN;
        for (int i = 0; i < 5_000; i++)
        {
            timeNs += random.nextInt(100) == 0 ? random.nextInt(10_000_000) : random.nextInt(50);
            final double value = random.nextInt(500) == 0 ? random.nextInt(2_000_000) - 1_000_000 : random.nextInt(50);
            samples.add(new Sample(timeNs, value));
            series.add(timeNs, value);
        }

        final List<Sample> kept = kept(series);

        assertThat(new HashSet<>(kept)).isEqualTo(new HashSet<>(keptByOracle(samples, series.columnNs())));
        assertThat(kept).isSortedAccordingTo((one, other) -> Long.compare(one.timeNs(), other.timeNs()));
        assertThat(kept.size()).isLessThanOrEqualTo(4 * columns);
        assertThat(series.samples()).isEqualTo(5_000);
    }

    @Test
    void shouldShowASpikeOfOneSampleWhenAMillionOthersAreFlat()
    {
        final ThinnedSeries series = new ThinnedSeries(100, ORIGIN, 1);
        for (int i = 0; i < 1_000_000; i++)
        {
            series.add(ORIGIN + i * 1_000L, i == 654_321 ? -7 : i == 654_322 ? 9_000 : 100);
        }

        assertThat(kept(series)).contains(
            new Sample(ORIGIN + 654_321_000L, -7), new Sample(ORIGIN + 654_322_000L, 9_000));
    }

    @Test
    void shouldEndTheLineWhenASampleIsAbsentAndBeginItAnewWhenOneIsThere()
    {
        final ThinnedSeries series = new ThinnedSeries(10, ORIGIN, 10);
        series.add(ORIGIN, 1);
        series.add(ORIGIN + 25, Double.NaN);
        series.add(ORIGIN + 35, Double.NaN);
        series.add(ORIGIN + 50, 2);
        series.add(ORIGIN + 55, Double.NaN);
        series.add(ORIGIN + 70, 3);

        final List<Sample> kept = kept(series);

        assertThat(kept.stream().map(Sample::value)).containsExactly(1.0, Double.NaN, 2.0, Double.NaN, 3.0);
        assertThat(kept.get(1).timeNs()).isEqualTo(ORIGIN + 25);
        assertThat(kept.get(3).timeNs()).isEqualTo(ORIGIN + 55);
    }

    @Test
    void shouldGiveNothingWhenThereIsNothing()
    {
        final ThinnedSeries series = new ThinnedSeries(4, ORIGIN, 1);
        assertThat(kept(series)).isEmpty();
        series.add(ORIGIN, Double.NaN);
        assertThat(kept(series)).isEmpty();
    }

    @Test
    void shouldCountAllMessagesInBucketsOfAtMostASecondWhenTheSeriesIsShort()
    {
        final MessageRate rate = new MessageRate(100, ORIGIN);
        final Random random = new Random(3);
        long timeNs = ORIGIN;
        for (int i = 0; i < 10_000; i++)
        {
            timeNs += random.nextInt(100_000_000);
            rate.add(timeNs);
        }

        final double[] total = {0};
        rate.forEach((at, value) -> total[0] += value * rate.bucketNs() / 1e9);

        assertThat(total[0]).isCloseTo(10_000, Offset.offset(1e-6));
        assertThat(rate.bucketNs()).isLessThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void shouldKeepABurstOfASecondWhenTheSeriesLastsADay()
    {
        final MessageRate rate = new MessageRate(100, ORIGIN);
        for (int second = 0; second < 86_400; second++)
        {
            for (int i = 0; i < (second == 50_000 ? 777 : second % 3); i++)
            {
                rate.add(ORIGIN + second * 1_000_000_000L + i);
            }
        }

        final Set<Double> values = new HashSet<>();
        rate.forEach((at, value) -> values.add(value));

        assertThat(rate.bucketNs()).isEqualTo(1_000_000_000L);
        assertThat(values).contains(777.0).allMatch(value -> value <= 2 || value == 777.0);
    }

    private static List<Sample> kept(final ThinnedSeries series)
    {
        final List<Sample> kept = new ArrayList<>();
        series.forEach((timeNs, value) -> kept.add(new Sample(timeNs, value)));
        return kept;
    }
}

package io.firebreak.bench;

import io.firebreak.estimator.EventVariance;
import io.firebreak.estimator.FixedExp;
import io.firebreak.estimator.FixedLog;
import io.firebreak.estimator.SweepFilter;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One update of an estimator of prices, in the arena's bytes, beside the same numbers kept in plain arrays, by
 * instruments in random order.
 */
final class EstimatorRows
{
    private static final int UPDATES = 1 << 14;
    private static final int INSTRUMENTS = 100;
    private static final int SWEEPS = BenchRules.SWEEPS;
    private static final long STEP_NS = 5_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long FAST_NS = (long)(BenchRules.FAST_TAU_SECONDS * SECOND_NS);
    private static final long SLOW_NS = (long)(BenchRules.SLOW_TAU_SECONDS * SECOND_NS);
    private static final double ROUNDED = 1e6;

    private final SplittableRandom random = new SplittableRandom(StreamShape.DEFAULT_SEED);
    private final int[] instruments = new int[UPDATES];
    private final long[] prices = new long[UPDATES];
    private final UnsafeBuffer memory = new UnsafeBuffer(
        BufferUtil.allocateDirectAligned(INSTRUMENTS * (EventVariance.LENGTH + SweepFilter.LENGTH), 64));
    private final EventVariance variance = new EventVariance();
    private final SweepFilter filter = new SweepFilter();
    private final long[] seconds = new long[INSTRUMENTS];
    private final double[] before = new double[INSTRUMENTS];
    private final double[] fast = new double[INSTRUMENTS];
    private final double[] slow = new double[INSTRUMENTS];
    private final long[][] last = new long[INSTRUMENTS][SWEEPS];
    private final int[] taken = new int[INSTRUMENTS];
    private final long[] sorted = new long[SWEEPS];
    private long nowNs = StreamGenerator.START_NS;

    EstimatorRows()
    {
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            filter.init(memory, filterAt(i));
        }
    }

    /**
     * Measure.
     *
     * @param rounds of 16,384 updates.
     * @return three rows.
     */
    List<Row> rows(final int rounds)
    {
        return List.of(
            Paired.row("-", "estimator, fast and slow variance", "the same in plain arrays", UPDATES, rounds,
                this::prepare, this::variances, this::plainVariances, "sum of both variances after every update"),
            Paired.row("-", "estimator, median of the last 5 sweeps", "array and Arrays.sort", UPDATES, rounds,
                this::prepare, this::medians, this::plainMedians, "median after every sweep"),
            Paired.row("-", "estimator, log and exp as polynomials", "Math.log and Math.exp", UPDATES, rounds,
                this::prepare, this::polynomials, this::intrinsics, "sum, to 1e-6"));
    }

    private void prepare()
    {
        for (int k = 0; k < UPDATES; k++)
        {
            instruments[k] = random.nextInt(INSTRUMENTS);
            prices[k] = 100_000 + random.nextInt(2_000);
        }
        nowNs += UPDATES * STEP_NS;
    }

    private long timeNs(final int k)
    {
        return nowNs + k * STEP_NS;
    }

    private long variances()
    {
        double sum = 0.0;
        for (int k = 0; k < UPDATES; k++)
        {
            final int o = instruments[k] * EventVariance.LENGTH;
            variance.advance(memory, o, timeNs(k), prices[k], FAST_NS, SLOW_NS);
            sum += variance.fast(memory, o) + variance.slow(memory, o);
        }
        return Double.doubleToRawLongBits(sum);
    }

    private long plainVariances()
    {
        double sum = 0.0;
        for (int k = 0; k < UPDATES; k++)
        {
            final int i = instruments[k];
            final long second = timeNs(k) / SECOND_NS;
            final long passed = second - seconds[i];
            if (passed > 0)
            {
                if (before[i] > 0.0)
                {
                    final double r = FixedLog.log(prices[k] / before[i]);
                    fast[i] = fast[i] * FixedExp.exp(-passed / BenchRules.FAST_TAU_SECONDS) +
                        r * r / BenchRules.FAST_TAU_SECONDS;
                    slow[i] = slow[i] * FixedExp.exp(-passed / BenchRules.SLOW_TAU_SECONDS) +
                        r * r / BenchRules.SLOW_TAU_SECONDS;
                }
                seconds[i] = second;
                before[i] = prices[k];
            }
            sum += fast[i] + slow[i];
        }
        return Double.doubleToRawLongBits(sum);
    }

    private long medians()
    {
        long sum = 0;
        for (int k = 0; k < UPDATES; k++)
        {
            final int o = filterAt(instruments[k]);
            filter.print(memory, o, timeNs(k), prices[k]);
            sum = sum * 31 + filter.complete(memory, o, SWEEPS);
        }
        return sum;
    }

    private long plainMedians()
    {
        long sum = 0;
        for (int k = 0; k < UPDATES; k++)
        {
            final int i = instruments[k];
            last[i][taken[i]++ % SWEEPS] = prices[k];
            final int size = Math.min(taken[i], SWEEPS);
            System.arraycopy(last[i], 0, sorted, 0, size);
            Arrays.sort(sorted, 0, size);
            final int middle = size >> 1;
            sum = sum * 31 +
                ((size & 1) == 1 ? 2 * sorted[middle] : sorted[middle - 1] + sorted[middle]);
        }
        return sum;
    }

    private long polynomials()
    {
        double sum = 0.0;
        for (int k = 0; k < UPDATES; k++)
        {
            sum += FixedLog.log(prices[k] * 1e-5) + FixedExp.exp(-1.0 - instruments[k]);
        }
        return Math.round(sum * ROUNDED);
    }

    private long intrinsics()
    {
        double sum = 0.0;
        for (int k = 0; k < UPDATES; k++)
        {
            sum += Math.log(prices[k] * 1e-5) + Math.exp(-1.0 - instruments[k]);
        }
        return Math.round(sum * ROUNDED);
    }

    private static int filterAt(final int i)
    {
        return INSTRUMENTS * EventVariance.LENGTH + i * SweepFilter.LENGTH;
    }
}

package io.firebreak.bench;

import io.firebreak.arena.ExtremaWindow;
import io.firebreak.arena.PrintWindow;
import io.firebreak.arena.WindowPool;
import io.firebreak.arena.WindowStatus;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One print through the exact window of a mean and through the exact window of extremes, 3,000 prints long, beside what
 * a user would write first: an {@link ArrayDeque} with a running sum, and two monotone ones.
 */
final class WindowRows
{
    private static final int PRINTS = 1 << 14;
    private static final int WINDOW_PRINTS = 3_000;
    private static final long STEP_NS = 100_000_000L;
    private static final long WINDOW_NS = WINDOW_PRINTS * STEP_NS;
    private static final int POOL_PAGES = 512;
    private static final int SUMS = 0;
    private static final int EXTREMES = PrintWindow.HEADER_LENGTH;
    private static final int POOL = 256;

    private final SplittableRandom random = new SplittableRandom(StreamShape.DEFAULT_SEED);
    private final long[] prices = new long[PRINTS];
    private final PrintWindow sums;
    private final ExtremaWindow extremes;
    private final ArrayDeque<long[]> queue = new ArrayDeque<>();
    private final ArrayDeque<long[]> largest = new ArrayDeque<>();
    private final ArrayDeque<long[]> smallest = new ArrayDeque<>();
    private long running;
    private long price = 100_000;
    private long fromNs = StreamGenerator.START_NS;

    WindowRows()
    {
        final UnsafeBuffer memory = new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(POOL + (int)WindowPool.bytes(POOL_PAGES), 64));
        final WindowPool pool = new WindowPool(memory, POOL, POOL_PAGES);
        sums = new PrintWindow(pool).wrap(SUMS, WINDOW_NS, WindowStatus.WINDOW_PRINTS_MAX_DEFAULT);
        extremes = new ExtremaWindow(pool).wrap(EXTREMES, WINDOW_NS, WindowStatus.WINDOW_PRINTS_MAX_DEFAULT);
    }

    /**
     * Measure.
     *
     * @param rounds of 16,384 prints.
     * @return two rows.
     */
    List<Row> rows(final int rounds)
    {
        return List.of(
            Paired.row("-", "estimator, exact mean of 3,000 prints", "ArrayDeque and a running sum", PRINTS, rounds,
                this::prepare, this::means, this::plainMeans, "sum and count after every print"),
            Paired.row("-", "estimator, exact extremes of 3,000 prints", "two monotone ArrayDeques", PRINTS, rounds,
                this::prepare, this::extremes, this::plainExtremes, "both extremes after every print"));
    }

    private void prepare()
    {
        fromNs += PRINTS * STEP_NS;
        for (int k = 0; k < PRINTS; k++)
        {
            price += random.nextInt(21) - 10;
            prices[k] = price;
        }
    }

    private long means()
    {
        long sum = 0;
        for (int k = 0; k < PRINTS; k++)
        {
            final long nowNs = fromNs + k * STEP_NS;
            sums.expire(nowNs);
            sums.add(nowNs, prices[k]);
            sum = sum * 31 + sums.sum() + sums.count();
        }
        return sum;
    }

    private long plainMeans()
    {
        long sum = 0;
        for (int k = 0; k < PRINTS; k++)
        {
            final long nowNs = fromNs + k * STEP_NS;
            while (!queue.isEmpty() && queue.peekFirst()[0] <= nowNs - WINDOW_NS)
            {
                running -= queue.pollFirst()[1];
            }
            queue.addLast(new long[]{nowNs, prices[k]});
            running += prices[k];
            sum = sum * 31 + running + queue.size();
        }
        return sum;
    }

    private long extremes()
    {
        long sum = 0;
        for (int k = 0; k < PRINTS; k++)
        {
            final long nowNs = fromNs + k * STEP_NS;
            extremes.expire(nowNs);
            extremes.add(nowNs, prices[k]);
            sum = sum * 31 + extremes.max() - extremes.min();
        }
        return sum;
    }

    private long plainExtremes()
    {
        long sum = 0;
        for (int k = 0; k < PRINTS; k++)
        {
            final long nowNs = fromNs + k * STEP_NS;
            push(largest, nowNs, prices[k]);
            push(smallest, nowNs, -prices[k]);
            sum = sum * 31 + largest.peekFirst()[1] + smallest.peekFirst()[1];
        }
        return sum;
    }

    private static void push(final ArrayDeque<long[]> entries, final long nowNs, final long key)
    {
        while (!entries.isEmpty() && entries.peekFirst()[0] <= nowNs - WINDOW_NS)
        {
            entries.pollFirst();
        }
        while (!entries.isEmpty() && entries.peekLast()[1] <= key)
        {
            entries.pollLast();
        }
        entries.addLast(new long[]{nowNs, key});
    }
}

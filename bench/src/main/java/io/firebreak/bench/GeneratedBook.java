package io.firebreak.bench;

import java.util.SplittableRandom;

/**
 * One instrument's book inside the generator: prices only, best first, around a fair price that wanders. Side 0 bids,
 * 1 offers. Adds stay on their side of the fair price and removals favour levels beyond it, so the touch follows it and
 * never crosses.
 */
final class GeneratedBook
{
    private final long[][] prices = new long[2][StreamGenerator.LEVELS];
    private final int[] counts = new int[2];
    private final long startTicks;
    private long fairTicks;

    GeneratedBook(final long startTicks)
    {
        this.startTicks = startTicks;
        fairTicks = startTicks;
    }

    int count(final int side)
    {
        return counts[side];
    }

    long price(final int side, final int level)
    {
        return prices[side][level];
    }

    /** One step of the fair price, held within 3 % of where it began. */
    void drift(final SplittableRandom random)
    {
        final int dice = random.nextInt(24);
        if (dice < 2)
        {
            final long step = dice == 0 ? 1 : -1;
            if (Math.abs(fairTicks + step - startTicks) < startTicks * 3 / 100)
            {
                fairTicks += step;
            }
        }
    }

    /** Append one level behind the last. */
    long extend(final int side)
    {
        final int count = counts[side];
        final long price = count == 0 ? fairTicks + (side == 0 ? -1 : 1) : behind(side);
        insert(side, price, count);
        return price;
    }

    /** Add a level: where the side lags behind the fair price a better one, otherwise in a gap or behind the last. */
    long add(final int side, final SplittableRandom random)
    {
        final long better = prices[side][0] + (side == 0 ? 1 : -1);
        final boolean lags = side == 0 ? better < fairTicks : better > fairTicks;
        if (lags && better != prices[1 - side][0])
        {
            insert(side, better, 0);
            return better;
        }
        final int from = random.nextInt(counts[side]);
        for (int level = from; level + 1 < counts[side]; level++)
        {
            final long next = prices[side][level] + (side == 0 ? -1 : 1);
            if (prices[side][level + 1] != next)
            {
                insert(side, next, level + 1);
                return next;
            }
        }
        return extend(side);
    }

    /** Remove a level: the best one where the fair price has passed it, otherwise any. */
    long remove(final int side, final SplittableRandom random)
    {
        final boolean passed = side == 0 ? prices[0][0] >= fairTicks : prices[1][0] <= fairTicks;
        final int level = passed ? 0 : random.nextInt(counts[side]);
        final long price = prices[side][level];
        counts[side]--;
        System.arraycopy(prices[side], level + 1, prices[side], level, counts[side] - level);
        return price;
    }

    private long behind(final int side)
    {
        return prices[side][counts[side] - 1] + (side == 0 ? -1 : 1);
    }

    private void insert(final int side, final long price, final int level)
    {
        System.arraycopy(prices[side], level, prices[side], level + 1, counts[side] - level);
        prices[side][level] = price;
        counts[side]++;
    }
}

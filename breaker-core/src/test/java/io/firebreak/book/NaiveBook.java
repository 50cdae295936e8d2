package io.firebreak.book;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The oracle: two TreeMaps, best first, every answer computed from scratch. Shares no code with the ladder. */
final class NaiveBook
{
    final List<NavigableMap<Long, Long>> sides =
        List.of(new TreeMap<Long, Long>(Comparator.reverseOrder()), new TreeMap<Long, Long>());

    void set(final int side, final long price, final long lots)
    {
        if (lots == 0)
        {
            sides.get(side).remove(price);
        }
        else
        {
            sides.get(side).put(price, lots);
        }
    }

    void clear()
    {
        sides.forEach(Map::clear);
    }

    long lots(final int side, final long price)
    {
        return sides.get(side).getOrDefault(price, 0L);
    }

    int count(final int side)
    {
        return sides.get(side).size();
    }

    long best(final int side)
    {
        return sides.get(side).isEmpty() ? Long.MIN_VALUE : sides.get(side).firstKey();
    }

    long bestLots(final int side)
    {
        return sides.get(side).isEmpty() ? 0 : sides.get(side).firstEntry().getValue();
    }

    long next(final int side, final long price)
    {
        final Long next = sides.get(side).higherKey(price);
        return next == null ? Long.MIN_VALUE : next;
    }

    long top(final int side, final int levels)
    {
        long sum = 0;
        int left = levels;
        for (final long lots : sides.get(side).values())
        {
            if (left-- == 0)
            {
                break;
            }
            sum += lots;
        }
        return sum;
    }

    long total(final int side)
    {
        long sum = 0;
        for (final long lots : sides.get(side).values())
        {
            sum = Math.addExact(sum, lots);
        }
        return sum;
    }

    long within(final int side, final BigInteger ticks)
    {
        if (sides.get(side).isEmpty())
        {
            return 0;
        }
        final BigInteger best = BigInteger.valueOf(best(side));
        long sum = 0;
        for (final Map.Entry<Long, Long> level : sides.get(side).entrySet())
        {
            if (best.subtract(BigInteger.valueOf(level.getKey())).abs().compareTo(ticks) > 0)
            {
                break;
            }
            sum += level.getValue();
        }
        return sum;
    }

    long withinBps(final int side, final int bps)
    {
        return within(side, BigInteger.valueOf(best(side)).abs().multiply(BigInteger.valueOf(bps))
            .divide(BigInteger.valueOf(10_000)));
    }

    int imbalancePpm(final int levels)
    {
        final BigInteger bids = BigInteger.valueOf(top(0, levels));
        final BigInteger asks = BigInteger.valueOf(top(1, levels));
        final BigInteger sum = bids.add(asks);
        return sum.signum() == 0 ? 0 :
            bids.subtract(asks).multiply(BigInteger.valueOf(1_000_000)).divide(sum).intValueExact();
    }

    boolean isTwoSided()
    {
        return count(0) > 0 && count(1) > 0;
    }

    /** {filled, worst price, levels, cost}. */
    Object[] sweep(final int side, final long lots)
    {
        long left = lots;
        long worst = Long.MIN_VALUE;
        int levels = 0;
        BigInteger cost = BigInteger.ZERO;
        for (final Map.Entry<Long, Long> level : sides.get(side).entrySet())
        {
            if (left == 0)
            {
                break;
            }
            final long taken = Math.min(left, level.getValue());
            cost = cost.add(BigInteger.valueOf(level.getKey()).multiply(BigInteger.valueOf(taken)));
            left -= taken;
            worst = level.getKey();
            levels++;
        }
        return new Object[] {lots - left, worst, levels, cost};
    }
}

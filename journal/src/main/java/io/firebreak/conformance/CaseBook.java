package io.firebreak.conformance;

import io.firebreak.market.Side;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The resting quantities of a case's venue by price, best first; what collects for an auction lies apart. */
final class CaseBook
{
    private final TreeMap<Long, Map<String, Long>> bids = new TreeMap<>((one, other) -> Long.compare(other, one));
    private final TreeMap<Long, Map<String, Long>> asks = new TreeMap<>();
    private final Map<String, Long> auction = new LinkedHashMap<>();

    /** Takes a side's levels away. */
    void clear(final Side side)
    {
        of(side).clear();
    }

    /** Adds a quantity behind those at its price. */
    void rest(final Side side, final long priceTicks, final String order, final long lots)
    {
        of(side).computeIfAbsent(priceTicks, none -> new LinkedHashMap<>()).merge(order, lots, Long::sum);
    }

    /** Adds a quantity to those that wait for the auction. */
    void collect(final String order, final long lots)
    {
        auction.merge(order, lots, Long::sum);
    }

    /** Quantity that waits for the auction. */
    long auctionLots()
    {
        return auction.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Quantity at a price. */
    long lotsAt(final Side side, final long priceTicks)
    {
        return of(side).getOrDefault(priceTicks, Map.of()).values().stream().mapToLong(Long::longValue).sum();
    }

    /** The best price of a side that an order of the other side matches up to its limit; null none. */
    Long best(final Side side, final Side aggressor, final long limitTicks)
    {
        final Long best = of(side).isEmpty() ? null : of(side).firstKey();
        return best == null || (aggressor == Side.BUY ? best > limitTicks : best < limitTicks) ? null : best;
    }

    /** Quantity that an order of the other side could match up to a limit. */
    long lotsWithin(final Side side, final Side aggressor, final long limitTicks)
    {
        long lots = 0;
        for (final long priceTicks : of(side).keySet())
        {
            if (aggressor == Side.BUY ? priceTicks <= limitTicks : priceTicks >= limitTicks)
            {
                lots += lotsAt(side, priceTicks);
            }
        }
        return lots;
    }

    /** Takes a quantity away at a price, oldest order first. */
    void match(final Side side, final long priceTicks, final long lots)
    {
        long left = lots;
        final Iterator<Map.Entry<String, Long>> orders = of(side).get(priceTicks).entrySet().iterator();
        while (left > 0)
        {
            final Map.Entry<String, Long> order = orders.next();
            final long taken = Math.min(left, order.getValue());
            left -= taken;
            order.setValue(order.getValue() - taken);
            if (order.getValue() == 0)
            {
                orders.remove();
            }
        }
        if (of(side).get(priceTicks).isEmpty())
        {
            of(side).remove(priceTicks);
        }
    }

    /** Prices of a side, best first. */
    Iterable<Long> prices(final Side side)
    {
        return List.copyOf(of(side).keySet());
    }

    private TreeMap<Long, Map<String, Long>> of(final Side side)
    {
        return side == Side.BUY ? bids : asks;
    }
}

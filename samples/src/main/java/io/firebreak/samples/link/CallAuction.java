package io.firebreak.samples.link;

import io.firebreak.market.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The call that a continuous matcher does not have. Orders for it are held beside the book; the price is the one at
 * which most lots of book and call together would trade, then the one with the smaller surplus, then the lower; at the
 * end everything that may match there is taken out of the book and entered at that one price, best limit first, so that
 * the library itself makes the prints. What is left goes back into the book at its own limit, where it cannot cross:
 * a price at which it could would have traded more. Owned by the matching thread.
 */
final class CallAuction
{
    private final VenueBook book;
    private final Map<Long, Resting> held = new LinkedHashMap<>();
    private boolean isReleaseDue;
    private long imbalanceLots;
    private long volumeLots;

    CallAuction(final VenueBook book)
    {
        this.book = book;
    }

    void hold(final long id, final Side side, final long priceTicks, final long lots)
    {
        held.put(id, new Resting(id, side, priceTicks, lots));
    }

    boolean cancel(final long id)
    {
        return held.remove(id) != null;
    }

    /** All held orders in their order of arrival; none is held from now on. */
    List<Resting> release()
    {
        final List<Resting> all = new ArrayList<>(held.values());
        held.clear();
        isReleaseDue = false;
        return all;
    }

    /** A state has opened: what is held goes back to the gate as soon as that permits it. */
    void releaseSoon()
    {
        isReleaseDue = true;
    }

    /** Whether orders are held that wait for the gate alone. */
    boolean isReleaseDue()
    {
        return isReleaseDue && !held.isEmpty();
    }

    /** The price of the auction as it stands, {@link VenueBook#NONE} where nothing would trade. */
    long priceTicks()
    {
        final TreeMap<Long, long[]> lots = new TreeMap<>();
        for (final Side side : new Side[]{Side.BUY, Side.SELL})
        {
            book.levels(side).forEach((price, size) -> at(lots, price)[side.code()] += size);
        }
        held.values().forEach(order -> at(lots, order.priceTicks)[order.side.code()] += order.lots);
        long buys = lots.values().stream().mapToLong(size -> size[Side.BUY.code()]).sum();
        long sells = 0;
        long best = VenueBook.NONE;
        volumeLots = 0;
        imbalanceLots = 0;
        for (final Map.Entry<Long, long[]> level : lots.entrySet())
        {
            sells += level.getValue()[Side.SELL.code()];
            final long volume = Math.min(buys, sells);
            if (volume > volumeLots || volume == volumeLots && volume > 0 &&
                Math.abs(buys - sells) < Math.abs(imbalanceLots))
            {
                best = level.getKey();
                volumeLots = volume;
                imbalanceLots = buys - sells;
            }
            buys -= level.getValue()[Side.BUY.code()];
        }
        return best;
    }

    /** Lots that would trade at the last {@link #priceTicks()}. */
    long volumeLots()
    {
        return volumeLots;
    }

    /** Buying less selling interest at the last {@link #priceTicks()}. */
    long imbalanceLots()
    {
        return imbalanceLots;
    }

    /**
     * Trades everything that may match at a price at this price; the rest of the call goes into the book.
     *
     * @param priceTicks of {@link #priceTicks()}; with {@link VenueBook#NONE} nothing trades.
     */
    void uncross(final long priceTicks)
    {
        final List<Resting> collected = release();
        final List<Resting> matching = new ArrayList<>();
        for (final Side side : new Side[]{Side.BUY, Side.SELL})
        {
            final List<Resting> orders = priceTicks == VenueBook.NONE ? new ArrayList<>() :
                book.within(side, priceTicks);
            orders.forEach(order -> book.cancel(order.id));
            collected.stream().filter(order -> order.side == side && priceTicks != VenueBook.NONE &&
                VenueBook.reaches(side, order.priceTicks, priceTicks)).forEach(orders::add);
            orders.sort(VenueBook.bestFirst(side));
            matching.addAll(orders);
        }
        matching.forEach(order -> book.enter(order.id, order.side, priceTicks, order.lots));
        for (final Resting order : matching)
        {
            final long left = book.lots(order.id);
            if (left > 0 && order.priceTicks != priceTicks)
            {
                book.cancel(order.id);
                book.enter(order.id, order.side, order.priceTicks, left);
            }
        }
        collected.removeAll(matching);
        collected.forEach(order -> book.enter(order.id, order.side, order.priceTicks, order.lots));
    }

    private static long[] at(final TreeMap<Long, long[]> lots, final long priceTicks)
    {
        return lots.computeIfAbsent(priceTicks, price -> new long[2]);
    }
}

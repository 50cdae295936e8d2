package io.firebreak.samples.link;

import io.firebreak.gate.BreakerGate;
import io.firebreak.market.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The matching engine's book of one instrument, and what it does not tell. Its call-backs name only ids and quantities,
 * so this keeps id -> (side, price), makes of it the absolute size of each price level, which is what Firebreak takes,
 * and knows how far an order would sweep. Prices in ticks, quantities in lots. Owned by the matching thread.
 */
final class VenueBook implements MatchingEngine.Events
{
    /** No price. */
    static final long NONE = Long.MIN_VALUE;

    private final MatchingEngine engine;
    private final Map<Long, Resting> resting = new LinkedHashMap<>();
    private final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Long> asks = new TreeMap<>();
    private final Listener listener;
    private long sweptTicks;
    private long sweptLots;

    /** Told what has changed, on the matching thread, from within the engine's own call. */
    interface Listener
    {
        /** A match has printed; the engine cannot be stopped here. */
        void onPrint(long restingId, long incomingId, Side aggressor, long priceTicks, long lots);

        /** A level has a new absolute size, 0 where it is gone. */
        void onLevel(Side side, long priceTicks, long lots);
    }

    VenueBook(final Listener listener, final MatchingEngine.Factory engines)
    {
        this.listener = listener;
        engine = engines.create(this);
    }

    /** Matches what can be matched within the price, and lets the remainder rest at it. */
    void enter(final long id, final Side side, final long priceTicks, final long lots)
    {
        engine.enter(id, side, priceTicks, lots);
    }

    /** Cancels an order; false where the book has none of this id. */
    boolean cancel(final long id)
    {
        final Resting order = resting.remove(id);
        if (order == null)
        {
            return false;               // the engine may still know orders that were filled, and must not be asked
        }
        engine.cancel(id);
        change(order.side, order.priceTicks, -order.lots);
        return true;
    }

    /**
     * How far an order would sweep: {@link #sweptTicks()} and {@link #sweptLots()}.
     *
     * @param limitTicks worst price at which it may match.
     */
    void sweep(final Side side, final long limitTicks, final long lots)
    {
        sweptTicks = NONE;
        sweptLots = 0;
        for (final Map.Entry<Long, Long> level : levels(opposite(side)).entrySet())
        {
            if (sweptLots == lots || !reaches(side, limitTicks, level.getKey()))
            {
                break;
            }
            sweptTicks = level.getKey();
            sweptLots = Math.min(lots, sweptLots + level.getValue());
        }
    }

    /** The furthest price of the last {@link #sweep}, {@link #NONE} where nothing would match. */
    long sweptTicks()
    {
        return sweptTicks;
    }

    /** The lots that would match in the last {@link #sweep}. */
    long sweptLots()
    {
        return sweptLots;
    }

    /** The first price beyond a limit at which somebody waits for an order of a side, {@link #NONE} without any. */
    long beyond(final Side side, final long limitTicks)
    {
        final Long next = levels(opposite(side)).higherKey(limitTicks);
        return next == null ? NONE : next;
    }

    /** Whether an order would match at once; one without a price does where there is anything. */
    boolean matches(final Side side, final long priceTicks)
    {
        final long otherTicks = best(opposite(side));
        return otherTicks != NONE && (priceTicks == BreakerGate.NO_PRICE || reaches(side, priceTicks, otherTicks));
    }

    /** Best price of a side, {@link #NONE} where it is empty. */
    long best(final Side side)
    {
        return levels(side).isEmpty() ? NONE : levels(side).firstKey();
    }

    /** Absolute sizes of a side, best price first; live. */
    NavigableMap<Long, Long> levels(final Side side)
    {
        return side == Side.BUY ? bids : asks;
    }

    /** Copies of the orders of a side that may match at a price, best price first, then in their order of arrival. */
    List<Resting> within(final Side side, final long priceTicks)
    {
        final List<Resting> found = new ArrayList<>();
        for (final Resting order : resting.values())
        {
            if (order.side == side && reaches(side, order.priceTicks, priceTicks))
            {
                found.add(new Resting(order.id, side, order.priceTicks, order.lots));
            }
        }
        found.sort(bestFirst(side));
        return found;
    }

    /** Order of a side's priority by price alone. */
    static Comparator<Resting> bestFirst(final Side side)
    {
        return Comparator.comparingLong(order -> side == Side.BUY ? -order.priceTicks : order.priceTicks);
    }

    /** What rests of an order, 0 where the book has none of this id. */
    long lots(final long id)
    {
        final Resting order = resting.get(id);
        return order == null ? 0 : order.lots;
    }

    /** Whether an order of a side with this limit may match at a price. */
    static boolean reaches(final Side side, final long limitTicks, final long priceTicks)
    {
        return side == Side.BUY ? limitTicks >= priceTicks : limitTicks <= priceTicks;
    }

    static Side opposite(final Side side)
    {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }

    @Override
    public void onMatch(
        final long restingId, final long incomingId, final Side incoming, final long priceTicks, final long lots)
    {
        final Resting order = resting.get(restingId);
        order.lots -= lots;
        if (order.lots == 0)
        {
            resting.remove(restingId);
        }
        listener.onPrint(restingId, incomingId, incoming, priceTicks, lots);
        change(opposite(incoming), priceTicks, -lots);
    }

    @Override
    public void onRest(final long id, final Side side, final long priceTicks, final long lots)
    {
        resting.put(id, new Resting(id, side, priceTicks, lots));
        change(side, priceTicks, lots);
    }

    private void change(final Side side, final long priceTicks, final long lots)
    {
        final Long size = levels(side).merge(
            priceTicks, lots, (before, more) -> before + more == 0 ? null : Long.valueOf(before + more));
        listener.onLevel(side, priceTicks, size == null ? 0 : size);
    }
}

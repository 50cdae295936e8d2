package io.firebreak.samples.link.parity;

import com.paritytrading.parity.match.OrderBook;
import com.paritytrading.parity.match.OrderBookListener;
import io.firebreak.market.Side;
import io.firebreak.samples.link.MatchingEngine;

/**
 * parity-match 0.7.0 as the link sees it. The library matches in a loop inside {@code enter} and tells its listener in
 * between, who cannot refuse. It never forgets a resting order that was filled, so it must not be asked to cancel one.
 * Owned by the matching thread.
 */
public final class ParityEngine implements MatchingEngine, OrderBookListener
{
    private final OrderBook book = new OrderBook(this);
    private final Events events;

    /**
     * An empty book.
     *
     * @param events told of everything.
     */
    public ParityEngine(final Events events)
    {
        this.events = events;
    }

    @Override
    public void enter(final long id, final Side side, final long priceTicks, final long lots)
    {
        book.enter(id, side == Side.BUY ? com.paritytrading.parity.match.Side.BUY :
            com.paritytrading.parity.match.Side.SELL, priceTicks, lots);
    }

    @Override
    public void cancel(final long id)
    {
        book.cancel(id, 0);
    }

    @Override
    public void match(final long restingId, final long incomingId,
        final com.paritytrading.parity.match.Side incoming, final long price, final long executed,
        final long remaining)
    {
        events.onMatch(restingId, incomingId, side(incoming), price, executed);
    }

    @Override
    public void add(final long id, final com.paritytrading.parity.match.Side side, final long price, final long size)
    {
        events.onRest(id, side(side), price, size);
    }

    @Override
    public void cancel(final long id, final long cancelled, final long remaining)
    {
        // the link has asked for it, and knows what rested
    }

    private static Side side(final com.paritytrading.parity.match.Side side)
    {
        return side == com.paritytrading.parity.match.Side.BUY ? Side.BUY : Side.SELL;
    }
}

package io.firebreak.samples.link;

import io.firebreak.market.Side;

/**
 * All that the link asks of a matching engine: a continuous matcher by price and time, whose call-backs name no more
 * than ids and quantities. Owned by the matching thread.
 */
public interface MatchingEngine
{
    /**
     * Match what can be matched within the price; the remainder rests at it.
     *
     * @param id         order, of an id that rests nowhere.
     * @param side       buy or sell.
     * @param priceTicks limit, positive.
     * @param lots       quantity, positive.
     */
    void enter(long id, Side side, long priceTicks, long lots);

    /**
     * Cancel an order that rests.
     *
     * @param id order; the link asks for none that does not rest.
     */
    void cancel(long id);

    /** Told what an engine has done, on the matching thread, before its method returns. */
    interface Events
    {
        /**
         * Two orders have matched.
         *
         * @param restingId  the order in the book.
         * @param incomingId the order that met it.
         * @param incoming   side of the incoming order.
         * @param priceTicks price of the print.
         * @param lots       quantity.
         */
        void onMatch(long restingId, long incomingId, Side incoming, long priceTicks, long lots);

        /**
         * An order rests from now on.
         *
         * @param id         order.
         * @param side       its side.
         * @param priceTicks its price.
         * @param lots       what is left of it.
         */
        void onRest(long id, Side side, long priceTicks, long lots);
    }

    /** Makes an engine for one instrument. */
    @FunctionalInterface
    interface Factory
    {
        /**
         * An empty book.
         *
         * @param events told of everything.
         * @return an engine.
         */
        MatchingEngine create(Events events);
    }
}

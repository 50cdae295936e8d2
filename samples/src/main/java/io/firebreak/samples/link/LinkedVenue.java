package io.firebreak.samples.link;

import io.firebreak.DecisionListener;
import io.firebreak.market.Action;
import io.firebreak.market.Side;

/**
 * The venue around a {@link VenueLink}: what it has to know of its orders, and every decision that the link has seen.
 * Called on the matching thread, from within the link's methods; it must not call the link back.
 */
public interface LinkedVenue extends DecisionListener
{
    /**
     * A match has printed.
     *
     * @param restingId  the order in the book.
     * @param incomingId the order that met it.
     * @param aggressor  side of the incoming order.
     * @param priceTicks price of the print.
     * @param lots       quantity.
     */
    void onFill(long restingId, long incomingId, Side aggressor, long priceTicks, long lots);

    /**
     * A part of an order has not been let into the book.
     *
     * @param orderId   the order.
     * @param treatment CANCEL: it is gone; REST or AUCTION: the link holds it until the state next opens, or its call.
     * @param lots      of it.
     */
    void onRemainder(long orderId, Action treatment, long lots);
}

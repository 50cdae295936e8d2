package io.firebreak.samples.link;

import io.firebreak.market.Side;

/**
 * An order that a venue's own log says is still there behind a restart.
 *
 * @param id         unique among the orders that live.
 * @param side       buy or sell.
 * @param priceTicks limit, positive.
 * @param lots       what is left of it, positive.
 */
public record VenueOrder(long id, Side side, long priceTicks, long lots)
{
}

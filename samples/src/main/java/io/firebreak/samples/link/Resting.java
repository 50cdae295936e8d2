package io.firebreak.samples.link;

import io.firebreak.market.Side;

/** An order in the book or in the call. Owned by the matching thread. */
final class Resting
{
    final long id;
    final Side side;
    final long priceTicks;
    long lots;

    Resting(final long id, final Side side, final long priceTicks, final long lots)
    {
        this.id = id;
        this.side = side;
        this.priceTicks = priceTicks;
        this.lots = lots;
    }
}

package io.firebreak.gate;

import io.firebreak.market.Side;

/**
 * A collar on the price of an order: a buy may not be priced above, a sell not below a distance from a reference. The
 * gate and the engine judge it by the same code. Stateless, any thread.
 */
public final class Collar
{
    /** No price, no reference. */
    public static final long ABSENT = Long.MIN_VALUE;

    private static final long PPM = 1_000_000L;

    private Collar()
    {
    }

    /**
     * The last price that is allowed.
     *
     * @param referenceTicks reference, of any sign.
     * @param collarPpm      distance, ppm of its magnitude, rounded down; positive.
     * @param sideCode       {@link Side#SELL} or, whatever else, a buy.
     * @return ticks; the reference itself where a price beyond 64 bits would come out.
     */
    public static long limitTicks(final long referenceTicks, final long collarPpm, final int sideCode)
    {
        final long magnitude = Math.abs(referenceTicks);
        final long distance = magnitude / PPM * collarPpm + magnitude % PPM * collarPpm / PPM;
        final long limit = sideCode == Side.SELL.code() ? referenceTicks - distance : referenceTicks + distance;
        final boolean fits = Math.multiplyHigh(magnitude / PPM, collarPpm) == 0 && distance >= 0 &&
            (sideCode == Side.SELL.code() ? limit <= referenceTicks : limit >= referenceTicks);
        return fits ? limit : referenceTicks;
    }

    /**
     * Whether a price lies beyond its limit.
     *
     * @param priceTicks of the order.
     * @param limitTicks as {@link #limitTicks} gave it.
     * @param sideCode   as there.
     * @return true beyond; the limit itself is allowed.
     */
    public static boolean isBeyond(final long priceTicks, final long limitTicks, final int sideCode)
    {
        return sideCode == Side.SELL.code() ? priceTicks < limitTicks : priceTicks > limitTicks;
    }
}

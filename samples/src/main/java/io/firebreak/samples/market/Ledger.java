package io.firebreak.samples.market;

/**
 * Cash and positions of everybody, booked print by print; cash is in ticks times lots. What a buyer pays a seller gets,
 * and a fee of {@value #TAKER_FEE_PPM} ppm of the notional goes from the aggressor to the venue: positions sum to zero,
 * and cash with fees to what was there at the beginning.
 */
final class Ledger
{
    /** Of the notional, from whoever aggresses: the usual 5 bps of perpetuals. */
    static final long TAKER_FEE_PPM = 500;

    private static final long PPM = 1_000_000L;

    private final long[] cash;
    private final long[] positionLots;
    private long fees;
    private final long[] boughtLots;
    private final long[] soldLots;

    Ledger(final int owners)
    {
        cash = new long[owners];
        positionLots = new long[owners];
        boughtLots = new long[owners];
        soldLots = new long[owners];
    }

    /** An owner begins with cash and a position that were there before. */
    void begin(final int owner, final long ownCash, final long lots)
    {
        cash[owner] += ownCash;
        positionLots[owner] += lots;
    }

    void fill(final int buyer, final int seller, final int aggressor, final long priceTicks, final long lots)
    {
        final long notional = Math.multiplyExact(priceTicks, lots);
        cash[buyer] -= notional;
        cash[seller] += notional;
        boughtLots[buyer] += lots;
        positionLots[buyer] += lots;
        soldLots[seller] += lots;
        positionLots[seller] -= lots;
        final long fee = notional * TAKER_FEE_PPM / PPM;
        cash[aggressor] -= fee;
        fees += fee;
    }

    long cash(final int owner)
    {
        return cash[owner];
    }

    long positionLots(final int owner)
    {
        return positionLots[owner];
    }

    /** What the owner is worth at a price. */
    long equity(final int owner, final long priceTicks)
    {
        return cash[owner] + positionLots[owner] * priceTicks;
    }

    long boughtLots(final int owner)
    {
        return boughtLots[owner];
    }

    long soldLots(final int owner)
    {
        return soldLots[owner];
    }

    int owners()
    {
        return cash.length;
    }

    /** Of all owners and the venue's fees: constant. */
    long totalCash()
    {
        long total = fees;
        for (final long own : cash)
        {
            total += own;
        }
        return total;
    }

    /** Of all owners: always 0. */
    long totalLots()
    {
        long total = 0;
        for (final long own : positionLots)
        {
            total += own;
        }
        return total;
    }
}

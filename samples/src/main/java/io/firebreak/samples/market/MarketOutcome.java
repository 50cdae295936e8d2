package io.firebreak.samples.market;

/**
 * What a run of the market came to.
 *
 * @param newsBps            how far the fair value fell at most from its peak, basis points: not the venue's doing.
 * @param drawdownBps        how far the venue's prints fell at most from their peak, basis points.
 * @param liquidatedLots     lots that were sold because an account was below its margin.
 * @param liquidatedAccounts accounts of which some were sold.
 * @param shortfallPpm       what accounts owe beyond all they had at the end, ppm of the opening value of the open
 *                           interest: the venue's loss.
 * @param tradedLots         all lots that traded.
 * @param haltedNs           time without continuous trading, nanoseconds.
 * @param trips              how often a rule stopped continuous trading.
 * @param firstTripSeq       number of the first such decision, 0 none.
 * @param firstTripCause     sequence of the record that caused it, 0 none.
 * @param lastTicks          last print.
 * @param lastValueTicks     fair value at the end.
 */
public record MarketOutcome(
    long newsBps,
    long drawdownBps,
    long liquidatedLots,
    long liquidatedAccounts,
    long shortfallPpm,
    long tradedLots,
    long haltedNs,
    long trips,
    long firstTripSeq,
    long firstTripCause,
    long lastTicks,
    long lastValueTicks)
{
}

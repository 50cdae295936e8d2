package io.firebreak.samples.feed;

/** A trade. */
final class TradeRow extends TapeRow
{
    /** The venue's own stamp, UTC nanoseconds. */
    long sourceTimeNs;

    /** Price in ticks. */
    long priceTicks;

    /** Size in lots. */
    long qtyLots;

    /** The venue's number of the trade, 0 where the tape has none. */
    long tradeId;

    /** Code of the aggressor's side. */
    int sideCode;

    /** Whether the venue's rules let it count for a reference. */
    boolean isEligible = true;
}

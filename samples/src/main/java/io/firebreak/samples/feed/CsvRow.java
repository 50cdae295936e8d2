package io.firebreak.samples.feed;

import io.firebreak.feed.FeedSink;

/** A row of a user's own file; which fields count is a matter of its kind. */
final class CsvRow extends TapeRow
{
    /** The venue's own stamp, UTC nanoseconds. */
    long sourceTimeNs;

    /** Whether the row is of the instrument that is played. */
    boolean isPlayed;

    int sideCode;
    long priceTicks;
    long qtyLots;
    long tradeId;
    long bidTicks = FeedSink.NONE;
    long bidLots;
    long askTicks = FeedSink.NONE;
    long askLots;
    boolean isSnapshot;
}

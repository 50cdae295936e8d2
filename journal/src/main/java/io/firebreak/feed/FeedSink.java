package io.firebreak.feed;

/**
 * Where a feed puts what it reads, in the order in which the engine is to see it.
 * <p>
 * Instruments are dense indices from 0, defined before they are used. Times are UTC nanoseconds: {@code timeNs} moves
 * the engine, {@code sourceTimeNs} is the venue's own stamp, {@link Long#MIN_VALUE} where it has none. Owned by the
 * thread that runs the tape; nothing here allocates per row.
 */
public interface FeedSink
{
    /** An absent price or time. */
    long NONE = Long.MIN_VALUE;

    /**
     * Defines an instrument.
     *
     * @param timeNs     engine time.
     * @param index      dense index.
     * @param instrument what it is.
     */
    void instrument(long timeNs, int index, TapeInstrument instrument);

    /**
     * Announces a trading day, already in UTC.
     *
     * @param timeNs     engine time.
     * @param dayId      yyyymmdd of the venue.
     * @param openNs     regular open.
     * @param closeNs    regular close.
     * @param nextOpenNs open of the next trading day.
     */
    void calendarDay(long timeNs, int dayId, long openNs, long closeNs, long nextOpenNs);

    /**
     * Publishes the previous close.
     *
     * @param timeNs     engine time.
     * @param instrument dense index.
     * @param priceE9    price in 1e-9 of the quote currency.
     */
    void previousClose(long timeNs, int instrument, long priceE9);

    /**
     * Empties a book.
     *
     * @param timeNs       engine time.
     * @param sourceTimeNs the venue's stamp.
     * @param instrument   dense index.
     */
    void bookClear(long timeNs, long sourceTimeNs, int instrument);

    /**
     * Sets the absolute size of a price level.
     *
     * @param timeNs       engine time.
     * @param sourceTimeNs the venue's stamp.
     * @param instrument   dense index.
     * @param sideCode     code of {@link io.firebreak.market.Side}.
     * @param priceTicks   price, ticks.
     * @param qtyLots      new size, lots; 0 removes the level.
     * @param moreFollows  whether the same message of the venue has more levels.
     */
    void bookLevel(
        long timeNs,
        long sourceTimeNs,
        int instrument,
        int sideCode,
        long priceTicks,
        long qtyLots,
        boolean moreFollows);

    /**
     * Declares the book whole.
     *
     * @param timeNs       engine time.
     * @param sourceTimeNs the venue's stamp.
     * @param instrument   dense index.
     */
    void bookReady(long timeNs, long sourceTimeNs, int instrument);

    /**
     * Publishes a best bid and offer; it is never merged into the ladder.
     *
     * @param timeNs       engine time.
     * @param sourceTimeNs the venue's stamp.
     * @param instrument   dense index.
     * @param kindCode     code of {@link io.firebreak.market.QuoteKind}.
     * @param bidTicks     best bid, {@link #NONE} where there is none.
     * @param bidLots      its size.
     * @param askTicks     best offer, {@link #NONE} where there is none.
     * @param askLots      its size.
     */
    void quote(
        long timeNs,
        long sourceTimeNs,
        int instrument,
        int kindCode,
        long bidTicks,
        long bidLots,
        long askTicks,
        long askLots);

    /**
     * A print: first a potential trade, then the trade, since on a tape it happened whatever the answer.
     *
     * @param timeNs        engine time.
     * @param sourceTimeNs  the venue's stamp.
     * @param instrument    dense index.
     * @param aggressorCode code of {@link io.firebreak.market.Side}.
     * @param priceTicks    price, ticks.
     * @param qtyLots       size, lots.
     * @param tradeId       the venue's id, 0 none.
     * @param eligibility   bits of {@link io.firebreak.market.InputFlags}.
     */
    void print(
        long timeNs,
        long sourceTimeNs,
        int instrument,
        int aggressorCode,
        long priceTicks,
        long qtyLots,
        long tradeId,
        int eligibility);

    /**
     * Reports lost or skipped input: the instrument's book is not to be trusted until it has been sent again.
     *
     * @param timeNs     engine time.
     * @param instrument dense index.
     * @param fromSeq    first missing, in the feed's own numbers.
     * @param toSeq      last missing.
     * @param count      how many inputs, at least 1.
     */
    void gap(long timeNs, int instrument, long fromSeq, long toSeq, long count);

    /**
     * Best bid of the engine's ladder now, for checks of a feed against its own quotes.
     *
     * @param instrument dense index.
     * @return ticks, {@link #NONE} where the side is empty.
     */
    long bestBidTicks(int instrument);

    /**
     * Best offer of the engine's ladder now.
     *
     * @param instrument dense index.
     * @return ticks, {@link #NONE} where the side is empty.
     */
    long bestAskTicks(int instrument);
}

package io.firebreak;

import io.firebreak.record.InputWriter;

/**
 * Takes the host's events: one method per input of the schema. Owned by one thread of the host, in inline mode the
 * matching thread, on which the engine runs before the method returns.
 * <p>
 * Every method returns the number of decisions that the event caused, or {@link #BACK_PRESSURED} when the record
 * buffer or the decision buffer is full: then nothing was taken and the host decides (drain, wait, or fail safe). In
 * the pipelined modes the engine works on its own thread: 0 says that the event was taken, and a full ring is met by
 * the declared policy, which may wait or answer {@link #DROPPED}.
 * Common parameters: {@code sourceId} and {@code sourceSeq} (0 where the source has no numbers) judge duplicates and
 * gaps; {@code timeNs} is the host's one clock, UTC nanoseconds, and alone moves engine time; {@code sourceTimeNs}
 * is the source's stamp: it moves no time, and keys the sweep of a print (0 or ABSENT: each instant is one sweep);
 * {@code flags} are {@link io.firebreak.market.InputFlags}. Absent prices are
 * {@link #ABSENT}. Nothing here allocates, waits or throws.
 */
public interface EventPublisher extends ParticipantPublisher
{
    /** Nothing was taken: a buffer is full. */
    int BACK_PRESSURED = InputWriter.BACK_PRESSURED;

    /**
     * The event was dropped by the overrun policy of a pipelined breaker, and counted: a Gap says so in the journal.
     * Not to be published again.
     */
    int DROPPED = InputWriter.DROPPED;

    /** A price or time that is absent. */
    long ABSENT = Long.MIN_VALUE;

    /**
     * Define an instrument.
     *
     * @param sourceId      source.
     * @param sourceSeq     sequence in the source.
     * @param timeNs        host clock.
     * @param instrument    dense index below the capacity.
     * @param externalId    the venue's id.
     * @param generation    rises whenever the index is re-used; first 1.
     * @param classIndex    rule class of the rulebook.
     * @param priceExponent a tick is 10^-priceExponent.
     * @param qtyExponent   a lot is 10^-qtyExponent.
     * @param tickIncrement venue tick in ticks, at least 1.
     * @param leveragePpm   leverage factor, 1000000 where none; 100000 to 1000000000.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int instrumentDefinition(
        int sourceId, long sourceSeq, long timeNs, int instrument, long externalId, int generation, int classIndex,
        int priceExponent, int qtyExponent, long tickIncrement, long leveragePpm);

    /**
     * End an instrument; its index may be defined again with a higher generation.
     *
     * @param sourceId   source.
     * @param sourceSeq  sequence in the source.
     * @param timeNs     host clock.
     * @param instrument dense index.
     * @param generation that ends.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int instrumentRemove(int sourceId, long sourceSeq, long timeNs, int instrument, int generation);

    /**
     * Announce a trading day of the market: the next one from the close of the day that is on, or before its first.
     * The same {@code openNs} corrects the rest of a day and may be sent again at any time; before the open the open
     * itself may be corrected. A day begins at its open, or at once where that has passed: levels used and references
     * of the day before are forgotten, and so is a previous close that came before that day's close. A day that is not
     * announced begins at the {@code nextOpenNs} of the day before, has no session, and says so at its first input
     * (INACTIVE_NO_SESSION).
     *
     * <p>BAD_CALENDAR, and nothing changes: another {@code openNs} while a session is on; a day after one that is
     * announced and has not closed (days are announced one by one); a day whose close has passed; any day under a
     * rulebook that is always open; a day announced over a step of the day that still waits for room: announce it
     * again.
     *
     * @param sourceId   source.
     * @param sourceSeq  sequence in the source.
     * @param timeNs     host clock.
     * @param dayId      yyyymmdd of the venue.
     * @param openNs     regular open, UTC.
     * @param closeNs    regular close, UTC.
     * @param nextOpenNs next regular open, UTC.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int calendarDay(
        int sourceId, long sourceSeq, long timeNs, int dayId, long openNs, long closeNs, long nextOpenNs);

    /**
     * Set the absolute size of a price level.
     *
     * @param sourceId     source.
     * @param sourceSeq    sequence in the source.
     * @param timeNs       host clock.
     * @param sourceTimeNs source's stamp.
     * @param instrument   dense index.
     * @param flags        flags.
     * @param side         Side code of the book's side.
     * @param priceTicks   price.
     * @param qtyLots      new absolute size; 0 removes.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int bookLevel(
        int sourceId, long sourceSeq, long timeNs, long sourceTimeNs, int instrument, int flags, int side,
        long priceTicks, long qtyLots);

    /**
     * Empty a book; it is untrusted until {@link #bookReady}.
     *
     * @param sourceId   source.
     * @param sourceSeq  sequence in the source.
     * @param timeNs     host clock.
     * @param instrument dense index.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int bookClear(int sourceId, long sourceSeq, long timeNs, int instrument);

    /**
     * The whole book has been sent.
     *
     * @param sourceId   source.
     * @param sourceSeq  sequence in the source.
     * @param timeNs     host clock.
     * @param instrument dense index.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int bookReady(int sourceId, long sourceSeq, long timeNs, int instrument);

    /**
     * Publish a best bid and offer.
     *
     * @param sourceId     source.
     * @param sourceSeq    sequence in the source.
     * @param timeNs       host clock.
     * @param sourceTimeNs source's stamp.
     * @param instrument   dense index.
     * @param flags        flags.
     * @param kind         QuoteKind code.
     * @param bidTicks     best bid or {@link #ABSENT}.
     * @param bidLots      its size.
     * @param askTicks     best offer or {@link #ABSENT}.
     * @param askLots      its size.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int quote(
        int sourceId, long sourceSeq, long timeNs, long sourceTimeNs, int instrument, int flags, int kind,
        long bidTicks, long bidLots, long askTicks, long askLots);

    /**
     * Say which price the next match would print, before it prints.
     *
     * @param sourceId     source.
     * @param sourceSeq    sequence in the source.
     * @param timeNs       host clock.
     * @param sourceTimeNs source's stamp; keys the sweep.
     * @param instrument   dense index.
     * @param flags        flags.
     * @param side         aggressor.
     * @param orderKind    OrderKind code.
     * @param priceTicks   price.
     * @param qtyLots      size.
     * @param gateEpoch    epoch of the gate's answer, 0 not asked.
     * @param gateCode     the gate's answer, 0 allowed or not asked.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int potentialTrade(
        int sourceId, long sourceSeq, long timeNs, long sourceTimeNs, int instrument, int flags, int side,
        int orderKind, long priceTicks, long qtyLots, long gateEpoch, int gateCode);

    /**
     * Tell a print that happened.
     *
     * @param sourceId     source.
     * @param sourceSeq    sequence in the source.
     * @param timeNs       host clock.
     * @param sourceTimeNs source's stamp; keys the sweep.
     * @param instrument   dense index.
     * @param flags        flags.
     * @param priceTicks   price.
     * @param qtyLots      size.
     * @param tradeId      venue's id, 0 none.
     * @param aggressor    Side code.
     * @param eligibility  InputFlags.ELIGIBLE, AUCTION_PRINT.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int trade(
        int sourceId, long sourceSeq, long timeNs, long sourceTimeNs, int instrument, int flags, long priceTicks,
        long qtyLots, long tradeId, int aggressor, int eligibility);

    /**
     * Publish an index, mark, previous close or breaker reference.
     *
     * @param sourceId       source.
     * @param sourceSeq      sequence in the source.
     * @param timeNs         host clock.
     * @param sourceTimeNs   source's stamp.
     * @param scope          packed scope: market for an index, instrument otherwise.
     * @param kind           ReferenceKind code.
     * @param referenceIndex reference of the class, for BREAKER_REFERENCE and PRO_FORMA.
     * @param priceE9        price in 1e-9 of the quote currency.
     * @param ageNs          age at the source.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int referencePrice(
        int sourceId, long sourceSeq, long timeNs, long sourceTimeNs, int scope, int kind, int referenceIndex,
        long priceE9, long ageNs);

    /**
     * Answer an UncrossRequest.
     *
     * @param sourceId           source.
     * @param sourceSeq          sequence in the source.
     * @param timeNs             host clock.
     * @param scope              packed scope of the request.
     * @param requestSeq         decisionSeq of the request; 0 the open one.
     * @param priceTicks         indicative price or {@link #ABSENT}.
     * @param imbalanceLots      signed imbalance.
     * @param leftoverMarketLots unexecuted market orders.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int indicativePrice(
        int sourceId, long sourceSeq, long timeNs, int scope, long requestSeq, long priceTicks, long imbalanceLots,
        long leftoverMarketLots);

    /**
     * Tell what an auction printed.
     *
     * @param sourceId   source.
     * @param sourceSeq  sequence in the source.
     * @param timeNs     host clock.
     * @param scope      packed scope.
     * @param requestSeq decisionSeq of the Uncross; 0 the open one.
     * @param priceTicks price or {@link #ABSENT} for no trade.
     * @param qtyLots    size.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int auctionResult(
        int sourceId, long sourceSeq, long timeNs, int scope, long requestSeq, long priceTicks, long qtyLots);

    /**
     * Tell that the host has acted on a decision.
     *
     * @param sourceId  source.
     * @param sourceSeq sequence in the source.
     * @param timeNs    host clock.
     * @param scope     packed scope.
     * @param ackedSeq  decisionSeq.
     * @param count     orders touched.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int hostAck(int sourceId, long sourceSeq, long timeNs, int scope, long ackedSeq, long count);

    /**
     * Pass an operator's command.
     *
     * @param sourceId   source.
     * @param sourceSeq  sequence in the source.
     * @param timeNs     host clock.
     * @param scope      packed scope.
     * @param operatorId who.
     * @param nonce      rises with every command of the operator.
     * @param command    OperatorCommandKind code.
     * @param reasonCode operator's own code.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int operatorCommand(
        int sourceId, long sourceSeq, long timeNs, int scope, long operatorId, long nonce, int command,
        int reasonCode);

    /**
     * Let time pass.
     *
     * @param timeNs host clock.
     * @param flags  InputFlags.CLOCK_JUMP_ACCEPTED where a large step is meant.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int tick(long timeNs, int flags);

    /**
     * Report the first order that the gate judged under a decision.
     *
     * @param timeNs        host clock.
     * @param scope         packed scope.
     * @param decisionSeq   the decision.
     * @param effectSeq     host sequence of the order.
     * @param effectTimeNs  when.
     * @param ordersBetween orders judged between cause and effect.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int decisionEffective(
        long timeNs, int scope, long decisionSeq, long effectSeq, long effectTimeNs, long ordersBetween);

    /**
     * Report that the journal has passed a sequence.
     *
     * @param timeNs     host clock.
     * @param level      Durability code.
     * @param durableSeq record sequence.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int durableMark(long timeNs, int level, long durableSeq);

    /**
     * Report checks that the gate answered by its staleness policy.
     *
     * @param timeNs host clock.
     * @param scope  packed scope.
     * @param fromNs first.
     * @param toNs   last.
     * @param checks how many.
     * @param denied of them denied.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int gateStale(long timeNs, int scope, long fromNs, long toNs, long checks, long denied);

    /**
     * Report inputs that a source lost: the books of the scope are distrusted, and the numbers are not missed again.
     * With {@code fromSeq} 0 the source numbers anew, after a daily reset or a reconnect: the next number expected is
     * {@code toSeq + 1}.
     *
     * @param sourceId  source.
     * @param sourceSeq sequence in the source, 0 where the report itself has none.
     * @param timeNs    host clock.
     * @param scope     packed scope: instrument, or market for all.
     * @param fromSeq   first missing, or 0.
     * @param toSeq     last missing, at most 2^32 numbers from the first: of another range the loss counts, and its
     *                  numbers are missed all the same, which is told as MALFORMED.
     * @param count     how many.
     * @return decisions, or {@link #BACK_PRESSURED}.
     */
    int gap(int sourceId, long sourceSeq, long timeNs, int scope, long fromSeq, long toSeq, long count);
}

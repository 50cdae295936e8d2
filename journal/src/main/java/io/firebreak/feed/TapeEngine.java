package io.firebreak.feed;

import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.gate.VerdictDetail;

/**
 * What the tape driver needs of an inline engine and its journal. Owned by the thread that runs the tape.
 */
public interface TapeEngine
{
    /**
     * Takes the inputs.
     *
     * @return the publisher.
     */
    EventPublisher publisher();

    /**
     * Hands over the decisions made since the last call.
     *
     * @param listener to whom.
     * @return how many.
     */
    int poll(DecisionListener listener);

    /**
     * Inputs the engine has taken, those of the gate among them.
     *
     * @return count.
     */
    long inputs();

    /**
     * The engine's earliest pending deadline.
     *
     * @return UTC nanoseconds, {@link Long#MAX_VALUE} where there is none.
     */
    long nextDeadlineNs();

    /**
     * Asks the gate whether a match may print, as a venue's matching thread does before each.
     *
     * @param instrument    dense index.
     * @param aggressorCode side of the aggressor, code of {@link io.firebreak.market.Side}.
     * @param priceTicks    its price.
     * @param qtyLots       its size.
     * @param nowNs         the tape's time.
     * @return the gate's answer, valid until the next call.
     */
    VerdictDetail checkPrint(int instrument, int aggressorCode, long priceTicks, long qtyLots, long nowNs);

    /**
     * The instrument's state with the market's, merged.
     *
     * @param instrument dense index.
     * @return code of {@link io.firebreak.market.TradingState}.
     */
    int mergedState(int instrument);

    /**
     * Best bid of the ladder.
     *
     * @param instrument dense index.
     * @return ticks, {@link Long#MIN_VALUE} where the side is empty.
     */
    long bestBidTicks(int instrument);

    /**
     * Best offer of the ladder.
     *
     * @param instrument dense index.
     * @return ticks, {@link Long#MIN_VALUE} where the side is empty.
     */
    long bestAskTicks(int instrument);

    /**
     * Waits until the journal has passed a record.
     *
     * @param levelCode code of {@link io.firebreak.market.Durability}.
     * @param sequence  the record.
     * @return the journal's mark, at least {@code sequence}.
     */
    long awaitDurable(int levelCode, long sequence);

    /** The publisher answered that a buffer is full: make room, or wait for it. */
    void relieve();
}

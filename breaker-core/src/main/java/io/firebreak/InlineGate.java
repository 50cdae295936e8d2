package io.firebreak;

import io.firebreak.engine.BreakerEngine;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.Scope;

/**
 * The gate of the matching thread. It answers as {@link BreakerGate} does and, at the first order that it judges under
 * a decision that raised a state, tells the engine: a {@code DecisionEffective} input with that order's number and
 * time, so that the journal holds how long each decision took to bite. Inputs between the decision and that order are
 * marked EXPOSED. In INLINE no order is judged between the two: the board is stored before the event that caused the
 * decision returns.
 * <p>
 * A line's limits are as of the last new sweep of trades, move of the mid, change of state, extreme that left its
 * window, or deadline: the end of the warm-up, and each 1/256 of its time constant while a widening decays. A host that
 * ticks at {@link InlineBreaker#nextDeadlineNs()} has them. Between those instants the average of a breaker with
 * confirmation follows the price that stands and its variance decays, and the next print is judged by both as they are
 * then: near a limit this gate and the shared one can allow what {@code potentialTrade} denies, or the reverse; the
 * engine's verdict counts.
 * <p>
 * Owned by the matching thread; other threads ask {@link InlineBreaker#sharedGate()}. No method allocates.
 */
public final class InlineGate
{
    private static final int MARKET = Scope.market(0);

    private final BreakerGate gate;
    private final BreakerEngine engine;
    private final InputPublisher publisher;
    private final OrderCount orders = new OrderCount();

    InlineGate(final BreakerGate gate, final BreakerEngine engine, final InputPublisher publisher)
    {
        this.gate = gate;
        this.engine = engine;
        this.publisher = publisher;
    }

    /**
     * May this order go?
     *
     * @param instrumentIndex any value.
     * @param sideCode        code of a {@link io.firebreak.market.Side}.
     * @param orderKindCode   code of an {@link io.firebreak.market.OrderKind}.
     * @param priceTicks      limit price, or {@link BreakerGate#NO_PRICE}.
     * @param qtyLots         quantity; not judged.
     * @param nowNs           host clock, UTC nanoseconds.
     * @param out             receives the numbers behind the answer; not null.
     * @return {@link io.firebreak.gate.GateCode#ALLOWED}, or why not.
     */
    public int check(final int instrumentIndex, final int sideCode, final int orderKindCode, final long priceTicks,
        final long qtyLots, final long nowNs, final VerdictDetail out)
    {
        bringUp(instrumentIndex, nowNs);
        final int code = gate.check(instrumentIndex, sideCode, orderKindCode, priceTicks, qtyLots, nowNs, out);
        orders.checked(instrumentIndex, sideCode, orderKindCode, nowNs);
        judged(instrumentIndex, nowNs);
        return code;
    }

    /**
     * May this match print? As {@link BreakerGate#checkPrint}.
     *
     * @param instrumentIndex any value.
     * @param sideCode        side of the aggressor, code of a {@link io.firebreak.market.Side}.
     * @param orderKindCode   kind of the aggressor, code of an {@link io.firebreak.market.OrderKind}.
     * @param priceTicks      price at which it would print.
     * @param qtyLots         quantity; not judged.
     * @param nowNs           host clock, UTC nanoseconds.
     * @param out             receives the numbers behind the answer; not null.
     * @return {@link io.firebreak.gate.GateCode#ALLOWED}, or why not.
     */
    public int checkPrint(final int instrumentIndex, final int sideCode, final int orderKindCode,
        final long priceTicks, final long qtyLots, final long nowNs, final VerdictDetail out)
    {
        bringUp(instrumentIndex, nowNs);
        final int code = gate.checkPrint(instrumentIndex, sideCode, orderKindCode, priceTicks, qtyLots, nowNs, out);
        orders.printed();
        judged(instrumentIndex, nowNs);
        return code;
    }

    /**
     * May this participant do this? As {@link BreakerGate#checkParticipant}.
     *
     * @param participantIndex any value.
     * @param sideCode         code of a {@link io.firebreak.market.Side}.
     * @param orderKindCode    code of an {@link io.firebreak.market.OrderKind}.
     * @param isTagged         whether the order is under market-maker protection.
     * @param priceTicks       limit price, or {@link BreakerGate#NO_PRICE}.
     * @param referenceTicks   reference of its collar, or {@link BreakerGate#NO_PRICE}.
     * @param qtyLots          quantity.
     * @param valueMinor       value, minor units.
     * @param nowNs            host clock, UTC nanoseconds.
     * @param out              receives the numbers behind the answer; not null.
     * @return {@link io.firebreak.gate.GateCode#ALLOWED}, or why not.
     */
    public int checkParticipant(final int participantIndex, final int sideCode, final int orderKindCode,
        final boolean isTagged, final long priceTicks, final long referenceTicks, final long qtyLots,
        final long valueMinor, final long nowNs, final VerdictDetail out)
    {
        return gate.checkParticipant(participantIndex, sideCode, orderKindCode, isTagged, priceTicks, referenceTicks,
            qtyLots, valueMinor, nowNs, out);
    }

    /**
     * Limit of a whole sweep, asked once per order, as {@link BreakerGate#limitFor}.
     *
     * @param instrumentIndex any value.
     * @param sideCode        code of a {@link io.firebreak.market.Side}.
     * @param orderKindCode   code of an {@link io.firebreak.market.OrderKind}.
     * @param nowNs           host clock, UTC nanoseconds.
     * @return highest price at which a buy may match, or lowest at which a sell may, in ticks.
     */
    public long limitFor(final int instrumentIndex, final int sideCode, final int orderKindCode, final long nowNs)
    {
        bringUp(instrumentIndex, nowNs);
        final long limitTicks = gate.limitFor(instrumentIndex, sideCode, orderKindCode);
        orders.limited(instrumentIndex, sideCode, orderKindCode, nowNs);
        judged(instrumentIndex, nowNs);
        return limitTicks;
    }

    /**
     * Limit at which an order without a price is to be entered, as {@link BreakerGate#protectedLimit}.
     *
     * @param instrumentIndex any value.
     * @param sideCode        code of a {@link io.firebreak.market.Side}.
     * @param orderKindCode   code of an {@link io.firebreak.market.OrderKind}.
     * @param baseTicks       the best opposite price, or the trigger of a stop.
     * @param nowNs           host clock, UTC nanoseconds.
     * @param out             receives the limit, the rule and what becomes of the remainder; not null.
     * @return highest price at which a buy may match, or lowest at which a sell may, in ticks.
     */
    public long protectedLimit(final int instrumentIndex, final int sideCode, final int orderKindCode,
        final long baseTicks, final long nowNs, final VerdictDetail out)
    {
        bringUp(instrumentIndex, nowNs);
        final long limitTicks = gate.protectedLimit(instrumentIndex, sideCode, orderKindCode, baseTicks, out);
        orders.limited(instrumentIndex, sideCode, orderKindCode, nowNs);
        judged(instrumentIndex, nowNs);
        return limitTicks;
    }

    /**
     * Orders judged so far.
     *
     * @return count of calls of the three methods above.
     */
    public long orders()
    {
        return orders.value();
    }

    /** What concerns all is told in pieces: an instrument that waits for its piece takes it before its line counts. */
    private void bringUp(final int instrumentIndex, final long nowNs)
    {
        if (engine.isBehind(instrumentIndex))
        {
            publisher.touch(nowNs, instrumentIndex);
        }
    }

    private void judged(final int instrumentIndex, final long nowNs)
    {
        if (engine.exposedScopes() != 0)
        {
            tell(MARKET, nowNs);
            if (instrumentIndex >= 0 && instrumentIndex < engine.capacities().instruments())
            {
                tell(Scope.instrument(instrumentIndex), nowNs);
            }
        }
    }

    /** Where a buffer is full the decision stays exposed, and the next order tells it. */
    private void tell(final int scope, final long nowNs)
    {
        final long decisionSeq = engine.exposedDecisionSeq(scope);
        if (decisionSeq != 0)
        {
            publisher.decisionEffective(nowNs, scope, decisionSeq, orders.value(), nowNs, 0);
        }
    }
}

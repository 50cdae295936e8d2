package io.firebreak;

import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GateStaleness;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.Scope;
import io.firebreak.pipeline.Exposures;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import io.firebreak.status.GateStaleEvent;

/**
 * The gate of a pipelined breaker's matching thread. It answers as {@link BreakerGate} does, counts the orders it
 * judges, and tells the engine through the matching thread's publisher what only a reader of the gate can know: which
 * order was the first that a decision applied to ({@code DecisionEffective}, with the orders that were judged between
 * its cause and it), and which checks were answered by the staleness policy ({@code GateStale}, once it is over).
 * <p>
 * It does not wait: where the ring is full the next order tells. Only in SEQUENCED under BLOCK the first order under a
 * decision waits for room in the ring as any input does, because a {@code DecisionEffective} is one, and must stand at
 * the same place of every node's order of inputs.
 * <p>
 * Owned by the matching thread; other threads ask {@link BreakerPipeline#sharedGate()}. No method allocates.
 */
public final class PipelineGate
{
    private static final int MARKET = Scope.market(0);

    private final BreakerGate gate;
    private final Exposures exposures;
    private final EventPublisher effects;
    private final EventPublisher reports;
    private final int instruments;
    private final BreakerCounters counters;
    private final long[] told;
    private final OrderCount orders = new OrderCount();
    private boolean exposed;
    private long marketSeq;
    private long instrumentSeq;

    /**
     * @param effects takes what takes effect; it waits where every node must say it at the same place.
     * @param reports takes what the staleness policy answered; never waits.
     */
    PipelineGate(
        final BreakerGate gate, final Exposures exposures, final EventPublisher effects, final EventPublisher reports,
        final int instruments, final BreakerCounters counters)
    {
        this.counters = counters;
        this.gate = gate;
        this.exposures = exposures;
        this.effects = effects;
        this.reports = reports;
        this.instruments = instruments;
        told = new long[instruments + 1];
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
        look(instrumentIndex);
        final long stale = out.staleness().checks();
        final int code = gate.check(instrumentIndex, sideCode, orderKindCode, priceTicks, qtyLots, nowNs, out);
        orders.checked(instrumentIndex, sideCode, orderKindCode, nowNs);
        judged(instrumentIndex, nowNs);
        tellStaleness(stale, nowNs, out);
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
        look(instrumentIndex);
        final long stale = out.staleness().checks();
        final int code = gate.checkPrint(instrumentIndex, sideCode, orderKindCode, priceTicks, qtyLots, nowNs, out);
        orders.printed();
        judged(instrumentIndex, nowNs);
        tellStaleness(stale, nowNs, out);
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
        look(instrumentIndex);
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
        look(instrumentIndex);
        final long limitTicks = gate.protectedLimit(instrumentIndex, sideCode, orderKindCode, baseTicks, out);
        orders.limited(instrumentIndex, sideCode, orderKindCode, nowNs);
        judged(instrumentIndex, nowNs);
        return limitTicks;
    }

    /**
     * Orders judged so far: a check and the limit asked for the same order right after it are one.
     *
     * @return count.
     */
    public long orders()
    {
        return orders.value();
    }

    /**
     * Tell the engine what a reader was answered by the staleness policy, and forget it. For a reader on another
     * thread the host passes its own detail on to the matching thread first.
     *
     * @param nowNs host clock.
     * @param out   detail of a reader, which does not use it meanwhile.
     * @return whether it was told; false where there was nothing or nothing was taken.
     */
    public boolean tellStaleness(final long nowNs, final VerdictDetail out)
    {
        final GateStaleness seen = out.staleness();
        if (seen.checks() == 0 ||
            reports.gateStale(nowNs, MARKET, seen.fromNs(), seen.toNs(), seen.checks(), seen.denied()) < 0)
        {
            return false;
        }
        if (counters != null)
        {
            counters.addShared(BreakerCounter.STALE_CHECKS, seen.checks());
        }
        GateStaleEvent.record(seen.fromNs(), seen.toNs(), seen.checks(), seen.denied());
        seen.reset();
        return true;
    }

    /** Once a check is answered by the board again. */
    private void tellStaleness(final long before, final long nowNs, final VerdictDetail out)
    {
        if (before != 0 && out.staleness().checks() == before)
        {
            tellStaleness(nowNs, out);
        }
    }

    /** What is effective before the gate is asked is on the board that it reads. */
    private void look(final int instrumentIndex)
    {
        exposed = exposures.count() != 0;
        if (exposed)
        {
            marketSeq = exposures.decisionSeq(MARKET);
            instrumentSeq = instrumentIndex >= 0 && instrumentIndex < instruments ?
                exposures.decisionSeq(Scope.instrument(instrumentIndex)) : 0;
        }
    }

    private void judged(final int instrumentIndex, final long nowNs)
    {
        exposures.orders(orders.value());
        if (exposed)
        {
            tell(instruments, MARKET, marketSeq, nowNs);
            if (instrumentSeq != 0)
            {
                tell(instrumentIndex, Scope.instrument(instrumentIndex), instrumentSeq, nowNs);
            }
        }
    }

    /** Where it is not taken the decision stays exposed, and the next order tells it. */
    private void tell(final int index, final int scope, final long decisionSeq, final long nowNs)
    {
        if (decisionSeq != 0 && decisionSeq != told[index] && effects.decisionEffective(nowNs, scope, decisionSeq,
            orders.value(), nowNs, exposures.ordersBetween(scope, orders.value())) >= 0)
        {
            told[index] = decisionSeq;
        }
    }
}

package io.firebreak.samples.link;

import io.firebreak.BreakerPipeline;
import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.InlineGate;
import io.firebreak.PipelineGate;
import io.firebreak.Recovery;
import io.firebreak.gate.VerdictDetail;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a link asks of Firebreak, the same in every mode, so that one link serves all three. Owned by the venue's
 * matching thread.
 */
public interface VenueBreaker
{
    /** {@return where events go: the publisher of the matching thread} */
    EventPublisher publisher();

    /**
     * A link takes the breaker for itself: it numbers the inputs of a source, and takes every decision.
     * @throws IllegalStateException where another link has. */
    default void claim()
    {
        // a breaker of the host's own making: it knows whom it serves
    }

    /** {@return what an earlier process has left, for the link to go on behind; null where there is none} */
    default Recovery recovery()
    {
        return null;
    }

    /**
     * May this order go? As {@link io.firebreak.gate.BreakerGate#check}.
     * @param instrument dense index.
     * @param side       Side code.
     * @param orderKind  OrderKind code.
     * @param priceTicks limit price, or {@link io.firebreak.gate.BreakerGate#NO_PRICE}.
     * @param qtyLots    quantity.
     * @param nowNs      host clock.
     * @param out        receives the numbers behind the answer.
     * @return a {@link io.firebreak.gate.GateCode}.
     */
    int check(int instrument, int side, int orderKind, long priceTicks, long qtyLots, long nowNs, VerdictDetail out);

    /**
     * Ask again about an order that was checked: the same answer, but the order is not counted once more in the
     * exposure of a decision.
     * @param instrument dense index.
     * @param side       Side code.
     * @param orderKind  OrderKind code.
     * @param priceTicks limit price, or {@link io.firebreak.gate.BreakerGate#NO_PRICE}.
     * @param qtyLots    quantity.
     * @param nowNs      host clock.
     * @param out        receives the numbers behind the answer.
     * @return a {@link io.firebreak.gate.GateCode}.
     */
    int checkAgain(
        int instrument, int side, int orderKind, long priceTicks, long qtyLots, long nowNs, VerdictDetail out);

    /**
     * Limit of a whole sweep. As {@link io.firebreak.gate.BreakerGate#limitFor}.
     * @param instrument dense index.
     * @param side       Side code.
     * @param orderKind  OrderKind code.
     * @param nowNs      host clock.
     * @return highest price at which a buy may match, or lowest at which a sell may, in ticks.
     */
    long limitFor(int instrument, int side, int orderKind, long nowNs);

    /**
     * Hand over waiting decisions.
     * @param listener receives them on this thread.
     * @param limit    most decisions.
     * @return how many there were. */
    int poll(DecisionListener listener, int limit);

    /**
     * A message of {@link #poll} has its turn in the venue's own order of commands. Only {@code PIPELINED_SEQUENCED}
     * does anything here: its gate changes now, and not before.
     * @param templateId of the message.
     * @param buffer     holds it.
     * @param offset     of its SBE header.
     * @param length     of header and block.
     */
    void apply(int templateId, UnsafeBuffer buffer, int offset, int length);

    /** The venue is idle, or has ended a batch.
     * @param nowNs host clock. */
    void onIdle(long nowNs);

    /**
     * INLINE: the engine runs within the publisher's methods.
     * @param breaker launched by the venue, which closes it.
     * @return the same for one link. */
    static VenueBreaker of(final InlineBreaker breaker)
    {
        final InlineGate gate = breaker.gate();
        return new LaunchedBreaker(
            breaker, breaker.publisher(), breaker.sharedGate(), breaker.decisions(), breaker.recovery())
        {
            @Override
            public int check(final int instrument, final int side, final int orderKind, final long priceTicks,
                final long qtyLots, final long nowNs, final VerdictDetail out)
            {
                return gate.check(instrument, side, orderKind, priceTicks, qtyLots, nowNs, out);
            }

            @Override
            public long limitFor(final int instrument, final int side, final int orderKind, final long nowNs)
            {
                return gate.limitFor(instrument, side, orderKind, nowNs);
            }

            @Override
            public void apply(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
            {
                // stored before the event that caused it returned
            }

            @Override
            public void onIdle(final long nowNs)
            {
                breaker.onIdle(nowNs);
            }
        };
    }

    /**
     * PIPELINED_DIRECT and PIPELINED_SEQUENCED: the engine runs on its own thread.
     * @param breaker launched by the venue, which closes it.
     * @return the same for one link. */
    static VenueBreaker of(final BreakerPipeline breaker)
    {
        final PipelineGate gate = breaker.gate();
        return new LaunchedBreaker(
            breaker, breaker.publisher(), breaker.sharedGate(), breaker.decisions(), breaker.recovery())
        {
            @Override
            public int check(final int instrument, final int side, final int orderKind, final long priceTicks,
                final long qtyLots, final long nowNs, final VerdictDetail out)
            {
                return gate.check(instrument, side, orderKind, priceTicks, qtyLots, nowNs, out);
            }

            @Override
            public long limitFor(final int instrument, final int side, final int orderKind, final long nowNs)
            {
                return gate.limitFor(instrument, side, orderKind, nowNs);
            }

            @Override
            public void apply(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
            {
                breaker.apply(templateId, buffer, offset, length);
            }

            @Override
            public void onIdle(final long nowNs)
            {
                breaker.onIdle(nowNs);
            }
        };
    }
}

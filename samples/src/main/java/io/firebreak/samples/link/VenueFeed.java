package io.firebreak.samples.link;

import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.Side;

/**
 * Tells Firebreak what the book does: potential trades before the engine sees an order, prints and absolute level
 * sizes from within its call-backs, the best bid and offer where a rulebook judges by quotes, and the answers of the
 * host. An event that a full buffer did not take is told again once decisions are taken. Owned by the matching thread.
 */
final class VenueFeed implements VenueBook.Listener
{
    private static final int SOURCE = 1;
    private static final int POLL_LIMIT = 64;

    private final VenueBreaker breaker;
    private final EventPublisher events;
    private final DecisionListener decisions;
    private final LinkedVenue venue;
    private final int instrument;
    private final boolean tellsQuotes;
    private int eligibility = InputFlags.ELIGIBLE;
    private long nowNs;
    private long sweepNs;
    private long sequence;
    private long trades;
    private long bidTicks = VenueBook.NONE;
    private long askTicks = VenueBook.NONE;

    VenueFeed(final VenueBreaker breaker, final DecisionListener decisions, final LinkedVenue venue,
        final int instrument, final boolean tellsQuotes)
    {
        this.breaker = breaker;
        events = breaker.publisher();
        this.decisions = decisions;
        this.venue = venue;
        this.instrument = instrument;
        this.tellsQuotes = tellsQuotes;
    }

    /** Another order or cancel: its prints are a sweep of their own. */
    void begin(final long atNs)
    {
        nowNs = atNs;
        sweepNs = Math.max(atNs, sweepNs + 1);
    }

    long nowNs()
    {
        return nowNs;
    }

    /** Prints of an auction move no reference; its result does. */
    void auction(final boolean isOn)
    {
        eligibility = isOn ? InputFlags.AUCTION_PRINT : InputFlags.ELIGIBLE;
    }

    /** Decisions that it caused: INLINE all of them, in the pipelined modes always 0. */
    int potential(final Side side, final OrderKind kind, final long priceTicks, final long lots,
        final long gateEpoch, final int gateCode)
    {
        final long seq = ++sequence;
        int made = EventPublisher.BACK_PRESSURED;
        while (made == EventPublisher.BACK_PRESSURED)
        {
            made = events.potentialTrade(SOURCE, seq, nowNs, sweepNs, instrument, 0, side.code(), kind.code(),
                priceTicks, lots, gateEpoch, gateCode);
            relieve(made);
        }
        return made;
    }

    @Override
    public void onPrint(
        final long restingId, final long incomingId, final Side aggressor, final long priceTicks, final long lots)
    {
        final long seq = ++sequence;
        trades++;
        while (relieve(events.trade(SOURCE, seq, nowNs, sweepNs, instrument, 0, priceTicks, lots, trades,
            aggressor.code(), eligibility)))
        {
            continue;
        }
        venue.onFill(restingId, incomingId, aggressor, priceTicks, lots);
    }

    @Override
    public void onLevel(final Side side, final long priceTicks, final long lots)
    {
        final long seq = ++sequence;
        while (relieve(events.bookLevel(SOURCE, seq, nowNs, nowNs, instrument, 0, side.code(), priceTicks, lots)))
        {
            continue;
        }
    }

    /** The best bid and offer, where it has moved. */
    void quote(final VenueBook book)
    {
        final long bid = book.best(Side.BUY);
        final long ask = book.best(Side.SELL);
        if (tellsQuotes && (bid != bidTicks || ask != askTicks))
        {
            bidTicks = bid;
            askTicks = ask;
            final long seq = ++sequence;
            final long bidLots = bid == VenueBook.NONE ? 0 : book.levels(Side.BUY).get(bid);
            final long askLots = ask == VenueBook.NONE ? 0 : book.levels(Side.SELL).get(ask);
            while (relieve(events.quote(SOURCE, seq, nowNs, nowNs, instrument, 0, QuoteKind.OWN_VENUE.code(), bid,
                bidLots, ask, askLots)))
            {
                continue;
            }
        }
    }

    void acknowledge(final int scope, final long decisionSeq, final long orders)
    {
        final long seq = ++sequence;
        while (relieve(events.hostAck(SOURCE, seq, nowNs, scope, decisionSeq, orders)))
        {
            continue;
        }
    }

    void indicative(final int scope, final long requestSeq, final long priceTicks, final long imbalanceLots)
    {
        final long seq = ++sequence;
        while (relieve(events.indicativePrice(SOURCE, seq, nowNs, scope, requestSeq, priceTicks, imbalanceLots, 0)))
        {
            continue;
        }
    }

    void auctionResult(final int scope, final long requestSeq, final long priceTicks, final long lots)
    {
        final long seq = ++sequence;
        while (relieve(events.auctionResult(SOURCE, seq, nowNs, scope, requestSeq, priceTicks, lots)))
        {
            continue;
        }
    }

    /** Takes all decisions that wait. */
    void takeDecisions()
    {
        while (breaker.poll(decisions, POLL_LIMIT) > 0)
        {
            continue;
        }
    }

    /** Whether the event was not taken because a buffer is full; then decisions have been taken to make room. */
    private boolean relieve(final int made)
    {
        if (made == EventPublisher.BACK_PRESSURED && breaker.poll(decisions, POLL_LIMIT) == 0)
        {
            Thread.onSpinWait();
        }
        return made == EventPublisher.BACK_PRESSURED;
    }
}

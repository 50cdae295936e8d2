package io.firebreak.samples.link;

import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.Recovery;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.Side;
import java.util.Map;

/**
 * Tells Firebreak what the book does: potential trades before the engine sees an order, prints and absolute level
 * sizes from within its call-backs, the best bid and offer where a rulebook judges by quotes, and the answers of the
 * host. The whole book is sent anew when Firebreak does not trust it, behind inputs that were lost and behind a
 * restart. Owned by the matching thread.
 */
final class VenueFeed implements VenueBook.Listener
{
    private static final int SOURCE = 1;
    private static final int POLL_LIMIT = 64;

    private final VenueBreaker breaker;
    private final EventPublisher events;
    private final DecisionListener decisions;
    private final VenueInputs inputs;
    private final WholeBook whole = new WholeBook();
    private final LinkedVenue venue;
    private final int instrument;
    private final boolean tellsQuotes;
    private int eligibility = InputFlags.ELIGIBLE;
    private long nowNs;
    private long sweepNs;
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
        inputs = new VenueInputs(breaker, decisions, instrument, SOURCE);
        final Recovery past = breaker.recovery();
        if (past != null)
        {
            inputs.goOn(past.sourceSequences().get(SOURCE));
            whole.onRestart();
        }
    }

    /** Another order or cancel: its prints are a sweep of their own. */
    void begin(final long atNs)
    {
        nowNs = atNs;
        inputs.begin(atNs);
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

    /** {@code EventPublisher.BACK_PRESSURED} where Firebreak cannot be told. */
    int potential(final Side side, final OrderKind kind, final long priceTicks, final long lots,
        final long gateEpoch, final int gateCode)
    {
        return inputs.tell(() -> events.potentialTrade(SOURCE, inputs.sequence(), nowNs, sweepNs, instrument, 0,
            side.code(), kind.code(), priceTicks, lots, gateEpoch, gateCode));
    }

    @Override
    public void onPrint(
        final long restingId, final long incomingId, final Side aggressor, final long priceTicks, final long lots)
    {
        trades++;
        inputs.tell(() -> events.trade(SOURCE, inputs.sequence(), nowNs, sweepNs, instrument, 0, priceTicks, lots,
            trades, aggressor.code(), eligibility));
        venue.onFill(restingId, incomingId, aggressor, priceTicks, lots);
    }

    @Override
    public void onLevel(final Side side, final long priceTicks, final long lots)
    {
        if (!whole.isRestoring())
        {
            level(side, priceTicks, lots, 0);
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
            final long bidLots = bid == VenueBook.NONE ? 0 : book.levels(Side.BUY).get(bid);
            final long askLots = ask == VenueBook.NONE ? 0 : book.levels(Side.SELL).get(ask);
            inputs.tell(() -> events.quote(SOURCE, inputs.sequence(), nowNs, nowNs, instrument, 0,
                QuoteKind.OWN_VENUE.code(), bid, bidLots, ask, askLots));
        }
    }

    void acknowledge(final int scope, final long decisionSeq, final long orders)
    {
        inputs.tell(() -> events.hostAck(SOURCE, inputs.sequence(), nowNs, scope, decisionSeq, orders));
    }

    void indicative(final int scope, final long requestSeq, final long priceTicks, final long imbalanceLots)
    {
        inputs.tell(() -> events.indicativePrice(
            SOURCE, inputs.sequence(), nowNs, scope, requestSeq, priceTicks, imbalanceLots, 0));
    }

    void auctionResult(final int scope, final long requestSeq, final long priceTicks, final long lots)
    {
        inputs.tell(() -> events.auctionResult(
            SOURCE, inputs.sequence(), nowNs, scope, requestSeq, priceTicks, lots));
    }

    /** Takes all decisions that wait. */
    void takeDecisions()
    {
        while (breaker.poll(decisions, POLL_LIMIT) > 0)
        {
            continue;
        }
    }

    /** What says whether the book is to be sent anew. */
    WholeBook whole()
    {
        return whole;
    }

    /** Prints are numbered on behind those that the venue has seen. */
    void goOn(final long fills)
    {
        trades = fills;
    }

    /** Reports inputs that were lost, and sends the whole book anew where it is owed; false where that fails. */
    boolean mend(final VenueBook book)
    {
        if (inputs.reportLoss())
        {
            whole.onLoss();
        }
        if (inputs.isLosing() || !whole.isDue(book.levels(Side.BUY).size() + book.levels(Side.SELL).size()))
        {
            return !inputs.isLosing();
        }
        whole.onSend();
        boolean isWhole = inputs.tell(() -> events.bookClear(SOURCE, inputs.sequence(), nowNs, instrument)) >= 0;
        for (final Side side : new Side[]{Side.BUY, Side.SELL})
        {
            for (final Map.Entry<Long, Long> level : book.levels(side).entrySet())
            {
                isWhole &= level(side, level.getKey(), level.getValue(), InputFlags.MORE_FOLLOWS) >= 0;
            }
        }
        isWhole = isWhole && inputs.tell(() -> events.bookReady(SOURCE, inputs.sequence(), nowNs, instrument)) >= 0;
        whole.onSent(isWhole);
        bidTicks = VenueBook.NONE;
        askTicks = VenueBook.NONE;                                   // a quote may be among what was lost
        return isWhole;
    }

    private int level(final Side side, final long priceTicks, final long lots, final int flags)
    {
        return inputs.tell(() -> events.bookLevel(
            SOURCE, inputs.sequence(), nowNs, nowNs, instrument, flags, side.code(), priceTicks, lots));
    }
}

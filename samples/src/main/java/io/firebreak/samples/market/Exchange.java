package io.firebreak.samples.market;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.ReleasePendingDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.feed.Trip;
import io.firebreak.market.Action;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Reason;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import io.firebreak.samples.link.LinkedVenue;
import io.firebreak.samples.link.VenueBreaker;
import io.firebreak.samples.link.VenueLink;
import io.firebreak.samples.link.parity.ParityEngine;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The venue as its members see it: orders go through the link, fills into the ledger, and the trading state is public.
 * An order's id names its owner; every order comes a microsecond behind the one before. Counts what the comparison of
 * two runs needs.
 */
final class Exchange implements LinkedVenue
{
    static final int INSTRUMENT = 0;

    private static final int OWNER_BITS = 12;
    private static final long ORDER_NS = 1_000L;
    private static final long BPS = 10_000L;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
    private final ReleasePendingDecoder pending = new ReleasePendingDecoder();
    private final Ledger ledger;
    private final VenueLink link;
    private final VenueBreaker breaker;
    private final ReleaseMarks marks;
    private long timeNs;
    private long orders;
    private long filledLots;
    private long lastTicks;
    private long peakTicks;
    private long drawdownBps;
    private long tradedLots;
    private long haltedNs;
    private long haltedSinceNs;
    private long trips;
    private long firstTripSeq;
    private long firstTripCause;
    private boolean isOpen = true;
    private long pendingSeq;
    private int pendingLevel;

    Exchange(final VenueBreaker breaker, final ReleaseMarks marks, final Ledger ledger, final long startTicks)
    {
        this.breaker = breaker;
        this.marks = marks;
        this.ledger = ledger;
        link = new VenueLink(breaker, INSTRUMENT, this, false, ParityEngine::new);
        lastTicks = startTicks;
        peakTicks = startTicks;
    }

    /** Time passes; a release that is due takes effect once the journal has passed it. */
    void at(final long nowNs)
    {
        timeNs = nowNs;
        link.onIdle(nowNs);
        while (pendingSeq != 0)
        {
            final long seq = pendingSeq;
            pendingSeq = 0;
            marks.await(pendingLevel, seq);
            breaker.publisher().durableMark(nowNs, pendingLevel, seq);
            link.onIdle(nowNs);
        }
    }

    /**
     * Send an order.
     *
     * @return lots that traded at once.
     */
    long send(final int owner, final Side side, final OrderKind kind, final long priceTicks, final long lots)
    {
        filledLots = 0;
        timeNs += ORDER_NS;
        link.enter(nextId(owner), side, kind, priceTicks, lots, timeNs);
        return filledLots;
    }

    /** The id that the next order of an owner will have. */
    long nextId(final int owner)
    {
        orders++;
        return orders << OWNER_BITS | owner;
    }

    /** Send a resting order; its id, to cancel it. */
    long rest(final int owner, final Side side, final OrderKind kind, final long priceTicks, final long lots)
    {
        timeNs += ORDER_NS;
        final long id = nextId(owner);
        link.enter(id, side, kind, priceTicks, lots, timeNs);
        return id;
    }

    void cancel(final long id)
    {
        timeNs += ORDER_NS;
        link.cancel(id, timeNs);
    }

    long best(final Side side)
    {
        return link.best(side);
    }

    /** Half-way between best bid and offer, or the last print where one is missing. */
    long midTicks()
    {
        final long bid = link.best(Side.BUY);
        final long ask = link.best(Side.SELL);
        return bid == Long.MIN_VALUE || ask == Long.MIN_VALUE ? lastTicks : (bid + ask) / 2;
    }

    /** Whether the venue matches continuously now. */
    boolean isOpen()
    {
        return isOpen;
    }

    long drawdownBps()
    {
        return drawdownBps;
    }

    long tradedLots()
    {
        return tradedLots;
    }

    /** Time without continuous trading up to an instant. */
    long haltedNs(final long untilNs)
    {
        return haltedNs + (isOpen ? 0 : untilNs - haltedSinceNs);
    }

    long trips()
    {
        return trips;
    }

    /** Number of the decision that was the first trip, 0 none. */
    long firstTripSeq()
    {
        return firstTripSeq;
    }

    /** Sequence of the record that caused it, 0 none. */
    long firstTripCause()
    {
        return firstTripCause;
    }

    long lastTicks()
    {
        return lastTicks;
    }

    @Override
    public void onFill(
        final long restingId, final long incomingId, final Side aggressor, final long priceTicks, final long lots)
    {
        final int resting = owner(restingId);
        final int incoming = owner(incomingId);
        ledger.fill(aggressor == Side.BUY ? incoming : resting, aggressor == Side.BUY ? resting : incoming, incoming,
            priceTicks, lots);
        filledLots += lots;
        tradedLots += lots;
        lastTicks = priceTicks;
        peakTicks = Math.max(peakTicks, priceTicks);
        drawdownBps = Math.max(drawdownBps, (peakTicks - priceTicks) * BPS / peakTicks);
    }

    @Override
    public void onRemainder(final long orderId, final Action treatment, final long lots)
    {
        // nobody in this market waits for what the band has kept out
    }

    @Override
    public void onDecision(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (templateId == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            change.wrapAndApplyHeader(buffer, offset, header);
            if (Trip.isTrip(TradingState.of(change.fromStateRaw()), TradingState.of(change.toStateRaw()),
                Reason.of(change.reasonRaw())))
            {
                trips++;
                if (trips == 1)
                {
                    firstTripSeq = change.decisionSeq();
                    firstTripCause = change.causeSeq();
                }
            }
            open(TradingState.of(change.mergedStateRaw()).matches(), change.timeNs());
        }
        else if (templateId == ReleasePendingDecoder.TEMPLATE_ID)
        {
            pending.wrapAndApplyHeader(buffer, offset, header);
            pendingSeq = pending.causeSeq();
            pendingLevel = pending.levelRaw();
        }
    }

    private void open(final boolean opens, final long atNs)
    {
        if (isOpen && !opens)
        {
            haltedSinceNs = atNs;
        }
        else if (!isOpen && opens)
        {
            haltedNs += atNs - haltedSinceNs;
        }
        isOpen = opens;
    }

    private static int owner(final long orderId)
    {
        return (int)(orderId & (1 << OWNER_BITS) - 1);
    }
}

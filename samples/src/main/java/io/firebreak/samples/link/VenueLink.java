package io.firebreak.samples.link;

import io.firebreak.DecisionListener;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GateCode;
import io.firebreak.market.Action;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * One instrument of a venue on a matching engine behind Firebreak: read {@link #enter}, then {@link VenueMatcher}.
 * The engine matches in a loop and cannot be asked or stopped between two fills. So the gate is asked once per order,
 * and the engine gets the order with its price clamped to the band: there it stops by itself. A band or a trip that
 * the sweep's own first prints bring about takes effect behind the sweep, not inside it (docs/links.md). Firebreak
 * is told the furthest price of a sweep before the order is entered: INLINE, a trip by it comes before the prints.
 * <p>
 * Owned by the matching thread. Prices in ticks, quantities in lots. A sample: it allocates.
 */
public final class VenueLink
{
    /** An order that may only rest and would match: the venue's own refusal, no {@link GateCode}. */
    public static final int WOULD_MATCH = -1;

    /** An order that would match, and Firebreak cannot be told of it: refused, no {@link GateCode}. */
    public static final int NOT_TOLD = -2;

    private final VenueBreaker breaker;
    private final LinkedVenue venue;
    private final VenueGate gate;
    private final VenueDecisions decisions;
    private final VenueFeed feed;
    private final VenueBook book;
    private final CallAuction call;
    private final VenueMatcher matcher;

    /**
     * Link an instrument. The host defines it, under source 0, before the first order.
     *
     * @param breaker    Firebreak in the venue's mode, and no other link's.
     * @param instrument dense index.
     * @param venue      told of fills, remainders and decisions.
     * @param quotes     whether the rulebook judges by this venue's quotes, so that they are told, too.
     * @param engines    makes the matching engine, such as {@code ParityEngine::new}.
     */
    public VenueLink(
        final VenueBreaker breaker, final int instrument, final LinkedVenue venue, final boolean quotes,
        final MatchingEngine.Factory engines)
    {
        breaker.claim();
        this.breaker = breaker;
        this.venue = venue;
        decisions = new VenueDecisions(breaker, venue, instrument);
        feed = new VenueFeed(breaker, decisions, venue, instrument, quotes);
        book = new VenueBook(feed, engines);
        gate = new VenueGate(breaker, instrument, book);
        call = new CallAuction(book);
        matcher = new VenueMatcher(gate, feed, book, call, venue);
    }

    /**
     * Behind a restart, before the first order: take over what the venue's own log says of the instrument. Nobody is
     * asked and nothing matches. Firebreak is sent the book behind this call, and until then has none to trust.
     *
     * @param resting in the book, in order of arrival.
     * @param held    beside the book, for a call or for the next opening, in order of arrival.
     * @param fills   that the venue has ever been told: prints are numbered on behind them.
     * @param atNs    host clock.
     * @throws IllegalArgumentException where an order would match one before it.
     * @throws IllegalStateException    where the link has orders.
     */
    public void restore(
        final List<VenueOrder> resting, final List<VenueOrder> held, final long fills, final long atNs)
    {
        feed.begin(atNs);
        feed.whole().restore(book, resting);
        feed.goOn(fills);
        held.forEach(order -> call.hold(order.id(), order.side(), order.priceTicks(), order.lots()));
        call.releaseSoon();
        settle();
    }

    /**
     * Take an order: gate, clamp, match, tell.
     *
     * @param id         unique among the orders that live.
     * @param side       buy or sell.
     * @param kind       what it wants; MARKET, IOC, FOK and LIQUIDATION never rest, AUCTION waits for the call.
     * @param priceTicks limit, positive, or {@link BreakerGate#NO_PRICE} for MARKET and LIQUIDATION.
     * @param lots       quantity, positive.
     * @param atNs       host clock.
     * @return the gate's answer, {@link #WOULD_MATCH} or {@link #NOT_TOLD}; behind a band's the part inside has traded.
     * @throws IllegalStateException behind a restart without {@link #restore}.
     */
    public int enter(
        final long id, final Side side, final OrderKind kind, final long priceTicks, final long lots, final long atNs)
    {
        feed.whole().requireRestored();
        feed.begin(atNs);
        int code = gate.check(side, kind, priceTicks, lots, atNs);
        if (VenueGate.isLetIn(code) && kind == OrderKind.AUCTION)
        {
            call.hold(id, side, priceTicks, lots);
        }
        else if (VenueGate.isLetIn(code))
        {
            code = matcher.match(id, side, kind, priceTicks, lots, code);
        }
        settle();
        return code;
    }

    /**
     * Cancel an order, wherever it is. Every state permits it, so nobody is asked.
     * @param id   order.
     * @param atNs host clock.
     * @return whether there was anything left of it.
     */
    public boolean cancel(final long id, final long atNs)
    {
        feed.begin(atNs);
        final boolean isFound = call.cancel(id) || book.cancel(id);
        settle();
        return isFound;
    }

    /**
     * Nothing to do: time passes, and decisions are taken. At least every millisecond.
     * @param atNs host clock.
     */
    public void onIdle(final long atNs)
    {
        feed.begin(atNs);
        breaker.onIdle(atNs);
        settle();
    }

    /** {@return where decisions go: a pipelined venue gives it to {@code PipelineContext.listener}, for a full ring} */
    public DecisionListener decisions()
    {
        return decisions;
    }

    /** {@return the book's best price on a side, {@code Long.MIN_VALUE} where it has none}
     * @param side buy or sell. */
    public long best(final Side side)
    {
        return book.best(side);
    }

    /** Takes decisions until none is left and every request is answered; what waited for the gate goes when it may. */
    private void settle()
    {
        boolean mends = true;
        do
        {
            mends = mends && feed.mend(book);           // what is lost again brings decisions again: once is enough
            feed.quote(book);
            feed.takeDecisions();
        }
        while (decisions.next(call, feed));
        if (call.isReleaseDue() && gate.isOpen(feed.nowNs()))
        {
            releaseHeld();
        }
    }

    /** Held orders return to the gate as new ones; those that a state denies meanwhile wait for the next opening. */
    private void releaseHeld()
    {
        final List<Resting> denied = new ArrayList<>();
        for (final Resting order : call.release())
        {
            final int code = enter(
                order.id, order.side, OrderKind.AGGRESSIVE, order.priceTicks, order.lots, feed.nowNs());
            if (VenueGate.isDeniedByState(code))
            {
                denied.add(order);
            }
            else if (!VenueGate.isLetIn(code))
            {
                venue.onRemainder(order.id, Action.CANCEL, order.lots);
            }
        }
        denied.forEach(order -> call.hold(order.id, order.side, order.priceTicks, order.lots));
        if (!denied.isEmpty())
        {
            call.releaseSoon();
        }
    }
}

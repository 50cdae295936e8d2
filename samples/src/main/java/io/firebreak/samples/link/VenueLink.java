package io.firebreak.samples.link;

import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GateCode;
import io.firebreak.market.Action;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;

/**
 * One instrument of a venue on a matching engine behind Firebreak: read {@link #enter} and {@link #cancel}.
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
     */
    public int enter(
        final long id, final Side side, final OrderKind kind, final long priceTicks, final long lots, final long atNs)
    {
        feed.begin(atNs);
        int code = gate.check(side, kind, priceTicks, lots, atNs);
        if (VenueGate.isLetIn(code) && kind == OrderKind.AUCTION)
        {
            call.hold(id, side, priceTicks, lots);
        }
        else if (VenueGate.isLetIn(code))
        {
            code = match(id, side, kind, priceTicks, lots, code);
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

    private int match(
        final long id, final Side side, final OrderKind kind, final long priceTicks, final long lots, final int asked)
    {
        int code = asked;
        long limitTicks = gate.limitTicks(side, kind, priceTicks, code, feed.nowNs());
        book.sweep(side, limitTicks, lots);
        if (book.sweptLots() > 0)
        {
            final int made =
                feed.potential(side, kind, book.sweptTicks(), book.sweptLots(), gate.epoch(), GateCode.ALLOWED);
            // whatever the answer was: the first check may itself have moved time to a trip, or the engine have died
            final int again = gate.checkAgain(side, kind, priceTicks, lots, feed.nowNs());
            code = VenueGate.isLetIn(again) && made == EventPublisher.BACK_PRESSURED ? NOT_TOLD : again;
            limitTicks = gate.limitTicks(side, kind, priceTicks, code, feed.nowNs());
            book.sweep(side, limitTicks, lots);
        }
        if (!VenueGate.isLetIn(code))
        {
            return code;
        }
        final boolean rests = limitTicks == priceTicks && VenueGate.mayRest(kind);
        final long swept = kind == OrderKind.FOK && book.sweptLots() < lots ? 0 : book.sweptLots();
        if (rests || swept > 0)
        {
            book.enter(id, side, rests ? priceTicks : book.sweptTicks(), rests ? lots : swept);
        }
        if (!rests && swept < lots)
        {
            remain(id, side, kind, priceTicks, limitTicks, lots - swept);
        }
        return code;
    }

    /** What the band keeps out: the engine is told which print was denied, and the verdict says what becomes of it. */
    private void remain(final long id, final Side side, final OrderKind kind, final long priceTicks,
        final long limitTicks, final long lots)
    {
        if (limitTicks != priceTicks && book.matches(side, priceTicks))
        {
            feed.potential(side, kind, book.best(VenueBook.opposite(side)), lots, gate.epoch(),
                side == Side.BUY ? GateCode.ABOVE_UPPER_BAND : GateCode.BELOW_LOWER_BAND);
        }
        final Action treatment = gate.treatment(kind);
        if (treatment == Action.REPRICE)
        {
            book.enter(id, side, limitTicks, lots);
        }
        else if (treatment == Action.REST || treatment == Action.AUCTION)
        {
            call.hold(id, side, priceTicks, lots);
        }
        venue.onRemainder(id, treatment, lots);
    }

    /** Takes decisions until none is left and every request is answered. */
    private void settle()
    {
        do
        {
            feed.mend(book);
            feed.quote(book);
            feed.takeDecisions();
        }
        while (decisions.next(call, feed, this::enterHeld));
    }

    private void enterHeld(final Resting order)
    {
        if (!VenueGate.isLetIn(enter(
            order.id, order.side, OrderKind.AGGRESSIVE, order.priceTicks, order.lots, feed.nowNs())))
        {
            venue.onRemainder(order.id, Action.CANCEL, order.lots);
        }
    }
}

package io.firebreak.samples.link;

import io.firebreak.EventPublisher;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GateCode;
import io.firebreak.market.Action;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;

/**
 * The way into the engine of an order that the gate lets in: bound its price, tell the furthest print, ask again,
 * match, and treat what the band has kept out. Owned by the matching thread.
 */
final class VenueMatcher
{
    private final VenueGate gate;
    private final VenueFeed feed;
    private final VenueBook book;
    private final CallAuction call;
    private final LinkedVenue venue;

    VenueMatcher(final VenueGate gate, final VenueFeed feed, final VenueBook book, final CallAuction call,
        final LinkedVenue venue)
    {
        this.gate = gate;
        this.feed = feed;
        this.book = book;
        this.call = call;
        this.venue = venue;
    }

    /** Matches an order up to its bound; the gate's last answer, or {@link VenueLink#NOT_TOLD}. */
    int match(
        final long id, final Side side, final OrderKind kind, final long priceTicks, final long lots, final int asked)
    {
        int code = gate.bound(side, kind, priceTicks, lots, asked, feed.nowNs());
        if (!VenueGate.isLetIn(code))
        {
            return code;
        }
        if (sweep(side, kind, lots) > 0)
        {
            final int made =
                feed.potential(side, kind, book.sweptTicks(), book.sweptLots(), gate.epoch(), GateCode.ALLOWED);
            // whatever the answer was: the first check may itself have moved time to a trip, or the engine have died
            code = gate.checkAgain(side, kind, priceTicks, lots, feed.nowNs());
            if (VenueGate.isLetIn(code))
            {
                code = made == EventPublisher.BACK_PRESSURED ? VenueLink.NOT_TOLD :
                    gate.bound(side, kind, priceTicks, lots, code, feed.nowNs());
            }
            if (!VenueGate.isLetIn(code))
            {
                return code;
            }
        }
        enter(id, side, kind, priceTicks, lots);
        return code;
    }

    private void enter(
        final long id, final Side side, final OrderKind kind, final long priceTicks, final long lots)
    {
        final long limitTicks = gate.limitTicks();
        final boolean rests = limitTicks == priceTicks && VenueGate.mayRest(kind);
        final long swept = sweep(side, kind, lots);
        if (rests || swept > 0)
        {
            book.enter(id, side, rests ? priceTicks : book.sweptTicks(), rests ? lots : swept);
        }
        if (!rests && swept < lots)
        {
            remain(id, side, kind, priceTicks, limitTicks, lots - swept);
        }
    }

    /** Lots that would match within the bound; none of a fill-or-kill that would not be filled there. */
    private long sweep(final Side side, final OrderKind kind, final long lots)
    {
        book.sweep(side, gate.limitTicks(), lots);
        return kind == OrderKind.FOK && book.sweptLots() < lots ? 0 : book.sweptLots();
    }

    /** What the band keeps out: the engine is told which print was denied, and the verdict says what becomes of it. */
    private void remain(final long id, final Side side, final OrderKind kind, final long priceTicks,
        final long limitTicks, final long lots)
    {
        final long deniedTicks = book.beyond(side, limitTicks);
        if (deniedTicks != VenueBook.NONE && isDenied(side, kind, priceTicks, deniedTicks, lots))
        {
            feed.potential(side, kind, deniedTicks, lots, gate.epoch(),
                side == Side.BUY ? GateCode.ABOVE_UPPER_BAND : GateCode.BELOW_LOWER_BAND);
        }
        final Action treatment = gate.treatment(kind, deniedTicks != VenueBook.NONE);
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

    /** Whether a price beyond the bound would have printed without it; a fill-or-kill would only where all of it is. */
    private boolean isDenied(final Side side, final OrderKind kind, final long priceTicks, final long deniedTicks,
        final long lots)
    {
        final long ownTicks = priceTicks != BreakerGate.NO_PRICE ? priceTicks :
            side == Side.BUY ? Long.MAX_VALUE : Long.MIN_VALUE;
        if (kind == OrderKind.FOK)
        {
            book.sweep(side, ownTicks, lots);
            return book.sweptLots() == lots;
        }
        return VenueBook.reaches(side, ownTicks, deniedTicks);
    }
}

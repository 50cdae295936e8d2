package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.Action;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The orders of a case, taken as a venue takes them: the gate is asked at entry, the engine before each print, and what
 * is left goes where the answer says.
 */
final class CaseOrders
{
    /** Where an order is; behind it, a print of part of it. */
    static final String FILLED = "FILLED";
    static final String RESTING = "RESTING";
    static final String IN_AUCTION_BOOK = "IN_AUCTION_BOOK";
    static final String CANCELLED = "CANCELLED";
    static final String PARTIAL_CANCELLED = "PARTIAL_CANCELLED";
    static final String REJECTED = "REJECTED";

    static final Set<String> KEYS = Set.of("id", "side", "px", "qty", "tif", "ordType");

    /** A print. */
    record Fill(long priceTicks, long lots)
    {
    }

    final CaseBook book = new CaseBook();

    /** Where each order is, by its name. */
    final Map<String, String> places = new LinkedHashMap<>();

    /** Limit of its whole sweep that the gate gave each order. */
    final Map<String, Long> limits = new LinkedHashMap<>();

    /** Prints of the last order, and what was refused or taken away of it. */
    final List<Fill> fills = new ArrayList<>();
    long refusedLots;

    private final CaseVenue venue;
    private final VerdictDetail verdict = new VerdictDetail();

    CaseOrders(final CaseVenue venue)
    {
        this.venue = venue;
    }

    /** The levels of a side, or of both, as the case gives them. */
    void book(final JsonNode event)
    {
        for (final Map.Entry<String, JsonNode> side : event.properties())
        {
            switch (side.getKey())
            {
                case "asks":
                    levels(Side.SELL, side.getValue());
                    break;
                case "bids":
                    levels(Side.BUY, side.getValue());
                    break;
                default:
                    break;
            }
        }
    }

    private void levels(final Side side, final JsonNode levels)
    {
        for (final long priceTicks : book.prices(side))
        {
            tell(side, priceTicks, 0);
        }
        book.clear(side);
        for (final JsonNode level : levels)
        {
            final long priceTicks = venue.ticks(CaseSetup.number(level.get(0)));
            book.rest(side, priceTicks, "", level.get(1).asLong());
            tell(side, priceTicks, level.get(1).asLong());
        }
    }

    private void tell(final Side side, final long priceTicks, final long lots)
    {
        venue.host.publisher().bookLevel(CaseHost.SOURCE, 0, venue.host.timeNs(), venue.host.timeNs(),
            CaseVenue.INSTRUMENT, 0, side.code(), priceTicks, lots);
        venue.host.settle();
    }

    /** An order arrives. */
    void enter(final JsonNode event)
    {
        final String id = event.path("id").asText();
        final Side side = Side.valueOf(event.path("side").asText());
        final boolean isMarket = event.path("ordType").asText("LIMIT").equals("MARKET");
        final long asked = isMarket ? BreakerGate.NO_PRICE : venue.ticks(event, "px");
        final long lots = event.path("qty").asLong();
        fills.clear();
        refusedLots = 0;
        final OrderKind kind = kind(event);
        final int code = check(side, kind, asked, lots);
        final boolean isRepriced =
            GateCode.isEntry(code) && verdict.treatment() == Action.REPRICE.code() && isAggressive(side, code);
        final long priceTicks = isRepriced ? verdict.limitTicks() : asked;
        if (!isLetIn(code) && !isRepriced)
        {
            venue.decisions.put(id, "REJECT");
            places.put(id, REJECTED);
            refusedLots = lots;
            return;
        }
        venue.decisions.put(id, "ACCEPT");
        limits.put(id, limit(side, kind));
        if (kind == OrderKind.FOK && book.lotsWithin(opposite(side), side, limitTicks(side, kind, priceTicks)) < lots)
        {
            leave(id, side, kind, priceTicks, lots, lots, false);
            return;
        }
        final long left = sweep(side, kind, priceTicks, lots);
        leave(id, side, kind, priceTicks, lots, left, left > 0 && isHeld(side, priceTicks));
    }

    /** Prints level after level until the order is filled, nothing matches it, or the engine denies the next print. */
    private long sweep(final Side side, final OrderKind kind, final long priceTicks, final long lots)
    {
        final int before = fills.size();
        final long left = matched(side, kind, priceTicks, lots);
        for (final Fill fill : fills.subList(before, venue.family.isTapeBehindOrder ? fills.size() : before))
        {
            venue.print(fill.priceTicks(), fill.lots(), side.code(), InputFlags.ELIGIBLE | CaseHost.SWEEP_END);
        }
        return left;
    }

    private long matched(final Side side, final OrderKind kind, final long priceTicks, final long lots)
    {
        long left = lots;
        final long own = own(side, priceTicks);
        for (Long best = book.best(opposite(side), side, own); best != null && left > 0;
            best = book.best(opposite(side), side, own))
        {
            final int code = check(side, kind, priceTicks, left);
            final boolean isBeyond = side == Side.BUY ? best > limit(side, kind) : best < limit(side, kind);
            final int said = !isBeyond ? GateCode.ALLOWED :
                side == Side.BUY ? GateCode.ABOVE_UPPER_BAND : GateCode.BELOW_LOWER_BAND;
            // as it was entered it was let in: a collar that has moved since is nothing to it
            if (!isLetIn(code) && !GateCode.isEntry(code) ||
                !venue.mayPrint(side, kind, best, left, verdict.boardEpoch(), said))
            {
                return left;
            }
            final long printed = Math.min(left, book.lotsAt(opposite(side), best));
            book.match(opposite(side), best, printed);
            left -= printed;
            fills.add(new Fill(best, printed));
            final boolean isLast = left == 0 || book.best(opposite(side), side, own) == null;
            tell(opposite(side), best, book.lotsAt(opposite(side), best));
            if (!venue.family.isTapeBehindOrder)
            {
                venue.print(best, printed, side.code(), InputFlags.ELIGIBLE | (isLast ? CaseHost.SWEEP_END : 0));
            }
        }
        return left;
    }

    /** Whether something that the order would match was denied to it. */
    private boolean isHeld(final Side side, final long priceTicks)
    {
        return book.best(opposite(side), side, own(side, priceTicks)) != null;
    }

    private void leave(final String id, final Side side, final OrderKind kind, final long priceTicks,
        final long lots, final long left, final boolean isHeld)
    {
        if (left == 0)
        {
            places.put(id, FILLED);
            return;
        }
        final boolean mayRest = kind == OrderKind.AGGRESSIVE || kind == OrderKind.PASSIVE;
        final Action treatment =
            isHeld ? Action.of(verdict.treatment()) : mayRest ? Action.REST : Action.CANCEL;
        if (isHeld && (treatment == Action.AUCTION || treatment == Action.REST))
        {
            book.collect(id, left);
            places.put(id, IN_AUCTION_BOOK);
        }
        else if (treatment == Action.REST || treatment == Action.REPRICE)
        {
            final long atTicks = isHeld ? limit(side, kind) : priceTicks;
            book.rest(side, atTicks, id, left);
            tell(side, atTicks, book.lotsAt(side, atTicks));
            places.put(id, RESTING);
        }
        else
        {
            refusedLots = left;
            places.put(id, left < lots ? PARTIAL_CANCELLED : CANCELLED);
        }
    }

    private int check(final Side side, final OrderKind kind, final long priceTicks, final long lots)
    {
        return venue.host.gate().check(CaseVenue.INSTRUMENT, side.code(), kind.code(), priceTicks, lots,
            venue.host.timeNs(), verdict);
    }

    private long limit(final Side side, final OrderKind kind)
    {
        return venue.host.gate().limitFor(CaseVenue.INSTRUMENT, side.code(), kind.code(), venue.host.timeNs());
    }

    /** The order's own limit, or the band's where that is nearer. */
    private long limitTicks(final Side side, final OrderKind kind, final long priceTicks)
    {
        final long own = own(side, priceTicks);
        return side == Side.BUY ? Math.min(own, limit(side, kind)) : Math.max(own, limit(side, kind));
    }

    private static long own(final Side side, final long priceTicks)
    {
        return priceTicks != BreakerGate.NO_PRICE ? priceTicks : side == Side.BUY ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /** What an order wants; one that is not told otherwise takes what it meets and rests. */
    static OrderKind kind(final JsonNode event)
    {
        final String type = event.path("ordType").asText("LIMIT");
        if (!type.equals("LIMIT") && !type.equals("MARKET"))
        {
            throw new UnsupportedCase("ordType " + type);
        }
        final boolean isMarket = type.equals("MARKET");
        final String tif = event.path("tif").asText("DAY");
        switch (tif)
        {
            case "FOK":
                return OrderKind.FOK;
            case "IOC":
            case "FAK":
                return isMarket ? OrderKind.MARKET : OrderKind.IOC;
            case "DAY":
            case "GTC":
                return isMarket ? OrderKind.MARKET : OrderKind.AGGRESSIVE;
            default:
                throw new UnsupportedCase("tif " + tif);
        }
    }

    /** An order whose price lies beyond a band may still trade up to the band; another answer keeps it out. */
    private static boolean isLetIn(final int code)
    {
        return code == GateCode.ALLOWED || code == GateCode.ABOVE_UPPER_BAND || code == GateCode.BELOW_LOWER_BAND;
    }

    /** Whether an order lies beyond on the side on which it would take. */
    private static boolean isAggressive(final Side side, final int code)
    {
        return code == (side == Side.BUY ? GateCode.ORDER_ABOVE_COLLAR : GateCode.ORDER_BELOW_COLLAR);
    }

    private static Side opposite(final Side side)
    {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }
}

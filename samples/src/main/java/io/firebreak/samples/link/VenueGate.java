package io.firebreak.samples.link;

import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.Action;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;

/**
 * Asks Firebreak's gate about an order, and makes of the answer what a matcher needs: whether the order is let in, up
 * to which price, and what becomes of the rest. Owned by the matching thread.
 */
final class VenueGate
{
    private final VerdictDetail verdict = new VerdictDetail();
    private final VenueBreaker breaker;
    private final int instrument;
    private final VenueBook book;

    VenueGate(final VenueBreaker breaker, final int instrument, final VenueBook book)
    {
        this.breaker = breaker;
        this.instrument = instrument;
        this.book = book;
    }

    /** The check of an order, {@link VenueLink#WOULD_MATCH} included; the other methods speak of the last one. */
    int check(final Side side, final OrderKind kind, final long priceTicks, final long lots, final long nowNs)
    {
        return resting(side, kind, priceTicks,
            breaker.check(instrument, side.code(), kind.code(), priceTicks, lots, nowNs, verdict));
    }

    /** The same behind the order's potential trade: it may have changed the answer, and is still one order. */
    int checkAgain(final Side side, final OrderKind kind, final long priceTicks, final long lots, final long nowNs)
    {
        return resting(side, kind, priceTicks,
            breaker.checkAgain(instrument, side.code(), kind.code(), priceTicks, lots, nowNs, verdict));
    }

    private int resting(final Side side, final OrderKind kind, final long priceTicks, final int code)
    {
        return isLetIn(code) && isPostOnly(kind) && book.matches(side, priceTicks) ? VenueLink.WOULD_MATCH : code;
    }

    /** An order whose price lies beyond a band may still trade up to the band. */
    static boolean isLetIn(final int code)
    {
        return code == GateCode.ALLOWED || code == GateCode.ABOVE_UPPER_BAND || code == GateCode.BELOW_LOWER_BAND;
    }

    /** Whether what is left of an order stays in the book. */
    static boolean mayRest(final OrderKind kind)
    {
        return kind != OrderKind.MARKET && kind != OrderKind.IOC && kind != OrderKind.FOK &&
            kind != OrderKind.LIQUIDATION;
    }

    /** What only rests, and what a call lets in besides auction orders: a continuous matcher must not match it. */
    private boolean isPostOnly(final OrderKind kind)
    {
        return kind == OrderKind.PASSIVE || kind == OrderKind.QUOTE || kind != OrderKind.AUCTION &&
            (TradingState.permissions(verdict.state()) & OrderKind.AUCTION.bit()) != 0;
    }

    /** Worst price at which the order may match: its own, or the band's where that is nearer. */
    long limitTicks(final Side side, final OrderKind kind, final long priceTicks, final int code, final long nowNs)
    {
        if (code == GateCode.ALLOWED && priceTicks != BreakerGate.NO_PRICE)
        {
            return priceTicks;
        }
        final long bandTicks = breaker.limitFor(instrument, side.code(), kind.code(), nowNs);
        return priceTicks == BreakerGate.NO_PRICE ? bandTicks :
            side == Side.BUY ? Math.min(priceTicks, bandTicks) : Math.max(priceTicks, bandTicks);
    }

    /** What becomes of the part that the band keeps out; a kind that never rests is gone. */
    Action treatment(final OrderKind kind)
    {
        return kind == OrderKind.AGGRESSIVE ? Action.of(verdict.treatment()) : Action.CANCEL;
    }

    /** Which board the answer was given by: the engine compares it with its own. */
    long epoch()
    {
        return verdict.boardEpoch();
    }
}

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
    private final VerdictDetail opening = new VerdictDetail();
    private final VenueBreaker breaker;
    private final int instrument;
    private final VenueBook book;
    private long limitTicks;

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

    /** Whether an order was denied for now, and not for what it is. */
    static boolean isDeniedByState(final int code)
    {
        return code == GateCode.NOT_PERMITTED || code == GateCode.MARKET_SAFE_STATE || code == GateCode.STALE ||
            code == GateCode.BOARD_BUSY;
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

    /**
     * The order's own price, or the band's where that is nearer, as {@link #limitTicks()}; the code, or a denial where
     * the gate has changed since it gave it: then no price is a limit.
     */
    int bound(final Side side, final OrderKind kind, final long priceTicks, final long lots, final int code,
        final long nowNs)
    {
        limitTicks = priceTicks;
        if (code == GateCode.ALLOWED && priceTicks != BreakerGate.NO_PRICE)
        {
            return code;
        }
        final boolean buys = side == Side.BUY;
        final long bandTicks = breaker.limitFor(instrument, side.code(), kind.code(), nowNs);
        if (bandTicks == (buys ? BreakerGate.NO_BUY : BreakerGate.NO_SELL))
        {
            final int again = checkAgain(side, kind, priceTicks, lots, nowNs);
            return isLetIn(again) ? GateCode.BOARD_BUSY : again;     // it has changed and changed back
        }
        limitTicks = priceTicks == BreakerGate.NO_PRICE ? bandTicks :
            buys ? Math.min(priceTicks, bandTicks) : Math.max(priceTicks, bandTicks);
        return code;
    }

    /** Worst price at which the order may match, as of the last {@link #bound} that let it in. */
    long limitTicks()
    {
        return limitTicks;
    }

    /** Whether the instrument matches continuously, its groups, its market and the guard included. */
    boolean isOpen(final long nowNs)
    {
        return breaker.checkAgain(instrument, Side.NONE.code(), OrderKind.AGGRESSIVE.code(), BreakerGate.NO_PRICE, 1,
            nowNs, opening) == GateCode.ALLOWED;
    }

    /** What becomes of the part that did not trade: what the band keeps out, or what nothing met and cannot rest. */
    Action treatment(final OrderKind kind, final boolean isKeptOut)
    {
        return isKeptOut || mayRest(kind) ? Action.of(verdict.treatment()) : Action.CANCEL;
    }

    /** Which board the answer was given by: the engine compares it with its own. */
    long epoch()
    {
        return verdict.boardEpoch();
    }
}

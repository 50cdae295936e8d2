package io.firebreak.gate;

import io.firebreak.market.Action;
import io.firebreak.market.OrderKind;

/**
 * What becomes of a remainder, by the kind of its order: a board line holds the treatment of a limit order, and beside
 * the kinds that are price-tested, whose bits end before them, how those of market orders, IOC and FOK differ from it.
 * A liquidation, which does not rest either, is treated as a market order.
 */
public final class Treatments
{
    private static final int FIRST = Action.REPRICE.code();
    private static final int MASK = 3;
    private static final int MARKET = 10;
    private static final int IOC = 12;
    private static final int FOK_CANCELLED = 1 << 14;

    private Treatments()
    {
    }

    /**
     * How treatments differ from that of a limit order; each is REPRICE, REST, CANCEL or AUCTION. What is left of a
     * fill-or-kill order is cancelled, or treated as a limit order's.
     *
     * @param limit  Action code for a limit order.
     * @param market for a market order.
     * @param ioc    for an immediate-or-cancel order.
     * @param isFokCancelled whether that of a fill-or-kill order is cancelled.
     * @return bits for {@link StateBoard#defineInstrument}, beside the tested kinds.
     */
    public static int differences(final int limit, final int market, final int ioc, final boolean isFokCancelled)
    {
        final int own = limit - FIRST;
        return (own ^ market - FIRST) << MARKET | (own ^ ioc - FIRST) << IOC | (isFokCancelled ? FOK_CANCELLED : 0);
    }

    /**
     * Treatment of a kind.
     *
     * @param limit   Action code of a limit order's.
     * @param kinds   tested kinds and differences.
     * @param kindBit bit of the order's kind.
     * @return Action code.
     */
    static int of(final int limit, final int kinds, final int kindBit)
    {
        if (kindBit == OrderKind.FOK.bit())
        {
            return (kinds & FOK_CANCELLED) == 0 ? limit : Action.CANCEL.code();
        }
        final int place = kindBit == OrderKind.IOC.bit() ? IOC :
            (kindBit & (OrderKind.MARKET.bit() | OrderKind.LIQUIDATION.bit())) != 0 ? MARKET : Integer.SIZE;
        final int difference = place == Integer.SIZE ? 0 : kinds >> place & MASK;
        return difference == 0 ? limit : FIRST + (limit - FIRST ^ difference);
    }
}

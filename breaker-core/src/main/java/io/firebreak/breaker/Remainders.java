package io.firebreak.breaker;

import io.firebreak.gate.Treatments;
import io.firebreak.market.Action;
import io.firebreak.market.OrderKind;
import org.agrona.concurrent.UnsafeBuffer;

/** What a class says of the remainder of an order that met the band, by the kind of the order. */
final class Remainders
{
    private final UnsafeBuffer b;

    Remainders(final UnsafeBuffer b)
    {
        this.b = b;
    }

    static void check(final ImageCheck at)
    {
        for (final int field : new int[] {ImageLayout.C_REMAINDER_MARKET, ImageLayout.C_REMAINDER_IOC,
            ImageLayout.C_REMAINDER_FOK})
        {
            at.code("remainder at " + field, field,
                value -> value == 0 || value >= Action.REPRICE.code() && value <= Action.AUCTION.code());
        }
    }

    /**
     * Treatment of a kind.
     *
     * @param c         address of the class.
     * @param orderKind OrderKind code; one that is not known is treated as a limit order.
     * @return Action code.
     */
    int of(final int c, final int orderKind)
    {
        if (orderKind == OrderKind.IOC.code())
        {
            return orCancel(c + ImageLayout.C_REMAINDER_IOC);
        }
        if (orderKind == OrderKind.FOK.code())
        {
            return orCancel(c + ImageLayout.C_REMAINDER_FOK);
        }
        return orderKind == OrderKind.MARKET.code() || orderKind == OrderKind.LIQUIDATION.code() ?
            orCancel(c + ImageLayout.C_REMAINDER_MARKET) : b.getInt(c + ImageLayout.C_REMAINDER);
    }

    /** How they differ from that of a limit order, for the gate. */
    int differences(final int c)
    {
        return Treatments.differences(b.getInt(c + ImageLayout.C_REMAINDER), of(c, OrderKind.MARKET.code()),
            of(c, OrderKind.IOC.code()), of(c, OrderKind.FOK.code()) == Action.CANCEL.code());
    }

    private int orCancel(final int at)
    {
        final int action = b.getInt(at);
        return action == 0 ? Action.CANCEL.code() : action;
    }
}

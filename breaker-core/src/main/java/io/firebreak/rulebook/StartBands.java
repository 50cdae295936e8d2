package io.firebreak.rulebook;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageEntry;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageSteps;
import java.util.ArrayList;
import java.util.List;

/**
 * The bands of a class as they stand at the start, when the references are one price: a rule that leaves only what is
 * above it and one that leaves only what is below have nothing in common, so that nothing could trade.
 */
final class StartBands
{
    /** One limit: nothing at or beyond the reference is left on its side, the reference itself included or not. */
    private record Edge(Section rule, int observed, int orders, boolean isUpper, boolean excludesReference)
    {
    }

    private final List<Edge> edges = new ArrayList<>();

    /** Take a rule of a band whose widths are compiled. */
    void add(final Section rule, final Struct struct)
    {
        final int observed = struct.int32(ImageLayout.U_OBSERVABLE);
        final int sides = struct.int32(ImageBand.U_SIDES);
        final int entry = struct.int32(ImageEntry.U_ENTRY);
        if (observed != ImageLayout.OBSERVE_POTENTIAL_TRADE && observed != ImageLayout.OBSERVE_ORDER_PRICE ||
            struct.int32(ImageBand.U_PLUS) >= 0)
        {
            return;
        }
        final boolean excludes = struct.int32(ImageBand.U_LIMIT_BREACHES) != 0;
        if ((sides & 1) != 0 && isNone(struct, ImageLayout.U_PPM, ImageBand.U_DOWN_ABS))
        {
            add(new Edge(rule, observed, orders(entry, ImageEntry.BUY_LOWER, ImageEntry.SELL_LOWER), false, excludes));
        }
        if ((sides & 2) != 0 && isNone(struct, ImageBand.U_UP_PPM, ImageBand.U_UP_ABS))
        {
            add(new Edge(rule, observed, orders(entry, ImageEntry.BUY_UPPER, ImageEntry.SELL_UPPER), true, excludes));
        }
    }

    /** Whose orders a limit is of; both where it is one of prints. */
    private static int orders(final int entry, final int buy, final int sell)
    {
        return entry == 0 ? 3 : ((entry & buy) != 0 ? 1 : 0) | ((entry & sell) != 0 ? 2 : 0);
    }

    private static boolean isNone(final Struct struct, final int share, final int amount)
    {
        return struct.int32(ImageLayout.U_WIDTH) != ImageLayout.WIDTH_TABLE && struct.int64(share) == 0 &&
            struct.int64(amount) == 0 && struct.int32(ImageSteps.U_STEPS) == 0;
    }

    private void add(final Edge edge)
    {
        for (final Edge other : edges)
        {
            final boolean isSame = other.observed == edge.observed && (other.orders & edge.orders) != 0;
            if (isSame && other.isUpper != edge.isUpper && (other.excludesReference || edge.excludesReference))
            {
                throw edge.rule.contradiction("width", "at the start, when all references are one price, this leaves " +
                    "only " + (edge.isUpper ? "lower" : "higher") + " prices and rule " + other.rule.id() + " only " +
                    (other.isUpper ? "lower" : "higher") + " ones: nothing could trade", other.rule.where("width"),
                    "give one of the two a width above 0, or write comparator = GT in both");
            }
        }
        edges.add(edge);
    }
}

package io.firebreak.rulebook;

import io.firebreak.breaker.ImageEntry;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.Action;
import io.firebreak.market.OrderKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a rule of orders as they are entered has beside a band's: whose orders, which of their prices, what is left. */
final class EntryRule
{
    static final String ORDER_PRICE = "ORDER_PRICE";
    static final String PROTECTION = "PROTECTION";
    static final List<String> ORDERS = List.of("BUY", "SELL", "BOTH");
    static final List<String> ENTRIES = List.of("AGGRESSIVE", "ANY");
    static final List<String> REMAINDERS = List.of("REST", "CANCEL");

    /** All kinds but a cancel. */
    private static final int ALL_KINDS = (1 << OrderKind.values().length) - 1 - OrderKind.CANCEL.bit();
    private static final int BUY = 1;
    private static final int SELL = 2;
    private static final int LOWER = 1;
    private static final int UPPER = 2;

    private EntryRule()
    {
    }

    static boolean isEntry(final String observed)
    {
        return ORDER_PRICE.equals(observed) || PROTECTION.equals(observed);
    }

    /** Which limits the rule has of the two, 1 lower and 2 upper; what the observable leaves no choice of is no key. */
    static int sides(final Section rule, final String observed)
    {
        if (PROTECTION.equals(observed))
        {
            return UPPER;
        }
        if (!ORDER_PRICE.equals(observed) || "ANY".equals(rule.word("entry", ENTRIES, null)))
        {
            return BandRule.SIDES.indexOf(rule.word("sides", BandRule.SIDES, "BOTH")) + 1;
        }
        final int orders = orders(rule);
        return ((orders & BUY) != 0 ? UPPER : 0) | ((orders & SELL) != 0 ? LOWER : 0);
    }

    static void compile(final Section rule, final Struct struct, final String observed, final int sides)
    {
        if (PROTECTION.equals(observed))
        {
            final int orders = orders(rule);
            struct.int32(ImageEntry.U_ENTRY, ((orders & BUY) != 0 ? ImageEntry.BUY_UPPER : 0) |
                ((orders & SELL) != 0 ? ImageEntry.SELL_LOWER : 0));
            struct.int32(ImageEntry.U_REMAINDER,
                Action.valueOf(rule.word("remainder", REMAINDERS, "REST")).code());
        }
        else if (ORDER_PRICE.equals(observed))
        {
            final boolean any = "ANY".equals(rule.word("entry", ENTRIES, null));
            final int orders = orders(rule);
            int bits = 0;
            if ((orders & BUY) != 0)
            {
                bits |= any ? sides : sides & UPPER;
            }
            if ((orders & SELL) != 0)
            {
                bits |= (any ? sides : sides & LOWER) * ImageEntry.SELL_LOWER;
            }
            struct.int32(ImageEntry.U_ENTRY, bits);
        }
    }

    /** What the class of these rules has: whether any is one of orders as they are entered, and the kinds it judges. */
    static void ofClass(final Section section, final Struct owner, final List<Struct> rules)
    {
        final boolean has = rules.stream().anyMatch(
            rule -> rule.int32(ImageLayout.U_OBSERVABLE) >= ImageLayout.OBSERVE_ORDER_PRICE);
        owner.flag(ImageEntry.C_HAS_ENTRY, has);
        if (has)
        {
            owner.int32(ImageEntry.C_ENTRY_KINDS, section.has("entry_kinds") ? kinds(section) : ALL_KINDS);
        }
    }

    private static int orders(final Section rule)
    {
        return ORDERS.indexOf(rule.word("orders", ORDERS, "BOTH")) + 1;
    }

    private static int kinds(final Section section)
    {
        final List<String> known = new ArrayList<>();
        for (final OrderKind kind : OrderKind.values())
        {
            if (kind != OrderKind.CANCEL)
            {
                known.add(kind.name());
            }
        }
        int bits = 0;
        for (final String word : section.text("entry_kinds").trim().split("[ ,]+"))
        {
            final String kind = word.toUpperCase(Locale.ROOT);
            if (!known.contains(kind))
            {
                throw section.error("entry_kinds", "\"" + word + "\" is none of " + known,
                    "nearest match: " + Keys.nearest(kind, known));
            }
            bits |= OrderKind.valueOf(kind).bit();
        }
        return bits;
    }
}

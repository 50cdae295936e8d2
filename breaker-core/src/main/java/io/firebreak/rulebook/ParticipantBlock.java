package io.firebreak.rulebook;

import io.firebreak.market.ParticipantControl;
import io.firebreak.market.ParticipantCounter;
import io.firebreak.market.StalePolicy;
import io.firebreak.participant.ControlImage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compiles one class of participants: its controls. */
final class ParticipantBlock
{
    private static final List<String> KINDS =
        List.of("MMP", "THROTTLE", "EXECUTIONS", "FAT_FINGER", "DUPLICATE", "RUNAWAY");
    private static final List<String> FILL_COUNTERS =
        List.of("QUANTITY", "NET_QUANTITY", "DELTA", "VEGA", "VALUE", "COUNT", "PERCENTAGE");
    private static final List<String> OUTPUT_COUNTERS = List.of("EXECUTIONS", "VALUE", "MESSAGE_RATIO", "IMPACT");
    private static final List<String> COUNTERS = List.of("QUANTITY", "NET_QUANTITY", "DELTA", "VEGA", "VALUE", "COUNT",
        "PERCENTAGE", "EXECUTIONS", "MESSAGE_RATIO", "IMPACT");
    private static final List<String> COMPARATORS = List.of("GT", "GE");
    private static final List<String> ORDERS = List.of("TAGGED", "ALL");
    private static final List<String> ON_LIMIT = List.of("REJECT", "FREEZE");
    private static final List<String> MISSING = List.of("ALLOW", "DENY");
    private static final List<String> ON_STALE = List.of("OPEN", "LAST", "CANCEL_ONLY", "HALT");
    private static final long PPM_MAX = 1_000_000_000L;
    private static final Keys CONTROL = Keys.of()
        .word("kind", KINDS).word("counter", COUNTERS).word("comparator", COMPARATORS).word("orders", ORDERS)
        .word("on_limit", ON_LIMIT).word("missing_reference", MISSING)
        .flags("enabled", "maker_fills_only", "tagged_fills_only", "auction_fills", "count_cancels")
        .durations("window", "frozen").ratios("limit", "collar", "multiple")
        .integers("limit_lots", "limit_e9", "limit_minor", "limit_count", "max_qty_lots", "max_value_minor",
            "baseline_windows", "warm_up_windows", "least_messages");
    static final Keys KEYS = Keys.of().word("on_stale", ON_STALE).items("controls", CONTROL);

    private final ImageDraft draft;
    private final RuleIds ruleIds;

    ParticipantBlock(final ImageDraft draft, final RuleIds ruleIds)
    {
        this.draft = draft;
        this.ruleIds = ruleIds;
    }

    /** Classes of participants, sorted by name. */
    static Map<String, Node> members(final Node root)
    {
        final Node node = root.child("participants");
        if (node == null)
        {
            return Map.of();
        }
        if (node.shape() != Node.Shape.OBJECT)
        {
            throw RulebookException.at(node.where(), "participants", "an object of named classes is wanted",
                "write participants { NAME { controls = [ ... ] } }");
        }
        return new TreeMap<>(node.children());
    }

    void compile(final Section section)
    {
        final Struct struct = draft.add(draft.participants(), ControlImage.CLASS_LENGTH);
        draft.name("participant", draft.participants().size() - 1, section.id());
        struct.int32(ControlImage.P_FIRST_CONTROL, draft.controls().size());
        struct.int32(ControlImage.P_ON_STALE,
            StalePolicy.valueOf(section.word("on_stale", ON_STALE, "CANCEL_ONLY")).code());
        int count = 0;
        boolean hasFatFinger = false;
        for (final Section item : section.items("controls", CONTROL))
        {
            if (item.flag("enabled", true))
            {
                final String kind = control(item);
                if (hasFatFinger && "FAT_FINGER".equals(kind))
                {
                    throw item.error("kind", "is the second FAT_FINGER of this class",
                        "write its limits into the first one");
                }
                hasFatFinger |= "FAT_FINGER".equals(kind);
                count++;
            }
        }
        if (count == 0)
        {
            throw section.error("controls", "has none that is enabled", "write controls = [ { id = NAME, ... } ]");
        }
        Limits.within(section.where("controls"), section.path() + ".controls", "controls", count,
            ControlImage.CONTROLS_MAX);
        struct.int32(ControlImage.P_CONTROLS, count);
        section.finish("");
    }

    private String control(final Section item)
    {
        final Struct struct = draft.add(draft.controls(), ControlImage.CONTROL_LENGTH);
        final String kind = item.word("kind", KINDS, null);
        struct.int32(ControlImage.K_ID, ruleIds.of("participants", item.id(), item.where()));
        struct.int32(ControlImage.K_KIND, ParticipantControl.valueOf(kind).code());
        int flags = 0;
        switch (kind)
        {
            case "MMP":
                flags = protection(item, struct);
                break;
            case "THROTTLE":
                flags = throttle(item, struct);
                break;
            case "EXECUTIONS":
                struct.int32(ControlImage.K_COUNTER, ParticipantCounter.EXECUTIONS.code());
                comparator(item, struct, "GE");
                struct.int64(ControlImage.K_LIMIT, item.integer("limit_count", "executions", 1, PPM_MAX));
                struct.int64(ControlImage.K_WINDOW_NS, item.durationOr("window", 0, 0, Limits.DAY_NS));
                flags = ControlImage.FLAG_HUMAN | ControlImage.FLAG_ALL_ORDERS;
                break;
            case "FAT_FINGER":
                flags = fatFinger(item, struct);
                break;
            case "DUPLICATE":
                struct.int32(ControlImage.K_COUNTER, ParticipantCounter.KEY.code());
                struct.int64(ControlImage.K_LIMIT, item.integerOr("limit_count", 1, "orders", 1, PPM_MAX));
                struct.int64(ControlImage.K_WINDOW_NS, window(item));
                break;
            default:
                flags = runaway(item, struct);
                break;
        }
        struct.int32(ControlImage.K_FLAGS, flags);
        item.finish("with kind = " + kind + " (" + item.where("kind") + ")");
        return kind;
    }

    private static int protection(final Section item, final Struct struct)
    {
        struct.int64(ControlImage.K_LIMIT, limit(item, counter(item, struct, FILL_COUNTERS)));
        comparator(item, struct, "GT");
        struct.int64(ControlImage.K_WINDOW_NS, window(item));
        struct.int64(ControlImage.K_FROZEN_NS, item.duration("frozen", 0, Limits.DAY_NS));
        return flag(item.flag("maker_fills_only", false), ControlImage.FLAG_MAKER_ONLY) |
            flag(item.flag("tagged_fills_only", false), ControlImage.FLAG_TAGGED_FILLS) |
            flag(!item.flag("auction_fills", true), ControlImage.FLAG_NO_AUCTION) | orders(item, "TAGGED");
    }

    private static int throttle(final Section item, final Struct struct)
    {
        struct.int32(ControlImage.K_COUNTER, ParticipantCounter.MESSAGES.code());
        struct.int64(ControlImage.K_LIMIT, item.integer("limit_count", "messages", 1, PPM_MAX));
        struct.int64(ControlImage.K_WINDOW_NS, window(item));
        final int cancels = flag(item.flag("count_cancels", false), ControlImage.FLAG_COUNT_CANCELS);
        if ("REJECT".equals(item.word("on_limit", ON_LIMIT, "REJECT")))
        {
            return cancels;
        }
        struct.int64(ControlImage.K_FROZEN_NS, item.duration("frozen", 0, Limits.DAY_NS));
        return cancels | ControlImage.FLAG_FREEZES | orders(item, "ALL");
    }

    private static int fatFinger(final Section item, final Struct struct)
    {
        if (!item.has("max_qty_lots") && !item.has("max_value_minor") && !item.has("collar"))
        {
            throw item.error("kind", "FAT_FINGER has no limit",
                "write max_qty_lots, max_value_minor or collar_bps");
        }
        if (item.has("max_qty_lots"))
        {
            struct.int64(ControlImage.K_LIMIT, item.integer("max_qty_lots", "lots", 1, ControlImage.LIMIT_MAX));
        }
        if (item.has("max_value_minor"))
        {
            struct.int64(ControlImage.K_MAX_VALUE,
                item.integer("max_value_minor", "minor units", 1, ControlImage.LIMIT_MAX));
        }
        if (!item.has("collar"))
        {
            return 0;
        }
        struct.int32(ControlImage.K_COLLAR_PPM, (int)item.ratio("collar", 1, PPM_MAX));
        return flag("DENY".equals(item.word("missing_reference", MISSING, "ALLOW")),
            ControlImage.FLAG_MISSING_DENIES);
    }

    private static int runaway(final Section item, final Struct struct)
    {
        final ParticipantCounter counter = counter(item, struct, OUTPUT_COUNTERS);
        struct.int64(ControlImage.K_LIMIT, limit(item, counter));
        comparator(item, struct, "GT");
        struct.int64(ControlImage.K_WINDOW_NS, window(item));
        struct.int64(ControlImage.K_MULTIPLE_PPM, item.ratio("multiple", Limits.ONE_PPM, PPM_MAX));
        struct.int32(ControlImage.K_BASELINE_WINDOWS,
            (int)item.integer("baseline_windows", "windows", 1, Limits.ONE_PPM));
        struct.int32(ControlImage.K_WARM_UP_WINDOWS,
            (int)item.integerOr("warm_up_windows", 10, "windows", 0, Limits.ONE_PPM));
        if (counter == ParticipantCounter.MESSAGE_RATIO)
        {
            struct.int64(ControlImage.K_LEAST_MESSAGES, item.integer("least_messages", "messages", 1, PPM_MAX));
        }
        return ControlImage.FLAG_HUMAN | orders(item, "ALL");
    }

    private static ParticipantCounter counter(final Section item, final Struct struct, final List<String> words)
    {
        final ParticipantCounter counter = ParticipantCounter.valueOf(item.word("counter", words, null));
        struct.int32(ControlImage.K_COUNTER, counter.code());
        return counter;
    }

    /** The limit in the one unit that the counter has. */
    private static long limit(final Section item, final ParticipantCounter counter)
    {
        return switch (counter)
        {
            case QUANTITY, NET_QUANTITY -> item.integer("limit_lots", "lots", 1, ControlImage.LIMIT_MAX);
            case DELTA, VEGA -> item.integer("limit_e9", "billionths", 1, ControlImage.LIMIT_MAX);
            case VALUE -> item.integer("limit_minor", "minor units", 1, ControlImage.LIMIT_MAX);
            case PERCENTAGE, MESSAGE_RATIO, IMPACT -> item.ratio("limit", 1, 1_000L * PPM_MAX);
            default -> item.integer("limit_count", "fills", 1, ControlImage.LIMIT_MAX);
        };
    }

    private static void comparator(final Section item, final Struct struct, final String otherwise)
    {
        struct.flag(ControlImage.K_AT_LIMIT, "GE".equals(item.word("comparator", COMPARATORS, otherwise)));
    }

    private static long window(final Section item)
    {
        return item.duration("window", Limits.MILLI_NS, Limits.DAY_NS);
    }

    private static int orders(final Section item, final String otherwise)
    {
        return flag("ALL".equals(item.word("orders", ORDERS, otherwise)), ControlImage.FLAG_ALL_ORDERS);
    }

    private static int flag(final boolean isSet, final int flag)
    {
        return isSet ? flag : 0;
    }
}

package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.ReferenceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles one reference of a class: what a limit is measured from, and what may stand in for it. */
final class ReferenceBlock
{
    static final List<String> KINDS = List.of("MEAN", "EMA", "EXTREMA", "PREVIOUS_CLOSE", "LAST", "LAST_AUCTION",
        "PUBLISHED", "OPEN", "TRADE_AGED", "TRADE_EXTREMA", "ANCHOR_PERIODIC");

    /** Kinds of whole numbers, which bands are measured from. */
    static final List<String> OF_BANDS = KINDS.subList(3, KINDS.size());
    private static final List<String> PRICES = List.of("INDEX", "MARK", "SETTLEMENT", "FIXING", "ANCHOR",
        "THEORETICAL", "AVERAGE", "PREMIUM");
    private static final Keys GATE = Keys.of().ratios("min_change").durations("min_hold");
    static final Keys KEYS = Keys.of().word("kind", KINDS).section("gate", GATE).word("price", PRICES)
        .texts("otherwise", "of").flags("inside_sweep").durations("window", "tau", "age", "stale_after", "period");

    private ReferenceBlock()
    {
    }

    /** Compile all references of a class, in the order in which the engine will number them. */
    static Map<String, Reference> compile(final List<Section> items, final ImageDraft draft)
    {
        final List<String> names = items.stream().map(Section::id).toList();
        final Map<String, Reference> byName = new LinkedHashMap<>();
        final int first = draft.references().size();
        for (final Section item : items)
        {
            draft.name("reference", draft.references().size(), item.id());
            byName.put(item.id(), compile(item, draft, names));
        }
        for (final Section item : items)
        {
            if (item.has("of") && !OF_BANDS.contains(byName.get(item.name("of", names, "reference")).kind()))
            {
                throw item.error("of", "no anchor can be taken from it", "use a reference of kind " + OF_BANDS);
            }
            if (item.has("otherwise"))
            {
                chain(item, draft.references().subList(first, draft.references().size()), names, byName);
            }
        }
        return byName;
    }

    private static Reference compile(final Section item, final ImageDraft draft, final List<String> names)
    {
        final Struct struct = draft.add(draft.references(), ImageLayout.REFERENCE_LENGTH);
        final String kind = item.word("kind", KINDS, null);
        struct.int32(ImageLayout.R_KIND, KINDS.indexOf(kind) + ImageLayout.KIND_MEAN);
        struct.int32(ImageLayout.R_OTHERWISE, -1);
        long change = 0;
        switch (kind)
        {
            case "MEAN":
                struct.int64(ImageLayout.R_WINDOW_NS, item.duration("window", 1_000_000, Limits.DAY_NS));
                change = gate(item, struct);
                break;
            case "EMA":
                struct.int64(ImageLayout.R_TAU_NS, item.duration("tau", 1_000_000, Limits.DAY_NS));
                break;
            case "EXTREMA":
                struct.int64(ImageLayout.R_WINDOW_NS, item.duration("window", 1_000_000, Limits.DAY_NS));
                break;
            default:
                band(item, struct, kind);
                if ("ANCHOR_PERIODIC".equals(kind))
                {
                    struct.int32(ImageLayout.R_OF, names.indexOf(item.name("of", names, "reference")));
                }
                if (item.has("otherwise"))
                {
                    struct.int32(ImageLayout.R_OTHERWISE, names.indexOf(item.name("otherwise", names, "reference")));
                }
        }
        item.finish("with kind = " + kind + " (" + item.where("kind") + ")");
        return new Reference(names.indexOf(item.id()), kind, change > 0, item.where());
    }

    private static long gate(final Section item, final Struct struct)
    {
        final Section gate = item.sectionOrEmpty("gate", GATE);
        final long change = gate.ratioOr("min_change", 0, 0, Limits.ONE_PPM);
        struct.int64(ImageLayout.R_MIN_CHANGE_PPM, change);
        struct.int64(ImageLayout.R_MIN_HOLD_NS, gate.durationOr("min_hold", 0, 0, Limits.DAY_NS));
        gate.finish("");
        return change;
    }

    private static void band(final Section item, final Struct struct, final String kind)
    {
        switch (kind)
        {
            case "LAST":
                struct.flag(ImageLayout.R_INSIDE_SWEEP, item.flag("inside_sweep", false));
                break;
            case "PUBLISHED":
                struct.int32(ImageLayout.R_PRICE, ReferenceKind.valueOf(item.word("price", PRICES, null)).code());
                struct.int64(ImageLayout.R_STALE_NS, item.durationOr("stale_after", 0, 0, Limits.DAY_NS));
                break;
            case "TRADE_AGED":
                struct.int64(ImageLayout.R_WINDOW_NS, item.duration("age", 1_000_000, Limits.DAY_NS));
                break;
            case "TRADE_EXTREMA":
                struct.int64(ImageLayout.R_WINDOW_NS, item.duration("window", 1_000_000, Limits.DAY_NS));
                struct.flag(ImageLayout.R_INSIDE_SWEEP, item.flag("inside_sweep", false));
                break;
            case "ANCHOR_PERIODIC":
                struct.int64(ImageLayout.R_WINDOW_NS, item.duration("period", 1_000_000, Limits.DAY_NS));
                break;
            default:
                break;
        }
    }

    /** What stands in must be a price of a band, and no chain of them may come back to where it began. */
    private static void chain(final Section item, final List<Struct> structs, final List<String> names,
        final Map<String, Reference> byName)
    {
        int at = names.indexOf(item.id());
        for (int steps = 0; at >= 0; steps++)
        {
            final Reference reference = byName.get(names.get(at));
            if (!OF_BANDS.contains(reference.kind()))
            {
                throw item.contradiction("otherwise", "kind " + reference.kind() +
                    " cannot stand in for a price of a band", reference.where(), "use a reference of kind " + OF_BANDS);
            }
            if (steps > structs.size())
            {
                throw item.error("otherwise", "comes back to where it began", "let one of the chain stand alone");
            }
            at = structs.get(at).int32(ImageLayout.R_OTHERWISE);
        }
    }
}

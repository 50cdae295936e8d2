package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compiles the references of a class: what limits are measured from, and what may stand in for them. */
final class ReferenceBlock
{
    static final List<String> KINDS = List.of("MEAN", "EMA", "EXTREMA", "PREVIOUS_CLOSE", "LAST", "LAST_AUCTION",
        "PUBLISHED", "OPEN", "TRADE_AGED", "TRADE_EXTREMA", "ANCHOR_PERIODIC", "FIRST_VALID", "MEDIAN", "MID", "VWAP",
        "TWAP", "BASIS_AVERAGE", "BASIS_EMA", "FAIR");

    /** Kinds of whole numbers, which bands are measured from. */
    static final List<String> OF_BANDS = KINDS.subList(3, KINDS.size());

    static final Keys GATE = Keys.of().ratios("min_change").durations("min_hold").lists("freeze_in");
    static final Keys KEYS = Keys.of().word("kind", KINDS).section("gate", GATE).word("price", BandReference.PRICES)
        .texts("otherwise", "index").names("of").lists("window_reset_on").flags("inside_sweep")
        .word("on_empty", BandReference.ON_EMPTY).word("seed", BandReference.SEEDS)
        .word("quotes", BandReference.QUOTES).integers("at_least").ratios("weight", "width", "up", "down")
        .durations("window", "tau", "age", "stale_after", "period", "sample", "interval", "step");

    private ReferenceBlock()
    {
    }

    /** Compile all references of a class, in the order in which the engine will number them. */
    static Map<String, Reference> compile(final List<Section> declared, final ImageDraft draft)
    {
        final List<Section> items = ordered(declared);
        final List<String> names = items.stream().map(Section::id).toList();
        final Map<String, Reference> byName = new LinkedHashMap<>();
        final int first = draft.references().size();
        for (final Section item : items)
        {
            draft.name("reference", draft.references().size(), item.id());
            byName.put(item.id(), compile(item, draft, names));
        }
        final List<Struct> structs = draft.references().subList(first, draft.references().size());
        for (final Section item : items)
        {
            for (final String part : parts(item))
            {
                final Reference reference = byName.get(part);
                if (reference != null && !OF_BANDS.contains(reference.kind()))
                {
                    throw item.contradiction("of", "nothing of a band can be made of kind " + reference.kind(),
                        reference.where(), "use a reference of kind " + OF_BANDS);
                }
            }
            if (item.has("otherwise"))
            {
                chain(item, structs, names, byName);
            }
        }
        for (final Section item : items)
        {
            depends(structs, names.indexOf(item.id()));
        }
        for (final Section item : items)
        {
            acyclic(item, structs, names.indexOf(item.id()));
        }
        return byName;
    }

    /** Whether a kind follows other references at once, so that it must come behind them. */
    private static boolean isComposed(final String kind)
    {
        return KINDS.indexOf(kind) >= KINDS.indexOf("FIRST_VALID") && !"MID".equals(kind) && !"VWAP".equals(kind);
    }

    /** By name, but for what is made of others: that comes after them, so that each is made once and of new values. */
    private static List<Section> ordered(final List<Section> declared)
    {
        final List<Section> ordered = new ArrayList<>();
        for (final Section item : declared)
        {
            place(item, declared, ordered, new ArrayList<>());
        }
        return ordered;
    }

    private static void place(
        final Section item, final List<Section> declared, final List<Section> ordered, final List<Section> under)
    {
        if (under.contains(item))
        {
            throw item.error("of", "comes back to where it began", "let one of the chain stand alone");
        }
        if (ordered.contains(item))
        {
            return;
        }
        under.add(item);
        for (final Section other : declared)
        {
            if (isComposed(written(item, "kind").toUpperCase(Locale.ROOT)) && parts(item).contains(other.id()))
            {
                place(other, declared, ordered, under);
            }
        }
        under.remove(item);
        ordered.add(item);
    }

    /** Names that a reference is made of, as they are written. */
    private static List<String> parts(final Section item)
    {
        return List.of((written(item, "of") + " " + written(item, "index")).trim().split("[ ,]+"));
    }

    private static String written(final Section item, final String key)
    {
        final Node value = item.node().child(key);
        return value == null || value.isContainer() ? "" : value.text();
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
                change = new BandReference(item, struct, names).compile(kind);
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
        gate.finish("of a MEAN, which stands still in every limit state, pause and halt");
        return change;
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

    /** Everything that moves a reference: what it is made of, and whatever stands in for that. */
    private static void depends(final List<Struct> structs, final int own)
    {
        final Struct struct = structs.get(own);
        int mask = 0;
        for (int i = 0; i < struct.int32(ImageReference.R_MEMBERS); i++)
        {
            int at = struct.int32(ImageReference.R_MEMBER + i * Integer.BYTES);
            while (at >= 0)
            {
                mask |= 1 << at;
                at = structs.get(at).int32(ImageLayout.R_OTHERWISE);
            }
        }
        struct.int32(ImageReference.R_DEPENDS, mask);
    }

    /** What stands in for a part may itself be made of others, and must not be made of the whole. */
    private static void acyclic(final Section item, final List<Struct> structs, final int own)
    {
        int reach = structs.get(own).int32(ImageReference.R_DEPENDS);
        for (int pass = 0; pass < structs.size(); pass++)
        {
            for (int r = 0; r < structs.size(); r++)
            {
                reach |= (reach >>> r & 1) == 0 ? 0 : structs.get(r).int32(ImageReference.R_DEPENDS);
            }
        }
        if ((reach >>> own & 1) != 0)
        {
            throw item.error("of", "what stands in for one of them is made of this one",
                "let what stands in rest on nothing that is computed from it");
        }
    }
}

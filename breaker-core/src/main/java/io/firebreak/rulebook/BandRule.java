package io.firebreak.rulebook;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageHours;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.OrderKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compiles one rule of a band: sides, width of each, what it is a share of, rounding, whether equality breaches. */
final class BandRule
{
    static final List<String> COMPARATORS = List.of("GT", "GE");
    static final List<String> ROUNDINGS =
        List.of("NONE", "NEAREST_HALF_UP", "FLOOR", "CEIL", "INWARD", "OUTWARD");
    static final List<String> OFFSET_ROUNDINGS = List.of("NONE", "FLOOR");
    static final List<String> SIDES = List.of("LOWER", "UPPER", "BOTH");
    static final List<String> SPARED = List.of("REDUCE", "AGGRESSIVE", "MARKET", "IOC", "FOK", "QUOTE", "LIQUIDATION");
    static final List<String> WIDTHS =
        List.of("PPM", "ABS", "TICKS", "MIN", "MAX", "GEOMETRIC", "TABLE", "QUANTILE");
    private static final int[] WIDTH_CODES = {ImageLayout.WIDTH_PPM, ImageBand.WIDTH_ABS, ImageBand.WIDTH_TICKS,
        ImageBand.WIDTH_MIN, ImageBand.WIDTH_MAX, ImageBand.WIDTH_GEOMETRIC, ImageLayout.WIDTH_TABLE,
        ImageLayout.WIDTH_PPM};
    private static final List<String> POINTS = List.of("ABS", "TICKS");
    private static final int LOWER = 1;
    private static final int UPPER = 2;

    private final Section rule;
    private final Struct struct;
    private final Map<String, Reference> references;
    private final ImageDraft draft;
    private final int sides;

    private BandRule(final Section rule, final Struct struct, final Map<String, Reference> references,
        final ImageDraft draft, final int sides)
    {
        this.draft = draft;
        this.rule = rule;
        this.struct = struct;
        this.references = references;
        this.sides = sides;
    }

    /** Compile what a rule of a band has beside its id, reference and reason. */
    static void compile(final Section rule, final Struct struct, final Map<String, Reference> references,
        final ImageDraft draft, final int spared, final String observed, final SessionFacts session)
    {
        final BandRule band = new BandRule(rule, struct, references, draft, EntryRule.sides(rule, observed));
        struct.int32(ImageBand.U_SIDES, band.sides);
        struct.int32(ImageBand.U_SPARES, spared);
        struct.int32(ImageBand.U_BASE, -1);
        EntryRule.compile(rule, struct, observed, band.sides);
        if (EntryRule.PROTECTION.equals(observed))
        {
            band.points();
            HoursBlock.parts(rule, struct, draft, session, band);
            return;
        }
        struct.int32(ImageBand.U_PLUS, band.other(rule, "plus"));
        struct.int32(ImageBand.U_REACHES, band.other(rule, "reaches"));
        struct.flag(ImageBand.U_PLUS_OUTWARD, rule.has("plus") && rule.flag("plus_outward", false));
        struct.int32(ImageBand.U_LIMIT_BREACHES, COMPARATORS.indexOf(rule.word("comparator", COMPARATORS, null)));
        band.rounding();
        final Section width = rule.section("width", WidthBlock.KEYS);
        if (StepsBlock.compile(rule, struct, observed))
        {
            struct.int32(ImageLayout.U_WIDTH, ImageLayout.WIDTH_PPM);
        }
        else if (width == null)
        {
            struct.int32(ImageLayout.U_WIDTH, ImageLayout.WIDTH_PPM);
            band.share(rule, struct, ImageLayout.U_PPM, ImageBand.U_UP_PPM);
        }
        else
        {
            band.width(width);
        }
        HoursBlock.parts(rule, struct, draft, session, band);
        if (!rule.has("hours"))
        {
            draft.startBands().add(rule, struct);
        }
    }

    /** Bits of the order kinds that are denied and trip nothing. */
    static int spares(final Section breaker)
    {
        int bits = 0;
        if (breaker.has("spares"))
        {
            for (final String word : breaker.text("spares").trim().split("[ ,]+"))
            {
                final String kind = word.toUpperCase(Locale.ROOT);
                if (!SPARED.contains(kind))
                {
                    throw breaker.error("spares", "\"" + word + "\" is none of " + SPARED,
                        "nearest match: " + Keys.nearest(kind, SPARED));
                }
                bits |= OrderKind.valueOf(kind).bit();
            }
        }
        return bits;
    }

    private void rounding()
    {
        final String both = rule.has("rounding_lower") || rule.has("rounding_upper") ? null :
            rule.word("rounding", ROUNDINGS, null);
        final String lower = (sides & LOWER) == 0 ? "NONE" :
            both == null ? rule.word("rounding_lower", ROUNDINGS, null) : both;
        final String upper = (sides & UPPER) == 0 ? "NONE" :
            both == null ? rule.word("rounding_upper", ROUNDINGS, null) : both;
        struct.int32(ImageBand.U_ROUND_LOWER, code(lower, ImageBand.ROUND_CEIL, ImageBand.ROUND_FLOOR));
        struct.int32(ImageBand.U_ROUND_UPPER, code(upper, ImageBand.ROUND_FLOOR, ImageBand.ROUND_CEIL));
        struct.int32(ImageBand.U_ROUND_DISTANCE,
            "FLOOR".equals(rule.word("offset_rounding", OFFSET_ROUNDINGS, "NONE")) ?
            ImageBand.ROUND_FLOOR : ImageBand.ROUND_NONE);
    }

    private static int code(final String rounding, final int inward, final int outward)
    {
        switch (rounding)
        {
            case "INWARD":
                return inward;
            case "OUTWARD":
                return outward;
            default:
                return ROUNDINGS.indexOf(rounding);
        }
    }

    /** How far an order without a price may reach: an amount, in either direction the same. */
    private void points()
    {
        struct.int32(ImageBand.U_PLUS, -1);
        struct.int32(ImageBand.U_REACHES, -1);
        final Section width = rule.section("width", WidthBlock.KEYS);
        if (width == null)
        {
            throw rule.error("width", "an amount is wanted: how far an order without a price may reach",
                "write width { kind = ABS, width_e9 = ... }");
        }
        final boolean isMoney = "ABS".equals(width.word("kind", POINTS, null));
        struct.int32(ImageLayout.U_WIDTH, isMoney ? ImageBand.WIDTH_ABS : ImageBand.WIDTH_TICKS);
        struct.int64(ImageBand.U_UP_ABS, isMoney ?
            width.integer("width_e9", "1e-9 of the quote currency", 0, Limits.PRICE_E9) :
            width.integer("width_ticks", "ticks", 0, Limits.PRICE_E9));
        width.finish("in the distance of an order without a price");
    }

    private void width(final Section width)
    {
        final String kind = width.word("kind", WIDTHS, null);
        struct.int32(ImageLayout.U_WIDTH, WIDTH_CODES[WIDTHS.indexOf(kind)]);
        switch (kind)
        {
            case "TABLE":
                BandTable.compile(width, struct, draft);
                struct.int32(ImageBand.U_BASE, other(width, "of"));
                break;
            case "QUANTILE":
                Quantile.compile(width, struct, sides);
                break;
            case "ABS":
            case "TICKS":
                amount(width, "ABS".equals(kind), struct, ImageBand.U_DOWN_ABS, ImageBand.U_UP_ABS);
                break;
            case "GEOMETRIC":
                share(width, struct, ImageLayout.U_PPM, ImageBand.U_UP_PPM);
                break;
            default:
                share(width, struct, ImageLayout.U_PPM, ImageBand.U_UP_PPM);
                struct.int32(ImageBand.U_BASE, other(width, "of"));
                if (!"PPM".equals(kind))
                {
                    amount(width, true, struct, ImageBand.U_DOWN_ABS, ImageBand.U_UP_ABS);
                }
        }
        width.finish("with kind = " + kind + " (" + width.where("kind") + ")");
    }

    /** Other widths of the same kind, for a part of the day. */
    void widths(final Section part, final Struct row, final int kind)
    {
        if (kind == ImageLayout.WIDTH_PPM)
        {
            share(part, row, ImageHours.H_DOWN_PPM, ImageHours.H_UP_PPM);
        }
        else
        {
            amount(part, kind == ImageBand.WIDTH_ABS, row, ImageHours.H_DOWN_ABS, ImageHours.H_UP_ABS);
        }
    }

    private void share(final Section section, final Struct into, final int down, final int up)
    {
        final boolean apart = section.has("up") || section.has("down");
        final long both = apart ? 0 : section.ratio("width", 0, Limits.FACTOR_PPM);
        if ((sides & LOWER) != 0)
        {
            into.int64(down, apart ? section.ratio("down", 0, Limits.FACTOR_PPM) : both);
        }
        if ((sides & UPPER) != 0)
        {
            into.int64(up, apart ? section.ratio("up", 0, Limits.FACTOR_PPM) : both);
        }
    }

    private void amount(
        final Section width, final boolean isMoney, final Struct into, final int down, final int up)
    {
        final String suffix = isMoney ? "_e9" : "_ticks";
        final String unit = isMoney ? "1e-9 of the quote currency" : "ticks";
        final boolean apart = width.has("up" + suffix) || width.has("down" + suffix);
        final long both = apart ? 0 : width.integer("width" + suffix, unit, 0, Limits.PRICE_E9);
        if ((sides & LOWER) != 0)
        {
            into.int64(down,
                apart ? width.integer("down" + suffix, unit, 0, Limits.PRICE_E9) : both);
        }
        if ((sides & UPPER) != 0)
        {
            into.int64(up, apart ? width.integer("up" + suffix, unit, 0, Limits.PRICE_E9) : both);
        }
    }

    /** Another reference of whole numbers, relative to the class's first; -1 where none is named. */
    private int other(final Section section, final String key)
    {
        if (!section.has(key))
        {
            return -1;
        }
        final Reference other = references.get(section.name(key, references.keySet(), "reference"));
        if (!ReferenceBlock.OF_BANDS.contains(other.kind()))
        {
            throw section.contradiction(key, "kind " + other.kind() + " is no whole number", other.where(),
                "use a reference of kind " + ReferenceBlock.OF_BANDS);
        }
        return other.index();
    }
}

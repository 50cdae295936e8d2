package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLayout;
import java.util.List;

/** Compiles how far a limit lies from its reference. */
final class WidthBlock
{
    private static final List<String> KINDS = List.of("PPM", "TABLE", "VOLATILITY");
    static final Keys ROW =
        Keys.of().integers("up_to_e9", "at_most_e9", "width_e9").flags("inclusive").ratios("width", "closing");
    private static final List<String> ALL =
        List.of("PPM", "TABLE", "VOLATILITY", "ABS", "TICKS", "MIN", "MAX", "GEOMETRIC", "QUANTILE");
    static final Keys KEYS = Keys.of()
        .word("kind", ALL).items("rows", ROW).ratios("width", "floor", "cap", "sigmas", "up", "down",
            "sigma_per_sqrt_year", "probability")
        .integers("width_e9", "up_e9", "down_e9", "width_ticks", "up_ticks", "down_ticks").texts("of")
        .durations("horizon");

    private WidthBlock()
    {
    }

    static void compile(final Section rule, final Struct struct, final ImageDraft draft, final SessionFacts session,
        final List<String> kinds)
    {
        final Section section = rule.section("width", KEYS);
        if (section == null)
        {
            struct.int32(ImageLayout.U_WIDTH, ImageLayout.WIDTH_PPM);
            put(struct, rule.ratio("width", 1, Limits.ONE_PPM));
            return;
        }
        final String kind = section.word("kind", KINDS, null);
        if (!kinds.contains(kind))
        {
            throw section.contradiction("kind", kind + " does not fit what is observed", rule.where("observe"),
                "use one of " + kinds);
        }
        struct.int32(ImageLayout.U_WIDTH, KINDS.indexOf(kind) + ImageLayout.WIDTH_PPM);
        switch (kind)
        {
            case "TABLE":
                table(section, struct, draft, session);
                break;
            case "VOLATILITY":
                volatility(section, struct);
                break;
            default:
                put(struct, section.ratio("width", 1, Limits.ONE_PPM));
        }
        section.finish("with kind = " + kind + " (" + section.where("kind") + ")");
    }

    static long ppm(final Struct struct)
    {
        return struct.int64(ImageLayout.U_PPM);
    }

    private static void put(final Struct struct, final long ppm)
    {
        struct.int64(ImageLayout.U_PPM, ppm);
    }

    private static void volatility(final Section section, final Struct struct)
    {
        final long floor = section.ratio("floor", 1, Limits.ONE_PPM);
        final long cap = section.ratio("cap", 1, Limits.ONE_PPM);
        if (cap < floor)
        {
            throw section.contradiction("cap", "the cap is below the floor", section.where("floor"),
                "make the cap at least the floor");
        }
        put(struct, floor);
        struct.int64(ImageLayout.U_CAP_PPM, cap);
        struct.int64(ImageLayout.U_SIGMAS_PPM, section.ratio("sigmas", 0, Limits.FACTOR_PPM));
        struct.int64(ImageLayout.U_HORIZON_NS, section.duration("horizon", Limits.SECOND_NS, Limits.DAY_NS));
    }

    private static void table(
        final Section section, final Struct struct, final ImageDraft draft, final SessionFacts session)
    {
        final List<Section> rows = section.items("rows", ROW);
        Limits.within(section.where("rows"), section.path() + ".rows", "rows", rows.size(), Limits.ROWS);
        if (rows.isEmpty())
        {
            throw section.error("rows", "a table without rows", "write rows = [ { id = NAME, width_ppm = ... } ]");
        }
        struct.int32(ImageLayout.U_FIRST_ROW, draft.rows().size());
        struct.int32(ImageLayout.U_ROWS, rows.size());
        Section previous = null;
        long previousUpTo = 0;
        for (final Section row : rows)
        {
            if (previous != null && !previous.has("up_to_e9"))
            {
                throw row.contradiction("up_to_e9", "overlaps a row without up_to_e9, which takes every price",
                    previous.where(), "put the row without up_to_e9 last");
            }
            final long upTo = row(row, draft.add(draft.rows(), ImageLayout.ROW_LENGTH), session);
            if (previous != null && upTo <= previousUpTo)
            {
                throw row.contradiction("up_to_e9", "overlaps the row before", previous.where("up_to_e9"),
                    "order the rows by rising up_to_e9");
            }
            previous = row;
            previousUpTo = upTo;
        }
        if (previous.has("up_to_e9"))
        {
            throw previous.error("up_to_e9", "leaves a gap: no row takes a higher price",
                "add a last row without up_to_e9");
        }
    }

    private static long row(final Section row, final Struct struct, final SessionFacts session)
    {
        long upTo = Long.MAX_VALUE;
        if (row.has("up_to_e9"))
        {
            upTo = row.integer("up_to_e9", "1e-9 of the quote currency", 1, Limits.PRICE_E9);
            struct.flag(ImageLayout.W_INCLUSIVE, row.flag("inclusive", false));
        }
        struct.int64(ImageLayout.W_UP_TO_E9, upTo);
        struct.int64(ImageLayout.W_PPM, row.ratio("width", 1, Limits.ONE_PPM));
        struct.int64(ImageLayout.W_AT_MOST_E9,
            row.integerOr("at_most_e9", 0, "1e-9 of the quote currency (0: no bound)", 0, Limits.PRICE_E9));
        final long closing = row.ratioOr("closing", Limits.ONE_PPM, 1, Limits.FACTOR_PPM);
        struct.int64(ImageLayout.W_CLOSING_PPM, closing);
        if (closing != Limits.ONE_PPM && session.closingWindowNs() == 0)
        {
            throw row.contradiction("closing", "the session has no closing window", session.closingWhere(),
                "write session { closing_window_s = ... }");
        }
        row.finish("in a row " + (row.has("up_to_e9") ? "of this table" : "without up_to_e9"));
        return upTo;
    }
}

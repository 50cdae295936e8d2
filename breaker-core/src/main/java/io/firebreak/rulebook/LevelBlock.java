package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLadder;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.TradingState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compiles the levels of one market-wide ladder, with their lengths by the time of day. */
final class LevelBlock
{
    static final List<String> DIRECTIONS = List.of("FALL", "RISE", "EITHER");
    private static final List<String> EFFECTS = List.of("HALT", "NONE", "REST_OF_DAY");
    private static final String AFTER_OPEN = "until_after_open";
    private static final String BEFORE_CLOSE = "until_before_close";
    static final Keys LENGTH = Keys.of()
        .word("effect", EFFECTS).flags("inclusive").durations(AFTER_OPEN, BEFORE_CLOSE, "length");

    /** Times that the sustained levels of a breaker can keep: one for each of their indices. */
    private static final int PLACES = 6;
    private static final int INDICES = 4;

    private final ImageDraft draft;
    private final SessionFacts session;
    private final int indices;
    private final long pauseNs;
    private final Map<Integer, Section> lastLevels = new HashMap<>();
    private final Map<Integer, Struct> lastStructs = new HashMap<>();
    private int places;

    /**
     * Levels of one breaker.
     *
     * @param indices that the class declares, each a reference to a previous close.
     * @param pauseNs length of a halt where a row says none.
     */
    LevelBlock(final ImageDraft draft, final SessionFacts session, final int indices, final long pauseNs)
    {
        this.draft = draft;
        this.session = session;
        this.indices = indices;
        this.pauseNs = pauseNs;
    }

    void compile(final Section rule, final Struct struct, final Reference reference)
    {
        if (reference.index() >= INDICES)
        {
            throw rule.contradiction("reference", "is reference " + (reference.index() + 1) + " of the class; " +
                "a market has at most " + INDICES + " indices", reference.where(), "put the indices first");
        }
        level(rule, struct, reference.index());
        final String direction = rule.word("direction", DIRECTIONS, "FALL");
        struct.int32(ImageLadder.U_DIRECTION, DIRECTIONS.indexOf(direction));
        final boolean any = rule.flag("any_index", false);
        struct.flag(ImageLadder.U_ANY_INDEX, any);
        struct.int64(ImageLadder.U_BEYOND_LAST_PPM, rule.ratioOr("below_last_trigger", 0, 0, Limits.ONE_PPM));
        struct.int64(ImageLayout.U_ROUND_E9,
            rule.integerOr("round_e9", 0, "1e-9 of the quote currency (0: the tick)", 0, Limits.PRICE_E9));
        sustain(rule, struct, any);
        state(rule, struct);
        cutoff(rule, struct);
        lengths(rule, struct);
    }

    /** How the index is compared with a level of this direction. */
    String comparator(final Struct struct)
    {
        switch (struct.int32(ImageLadder.U_DIRECTION))
        {
            case ImageLadder.FALL:
                return "LE";
            case ImageLadder.RISE:
                return "GE";
            default:
                return "REACHES";
        }
    }

    private void level(final Section rule, final Struct struct, final int index)
    {
        final int level = (int)rule.integer("level", "levels", 1, Limits.RULES);
        WidthBlock.compile(rule, struct, draft, session, List.of("PPM"));
        final Section last = lastLevels.get(index);
        if (last != null && (level <= lastStructs.get(index).int32(ImageLayout.U_LEVEL) ||
            WidthBlock.ppm(struct) <= WidthBlock.ppm(lastStructs.get(index))))
        {
            throw rule.contradiction("level", "levels and widths must both rise from rule to rule",
                last.where("level"), "order the rules from the first level to the last");
        }
        lastLevels.put(index, rule);
        lastStructs.put(index, struct);
        struct.int32(ImageLayout.U_LEVEL, level);
    }

    private void sustain(final Section rule, final Struct struct, final boolean any)
    {
        final long sustainNs = rule.durationOr("sustain", 0, 0, Limits.DAY_NS);
        struct.int64(ImageLayout.U_SUSTAIN_NS, sustainNs);
        if (sustainNs > 0)
        {
            struct.int32(ImageLadder.U_SUSTAIN_PLACE, places);
            places += any ? Math.min(INDICES, indices) : 1;
            if (places > PLACES)
            {
                throw rule.error("sustain", "needs time " + places + " of " + PLACES +
                    " that a breaker can keep, one for each sustained level and index of its",
                    "put the levels of one index in a breaker of their own");
            }
        }
    }

    private void state(final Section rule, final Struct struct)
    {
        if (!rule.has("trip_state"))
        {
            return;
        }
        final String state = rule.word("trip_state", RuleBlock.TRIP_STATES, null);
        if (TradingState.CLOSED.name().equals(state) && session.alwaysOpen())
        {
            throw rule.contradiction("trip_state", "CLOSED has no exit where no day ends",
                session.alwaysOpenWhere(), "trip to HALTED, or declare a session");
        }
        struct.int32(ImageLayout.U_TRIP_STATE, TradingState.valueOf(state).code());
    }

    private void cutoff(final Section rule, final Struct struct)
    {
        if (rule.has("cutoff") && session.alwaysOpen())
        {
            throw rule.contradiction("cutoff", "there is no close to count from where always_open = true",
                session.alwaysOpenWhere(), "remove one of the two");
        }
        if (rule.has("cutoff") && rule.has("lengths"))
        {
            throw rule.contradiction("cutoff", "the table of lengths says from when there is no halt",
                rule.where("lengths"), "end the table with { id = NAME, effect = NONE } and remove the cut-off");
        }
        final long cutoff = rule.durationOr("cutoff", 0, 0, Limits.DAY_NS);
        struct.int64(ImageLayout.U_CUTOFF_NS, cutoff);
        if (cutoff > 0)
        {
            struct.flag(ImageLayout.U_CUTOFF_INCLUSIVE, rule.flag("cutoff_inclusive", false));
        }
    }

    private void lengths(final Section rule, final Struct struct)
    {
        final List<Section> rows = rule.items("lengths", LENGTH);
        if (!rule.has("lengths"))
        {
            return;
        }
        if (session.alwaysOpen())
        {
            throw rule.contradiction("lengths", "there is no open and no close to count from where always_open = true",
                session.alwaysOpenWhere(), "remove one of the two");
        }
        if (rule.has("trip_state"))
        {
            throw rule.contradiction("lengths", "the level has a state of its own", rule.where("trip_state"),
                "remove trip_state, or write effect = REST_OF_DAY in the rows");
        }
        Limits.within(rule.where("lengths"), rule.path() + ".lengths", "rows", rows.size(), Limits.ROWS);
        if (rows.isEmpty())
        {
            throw rule.error("lengths", "a table without rows", "write lengths = [ { id = NAME, length_s = ... } ]");
        }
        struct.int32(ImageLayout.U_FIRST_ROW, draft.rows().size());
        struct.int32(ImageLayout.U_ROWS, rows.size());
        final String stem = rows.get(0).has(AFTER_OPEN) ? AFTER_OPEN : BEFORE_CLOSE;
        struct.int32(ImageLadder.U_LENGTHS_FROM,
            AFTER_OPEN.equals(stem) ? ImageLadder.AFTER_OPEN : ImageLadder.BEFORE_CLOSE);
        Section previous = null;
        long previousUntil = 0;
        for (final Section row : rows)
        {
            final long until = row(row, stem, rows.get(0));
            order(row, stem, until, previous, previousUntil);
            previous = row;
            previousUntil = until;
        }
        if (previousUntil != Long.MAX_VALUE)
        {
            throw previous.error(stem, "leaves a gap: no row takes the rest of the day", "add a last row without " +
                stem + "_s: { id = NAME, effect = NONE } where there is no halt any more");
        }
    }

    /** Rows follow each other in the time of day: each ends later than the one before. */
    private static void order(
        final Section row, final String stem, final long until, final Section previous, final long previousUntil)
    {
        if (previous == null)
        {
            return;
        }
        if (previousUntil == Long.MAX_VALUE)
        {
            throw row.contradiction(stem, "overlaps a row without end, which takes the rest of the day",
                previous.where(), "put the row without " + stem + "_s last");
        }
        final boolean isLater = until == Long.MAX_VALUE ||
            (AFTER_OPEN.equals(stem) ? until > previousUntil : until < previousUntil);
        if (!isLater)
        {
            throw row.contradiction(stem, "overlaps the row before, which ends " +
                (until == previousUntil ? "at the same time" : "later"), previous.where(stem),
                "order the rows as the day goes");
        }
    }

    /** Returns the end of the row, Long.MAX_VALUE the rest of the day. */
    private long row(final Section row, final String stem, final Section first)
    {
        final String other = AFTER_OPEN.equals(stem) ? BEFORE_CLOSE : AFTER_OPEN;
        if (row.has(other))
        {
            throw row.contradiction(other, "rows that count from the open and rows that count from the close overlap " +
                "or leave a gap on a short day", first.where(stem), "write " + stem + "_s in every row");
        }
        final Struct struct = draft.add(draft.rows(), ImageLayout.ROW_LENGTH);
        struct.int32(ImageLadder.W_KIND, 1);
        long until = Long.MAX_VALUE;
        if (row.has(stem))
        {
            until = row.duration(stem, 0, Limits.DAY_NS);
            struct.flag(ImageLadder.L_INCLUSIVE, row.flag("inclusive", false));
        }
        struct.int64(ImageLadder.L_UNTIL_NS, until);
        final String effect = row.word("effect", EFFECTS, "HALT");
        if ("HALT".equals(effect))
        {
            struct.int64(ImageLadder.L_LENGTH_NS, row.durationOr("length", pauseNs, 1, Limits.DAY_NS));
        }
        else if ("REST_OF_DAY".equals(effect))
        {
            struct.int32(ImageLadder.L_STATE, TradingState.CLOSED.code());
        }
        row.finish("with effect = " + effect);
        return until;
    }
}

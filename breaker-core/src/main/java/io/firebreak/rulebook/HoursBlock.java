package io.firebreak.rulebook;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageHours;
import io.firebreak.breaker.ImageLadder;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageSteps;
import java.util.List;

/**
 * Compiles what is in force for a part of the day: the parts of a rule, which follow each other without gap or overlap,
 * and the intervals in which a breaker judges. Every instant is counted from the open or the close of the day; one that
 * is counted from the session's break becomes one after the open.
 */
final class HoursBlock
{
    private static final List<String> OF =
        List.of("_after_open", "_before_close", "_after_break", "_before_break");
    private static final List<String> EFFECTS = List.of("WIDTHS", "NONE");
    static final Keys PART = Keys.of()
        .durations("until_after_open", "until_before_close", "until_after_break", "until_before_break")
        .word("effect", EFFECTS).ratios("scale", "width", "up", "down")
        .integers("width_e9", "up_e9", "down_e9", "width_ticks", "up_ticks", "down_ticks");
    static final Keys INTERVAL = Keys.of()
        .durations("from_after_open", "from_before_close", "from_after_break", "from_before_break",
            "to_after_open", "to_before_close", "to_after_break", "to_before_break");

    /** An instant of the day: how far from which of its ends. */
    private record Instant(int of, long ns, String key)
    {
        /** Whether it comes after another on every day; false where that depends on the length of the day. */
        boolean isAfter(final Instant other)
        {
            return of == other.of && (of == ImageHours.AFTER_OPEN ? ns > other.ns : ns < other.ns);
        }

        boolean isComparable(final Instant other)
        {
            return of == other.of;
        }
    }

    private HoursBlock()
    {
    }

    /** The parts of the day of a rule of a band. */
    static void parts(final Section rule, final Struct struct, final ImageDraft draft, final SessionFacts session,
        final BandRule band)
    {
        final List<Section> parts = rule.items("hours", PART);
        if (!rule.has("hours"))
        {
            return;
        }
        PauseBlock.needsDay(rule, "hours", session);
        Limits.within(rule.where("hours"), rule.path() + ".hours", "parts", parts.size(), ImageHours.MOST);
        if (parts.isEmpty())
        {
            throw rule.error("hours", "a day without parts", "write hours = [ { id = NAME, until_after_open_s = N } ]");
        }
        struct.int32(ImageHours.U_FIRST_HOUR, draft.rows().size());
        struct.int32(ImageHours.U_HOURS, parts.size());
        Instant before = null;
        for (int i = 0; i < parts.size(); i++)
        {
            final Section part = parts.get(i);
            final Instant until = instant(part, "until", session);
            final boolean isLast = i == parts.size() - 1;
            if (isLast && until != null)
            {
                throw part.error(until.key(), "leaves a gap: nothing says what holds for the rest of the day",
                    "add a last part without an end: { id = NAME, effect = NONE } where the rule does not hold");
            }
            if (!isLast && until == null)
            {
                throw parts.get(i + 1).contradiction("until_after_open",
                    "overlaps a part without an end, which takes the rest of the day", part.where(),
                    "put the part without an end last");
            }
            order(part, until, before);
            before = until;
            final Struct row = draft.add(draft.rows(), ImageLayout.ROW_LENGTH);
            row.int32(ImageLadder.W_KIND, ImageHours.KIND_HOUR);
            row.int64(ImageHours.H_UNTIL_NS, until == null ? Long.MAX_VALUE : until.ns());
            row.int32(ImageHours.H_UNTIL_OF, until == null ? ImageHours.AFTER_OPEN : until.of());
            effect(part, row, struct, band);
        }
    }

    private static void order(final Section part, final Instant until, final Instant before)
    {
        if (until == null || before == null)
        {
            return;
        }
        if (until.isComparable(before) && !until.isAfter(before) ||
            until.of() == ImageHours.AFTER_OPEN && before.of() == ImageHours.BEFORE_CLOSE)
        {
            throw part.error(until.key(), "overlaps the part before, which ends at " + before.key() + " " +
                Show.duration(before.ns()), "order the parts as the day goes: ends after the open first, then those " +
                "before the close");
        }
    }

    /** What a part says of the widths: others, a multiple of the rule's own, none, or nothing at all. */
    private static void effect(final Section part, final Struct row, final Struct rule, final BandRule band)
    {
        row.int64(ImageHours.H_SCALE_PPM, Limits.ONE_PPM);
        final String effect = part.word("effect", EFFECTS, "WIDTHS");
        if ("NONE".equals(effect))
        {
            row.int32(ImageHours.H_EFFECT, ImageHours.NONE);
            part.finish("with effect = NONE");
            return;
        }
        final int kind = rule.int32(ImageLayout.U_WIDTH);
        final boolean isShare = part.has("width_ppm") || part.has("width_bps") || part.has("up_ppm") ||
            part.has("up_bps") || part.has("down_ppm") || part.has("down_bps");
        final boolean isAmount = part.has("width_e9") || part.has("up_e9") || part.has("down_e9");
        final boolean isTicks = part.has("width_ticks") || part.has("up_ticks") || part.has("down_ticks");
        if (!isShare && !isAmount && !isTicks)
        {
            row.int32(ImageHours.H_EFFECT, ImageHours.SCALE);
            row.int64(ImageHours.H_SCALE_PPM, part.ratioOr("scale", Limits.ONE_PPM, 1, Limits.FACTOR_PPM));
            part.finish("in a part of the day");
            return;
        }
        if (rule.int32(ImageSteps.U_STEPS) != 0 || kind == ImageLayout.WIDTH_TABLE || kind == ImageBand.WIDTH_MIN ||
            kind == ImageBand.WIDTH_MAX || kind == ImageBand.WIDTH_GEOMETRIC)
        {
            throw part.error("width", "the rule's width is no single share and no single amount",
                "write scale_ppm, a multiple of it, or put the other width into a rule of its own");
        }
        band.widths(part, row, kind);
        part.finish("beside the widths of kind " + (kind == ImageLayout.WIDTH_PPM ? "PPM" :
            kind == ImageBand.WIDTH_ABS ? "ABS" : "TICKS"));
    }

    /** The intervals in which a breaker judges. */
    static void intervals(
        final Section breaker, final Struct struct, final ImageDraft draft, final SessionFacts session)
    {
        final List<Section> intervals = breaker.items("active_in", INTERVAL);
        if (!breaker.has("active_in"))
        {
            return;
        }
        PauseBlock.needsDay(breaker, "active_in", session);
        if (breaker.has("active"))
        {
            throw breaker.contradiction("active_in", "the hours are given twice", breaker.where("active"),
                "keep one of the two");
        }
        Limits.within(breaker.where("active_in"), breaker.path() + ".active_in", "intervals", intervals.size(),
            ImageHours.MOST);
        if (intervals.isEmpty())
        {
            throw breaker.error("active_in", "a breaker that never judges", "write enabled = false instead");
        }
        struct.int32(ImageHours.B_FIRST_INTERVAL, draft.rows().size());
        struct.int32(ImageHours.B_INTERVALS, intervals.size());
        Instant end = null;
        for (final Section interval : intervals)
        {
            final Instant from = needed(interval, "from", session);
            final Instant to = needed(interval, "to", session);
            if (to.isComparable(from) && !to.isAfter(from) ||
                from.of() == ImageHours.BEFORE_CLOSE && to.of() == ImageHours.AFTER_OPEN)
            {
                throw interval.contradiction(to.key(), "ends before it begins", interval.where(from.key()),
                    "order the two as the day goes");
            }
            if (end != null && (from.isComparable(end) ? end.isAfter(from) :
                end.of() == ImageHours.BEFORE_CLOSE))
            {
                throw interval.error(from.key(), "overlaps the interval before, which ends at " + end.key() + " " +
                    Show.duration(end.ns()), "order the intervals as the day goes");
            }
            end = to;
            final Struct row = draft.add(draft.rows(), ImageLayout.ROW_LENGTH);
            row.int32(ImageLadder.W_KIND, ImageHours.KIND_INTERVAL);
            row.int64(ImageHours.I_FROM_NS, from.ns());
            row.int32(ImageHours.I_FROM_OF, from.of());
            row.int64(ImageHours.I_TO_NS, to.ns());
            row.int32(ImageHours.I_TO_OF, to.of());
            interval.finish("in an interval");
        }
    }

    private static Instant needed(final Section section, final String stem, final SessionFacts session)
    {
        final Instant instant = instant(section, stem, session);
        if (instant == null)
        {
            throw section.error(stem + "_after_open", "is missing: an interval has two ends",
                "write " + stem + "_after_open_s = N, or count from before the close, after or before the break");
        }
        return instant;
    }

    /** An instant as the file counts it; null where it says none. */
    private static Instant instant(final Section section, final String stem, final SessionFacts session)
    {
        Instant found = null;
        for (final String of : OF)
        {
            final String key = stem + of;
            if (!section.has(key))
            {
                continue;
            }
            if (found != null)
            {
                throw section.contradiction(key, "an end is counted in one way", section.where(found.key()),
                    "keep one of the two");
            }
            final long ns = section.duration(key, 0, Limits.DAY_NS);
            if (of.endsWith("break") && !session.hasBreak())
            {
                throw section.error(key, "the session has no break to count from",
                    "write session { break_after_open_s = N, break_length_s = N }");
            }
            found = new Instant("_before_close".equals(of) ? ImageHours.BEFORE_CLOSE : ImageHours.AFTER_OPEN,
                "_after_break".equals(of) ? session.breakToNs() + ns : "_before_break".equals(of) ?
                Math.max(0, session.breakFromNs() - ns) : ns, key);
        }
        return found;
    }
}

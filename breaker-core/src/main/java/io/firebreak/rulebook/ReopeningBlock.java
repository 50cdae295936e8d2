package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLadder;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReopening;
import io.firebreak.breaker.ImageSteps;
import io.firebreak.market.TradingState;
import java.util.List;
import java.util.Map;

/** Compiles how a breaker reopens. */
final class ReopeningBlock
{
    private static final List<String> KINDS = List.of("DIRECT", "UNCROSS", "UNCHECKED");
    private static final List<String> CENTRES = List.of("CAUSE", "REFERENCE");
    private static final List<String> FAILURES = List.of("EXTEND", "STEP_REFERENCE");
    private static final List<String> MARKET_HALTS = List.of("WAITS", "CANCELS");
    private static final List<String> THENS = List.of("UNCHECKED", "MANUAL");
    /** Kinds whose value is not one integer in force: an average that moves with time, and two extremes. */
    private static final List<String> WITHOUT_VALUE = List.of("EMA", "EXTREMA", "TRADE_EXTREMA");
    private static final String LAST = "LAST";
    private static final int MOST_EXTENSIONS = 10_000;
    private static final Keys COLLAR = Keys.of().integers("low_price_e9", "low_step_e9").ratios("step");
    private static final Keys CHECK = Keys.of().word("centre", CENTRES).texts("reference")
        .ratioLists("widths", "of_rule").ratios("step_of_rule").flags("after_sweep").integerLists("widths_e9");
    private static final Keys LEFTOVER = Keys.of().integers("extensions").durations("length");
    static final Keys KEYS = Keys.of().word("kind", KINDS).integers("max_extensions").section("collar", COLLAR)
        .flags("reseed").durations("extension", "opposite_extension", "cutoff", "rearm", "call")
        .durationLists("extensions").section("check", CHECK).section("leftover", LEFTOVER)
        .word("on_failure", FAILURES).word("then", THENS).word("market_halt", MARKET_HALTS);

    private final Struct struct;
    private final SessionFacts session;
    private final Map<String, Reference> references;

    ReopeningBlock(final Struct struct, final SessionFacts session, final Map<String, Reference> references)
    {
        this.struct = struct;
        this.session = session;
        this.references = references;
    }

    void compile(final Section breaker, final List<String> kinds)
    {
        final Section section = breaker.section("reopening", KEYS);
        if (section == null)
        {
            throw breaker.error("reopening", "is missing: the state would have no exit",
                "write reopening { kind = ... }, one of " + kinds);
        }
        final String kind = section.word("kind", KINDS, null);
        if (!kinds.contains(kind))
        {
            throw section.contradiction("kind", kind + " does not fit the monitor", breaker.where("monitor"),
                "use one of " + kinds);
        }
        struct.int32(ImageLayout.B_REOPENING, KINDS.indexOf(kind));
        struct.flag(ImageLayout.B_RESEED, !"DIRECT".equals(kind) || section.flag("reseed", true));
        struct.int64(ImageReopening.B_REARM_NS, section.durationOr("rearm", 0, 0, Limits.DAY_NS));
        if (!"DIRECT".equals(kind))
        {
            if (section.has("cutoff"))
            {
                PauseBlock.needsDay(section, "cutoff", session);
                struct.int64(ImageReopening.B_CUTOFF_NS, section.duration("cutoff", 1, Limits.DAY_NS));
            }
            leftover(section);
            struct.int32(ImageReopening.B_MARKET_HALT, section.has("market_halt") ?
                MARKET_HALTS.indexOf(section.word("market_halt", MARKET_HALTS, null)) : ImageReopening.MARKET_WAITS);
        }
        if ("UNCROSS".equals(kind))
        {
            uncross(section);
        }
        if (struct.int32(ImageLayout.B_MONITOR) == ImageLayout.MONITOR_LADDER)
        {
            call(breaker, section);
        }
        section.finish("with kind = " + kind + " (" + section.where("kind") + ")");
    }

    /** A market-wide halt may be followed by a call of its own length, in which orders are collected. */
    private void call(final Section breaker, final Section section)
    {
        final long callNs = section.durationOr("call", 0, 0, Limits.DAY_NS);
        if (callNs > 0 && struct.int32(ImageLayout.B_TRIP_STATE) == TradingState.AUCTION.code())
        {
            throw section.contradiction("call", "the halt is a call already", breaker.where("trip_state"),
                "make the pause longer, or trip to HALTED");
        }
        if (callNs > 0 && section.has("leftover"))
        {
            throw section.contradiction("call", "an auction that is extended would collect orders a second time",
                section.where("leftover"), "remove one of the two");
        }
        struct.int64(ImageLadder.B_CALL_NS, callNs);
    }

    private void uncross(final Section section)
    {
        final long most =
            section.integer("max_extensions", "extensions (-1: until the session's cut-off)", -1, MOST_EXTENSIONS);
        if (most < 0 && session.alwaysOpen())
        {
            throw section.contradiction("max_extensions", "extensions without end have no exit where no day ends",
                session.alwaysOpenWhere(), "write a number of extensions");
        }
        if (most < 0 && session.reopenCutoffNs() == 0 && !section.has("cutoff"))
        {
            throw section.contradiction("max_extensions", "extensions without end need a cut-off in the session",
                session.closingWhere(), "write session { reopen_cutoff_s = ... }, or a number of extensions");
        }
        struct.int32(ImageLayout.B_MAX_EXTENSIONS, most < 0 ? Integer.MAX_VALUE : (int)most);
        if (most == 0 && section.has("extension"))
        {
            throw section.contradiction("extension", "no extension is allowed", section.where("max_extensions"),
                "remove one of the two");
        }
        if (most != 0)
        {
            extension(section);
        }
        final Section check = section.section("check", CHECK);
        final Section collar = section.section("collar", COLLAR);
        if (check != null && collar != null)
        {
            throw section.contradiction("check", "a price is checked by collars or against a check, not both",
                section.where("collar"), "remove one of the two");
        }
        if (check != null)
        {
            check(section, check, most);
        }
        else if (collar != null)
        {
            collar(collar);
        }
        else
        {
            throw section.error("collar", "is missing: an uncross is checked against it, or against check",
                "write collar { step_ppm = ... } or check { widths_ppm = [ ... ] }, or kind = UNCHECKED");
        }
    }

    /** One length, or a list of which the last length holds for every further extension. */
    private void extension(final Section section)
    {
        if (section.has("extension") && section.has("extensions"))
        {
            throw section.contradiction("extensions", "given beside one length for all", section.where("extension"),
                "remove one of the two");
        }
        if (section.has("extensions"))
        {
            final long[] lengths =
                section.durations("extensions", 1, Limits.DAY_NS, ImageReopening.CHECK_STEPS);
            for (int i = 0; i < lengths.length - 1; i++)
            {
                struct.int64(ImageReopening.B_EXTENSIONS_NS + i * Long.BYTES, lengths[i]);
            }
            struct.int32(ImageReopening.B_EXTENSION_STEPS, lengths.length - 1);
            struct.int64(ImageLayout.B_EXTENSION_NS, lengths[lengths.length - 1]);
        }
        else
        {
            struct.int64(ImageLayout.B_EXTENSION_NS, section.duration("extension", 1, Limits.DAY_NS));
        }
        if (section.has("opposite_extension"))
        {
            struct.int64(ImageReopening.B_OPPOSITE_EXTENSION_NS,
                section.duration("opposite_extension", 1, Limits.DAY_NS));
        }
    }

    private void check(final Section section, final Section check, final long most)
    {
        final boolean isOfRule = check.has("of_rule");
        final boolean isRatio = !check.has("widths_e9");
        final String key = isOfRule ? "of_rule" : isRatio ? "widths" : "widths_e9";
        final long[] widths = isRatio ?
            check.ratios(key, 1, Limits.FACTOR_PPM, ImageReopening.CHECK_STEPS) :
            check.integers("widths_e9", "1e-9 of the quote currency", 1, Limits.PRICE_E9, ImageReopening.CHECK_STEPS);
        for (int i = 0; i < widths.length; i++)
        {
            if (i > 0 && widths[i] < widths[i - 1])
            {
                throw check.error(key, "a later width is below the one before it",
                    "write them from the narrowest to the widest");
            }
            struct.int64(ImageReopening.B_CHECK_WIDTHS + i * Long.BYTES, widths[i]);
        }
        if (most >= 0 && widths.length > most + 1)
        {
            throw section.contradiction("max_extensions", "the last widths are never reached",
                check.where(key), "write at least " + (widths.length - 1));
        }
        struct.int32(ImageReopening.B_CHECK_STEPS, widths.length);
        struct.int32(ImageReopening.B_CHECK_UNIT, isOfRule ? ImageReopening.UNIT_RULE :
            isRatio ? ImageReopening.UNIT_PPM : ImageReopening.UNIT_E9);
        struct.int32(ImageReopening.B_CHECK_CENTRE, centre(check));
        final String failure = section.word("on_failure", FAILURES, "EXTEND");
        struct.int32(ImageReopening.B_ON_FAILURE, FAILURES.indexOf(failure));
        if (isOfRule && FAILURES.indexOf(failure) == ImageReopening.FAIL_STEP_REFERENCE && check.has("step_of_rule"))
        {
            struct.int64(ImageSteps.B_CHECK_STEP_PPM, check.ratio("step_of_rule", 1, Limits.FACTOR_PPM));
        }
        if (most >= 0)
        {
            struct.int32(ImageReopening.B_THEN, THENS.indexOf(section.word("then", THENS, "UNCHECKED")));
        }
        else if (section.has("then"))
        {
            throw section.contradiction("then", "no extension is the last", section.where("max_extensions"),
                "remove it, or write a number of extensions");
        }
        check.finish("");
    }

    private int centre(final Section check)
    {
        if (!check.has("reference"))
        {
            return CENTRES.indexOf(check.word("centre", CENTRES, "REFERENCE"));
        }
        if (check.has("centre"))
        {
            throw check.contradiction("reference", "a check has one centre", check.where("centre"),
                "remove one of the two");
        }
        final Reference reference = references.get(check.name("reference", references.keySet(), "reference"));
        if (WITHOUT_VALUE.contains(reference.kind()))
        {
            throw check.error("reference", "is of a kind that has no single value in force",
                "name a reference of another kind, or write centre = REFERENCE");
        }
        afterSweep(check, reference);
        return ImageReopening.CENTRE_DECLARED + reference.index();
    }

    /** Only a last print waits for the end of its sweep. */
    private void afterSweep(final Section check, final Reference reference)
    {
        final boolean isAfter = check.has("after_sweep") && check.flag("after_sweep", false);
        if (isAfter && !LAST.equals(reference.kind()))
        {
            throw check.contradiction("after_sweep", "only a reference of kind LAST waits for the end of a sweep",
                check.where("reference"), "name a reference of kind LAST, or remove it");
        }
        struct.flag(ImageReopening.B_CHECK_AFTER_SWEEP, isAfter);
    }

    private void leftover(final Section section)
    {
        final Section leftover = section.section("leftover", LEFTOVER);
        if (leftover != null)
        {
            struct.int32(ImageReopening.B_LEFTOVER_EXTENSIONS,
                (int)leftover.integer("extensions", "extensions", 1, MOST_EXTENSIONS));
            struct.int64(ImageReopening.B_LEFTOVER_NS, leftover.duration("length", 1, Limits.DAY_NS));
            leftover.finish("");
        }
        else if (section.has("collar"))
        {
            // collars hold for the price and the market orders alike
            struct.int32(ImageReopening.B_LEFTOVER_EXTENSIONS, -1);
        }
    }

    private void collar(final Section collar)
    {
        struct.int64(ImageLayout.B_COLLAR_STEP_PPM, collar.ratio("step", 1, Limits.ONE_PPM));
        if (collar.has("low_price_e9") != collar.has("low_step_e9"))
        {
            throw collar.error(collar.has("low_price_e9") ? "low_price_e9" : "low_step_e9",
                "low_price_e9 and low_step_e9 go together", "write both or neither");
        }
        struct.int64(ImageLayout.B_COLLAR_LOW_PRICE_E9,
            collar.integerOr("low_price_e9", 0, "1e-9 of the quote currency", 0, Limits.PRICE_E9));
        struct.int64(ImageLayout.B_COLLAR_LOW_STEP_E9,
            collar.integerOr("low_step_e9", 0, "1e-9 of the quote currency", 0, Limits.PRICE_E9));
        collar.finish("");
    }
}

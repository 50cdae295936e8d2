package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles the rules of one breaker, in the order in which the engine will judge them. */
final class RuleBlock
{
    static final List<String> TRIP_STATES =
        List.of("REDUCE_ONLY", "AUCTION", "PAUSED", "CANCEL_ONLY", "HALTED", "CLOSED");
    private static final List<String> OBSERVABLES =
        List.of("POTENTIAL_TRADE", "FAR_QUOTE", "INDEX", "VARIANCE", "DEPTH", "SPREAD", "TRADE",
            EntryRule.ORDER_PRICE, EntryRule.PROTECTION);
    private static final List<String> REASONS =
        List.of("PRICE_BAND", "VELOCITY", "VOLATILITY", "DEPTH", "SPREAD", "MARKET_WIDE");
    static final Keys KEYS = Keys.of()
        .flags("enabled", "scaled", "cutoff_inclusive", "any_index")
        .word("observe", OBSERVABLES).texts("reference").section("width", WidthBlock.KEYS).ratios("width")
        .word("comparator", List.of("GE", "EQ_FAR_QUOTE", "LE", "GT", "REACHES"))
        .word("rounding", BandRule.ROUNDINGS).word("rounding_lower", BandRule.ROUNDINGS)
        .word("rounding_upper", BandRule.ROUNDINGS).word("offset_rounding", BandRule.OFFSET_ROUNDINGS)
        .word("sides", BandRule.SIDES).word("orders", EntryRule.ORDERS).word("entry", EntryRule.ENTRIES)
        .word("remainder", EntryRule.REMAINDERS).texts("plus", "reaches").flags("plus_outward")
        .word("reason", REASONS).word("trip_state", TRIP_STATES)
        .integers("sigma_ppm_per_sqrt_min", "level", "round_e9", "threshold_lots", "threshold_ticks")
        .ratios("ratio", "below_last_trigger").durations("sustain", "cutoff")
        .word("direction", LevelBlock.DIRECTIONS).items("lengths", LevelBlock.LENGTH)
        .items("hours", HoursBlock.PART)
        .ratioLists("steps").word("steps_by", StepsBlock.BY);
    private static final Map<String, List<String>> OF_MONITOR = Map.of(
        BreakerBlock.QUOTE, List.of("FAR_QUOTE"),
        BreakerBlock.CONFIRM, List.of("POTENTIAL_TRADE", "VARIANCE"),
        BreakerBlock.LADDER, List.of("INDEX"),
        BreakerBlock.NOTIFY, List.of("DEPTH", "SPREAD"),
        BreakerBlock.BAND, List.of("POTENTIAL_TRADE", "TRADE", EntryRule.ORDER_PRICE, EntryRule.PROTECTION));
    private static final Map<String, List<String>> REFERENCES_OF = Map.of(
        "POTENTIAL_TRADE", List.of("EMA", "EXTREMA"),
        "FAR_QUOTE", List.of("MEAN"),
        "INDEX", List.of("PREVIOUS_CLOSE"));

    private final ImageDraft draft;
    private final SessionFacts session;
    private final RuleIds ruleIds;
    private final Map<String, Reference> references;
    private final String monitor;
    private final int spared;
    private final LevelBlock levels;
    private final List<Struct> variances = new ArrayList<>();
    private int compiled;
    private boolean watchesEntry;
    private Section scaleRule;
    private int scaleIndex = -1;
    private int scaleReference = -1;
    private Section variance;
    private Where ungated;

    RuleBlock(final ImageDraft draft, final SessionFacts session, final RuleIds ruleIds,
        final Map<String, Reference> references, final String monitor, final int spared, final long pauseNs)
    {
        this.spared = spared;
        levels = new LevelBlock(draft, session, references.size(), pauseNs);
        this.draft = draft;
        this.session = session;
        this.ruleIds = ruleIds;
        this.references = references;
        this.monitor = monitor;
    }

    /** Whether one of them watches orders as they are entered. */
    boolean watchesEntry()
    {
        return watchesEntry;
    }

    /** Rules that are switched on. */
    int compiled()
    {
        return compiled;
    }

    /** The one rule against an average, whose effective width scales the others; -1 where there is none. */
    int scaleIndex()
    {
        return scaleIndex;
    }

    /** Its name. */
    String scaleRule()
    {
        return scaleRule.id();
    }

    /** A trip by variance falls on the side on which price lies of that rule's average. */
    void finish()
    {
        variances.forEach(struct -> struct.int32(ImageLayout.U_REFERENCE, scaleReference));
    }

    /** Where a reference that moves at every event was declared; null where there is none. */
    Where ungated()
    {
        return ungated;
    }

    void compile(final Section rule, final String breaker)
    {
        if (!rule.flag("enabled", true))
        {
            return;
        }
        compiled++;
        final Struct struct = draft.add(draft.rules(), ImageLayout.RULE_LENGTH);
        struct.int32(ImageLayout.U_ID, ruleIds.of(breaker, rule.id(), rule.where()));
        final String observed = rule.word("observe", OBSERVABLES, null);
        if (!OF_MONITOR.get(monitor).contains(observed))
        {
            throw rule.error("observe", observed + " cannot be watched by monitor = " + monitor,
                "observe one of " + OF_MONITOR.get(monitor));
        }
        struct.int32(ImageLayout.U_OBSERVABLE, OBSERVABLES.indexOf(observed) + ImageLayout.OBSERVE_POTENTIAL_TRADE);
        final Reference reference = reference(rule, struct, observed);
        struct.int32(ImageLayout.U_REASON,
            Reason.valueOf(rule.word("reason", REASONS, reason(observed, reference))).code());
        switch (BreakerBlock.BAND.equals(monitor) ? BreakerBlock.BAND : observed)
        {
            case BreakerBlock.BAND:
                watchesEntry |= EntryRule.isEntry(observed);
                BandRule.compile(rule, struct, references, draft, spared, observed, session);
                break;
            case "POTENTIAL_TRADE":
                potentialTrade(rule, struct, reference);
                break;
            case "FAR_QUOTE":
                WidthBlock.compile(rule, struct, draft, session, List.of("PPM", "TABLE"));
                boundary(rule, "EQ_FAR_QUOTE", "NEAREST_HALF_UP");
                break;
            case "INDEX":
                levels.compile(rule, struct, reference);
                boundary(rule, levels.comparator(struct), "NEAREST_HALF_UP");
                break;
            case "VARIANCE":
                variance(rule, struct);
                break;
            default:
                threshold(rule, struct, observed);
        }
        rule.finish("with observe = " + observed + " (" + rule.where("observe") + ")");
    }

    private Reference reference(final Section rule, final Struct struct, final String observed)
    {
        struct.int32(ImageLayout.U_REFERENCE, -1);
        final List<String> kinds =
            BreakerBlock.BAND.equals(monitor) ? ReferenceBlock.OF_BANDS : REFERENCES_OF.get(observed);
        if (kinds == null || EntryRule.PROTECTION.equals(observed))
        {
            return null;
        }
        if (!rule.has("reference"))
        {
            throw rule.error("reference", "is missing: " + observed + " is judged against one",
                "write reference = NAME, one of " + references.keySet());
        }
        final Reference reference = references.get(rule.name("reference", references.keySet(), "reference"));
        if (!kinds.contains(reference.kind()))
        {
            throw rule.contradiction("reference", observed + " cannot be judged against kind " + reference.kind(),
                reference.where(), "use a reference of kind " + kinds);
        }
        if (reference.moves() && ungated == null)
        {
            ungated = reference.where();
        }
        struct.int32(ImageLayout.U_REFERENCE, reference.index());
        return reference;
    }

    private static String reason(final String observed, final Reference reference)
    {
        switch (observed)
        {
            case "INDEX":
                return "MARKET_WIDE";
            case "VARIANCE":
                return "VOLATILITY";
            case "DEPTH":
            case "SPREAD":
                return observed;
            default:
                return reference != null && reference.kind().endsWith("EXTREMA") ? "VELOCITY" : "PRICE_BAND";
        }
    }

    private void potentialTrade(final Section rule, final Struct struct, final Reference reference)
    {
        boundary(rule, "GE", "OUTWARD");
        if ("EXTREMA".equals(reference.kind()))
        {
            WidthBlock.compile(rule, struct, draft, session, List.of("PPM"));
            struct.flag(ImageLayout.U_SCALED, rule.flag("scaled", false));
            return;
        }
        if (scaleRule != null)
        {
            throw rule.contradiction("reference", "a second rule against an average", scaleRule.where("reference"),
                "keep one of them, or put them in two breakers");
        }
        WidthBlock.compile(rule, struct, draft, session, List.of("PPM", "VOLATILITY"));
        scaleRule = rule;
        scaleIndex = compiled - 1;
        scaleReference = reference.index();
    }

    /** Equality and rounding belong to the observable; a file may state them and must then state them rightly. */
    private static void boundary(final Section rule, final String comparator, final String rounding)
    {
        rule.word("comparator", List.of(comparator), comparator);
        rule.word("rounding", List.of(rounding), rounding);
    }

    private void variance(final Section rule, final Struct struct)
    {
        if (variance != null)
        {
            throw rule.contradiction("observe", "a second rule on the variance", variance.where("observe"),
                "keep one of them, or put them in two breakers");
        }
        variance = rule;
        variances.add(struct);
        struct.flag(ImageLayout.U_SCALED, rule.flag("scaled", false));
        struct.int64(ImageLayout.U_PPM,
            rule.integer("sigma_ppm_per_sqrt_min", "ppm per square root of a minute", 1, Limits.ONE_PPM));
        struct.int64(ImageLayout.U_RATIO_PPM, rule.ratioOr("ratio", 0, 0, Limits.FACTOR_PPM));
        struct.int64(ImageLayout.U_SUSTAIN_NS, rule.durationOr("sustain", 0, 0, Limits.DAY_NS));
    }

    private static void threshold(final Section rule, final Struct struct, final String observed)
    {
        final boolean depth = "DEPTH".equals(observed);
        struct.int64(ImageLayout.U_THRESHOLD, rule.integer(depth ? "threshold_lots" : "threshold_ticks",
            depth ? "lots" : "ticks", 1, Limits.PRICE_E9));
        struct.int64(ImageLayout.U_SUSTAIN_NS, rule.durationOr("sustain", 0, 0, Limits.DAY_NS));
    }
}

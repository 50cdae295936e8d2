package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.TradingState;
import java.util.List;
import java.util.Map;

/** Compiles one breaker: monitor, action, timer, widening, cap; its reopening and rules by blocks of their own. */
final class BreakerBlock
{
    static final String QUOTE = "QUOTE";
    static final String CONFIRM = "CONFIRM";
    static final String LADDER = "LADDER";
    static final String NOTIFY = "NOTIFY";
    static final String BAND = "BAND";

    private static final List<String> MONITORS = List.of(QUOTE, CONFIRM, LADDER, NOTIFY, BAND);
    private static final List<String> BAND_STATES = List.of(
        "OPEN", "BAND_ONLY", "REDUCE_ONLY", "AUCTION", "PAUSED", "CANCEL_ONLY", "HALTED", "CLOSED");
    private static final Keys CONFIRMATION = Keys.of().integers("sweeps").flags("freeze_width").durations("hold");
    private static final Keys WIDENING = Keys.of().ratios("step", "max").durations("tau");
    private static final Keys TRIP_CAP = Keys.of().integers("trips").durations("window");
    static final Keys KEYS = Keys.of()
        .flags("enabled", "record_bands").word("monitor", MONITORS).word("trip_state", BAND_STATES)
        .section("confirm", CONFIRMATION).section("pause", PauseBlock.KEYS).section("reopening", ReopeningBlock.KEYS)
        .section("widening", WIDENING).section("trip_cap", TRIP_CAP).texts("scale_rule", "spares")
        .items("rules", RuleBlock.KEYS).durations("limit_state", "min_dwell")
        .section("active", PauseBlock.ACTIVE).items("active_in", HoursBlock.INTERVAL).lists("suppresses")
        .word("propagates", List.of("GROUP")).word("group_state", GroupBlock.STATES);
    private static final Map<String, List<String>> REOPENINGS = Map.of(
        QUOTE, List.of("DIRECT", "UNCROSS", "UNCHECKED"),
        CONFIRM, List.of("DIRECT"),
        LADDER, List.of("DIRECT", "UNCHECKED"),
        BAND, List.of("DIRECT", "UNCROSS", "UNCHECKED"));

    private final ImageDraft draft;
    private final SessionFacts session;
    private final RuleIds ruleIds;
    private final Map<String, Reference> references;

    BreakerBlock(final ImageDraft draft, final SessionFacts session, final RuleIds ruleIds,
        final Map<String, Reference> references)
    {
        this.draft = draft;
        this.session = session;
        this.ruleIds = ruleIds;
        this.references = references;
    }

    /** Returns the monitor. */
    String compile(final Section section)
    {
        draft.name("breaker", draft.breakers().size(), section.id());
        final Struct struct = draft.add(draft.breakers(), ImageLayout.BREAKER_LENGTH);
        final String monitor = section.word("monitor", MONITORS, null);
        struct.int32(ImageLayout.B_MONITOR, MONITORS.indexOf(monitor) + ImageLayout.MONITOR_QUOTE);
        struct.int64(ImageLayout.B_WIDENING_STEP_PPM, Limits.ONE_PPM);
        struct.int64(ImageLayout.B_WIDENING_MAX_PPM, Limits.ONE_PPM);
        if (NOTIFY.equals(monitor))
        {
            struct.int64(ImageLayout.B_MIN_DWELL_NS, section.durationOr("min_dwell", 0, 0, Limits.DAY_NS));
        }
        else
        {
            trips(section, struct, monitor);
        }
        if (QUOTE.equals(monitor))
        {
            struct.int64(ImageLayout.B_LIMIT_STATE_NS, section.duration("limit_state", 1, Limits.DAY_NS));
        }
        if (CONFIRM.equals(monitor))
        {
            confirmation(section.sectionOrEmpty("confirm", CONFIRMATION), struct);
            widening(section, struct);
        }
        final RuleBlock block = new RuleBlock(draft, session, ruleIds, references, monitor,
            BAND.equals(monitor) ? BandRule.spares(section) : 0, struct.int64(ImageLayout.B_PAUSE_NS));
        final List<Section> rules = section.items("rules", RuleBlock.KEYS);
        Limits.within(section.where("rules"), section.path() + ".rules", "rules", rules.size(), Limits.RULES);
        if (rules.isEmpty())
        {
            throw section.error("rules", "a breaker without rules never acts", "write rules = [ { id = NAME, ... } ]");
        }
        struct.int32(ImageLayout.B_FIRST_RULE, draft.rules().size());
        rules.forEach(rule -> block.compile(rule, section.id()));
        block.finish();
        struct.int32(ImageLayout.B_RULES, block.compiled());
        struct.int32(ImageLayout.B_SCALE_RULE, block.scaleIndex());
        count(section, block, monitor);
        StepsBlock.check(section, struct, draft.rules().subList(
            struct.int32(ImageLayout.B_FIRST_RULE), draft.rules().size()));
        if (block.watchesEntry() && struct.int32(ImageLayout.B_TRIP_STATE) != 0)
        {
            throw section.error("trip_state", "an order that is not taken trips nothing",
                "write trip_state = OPEN, or put the rules of orders in a breaker of their own");
        }
        bands(section, struct, monitor, block);
        GroupBlock.propagates(section, struct, monitor);
        section.finish("with monitor = " + monitor + " (" + section.where("monitor") + ")");
        return monitor;
    }

    private void trips(final Section section, final Struct struct, final String monitor)
    {
        final boolean isBand = BAND.equals(monitor);
        final String state = section.word("trip_state", isBand ? BAND_STATES : RuleBlock.TRIP_STATES,
            isBand ? null : LADDER.equals(monitor) ? "HALTED" : "PAUSED");
        struct.int32(ImageLayout.B_TRIP_STATE, TradingState.valueOf(state).code());
        PauseBlock.active(section, struct, session);
        HoursBlock.intervals(section, struct, draft, session);
        if (TradingState.OPEN.name().equals(state))
        {
            // denies only: there is nothing to resume from
            return;
        }
        exit(section, "trip_state", state);
        PauseBlock.compile(section, struct, session);
        new ReopeningBlock(struct, session, references).compile(section,
            TradingState.BAND_ONLY.name().equals(state) ? List.of("DIRECT") : REOPENINGS.get(monitor));
        final Section cap = section.section("trip_cap", TRIP_CAP);
        if (cap != null)
        {
            struct.int32(ImageLayout.B_TRIP_CAP, (int)cap.integer("trips", "trips (0: no cap)", 0, Limits.TRIPS));
            struct.int64(ImageLayout.B_TRIP_CAP_WINDOW_NS, cap.duration("window", 1, Limits.DAY_NS));
            cap.finish("");
        }
    }

    private void exit(final Section section, final String key, final String state)
    {
        if (TradingState.CLOSED.name().equals(state) && session.alwaysOpen())
        {
            throw section.contradiction(key, "CLOSED has no exit where no day ends",
                session.alwaysOpenWhere(), "trip to HALTED or PAUSED, or declare a session");
        }
    }

    private static void confirmation(final Section confirm, final Struct struct)
    {
        struct.int32(ImageLayout.B_CONFIRM_SWEEPS, (int)confirm.integerOr("sweeps", 1, "sweeps", 1, 1_000));
        struct.int64(ImageLayout.B_CONFIRM_NS, confirm.durationOr("hold", 0, 0, Limits.DAY_NS));
        struct.flag(ImageLayout.B_FREEZE_WIDTH, confirm.flag("freeze_width", false));
        confirm.finish("");
    }

    private static void widening(final Section section, final Struct struct)
    {
        final Section widening = section.section("widening", WIDENING);
        if (widening == null)
        {
            return;
        }
        final long step = widening.ratio("step", Limits.ONE_PPM, Limits.FACTOR_PPM);
        final long most = widening.ratio("max", Limits.ONE_PPM, Limits.FACTOR_PPM);
        if (most < step)
        {
            throw widening.contradiction("max", "is below one step", widening.where("step"),
                "make max at least step");
        }
        struct.int64(ImageLayout.B_WIDENING_STEP_PPM, step);
        struct.int64(ImageLayout.B_WIDENING_MAX_PPM, most);
        struct.int64(ImageLayout.B_WIDENING_TAU_NS, widening.duration("tau", 1_000_000, Limits.DAY_NS));
        widening.finish("");
    }

    private static void count(final Section section, final RuleBlock block, final String monitor)
    {
        if (block.compiled() == 0)
        {
            throw section.error("rules", "all rules are switched off", "write enabled = false in the breaker instead");
        }
        if (CONFIRM.equals(monitor) && block.scaleIndex() < 0)
        {
            throw section.error("rules", "no rule against an average, whose width scales the others",
                "add a rule that observes POTENTIAL_TRADE against a reference of kind EMA");
        }
        if (CONFIRM.equals(monitor) && section.has("scale_rule"))
        {
            section.name("scale_rule", List.of(block.scaleRule()), "rule against an average");
        }
        if ((QUOTE.equals(monitor) || NOTIFY.equals(monitor)) && block.compiled() > 1)
        {
            throw section.error("rules", block.compiled() + " rules, but monitor = " + monitor + " judges one",
                "put the others in breakers of their own");
        }
    }

    private static void bands(
        final Section section, final Struct struct, final String monitor, final RuleBlock block)
    {
        if (NOTIFY.equals(monitor) || LADDER.equals(monitor))
        {
            return;
        }
        final boolean recorded = section.flag("record_bands", QUOTE.equals(monitor) && block.ungated() == null);
        if (recorded && block.ungated() != null)
        {
            throw section.contradiction("record_bands", "a reference without gate would write a record at every event",
                block.ungated(), "give the reference gate { min_change_ppm = ... }, or write record_bands = false");
        }
        struct.flag(ImageLayout.B_RECORD_BANDS, recorded);
    }
}

package io.firebreak.rulebook;

import io.firebreak.book.PriceLadder;
import io.firebreak.breaker.ImageBook;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.Action;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.StalePolicy;
import java.util.List;
import java.util.Map;

/** Compiles one resolved class: its estimators, references and breakers. */
final class ClassBlock
{
    private static final List<String> QUOTES = List.of("OWN_VENUE", "CONSOLIDATED");
    private static final List<String> MISSING = List.of("ALLOW", "DENY");
    private static final List<String> ON_STALE = List.of("OPEN", "LAST", "CANCEL_ONLY", "HALT");
    private static final List<String> REMAINDERS = List.of("REPRICE", "REST", "CANCEL", "AUCTION");
    private static final Keys BY_KIND =
        Keys.of().word("market", REMAINDERS).word("ioc", REMAINDERS).word("fok", List.of("CANCEL"));
    static final Keys KEYS = Keys.of()
        .texts("extends", "class", "group", "entry_kinds").word("quotes", QUOTES).word("missing_reference", MISSING)
        .word("on_stale", ON_STALE).word("remainder", REMAINDERS)
        .section("remainder_by_kind", BY_KIND)
        .integers("filter_sweeps", "top_levels", "depth_within_ticks", "depth_within_bps")
        .flags("opening_from_trade", "keep_depth")
        .durations("fast_tau", "slow_tau", "warm_up", "mid_fresh", "book_stale", "rate_tau")
        .items("references", ReferenceBlock.KEYS).items("breakers", BreakerBlock.KEYS);

    private final ImageDraft draft;
    private final SessionFacts session;
    private final RuleIds ruleIds;
    private final GroupBlock groups = new GroupBlock();

    ClassBlock(final ImageDraft draft, final SessionFacts session, final RuleIds ruleIds)
    {
        this.draft = draft;
        this.session = session;
        this.ruleIds = ruleIds;
    }

    void compile(final Section section, final boolean market)
    {
        final int index = draft.classes().size();
        final Struct struct = draft.add(draft.classes(), ImageLayout.CLASS_LENGTH);
        draft.name("class", index, section.id());
        section.leave("extends", "class");
        final boolean quotes = section.has("quotes");
        struct.int32(ImageLayout.C_QUOTE_KIND,
            QuoteKind.valueOf(section.word("quotes", QUOTES, "OWN_VENUE")).code());
        struct.int32(ImageLayout.C_FILTER_SWEEPS, (int)section.integerOr("filter_sweeps", 1, "sweeps", 1, 5));
        final long fast = section.durationOr("fast_tau", 30 * Limits.SECOND_NS, Limits.SECOND_NS, Limits.DAY_NS);
        final long slow = section.durationOr("slow_tau", 3600 * Limits.SECOND_NS, Limits.SECOND_NS, Limits.DAY_NS);
        if (fast >= slow)
        {
            throw section.contradiction("fast_tau", "the fast variance is not faster than the slow one",
                section.where("slow_tau"), "make fast_tau shorter than slow_tau");
        }
        struct.int64(ImageLayout.C_FAST_TAU_NS, fast);
        struct.int64(ImageLayout.C_SLOW_TAU_NS, slow);
        struct.int64(ImageLayout.C_WARM_UP_NS, section.durationOr("warm_up", 0, 0, Limits.DAY_NS));
        struct.int64(ImageLayout.C_MID_FRESH_NS,
            section.durationOr("mid_fresh", 5 * Limits.SECOND_NS, 0, Limits.DAY_NS));
        struct.int64(ImageLayout.C_BOOK_STALE_NS, section.durationOr("book_stale", 0, 0, Limits.DAY_NS));
        struct.flag(ImageLayout.C_OPENING_FROM_TRADE, section.flag("opening_from_trade", false));
        struct.int32(ImageLayout.C_MISSING_DENIES,
            MISSING.indexOf(section.word("missing_reference", MISSING, "ALLOW")));
        struct.int32(ImageLayout.C_ON_STALE,
            StalePolicy.valueOf(section.word("on_stale", ON_STALE, "CANCEL_ONLY")).code());
        struct.int32(ImageLayout.C_REMAINDER,
            Action.valueOf(section.word("remainder", REMAINDERS, "CANCEL")).code());
        byKind(section, struct);
        book(section, struct);
        final Map<String, Reference> references = references(section, struct, quotes);
        final int first = draft.rules().size();
        draft.beginClass();
        breakers(section, struct, references, quotes, market);
        EntryRule.ofClass(section, struct, draft.rules().subList(first, draft.rules().size()));
        section.finish("");
    }

    /** Every class has been compiled. */
    void finish()
    {
        groups.finish();
    }

    /** What rests by itself is treated as the class says, the others are cancelled where nothing else is said. */
    private static void byKind(final Section section, final Struct struct)
    {
        final Section kinds = section.section("remainder_by_kind", BY_KIND);
        if (kinds != null)
        {
            struct.int32(ImageLayout.C_REMAINDER_MARKET, remainder(kinds, "market", REMAINDERS));
            struct.int32(ImageLayout.C_REMAINDER_IOC, remainder(kinds, "ioc", REMAINDERS));
            // it trades whole or not at all
            struct.int32(ImageLayout.C_REMAINDER_FOK, remainder(kinds, "fok", List.of("CANCEL")));
            kinds.finish("");
        }
    }

    private static int remainder(final Section kinds, final String kind, final List<String> words)
    {
        return kinds.has(kind) ? Action.valueOf(kinds.word(kind, words, null)).code() : Action.CANCEL.code();
    }

    /** What an instrument's book and its trade rate are made of. */
    private static void book(final Section section, final Struct struct)
    {
        struct.int32(ImageBook.C_TOP_LEVELS,
            (int)section.integerOr("top_levels", 10, "levels", 1, PriceLadder.MAX_TOP_LEVELS));
        struct.int64(ImageBook.C_WITHIN_TICKS,
            section.integerOr("depth_within_ticks", 100, "ticks", 0, Limits.PRICE_E9));
        struct.int32(ImageBook.C_WITHIN_BPS,
            (int)section.integerOr("depth_within_bps", 25, "bps", 0, Limits.WHOLE_BPS));
        struct.flag(ImageBook.C_KEEP_DEPTH, section.flag("keep_depth", false));
        struct.int64(ImageBook.C_RATE_TAU_NS,
            section.durationOr("rate_tau", 60 * Limits.SECOND_NS, Limits.SECOND_NS, Limits.DAY_NS));
    }

    private Map<String, Reference> references(final Section section, final Struct owner, final boolean quotes)
    {
        final List<Section> items = section.items("references", ReferenceBlock.KEYS);
        for (final Section item : items)
        {
            if (!quotes && item.node().child("quotes") != null &&
                "QUOTE".equalsIgnoreCase(item.node().child("quotes").text()))
            {
                throw item.contradiction("quotes", "is made of quotes, but the class names none", section.where(),
                    "write quotes = OWN_VENUE or CONSOLIDATED in the class");
            }
        }
        Limits.within(section.where("references"), section.path() + ".references", "references", items.size(),
            Limits.REFERENCES);
        owner.int32(ImageLayout.C_FIRST_REFERENCE, draft.references().size());
        owner.int32(ImageLayout.C_REFERENCES, items.size());
        return ReferenceBlock.compile(items, draft);
    }

    private void breakers(final Section section, final Struct owner, final Map<String, Reference> references,
        final boolean quotes, final boolean market)
    {
        if (!section.has("breakers"))
        {
            throw section.error("breakers", "is missing", "write breakers = [ { id = NAME, ... } ], or [] for none");
        }
        final List<Section> items = section.items("breakers", BreakerBlock.KEYS);
        final int first = draft.breakers().size();
        owner.int32(ImageLayout.C_FIRST_BREAKER, first);
        items.removeIf(item -> !item.flag("enabled", true));
        final Suppression suppression = new Suppression(items);
        for (final Section item : items)
        {
            suppression.read(item);
            final String monitor = new BreakerBlock(draft, session, ruleIds, references).compile(item);
            if (BreakerBlock.QUOTE.equals(monitor) && !quotes)
            {
                throw item.contradiction("monitor", "QUOTE judges quotes, but the class names none",
                    section.where(), "write quotes = OWN_VENUE or CONSOLIDATED in the class");
            }
            if (BreakerBlock.LADDER.equals(monitor) != market)
            {
                throw item.contradiction("monitor", monitor + (market ? " cannot act on the whole market" :
                    " acts on the whole market only"), section.where(), market ?
                    "use monitor = LADDER in the market's class" : "name this class in market_class");
            }
        }
        Limits.within(
            section.where("breakers"), section.path() + ".breakers", "breakers", items.size(), Limits.BREAKERS);
        owner.int32(ImageLayout.C_BREAKERS, items.size());
        suppression.write(draft.breakers().subList(first, draft.breakers().size()));
        groups.add(section, owner, items, draft.breakers().subList(first, draft.breakers().size()));
    }
}

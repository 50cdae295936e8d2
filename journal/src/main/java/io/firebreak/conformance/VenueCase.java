package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.CompiledRulebook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a case of a venue's own rulebook before it is played: every key of it must say something to somebody. */
final class VenueCase
{
    private static final List<String> ALWAYS = List.of("t", "type", "note");
    private static final Map<String, List<String>> MARKET = Map.of(
        "clock", List.of(), "index", List.of("px!", "index"));
    private static final Map<String, List<String>> INSTRUMENT = new LinkedHashMap<>();
    private static final Map<String, List<String>> PARTICIPANT = Map.ofEntries(
        Map.entry("clock", List.of()), Map.entry("reference", List.of("px!")),
        Map.entry("order", List.of("member!", "id!", "side", "px", "qty!", "key")),
        Map.entry("mmpFill", List.of("member!", "side!", "qty", "delta", "vega", "liquidity")),
        Map.entry("mmpReset", List.of("member!")), Map.entry("humanReenable", List.of("member!")),
        Map.entry("strategyExecution", List.of("member!", "id")), Map.entry("message", List.of("member!", "id")),
        Map.entry("cancel", List.of("member!", "id")), Map.entry("kill", List.of("member!")));

    static
    {
        INSTRUMENT.put("clock", List.of());
        INSTRUMENT.put("trade", List.of("px!", "qty", "side", "eligible"));
        INSTRUMENT.put("potentialTrade", List.of("px!", "qty", "side", "id", "tif", "ordType"));
        INSTRUMENT.put("book", List.of("asks", "bids"));
        INSTRUMENT.put("order", List.of("id!", "side!", "px", "qty!", "tif", "ordType"));
        INSTRUMENT.put("nbbo", List.of("bid", "ask"));
        INSTRUMENT.put("indicative", List.of("px!"));
        INSTRUMENT.put("auctionPrice", List.of("px!"));
        INSTRUMENT.put("manualEnd", List.of("px"));
        prices().keySet().forEach(event -> INSTRUMENT.put(event, List.of("px!")));
    }

    private final JsonNode vector;
    private final CompiledRulebook rulebook;
    private final CaseKind kind;
    private BigDecimal tick;

    VenueCase(final JsonNode vector, final CompiledRulebook rulebook, final CaseKind kind)
    {
        this.vector = vector;
        this.rulebook = rulebook;
        this.kind = kind;
    }

    /** Events that publish a price, by what it is: {@code settlement}, {@code fixing}. */
    static Map<String, ReferenceKind> prices()
    {
        final Map<String, ReferenceKind> prices = new LinkedHashMap<>();
        for (final ReferenceKind kind : ReferenceKind.values())
        {
            if (kind != ReferenceKind.PREVIOUS_CLOSE)
            {
                prices.put(event(kind), kind);
            }
        }
        return prices;
    }

    private static String event(final ReferenceKind kind)
    {
        return switch (kind)
        {
            case BREAKER_REFERENCE -> "reference";
            case PRO_FORMA -> "proforma";
            // an "indicative" is the price of the case's own call
            case INDICATIVE -> "indicativeReference";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /** The closes of the day before: one, or one for each index of the market in their order. */
    static void previousClose(final CaseSetup setup, final JsonNode value)
    {
        for (int i = 0; i < Math.max(1, value.size()); i++)
        {
            setup.published.add(new CaseSetup.Published(ReferenceKind.PREVIOUS_CLOSE, i,
                CaseSetup.number(value.isArray() ? value.get(i) : value)));
        }
    }

    /**
     * Reads the whole case.
     *
     * @throws CaseMistake with the first key that is wrong.
     */
    void check()
    {
        params();
        final Map<String, List<String>> events = kind == CaseKind.MARKET ? MARKET :
            kind == CaseKind.PARTICIPANT ? PARTICIPANT : INSTRUMENT;
        long beforeNs = Long.MIN_VALUE;
        for (int i = 0; i < vector.path("events").size(); i++)
        {
            final long atNs = event("events[" + i + "].", vector.path("events").get(i), events);
            if (atNs < beforeNs)
            {
                throw new CaseMistake("events[" + i + "].t", "is before the event in front of it",
                    "write events in the order of time");
            }
            beforeNs = atNs;
        }
        for (int i = 0; i < vector.path("expect").size(); i++)
        {
            expectation("expect[" + i + "].", vector.path("expect").get(i));
        }
        lastAuction();
    }

    private void params()
    {
        final JsonNode params = vector.path("params");
        for (final Map.Entry<String, JsonNode> param : params.properties())
        {
            final String key = param.getKey();
            final String path = "params." + key;
            if (key.indexOf('.') >= 0)
            {
                continue;
            }
            if (!kind.params.contains(key))
            {
                throw new CaseMistake(path, "unknown key", "the keys are " + kind.params
                    + " and the paths of settings, which have a point");
            }
            if (key.equals("open") || key.equals("close"))
            {
                CaseMistake.time(path, param.getValue());
            }
            else if (!param.getValue().isArray())
            {
                CaseMistake.number(path, param.getValue());
            }
        }
        if (kind == CaseKind.INSTRUMENT)
        {
            CaseMistake.present("params.", params, "tick");
            tick = CaseMistake.number("params.tick", params.get("tick"));
            if (tick.signum() <= 0)
            {
                throw new CaseMistake("params.tick", tick.toPlainString() + " is no step", "write one above 0");
            }
        }
    }

    private long event(final String path, final JsonNode event, final Map<String, List<String>> events)
    {
        CaseMistake.present(path, event, "t");
        CaseMistake.present(path, event, "type");
        final String type = event.path("type").asText();
        CaseMistake.word(path + "type", type, new TreeSet<>(events.keySet()));
        final List<String> known = new ArrayList<>(ALWAYS);
        for (final String key : events.get(type))
        {
            final String name = key.replace("!", "");
            known.add(name);
            if (key.endsWith("!"))
            {
                CaseMistake.present(path, event, name);
            }
        }
        CaseMistake.keys(path, event, known.toArray(new String[0]));
        for (final String key : List.of("px", "bid", "ask"))
        {
            if (event.hasNonNull(key))
            {
                CaseMistake.price(path + key, event.get(key), prices().containsKey(type) ? null : tick);
            }
        }
        if (event.hasNonNull("side"))
        {
            CaseMistake.word(path + "side", event.get("side").asText(), List.of("BUY", "SELL"));
        }
        if (event.hasNonNull("qty"))
        {
            CaseMistake.number(path + "qty", event.get("qty"));
        }
        return CaseMistake.time(path + "t", event.get("t"));
    }

    private void expectation(final String path, final JsonNode expected)
    {
        CaseMistake.present(path, expected, "at");
        CaseMistake.time(path + "at", expected.get("at"));
        final Set<String> known = new TreeSet<>(kind.expectations);
        known.addAll(List.of("at", "note"));
        CaseMistake.keys(path, expected, known.toArray(new String[0]));
        if (expected.hasNonNull("state"))
        {
            CaseMistake.word(path + "state", expected.get("state").asText(), states());
        }
        if (expected.hasNonNull("cause"))
        {
            final Set<String> causes = new TreeSet<>(rulebook.ruleNames().values());
            causes.add("none");
            CaseMistake.word(path + "cause", expected.get("cause").asText(), causes);
        }
    }

    private List<String> states()
    {
        if (kind == CaseKind.PARTICIPANT)
        {
            return List.of("ACTIVE", "FROZEN");
        }
        final List<String> states = new ArrayList<>();
        Arrays.stream(TradingState.values()).forEach(state -> states.add(state.name()));
        states.addAll(List.of("LIMIT_STATE", "STRADDLE"));
        return states;
    }

    /** The auction is told at the open, which everything of the case comes behind. */
    private void lastAuction()
    {
        if (!vector.path("params").hasNonNull("lastAuction"))
        {
            return;
        }
        final String open = vector.path("params").path("open").asText("09:30:00");
        for (final String list : List.of("events", "expect"))
        {
            for (int i = 0; i < vector.path(list).size(); i++)
            {
                final String key = list.equals("events") ? "t" : "at";
                if (CaseClock.ns(vector.path(list).get(i).path(key).asText()) < CaseClock.ns(open))
                {
                    throw new CaseMistake(list + "[" + i + "]." + key, "is before the open at " + open
                        + ", where params.lastAuction is told", "move it, or write params.open");
                }
            }
        }
    }
}

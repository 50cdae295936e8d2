package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.market.ReferenceKind;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * A row of the harness's table: the rulebook that a family's cases go through, what its parameters set, what its
 * events say to the venue, and its own names of states and causes.
 */
final class Family
{
    private static final Map<String, String> STATES = Map.ofEntries(
        Map.entry("NORMAL", "OPEN"), Map.entry("CONTINUOUS", "OPEN"), Map.entry("RESUMED", "OPEN"),
        Map.entry("STRADDLE_STATE", "STRADDLE"), Map.entry("TRADING_PAUSE", "PAUSED"), Map.entry("PAUSE", "PAUSED"),
        Map.entry("HALT", "HALTED"), Map.entry("CLOSED_FOR_DAY", "CLOSED"),
        Map.entry("REOPENING_AUCTION", "REOPENING"));

    final String name;
    final String rulebook;
    final Map<String, CaseSetup.Param> params = new LinkedHashMap<>();
    final Map<String, CaseEvents.Action> events = new HashMap<>();
    final Map<String, String> causes = new HashMap<>();
    final Map<String, Map<String, String>> rules = new HashMap<>();
    String open = "09:30:00";
    String close = "16:00:00";
    String className = "";
    BigDecimal tick;
    boolean isMarket;
    boolean isTapeBehindOrder;
    ReferenceKind publishedByPrints;
    int reference = -1;
    boolean isAnsweredWithoutPrice;
    boolean hasOffset;
    boolean isBandOfCall;
    /** Parameters without which a width bounds nothing, and the width. */
    final Map<String, String> unsaid = new LinkedHashMap<>();
    /** Events that the venue learns of before the timers of their instant. */
    final Map<String, CaseEvents.Action> ahead = new HashMap<>();
    boolean isCollared;
    final Map<String, BiConsumer<CaseSetup, JsonNode>> before = new HashMap<>();
    final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Set<String>> states = new HashMap<>();
    private static final Set<String> ENDED = Set.of(CaseOrders.CANCELLED, CaseOrders.PARTIAL_CANCELLED);
    private static final Map<String, Set<String>> PLACES =
        Map.of("ELIMINATED", ENDED, "EXPIRED", ENDED, "KILLED", ENDED);

    private final Map<String, Set<String>> places = new HashMap<>();

    /**
     * A family.
     *
     * @param name     as the vectors have it; with the mechanism behind a stroke where it has several.
     * @param rulebook shipped file without its ending.
     */
    Family(final String name, final String rulebook)
    {
        this.name = name;
        this.rulebook = rulebook;
        param("mechanism", CaseSetup.stated());
        param("boundary", (setup, value) -> setup.comparator = comparator(value.asText()));
        param("tolerance", (setup, value) -> setup.tolerance = CaseSetup.number(value));
    }

    /** The comparator that a case states where the venue publishes none. */
    private static String comparator(final String boundary)
    {
        return switch (boundary)
        {
            case "STRICT", "GT", "EXCLUSIVE" -> "GT";
            case "INCLUSIVE", "GE", "NON_STRICT", "EQUALITY_BREACHES" -> "GE";
            default -> throw new UnsupportedCase("boundary " + boundary);
        };
    }

    /** The breaker is the market's; its index is what events publish. */
    Family market()
    {
        isMarket = true;
        return this;
    }

    Family hours(final String opens, final String closes)
    {
        open = opens;
        close = closes;
        return this;
    }

    /** References follow a tape of all markets, which an order's prints reach when it is done. */
    Family tapeBehindOrder()
    {
        isTapeBehindOrder = true;
        return this;
    }

    /** A price of the venue that follows its prints, unless the case says another. */
    Family publishedByPrints(final ReferenceKind kind)
    {
        publishedByPrints = kind;
        return this;
    }

    /** Class of the instrument in the rulebook, unless a parameter says another. */
    Family instrument(final String classOfRulebook)
    {
        className = classOfRulebook;
        return this;
    }

    /** The venue's tick, unless a parameter says another; without one it is the last decimal of the case. */
    Family tick(final String size)
    {
        tick = new BigDecimal(size);
        return this;
    }

    /** Which reference of the class {@code ref} is. */
    Family reference(final int index)
    {
        reference = index;
        return this;
    }

    /** An auction that no case gives a price for has none; else it waits for one. */
    Family answersWithoutPrice()
    {
        isAnsweredWithoutPrice = true;
        return this;
    }

    /** {@code lower} and {@code upper} are what a sell and a buy may be priced at as they are entered. */
    Family collared()
    {
        isCollared = true;
        return this;
    }

    /** {@code lower} and {@code upper} are what the last call's price was checked against. */
    Family bandOfCall()
    {
        isBandOfCall = true;
        return this;
    }

    /** {@code offset} and {@code limit} are how far the upper limit lies from the reference in force. */
    Family offset()
    {
        hasOffset = true;
        return this;
    }

    /** A setting that every case of the family has: its vectors leave out what is random. */
    Family setting(final String path, final String value)
    {
        settings.put(path, value);
        return this;
    }

    /** What an event asks of the time before the first event. */
    Family before(final String type, final BiConsumer<CaseSetup, JsonNode> preparation)
    {
        before.put(type, preparation);
        return this;
    }

    Family param(final String key, final CaseSetup.Param param)
    {
        params.put(key, param);
        return this;
    }

    /** An event that means something of its own in this family. */
    Family event(final String type, final CaseEvents.Action action)
    {
        events.put(type, action);
        return this;
    }

    /** The family's own name of states of the library; any of them is that state. */
    Family state(final String own, final String... libraries)
    {
        states.computeIfAbsent(own, none -> new TreeSet<>()).addAll(List.of(libraries));
        return this;
    }

    /** The family's own name of a trip by a rule; with {@code /UP} or {@code /DOWN} behind the rule for one side. */
    Family cause(final String rule, final String own)
    {
        causes.put(rule, own);
        return this;
    }

    /** Keys {@code PREFIXLower} and {@code PREFIXUpper} are the limits of one rule: the others are switched off. */
    Family rule(final String prefix, final String... offPaths)
    {
        final Map<String, String> off = new LinkedHashMap<>();
        for (final String path : offPaths)
        {
            off.put(path, "false");
        }
        rules.put(prefix, off);
        return this;
    }

    /** An event that the venue learns of just before the timers of its instant, too. */
    Family ahead(final String type, final CaseEvents.Action action)
    {
        ahead.put(type, action);
        return event(type, action);
    }

    /** A parameter without which its width bounds nothing. */
    Family boundlessWithout(final String param, final String path)
    {
        unsaid.put(param, path);
        return this;
    }

    /** The family's own name of where an order is. */
    Family place(final String own, final String... ours)
    {
        places.computeIfAbsent(own, none -> new TreeSet<>()).addAll(List.of(ours));
        return this;
    }

    /** Whether an expected name means where an order is. */
    boolean isPlace(final String expected, final String observed)
    {
        return places.getOrDefault(expected, PLACES.getOrDefault(expected, Set.of(expected))).contains(observed);
    }

    /** Whether an expected name means an observed state. */
    boolean isState(final String expected, final String observed)
    {
        final Set<String> own = states.get(expected);
        return own != null ? own.contains(observed) : STATES.getOrDefault(expected, expected).equals(observed);
    }
}

package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.market.InputFlags;
import io.firebreak.market.Side;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.rulebook.Setting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Runs one case of a family: events in, checkpoints compared after all events of the same time. */
final class CaseRunner
{
    private static final Set<String> PRICES = Set.of("px", "bid", "ask", "lower", "upper", "ref", "indicative",
        "wouldTradeAt", "startPx", "reopenPx", "dynLower", "dynUpper", "statLower", "statUpper", "reference", "tick",
        "mark", "index", "premiumAvg", "avgPremium", "perpDiff", "limit", "offset");
    private static final BigDecimal PPM = BigDecimal.valueOf(1_000_000);
    /** A width that bounds nothing. */
    private static final String BOUNDLESS_PPM = "1000000000";
    private static final long BEFORE_NS = 1_800 * CaseClock.SECOND;

    private final JsonNode vector;
    private final Family family;
    private final CaseSetup setup = new CaseSetup();
    private final int exponent;

    CaseRunner(final JsonNode vector, final Family family)
    {
        this.vector = vector;
        this.family = family;
        setup.className = family.className;
        setup.open = family.open;
        setup.close = family.close;
        setup.tick = family.tick;
        setup.overrides.putAll(family.settings);
        // in the order of the table: what counts from the close stands behind the close
        for (final Map.Entry<String, CaseSetup.Param> param : family.params.entrySet())
        {
            if (vector.path("params").hasNonNull(param.getKey()))
            {
                param.getValue().apply(setup, vector.path("params").get(param.getKey()));
            }
        }
        for (final Iterator<String> it = vector.path("params").fieldNames(); it.hasNext();)
        {
            final String key = it.next();
            if (!family.params.containsKey(key))
            {
                throw new UnsupportedCase("parameter " + key);
            }
        }
        vector.path("events").forEach(event ->
        {
            if (family.before.containsKey(event.path("type").asText()))
            {
                family.before.get(event.path("type").asText()).accept(setup, event);
            }
        });
        family.unsaid.forEach((param, path) ->
        {
            if (!vector.path("params").hasNonNull(param))
            {
                setup.overrides.put(path, BOUNDLESS_PPM);
            }
        });
        exponent = exponent();
    }

    CaseSetup setup()
    {
        return setup;
    }

    Family family()
    {
        return family;
    }

    /**
     * Runs the case.
     *
     * @return the first difference, or null.
     * @throws UnsupportedCase where the family does not know an event or an expectation.
     */
    String run()
    {
        if (setup.comparator != null)
        {
            for (final Setting setting : Rulebook.load(family.rulebook, setup.overrides).settings())
            {
                if (setting.path().endsWith(".comparator"))
                {
                    setup.overrides.put(setting.path(), setup.comparator);
                }
            }
        }
        final CompiledRulebook compiled = Rulebook.load(family.rulebook, setup.overrides);
        try (CaseHost host = host(compiled))
        {
            final CaseVenue venue = begin(compiled, host);
            final Checkpoints checkpoints =
                new Checkpoints(venue, new CaseRulebook(this, compiled), setup.tolerance);
            final TreeSet<Long> times = times("events", "t");
            times.addAll(times("expect", "at"));
            for (final long timeNs : times)
            {
                play(venue, timeNs);
                for (final JsonNode expected : at(vector.path("expect"), "at", timeNs))
                {
                    final String difference = checkpoints.compare(expected);
                    if (difference != null)
                    {
                        return CaseClock.text(timeNs) + " " + difference;
                    }
                }
            }
        }
        return null;
    }

    /** What the engine says of the scope after all events up to an instant, under another rulebook. */
    ScopeReading readingAt(final CompiledRulebook compiled, final long untilNs)
    {
        try (CaseHost host = host(compiled))
        {
            final CaseVenue venue = begin(compiled, host);
            times("events", "t").headSet(untilNs, true).forEach(timeNs -> play(venue, timeNs));
            host.advance(untilNs);
            return venue.reading();
        }
    }

    private void play(final CaseVenue venue, final long timeNs)
    {
        family.ahead.forEach((type, action) -> ahead(venue, timeNs, type, action));
        venue.host.advance(timeNs);
        venue.begin();
        venue.withdraw();
        for (final JsonNode event : at(vector.path("events"), "t", timeNs))
        {
            CaseEvents.apply(venue, event);
            venue.host.settle();
        }
        venue.host.answer();
    }

    /** What is known just before an instant comes before the timers of that instant. */
    private void ahead(final CaseVenue venue, final long timeNs, final String type, final CaseEvents.Action action)
    {
        for (final JsonNode event : at(vector.path("events"), "t", timeNs))
        {
            if (event.path("type").asText().equals(type) && venue.host.timeNs() < timeNs - 1)
            {
                venue.host.advance(timeNs - 1);
                action.apply(venue, event);
            }
        }
    }

    private CaseVenue begin(final CompiledRulebook compiled, final CaseHost host)
    {
        final long openNs = CaseClock.ns(setup.open);
        final TreeSet<Long> times = times("events", "t");
        times.addAll(times("expect", "at"));
        host.advance(Math.min(openNs, times.isEmpty() ? openNs : times.first()) - BEFORE_NS);
        host.publisher().calendarDay(CaseHost.SOURCE, 0, host.timeNs(), CaseClock.dayId(), openNs,
            CaseClock.ns(setup.close), CaseClock.nextDayNs(setup.open));
        host.settle();
        final CaseVenue venue = new CaseVenue(host, family, exponent, setup.tick);
        venue.premiumFactor = setup.premiumFactor;
        if (!family.isMarket)
        {
            final int index = setup.className.isEmpty() ? 0 : compiled.classIndex(setup.className);
            host.publisher().instrumentDefinition(CaseHost.SOURCE, 0, host.timeNs(), CaseVenue.INSTRUMENT, 1, 1,
                index, exponent, 0, venue.increment(),
                setup.leverage.multiply(PPM).longValueExact());
            host.settle();
        }
        for (final CaseSetup.Published price : setup.published)
        {
            venue.publish(price.kind(), price.index(), price.price());
        }
        if (setup.lastAuction != null)
        {
            host.advance(Math.max(host.timeNs(), openNs));
            host.auction(venue.ticks(setup.lastAuction));
        }
        setup.earlier.forEach((timeNs, price) ->
        {
            host.advance(timeNs);
            venue.print(venue.ticks(price), CaseVenue.LOTS, Side.NONE.code(),
                InputFlags.ELIGIBLE | CaseHost.SWEEP_END);
        });
        if (!times.isEmpty() && host.timeNs() > times.first())
        {
            throw new UnsupportedCase("an event before what stood before the first event");
        }
        return venue;
    }

    private CaseHost host(final CompiledRulebook compiled)
    {
        return new CaseHost(compiled, last("auctionPrice"), family.isAnsweredWithoutPrice);
    }

    /** When the last event of a type comes; before all times where none does. */
    private long last(final String type)
    {
        long lastNs = Long.MIN_VALUE;
        for (final JsonNode event : vector.path("events"))
        {
            lastNs = event.path("type").asText().equals(type) ?
                Math.max(lastNs, CaseClock.ns(event.path("t").asText())) : lastNs;
        }
        return lastNs;
    }

    private TreeSet<Long> times(final String list, final String key)
    {
        final TreeSet<Long> times = new TreeSet<>();
        vector.path(list).forEach(node -> times.add(CaseClock.ns(node.path(key).asText())));
        return times;
    }

    private static Iterable<JsonNode> at(final JsonNode list, final String key, final long timeNs)
    {
        final Iterator<JsonNode> all = list.elements();
        final List<JsonNode> some = new ArrayList<>();
        all.forEachRemaining(node ->
        {
            if (CaseClock.ns(node.path(key).asText()) == timeNs)
            {
                some.add(node);
            }
        });
        return some;
    }

    /** Enough decimals for every price of the case, at least cents, and for the venue's tick. */
    private int exponent()
    {
        int decimals = setup.tick == null ? 2 : Math.max(2, setup.tick.stripTrailingZeros().scale());
        for (final String list : List.of("events", "expect"))
        {
            for (final JsonNode node : vector.path(list))
            {
                for (final Map.Entry<String, JsonNode> entry : node.properties())
                {
                    decimals = Math.max(decimals, decimals(entry.getKey(), entry.getValue()));
                }
            }
        }
        for (final CaseSetup.Published price : setup.published)
        {
            decimals = Math.max(decimals, price.price().stripTrailingZeros().scale());
        }
        return decimals;
    }

    private static int decimals(final String key, final JsonNode value)
    {
        if (!PRICES.contains(key) || value.isNull() || value.isContainerNode())
        {
            return 0;
        }
        return CaseSetup.number(value).stripTrailingZeros().scale();
    }
}

package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.EventPublisher;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.rulebook.CompiledRulebook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** Runs one case of the two US families: events in, checkpoints compared after all events of the same time. */
final class CaseRunner
{
    private static final int INSTRUMENT = 0;
    private static final int E9 = 9;
    private static final long LOTS = 100;
    private static final BigDecimal PPM = BigDecimal.valueOf(1_000_000);
    private static final String OPEN_TIME = "09:30:00";

    private final JsonNode vector;
    private final JsonNode params;
    private final boolean isMarket;
    private final int exponent;
    private final CaseHost host;
    private final Checkpoints checkpoints;
    private BigDecimal bid;
    private BigDecimal ask;
    private String verdict;

    private CaseRunner(
        final JsonNode vector, final boolean isMarket, final CompiledRulebook rulebook, final CaseHost host)
    {
        this.vector = vector;
        this.isMarket = isMarket;
        this.host = host;
        params = vector.path("params");
        exponent = exponent();
        checkpoints = new Checkpoints(exponent, params.has("tolerance") ? decimal(params, "tolerance") : null);
        begin(rulebook);
    }

    /**
     * Runs a case.
     *
     * @param vector   the case.
     * @param isMarket whether the rule is the market's and not an instrument's.
     * @param rulebook compiled for the case.
     * @return the first difference, or null.
     * @throws UnsupportedCase where an event or an expectation is none of these rulebooks'.
     */
    static String run(final JsonNode vector, final boolean isMarket, final CompiledRulebook rulebook)
    {
        boolean hasAuctionPrice = false;
        for (final JsonNode event : vector.path("events"))
        {
            hasAuctionPrice |= event.path("type").asText().equals("auctionPrice");
        }
        try (CaseHost host = new CaseHost(rulebook, !hasAuctionPrice))
        {
            return new CaseRunner(vector, isMarket, rulebook, host).play();
        }
    }

    private void begin(final CompiledRulebook rulebook)
    {
        final EventPublisher publisher = host.publisher();
        host.advance(CaseClock.ns("09:00:00"));
        final String close = params.path("regularClose").asText("16:00:00");
        publisher.calendarDay(CaseHost.SOURCE, 0, host.timeNs(), CaseClock.dayId(), CaseClock.ns(OPEN_TIME),
            CaseClock.ns(close), CaseClock.nextDayNs(OPEN_TIME));
        if (!isMarket)
        {
            long increment = 1;
            for (int i = 2; i < exponent; i++)
            {
                increment *= 10;
            }
            final BigDecimal leverage = params.has("leverage") ? decimal(params, "leverage") : BigDecimal.ONE;
            publisher.instrumentDefinition(CaseHost.SOURCE, 0, host.timeNs(), INSTRUMENT, 1, 1,
                rulebook.classIndex("tier" + params.path("tier").asText("1")), exponent, 0, increment,
                leverage.multiply(PPM).longValueExact());
        }
        if (params.hasNonNull("prevClose"))
        {
            publishPrice(ReferenceKind.PREVIOUS_CLOSE, decimal(params, "prevClose"));
        }
        host.settle();
    }

    private String play()
    {
        final TreeSet<Long> times = new TreeSet<>();
        vector.path("events").forEach(event -> times.add(CaseClock.ns(event.path("t").asText())));
        vector.path("expect").forEach(expected -> times.add(CaseClock.ns(expected.path("at").asText())));
        for (final long timeNs : times)
        {
            host.advance(timeNs);
            host.observed().isExtended &= false;
            verdict = null;
            for (final JsonNode event : at(vector.path("events"), "t", timeNs))
            {
                publish(event);
                host.settle();
            }
            host.answer();
            for (final JsonNode expected : at(vector.path("expect"), "at", timeNs))
            {
                final String difference = checkpoints.compare(expected, host.observed(), bid, ask, verdict);
                if (difference != null)
                {
                    return CaseClock.text(timeNs) + " " + difference;
                }
            }
        }
        return null;
    }

    private void publish(final JsonNode event)
    {
        final EventPublisher publisher = host.publisher();
        final long now = host.timeNs();
        final String type = event.path("type").asText();
        switch (type)
        {
            case "clock":
                break;
            case "reference":
                publishPrice(ReferenceKind.BREAKER_REFERENCE, decimal(event, "px"));
                break;
            case "proforma":
                publishPrice(ReferenceKind.PRO_FORMA, decimal(event, "px"));
                break;
            case "index":
                if (host.observed().isReopening())
                {
                    host.reopenMarket();
                }
                publishPrice(ReferenceKind.INDEX, decimal(event, "px"));
                break;
            case "trade":
                publisher.trade(CaseHost.SOURCE, 0, now, now, INSTRUMENT, 0, ticks(event, "px"), lots(event), 0,
                    Side.NONE.code(), event.path("eligible").asBoolean(true) ? InputFlags.ELIGIBLE : 0);
                break;
            case "potentialTrade":
                potentialTrade(event, now);
                break;
            case "nbbo":
                bid = event.hasNonNull("bid") ? decimal(event, "bid") : null;
                ask = event.hasNonNull("ask") ? decimal(event, "ask") : null;
                publisher.quote(CaseHost.SOURCE, 0, now, now, INSTRUMENT, 0, QuoteKind.CONSOLIDATED.code(),
                    bid == null ? EventPublisher.ABSENT : ticks(event, "bid"), bid == null ? 0 : LOTS,
                    ask == null ? EventPublisher.ABSENT : ticks(event, "ask"), ask == null ? 0 : LOTS);
                break;
            case "indicative":
                host.indicative(event.hasNonNull("px") ? ticks(event, "px") : EventPublisher.ABSENT);
                break;
            case "auctionPrice":
                host.auction(event.hasNonNull("px") ? ticks(event, "px") : EventPublisher.ABSENT);
                break;
            default:
                throw new UnsupportedCase("event " + type);
        }
    }

    private void potentialTrade(final JsonNode event, final long now)
    {
        final long denied = host.observed().denied;
        final int side = event.path("side").asText("").equalsIgnoreCase("sell") ? Side.SELL.code() : Side.BUY.code();
        host.publisher().potentialTrade(CaseHost.SOURCE, 0, now, now, INSTRUMENT, 0, side,
            OrderKind.AGGRESSIVE.code(), ticks(event, "px"), lots(event), 0, 0);
        host.settle();
        verdict = host.observed().denied > denied ? "PREVENT" : "ALLOW";
        if (verdict.equals("ALLOW"))
        {
            host.publisher().trade(CaseHost.SOURCE, 0, now, now, INSTRUMENT, 0, ticks(event, "px"), lots(event), 0,
                side, InputFlags.ELIGIBLE);
        }
    }

    private void publishPrice(final ReferenceKind kind, final BigDecimal price)
    {
        host.publisher().referencePrice(CaseHost.SOURCE, 0, host.timeNs(), host.timeNs(),
            isMarket ? Scope.market(0) : Scope.instrument(INSTRUMENT), kind.code(), 0,
            price.movePointRight(E9).longValueExact(), 0);
    }

    private long ticks(final JsonNode node, final String key)
    {
        return decimal(node, key).movePointRight(exponent).longValueExact();
    }

    private static long lots(final JsonNode event)
    {
        return event.path("qty").asLong(LOTS);
    }

    private static BigDecimal decimal(final JsonNode node, final String key)
    {
        if (!node.hasNonNull(key))
        {
            throw new UnsupportedCase("an event without " + key);
        }
        return new BigDecimal(node.get(key).asText());
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

    /** Enough decimals for every price of the case, at least cents. */
    private int exponent()
    {
        int decimals = 2;
        for (final JsonNode event : vector.path("events"))
        {
            for (final String key : new String[]{"px", "bid", "ask"})
            {
                if (event.hasNonNull(key))
                {
                    decimals = Math.max(decimals, decimal(event, key).stripTrailingZeros().scale());
                }
            }
        }
        return decimals;
    }
}

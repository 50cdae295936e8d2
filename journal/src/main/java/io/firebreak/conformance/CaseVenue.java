package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.EventPublisher;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What happens at the venue of a case: prices that it publishes, prints that it asks about and makes, orders that meet
 * its book. Everything that a checkpoint compares was said by the engine or its gate.
 */
final class CaseVenue
{
    static final int INSTRUMENT = 0;
    static final Set<String> POTENTIAL_KEYS = Set.of("px", "qty", "side", "id", "tif", "ordType");
    static final long LOTS = 100;
    private static final int E9 = 9;

    final CaseHost host;
    final Family family;
    final int exponent;
    final CaseOrders orders;

    /** Answer to each order and potential trade of the case, by its name. */
    final Map<String, String> decisions = new LinkedHashMap<>();
    BigDecimal premiumFactor = BigDecimal.ONE;
    BigDecimal bid;
    BigDecimal ask;

    /** Answer to the last potential trade of the instant; null where it has none. */
    String verdict;
    private final long increment;

    CaseVenue(final CaseHost host, final Family family, final int exponent, final BigDecimal tick)
    {
        increment = tick == null ? 1 : tick.movePointRight(exponent).longValueExact();
        this.host = host;
        this.family = family;
        this.exponent = exponent;
        orders = new CaseOrders(this);
    }

    /** A new instant: what is said of the last event of the one before is over. */
    void begin()
    {
        host.observed().beginInstant();
        verdict = null;
    }

    void publish(final ReferenceKind kind, final int index, final BigDecimal price)
    {
        host.publisher().referencePrice(CaseHost.SOURCE, 0, host.timeNs(), host.timeNs(),
            family.isMarket ? Scope.market(0) : Scope.instrument(INSTRUMENT), kind.code(), index,
            price.movePointRight(E9).longValueExact(), 0);
        host.settle();
    }

    void nbbo(final JsonNode event)
    {
        bid = event.hasNonNull("bid") ? decimal(event, "bid") : null;
        ask = event.hasNonNull("ask") ? decimal(event, "ask") : null;
        host.publisher().quote(CaseHost.SOURCE, 0, host.timeNs(), host.timeNs(), INSTRUMENT, 0,
            QuoteKind.CONSOLIDATED.code(), bid == null ? EventPublisher.ABSENT : ticks(event, "bid"),
            bid == null ? 0 : LOTS, ask == null ? EventPublisher.ABSENT : ticks(ask), ask == null ? 0 : LOTS);
        host.settle();
    }

    /** In a pause nobody quotes: what stood before it is withdrawn. */
    void withdraw()
    {
        if ((bid != null || ask != null) && host.observed().state().equals("PAUSED"))
        {
            bid = null;
            ask = null;
            host.publisher().quote(CaseHost.SOURCE, 0, host.timeNs(), host.timeNs(), INSTRUMENT, 0,
                QuoteKind.CONSOLIDATED.code(), EventPublisher.ABSENT, 0, EventPublisher.ABSENT, 0);
            host.settle();
        }
    }

    /** A print that nobody asked about: the case says that it happened. */
    void print(final long priceTicks, final long lots, final int side, final int flags)
    {
        host.publisher().trade(CaseHost.SOURCE, 0, host.timeNs(), host.timeNs(), INSTRUMENT, 0, priceTicks, lots, 0,
            side, flags);
        host.settle();
        if (family.publishedByPrints != null)
        {
            publish(family.publishedByPrints, 0, BigDecimal.valueOf(priceTicks, exponent));
        }
    }

    /** Tells which print would come next; true where the engine does not deny it. */
    boolean mayPrint(
        final Side side, final OrderKind kind, final long priceTicks, final long lots, final long epoch, final int code)
    {
        final long denied = host.observed().denied;
        host.publisher().potentialTrade(CaseHost.SOURCE, 0, host.timeNs(), host.timeNs(), INSTRUMENT, 0, side.code(),
            kind.code(), priceTicks, lots, epoch, code);
        host.settle();
        return host.observed().denied == denied;
    }

    /** A potential trade that is allowed counts as a trade. */
    void potentialTrade(final JsonNode event)
    {
        final Side side = event.path("side").asText("").equalsIgnoreCase("sell") ? Side.SELL : Side.BUY;
        final long priceTicks = ticks(event, "px");
        final boolean isAllowed = mayPrint(side, CaseOrders.kind(event), priceTicks, lots(event), 0, 0);
        verdict = isAllowed ? "ALLOW" : "PREVENT";
        if (event.hasNonNull("id"))
        {
            decisions.put(event.path("id").asText(), verdict);
        }
        if (isAllowed)
        {
            print(priceTicks, lots(event), side.code(), InputFlags.ELIGIBLE);
        }
    }

    /** What the engine itself says of the instrument now. */
    ScopeReading reading()
    {
        return host.reading(family.isMarket ? Scope.market(0) : Scope.instrument(INSTRUMENT));
    }

    /** The venue's tick in quanta. */
    long increment()
    {
        return increment;
    }

    long ticks(final JsonNode node, final String key)
    {
        return ticks(decimal(node, key));
    }

    long ticks(final BigDecimal price)
    {
        return price.movePointRight(exponent).longValueExact();
    }

    static long lots(final JsonNode event)
    {
        return event.path("qty").asLong(LOTS);
    }

    static BigDecimal decimal(final JsonNode node, final String key)
    {
        if (!node.hasNonNull(key))
        {
            throw new UnsupportedCase("an event without " + key);
        }
        return CaseSetup.number(node.get(key));
    }
}

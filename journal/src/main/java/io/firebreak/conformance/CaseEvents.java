package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.EventPublisher;
import io.firebreak.market.InputFlags;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Side;
import java.util.Map;
import java.util.Set;

/** What each type of event says to the venue; a family may mean another thing by one. */
final class CaseEvents
{
    /** What an event does. */
    @FunctionalInterface
    interface Action
    {
        void apply(CaseVenue venue, JsonNode event);
    }

    private static final Set<String> COMMON = Set.of("t", "type", "note");

    private static final Map<String, Action> ACTIONS = Map.ofEntries(
        Map.entry("clock", CaseEvents::passes),
        Map.entry("trade", CaseEvents::print),
        Map.entry("nbbo", CaseVenue::nbbo),
        Map.entry("potentialTrade", CaseVenue::potentialTrade),
        Map.entry("wouldTrade", CaseVenue::potentialTrade),
        Map.entry("book", (venue, event) -> venue.orders.book(event)),
        Map.entry("order", (venue, event) -> venue.orders.enter(event)),
        Map.entry("index", CaseEvents::index),
        Map.entry("reference", publishes(ReferenceKind.BREAKER_REFERENCE)),
        Map.entry("proforma", publishes(ReferenceKind.PRO_FORMA)),
        Map.entry("mark", publishes(ReferenceKind.MARK)),
        Map.entry("indicative", (venue, event) -> venue.host.indicative(ticks(venue, event, "px"))),
        Map.entry("callEnd", (venue, event) -> venue.host.indicative(ticks(venue, event, "indicative"))),
        Map.entry("manualEnd", CaseEvents::manualEnd),
        Map.entry("auctionPrice", (venue, event) -> venue.host.auction(ticks(venue, event, "px"))));

    /** Keys that an event of a type may have beside its time and type: another one would be passed over. */
    private static final Map<String, Set<String>> KEYS = Map.ofEntries(
        Map.entry("trade", Set.of("px", "qty", "side", "eligible")),
        Map.entry("nbbo", Set.of("bid", "ask")),
        Map.entry("potentialTrade", CaseVenue.POTENTIAL_KEYS),
        Map.entry("wouldTrade", CaseVenue.POTENTIAL_KEYS),
        Map.entry("book", Set.of("asks", "bids")),
        Map.entry("order", CaseOrders.KEYS),
        Map.entry("index", Set.of("px", "index")),
        Map.entry("indicative", Set.of("px", "step")),
        Map.entry("callEnd", Set.of("indicative", "outcome")),
        Map.entry("spot", Set.of("px", "perpDiff")),
        Map.entry("indexPremium", Set.of("index", "avgPremium")),
        Map.entry("markIndex", Set.of("mark", "index", "premiumAvg")),
        Map.entry("markInputs", Set.of("index", "fundingRate", "hoursToFunding")),
        Map.entry("stopCascade", Set.of("startPx", "wouldTradeAt")),
        Map.entry("vcmTrigger", Set.of("reference")),
        Map.entry("manualEnd", Set.of("px", "indicative")),
        Map.entry("clock", Set.of()), Map.entry("viStart", Set.of()));

    private CaseEvents()
    {
    }

    /**
     * Does what an event says.
     *
     * @throws UnsupportedCase where nothing is known of its type.
     */
    static void apply(final CaseVenue venue, final JsonNode event)
    {
        final String type = event.path("type").asText();
        final Action own = venue.family.events.get(type);
        final Action action = own != null ? own : ACTIONS.get(type);
        if (action == null)
        {
            throw new UnsupportedCase("event " + type);
        }
        final Set<String> keys = KEYS.getOrDefault(type, Set.of("px"));
        event.fieldNames().forEachRemaining(key ->
        {
            if (!keys.contains(key) && !COMMON.contains(key))
            {
                throw new UnsupportedCase("key " + key + " of event " + type);
            }
        });
        action.apply(venue, event);
    }

    /** Two people end a call; the price that it ends at is that of the event, or the last indicative one. */
    private static void manualEnd(final CaseVenue venue, final JsonNode event)
    {
        for (final String key : new String[] {"px", "indicative"})
        {
            if (event.hasNonNull(key))
            {
                venue.host.indicative(venue.ticks(event, key));
            }
        }
        venue.host.resume();
    }

    private static void passes(final CaseVenue venue, final JsonNode event)
    {
        // the venue's time has moved before its events
    }

    /** The venue publishes the event's price as one of a kind. */
    static Action publishes(final ReferenceKind kind)
    {
        return publishes(kind, "px");
    }

    static Action publishes(final ReferenceKind kind, final String key)
    {
        return (venue, event) -> venue.publish(kind, 0, CaseVenue.decimal(event, key));
    }

    /** A market-wide reopening ends at the first later event of the index. */
    private static void index(final CaseVenue venue, final JsonNode event)
    {
        if (venue.host.observed().isReopening())
        {
            venue.host.reopenMarket();
        }
        venue.publish(ReferenceKind.INDEX, event.path("index").asInt(0), CaseVenue.decimal(event, "px"));
    }

    /** A print, whatever the case calls it. */
    static void print(final CaseVenue venue, final JsonNode event)
    {
        venue.print(venue.ticks(event, "px"), CaseVenue.lots(event), Side.NONE.code(),
            event.path("eligible").asBoolean(true) ? InputFlags.ELIGIBLE | CaseHost.SWEEP_END : 0);
    }

    private static long ticks(final CaseVenue venue, final JsonNode event, final String key)
    {
        return event.hasNonNull(key) ? venue.ticks(event, key) : EventPublisher.ABSENT;
    }
}

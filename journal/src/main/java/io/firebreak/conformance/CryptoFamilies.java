package io.firebreak.conformance;

import static io.firebreak.conformance.CaseSetup.only;
import static io.firebreak.conformance.CaseSetup.percent;
import static io.firebreak.conformance.CaseSetup.scaled;
import static io.firebreak.conformance.CaseSetup.set;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.market.ReferenceKind;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The families of venues that trade around the clock. */
final class CryptoFamilies
{
    private static final int PPM_DIGITS = 6;
    private static final long MILLIS = 1_000L;

    private CryptoFamilies()
    {
    }

    static void add()
    {
        add("COINBASE", "coinbase").instrument("spot")
            .param("pct", percent("spot.limit.protection.width_ppm")).param("tick", CaseSetup::tick);
        final String range = "spot.limit.range.width.";
        add("BINANCE/PRICE_RANGE", "binance-price-range").instrument("spot")
            .param("bidUp", multiple(range + "up_ppm")).param("askDown", multiple(range + "down_ppm"))
            .boundlessWithout("bidUp", range + "up_ppm").boundlessWithout("askDown", range + "down_ppm")
            .param("askUp", CryptoFamilies::other).param("bidDown", CryptoFamilies::other)
            .param("tick", CaseSetup::tick)
            .event("referencePrice", CaseEvents.publishes(ReferenceKind.AVERAGE));
        composed();
        final String bitmex = "perpetual.references.mark.";
        add("BITMEX", "bitmex").instrument("perpetual").reference(1).param("tick", CaseSetup::tick)
            .param("fundingIntervalH", (setup, value) -> setup.overrides.put(bitmex + "interval_ms",
                hours(CaseSetup.number(value), MILLIS)))
            .event("markInputs", CryptoFamilies::markInputs);
        final String filter = "spot.filter.percent.width.";
        add("BINANCE/PERCENT_PRICE", "binance-percent-price").instrument("spot").collared()
            .param("up", multiple(filter + "up_ppm")).param("down", multiple(filter + "down_ppm"))
            .param("tick", CaseSetup::tick).event("avgPrice", CaseEvents.publishes(ReferenceKind.AVERAGE));
        final String sides = "spot.filter.";
        add("BINANCE/PERCENT_PRICE_BY_SIDE", "binance-percent-price-by-side").instrument("spot")
            .param("bidUp", multiple(sides + "bid.width.up_ppm"))
            .param("bidDown", multiple(sides + "bid.width.down_ppm"))
            .param("askUp", multiple(sides + "ask.width.up_ppm"))
            .param("askDown", multiple(sides + "ask.width.down_ppm"))
            .param("tick", CaseSetup::tick).event("avgPrice", CaseEvents.publishes(ReferenceKind.AVERAGE));
        add("BYBIT/LTP_BAND", "bybit-ltp").instrument("futures")
            .param("pct", percent("futures.limit.band.width_ppm")).param("tick", CaseSetup::tick);
        add("PARADEX", "paradex").instrument("perpetual").collared()
            .param("bandPct", percent("perpetual.limit.band.width_ppm")).param("tick", CaseSetup::tick);
        add("DERIBIT/BAND", "deribit").instrument("perpetual")
            .param("pct", percent("perpetual.limit.bandwidth.width_ppm"))
            .param("bandPct", percent("perpetual.limit.bandwidth.width_ppm")).param("tick", CaseSetup::tick);
        final String bound = "market.short.minute.width.";
        add("VEGA_PRICE_MONITORING", "vega").instrument("market").setting("market.long.enabled", "false").tick("1")
            .param("sigmaAnnual", scaled(PPM_DIGITS, bound + "sigma_per_sqrt_year_ppm"))
            .param("horizonSec", set(bound + "horizon_s")).param("tick", CaseSetup::tick)
            .param("probability", scaled(PPM_DIGITS, bound + "probability_ppm"))
            .event("reference", CaseEvents::print)
            .state("AUCTION", "PAUSED").state("MONITORING_AUCTION", "PAUSED");
    }

    /** Limits made of an index, a mark and a premium, each published by the venue. */
    private static void composed()
    {
        add("DERIVE/BAND", "derive").collared().instrument("perpetual").param("tick", CaseSetup::tick)
            .param("spotShock", scaled(PPM_DIGITS, "perpetual.limit.band.width.width_ppm"))
            .event("spot", all(CaseEvents.publishes(ReferenceKind.INDEX),
                CaseEvents.publishes(ReferenceKind.PREMIUM, "perpDiff")));
        add("OKX", "okx").instrument("perpetual").collared().param("tick", CaseSetup::tick)
            .param("y", percent("perpetual.limit.inner.width_ppm"))
            .param("z", percent("perpetual.limit.outer.width_ppm")).param("phase", CryptoFamilies::phase)
            .param("x", percent("first_ten_minutes.limit.opening.width_ppm"))
            .event("indexPremium", all(CaseEvents.publishes(ReferenceKind.INDEX, "index"),
                CaseEvents.publishes(ReferenceKind.PREMIUM, "avgPremium")));
        add("BYBIT", "bybit").instrument("futures").collared().param("tick", CaseSetup::tick)
            .param("x", percent("futures.limit.inner.width_ppm")).param("y", percent("futures.limit.outer.width_ppm"))
            .param("alpha", (setup, value) -> setup.premiumFactor = CaseSetup.number(value))
            .event("markIndex", all(CaseEvents.publishes(ReferenceKind.MARK, "mark"),
                CaseEvents.publishes(ReferenceKind.INDEX, "index"), CryptoFamilies::premium));
    }

    private static void premium(final CaseVenue venue, final JsonNode event)
    {
        venue.publish(ReferenceKind.PREMIUM, 0,
            CaseVenue.decimal(event, "premiumAvg").multiply(venue.premiumFactor));
    }

    /** The first ten minutes of a contract are a class of their own. */
    private static void phase(final CaseSetup setup, final JsonNode value)
    {
        only("AFTER_10_MIN", "FIRST_10_MIN").apply(setup, value);
        if (value.asText().equals("FIRST_10_MIN"))
        {
            setup.className = "first_ten_minutes";
        }
    }

    /** The index, the funding rate and the hours that its interval has left, as far as the event tells them. */
    private static void markInputs(final CaseVenue venue, final JsonNode event)
    {
        if (event.hasNonNull("index"))
        {
            venue.publish(ReferenceKind.INDEX, 0, CaseVenue.decimal(event, "index"));
        }
        if (event.hasNonNull("fundingRate"))
        {
            venue.publish(ReferenceKind.FUNDING_RATE, 0, CaseVenue.decimal(event, "fundingRate"));
        }
        if (event.hasNonNull("hoursToFunding"))
        {
            venue.publish(ReferenceKind.FUNDING_TIME, 0,
                new BigDecimal(hours(CaseVenue.decimal(event, "hoursToFunding"), MILLIS)).movePointLeft(3));
        }
    }

    /** A time given in hours, as a whole number of a part of a second. */
    private static String hours(final BigDecimal hours, final long partsOfSecond)
    {
        return hours.multiply(BigDecimal.valueOf(3_600 * partsOfSecond)).setScale(0, RoundingMode.HALF_UP)
            .toPlainString();
    }

    private static CaseEvents.Action all(final CaseEvents.Action... actions)
    {
        return (venue, event) ->
        {
            for (final CaseEvents.Action action : actions)
            {
                action.apply(venue, event);
            }
        };
    }

    private static Family add(final String name, final String rulebook)
    {
        return Families.add(name, rulebook).hours("00:00:00", "23:59:59").answersWithoutPrice();
    }

    /** A multiple of the reference is a distance from it; where one path has two, they must be the same. */
    private static CaseSetup.Param multiple(final String path)
    {
        return (setup, value) ->
        {
            final String ppm = distance(value).movePointRight(PPM_DIGITS).toBigIntegerExact().toString();
            final String before = setup.overrides.put(path, ppm);
            if (before != null && !before.equals(ppm))
            {
                throw new UnsupportedCase("a range of buyers that is not the sellers'");
            }
        };
    }

    /** An order that takes goes away from the reference on its own side: the other side's multiple bounds nothing. */
    private static void other(final CaseSetup setup, final JsonNode value)
    {
        if (CaseSetup.number(value).signum() <= 0)
        {
            throw new UnsupportedCase("a multiple of " + value);
        }
    }

    private static BigDecimal distance(final JsonNode multiple)
    {
        return CaseSetup.number(multiple).subtract(BigDecimal.ONE).abs();
    }
}

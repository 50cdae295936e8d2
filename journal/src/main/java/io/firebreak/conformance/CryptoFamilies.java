package io.firebreak.conformance;

import static io.firebreak.conformance.CaseSetup.percent;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.market.ReferenceKind;
import java.math.BigDecimal;

/** The families of venues that trade around the clock. */
final class CryptoFamilies
{
    private static final int PPM_DIGITS = 6;

    private CryptoFamilies()
    {
    }

    static void add()
    {
        add("COINBASE", "coinbase").instrument("spot")
            .param("pct", percent("spot.limit.protection.width_ppm")).param("tick", CaseSetup::tick);
        final String range = "spot.limit.range.width.";
        add("BINANCE/PRICE_RANGE", "binance-price-range").instrument("spot")
            .param("bidUp", multiple(range + "up_ppm")).param("askUp", multiple(range + "up_ppm"))
            .param("bidDown", multiple(range + "down_ppm")).param("askDown", multiple(range + "down_ppm"))
            .param("tick", CaseSetup::tick)
            .event("referencePrice", CaseEvents.publishes(ReferenceKind.AVERAGE))
            .place("EXPIRED", CaseOrders.CANCELLED, CaseOrders.PARTIAL_CANCELLED);
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

    private static BigDecimal distance(final JsonNode multiple)
    {
        return CaseSetup.number(multiple).subtract(BigDecimal.ONE).abs();
    }
}

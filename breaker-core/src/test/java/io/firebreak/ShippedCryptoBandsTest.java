package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.ReferenceKind;
import io.firebreak.market.TradingState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked examples of spec/rulebooks.md section 7 and of the Tokyo table, through the rulebooks that are shipped. */
class ShippedCryptoBandsTest
{
    @Test
    void shouldDivideBelowAndMultiplyAboveWhenTheBandIsGeometric()
    {
        try (BandVenue venue = new BandVenue("derive", "perpetual", "0.01"))
        {
            venue.publish(1, ReferenceKind.INDEX, "3000").publish(1, ReferenceKind.PREMIUM, "1");
            assertThat(venue.band()).isEqualTo("2501.00 3601.00");
        }
        try (BandVenue venue = new BandVenue("derive", "perpetual", "0.01",
            Map.of("perpetual.limit.band.width_ppm", "100000")))
        {
            venue.publish(1, ReferenceKind.INDEX, "110.00").publish(1, ReferenceKind.PREMIUM, "1.50");
            assertThat(venue.band()).isEqualTo("101.50 122.50");
        }
    }

    @ParameterizedTest
    @CsvSource({"40000, 150, 20000, 50000, 39350, 40950", "40000, -2500, 20000, 50000, 38000, 40000",
        "100, 4, 10000, 20000, 100, 102"})
    void shouldComposeTheLimitsOfIndexAndPremium(final String index, final String premium, final String y,
        final String z, final String lower, final String upper)
    {
        try (BandVenue venue = new BandVenue("okx", "perpetual", "0.1",
            Map.of("perpetual.limit.inner.width_ppm", y, "perpetual.limit.outer.width_ppm", z)))
        {
            venue.publish(1, ReferenceKind.INDEX, index).publish(1, ReferenceKind.PREMIUM, premium);
            assertThat(venue.band()).isEqualTo(lower + ".0 " + upper + ".0");
        }
    }

    @ParameterizedTest
    @CsvSource({"2000, 2006, -6, 15000, 40000, 1964.0, 2030.0", "2000, 2006, 90, 15000, 40000, 1970.0, 2080.0",
        "100, 98.5, -1.2, 10000, 30000, 97.8, 101.0"})
    void shouldComposeTheLimitsOfMarkIndexAndPremium(final String mark, final String index, final String premium,
        final String x, final String y, final String lower, final String upper)
    {
        try (BandVenue venue = new BandVenue("bybit", "futures", "0.1",
            Map.of("futures.limit.inner.width_ppm", x, "futures.limit.outer.width_ppm", y)))
        {
            venue.publish(1, ReferenceKind.MARK, mark).publish(1, ReferenceKind.INDEX, index)
                .publish(1, ReferenceKind.PREMIUM, premium);
            assertThat(venue.band()).isEqualTo(lower + " " + upper);
        }
    }

    @ParameterizedTest
    @CsvSource({"3600, 950000, 95878, 104251", "10, 990000, 99711, 100290"})
    void shouldTakeTheBoundsFromAQuantileOfTheLogNormalModel(final String horizon, final String probability,
        final String lower, final String upper)
    {
        try (BandVenue venue = new BandVenue("vega", "market", "1", Map.of(
            "market.short.minute.width.horizon_s", horizon, "market.short.minute.width.probability_ppm", probability,
            "market.long.enabled", "false")))
        {
            venue.trade(1, "100000");
            assertThat(venue.band()).isEqualTo(lower + " " + upper);
            assertThat(venue.allows(2, upper)).isTrue();
            assertThat(venue.allows(3, Long.toString(Long.parseLong(upper) + 1))).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
        }
    }

    @ParameterizedTest
    @CsvSource({"480, 400 560", "1480, 1180 1780", "2000, 1500 2500", "1999, 1599 2399", "2999, 2499 3499",
        "99, 69 129", "100, 50 150", "100000, 70000 130000"})
    void shouldTakeTheYenFromTheTableByTheBasePrice(final String base, final String band)
    {
        try (BandVenue venue = new BandVenue("tse-limit", "domestic", "1"))
        {
            assertThat(venue.publish(1, ReferenceKind.PREVIOUS_CLOSE, base).band()).isEqualTo(band);
        }
    }

    @Test
    void shouldHaltOnceAtThirtyAndOnceAtSixtyPerCentWhenAShareIsListed()
    {
        try (BandVenue venue = new BandVenue("sse-listing", "listing", "0.01"))
        {
            venue.trade(1, "50.00").trade(2, "35.01");
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            venue.trade(3, "35.00");
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(602.999);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(603).auction(604, "36.00").trade(605, "65.00");
            assertThat(venue.state()).as("30 % is used").isEqualTo(TradingState.OPEN);
            venue.trade(606, "80.00");
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(1_206).auction(1_207, "80.00").trade(1_208, "90.00");
            assertThat(venue.state()).as("60 % is used").isEqualTo(TradingState.OPEN);
        }
    }

    @Test
    void shouldUseThirtyPerCentTooWhenTheFirstMoveIsSixty()
    {
        try (BandVenue venue = new BandVenue("sse-listing", "listing", "0.01"))
        {
            venue.trade(1, "50.00").trade(2, "80.00");
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(602).auction(603, "70.00").trade(604, "30.00");
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
        }
    }

    @Test
    void shouldHoldInsideTheIntervalsLimitsAndAnchorAnewAfterTheHold()
    {
        try (BandVenue venue = new BandVenue("ice-ipl", "future", "0.25"))
        {
            venue.publish(1, ReferenceKind.ANCHOR, "640.00");
            assertThat(venue.allows(2, "646.00")).isTrue();
            venue.publish(3, ReferenceKind.ANCHOR, "645.00");
            assertThat(venue.band()).as("fixed for the period").isEqualTo("634.00 646.00");
            assertThat(venue.allows(4, "646.25")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.BAND_ONLY);
            venue.publish(7, ReferenceKind.ANCHOR, "645.75");
            assertThat(venue.allows(8, "645.50")).isTrue();
            assertThat(venue.allows(9, "646.25")).isFalse();
            assertThat(venue.allows(10, "633.75")).isFalse();
            venue.to(13.999);
            assertThat(venue.state()).isEqualTo(TradingState.BAND_ONLY);
            venue.to(14);
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            assertThat(venue.band()).isEqualTo("639.75 651.75");
        }
    }

    @Test
    void shouldNeverTripWhenPriceDriftsSlowerThanThePeriods()
    {
        try (BandVenue venue = new BandVenue("ice-ipl", "future", "0.25"))
        {
            venue.publish(1, ReferenceKind.ANCHOR, "640.00").publish(5.5, ReferenceKind.ANCHOR, "645.00");
            venue.to(6);
            assertThat(venue.band()).isEqualTo("639.00 651.00");
            assertThat(venue.allows(7, "650.00")).isTrue();
        }
    }

    @Test
    void shouldBoundAMarketOrderByTheBandWhenTheMarkIsPublished()
    {
        try (BandVenue venue = new BandVenue("paradex", "perpetual", "0.1"))
        {
            assertThat(venue.publish(1, ReferenceKind.MARK, "100").band()).isEqualTo("95.0 105.0");
        }
    }
}

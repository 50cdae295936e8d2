package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.TradingState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Worked examples of spec/rulebooks.md, sections 3 to 7 and appendix A, of venues with a last and a static price. */
class ShippedCorridorsTest
{
    @Test
    void shouldNotCarryTheCorridorAlongWhenOneOrderTradesLevelByLevel()
    {
        try (BandVenue venue = new BandVenue("xetra", "etf_4", "0.001"))
        {
            venue.auction(1, "25.000").trade(2, "25.000");
            assertThat(venue.band()).isEqualTo("24.500 25.500");
            assertThat(venue.allows(3, 3, "25.400", OrderKind.AGGRESSIVE)).isTrue();
            venue.fill(3.1, 3, "25.400");
            assertThat(venue.allows(3.2, 3, "25.700", OrderKind.AGGRESSIVE)).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
        }
    }

    @Test
    void shouldCarryTheCorridorAlongWhenTheRulebookLetsASweepMoveIt()
    {
        try (BandVenue venue = new BandVenue("xetra", "etf_4", "0.001",
            Map.of("etf_4.last.inside_sweep", "true")))
        {
            venue.auction(1, "25.000").trade(2, "25.000");
            assertThat(venue.allows(3, 3, "25.400", OrderKind.AGGRESSIVE)).isTrue();
            venue.fill(3.1, 3, "25.400");
            assertThat(venue.band()).isEqualTo("24.892 25.908");
            assertThat(venue.allows(3.2, 3, "25.700", OrderKind.AGGRESSIVE)).isTrue();
        }
    }

    @Test
    void shouldCallWhenTheStaticCorridorIsLeftFirst()
    {
        try (BandVenue venue = new BandVenue("xetra", "etf_5", "0.1"))
        {
            venue.auction(1, "400.0").trade(2, "412.0").trade(3, "420.0");
            assertThat(venue.band()).isEqualTo("407.4 424.0");
            assertThat(venue.allows(4, "424.0")).isTrue();
            assertThat(venue.allows(5, "424.1")).isFalse();
            venue.to(125);
            assertThat(venue.state()).as("a random end follows").isEqualTo(TradingState.PAUSED);
            venue.to(155);
            assertThat(venue.state()).isEqualTo(TradingState.REOPENING);
            venue.indicative(155.5, "425.0").auction(156, "425.0");
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            assertThat(venue.band()).as("both references are the auction's price").isEqualTo("412.3 437.7");
        }
    }

    @Test
    void shouldHoldTheDynamicGuardForAMinuteWhenPriceLeavesTheLastTrade()
    {
        try (BandVenue venue = new BandVenue("nasdaq-nordic", "first_north", "0.01"))
        {
            venue.trade(1, "30.00");
            assertThat(venue.allows(2, "33.00")).isTrue();
            assertThat(venue.allows(3, "33.10")).isFalse();
            venue.to(62.999);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(68);
            assertThat(venue.state()).isEqualTo(TradingState.REOPENING);
        }
    }

    @Test
    void shouldHoldTheStaticGuardForThreeMinutesWhenPriceLeavesTheOpen()
    {
        try (BandVenue venue = new BandVenue("nasdaq-nordic", "large_index", "0.01"))
        {
            venue.trade(1, "100.00").trade(2, "102.00").trade(3, "105.00").trade(4, "108.00").trade(5, "110.00");
            assertThat(venue.band()).isEqualTo("106.70 110.00");
            assertThat(venue.allows(6, "110.01")).isFalse();
            venue.to(185.999);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(191);
            assertThat(venue.state()).isEqualTo(TradingState.REOPENING);
        }
    }

    @Test
    void shouldCallForTwoMinutesWhenAShareOfTheIndexMovesThreePerCent()
    {
        try (BandVenue venue = new BandVenue("krx-vi", "kospi_200", "1"))
        {
            venue.auction(1, "50000").trade(2, "50000");
            assertThat(venue.band()).isEqualTo("48500 51500");
            assertThat(venue.allows(3, "51600")).isFalse();
            venue.to(122.999);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(123);
            assertThat(venue.state()).isEqualTo(TradingState.REOPENING);
        }
        try (BandVenue venue = new BandVenue("krx-vi", "other", "1"))
        {
            venue.trade(1, "10000");
            assertThat(venue.band()).isEqualTo("9400 10600");
        }
    }

    @Test
    void shouldMoveTheBandWithTheMarkWhenTheMoveIsGenuine()
    {
        try (BandVenue venue = new BandVenue("deribit", "perpetual", "0.5",
            Map.of("perpetual.limit.bandwidth.width_ppm", "20000")))
        {
            venue.publish(1, ReferenceKind.MARK, "3000");
            assertThat(venue.band()).isEqualTo("2940.0 3060.0");
            assertThat(venue.allows(2, "3060.5")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            venue.publish(3, ReferenceKind.MARK, "3150");
            assertThat(venue.band()).isEqualTo("3087.0 3213.0");
        }
    }

    @Test
    void shouldFillInsideAndCancelTheRestWhenAMarketOrderIsProtected()
    {
        try (BandVenue venue = new BandVenue("coinbase", "spot", "0.01"))
        {
            venue.trade(1, "250.00");
            assertThat(venue.allows(2, 2, "274.99", OrderKind.MARKET)).isTrue();
            venue.fill(2.1, 2, "274.99");
            assertThat(venue.allows(2.2, 2, "275.01", OrderKind.MARKET)).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
        }
    }

    @Test
    void shouldFillTheEndsOfTheRangeAndEnforceNothingWhenTheReferenceIsTakenBack()
    {
        try (BandVenue venue = new BandVenue("binance-price-range", "spot", "0.01", Map.of(
            "spot.limit.range.up_ppm", "50000", "spot.limit.range.down_ppm", "50000")))
        {
            venue.publish(1, ReferenceKind.AVERAGE, "50");
            assertThat(venue.allows(2, 2, "52.50", OrderKind.MARKET)).isTrue();
            assertThat(venue.allows(2, 2, "52.51", OrderKind.MARKET)).isFalse();
            venue.publish(3.1, ReferenceKind.AVERAGE, null);
            assertThat(venue.band()).isEqualTo("none none");
            assertThat(venue.allows(4, "52.51")).isTrue();
        }
    }

    @Test
    void shouldRoundTheDailyLimitToTheNearestTickWhenItIsTenOrFivePerCent()
    {
        assertThat(limit("main_board", "7.77")).isEqualTo("6.99 8.55");
        assertThat(limit("main_board", "10.03")).isEqualTo("9.03 11.03");
        assertThat(limit("special_treatment", "3.33")).isEqualTo("3.16 3.50");
    }

    @Test
    void shouldTakeTheCentreFromTheFixingAndTheWidthFromTheIndexWhenItIsNight()
    {
        try (BandVenue venue = new BandVenue("cme-price-limit", "equity_index", "0.25"))
        {
            venue.publish(1, ReferenceKind.FIXING, "4200.25").publish(1, ReferenceKind.INDEX, "4198.70");
            assertThat(venue.band()).isEqualTo("3906.50 4494.00");
            venue.publish(2, ReferenceKind.FIXING, "5010.00").publish(2, ReferenceKind.INDEX, "5005.50");
            assertThat(venue.band()).isEqualTo("4659.75 5360.25");
        }
    }

    @Test
    void shouldTakeTheHigherOfTwoLowerLimitsWhenTheCashMarketHasClosed()
    {
        try (BandVenue venue = new BandVenue("cme-price-limit", "equity_index", "0.25"))
        {
            venue.publish(79_200, ReferenceKind.FIXING, "4000.00")
                .publish(79_200, ReferenceKind.SETTLEMENT, "4562.50");
            assertThat(venue.band()).isEqualTo("3720.00 4280.00");
            venue.publish(79_202, ReferenceKind.SETTLEMENT, "4750.00");
            assertThat(venue.band()).isEqualTo("3800.00 4280.00");
        }
    }

    private static String limit(final String className, final String close)
    {
        try (BandVenue venue = new BandVenue("sse-limit", className, "0.01"))
        {
            return venue.publish(1, ReferenceKind.PREVIOUS_CLOSE, close).band();
        }
    }
}

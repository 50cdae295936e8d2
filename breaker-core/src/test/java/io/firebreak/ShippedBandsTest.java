package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.TradingState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Worked examples of spec/rulebooks.md, sections 3 to 7 and appendix A, through the rulebooks that are shipped. */
class ShippedBandsTest
{
    private static final Map<String, String> ALL_DAY = Map.of("*.vcm.active_in.morning.from_after_open_s", "0");

    @Test
    void shouldFeedTheLowToTheUpperLimitAndTheHighToTheLowerOneWhenTheWindowIsAnHour()
    {
        try (BandVenue venue = new BandVenue("cme-dcb", "lead_month", "0.01"))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "72.35");
            assertThat(venue.band()).isEqualTo("68.74 75.96");
            venue.trade(2, "71.90").trade(3, "72.60");
            assertThat(venue.band()).isEqualTo("68.99 75.51");
            assertThat(venue.allows(4, "68.99")).isTrue();
            assertThat(venue.allows(5, "68.98")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(124.999);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(125);
            assertThat(venue.state()).isEqualTo(TradingState.REOPENING);
            venue.auction(126, "69.50");
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            assertThat(venue.band()).isEqualTo("65.89 73.11");
        }
    }

    @Test
    void shouldFloorTheVarianceToTheTickWhenTheTickIsFine()
    {
        try (BandVenue venue = new BandVenue("cme-dcb", "lead_month", "0.00005",
            Map.of("lead_month.dcb.limit.width_ppm", "20000")))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "1.09500").trade(2, "1.09400").trade(3, "1.09600");
            assertThat(venue.band()).isEqualTo("1.07410 1.11590");
        }
    }

    @Test
    void shouldForgetAPrintThatIsSeventyMinutesOldWhenNothingElseHappens()
    {
        try (BandVenue venue = new BandVenue("cme-dcb", "equity_index", "0.25"))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "5000.00").trade(100, "5010.00").trade(1300, "4990.00");
            assertThat(venue.band()).isEqualTo("4835.00 5165.00");
            venue.to(3699.9);
            assertThat(venue.band()).isEqualTo("4835.00 5165.00");
            venue.to(3700);
            assertThat(venue.band()).isEqualTo("4815.00 5165.00");
            venue.trade(4300, "5000.00");
            assertThat(venue.band()).isEqualTo("4825.00 5165.00");
        }
    }

    @Test
    void shouldReserveWhenPriceMovesFasterThanItsThreshold()
    {
        try (BandVenue venue = new BandVenue("cme-velocity", "lead_month", "0.25", Map.of(
            "lead_month.velocity.move.width_e9", "5000000000", "lead_month.moment.window_ms", "1000")))
        {
            venue.trade(1, "450.00").trade(1.2, "452.00");
            assertThat(venue.allows(1.4, 1.4, "446.75", OrderKind.IOC)).isFalse();
            assertThat(venue.state()).as("fill and kill is eliminated").isEqualTo(TradingState.OPEN);
            assertThat(venue.allows(1.5, "447.00")).isTrue();
            assertThat(venue.allows(1.6, "446.75")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
        }
    }

    @Test
    void shouldAllowWhatLiesFarFromAPrintThatHasLeftWhenTheWindowIsTwoSeconds()
    {
        try (BandVenue venue = new BandVenue("cme-velocity", "lead_month", "0.01"))
        {
            venue.trade(1, "72.40").trade(2.5, "72.25");
            assertThat(venue.allows(2.9, 2.9, "71.95", OrderKind.FOK)).isFalse();
            assertThat(venue.allows(3.1, "71.95")).isTrue();
        }
    }

    @Test
    void shouldCallAnAuctionWhenEitherOfTwoWindowsIsExceeded()
    {
        try (BandVenue venue = new BandVenue("eurex-dynamic", "product", "1"))
        {
            venue.trade(0, "5000").trade(60, "5010");
            assertThat(venue.allows(65, "5025")).isTrue();
            assertThat(venue.allows(65, "5026")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
        }
    }

    @Test
    void shouldTradeAtTheDeviationAndCallBeyondItWhenPriceFalls()
    {
        try (BandVenue venue = new BandVenue("eurex-dynamic", "product", "1"))
        {
            venue.trade(1, "5010");
            assertThat(venue.allows(2, "4995")).isTrue();
            assertThat(venue.allows(3, "4994")).isFalse();
        }
    }

    @Test
    void shouldKeepWhatWasFilledAndCallWhenTheNextLevelOfAnOrderBreaches()
    {
        try (BandVenue venue = new BandVenue("eurex-dynamic", "product", "1"))
        {
            venue.trade(1, "5010");
            assertThat(venue.allows(2, 2, "5000", OrderKind.IOC)).isTrue();
            venue.fill(2.1, 2, "5000");
            assertThat(venue.allows(2.2, 2, "4994", OrderKind.IOC)).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
        }
    }

    @Test
    void shouldReserveBeyondTheDynamicCollarWhenItIsABlueChip()
    {
        try (BandVenue venue = new BandVenue("euronext", "blue_chip", "0.05"))
        {
            venue.publish(1, ReferenceKind.PREVIOUS_CLOSE, "78.00");
            venue.trade(2, "78.00").trade(3, "80.00");
            assertThat(venue.band()).isEqualTo("77.60 82.40");
            assertThat(venue.allows(4, "82.40")).isTrue();
            assertThat(venue.allows(5, "82.45")).isFalse();
            venue.to(184.999);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(185);
            assertThat(venue.state()).isEqualTo(TradingState.REOPENING);
        }
    }

    @Test
    void shouldMoveTheDynamicCollarWithTheLastTradeAndKeepTheStaticOneWhenItIsAnotherEquity()
    {
        try (BandVenue venue = new BandVenue("euronext", "other_equity", "0.0001"))
        {
            venue.publish(1, ReferenceKind.PREVIOUS_CLOSE, "12.50");
            assertThat(venue.band()).isEqualTo("11.8750 13.1250");
            venue.trade(2, "12.50").trade(3, "12.00");
            assertThat(venue.band()).isEqualTo("11.4000 12.6000");
            venue.trade(4, "13.20");
            assertThat(venue.band()).isEqualTo("12.5400 13.7500");
            assertThat(venue.allows(5, "13.7500")).isTrue();
            assertThat(venue.allows(5, "13.7501")).isFalse();
        }
    }

    @Test
    void shouldTradeOnInsideTheFrozenBandWhenTheVolatilityControlIsTriggered()
    {
        try (BandVenue venue = new BandVenue("hkex-vcm", "large_cap", "0.05", ALL_DAY))
        {
            venue.trade(1, "80.00").trade(241, "82.00");
            venue.to(300.999);
            assertThat(venue.band()).isEqualTo("none none");
            venue.to(361);
            assertThat(venue.band()).isEqualTo("72.00 88.00");
            assertThat(venue.allows(361, "88.10")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.BAND_ONLY);
            venue.to(541);
            assertThat(venue.band()).as("frozen, though 82.00 is five minutes old").isEqualTo("72.00 88.00");
            assertThat(venue.allows(600, "88.00")).isTrue();
            assertThat(venue.allows(600, "88.05")).isFalse();
            venue.to(660.999);
            assertThat(venue.state()).isEqualTo(TradingState.BAND_ONLY);
            venue.to(661);
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            assertThat(venue.band()).isEqualTo("73.80 90.20");
        }
    }

    @Test
    void shouldCountATradeThatIsExactlyFiveMinutesOldWhenItIsTheReference()
    {
        try (BandVenue venue = new BandVenue("hkex-vcm", "large_cap", "0.05", ALL_DAY))
        {
            venue.trade(1200, "60.00").trade(1440, "62.00");
            venue.to(1739.999);
            assertThat(venue.band()).isEqualTo("54.00 66.00");
            venue.to(1740);
            assertThat(venue.band()).isEqualTo("55.80 68.20");
        }
    }

    @Test
    void shouldRejectFirstBeyondFifteenPercentWhenItIsAMidCap()
    {
        try (BandVenue venue = new BandVenue("hkex-vcm", "mid_cap", "0.05", ALL_DAY))
        {
            venue.trade(1, "20.00").to(301);
            assertThat(venue.band()).isEqualTo("17.00 23.00");
            assertThat(venue.allows(302, "23.00")).isTrue();
            assertThat(venue.allows(303, "23.05")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.BAND_ONLY);
        }
    }
}

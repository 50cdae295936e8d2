package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands between a reference of a band and its value in force, and what makes it forget. */
class ReferenceGateTest
{
    private static final String CALL =
        "trip_state = PAUSED, pause { length_s = 60 }, reopening { kind = UNCHECKED }";

    @TempDir
    private Path directory;

    @Test
    void shouldKeepTheLastPrintAndNotTheSettlementWhenAnHourPassesWithoutOne()
    {
        try (BandVenue venue = new BandVenue("cme-dcb", "lead_month", "0.01"))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "72.35").trade(2, "70.00").trade(3, "72.00");
            venue.to(3_700);
            assertThat(venue.band()).isEqualTo("68.39 75.61");
            venue.fill(3_701, 3_701, "75.00");
            assertThat(venue.band()).as("an order does not carry its own band along").isEqualTo("68.39 75.61");
            venue.to(3_703);
            assertThat(venue.band()).isEqualTo("71.39 78.61");
        }
    }

    @Test
    void shouldTakeTheSettlementAgainWhenADayBegins()
    {
        try (BandVenue venue = new BandVenue("cme-dcb", "lead_month", "0.01"))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "72.35").trade(2, "70.00");
            venue.to(80_001);
            venue.venue.calendar(86_400, 160_000);
            venue.to(86_399);
            assertThat(venue.band()).isEqualTo("66.39 73.61");
            venue.to(86_400);
            assertThat(venue.band()).isEqualTo("68.74 75.96");
        }
    }

    @Test
    void shouldBeginADayWithItsCloseWhenTheDayBeforeHadALastPrice()
    {
        try (BandVenue venue = new BandVenue("euronext", "other_equity", "0.01"))
        {
            venue.publish(1, ReferenceKind.PREVIOUS_CLOSE, "12.00").trade(2, "12.00").trade(3, "13.00");
            venue.to(80_001);
            venue.venue.calendar(86_400, 160_000);
            venue.publish(80_002, ReferenceKind.PREVIOUS_CLOSE, "10.00");
            venue.to(86_400);
            assertThat(venue.band()).isEqualTo("9.50 10.50");
        }
    }

    @Test
    void shouldHoldAPublishedPriceUntilTheSweepHasEndedWhenItComesWithinOne()
    {
        try (BandVenue venue = new BandVenue("binance-price-range", "spot", "0.01"))
        {
            venue.publish(1, ReferenceKind.AVERAGE, "50.00").fill(2, 2, "51.00");
            venue.publish(2.1, ReferenceKind.AVERAGE, "60.00");
            assertThat(venue.band()).isEqualTo("25.00 100.00");
            assertThat(venue.allows(2.2, 2, "110.00", OrderKind.AGGRESSIVE)).isFalse();
            assertThat(venue.allows(2.3, 2, "99.00", OrderKind.AGGRESSIVE)).isTrue();
            venue.trade(2.4, "99.00");
            assertThat(venue.band()).as("another sweep ended it").isEqualTo("30.00 120.00");
        }
    }

    @Test
    void shouldLetAPublishedPriceInWhenTheSweepHasLastedItsSecond()
    {
        try (BandVenue venue = new BandVenue("binance-price-range", "spot", "0.01"))
        {
            venue.publish(1, ReferenceKind.AVERAGE, "50.00").fill(2, 2, "51.00");
            venue.publish(2.1, ReferenceKind.AVERAGE, "60.00").publish(2.2, ReferenceKind.AVERAGE, "40.00");
            venue.to(3);
            assertThat(venue.band()).isEqualTo("25.00 100.00");
            venue.to(3.001);
            assertThat(venue.band()).isEqualTo("20.00 80.00");
        }
    }

    @Test
    void shouldPublishAtTheLeastChangeWhenTheLeastHoldHasPassed()
    {
        try (BandVenue venue = ReferenceRulebook.open(directory,
            "centre { kind = LAST, gate { min_change_ppm = 10000, min_hold_s = 30 } }"))
        {
            venue.trade(1, "100.00").trade(2, "102.00");
            assertThat(venue.band()).isEqualTo("90.00 110.00");
            venue.to(30.999);
            assertThat(venue.band()).isEqualTo("90.00 110.00");
            venue.to(31);
            assertThat(venue.band()).as("the hold is over").isEqualTo("91.80 112.20");
            venue.trade(70, "103.01");
            assertThat(venue.band()).as("less than a hundredth").isEqualTo("91.80 112.20");
            venue.trade(71, "103.02");
            assertThat(venue.band()).as("a hundredth").isEqualTo("92.72 113.32");
        }
    }

    @Test
    void shouldForgetWhatItHeldBackWhenTheValueReturned()
    {
        try (BandVenue venue = ReferenceRulebook.open(directory, "centre { kind = LAST, gate { min_hold_s = 30 } }"))
        {
            venue.trade(1, "100.00").trade(2, "102.00").trade(3, "100.00").to(40);
            assertThat(venue.band()).isEqualTo("90.00 110.00");
        }
    }

    @Test
    void shouldStandStillInAPauseWhenItIsFrozenThere()
    {
        try (BandVenue venue = ReferenceRulebook.open(directory,
            "centre { kind = PUBLISHED, price = MARK, gate { freeze_in = [PAUSED, REOPENING] } }", CALL))
        {
            venue.publish(1, ReferenceKind.MARK, "100.00");
            assertThat(venue.allows(2, "111.00")).isFalse();
            venue.publish(3, ReferenceKind.MARK, "120.00");
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            assertThat(value(venue)).isEqualTo(10_000_000_000L);
            venue.to(62).auction(63, "110.00");
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            assertThat(venue.band()).isEqualTo("108.00 132.00");
        }
    }

    @Test
    void shouldHaveNoLastPriceWhenItIsTooOld()
    {
        try (BandVenue venue = ReferenceRulebook.open(directory,
            "centre { kind = LAST, stale_after_s = 10, otherwise = mark }, mark { kind = PUBLISHED, price = MARK }"))
        {
            venue.publish(1, ReferenceKind.MARK, "200.00").trade(2, "100.00").fill(5, 5, "101.00").to(6);
            assertThat(venue.band()).isEqualTo("90.00 110.00");
            venue.to(6.1);
            assertThat(venue.band()).isEqualTo("90.90 111.10");
            venue.to(14.999);
            assertThat(venue.band()).as("the print at the fifth second is in force").isEqualTo("90.90 111.10");
            venue.to(15);
            assertThat(venue.band()).isEqualTo("180.00 220.00");
        }
    }

    @Test
    void shouldSeedAsItsPolicySaysWhenNothingTradedInTheCall()
    {
        for (final String seed : new String[] {"BAND", "NONE", "KEEP"})
        {
            try (BandVenue venue = ReferenceRulebook.open(directory, "centre { kind = LAST, otherwise = mark, " +
                "window_reset_on = [REOPENING], seed = " + seed + " }, mark { kind = PUBLISHED, price = MARK }", CALL))
            {
                venue.publish(1, ReferenceKind.MARK, "200.00").trade(2, "100.00");
                assertThat(venue.allows(3, "111.00")).isFalse();
                venue.to(200);
                assertThat(venue.state()).isEqualTo(TradingState.OPEN);
                assertThat(venue.band()).as(seed).isEqualTo(seed.equals("BAND") ? "99.00 121.00" :
                    seed.equals("NONE") ? "180.00 220.00" : "90.00 110.00");
            }
        }
    }

    @Test
    void shouldForgetWhatAMedianIsMadeOfWhenItsBreakerReopens()
    {
        try (BandVenue venue = ReferenceRulebook.open(directory, "centre { kind = FIRST_VALID, of = [own, mark] }, " +
            "own { kind = MEDIAN, of = [last, volume] }, last { kind = LAST, window_reset_on = [REOPENING], " +
            "seed = NONE }, volume { kind = VWAP, window_s = 600, seed = NONE }, " +
            "mark { kind = PUBLISHED, price = MARK }", CALL))
        {
            venue.publish(1, ReferenceKind.MARK, "200.00").trade(2, "100.00").trade(3, "102.00");
            assertThat(venue.band()).as("101.50 of 102.00 and 101.00").isEqualTo("91.35 111.65");
            assertThat(venue.allows(4, "112.00")).isFalse();
            venue.to(200);
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            assertThat(venue.band()).isEqualTo("180.00 220.00");
        }
    }

    @Test
    void shouldLookBackOnNothingBeforeAnAuctionWhenItIsResetThere()
    {
        try (BandVenue venue = ReferenceRulebook.open(directory,
            "centre { kind = TRADE_EXTREMA, window_s = 600, window_reset_on = [AUCTION] }"))
        {
            venue.trade(1, "100.00").trade(2, "105.00");
            assertThat(venue.band()).isEqualTo("94.50 110.00");
            venue.auction(3, "102.00");
            assertThat(venue.band()).isEqualTo("91.80 112.20");
        }
    }

    private static long value(final BandVenue venue)
    {
        return venue.venue.breaker.engine().read(Scope.instrument(0)).references().get(0).valueMicroTicks();
    }
}

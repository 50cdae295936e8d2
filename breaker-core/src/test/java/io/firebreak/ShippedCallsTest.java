package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.Durability;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The venues' own examples of how a halt ends, through the rulebooks in the jar: spec/rulebooks.md and its vectors. */
class ShippedCallsTest
{
    private static final double CLOSE = 80_000;
    private static final Map<String, String> NO_TAIL = Map.of("*.suspension.pause.tail_s", "0");
    private static final Map<String, String> NO_END = Map.of("*.interruption.pause.tail_s", "0");

    /** The host answers a call: its price, and the price at which it printed where the auction may. */
    private static void call(final BandVenue venue, final double seconds, final String price)
    {
        venue.to(seconds);
        assertThat(venue.state()).as("a call is open at " + seconds).isEqualTo(TradingState.REOPENING);
        venue.indicative(seconds, price);
    }

    private static void open(final BandVenue venue, final double seconds, final String price)
    {
        call(venue, seconds, price);
        venue.auction(seconds, price);
        assertThat(venue.state()).as("opened at " + price).isEqualTo(TradingState.OPEN);
    }

    private static void stay(final BandVenue venue, final double seconds, final String price)
    {
        call(venue, seconds, price);
        assertThat(venue.state()).as("extended at " + price).isEqualTo(TradingState.PAUSED);
    }

    @Test
    void shouldReserveAndExtendWhenTheOpeningPriceLiesBeyondTwiceTheThreshold()
    {
        try (BandVenue venue = new BandVenue("cme-stop-logic", "future", "0.25"))
        {
            venue.trade(100, "4500.00");
            assertThat(venue.allows(101, "4495.00")).as("inside the threshold").isTrue();
            assertThat(venue.allows(102, "4493.50")).isFalse();
            stay(venue, 107, "4487.00");
            open(venue, 112, "4489.00");
        }
    }

    @Test
    void shouldOpenAtTwiceTheThresholdItselfWhenTheCascadeIsThatOfA12()
    {
        try (BandVenue venue = new BandVenue("cme-stop-logic", "future", "0.25", Map.of(
            "future.stop_logic.cascade.width_e9", "3000000000", "future.stop_logic.reopening.check.widths_e9",
            "6000000000")))
        {
            venue.trade(0, "1500.00");
            assertThat(venue.allows(1, "1496.50")).isFalse();
            stay(venue, 6, "1493.75");
            open(venue, 11, "1494.00");
        }
    }

    @Test
    void shouldHaltForFiveSecondsInTheLastFiveMinutes()
    {
        try (BandVenue venue = new BandVenue("cme-dcb", "equity_index", "0.25"))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "5000.00").trade(CLOSE - 600, "5010.00");
            assertThat(venue.allows(CLOSE - 240, "4800.00")).isFalse();
            venue.to(CLOSE - 235.001);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            open(venue, CLOSE - 235, "4900.00");
        }
        try (BandVenue venue = new BandVenue("cme-dcb", "equity_index", "0.25"))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "5000.00").trade(CLOSE - 600, "5010.00");
            assertThat(venue.allows(CLOSE - 180, "4800.00")).as("A9, three minutes before the close").isFalse();
            open(venue, CLOSE - 175, "4900.00");
        }
    }

    @Test
    void shouldEndTheInterruptionInTheSecondCorridor()
    {
        try (BandVenue venue = new BandVenue("xetra-ace", "etf_5", "0.01", NO_END))
        {
            venue.auction(1, "100.00").trade(2, "100.00");
            assertThat(venue.allows(3, "104.00")).isFalse();
            stay(venue, 123, "108.00");
            open(venue, 243, "108.00");
            assertThat(venue.band()).as("around the new price").isEqualTo("104.76 111.24");
        }
    }

    @Test
    void shouldStayAtTheFirstStepAndOpenAtTheSecondWhenItIsAClassTwoFund()
    {
        try (BandVenue venue = new BandVenue("xetra-ace", "etf_2", "0.01", NO_END))
        {
            venue.trade(2, "40.00");
            assertThat(venue.allows(3, "40.50")).isFalse();
            stay(venue, 123, "41.00");
            open(venue, 243, "41.00");
        }
    }

    @Test
    void shouldLeaveTheInterruptionToStaffWhenEveryStepFails()
    {
        try (BandVenue venue = new BandVenue("xetra-ace", "etf_2", "0.01", NO_END))
        {
            venue.trade(2, "40.00");
            assertThat(venue.allows(3, "40.50")).isFalse();
            stay(venue, 123, "42.50");
            stay(venue, 243, "42.50");
            stay(venue, 363, "42.50");
            venue.to(3_600);
            assertThat(venue.state()).as("extended until staff end it").isEqualTo(TradingState.PAUSED);
            staff(venue, 3_600);
            open(venue, 3_600, "42.50");
        }
    }

    /** Every published class: the widest step itself opens, a tick beyond it does not. */
    @Test
    void shouldHoldTheWidestStepOfEveryClass()
    {
        final int[] per = {300, 500, 1_000, 1_000, 1_500, 1_500, 2_000};
        for (int k = 1; k <= per.length; k++)
        {
            for (final int beyond : new int[] {0, 1})
            {
                try (BandVenue venue = new BandVenue("xetra-ace", "etf_" + k, "0.01", NO_END))
                {
                    venue.trade(2, "100.00");
                    assertThat(venue.allows(3, "130.00")).isFalse();
                    final String price = java.math.BigDecimal.valueOf(10_000 + per[k - 1] + beyond, 2).toPlainString();
                    for (int step = 0; step < 3 && venue.state() != TradingState.OPEN; step++)
                    {
                        call(venue, 123 + step * 120, price);
                        venue.auction(123 + step * 120, price);
                    }
                    assertThat(venue.state()).as("class " + k + " at " + price)
                        .isEqualTo(beyond == 0 ? TradingState.OPEN : TradingState.PAUSED);
                }
            }
        }
    }

    @Test
    void shouldExtendUntilStaffEndItWhenTheWiderRangeIsExceeded()
    {
        try (BandVenue venue = new BandVenue("xetra-extended", "vienna", "0.01", NO_END))
        {
            venue.trade(0, "100.00");
            assertThat(venue.allows(1, "104.00")).isFalse();
            stay(venue, 121, "107.00");
            venue.to(1_000);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            staff(venue, 1_000);
            open(venue, 1_000, "107.00");
        }
        try (BandVenue venue = new BandVenue("xetra-extended", "vienna", "0.01", NO_END))
        {
            venue.trade(0, "100.00");
            assertThat(venue.allows(1, "104.00")).isFalse();
            open(venue, 121, "106.00");
        }
    }

    @Test
    void shouldTradeTwoLevelsOnlyUntilTheCorridorIsLeft()
    {
        try (BandVenue venue = new BandVenue("xetra-extended", "share", "0.01"))
        {
            venue.trade(1, "25.00");
            assertThat(venue.allows(2, 2, "25.40", OrderKind.AGGRESSIVE)).isTrue();
            venue.fill(2, 2, "25.40");
            assertThat(venue.allows(2, 2, "25.70", OrderKind.AGGRESSIVE)).as("its own fills move nothing").isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
        }
        try (BandVenue venue = new BandVenue("xetra-extended", "share", "0.01",
            Map.of("share.last.inside_sweep", "true")))
        {
            venue.trade(1, "25.00");
            assertThat(venue.allows(2, 2, "25.40", OrderKind.AGGRESSIVE)).isTrue();
            venue.fill(2, 2, "25.40");
            assertThat(venue.band()).isEqualTo("24.90 25.90");
            assertThat(venue.allows(2, 2, "25.70", OrderKind.AGGRESSIVE)).isTrue();
        }
    }

    @Test
    void shouldUncrossAtOnceWhenThePriceIsInsideTheTolerance()
    {
        try (BandVenue venue = new BandVenue("lse", "other", "0.01", NO_TAIL))
        {
            venue.trade(0, "100.00");
            assertThat(venue.allows(60, "94.00")).isFalse();
            venue.to(359.999);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            open(venue, 360, "96.00");
        }
    }

    @Test
    void shouldUncrossRegardlessOfPriceAfterTwoExtensions()
    {
        try (BandVenue venue = new BandVenue("lse", "other", "1", NO_TAIL))
        {
            venue.trade(0, "200");
            assertThat(venue.allows(1, "211")).isFalse();
            stay(venue, 301, "213");
            stay(venue, 601, "212");
            open(venue, 901, "214");
        }
    }

    @Test
    void shouldSuspendByTheStaticToleranceWhenTheDynamicOneIsWider()
    {
        try (BandVenue venue = new BandVenue("lse", "other", "0.5", NO_TAIL))
        {
            venue.auction(0, "400.0").trade(1, "430.0");
            assertThat(venue.band()).as("360 to 440, and 408.5 to 451.5").isEqualTo("408.5 440.0");
            assertThat(venue.allows(2, "441.0")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
        }
    }

    @Test
    void shouldStepTheReferenceTowardsTheMatchingPrice()
    {
        try (BandVenue venue = new BandVenue("ose-dcb", "index_futures", "10"))
        {
            venue.trade(100, "40000");
            assertThat(venue.band()).isEqualTo("39680 40320");
            assertThat(venue.allows(101, "39500")).isFalse();
            stay(venue, 131, "39500");
            open(venue, 161, "39500");
        }
    }

    @Test
    void shouldOpenInsideTheSteppedRangeWhenItIsTheOpening()
    {
        try (BandVenue venue = new BandVenue("ose-dcb", "index_futures", "0.5"))
        {
            venue.trade(0, "2700.0");
            assertThat(venue.band()).isEqualTo("2619.0 2781.0");
            assertThat(venue.allows(1, "2790.0")).isFalse();
            stay(venue, 31, "2790.0");
            open(venue, 61, "2790.0");
        }
    }

    @Test
    void shouldCheckTheCallAroundTheLastFillOfTheOrderThatTripped()
    {
        try (BandVenue venue = new BandVenue("lse", "other", "0.1", NO_TAIL))
        {
            venue.trade(1, "100.0");
            assertThat(venue.allows(2, 2, "104.0", OrderKind.AGGRESSIVE)).isTrue();
            venue.fill(2, 2, "104.0");
            assertThat(venue.allows(2, 2, "105.1", OrderKind.AGGRESSIVE)).as("5 % of 100").isFalse();
            venue.to(302);
            assertThat(venue.indicative(303, "109.2").state()).as("5 % of 104").isEqualTo(TradingState.REOPENING);
            assertThat(venue.auction(304, "109.2").state()).isEqualTo(TradingState.OPEN);
        }
        try (BandVenue venue = new BandVenue("lse", "other", "0.1", NO_TAIL))
        {
            venue.trade(1, "100.0").fill(2, 2, "104.0");
            assertThat(venue.allows(2, 2, "105.1", OrderKind.AGGRESSIVE)).isFalse();
            venue.to(302);
            assertThat(venue.indicative(303, "98.7").state()).as("inside 5 % of 100, not of 104")
                .isEqualTo(TradingState.PAUSED);
        }
    }

    @Test
    void shouldReserveForTenMinutesMoreWhenTheCallIsStillOutsideInTheSameDirection()
    {
        try (BandVenue venue = new BandVenue("euronext", "blue_chip", "0.05"))
        {
            venue.trade(0, "50.00").trade(1, "53.80");
            assertThat(venue.allows(2, "54.10")).as("static, 8 %").isFalse();
            stay(venue, 182, "54.10");
            venue.to(781.999);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            open(venue, 782, "54.10");
        }
    }

    @Test
    void shouldBecomeTheClosingAuctionWhenAScheduledOneTruncatesTheCall()
    {
        try (BandVenue venue = new BandVenue("nasdaq-nordic", "large_index", "0.01"))
        {
            venue.trade(1, "100.00").trade(CLOSE - 360, "100.00");
            assertThat(venue.allows(CLOSE - 330, "104.00")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(CLOSE - 300);
            assertThat(venue.state()).isEqualTo(TradingState.CLOSING_AUCTION_ONLY);
        }
    }

    @Test
    void shouldHaltOnceAtThirtyAndOnceAtSixtyPerCent()
    {
        try (BandVenue venue = new BandVenue("sse-listing", "listing", "0.01"))
        {
            venue.trade(1, "50.00").trade(2, "35.01");
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            venue.trade(100, "35.00");
            assertThat(venue.state()).as("reaches 30 %").isEqualTo(TradingState.PAUSED);
            open(venue, 700, "35.00");
            venue.trade(800, "65.00");
            assertThat(venue.state()).as("30 % is used").isEqualTo(TradingState.OPEN);
            venue.trade(900, "80.00");
            assertThat(venue.state()).as("60 %").isEqualTo(TradingState.PAUSED);
            open(venue, 1_500, "80.00");
            venue.trade(1_600, "90.00");
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
        }
    }

    @Test
    void shouldResumeThreeMinutesBeforeTheCloseWhenAListingHaltsLate()
    {
        try (BandVenue venue = new BandVenue("sse-listing", "listing", "0.01"))
        {
            venue.trade(1, "50.00");
            venue.trade(CLOSE - 400, "66.00");
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            open(venue, CLOSE - 180, "66.00");
        }
    }

    @Test
    void shouldNotMonitorInTheFirstFifteenAndTheLastTwentyMinutes()
    {
        try (BandVenue venue = new BandVenue("hkex-vcm", "large_cap", "0.05"))
        {
            venue.trade(0, "80.00");
            assertThat(venue.allows(899, "100.00")).isTrue();
            assertThat(venue.allows(900, "100.00")).isFalse();
            venue.to(1_200);
            assertThat(venue.allows(CLOSE - 1_201, "100.00")).isFalse();
            assertThat(venue.allows(CLOSE - 1_199, "100.00")).as("what it holds it holds past its hours").isFalse();
            assertThat(venue.allows(CLOSE - 902, "100.00")).isFalse();
            assertThat(venue.allows(CLOSE - 901, "100.00")).as("five minutes after the trip").isTrue();
            assertThat(venue.allows(CLOSE - 600, "100.00")).isTrue();
        }
    }

    /** The release of a closed breaker waits for its mark: by then the day has made its references anew. */
    @ParameterizedTest
    @ValueSource(strings = {"NONE", "J1"})
    void shouldBeginTheDayByItsSettlementAndNotByYesterdaysBrokenLimit(final String releaseAfter)
    {
        try (BandVenue venue =
            new BandVenue("cme-dcb", "equity_index", "0.25", Map.of("engine.release_after", releaseAfter)))
        {
            venue.publish(0, ReferenceKind.SETTLEMENT, "5000.00").trade(CLOSE - 10, "5000.00");
            assertThat(venue.allows(CLOSE - 1, "4800.00")).isFalse();
            venue.to(CLOSE + 1);
            assertThat(venue.state()).isEqualTo(TradingState.CLOSED);
            venue.venue.calendar(86_400, 86_400 + CLOSE);
            venue.to(86_400);
            venue.venue.publisher.durableMark(Venue.at(86_400), Durability.J1.code(),
                venue.venue.breaker.engine().sequence());
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            assertThat(venue.allows(86_401, "5175.00")).as("3.5 % above the settlement").isTrue();
            assertThat(venue.allows(86_402, "5175.25")).isFalse();
        }
    }

    private static void staff(final BandVenue venue, final double seconds)
    {
        venue.venue.publisher.operatorCommand(0, 0, Venue.at(seconds), Scope.instrument(0), 7, 1,
            OperatorCommandKind.RESUME.code(), 0);
        venue.venue.publisher.operatorCommand(0, 0, Venue.at(seconds), Scope.instrument(0), 8, 1,
            OperatorCommandKind.APPROVE_RESUME.code(), 0);
    }
}

package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.Action;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows A1 to A5 and the examples of section 1.5 of spec/rulebooks.md, through the engine and the shipped rulebook. */
class AppendixLuldTest
{
    @Test
    void shouldTakeTwiceTheBucketWhenTheFundHasTwiceTheLeverageOfA1()
    {
        try (LuldVenue venue = new LuldVenue("tier2", 2, "15.00"))
        {
            assertThat(venue.reference("12:00:00", "14.50").bands()).isEqualTo("11.60 17.40");
        }
    }

    @Test
    void shouldDoubleBeforeTheEarlyCloseOfA2()
    {
        try (LuldVenue venue = new LuldVenue("tier1", 1, "198.00", "13:00:00", Map.of()))
        {
            assertThat(venue.reference("11:00:00", "200.00").bands("12:34:00")).isEqualTo("190.00 210.00");
            assertThat(venue.bands("12:36:00")).isEqualTo("180.00 220.00");
        }
    }

    @Test
    void shouldNotEnterALimitStateWhenTheQuoteOfA3IsCrossed()
    {
        try (LuldVenue venue = new LuldVenue("tier1", 1, "42.10").reference("10:00:00", "41.37"))
        {
            venue.quote("11:00:00", "43.44", "43.40");
            assertThat(venue.bands()).isEqualTo("39.30 43.44");
            assertThat(venue.limitState()).isEqualTo(LimitStateKind.NONE);
            venue.to("11:00:30");
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
        }
    }

    @Test
    void shouldStraddleAndTradeInsideWhenTheBidOfA4LiesBelowTheBand()
    {
        try (LuldVenue venue = new LuldVenue("tier1", 1, "42.10").reference("10:00:00", "41.37"))
        {
            venue.quote("11:00:00", "39.20", "40.00");
            assertThat(venue.limitState()).isEqualTo(LimitStateKind.STRADDLE_LOWER);
            assertThat(venue.allows("11:00:01", Side.BUY, "40.00")).isTrue();
            assertThat(venue.allows("11:00:02", Side.SELL, "39.20")).as("not executable").isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            venue.quote("11:00:03", "39.30", "40.00");
            assertThat(venue.limitState()).isEqualTo(LimitStateKind.NONE);
        }
    }

    @Test
    void shouldFillAtTheBandAndNotThroughItWhenTheSaleOfA5Sweeps()
    {
        try (LuldVenue venue = new LuldVenue("tier1", 1, "42.10").reference("10:00:00", "41.37"))
        {
            assertThat(venue.allows("11:00:00", Side.SELL, "39.30")).isTrue();
            assertThat(venue.allows("11:00:00", Side.SELL, "39.25")).isFalse();
            assertThat(venue.treatment()).as("repriced to the band").isEqualTo(Action.REPRICE.code());
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
        }
        try (LuldVenue venue = new LuldVenue("tier1", 1, "42.10", "16:00:00", Map.of("tier1.remainder", "CANCEL"))
            .reference("10:00:00", "41.37"))
        {
            assertThat(venue.allows("11:00:00", Side.SELL, "39.25")).isFalse();
            assertThat(venue.treatment()).as("by instruction").isEqualTo(Action.CANCEL.code());
        }
    }

    @Test
    void shouldRoundToTheNearestCentAndDoubleLateInExample1()
    {
        try (LuldVenue venue = new LuldVenue("tier1", 1, "42.10").reference("11:00:00", "41.37"))
        {
            assertThat(venue.bands()).isEqualTo("39.30 43.44");
            assertThat(venue.bands("15:36:00")).isEqualTo("37.23 45.51");
        }
    }

    @Test
    void shouldKeepTheBucketOfThePreviousCloseInExample2()
    {
        try (LuldVenue venue = new LuldVenue("tier2", 1, "2.99"))
        {
            assertThat(venue.reference("11:00:00", "3.20").bands()).isEqualTo("2.56 3.84");
        }
    }

    @Test
    void shouldTakeTheLesserOfFifteenCentsAndThreeQuartersInExample3()
    {
        try (LuldVenue venue = new LuldVenue("tier2", 1, "0.40"))
        {
            assertThat(venue.reference("11:00:00", "0.38").bands()).isEqualTo("0.23 0.53");
        }
        try (LuldVenue venue = new LuldVenue("tier2", 1, "0.16"))
        {
            assertThat(venue.reference("11:00:00", "0.15").bands()).isEqualTo("0.04 0.26");
        }
    }

    @Test
    void shouldMoveTheReferenceFromOnePerCentOnInExample4()
    {
        try (LuldVenue venue = new LuldVenue("tier1", 1, "42.10").reference("10:00:00", "41.37"))
        {
            assertThat(venue.mean("10:00:40", "41.78").bands()).isEqualTo("39.30 43.44");
            assertThat(venue.mean("10:00:41", "41.79").bands()).isEqualTo("39.70 43.88");
        }
    }

    @Test
    void shouldPauseAfterFifteenSecondsAndNotBeforeInExample5()
    {
        try (LuldVenue venue = new LuldVenue("tier1", 1, "42.10").reference("10:00:00", "41.37"))
        {
            venue.quote("11:00:00", "39.25", "39.30");
            assertThat(venue.limitState()).isEqualTo(LimitStateKind.AT_LOWER);
            venue.quote("11:00:14.999", "39.31", "39.40");
            assertThat(venue.limitState()).isEqualTo(LimitStateKind.NONE);
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
        }
        try (LuldVenue venue = new LuldVenue("tier1", 1, "42.10").reference("10:00:00", "41.37"))
        {
            venue.quote("11:00:00", "39.25", "39.30").to("11:00:14.999");
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            venue.to("11:00:15");
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to("11:05:14.999");
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to("11:05:15");
            assertThat(venue.state()).isEqualTo(TradingState.REOPENING);
        }
    }

    @Test
    void shouldMoveOnlyTheViolatedSideOfTheCollarInExample6()
    {
        try (LuldVenue venue = new LuldVenue("tier1", 1, "42.10").reference("10:00:00", "42.105"))
        {
            assertThat(venue.bands()).isEqualTo("40.00 44.21");
            venue.quote("11:00:00", "39.95", "40.00").to("11:05:15");
            assertThat(venue.collar()).isEqualTo("38.00 44.21");
            venue.indicative("11:05:15", "37.10").to("11:10:14.999");
            assertThat(venue.state()).as("five minutes more").isEqualTo(TradingState.PAUSED);
            venue.to("11:10:15");
            assertThat(venue.collar()).isEqualTo("36.00 44.21");
            venue.indicative("11:10:15", "37.10").auction("11:10:15", "37.10");
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            assertThat(venue.bands()).as("ties upwards").isEqualTo("35.25 38.96");
        }
    }
}

package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Widths that follow each other within a day, quotes that step, prints that are reviewed. */
class StepsTest
{
    @Test
    void shouldWidenOneSideOnlyWhenAPrintAtTheLimitHasHaltedTheMarket()
    {
        try (BandVenue venue = new BandVenue("ose-static", "index_futures", "10"))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "33115");
            assertThat(venue.band()).as("2649.2 is 2640").isEqualTo("30480 35750");
            assertThat(venue.allows(2, "30470")).isFalse();
            assertThat(venue.state()).as("nothing beyond halts").isEqualTo(TradingState.OPEN);
            assertThat(venue.allows(3, "30480")).isTrue();
            venue.trade(3, "30480");
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(602.9);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.indicative(603.1, "30300").auction(603.2, "30300");
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            assertThat(venue.band()).as("12 % below, 8 % above").isEqualTo("29150 35750");
            venue.trade(700, "29150").indicative(1_300.1, "29100").auction(1_300.2, "29100");
            assertThat(venue.band()).isEqualTo("27830 35750");
            venue.trade(1_400, "27830");
            assertThat(venue.state()).as("there is no further width").isEqualTo(TradingState.OPEN);
            assertThat(venue.band()).isEqualTo("27830 35750");
        }
    }

    @Test
    void shouldBeginWithTheFirstWidthWhenADayBegins()
    {
        try (BandVenue venue = new BandVenue("ose-static", "index_futures", "10"))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "33115");
            venue.trade(2, "35750").indicative(602.1, "35800").auction(602.2, "35800");
            assertThat(venue.band()).isEqualTo("30480 37080");
            venue.to(80_001);
            venue.venue.calendar(86_400, 166_400);
            venue.to(86_401);
            assertThat(venue.band()).isEqualTo("30480 35750");
        }
    }

    @Test
    void shouldMoveTheQuoteByOneIntervalEveryThreeMinutesWhenThePriceIsTooFar()
    {
        try (BandVenue venue = new BandVenue("tse-special-quote", "domestic", "1"))
        {
            venue.trade(1, "700");
            assertThat(venue.band()).isEqualTo("690 710");
            assertThat(venue.allows(2, "735")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.indicative(182, "735");
            assertThat(venue.state()).as("720 is shown").isNotEqualTo(TradingState.OPEN);
            venue.indicative(362, "735").auction(362, "735");
            assertThat(venue.state()).as("730 would be shown, and 735 lies within").isEqualTo(TradingState.OPEN);
            assertThat(venue.band()).isEqualTo("720 750");
        }
    }

    @Test
    void shouldTellOfAPrintThatMayBeReviewedAndOfNoOther()
    {
        try (BandVenue venue = new BandVenue("cme-no-cancel", "future", "0.25"))
        {
            venue.publish(1, ReferenceKind.THEORETICAL, "4000.00");
            venue.venue.decisions();
            venue.trade(2, "4006.00").trade(3, "3994.00");
            assertThat(venue.venue.decisions()).as("at the edge it is final").isEmpty();
            venue.trade(4, "4006.25");
            assertThat(venue.venue.decisions()).singleElement().asString().startsWith("LIMIT NONE -> WARNING");
            venue.trade(5, "3993.75").trade(6, "4100.00");
            assertThat(venue.venue.decisions()).as("each of them").hasSize(2);
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
        }
    }

    @Test
    void shouldLimitChicagoByTheTimeOfDayAndTheLevelsOfTheMarket()
    {
        try (BandVenue venue = new BandVenue("cme-price-limit", "equity_index", "0.25"))
        {
            venue.venue.publisher.referencePrice(0, 0, Venue.at(0), Venue.at(0), Scope.market(0),
                ReferenceKind.PREVIOUS_CLOSE.code(), 0, new BigDecimal("4000").movePointRight(9).longValueExact(), 0);
            venue.publish(1, ReferenceKind.FIXING, "4000").publish(1, ReferenceKind.INDEX, "4000")
                .publish(1, ReferenceKind.SETTLEMENT, "4000");
            assertThat(venue.band()).as("17:00").isEqualTo("3720.00 4280.00");
            venue.to(55_800);
            assertThat(venue.band()).as("08:30, down only").isEqualTo("3720.00 none");
            venue.venue.publisher.referencePrice(0, 0, Venue.at(56_000), Venue.at(56_000), Scope.market(0),
                ReferenceKind.INDEX.code(), 0, new BigDecimal("3700").movePointRight(9).longValueExact(), 0);
            assertThat(venue.state()).isEqualTo(TradingState.HALTED);
            venue.to(56_901);
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            assertThat(venue.band()).as("behind the first level").isEqualTo("3480.00 none");
            venue.to(77_100);
            assertThat(venue.band()).as("14:25").isEqualTo("3200.00 none");
            venue.to(79_200);
            venue.publish(79_200, ReferenceKind.FIXING, "3600");
            assertThat(venue.limit(Side.BUY)).as("15:00").isEqualTo(385_200L);
            assertThat(venue.band()).isEqualTo("3348.00 3852.00");
        }
    }

    @Test
    void shouldCallAnAuctionWhenPriceLeavesTheRangeOfTheBusinessDay()
    {
        try (BandVenue venue = new BandVenue("eurex-static", "product", "1"))
        {
            venue.publish(1, ReferenceKind.ANCHOR, "5000");
            venue.trade(2, "5200");
            assertThat(venue.band()).as("a trade does not move it").isEqualTo("4750 5250");
            assertThat(venue.allows(3, "5250")).isTrue();
            assertThat(venue.allows(3, "5251")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
        }
    }
}

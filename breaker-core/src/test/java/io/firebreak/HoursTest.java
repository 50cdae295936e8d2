package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Widths, rules and whole breakers in force for a part of the day. */
class HoursTest
{
    private static final String FILE = "src/test/resources/every-hour.conf";

    private static int buy(final BandVenue venue, final String price)
    {
        return venue.venue.breaker.sharedGate().check(0, Side.BUY.code(), OrderKind.PASSIVE.code(), venue.ticks(price),
            1, venue.venue.breaker.engine().timeNs(), new VerdictDetail());
    }

    @Test
    void shouldMakeTheBandAnewAtEachInstantWhenItsWidthChangesWithTheTimeOfDay()
    {
        try (BandVenue venue = new BandVenue(FILE, "future", "0.01", Map.of("future.entry.enabled", "false")))
        {
            venue.venue.calendar(0, 23_400);
            venue.publish(1, ReferenceKind.SETTLEMENT, "100");
            assertThat(venue.band()).isEqualTo("98.00 103.00");
            venue.to(899.999);
            assertThat(venue.band()).isEqualTo("98.00 103.00");
            venue.to(900);
            assertThat(venue.band()).as("at the instant itself").isEqualTo("99.00 101.00");
            venue.to(21_899.999);
            assertThat(venue.band()).isEqualTo("99.00 101.00");
            venue.to(21_900);
            assertThat(venue.band()).as("doubled").isEqualTo("98.00 102.00");
            assertThat(venue.allows(21_901, "102.00")).isTrue();
            assertThat(venue.allows(21_901, "102.01")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
        }
    }

    @Test
    void shouldTellTheNewBandWhenATimerChangesIt()
    {
        try (BandVenue venue = new BandVenue(FILE, "future", "0.01", Map.of("future.entry.enabled", "false")))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "100");
            venue.venue.decisions();
            venue.to(1_000);
            assertThat(venue.venue.decisions()).as("one record, though the tick came late")
                .singleElement().asString().startsWith("BAND");
        }
    }

    @Test
    void shouldKeepTheBandOfTheTripAndTakeTheNewWidthAtTheReopeningWhenAnInstantComesInAPause()
    {
        try (BandVenue venue = new BandVenue(FILE, "future", "0.01", Map.of("future.entry.enabled", "false")))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "100");
            assertThat(venue.allows(890, "103.01")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(905);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(950);
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
            assertThat(venue.band()).isEqualTo("99.00 101.00");
        }
    }

    @ParameterizedTest
    @CsvSource({"600", "2000"})
    void shouldLetTheEarlierPartHoldWhenAShortDayChangesTheOrderOfTwoEnds(final int close)
    {
        try (BandVenue venue = new BandVenue(FILE, "future", "0.01", Map.of("future.entry.enabled", "false")))
        {
            venue.venue.calendar(0, close);
            venue.publish(1, ReferenceKind.SETTLEMENT, "100");
            assertThat(venue.band()).isEqualTo("98.00 103.00");
            venue.to(Math.min(close - 1, 899));
            assertThat(venue.band()).isEqualTo("98.00 103.00");
            venue.to(Math.min(close - 1, 901));
            assertThat(venue.band()).isEqualTo(close > 900 ? "98.00 102.00" : "98.00 103.00");
        }
    }

    @Test
    void shouldJudgeInItsIntervalsOnlyWhenABreakerHasSeveral()
    {
        try (BandVenue venue = new BandVenue(FILE, "future", "0.01", Map.of("future.shares.enabled", "false")))
        {
            venue.venue.calendar(0, 23_400);
            venue.publish(1, ReferenceKind.SETTLEMENT, "100");
            assertThat(buy(venue, "100.51")).as("the first quarter of an hour").isEqualTo(GateCode.ALLOWED);
            venue.to(900);
            assertThat(buy(venue, "100.51")).isEqualTo(GateCode.ORDER_ABOVE_COLLAR);
            venue.to(8_999.9);
            assertThat(buy(venue, "100.51")).isEqualTo(GateCode.ORDER_ABOVE_COLLAR);
            venue.to(9_000);
            assertThat(buy(venue, "100.51")).as("the break, from its first instant").isEqualTo(GateCode.ALLOWED);
            venue.to(13_499.9);
            assertThat(buy(venue, "100.51")).as("a quarter of an hour behind it").isEqualTo(GateCode.ALLOWED);
            venue.to(13_500);
            assertThat(buy(venue, "100.51")).isEqualTo(GateCode.ORDER_ABOVE_COLLAR);
            venue.to(22_200);
            assertThat(buy(venue, "100.51")).as("twenty minutes before the close").isEqualTo(GateCode.ALLOWED);
        }
    }

    @Test
    void shouldHaveNoLimitWhenAPartOfTheDaySaysNone()
    {
        try (BandVenue venue = new BandVenue(FILE, "nightly", "0.01"))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "100");
            assertThat(venue.band()).isEqualTo("93.00 107.00");
            venue.to(3_600);
            assertThat(venue.band()).isEqualTo("none none");
            assertThat(venue.allows(3_601, "120")).isTrue();
            venue.publish(3_700, ReferenceKind.SETTLEMENT, "110");
            assertThat(venue.band()).isEqualTo("none none");
        }
    }

    @Test
    void shouldBeginAnewWhenTheNextDayIsAnnounced()
    {
        try (BandVenue venue = new BandVenue(FILE, "nightly", "0.01"))
        {
            venue.venue.calendar(0, 20_000);
            venue.publish(1, ReferenceKind.SETTLEMENT, "100");
            venue.to(19_000);
            assertThat(venue.band()).isEqualTo("none none");
            venue.to(20_001);
            venue.venue.calendar(86_400, 106_400);
            venue.publish(86_401, ReferenceKind.SETTLEMENT, "100");
            assertThat(venue.band()).isEqualTo("93.00 107.00");
            venue.to(90_000);
            assertThat(venue.band()).isEqualTo("none none");
        }
    }

    @ParameterizedTest
    @CsvSource({"12600, false", "13499, false", "13500, true", "22199, true", "22200, false"})
    void shouldNotWatchTheFirstQuarterOfTheAfternoonWhenItIsHongKong(final int seconds, final boolean watched)
    {
        try (BandVenue venue = new BandVenue("hkex-vcm", "large_cap", "0.05"))
        {
            venue.venue.calendar(0, 23_400);
            venue.trade(1_000, "80.00");
            assertThat(venue.allows(seconds, "88.10")).isEqualTo(!watched);
        }
    }
}

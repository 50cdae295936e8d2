package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.rulebook.Rulebook;
import io.firebreak.rulebook.RulebookReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The market-wide breakers of spec/rulebooks.md, through the rulebooks that are shipped: the worked examples of
 * sections 2, 6.6, 6.7 and 6.8 and the rows A6, A7, A33 and A34 of its appendix.
 */
class LadderRulebooksTest
{
    private static LadderVenue us()
    {
        return new LadderVenue("us-mwcb", "09:30:00", "16:00:00", "4103.27");
    }

    private static LadderVenue china()
    {
        return new LadderVenue("csi300-2016", "09:30:00", "15:00:00", "3731.00");
    }

    private static LadderVenue korea(final String close)
    {
        return new LadderVenue("krx-market", "09:00:00", "15:30:00", close);
    }

    private static LadderVenue india(final String... closes)
    {
        return new LadderVenue("nse-market", "09:15:00", "15:30:00", closes);
    }

    @Test
    void shouldHaltAndCloseAsTheExampleOfSection2Says()
    {
        try (LadderVenue venue = us())
        {
            assertThat(venue.index("10:05:00", "3815.00")).containsExactly("10:05 OPEN->HALTED 1 until 10:20");
            assertThat(venue.tick("10:20:00")).containsExactly("10:20 HALTED->REOPENING 1 until 10:21");
            venue.auctionNs(LadderVenue.ns("10:20:30"));
            assertThat(venue.changes()).containsExactly("10:20:30 REOPENING->OPEN 1");
            assertThat(venue.index("10:50:00", "3810")).isEmpty();
            assertThat(venue.index("13:00:00", "3500")).containsExactly("13:00 OPEN->HALTED 2 until 13:15");
            venue.tick("13:15:00");
            venue.auctionNs(LadderVenue.ns("13:15:30"));
            venue.changes();
            assertThat(venue.index("15:40:00", "3569")).isEmpty();
            assertThat(venue.index("15:41:00", "3282")).containsExactly("15:41 OPEN->CLOSED 3 until next day");
        }
    }

    @Test
    void shouldHaltBeforeTheCutOffAndNotBehindItAsA6Says()
    {
        try (LadderVenue venue = us())
        {
            assertThat(venue.index("15:24:59", "3816.00")).containsExactly("15:24:59 OPEN->HALTED 1 until 15:39:59");
        }
        try (LadderVenue venue = us())
        {
            assertThat(venue.index("15:26:00", "3816.00")).isEmpty();
        }
    }

    @Test
    void shouldCloseForTheDayAtAnyTimeAsA7Says()
    {
        try (LadderVenue venue = us())
        {
            assertThat(venue.index("15:55:00", "3269")).containsExactly("15:55 OPEN->CLOSED 3 until next day");
        }
    }

    @ParameterizedTest
    @CsvSource({"3544.45, OPEN->HALTED 1 until 10:15", "3544.46, ''", "3917.55, OPEN->HALTED 1 until 10:15",
        "3917.54, ''", "3469.83, OPEN->CLOSED 2 until next day", "3992.17, OPEN->CLOSED 2 until next day"})
    void shouldHaltOnARiseAsOnAFallWhenTheIndexIsTheCsi300(final String index, final String change)
    {
        try (LadderVenue venue = china())
        {
            assertThat(String.join("", venue.index("10:00:00", index)))
                .isEqualTo(change.isEmpty() ? "" : "10:00 " + change);
        }
    }

    @ParameterizedTest
    @CsvSource({"14:44:59.999, HALTED 1 until 14:59:59.999", "14:45:00, CLOSED 1 until next day"})
    void shouldEndTheDayWhenFivePerCentIsReachedLate(final String time, final String change)
    {
        try (LadderVenue venue = china())
        {
            assertThat(venue.index(time, "3500.00")).singleElement().asString().endsWith("OPEN->" + change);
        }
    }

    @Test
    void shouldHaltOnceADayAtFivePerCentWhateverTheDirection()
    {
        try (LadderVenue venue = china())
        {
            venue.index("10:00:00", "3500.00");
            venue.tick("10:15:00");
            venue.auctionNs(LadderVenue.ns("10:15:01"));
            venue.changes();
            assertThat(venue.index("10:30:00", "3500.00")).isEmpty();
            assertThat(venue.index("10:31:00", "3950.00")).as("the other way").isEmpty();
            assertThat(venue.index("10:32:00", "3469.00")).hasSize(1);
        }
    }

    @Test
    void shouldHoldEveryPhaseForAMinuteAndBelowTheLastTriggerAsSection67Says()
    {
        try (LadderVenue venue = korea("2500"))
        {
            assertThat(venue.index("10:00:00", "2290")).isEmpty();
            assertThat(venue.tick("10:00:59.999999999")).isEmpty();
            assertThat(venue.tick("10:01:00")).containsExactly("10:01 OPEN->HALTED 1 until 10:21");
            assertThat(venue.tick("10:21:00")).containsExactly("10:21 HALTED->AUCTION 1 until 10:31");
            assertThat(venue.tick("10:31:00")).containsExactly("10:31 AUCTION->OPEN 1");
            assertThat(venue.index("10:40:00", "2126")).isEmpty();
            assertThat(venue.tick("10:45:00")).as("above 2125").isEmpty();
            assertThat(venue.index("10:50:00", "2125")).isEmpty();
            assertThat(venue.tick("10:51:00")).containsExactly("10:51 OPEN->HALTED 2 until 11:11");
            venue.tick("11:40:00");
            venue.changes();
            assertThat(venue.index("11:50:00", "2000")).isEmpty();
            assertThat(venue.tick("11:51:00")).containsExactly("11:51 OPEN->CLOSED 3 until next day");
        }
    }

    @ParameterizedTest
    @CsvSource({"2103.86, ''", "2103.85, 11:01 OPEN->HALTED 2 until 11:21"})
    void shouldAskForOnePerCentBelowTheLastTriggerWhenThatLiesLowerThanTheLevel(
        final String index, final String change)
    {
        try (LadderVenue venue = korea("2500"))
        {
            venue.index("10:00:00", "2125.10");
            venue.tick("10:01:00");
            venue.tick("10:31:00");
            venue.changes();
            venue.index("11:00:00", index);
            assertThat(String.join("", venue.tick("11:01:00"))).isEqualTo(change);
        }
    }

    @Test
    void shouldRestartTheMinuteWhenTheIndexRecoversAsA33Says()
    {
        try (LadderVenue venue = korea("2500"))
        {
            venue.index("10:00:00", "2299");
            assertThat(venue.index("10:00:59", "2301")).isEmpty();
            venue.index("10:01:30", "2299");
            assertThat(venue.tick("10:02:29.999")).isEmpty();
            assertThat(venue.tick("10:02:30")).containsExactly("10:02:30 OPEN->HALTED 1 until 10:22:30");
        }
    }

    @Test
    void shouldHaltInTheLastFortyMinutesOnlyForPhaseThree()
    {
        try (LadderVenue venue = korea("2500"))
        {
            venue.index("14:48:59", "2290");
            assertThat(venue.tick("14:49:59")).containsExactly("14:49:59 OPEN->HALTED 1 until 15:09:59");
        }
        try (LadderVenue venue = korea("2500"))
        {
            venue.index("14:49:00", "2290");
            assertThat(venue.tick("14:50:00")).as("its minute ends with the cut-off").isEmpty();
            venue.index("14:51:00", "2100");
            assertThat(venue.tick("14:55:00")).isEmpty();
            venue.index("14:56:00", "2000");
            assertThat(venue.tick("14:57:00")).containsExactly("14:57 OPEN->CLOSED 3 until next day");
        }
    }

    @Test
    void shouldBeginANewMinuteWhenAHaltHasEndedTheLast()
    {
        try (LadderVenue venue = korea("2500"))
        {
            venue.index("10:00:00", "2290");
            venue.index("10:00:30", "2100");
            assertThat(venue.tick("10:01:00")).containsExactly("10:01 OPEN->HALTED 1 until 10:21");
            venue.tick("10:40:00");
            venue.changes();
            assertThat(venue.index("10:40:00", "2070")).as("its time ran when the first fired").isEmpty();
            assertThat(venue.tick("10:41:00")).containsExactly("10:41 OPEN->HALTED 2 until 11:01");
        }
    }

    @Test
    void shouldForgetARunningMinuteAtTheClose()
    {
        try (LadderVenue venue = korea("2500"))
        {
            venue.index("15:29:30", "1900");
            assertThat(venue.tick("15:31:00")).isEmpty();
            assertThat(venue.venue().breaker.nextDeadlineNs()).as("only the next day").isGreaterThan(
                LadderVenue.ns("23:00:00"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12:59:59, 18000, 1, 13:44:59", "13:00:00, 18000, 1, 13:15", "14:29:59, 22000, 1, 14:44:59",
        "14:30:00, 18000, 0, ''", "12:59:00, 17000, 2, 14:44", "13:00:00, 17000, 2, 13:45",
        "14:00:00, 17000, 2, next day", "09:15:00, 16000, 3, next day", "15:29:59, 24000, 3, next day"})
    void shouldTakeTheLengthOfTheTimeOfDayAsA34Says(
        final String time, final String index, final int level, final String until)
    {
        try (LadderVenue venue = india("20000", "80000"))
        {
            final String to = until.startsWith("next") ? "CLOSED" : "HALTED";
            final List<String> changes = venue.index(time, index);
            assertThat(changes).hasSize(level == 0 ? 0 : 1);
            assertThat(String.join("", changes))
                .endsWith(level == 0 ? "" : " OPEN->" + to + " " + level + " until " + until);
        }
    }

    @Test
    void shouldHaltForEitherIndexOnceALevelAndCallBeforeItOpens()
    {
        try (LadderVenue venue = india("20000", "80000"))
        {
            assertThat(venue.index("13:30:00", 1, "72000")).containsExactly("13:30 OPEN->HALTED 1 until 13:45");
            assertThat(venue.tick("13:45:00")).containsExactly("13:45 HALTED->AUCTION 1 until 14:00");
            assertThat(venue.tick("14:00:00")).containsExactly("14:00 AUCTION->OPEN 1");
            assertThat(venue.index("14:10:00", 0, "18000")).as("the level is used").isEmpty();
            assertThat(venue.index("14:20:00", 0, "17000")).containsExactly("14:20 OPEN->CLOSED 2 until next day");
        }
    }

    @Test
    void shouldTellAnIndexThatTheMarketDoesNotHave()
    {
        try (LadderVenue venue = india("20000", "80000"))
        {
            venue.indexNs(LadderVenue.ns("10:00:00"), 2, BigDecimal.TEN);
            assertThat(venue.venue().decisions()).singleElement().asString().startsWith("QUALITY REFERENCE_UNKNOWN");
        }
    }

    @Test
    void shouldMoveTheTableWithAnEarlyClose()
    {
        try (LadderVenue venue = new LadderVenue("csi300-2016", "09:30:00", "11:30:00", "3731.00"))
        {
            assertThat(venue.index("11:15:00", "3500")).containsExactly("11:15 OPEN->CLOSED 1 until next day");
        }
    }

    @Test
    void shouldPrintLevelsTablesAndExitsWhenARulebookIsChecked()
    {
        final String nse = String.join("\n", RulebookReport.check(Rulebook.load("nse-market", Map.of())));
        assertThat(nse).contains("level 1, any index at or beyond its previous close -/+ 10.00 %, rounded to 0.05");
        assertThat(nse).contains("from the open to 9,000 s before the close: 2,700 s");
        assertThat(nse).contains("from 3,600 s before the close to the close: no halt");
        assertThat(nse).contains("longest pause 6,300 s + call 900 s + 2 x durable mark 20 s");
        final String krx = String.join("\n", RulebookReport.check(Rulebook.load("krx-market", Map.of())));
        assertThat(krx).contains("an index at or below previous_close - 15.00 %, rounded to 0.01, and 1.00 % beyond " +
            "the index at which the level before fired, for 60 s, not from 2,400 s before the close on");
    }
}

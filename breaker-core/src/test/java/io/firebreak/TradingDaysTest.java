package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.Rulebook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one trading day leaves to the next: announced once, twice, late, out of order or not at all. */
class TradingDaysTest
{
    private static final Map<String, String> UNMARKED = Map.of("engine.release_after", "NONE");
    private static final double OPEN = 100;
    private static final double CLOSE = OPEN + 23_400;
    private static final double DAY = 86_400;
    private static final String NO_SESSION = "QUALITY INACTIVE_NO_SESSION 0 expected 0";
    private static final String NO_CLOSE = "QUALITY INACTIVE_NO_PREVIOUS_CLOSE 0 expected 0";

    private static Venue luld()
    {
        final Venue venue = new Venue("us-luld", 1, UNMARKED).define(0);
        day(venue, 1);
        venue.reference(1, ReferenceKind.PREVIOUS_CLOSE, 99_000_000_000L);
        venue.tick(200);
        venue.print(200, 0, 10_000);
        venue.quote(201, 9_990, 10_010);
        assertThat(venue.decisions()).contains("BAND REFERENCE_SEEDED ref 10000000000 [9500, 10500]");
        return venue;
    }

    /** Level 1 is used on the first day; its close is at hand on the second. */
    private static Venue mwcb()
    {
        final Venue venue = new Venue("us-mwcb", 1, UNMARKED);
        firstDay(venue);
        return venue;
    }

    private static void firstDay(final Venue venue)
    {
        day(venue, 1);
        index(venue, 1, ReferenceKind.PREVIOUS_CLOSE, 4_000);
        venue.tick(200);
        index(venue, 200, ReferenceKind.INDEX, 3_700);
        assertThat(venue.decisions()).singleElement().asString().startsWith("STATE OPEN -> HALTED");
        venue.tick(2_000);
        venue.publisher.auctionResult(0, 0, at(2_000), Scope.market(0), 0, Long.MIN_VALUE, 0);
        venue.tick(CLOSE + 600);
        venue.decisions();
    }

    private static void day(final Venue venue, final int day)
    {
        announce(venue, OPEN + (day - 1) * DAY, CLOSE + (day - 1) * DAY);
    }

    private static void announce(final Venue venue, final double open, final double close)
    {
        venue.calendar(open, close);
    }

    private static void index(final Venue venue, final double seconds, final ReferenceKind kind, final long price)
    {
        venue.publisher.referencePrice(0, 0, at(seconds), at(seconds), Scope.market(0), kind.code(), 0,
            price * 1_000_000_000L, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "2, 1800"})
    void shouldResetTheLevelsAtTheOpenWhenTheDayIsAnnouncedAnyNumberOfTimes(final int times, final double longer)
    {
        try (Venue venue = mwcb())
        {
            for (int i = 0; i < times; i++)
            {
                announce(venue, OPEN + DAY, CLOSE + DAY + (i == 0 ? 0 : longer));
            }
            index(venue, CLOSE + 600, ReferenceKind.PREVIOUS_CLOSE, 4_000);
            venue.tick(DAY + 200);
            index(venue, DAY + 200, ReferenceKind.INDEX, 3_680);
            assertThat(venue.decisions()).singleElement().asString().startsWith("STATE OPEN -> HALTED");
            day(venue, 2);
            index(venue, DAY + 201, ReferenceKind.INDEX, 3_680);
            assertThat(venue.decisions()).as("announced in the session it does not begin again").isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldForgetYesterdaysBandAtTheOpenWhenTheDayIsAnnouncedTwice(final int times)
    {
        try (Venue venue = luld())
        {
            venue.tick(CLOSE + 600);
            for (int i = 0; i < times; i++)
            {
                day(venue, 2);
            }
            venue.reference(CLOSE + 600, ReferenceKind.PREVIOUS_CLOSE, 100_000_000_000L);
            venue.tick(DAY + 200);
            venue.decisions();
            venue.quote(DAY + 200, 7_990, 8_010);
            venue.print(DAY + 200, 0, 8_000);
            assertThat(venue.decisions()).containsExactly("BAND REFERENCE_SEEDED ref 8000000000 [7600, 8400]");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 5", "true, 60", "false, 5", "false, 60"})
    void shouldBeginTheDayWhenTheProcessWasDownOverNightAndItIsAnnouncedAfterItsOpen(
        final boolean clean, final double after)
    {
        final MemoryJournal first = new MemoryJournal();
        final Venue before = new Venue(Rulebook.load("us-mwcb", UNMARKED), Capacities.forInstruments(1), first, 0);
        firstDay(before);
        if (clean)
        {
            before.close();
        }
        try (Venue venue = new Venue(Rulebook.load("us-mwcb", UNMARKED), Capacities.forInstruments(1),
            first.afterwards(), DAY + 1_000))
        {
            index(venue, DAY + 1_001, ReferenceKind.PREVIOUS_CLOSE, 4_000);
            venue.tick(DAY + 1_000 + after);
            day(venue, 2);
            venue.tick(DAY + 1_100);
            venue.decisions();
            index(venue, DAY + 1_101, ReferenceKind.INDEX, 3_680);
            assertThat(venue.decisions()).singleElement().asString().startsWith("STATE OPEN -> HALTED");
        }
    }

    @Test
    void shouldEndYesterdaysLimitStateWhenTheProcessWasDownFromBeforeTheCloseUntilAfterTheOpen()
    {
        final MemoryJournal first = new MemoryJournal();
        try (Venue venue = new Venue(Rulebook.load("us-luld", UNMARKED), Capacities.forInstruments(1), first, 0)
            .define(0))
        {
            day(venue, 1);
            venue.reference(1, ReferenceKind.PREVIOUS_CLOSE, 99_000_000_000L);
            venue.tick(200);
            venue.print(200, 0, 10_000);
            venue.quote(201, 9_490, 9_500);
            assertThat(venue.decisions()).contains("LIMIT NONE -> AT_LOWER PRICE_BAND");
        }
        try (Venue venue = new Venue(Rulebook.load("us-luld", UNMARKED), Capacities.forInstruments(1),
            first.afterwards(), DAY + 1_000))
        {
            venue.reference(DAY + 1_001, ReferenceKind.PREVIOUS_CLOSE, 95_000_000_000L);
            venue.decisions();
            day(venue, 2);
            venue.tick(DAY + 1_001);
            assertThat(venue.decisions()).contains("BAND REFERENCE_SEEDED ref 9500000000 [9025, 9975]");
            venue.potential(DAY + 1_002, 0, 9_000);
            assertThat(venue.decisions()).as("a quarter of an hour after the open a print is no opening")
                .contains("DENIED PRICE_BAND");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"print", "quote", "potential"})
    void shouldSayAgainThatNothingIsJudgedWhenTheNextDayIsForgotten(final String input)
    {
        try (Venue venue = luld())
        {
            venue.tick(CLOSE + 600);
            venue.tick(DAY + 99);
            venue.decisions();
            venue.potential(DAY + 99, 0, 10_000);
            venue.quote(DAY + 99, 9_990, 10_000);
            assertThat(venue.decisions()).as("before the open").isEmpty();
            venue.tick(DAY + 200);
            for (int i = 0; i < 3; i++)
            {
                send(venue, input, DAY + 201 + i, 4_000);
            }
            assertThat(venue.decisions()).containsExactly(NO_SESSION);
            day(venue, 2);
            venue.reference(DAY + 204, ReferenceKind.PREVIOUS_CLOSE, 100_000_000_000L);
            venue.print(DAY + 205, 0, 9_000);
            assertThat(venue.decisions()).contains("BAND REFERENCE_SEEDED ref 9000000000 [8550, 9450]");
            venue.tick(2 * DAY + 200);
            venue.decisions();
            send(venue, input, 2 * DAY + 201, 4_000);
            assertThat(venue.decisions()).as("the third day").containsExactly(NO_SESSION);
        }
    }

    private static void send(final Venue venue, final String input, final double seconds, final long priceTicks)
    {
        switch (input)
        {
            case "print":
                venue.publisher.trade(0, 0, at(seconds), at(seconds), 0, 0, priceTicks, 1, 0, Side.BUY.code(), 1);
                break;
            case "quote":
                venue.quote(seconds, priceTicks - 10, priceTicks);
                break;
            default:
                venue.potential(seconds, 0, priceTicks);
        }
    }

    @Test
    void shouldMeasureFromNoStaleCloseWhenTodaysWasNotSent()
    {
        try (Venue venue = mwcb())
        {
            day(venue, 2);
            venue.tick(DAY + 200);
            index(venue, DAY + 200, ReferenceKind.INDEX, 3_680);
            index(venue, DAY + 201, ReferenceKind.INDEX, 3_680);
            assertThat(venue.decisions()).containsExactly(NO_CLOSE);
            index(venue, DAY + 202, ReferenceKind.PREVIOUS_CLOSE, 4_100);
            index(venue, DAY + 203, ReferenceKind.INDEX, 3_780);
            assertThat(venue.decisions()).singleElement().asString().startsWith("STATE OPEN -> HALTED");
        }
    }

    @Test
    void shouldMakeNoBandOfAStaleCloseWhenTodaysWasNotSent()
    {
        try (Venue venue = luld())
        {
            venue.tick(CLOSE + 600);
            day(venue, 2);
            venue.tick(DAY + 200);
            venue.decisions();
            venue.print(DAY + 201, 0, 10_000);
            assertThat(venue.decisions()).startsWith(NO_CLOSE);
            venue.reference(DAY + 202, ReferenceKind.PREVIOUS_CLOSE, 99_000_000_000L);
            assertThat(venue.decisions())
                .containsExactly("BAND REFERENCE_SEEDED ref 10000000000 [9500, 10500]");
        }
    }

    @Test
    void shouldKeepTheNearestDayWhenAWeekIsAnnouncedAhead()
    {
        try (Venue venue = new Venue("us-luld", 1, UNMARKED).define(0))
        {
            venue.reference(0, ReferenceKind.PREVIOUS_CLOSE, 99_000_000_000L);
            day(venue, 2);
            day(venue, 1);
            assertThat(venue.decisions()).as("an earlier day goes before").isEmpty();
            for (int day = 2; day <= 5; day++)
            {
                day(venue, day);
                assertThat(venue.decisions()).singleElement().asString().startsWith("QUALITY BAD_CALENDAR");
            }
            announce(venue, OPEN + 50, CLOSE);
            assertThat(venue.decisions()).as("the open may be corrected").isEmpty();
            venue.tick(200);
            venue.print(200, 0, 10_000);
            venue.decisions();
            venue.potential(201, 0, 5_000);
            assertThat(venue.decisions()).containsExactly("DENIED PRICE_BAND");
        }
    }

    @Test
    void shouldKeepWhatWasPublishedBeforeTheFirstDayWhenItsOpenIsCorrected()
    {
        try (Venue venue = new Venue("us-luld", 1, UNMARKED).define(0))
        {
            day(venue, 1);
            venue.reference(1, ReferenceKind.PREVIOUS_CLOSE, 99_000_000_000L);
            venue.reference(2, ReferenceKind.BREAKER_REFERENCE, 100_000_000_000L);
            announce(venue, OPEN + 50, CLOSE);
            venue.tick(200);
            venue.decisions();
            venue.potential(201, 0, 5_000);
            assertThat(venue.decisions()).contains("DENIED PRICE_BAND");
        }
    }

    @Test
    void shouldRefuseADayWhenTradingNeverCloses()
    {
        try (Venue venue = new Venue("crypto-perp", 1, UNMARKED).define(0))
        {
            announce(venue, 100, 620);
            assertThat(venue.decisions()).singleElement().asString().startsWith("QUALITY BAD_CALENDAR");
            for (int i = 1; i <= 601; i++)
            {
                venue.print(i, 0, 10_000);
            }
            venue.decisions();
            for (int i = 602; i <= 605; i++)
            {
                venue.potential(i, 0, 9_500);
            }
            assertThat(venue.decisions()).anyMatch(line -> line.startsWith("STATE OPEN -> PAUSED"));
            venue.tick(630);
            assertThat(venue.breaker.engine().governingState(0)).isEqualTo(TradingState.PAUSED.code());
            venue.tick(700);
            assertThat(venue.decisions()).containsExactly("STATE PAUSED -> OPEN merged OPEN PAUSE_ELAPSED");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false, false", "300, false, false", "0, true, false", "300, true, false",
        "0, false, true", "300, false, true", "0, true, true", "300, true, true"})
    void shouldMakeABandOfThePreviousCloseEveryDayWhateverTheOpeningWindow(
        final int windowS, final boolean isLate, final boolean isFromTrade)
    {
        try (Venue venue = new Venue("us-luld", 1, Map.of("engine.release_after", "NONE",
            "session.opening_window_s", "" + windowS, "defaults.opening_from_trade", "" + isFromTrade)).define(0))
        {
            for (int day = 1; day <= 3; day++)
            {
                final double open = OPEN + (day - 1) * DAY;
                venue.tick(open + (isLate ? 400 : -50));
                venue.decisions();
                venue.reference(open + (isLate ? 400 : -50), ReferenceKind.PREVIOUS_CLOSE, 100_000_000_000L);
                day(venue, day);
                venue.tick(open + 401);
                assertThat(venue.decisions()).as("day " + day)
                    .containsExactly("BAND REFERENCE_SEEDED ref 10000000000 [9500, 10500]");
                venue.potential(open + 402, 0, 5_000);
                assertThat(venue.decisions()).contains("DENIED PRICE_BAND");
                venue.tick(open + 23_500);
            }
        }
    }

    /** What a restart holds for its ten seconds is not lost when the host announces the day that is on once more. */
    @Test
    void shouldSeedFromTheCloseWhenTheDayIsAnnouncedAgainWhileTheEndOfItsWindowIsHeld()
    {
        final MemoryJournal first = new MemoryJournal();
        final Venue before = new Venue(Rulebook.load("us-luld", UNMARKED), Capacities.forInstruments(1), first, 0)
            .define(0);
        day(before, 1);
        before.reference(1, ReferenceKind.PREVIOUS_CLOSE, 100_000_000_000L);
        before.tick(OPEN + 60);
        try (Venue venue = new Venue(Rulebook.load("us-luld", UNMARKED), Capacities.forInstruments(1),
            first.afterwards(), OPEN + 360))
        {
            venue.tick(OPEN + 361);
            day(venue, 1);
            venue.decisions();
            venue.tick(OPEN + 370);
            assertThat(venue.decisions()).contains("BAND REFERENCE_SEEDED ref 10000000000 [9500, 10500]");
        }
    }

    /** The closing window doubles a band; a close that is moved forward into it doubles it at once. */
    @Test
    void shouldBeginTheClosingWindowWhenTheCloseIsMovedForwardIntoIt()
    {
        try (Venue venue = luld())
        {
            announce(venue, OPEN, 1_400);
            venue.tick(202);
            venue.tick(202);
            assertThat(venue.decisions()).singleElement().asString().endsWith("ref 10000000000 [9000, 11000]");
        }
    }

    @Test
    void shouldSeedFromWhatPrintedWhenTheOpeningWindowEndedInAHalt()
    {
        try (Venue venue = new Venue("us-luld", 1,
            Map.of("engine.release_after", "NONE", "defaults.opening_from_trade", "false")).define(0))
        {
            day(venue, 1);
            venue.reference(1, ReferenceKind.PREVIOUS_CLOSE, 99_000_000_000L);
            operator(venue, 2, 11, 1, OperatorCommandKind.HALT);
            venue.tick(500);
            operator(venue, 501, 11, 2, OperatorCommandKind.RESUME);
            operator(venue, 502, 12, 1, OperatorCommandKind.APPROVE_RESUME);
            venue.decisions();
            venue.print(503, 0, 10_000);
            assertThat(venue.decisions()).contains("BAND REFERENCE_SEEDED ref 10000000000 [9500, 10500]");
        }
    }

    private static void operator(
        final Venue venue, final double seconds, final long who, final long nonce, final OperatorCommandKind command)
    {
        venue.publisher.operatorCommand(0, 0, at(seconds), Scope.instrument(0), who, nonce, command.code(), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldDenyOutsideTheSessionWhenTheScopeIsHalted(final int gateCode)
    {
        try (Venue venue = luld())
        {
            venue.tick(CLOSE + 600);
            venue.decisions();
            venue.potential(CLOSE + 600, 0, 10_000);
            assertThat(venue.decisions()).as("not halted").isEmpty();
            operator(venue, CLOSE + 601, 11, 1, OperatorCommandKind.HALT);
            venue.decisions();
            venue.publisher.potentialTrade(0, 0, at(CLOSE + 602), at(CLOSE + 602), 0, 0, Side.BUY.code(),
                OrderKind.AGGRESSIVE.code(), 10_000, 1, 7, gateCode);
            assertThat(venue.decisions()).isEqualTo(List.of("DENIED NOT_PERMITTED"));
        }
    }
}

package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which test shows which of the 45 rows of appendix A, and which shows an example of the sections before it, of
 * spec/rulebooks.md. A row without a test fails, and so does a test that is named here and is not there.
 */
class AppendixLedgerTest
{
    private static final int ROWS = 45;

    private static final Map<String, String> ROW_TESTS = new TreeMap<>(Map.ofEntries(
        Map.entry("A1", "AppendixLuldTest.shouldTakeTwiceTheBucketWhenTheFundHasTwiceTheLeverageOfA1"),
        Map.entry("A2", "AppendixLuldTest.shouldDoubleBeforeTheEarlyCloseOfA2"),
        Map.entry("A3", "AppendixLuldTest.shouldNotEnterALimitStateWhenTheQuoteOfA3IsCrossed"),
        Map.entry("A4", "AppendixLuldTest.shouldStraddleAndTradeInsideWhenTheBidOfA4LiesBelowTheBand"),
        Map.entry("A5", "AppendixLuldTest.shouldFillAtTheBandAndNotThroughItWhenTheSaleOfA5Sweeps"),
        Map.entry("A6", "LadderRulebooksTest.shouldHaltBeforeTheCutOffAndNotBehindItAsA6Says"),
        Map.entry("A7", "LadderRulebooksTest.shouldCloseForTheDayAtAnyTimeAsA7Says"),
        Map.entry("A8", "ShippedBandsTest.shouldFloorTheVarianceToTheTickWhenTheTickIsFine"),
        Map.entry("A9", "ShippedCallsTest.shouldHaltForFiveSecondsInTheLastFiveMinutes"),
        Map.entry("A10", "ShippedBandsTest.shouldReserveWhenPriceMovesFasterThanItsThreshold"),
        Map.entry("A11", "ShippedBandsTest.shouldReserveWhenPriceMovesFasterThanItsThreshold"),
        Map.entry("A12", "ShippedCallsTest.shouldOpenAtTwiceTheThresholdItselfWhenTheCascadeIsThatOfA12"),
        Map.entry("A15", "ShippedCorridorsTest.shouldTakeTheHigherOfTwoLowerLimitsWhenTheCashMarketHasClosed"),
        Map.entry("A17", "AppendixRestTest.shouldKeepBothLimitsAndTheEndOfTheHoldWhenTheCascadeOfA17ComesInIt"),
        Map.entry("A18", "ShippedBandsTest.shouldTradeAtTheDeviationAndCallBeyondItWhenPriceFalls"),
        Map.entry("A19", "ShippedBandsTest.shouldKeepWhatWasFilledAndCallWhenTheNextLevelOfAnOrderBreaches"),
        Map.entry("A20", "ShippedCorridorsTest.shouldCarryTheCorridorAlongWhenTheRulebookLetsASweepMoveIt"),
        Map.entry("A21", "AppendixRestTest.shouldBecomeTheScheduledAuctionWhenTheInterruptionOfA21RunsIntoIt"),
        Map.entry("A22", "ShippedCallsTest.shouldLeaveTheInterruptionToStaffWhenEveryStepFails"),
        Map.entry("A23", "AppendixRestTest.shouldNameTheStaticToleranceWhenItIsTheCauseOfA23"),
        Map.entry("A24", "ShippedBandsTest.shouldReserveBeyondTheDynamicCollarWhenItIsABlueChip"),
        Map.entry("A25", "ShippedCorridorsTest.shouldHoldTheDynamicGuardForAMinuteWhenPriceLeavesTheLastTrade"),
        Map.entry("A26", "ShippedBandsTest.shouldRejectFirstBeyondFifteenPercentWhenItIsAMidCap"),
        Map.entry("A27", "ShippedBandsTest.shouldCountATradeThatIsExactlyFiveMinutesOldWhenItIsTheReference"),
        Map.entry("A28", "AppendixRestTest.shouldStepToTheNearestPriceInTheRangeAndOpenInTheNextOneOfA28"),
        Map.entry("A29", "ShippedCryptoBandsTest.shouldTakeTheYenFromTheTableByTheBasePrice"),
        Map.entry("A30", "ShippedCorridorsTest.shouldRoundTheDailyLimitToTheNearestTickWhenItIsTenOrFivePerCent"),
        Map.entry("A31", "ShippedCryptoBandsTest.shouldHaltOnceAtThirtyAndOnceAtSixtyPerCentWhenAShareIsListed"),
        Map.entry("A32", "ShippedCorridorsTest.shouldCallForTwoMinutesWhenAShareOfTheIndexMovesThreePerCent"),
        Map.entry("A33", "LadderRulebooksTest.shouldRestartTheMinuteWhenTheIndexRecoversAsA33Says"),
        Map.entry("A34", "LadderRulebooksTest.shouldTakeTheLengthOfTheTimeOfDayAsA34Says"),
        Map.entry("A36",
            "ShippedCorridorsTest.shouldFillTheEndsOfTheRangeAndEnforceNothingWhenTheReferenceIsTakenBack"),
        Map.entry("A37", "ShippedCryptoBandsTest.shouldComposeTheLimitsOfIndexAndPremium"),
        Map.entry("A38", "ShippedCryptoBandsTest.shouldComposeTheLimitsOfMarkIndexAndPremium"),
        Map.entry("A39", "ShippedCorridorsTest.shouldMoveTheBandWithTheMarkWhenTheMoveIsGenuine"),
        Map.entry("A40", "ShippedCorridorsTest.shouldFillInsideAndCancelTheRestWhenAMarketOrderIsProtected"),
        Map.entry("A41", "ParticipantRowsTest.shouldFreezeWhenTheNetDeltaOfA41Is21"),
        Map.entry("A42", "ParticipantRowsTest.shouldRejectTheSixthAndTakeTheSeventhMessageOfA42"),
        Map.entry("A43", "ParticipantRowsTest.shouldRejectTheThirdExecutionOfA43UntilAHumanReenables"),
        Map.entry("A44", "ParticipantRowsTest.shouldCancelAndBlockTheKilledMemberOfA44Alone")));

    private static final Map<String, String> EXAMPLE_TESTS = new TreeMap<>(Map.ofEntries(
        Map.entry("1.5.1", "AppendixLuldTest.shouldRoundToTheNearestCentAndDoubleLateInExample1"),
        Map.entry("1.5.2", "AppendixLuldTest.shouldKeepTheBucketOfThePreviousCloseInExample2"),
        Map.entry("1.5.3", "AppendixLuldTest.shouldTakeTheLesserOfFifteenCentsAndThreeQuartersInExample3"),
        Map.entry("1.5.4", "AppendixLuldTest.shouldMoveTheReferenceFromOnePerCentOnInExample4"),
        Map.entry("1.5.5", "AppendixLuldTest.shouldPauseAfterFifteenSecondsAndNotBeforeInExample5"),
        Map.entry("1.5.6", "AppendixLuldTest.shouldMoveOnlyTheViolatedSideOfTheCollarInExample6"),
        Map.entry("2", "LadderRulebooksTest.shouldHaltAndCloseAsTheExampleOfSection2Says"),
        Map.entry("3.1",
            "ShippedBandsTest.shouldFeedTheLowToTheUpperLimitAndTheHighToTheLowerOneWhenTheWindowIsAnHour"),
        Map.entry("3.2", "ShippedBandsTest.shouldAllowWhatLiesFarFromAPrintThatHasLeftWhenTheWindowIsTwoSeconds"),
        Map.entry("3.6 night",
            "ShippedCorridorsTest.shouldTakeTheCentreFromTheFixingAndTheWidthFromTheIndexWhenItIsNight"),
        Map.entry("3.6 15:00", "ShippedCorridorsTest.shouldTakeTheHigherOfTwoLowerLimitsWhenTheCashMarketHasClosed"),
        Map.entry("4 hold", "ShippedCryptoBandsTest.shouldHoldInsideTheIntervalsLimitsAndAnchorAnewAfterTheHold"),
        Map.entry("4 drift", "ShippedCryptoBandsTest.shouldNeverTripWhenPriceDriftsSlowerThanThePeriods"),
        Map.entry("5.1", "ShippedBandsTest.shouldCallAnAuctionWhenEitherOfTwoWindowsIsExceeded"),
        Map.entry("5.2 sweep", "ShippedCorridorsTest.shouldNotCarryTheCorridorAlongWhenOneOrderTradesLevelByLevel"),
        Map.entry("5.3", "ShippedCallsTest.shouldStayAtTheFirstStepAndOpenAtTheSecondWhenItIsAClassTwoFund"),
        Map.entry("6.1", "ShippedCallsTest.shouldUncrossRegardlessOfPriceAfterTwoExtensions"),
        Map.entry("6.2", "AppendixRestTest.shouldReserveForThreeMinutesBeyondTheDynamicCollarInTheExampleOfSection62"),
        Map.entry("6.4 limit", "ShippedCryptoBandsTest.shouldTakeTheYenFromTheTableByTheBasePrice"),
        Map.entry("6.5", "ShippedBandsTest.shouldTradeOnInsideTheFrozenBandWhenTheVolatilityControlIsTriggered"),
        Map.entry("6.7", "LadderRulebooksTest.shouldHoldEveryPhaseForAMinuteAndBelowTheLastTriggerAsSection67Says"),
        Map.entry("7 OKX", "ShippedCryptoBandsTest.shouldComposeTheLimitsOfIndexAndPremium"),
        Map.entry("7 Bybit", "ShippedCryptoBandsTest.shouldComposeTheLimitsOfMarkIndexAndPremium"),
        Map.entry("7 Vega", "ShippedCryptoBandsTest.shouldTakeTheBoundsFromAQuantileOfTheLogNormalModel"),
        Map.entry("7 Derive", "ShippedCryptoBandsTest.shouldDivideBelowAndMultiplyAboveWhenTheBandIsGeometric"),
        Map.entry("8 at 9 s", "ParticipantRowsTest.shouldFreezeUntil39WhenTheThirdFillOfSection8ComesAt9"),
        Map.entry("8 at 11 s", "ParticipantRowsTest.shouldStayActiveWhenTheThirdFillOfSection8ComesAt11")));

    /** Rows and examples of orders at entry: their tests come with the collars, and are asked for from then on. */
    private static final Map<String, String> AT_ENTRY = new TreeMap<>(Map.of(
        "A13", "OrderCollarsTest.shouldCountThePointsFromTheTriggerWhenTheOrderIsAStop",
        "A14", "OrderCollarsTest.shouldRefuseOnlyWhatWouldTakeAndKeepWhatRestsWhenTheReferenceOfTheBandingMoves",
        "A16", "OrderCollarsTest.shouldRefuseAtEntryAndAtThePrintWhenTheLimitIsOneOfReasonability",
        "A35", "OrderCollarsTest.shouldHoldEachSideToLimitsOfItsOwnWhenTheFilterIsBySide",
        "3.4", "OrderCollarsTest.shouldRefuseOnlyWhatWouldTakeAndKeepWhatRestsWhenTheReferenceOfTheBandingMoves",
        "3.5", "OrderCollarsTest.shouldStopAMarketOrderAtItsProtectionPointsWhenTheyAreDeclared"));

    /** Rows that no rulebook here can show, and why. */
    private static final Map<String, String> WITHOUT = Map.of(
        "A45", "a haircut's breaker: collateral haircuts (spec/haircuts.md) are a part that comes later");

    static List<String> rows()
    {
        return IntStream.rangeClosed(1, ROWS).mapToObj(row -> "A" + row).toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldHaveATestOrAReasonWhenItIsARow(final String row)
    {
        assertThat(Stream.of(ROW_TESTS, AT_ENTRY, WITHOUT).filter(tests -> tests.containsKey(row)))
            .as(row + " has a test, or says why not").hasSize(1);
    }

    @Test
    void shouldFindEveryTestThatIsNamed() throws ClassNotFoundException
    {
        assertThat(rows()).containsAll(ROW_TESTS.keySet()).containsAll(WITHOUT.keySet());
        for (final Map<String, String> tests : List.of(ROW_TESTS, EXAMPLE_TESTS))
        {
            for (final Map.Entry<String, String> entry : tests.entrySet())
            {
                assertThat(isTest(entry.getValue())).as(entry.getKey() + ": " + entry.getValue()).isTrue();
            }
        }
    }

    @Test
    void shouldFindEveryTestOfOrdersAtEntryOnceThereAreCollars() throws ClassNotFoundException
    {
        assumeTrue(AppendixLedgerTest.class.getResource("OrderCollarsTest.class") != null,
            () -> "open: " + AT_ENTRY.keySet());
        for (final Map.Entry<String, String> entry : AT_ENTRY.entrySet())
        {
            assertThat(isTest(entry.getValue())).as(entry.getKey() + ": " + entry.getValue()).isTrue();
        }
    }

    private static boolean isTest(final String name) throws ClassNotFoundException
    {
        final int point = name.indexOf('.');
        final Class<?> type = Class.forName(AppendixLedgerTest.class.getPackageName() + "." + name.substring(0, point));
        return Arrays.stream(type.getDeclaredMethods()).filter(method -> method.getName().equals(
            name.substring(point + 1))).anyMatch(AppendixLedgerTest::runs);
    }

    private static boolean runs(final Method method)
    {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}

package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The price check of a reopening: bands that widen, a centre that steps, market orders, operators, silence. */
class ReopeningLadderTest
{
    private static final String LADDER = "kind = UNCROSS, max_extensions = 2, extension_s = 120, " +
        "check { widths_ppm = [50000, 100000, 150000] }";
    private static final String STOP_LOGIC =
        "kind = UNCROSS, max_extensions = 1, extension_s = 5, check { widths_e9 = [6000000000] }";
    private static final String STEPPING = "kind = UNCROSS, max_extensions = 20, extension_s = 30, " +
        "on_failure = STEP_REFERENCE, check { widths_ppm = [30000] }";

    @TempDir
    private Path directory;
    private CallVenue venue;
    private String asked;

    private CallVenue tripped(final String reopening)
    {
        return tripped(reopening, true);
    }

    private CallVenue tripped(final String reopening, final boolean lower)
    {
        venue = new CallVenue(directory, reopening, "").trip(1_000, lower);
        assertThat(venue.decisions()).endsWith("1000 PAUSED LIMIT_STATE_ELAPSED to 1060");
        final List<String> call = venue.tick(1_060).decisions();
        assertThat(call).hasSize(2).startsWith("1060 REOPENING PAUSE_ELAPSED to 1070");
        asked = call.get(1);
        return venue;
    }

    @AfterEach
    void close()
    {
        venue.close();
    }

    @Test
    void shouldUncrossAtTheSecondBandWhenTheFirstOneIsViolated()
    {
        tripped(LADDER, false).indicative(1_060, 10_800, 0).indicative(1_180, 10_800, 0).result(1_181, 10_800);
        assertThat(venue.decisions()).containsExactly(
            "1060 extend 1 [9500, 10500] -> [9000, 11000] to 1180", "1060 PAUSED COLLAR_VIOLATED to 1180",
            "1180 REOPENING PAUSE_ELAPSED to 1190", "1180 ask [9000, 11000]",
            "1180 uncross 10800", "1181 OPEN REOPENED");
    }

    @Test
    void shouldUncrossWithoutACheckWhenEveryExtensionIsUsed()
    {
        tripped(LADDER).indicative(1_060, 8_000, 0).indicative(1_180, 8_000, 0).indicative(1_300, 8_000, 0);
        assertThat(venue.decisions()).containsExactly(
            "1060 extend 1 [9500, 10500] -> [9000, 11000] to 1180", "1060 PAUSED COLLAR_VIOLATED to 1180",
            "1180 REOPENING PAUSE_ELAPSED to 1190", "1180 ask [9000, 11000]",
            "1180 extend 2 [9000, 11000] -> [8500, 11500] to 1300", "1180 PAUSED COLLAR_VIOLATED to 1300",
            "1300 REOPENING PAUSE_ELAPSED to 1310", "1300 ask [8500, 11500]",
            "1300 uncross 8000");
    }

    @Test
    void shouldWaitForTwoOperatorsWhenTheLastBandIsViolatedToo()
    {
        tripped(LADDER + ", then = MANUAL").indicative(1_060, 8_000, 0).indicative(1_180, 8_000, 0);
        venue.tick(1_300).decisions();
        venue.indicative(1_300, 8_000, 0);
        assertThat(venue.decisions()).containsExactly("1300 PAUSED COLLAR_VIOLATED latched");
        venue.tick(5_000);
        assertThat(venue.decisions()).isEmpty();
        venue.resume(5_000).indicative(5_000, 8_000, 9).result(5_001, 9_700);
        assertThat(venue.decisions()).containsExactly("5000 REOPENING OPERATOR to 5010", "5000 ask unchecked",
            "5000 uncross 8000", "5001 OPEN REOPENED");
    }

    @Test
    void shouldUncrossWhenTheThirdBandFitsAndOperatorsWouldBeNext()
    {
        tripped(LADDER + ", then = MANUAL").indicative(1_060, 8_500, 0).indicative(1_180, 8_500, 0)
            .indicative(1_300, 8_500, 0);
        assertThat(venue.decisions()).endsWith("1300 ask [8500, 11500]", "1300 uncross 8500");
    }

    @Test
    void shouldReopenWhenOperatorsEndTheCallAndTheHostIsSilent()
    {
        tripped("kind = UNCROSS, max_extensions = 0, then = MANUAL, check { widths_ppm = [60000] }")
            .indicative(1_060, 10_700, 0).resume(1_200).tick(1_210);
        assertThat(venue.decisions()).containsExactly("1060 PAUSED COLLAR_VIOLATED latched",
            "1200 REOPENING OPERATOR to 1210", "1200 ask unchecked", "1210 OPEN HOST_TIMEOUT");
    }

    @Test
    void shouldKeepTheLatchOverTheCloseAndTradeWhenItIsLiftedOutsideTheSession()
    {
        tripped("kind = UNCROSS, max_extensions = 0, then = MANUAL, check { widths_ppm = [60000] }")
            .indicative(1_060, 10_700, 0).tick(CallVenue.CLOSE + 100).resume(CallVenue.CLOSE + 100);
        assertThat(venue.decisions()).containsExactly(
            "1060 PAUSED COLLAR_VIOLATED latched", "20100 OPEN OPERATOR");
    }

    @Test
    void shouldAllowTheDistanceItselfWhenTheWidthIsAbsolute()
    {
        tripped(STOP_LOGIC).indicative(1_060, 9_399, 0).indicative(1_065, 9_400, 0);
        assertThat(venue.decisions()).containsExactly(
            "1060 extend 1 [9400, 10600] -> [9400, 10600] to 1065", "1060 PAUSED COLLAR_VIOLATED to 1065",
            "1065 REOPENING PAUSE_ELAPSED to 1075", "1065 ask [9400, 10600]", "1065 uncross 9400");
    }

    @Test
    void shouldCheckAroundTheCauseWhenTheRulebookSaysSo()
    {
        tripped("kind = UNCROSS, max_extensions = 0, check { centre = CAUSE, widths_ppm = [10000] }");
        assertThat(asked).isEqualTo("1060 ask [9405, 9595]");
    }

    @Test
    void shouldCheckAroundADeclaredReferenceAsItWasAtTheTrip()
    {
        tripped("kind = UNCROSS, max_extensions = 0, check { reference = mean, widths_ppm = [12345] }");
        assertThat(asked).as("rounded inward").isEqualTo("1060 ask [9877, 10123]");
    }

    @Test
    void shouldStepTheCentreToTheNearestPriceInsideUntilThePriceFits()
    {
        tripped(STEPPING, false).indicative(1_060, 10_900, 0).indicative(1_090, 10_900, 0)
            .indicative(1_120, 10_900, 0);
        assertThat(venue.decisions()).containsExactly(
            "1060 extend 1 [9700, 10300] -> [9991, 10609] to 1090", "1060 PAUSED COLLAR_VIOLATED to 1090",
            "1090 REOPENING PAUSE_ELAPSED to 1100", "1090 ask [9991, 10609]",
            "1090 extend 2 [9991, 10609] -> [10291, 10927] to 1120", "1090 PAUSED COLLAR_VIOLATED to 1120",
            "1120 REOPENING PAUSE_ELAPSED to 1130", "1120 ask [10291, 10927]", "1120 uncross 10900");
    }

    @Test
    void shouldStepDownWhenThePriceLiesBelow()
    {
        tripped(STEPPING).indicative(1_060, 9_500, 0);
        assertThat(venue.decisions()).contains("1060 extend 1 [9700, 10300] -> [9409, 9991] to 1090");
    }

    @Test
    void shouldExtendOnceWithoutMovingTheBandWhenMarketOrdersAreLeftOver()
    {
        tripped(LADDER + ", leftover { extensions = 1, length_s = 20 }").indicative(1_060, 10_000, 5)
            .indicative(1_080, 10_000, 5);
        assertThat(venue.decisions()).containsExactly(
            "1060 extend 1 [9500, 10500] -> [9500, 10500] to 1080", "1060 PAUSED COLLAR_VIOLATED to 1080",
            "1080 REOPENING PAUSE_ELAPSED to 1090", "1080 ask [9500, 10500]", "1080 uncross 10000");
    }

    @Test
    void shouldNotCountAnExtensionForMarketOrdersAsAStepOfTheLadder()
    {
        tripped(LADDER + ", leftover { extensions = 1, length_s = 20 }").indicative(1_060, 10_000, 5)
            .indicative(1_080, 12_000, 5);
        assertThat(venue.decisions()).contains("1080 extend 2 [9500, 10500] -> [9000, 11000] to 1200");
        venue.indicative(1_200, 12_000, 5).indicative(1_320, 12_000, 5);
        assertThat(venue.decisions()).contains("1200 extend 3 [9000, 11000] -> [8500, 11500] to 1320",
            "1320 uncross 12000");
    }

    @Test
    void shouldExtendForMarketOrdersWhenNoPriceIsChecked()
    {
        tripped("kind = UNCHECKED, leftover { extensions = 1, length_s = 20 }").indicative(1_060, 12_000, 5)
            .indicative(1_080, 12_000, 5);
        assertThat(venue.decisions()).contains("1060 extend 1 unchecked -> unchecked to 1080", "1080 uncross 12000");
    }

    @Test
    void shouldUncrossWithoutAPriceWhenTheBookIsNotExecutable()
    {
        tripped(LADDER).indicative(1_060, CallVenue.NONE, 0).result(1_061, CallVenue.NONE);
        assertThat(venue.decisions()).endsWith("1060 uncross without a price", "1061 OPEN REOPENED");
    }

    @Test
    void shouldTakeEachLengthOfAListAndTheLastOneFurtherOn()
    {
        tripped("kind = UNCROSS, max_extensions = 3, extensions_s = [10, 20], check { widths_ppm = [50000] }")
            .indicative(1_060, 9_000, 0).indicative(1_070, 9_000, 0).indicative(1_090, 9_000, 0);
        assertThat(venue.decisions()).contains("1060 PAUSED COLLAR_VIOLATED to 1070",
            "1070 PAUSED COLLAR_VIOLATED to 1090", "1090 PAUSED COLLAR_VIOLATED to 1110");
    }

    @Test
    void shouldTakeAnotherLengthWhenThePriceLiesOnTheOtherSideThanTheTrip()
    {
        final String reopening = "kind = UNCROSS, max_extensions = 1, extension_s = 600, opposite_extension_s = 180, " +
            "check { widths_ppm = [50000] }";
        tripped(reopening).indicative(1_060, 9_000, 0);
        assertThat(venue.decisions()).endsWith("1060 PAUSED COLLAR_VIOLATED to 1660");
        close();
        tripped(reopening).indicative(1_060, 11_000, 0);
        assertThat(venue.decisions()).endsWith("1060 PAUSED COLLAR_VIOLATED to 1240");
    }

    @Test
    void shouldStayWithTheOperatorsWhenAnAnswerComesAfterAMarkThatDidNot()
    {
        venue = new CallVenue(CallVenue.load(directory, LADDER, "pause { length_s = 60 }", "by CalendarDay",
            "J1, release_policy = LATCH"));
        venue.day();
        venue.reference(1);
        venue.trip(1_000, true).tick(1_080);
        assertThat(venue.decisions()).endsWith("1060 ask [9500, 10500]", "1080 REOPENING NO_RELEASE_MARK latched");
        venue.indicative(1_081, 9_000, 0).tick(2_000);
        assertThat(venue.decisions()).isEmpty();
    }

    @Test
    void shouldReopenWhenTheHostIsSilentAtAnyStep()
    {
        tripped(LADDER).indicative(1_060, 9_000, 0).tick(1_190);
        assertThat(venue.decisions()).endsWith("1180 ask [9000, 11000]", "1190 OPEN HOST_TIMEOUT");
    }
}

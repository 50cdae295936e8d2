package io.firebreak.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model answers every worked example of the rulebook reference, 1.5 and A1 to A5. */
class NaiveLuldTest
{
    @ParameterizedTest
    @CsvSource({
        "1, 42.10, 1, 16:00:00, 41.37, 12:00:00, 39.30 43.44",
        "1, 42.10, 1, 16:00:00, 41.37, 15:36:00, 37.23 45.51",
        "2, 2.99, 1, 16:00:00, 3.20, 12:00:00, 2.56 3.84",
        "2, 0.40, 1, 16:00:00, 0.38, 12:00:00, 0.23 0.53",
        "2, 0.16, 1, 16:00:00, 0.15, 12:00:00, 0.04 0.26",
        "2, 15.00, 2, 16:00:00, 14.50, 12:00:00, 11.60 17.40",
        "1, 198.00, 1, 13:00:00, 200.00, 12:36:00, 180.00 220.00",
        "1, 198.00, 1, 13:00:00, 200.00, 12:34:00, 190.00 210.00",
        "1, 99.00, 1, 16:00:00, 37.10, 12:00:00, 35.25 38.96",
        "1, 99.00, 1, 16:00:00, 0.09, 12:00:00, 0.08 0.10",
        "2, 0.16, 1, 16:00:00, 0.15, 15:40:00, 0.00 0.38"})
    void shouldComputeBandsWhenReferenceIsSet(final int tier, final String prevClose, final int leverage,
        final String close, final String price, final String time, final String bands)
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(tier, prevClose).leveraged(leverage).closingAt(close));
        assertThat(tape.reference("10:00:00", price).clock(time).bands()).isEqualTo(bands);
    }

    @Test
    void shouldMoveReferenceOnlyWhenMeanMovedByOnePercent()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "42.10"))
            .reference("10:00:00", "41.37").print("10:00:40", "41.78");
        assertThat(tape.referencePrice()).isEqualTo("41.37");
        assertThat(tape.print("10:00:40", "41.80").referencePrice()).isEqualTo("41.79");
    }

    @Test
    void shouldHoldReferenceForThirtySeconds()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "99.00"))
            .reference("10:00:00", "100.00").print("10:00:10", "102.00").clock("10:00:29.999999999");
        assertThat(tape.referencePrice()).isEqualTo("100");
        assertThat(tape.clock("10:00:31").referencePrice()).isEqualTo("102");
        assertThat(tape.last(OracleKind.BAND).timeNs()).isEqualTo(OracleTime.of("10:00:30"));
    }

    @Test
    void shouldMoveReferenceWhenOldPrintLeavesTheWindow()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "99.00")).reference("09:50:00", "100.00")
            .print("10:00:00", "100.00").print("10:04:00", "101.50").clock("10:04:59.999999999");
        assertThat(tape.referencePrice()).isEqualTo("100");
        assertThat(tape.clock("10:05:00").referencePrice()).isEqualTo("101.5");
    }

    @Test
    void shouldTakeFirstPrintOrPreviousCloseAsFirstReference()
    {
        final LuldTape opened = new LuldTape(LuldSettings.day(1, "99.00"))
            .print("09:29:59", "90.00").print("09:30:00", "101.00").print("09:30:40", "103.00");
        assertThat(opened.decisions).extracting(OracleDecision::toString).containsExactly(
            "BAND@09:30:00.000000000[referenceMicroTicks=10100000000 lowerTicks=9595 upperTicks=10605]",
            "BAND@09:30:40.000000000[referenceMicroTicks=10300000000 lowerTicks=9785 upperTicks=10815]");
        final LuldTape quiet = new LuldTape(LuldSettings.day(1, "99.00")).clock("09:34:59.999");
        assertThat(quiet.decisions).isEmpty();
        assertThat(quiet.clock("09:36:00").referencePrice()).isEqualTo("99");
        assertThat(quiet.last(OracleKind.BAND).timeNs()).isEqualTo(OracleTime.of("09:35:00"));
    }

    @Test
    void shouldLeaveLimitStateWhenQuoteMovesAwayInTime()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "42.10")).reference("10:00:00", "41.37")
            .quote("11:00:00", "39.25", "39.30");
        assertThat(tape.model.limit).isEqualTo(OracleLimit.AT_LOWER);
        tape.quote("11:00:14.999", "39.31", "39.40").clock("11:00:15");
        assertThat(tape.model.limit).isEqualTo(OracleLimit.NONE);
        assertThat(tape.count(OracleKind.STATE)).isZero();
    }

    @Test
    void shouldPauseWhenLimitStateLastsFifteenSeconds()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "42.10")).reference("10:00:00", "41.37")
            .quote("11:00:00", "39.25", "39.30").clock("11:00:14.999999999");
        assertThat(tape.count(OracleKind.STATE)).isZero();
        tape.clock("11:00:15");
        assertThat(tape.model.state).isEqualTo(OracleState.PAUSED);
        assertThat(tape.last(OracleKind.STATE).number("deadlineNs")).isEqualTo(OracleTime.of("11:05:15"));
    }

    @Test
    void shouldWidenCollarAndReopenWhenIndicativeIsOutside()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "42.10")).reference("10:00:00", "42.105")
            .quote("11:00:00", "39.95", "40.00").clock("11:05:15");
        assertThat(tape.bands()).isEqualTo("40.00 44.21");
        assertThat(tape.last(OracleKind.UNCROSS_REQUEST).numbers().subList(0, 2)).containsExactly(3800L, 4421L);
        tape.indicative("11:05:16", "37.10");
        assertThat(tape.last(OracleKind.EXTEND).numbers().subList(0, 5))
            .containsExactly(3710L, 3600L, 4421L, 3800L, 4421L);
        assertThat(tape.last(OracleKind.STATE).number("deadlineNs")).isEqualTo(OracleTime.of("11:10:16"));
        tape.clock("11:10:16").indicative("11:10:17", "37.10");
        assertThat(tape.last(OracleKind.UNCROSS).number("priceTicks")).isEqualTo(3710);
        tape.quote("11:10:17", "37.00", "37.20").auctionResult("11:10:18", "37.10");
        assertThat(tape.model.state).isEqualTo(OracleState.OPEN);
        assertThat(tape.referencePrice() + " " + tape.bands()).isEqualTo("37.1 35.25 38.96");
    }

    @Test
    void shouldReopenAtTheBandWhenHostIsSilentOrNothingTrades()
    {
        final LuldTape silent = new LuldTape(LuldSettings.day(1, "99.00")).reference("10:00:00", "100.00")
            .quote("11:00:00", "94.00", "95.00").quote("11:00:20", "94.00", "96.00").clock("11:06:15");
        assertThat(silent.decisions.subList(3, silent.decisions.size())).extracting(OracleDecision::toString)
            .containsExactly(
                "STATE@11:00:15.000000000[from=0 to=5 deadlineNs=" + OracleTime.of("11:05:15") + " level=0]",
                "STATE@11:05:15.000000000[from=5 to=4 deadlineNs=" + OracleTime.of("11:06:15") + " level=0]",
                "UNCROSS_REQUEST@11:05:15.000000000[collarLowerTicks=9025 collarUpperTicks=10500 deadlineNs=" +
                    OracleTime.of("11:06:15") + " extension=0]",
                "STATE@11:06:15.000000000[from=4 to=0 deadlineNs=none level=0]",
                "BAND@11:06:15.000000000[referenceMicroTicks=9500000000 lowerTicks=9025 upperTicks=9975]");
        final LuldTape empty = new LuldTape(LuldSettings.day(1, "99.00")).reference("10:00:00", "100.00")
            .quote("11:00:00", "105.00", "106.00").clock("11:05:15").indicative("11:05:16", "110.25")
            .apply(LuldEvent.auctionResult(OracleTime.of("11:05:20"), OracleDecision.NONE));
        assertThat(empty.referencePrice()).isEqualTo("105");
    }

    @Test
    void shouldNotEnterLimitStateWhenCrossed()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "42.10")).reference("10:00:00", "41.37")
            .quote("11:00:00", "43.44", "43.40");
        assertThat(tape.model.limit).isEqualTo(OracleLimit.NONE);
        assertThat(tape.quote("11:00:01", "43.44", "43.44").model.limit).isEqualTo(OracleLimit.AT_UPPER);
        assertThat(tape.quote("11:00:02", "43.44", "43.43").model.limit).isEqualTo(OracleLimit.NONE);
    }

    @Test
    void shouldAllowTradesInsideWhileStraddling()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "42.10")).reference("10:00:00", "41.37")
            .quote("11:00:00", "39.20", "40.00").potentialTrade("11:00:01", "40.00");
        assertThat(tape.model.limit).isEqualTo(OracleLimit.STRADDLE_LOWER);
        assertThat(tape.count(OracleKind.DENIED)).isZero();
    }

    @Test
    void shouldAllowAtTheBandAndDenyThroughIt()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "42.10")).reference("10:00:00", "41.37")
            .potentialTrade("11:00:00", "39.30").potentialTrade("11:00:00", "43.44");
        assertThat(tape.count(OracleKind.DENIED)).isZero();
        assertThat(tape.potentialTrade("11:00:00", "39.25").last(OracleKind.DENIED).numbers())
            .containsExactly(3925L, 3930L, 0L);
    }

    @Test
    void shouldRecomputeAtOnceWhenLimitStateEnds()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "99.00")).reference("15:34:50", "100.00")
            .quote("15:34:55", "94.90", "95.00").print("15:34:56", "95.00").clock("15:35:00");
        assertThat(tape.count(OracleKind.BAND)).isEqualTo(2);
        tape.quote("15:35:01", "94.90", "95.10");
        assertThat(tape.referencePrice() + " " + tape.bands()).isEqualTo("95 85.50 104.50");
    }

    @Test
    void shouldJudgeAnnouncedPriceExactlyAndNotItsRounding()
    {
        final LuldTape tooLittle = new LuldTape(LuldSettings.day(1, "2.99")).reference("10:00:00", "3.870825")
            .proForma("10:02:00", "3.909533249");
        assertThat(tooLittle.referencePrice()).isEqualTo("3.870825");
        final LuldTape enough = new LuldTape(LuldSettings.day(1, "2.99")).reference("10:00:00", "3.870825")
            .proForma("10:02:00", "3.909533250");
        assertThat(enough.referencePrice()).isEqualTo("3.90953325");
    }
}

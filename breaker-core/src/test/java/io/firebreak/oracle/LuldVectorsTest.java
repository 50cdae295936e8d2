package io.firebreak.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The model answers the nine LULD cases of the conformance vectors, translated by hand; methods bear their names. */
class LuldVectorsTest
{
    @Test
    void shouldBandTier1Over3Midday()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "61.20")).reference("11:00:00", "62.40");
        assertThat(tape.bands()).isEqualTo("59.28 65.52");
        assertThat(tape.model.limit).isEqualTo(OracleLimit.NONE);
    }

    @Test
    void shouldUse10PercentBucketAt301()
    {
        assertThat(new LuldTape(LuldSettings.day(2, "3.01")).reference("10:15:00", "2.90").bands())
            .isEqualTo("2.61 3.19");
    }

    @Test
    void shouldDoubleTier2AtOrBelow3AtTheClose()
    {
        assertThat(new LuldTape(LuldSettings.day(2, "2.50")).reference("15:20:00", "2.60").clock("15:40:00").bands())
            .isEqualTo("1.56 3.64");
    }

    @Test
    void shouldUpdateWhenProFormaIsExactly1Percent()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "99.00"))
            .reference("10:00:00", "100.00").proForma("10:02:00", "101.00");
        assertThat(tape.referencePrice() + " " + tape.bands()).isEqualTo("101 95.95 106.05");
    }

    @Test
    void shouldDropOldTradesFromFiveMinuteMean()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "99.00")).reference("09:50:00", "100.00")
            .print("10:00:00", "100.00").print("10:03:00", "100.40");
        assertThat(tape.referencePrice()).isEqualTo("100");
        assertThat(tape.clock("10:05:29.999").referencePrice()).isEqualTo("100");
        tape.print("10:05:30", "103.20");
        assertThat(tape.referencePrice() + " " + tape.bands()).isEqualTo("101.8 96.71 106.89");
    }

    @Test
    void shouldStraddleWhenBidIsThroughTheBand()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "99.00"))
            .reference("10:00:00", "100.00").quote("10:01:00", "94.80", "96.00");
        assertThat(tape.model.limit).isEqualTo(OracleLimit.STRADDLE_LOWER);
    }

    @Test
    void shouldFreezeReferenceInLimitState()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "99.00")).reference("10:00:00", "100.00")
            .quote("10:05:00", "94.90", "95.00").proForma("10:05:05", "97.00");
        assertThat(tape.model.limit).isEqualTo(OracleLimit.AT_LOWER);
        assertThat(tape.referencePrice() + " " + tape.bands()).isEqualTo("100 95.00 105.00");
    }

    @Test
    void shouldExtendTwiceWhenReopeningBelow3()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(2, "2.10")).reference("10:00:00", "2.00")
            .quote("10:01:00", "2.40", "2.45").clock("10:01:15").indicative("10:06:15", "2.80");
        assertThat(tape.last(OracleKind.UNCROSS_REQUEST).numbers().subList(0, 2)).containsExactly(160L, 255L);
        assertThat(tape.count(OracleKind.EXTEND)).isEqualTo(1);
        tape.indicative("10:11:15", "2.80");
        assertThat(tape.last(OracleKind.UNCROSS_REQUEST).numbers().subList(0, 2)).containsExactly(160L, 270L);
        assertThat(tape.count(OracleKind.EXTEND)).isEqualTo(2);
        tape.indicative("10:16:15", "2.80").auctionResult("10:16:15", "2.80");
        assertThat(tape.last(OracleKind.UNCROSS).numbers().subList(0, 3)).containsExactly(280L, 160L, 285L);
        assertThat(tape.count(OracleKind.EXTEND)).isEqualTo(2);
        assertThat(tape.model.state).isEqualTo(OracleState.OPEN);
        assertThat(tape.model.limit).isEqualTo(OracleLimit.NONE);
        assertThat(tape.referencePrice() + " " + tape.bands()).isEqualTo("2.8 2.24 3.36");
    }

    @Test
    void shouldGoToClosingAuctionWhenPausedInLastTenMinutes()
    {
        final LuldTape tape = new LuldTape(LuldSettings.day(1, "99.00")).reference("15:30:00", "100.00")
            .quote("15:50:30", "89.90", "90.00");
        assertThat(tape.model.limit).isEqualTo(OracleLimit.AT_LOWER);
        assertThat(tape.bands()).startsWith("90.00");
        assertThat(tape.clock("15:50:45").clock("15:56:00").model.state).isEqualTo(OracleState.CLOSING_AUCTION_ONLY);
        tape.clock("16:00:00");
        assertThat(tape.model.state).isEqualTo(OracleState.CLOSED);
    }
}

package io.firebreak.samples.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.feed.BadLine;
import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinanceDepthFeedTest
{
    private static final String HEADER = "local_ts_ns,exch_event_ms,exch_match_ms,type,first_update_id,last_update_id,"
        + "prev_update_id,trade_id,side,price,qty,flag";
    private static final String[] JOINED = {
        HEADER,
        "100,5,,D,1,5,,,B,10.00,9,",
        "200,6,,D,6,12,,,B,10.10,3,",
        "200,6,,D,6,12,,,A,10.20,0,",
        "300,,,S,,10,,,B,10.00,1,",
        "300,,,S,,10,,,A,10.20,1,",
        "300,,,S,,10,,,A,10.30,2,",
        "400,7,,D,13,14,,,B,10.15,1,"};

    @TempDir
    private Path directory;

    @Test
    void shouldBufferDropAndApplyWhenTheSnapshotComesAfterTheFirstDiffs()
    {
        final FeedReader reader = open("spot_BTCUSDT.csv", "exchange", JOINED);
        assertThat(TapeFiles.play(reader).events).containsExactly(
            "instrument 0 spot_BTCUSDT 2 1 8 null",
            "clear",
            "level 300 BUY 1000 100000000 more",
            "level 300 SELL 1020 100000000 more",
            "level 300 SELL 1030 200000000",
            "ready",
            "level 300 BUY 1010 300000000 more",
            "level 300 SELL 1020 0",
            "level 400 BUY 1015 100000000");
        assertThat(reader.counters()).containsEntry("depth messages", 3L).containsEntry("dropped by the join", 1L)
            .containsEntry("book checks", 2L).containsEntry("crossed books", 0L).containsEntry("sequence gaps", 0L);
        assertThat(reader.rows()).isEqualTo(7);
    }

    @Test
    void shouldDropEveryEarlierDiffWhenNothingIsJoined()
    {
        final FeedReader reader = open("spot_BTCUSDT.csv", "none", JOINED);
        assertThat(TapeFiles.play(reader).events).hasSize(7).last().isEqualTo("level 400 BUY 1015 100000000");
        assertThat(reader.counters()).containsEntry("depth messages", 3L).containsEntry("dropped by the join", 2L)
            .containsEntry("book checks", 1L);
    }

    @Test
    void shouldCountACrossedBookWhenADiffCrossesIt()
    {
        final FeedReader reader = open("spot_BTCUSDT.csv", "exchange", HEADER,
            "1,,,S,,1,,,A,10.00,1,", "2,1,,D,2,2,,,B,10.01,1,", "3,1,,D,3,3,,,B,10.01,0,");
        TapeFiles.play(reader);
        assertThat(reader.counters()).containsEntry("book checks", 2L).containsEntry("crossed books", 1L);
    }

    @Test
    void shouldPublishAGapWhenASpotDiffDoesNotFollow()
    {
        final FeedReader reader = open("spot_BTCUSDT.csv", "exchange", HEADER,
            "1,,,S,,1,,,A,10.00,1,", "2,1,,D,2,3,,,B,9.99,1,", "3,1,,D,6,7,,,B,9.98,1,");
        assertThat(TapeFiles.play(reader).events).contains("gap 4 5 2");
        assertThat(reader.counters()).containsEntry("sequence gaps", 1L);
    }

    @Test
    void shouldPublishAGapWhenAFuturesDiffNamesAnotherPredecessor()
    {
        final FeedReader reader = open("usdm_BTCUSDT.csv", "exchange", HEADER,
            "1,,,S,,100,,,A,10.0,1,", "2,1,1,D,90,110,80,,B,9.9,1,", "3,1,1,D,200,210,110,,B,9.8,1,",
            "4,1,1,D,300,310,250,,B,9.7,1,");
        assertThat(TapeFiles.play(reader).events).filteredOn(event -> event.startsWith("gap")).hasSize(1);
        assertThat(reader.counters()).containsEntry("sequence gaps", 1L).containsEntry("book checks", 3L);
    }

    @Test
    void shouldPublishAGapWhenTheSnapshotIsOlderThanTheFirstDiff()
    {
        final FeedReader reader = open("spot_BTCUSDT.csv", "exchange", HEADER,
            "1,,,S,,1,,,A,10.00,1,", "2,1,,D,5,6,,,B,9.99,1,");
        assertThat(TapeFiles.play(reader).events).contains("gap 2 4 3");
    }

    @Test
    void shouldPublishOneQuoteForTwoRowsAndNeverALevel()
    {
        final FeedReader reader = open("usdm_BTCUSDT.csv", "exchange", HEADER,
            "1,2,3,Q,,7,,,B,10.0,1,", "1,2,3,Q,,7,,,A,10.1,2,", "2,2,3,Q,,8,,,B,10.0,4,");
        assertThat(TapeFiles.play(reader).events).containsExactly("instrument 0 usdm_BTCUSDT 1 1 3 null",
            "quote 1 100 1000 101 2000", "quote 2 100 4000 - 0");
        assertThat(reader.counters()).containsEntry("best bid/offer messages", 2L)
            .containsEntry("compared with the ladder", 0L);
    }

    @Test
    void shouldCountTheDisagreementWhenLadderAndQuoteDiffer()
    {
        final FeedReader reader = open("usdm_BTCUSDT.csv", "exchange", HEADER,
            "1,1,1,S,,1,,,B,10.0,1,", "1,1,1,S,,1,,,A,10.1,1,",
            "2,2,3,Q,,7,,,B,10.0,1,", "2,2,3,Q,,7,,,A,10.1,2,", "3,2,3,Q,,8,,,B,9.9,1,", "3,2,3,Q,,8,,,A,10.1,2,");
        TapeFiles.play(reader);
        assertThat(reader.counters()).containsEntry("compared with the ladder", 2L)
            .containsEntry("unlike the ladder", 1L);
    }

    @Test
    void shouldPublishThePrintWithTheMatchTimeAndCountMissingIds()
    {
        final FeedReader reader = open("usdm_BTCUSDT.csv", "exchange", HEADER,
            "1,5,4,T,,,,70,S,10.0,0.002,MARKET", "2,5,4,T,,,,73,B,10.1,1,MARKET");
        assertThat(TapeFiles.play(reader).events).contains(
            "print 1 4000000 SELL 100 2 70 1", "print 2 4000000 BUY 101 1000 73 1");
        assertThat(reader.counters()).containsEntry("missing trade ids", 2L);
    }

    @Test
    void shouldTakeADiffWithoutLevelsAsAMessage()
    {
        final FeedReader reader = open("usdm_BTCUSDT.csv", "exchange", HEADER,
            "1,1,1,S,,1,,,A,10.0,1,", "2,1,1,D,2,2,1,,,,,EMPTY", "3,1,1,D,3,3,2,,B,9.9,1,");
        TapeFiles.play(reader);
        assertThat(reader.counters()).containsEntry("book checks", 2L).containsEntry("sequence gaps", 0L);
    }

    @Test
    void shouldRefuseTheExchangeClockAtTheRowThatLacksIt()
    {
        final Path file = TapeFiles.plain(directory, "spot_BTCUSDT.csv", JOINED);
        final FeedReader reader =
            TapeFiles.open(new BinanceDepthFeed(), ClockSource.EXCHANGE, "exchange", Map.of(), file);
        assertThatThrownBy(() -> TapeFiles.play(reader)).isExactlyInstanceOf(FeedMistake.class)
            .hasMessageContaining("spot_BTCUSDT.csv:5: exch_event_ms").hasMessageContaining("--clock receive");
    }

    @Test
    void shouldPublishTheRowBeforeAndGoOnBehindWhenALineIsBad()
    {
        final FeedReader reader = open("usdm_BTCUSDT.csv", "exchange", HEADER,
            "1,1,1,T,,,,1,B,10.0,1,", "2,1,1,T,,,,2,B,NaN,1,", "3,1,1,T,,,,3,B,10.2,1,");
        final RecordingSink sink = new RecordingSink(true);
        assertThat(reader.next(sink)).isTrue();
        assertThat(sink.events).hasSize(1);
        assertThatThrownBy(() -> reader.next(sink)).isInstanceOf(BadLine.class)
            .hasMessageContaining(":3: price: 'NaN' is no number");
        assertThat(reader.next(sink)).isTrue();
        assertThat(reader.next(sink)).isFalse();
        assertThat(sink.events).hasSize(2);
        assertThat(reader.rows()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1,1,1,X,,,,1,B,10.0,1,|type: 'X' is no type",
        "1,1,1,T,,,,1,A,10.0,1,|side: 'A' is no side here: B or S",
        "1,1,1,D,1,,,,B,10.0,1,|last_update_id: a diff needs",
        "1,1,1,D,1,2,1,,B,10.05,1,|price: '10.05' has more than 1 decimals",
        "1,1,1,D,1,2,1,,B,10.0,-1,|qty: '-1' is a negative size",
        "x,1,1,D,1,2,1,,B,10.0,1,|local_ts_ns: 'x' is no number",
        "1,1,1,D,1,2,1,,B,10.0,1|11 fields instead of 12"})
    void shouldNameTheColumnWhenARowIsBad(final String row, final String message)
    {
        final FeedReader reader =
            open("usdm_BTCUSDT.csv", "exchange", HEADER, row, "3,1,1,T,,,,3,B,10.2,1,");
        assertThatThrownBy(() -> reader.next(new RecordingSink(true))).isInstanceOf(BadLine.class)
            .hasMessageContaining("usdm_BTCUSDT.csv:2: " + message);
    }

    @Test
    void shouldAskForTheTickWhenTheFilesNameIsUnknown()
    {
        final Path file = TapeFiles.plain(directory, "mine.csv", JOINED);
        assertThatThrownBy(() -> TapeFiles.open(new BinanceDepthFeed(), null, "exchange", Map.of(), file))
            .isInstanceOf(FeedMistake.class).hasMessageContaining("--set tick=0.01");
        final FeedReader reader =
            TapeFiles.open(new BinanceDepthFeed(), null, "exchange", Map.of("tick", "0.05", "lot", "0.1"), file);
        assertThat(TapeFiles.play(reader).events).first().isEqualTo("instrument 0 mine 2 5 1 null");
        assertThatThrownBy(() -> TapeFiles.open(new BinanceDepthFeed(), null, "nome", Map.of("tick", "1"), file))
            .hasMessageContaining("--join nome");
    }

    @ParameterizedTest
    @CsvSource({
        "spot_BTCUSDT, exchange, 466363, 6495, 6493, 0",
        "spot_BTCUSDT, none, 466363, 6495, 6492, 5617"})
    void shouldCrossTheRealSpotBookOnlyWhenItIsNotJoined(
        final String symbol, final String join, final long rows, final long messages, final long checks,
        final long crossed)
    {
        realTape(symbol, join, rows, messages, checks, crossed);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "usdm_BTCUSDT, exchange, 599012, 6551, 6547, 0",
        "coinm_BTCUSD_PERP, exchange, 763616, 44795, 44772, 0"})
    void shouldNeverCrossTheRealFuturesBooks(
        final String symbol, final String join, final long rows, final long messages, final long checks,
        final long crossed)
    {
        realTape(symbol, join, rows, messages, checks, crossed);
    }

    private void realTape(
        final String symbol, final String join, final long rows, final long messages, final long checks,
        final long crossed)
    {
        final Path file = TapeFiles.shared("binance_l2_20240808/" + symbol + ".csv.gz");
        final RecordingSink sink = new RecordingSink(false);
        final FeedReader reader = TapeFiles.open(new BinanceDepthFeed(), null, join, Map.of(), file);
        reader.start(sink);
        while (reader.next(sink))
        {
            // Until the end.
        }
        assertThat(reader.rows()).isEqualTo(rows);
        assertThat(reader.counters()).containsEntry("depth messages", messages).containsEntry("book checks", checks)
            .containsEntry("crossed books", crossed).containsEntry("sequence gaps", 0L)
            .containsEntry("missing trade ids", 0L);
    }

    private FeedReader open(final String name, final String join, final String... lines)
    {
        return TapeFiles.open(
            new BinanceDepthFeed(), null, join, Map.of(), TapeFiles.plain(directory, name, lines));
    }
}

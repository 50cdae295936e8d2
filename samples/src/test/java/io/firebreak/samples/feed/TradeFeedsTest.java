package io.firebreak.samples.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.feed.BadLine;
import io.firebreak.feed.ClockSource;
import io.firebreak.feed.Feed;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeFeedsTest
{
    private static final String TARDIS = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount";
    private static final String AGG =
        "agg_trade_id,price,qty,first_trade_id,last_trade_id,ts_us,buyer_is_maker,best_match";

    @TempDir
    private Path directory;

    @Test
    void shouldPublishPrintsOnTheExchangeClockWhenNoneIsNamed()
    {
        final Path file = TapeFiles.plain(directory, "t.csv", TARDIS,
            "coinbase,AVAX-USD,10,20,7,buy,28.4,0.01", "coinbase,AVAX-USD,11,21,8,sell,28.39,1e-08");
        assertThat(TapeFiles.play(open(new TardisTradesFeed(), null, Map.of(), file)).events).containsExactly(
            "instrument 0 AVAX-USD 2 1 8 null", "print 10000 10000 BUY 2840 1000000 7 1",
            "print 11000 11000 SELL 2839 1 8 1");
        assertThat(TapeFiles.play(open(new TardisTradesFeed(), ClockSource.RECEIVE, Map.of(), file)).events)
            .contains("print 20000 10000 BUY 2840 1000000 7 1");
    }

    @Test
    void shouldTakeTheAggressorFromTheMakerFlag()
    {
        final Path file = TapeFiles.plain(directory, "binance_spot_BTCUSDC.csv", AGG,
            "5,122335.79000000,0.00084000,1,2,10,True,True", "6,122336.26000000,0.00005000,3,3,11,False,True");
        assertThat(TapeFiles.play(open(new BinanceAggTradesFeed(), null, Map.of(), file)).events).containsExactly(
            "instrument 0 binance_spot_BTCUSDC 2 1 8 null", "print 10000 10000 SELL 12233579 84000 5 1",
            "print 11000 11000 BUY 12233626 5000 6 1");
        assertThatThrownBy(() -> open(new BinanceAggTradesFeed(), ClockSource.RECEIVE, Map.of(), file))
            .isInstanceOf(FeedMistake.class).hasMessageContaining("no receive time");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x,S,1,2,3,buy,NaN,1|price: 'NaN' is no number",
        "x,S,1,2,3,hold,1.0,1|side: 'hold' is no side",
        "x,S,0,2,3,buy,1.0,1|timestamp: '0' is no time",
        "x,S,9999999999999999,2,3,buy,1.0,1|timestamp: '9999999999999999' is no time",
        "x,Z,1,2,3,buy,1.0,1|symbol: 'Z' in a file of 'S'",
        "x,S,1,2,3,buy,1.0,-1|amount: '-1' is a negative size",
        "x,S,1,2,3,buy,1.0,99999999999|amount: '99999999999' is absurdly large",
        "x,S,1,2,3,buy,1.0|7 fields instead of 8"})
    void shouldNameTheColumnWhenARowIsBad(final String row, final String message)
    {
        final Path file = TapeFiles.plain(directory, "t.csv", TARDIS, "x,S,1,2,3,buy,1.5,1", row);
        final FeedReader reader = open(new TardisTradesFeed(), null, Map.of(), file);
        final RecordingSink sink = new RecordingSink(true);
        assertThat(reader.next(sink)).isTrue();
        assertThatThrownBy(() -> reader.next(sink)).isInstanceOf(BadLine.class)
            .hasMessageContaining("t.csv:3: " + message);
        assertThat(reader.next(sink)).isFalse();
    }

    @Test
    void shouldNameTheTickToSetWhenALaterPriceIsFiner()
    {
        final String[] lines = new String[PriceStep.SCANNED_ROWS + 2];
        lines[0] = TARDIS;
        for (int i = 1; i < lines.length; i++)
        {
            lines[i] = "x,S," + i + ",1," + i + ",buy," + (i == lines.length - 1 ? "1.23" : "1.2") + ",1";
        }
        final FeedReader reader =
            open(new TardisTradesFeed(), null, Map.of(), TapeFiles.plain(directory, "t.csv", lines));
        assertThat(reader.notes()).first().asString().startsWith("tick 0.1 (");
        assertThatThrownBy(() -> TapeFiles.play(reader)).isInstanceOf(BadLine.class)
            .hasMessageContaining("t.csv:10002: price: '1.23' has more than 1 decimals")
            .hasMessageContaining("--set tick=");
    }

    @ParameterizedTest
    @CsvSource({"0.25, 2, 25", "0.10, 1, 1", "5, 0, 5", "0.001, 3, 1", "1e-3, 3, 1"})
    void shouldTakeTheNamedTick(final String tick, final int exponent, final long increment)
    {
        final PriceStep step = PriceStep.of("tick", tick);
        assertThat(step.exponent()).isEqualTo(exponent);
        assertThat(step.increment()).isEqualTo(increment);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "abc", "1e-13", "NaN"})
    void shouldRefuseATickThatIsNone(final String tick)
    {
        assertThatThrownBy(() -> PriceStep.of("tick", tick)).isInstanceOf(FeedMistake.class)
            .hasMessageStartingWith("--set tick=" + tick);
    }

    @Test
    void shouldSayThatThereIsNoRowWhenOnlyTheHeaderIsThere()
    {
        final Path file = TapeFiles.plain(directory, "t.csv", TARDIS);
        assertThatThrownBy(() -> open(new TardisTradesFeed(), null, Map.of(), file))
            .isInstanceOf(FeedMistake.class).hasMessageContaining("there is no row");
    }

    @ParameterizedTest
    @CsvSource({
        "binance_coinm_trades_AVAXUSD_PERP, AVAXUSD_PERP, 0.01", "binance_coinm_trades_DOTUSD_PERP, DOTUSD_PERP, 0.001",
        "binance_coinm_trades_FILUSD_PERP, FILUSD_PERP, 0.001", "binance_spot_trades_POLUSDT, POLUSDT, 0.0001",
        "coinbase_trades_AVAX-USD, AVAX-USD, 0.01", "coinbase_trades_DOT-USD, DOT-USD, 0.001",
        "coinbase_trades_FIL-USD, FIL-USD, 0.001", "coinbase_trades_POL-USD, POL-USD, 0.0001",
        "gemini_trades_BTCUSD, BTCUSD, 0.01", "gemini_trades_ETHUSD, ETHUSD, 0.01"})
    void shouldFindTheRealTapesTicksFromTheirFirstRows(final String file, final String symbol, final String tick)
    {
        final Path path = TapeFiles.shared("crypto_crash_20251010/" + file + ".csv.gz");
        try (FeedReader reader = open(new TardisTradesFeed(), null, Map.of(), path))
        {
            assertThat(reader.instruments().get(0).symbol()).isEqualTo(symbol);
            assertThat(reader.notes()).first().asString().startsWith("tick " + tick + " (");
        }
    }

    @Test
    void shouldReadEveryRowOfARealTapeWithScientificSizes()
    {
        final FeedReader reader = open(new TardisTradesFeed(), null, Map.of(),
            TapeFiles.shared("crypto_crash_20251010/coinbase_trades_DOT-USD.csv.gz"));
        final RecordingSink sink = new RecordingSink(false);
        while (reader.next(sink))
        {
            // Until the end.
        }
        assertThat(reader.rows()).isEqualTo(78_626);
        assertThat(sink.inputs).isEqualTo(78_626);
    }

    private static FeedReader open(
        final Feed feed, final ClockSource clock, final Map<String, String> settings, final Path file)
    {
        return TapeFiles.open(feed, clock, "exchange", settings, file);
    }
}

package io.firebreak.samples.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.feed.BadLine;
import io.firebreak.feed.Feed;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsTicksFeedTest
{
    private static final String QUOTES =
        "ms_since_midnight_et,bid_price_e4,bid_size,ask_price_e4,ask_size,exchange,condition,suspicious";
    private static final String TRADES = "ms_since_midnight_et,price_e4,size,exchange,sale_condition,suspicious";
    private static final Map<String, String> SETTINGS =
        Map.of("date", "2013-10-09", "prev_close", "184.02", "tier", "1");
    private static final long OPEN_NS = nanos("2013-10-09T13:30:00Z");

    @TempDir
    private Path directory;

    @Test
    void shouldMergeByTimeWithQuotesFirstAndKeepTheOtherSide()
    {
        final FeedReader reader = open(
            TapeFiles.plain(directory, "IBM_20131009_quotes.csv", QUOTES,
                "34200000,1800000,100,0,0,P,1,0", "34200001,0,0,1800500,200,Q,1,0", "34200002,1800600,300,0,0,P,1,0"),
            TapeFiles.plain(directory, "IBM_20131009_trades.csv", TRADES,
                "34200000,1800100,5,P,0,0", "34200001,1800200,6,P,0,1"));
        final RecordingSink sink = TapeFiles.play(reader);
        final long ms = 1_000_000L;
        assertThat(sink.events).containsExactly(
            "instrument 0 IBM 2 1 0 tier1",
            "day 20131009 " + OPEN_NS + " " + nanos("2013-10-09T20:00:00Z") + " " + nanos("2013-10-10T13:30:00Z"),
            "close 184020000000",
            "quote " + OPEN_NS + " 18000 100 - 0",
            "print " + OPEN_NS + " " + OPEN_NS + " NONE 18001 5 0 1",
            "quote " + (OPEN_NS + ms) + " 18000 100 18005 200",
            "print " + (OPEN_NS + ms) + " " + (OPEN_NS + ms) + " NONE 18002 6 0 0",
            "quote " + (OPEN_NS + 2 * ms) + " 18006 300 18005 200");
        assertThat(reader.counters()).containsEntry("national quotes in the session", 3L)
            .containsEntry("of them crossed", 1L).containsEntry("trades not eligible", 1L);
        assertThat(reader.rows()).isEqualTo(5);
    }

    @Test
    void shouldGiveTheSameWhenTheFilesAreNamedTheOtherWayRound()
    {
        final Path quotes = TapeFiles.plain(directory, "IBM_q.csv", QUOTES, "34200000,1800000,100,0,0,P,1,0");
        final Path trades = TapeFiles.plain(directory, "IBM_t.csv", TRADES, "34200000,1800100,5,P,0,0");
        assertThat(TapeFiles.play(open(trades, quotes)).events).isEqualTo(TapeFiles.play(open(quotes, trades)).events);
    }

    @Test
    void shouldSayInactiveWhenThereAreNoQuotes()
    {
        final FeedReader reader =
            open(TapeFiles.plain(directory, "SPY_20131009_trades.csv", TRADES, "34200000,1650000,5,P,0,0"));
        assertThat(reader.notes()).anyMatch(note -> note.startsWith("inactive: no quotes"));
        assertThat(reader.notes()).anyMatch(note -> note.contains("previous close 184.02"));
        assertThat(TapeFiles.play(reader).events).first().isEqualTo("instrument 0 SPY 2 1 0 tier1");
    }

    @ParameterizedTest
    @CsvSource({"date", "prev_close", "tier"})
    void shouldRefuseWhenASettingIsMissing(final String key)
    {
        final Path trades = TapeFiles.plain(directory, "SPY.csv", TRADES, "34200000,1650000,5,P,0,0");
        final Map<String, String> rest = new java.util.HashMap<>(SETTINGS);
        rest.remove(key);
        assertThatThrownBy(() -> TapeFiles.open(new UsTicksFeed(), null, "exchange", rest, trades))
            .isInstanceOf(FeedMistake.class).hasMessageContaining("--set " + key + "=");
    }

    @ParameterizedTest
    @CsvSource({"date, 09.10.2013", "prev_close, NaN", "prev_close, 0", "prev_close, -1", "tier, 3", "close, 25:00",
        "open, 16:00", "tick, 0.00001"})
    void shouldRefuseWhenASettingIsWrong(final String key, final String value)
    {
        final Path trades = TapeFiles.plain(directory, "SPY.csv", TRADES, "34200000,1650000,5,P,0,0");
        final Map<String, String> wrong = new java.util.HashMap<>(SETTINGS);
        wrong.put(key, value);
        assertThatThrownBy(() -> TapeFiles.open(new UsTicksFeed(), null, "exchange", wrong, trades))
            .isInstanceOf(FeedMistake.class).hasMessageContaining("--set " + key + "=");
    }

    @Test
    void shouldWarnWhenTheNameSaysAnotherDay()
    {
        final FeedReader reader =
            open(TapeFiles.plain(directory, "AIG_20131008_trades.csv", TRADES, "34200000,1650000,5,P,0,0"));
        assertThat(reader.notes()).contains("check --set date: the name of AIG_20131008_trades.csv says 20131008");
    }

    @Test
    void shouldNameTheFinerTickWhenAPriceLiesBetweenTicks()
    {
        final FeedReader reader = open(TapeFiles.plain(directory, "SPY.csv", TRADES,
            "34200000,1650000,5,P,0,0", "34200000,1650050,5,P,0,0", "86400000,1650000,5,P,0,0"));
        final RecordingSink sink = new RecordingSink(true);
        assertThat(reader.next(sink)).isTrue();
        assertThatThrownBy(() -> reader.next(sink)).isInstanceOf(BadLine.class)
            .hasMessageContaining("SPY.csv:3: price_e4").hasMessageContaining("--set tick=0.0001");
        assertThatThrownBy(() -> reader.next(sink)).isInstanceOf(BadLine.class)
            .hasMessageContaining("SPY.csv:4: ms_since_midnight_et");
        assertThat(reader.next(sink)).isFalse();
    }

    @Test
    void shouldRefuseWhenThereAreTwoFilesOfAKindOrNoTrades()
    {
        final Path quotes = TapeFiles.plain(directory, "q.csv", QUOTES, "34200000,1800000,100,0,0,P,1,0");
        assertThatThrownBy(() -> open(quotes, quotes)).hasMessageContaining("a second file of quotes");
        assertThatThrownBy(() -> open(quotes)).hasMessageContaining("no file of trades");
    }

    @Test
    void shouldFollowTheClockChangeOnItsSunday()
    {
        final NewYorkDay spring = new NewYorkDay(LocalDate.of(2025, 3, 9));
        assertThat(spring.utcNs(7_199_999L)).isEqualTo(nanos("2025-03-09T06:59:59.999Z"));
        assertThat(spring.utcNs(10_800_000L)).isEqualTo(nanos("2025-03-09T07:00:00Z"));
        assertThat(new NewYorkDay(LocalDate.of(2025, 3, 7)).utcNs(LocalTime.of(9, 30)))
            .isEqualTo(nanos("2025-03-07T14:30:00Z"));
        assertThat(new NewYorkDay(LocalDate.of(2025, 3, 7)).nextWeekdayUtcNs(LocalTime.of(9, 30)))
            .isEqualTo(nanos("2025-03-10T13:30:00Z"));
    }

    @Test
    void shouldFindTheKnownShareOfCrossedQuotesOnTheRealTape()
    {
        final FeedReader reader = open(TapeFiles.shared("us_equities_ticks_201310/IBM_20131009_quotes.csv.gz"),
            TapeFiles.shared("us_equities_ticks_201310/IBM_20131009_trades.csv.gz"));
        final RecordingSink sink = new RecordingSink(false);
        while (reader.next(sink))
        {
            // Until the end.
        }
        assertThat(reader.rows()).isEqualTo(135_492 + 27_042);
        assertThat(reader.counters()).containsEntry("of them crossed", 107L)
            .containsEntry("national quotes in the session", 133_896L);
    }

    @Test
    void shouldListTheFeedsByName()
    {
        assertThat(Feed.all()).extracting(Feed::name)
            .containsExactly("binance-aggtrades", "binance-depth", "csv", "tardis-trades", "us-ticks");
        assertThatThrownBy(() -> Feed.named("binance")).isInstanceOf(FeedMistake.class)
            .hasMessageContaining("binance-aggtrades, binance-depth");
    }

    private static FeedReader open(final Path... inputs)
    {
        return new UsTicksFeed().open(new io.firebreak.feed.FeedRequest(List.of(inputs), null, "exchange", SETTINGS));
    }

    private static long nanos(final String instant)
    {
        final Instant time = Instant.parse(instant);
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}

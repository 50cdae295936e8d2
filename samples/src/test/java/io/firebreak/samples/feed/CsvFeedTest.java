package io.firebreak.samples.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.feed.BadLine;
import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFeedTest
{
    private static final String HEADER = "t,p,q,s";
    private static final String MAP = "kind = trades\ntime = t\nprice = p\nqty = q\nside = s\ntime_format = epoch_ms\n";
    private static final long NS = 1_760_129_786_295_000_000L;

    @TempDir
    private Path directory;

    @Test
    void shouldPlayTheExamplesOfTheManual() throws Exception
    {
        final List<String> blocks = blocks();

        final FeedReader trades = open(blocks.get(2), null, lines("trades.csv", blocks.get(1)));
        assertThat(TapeFiles.play(trades).events).containsExactly("instrument 0 AVAX-PERP 2 1 8 null",
            "print " + NS + " " + NS + " BUY 2544 1250000000 1001 1",
            "print " + (NS + 6_000_000) + " " + (NS + 6_000_000) + " SELL 2543 300000000 1002 1");

        final FeedReader quotes = open(blocks.get(4), null, lines("quotes.csv", blocks.get(3)));
        assertThat(TapeFiles.play(quotes).events).hasSize(3).first().asString().contains("instrument 0 quotes 2");

        final FeedReader book = open(blocks.get(6), null, lines("book.csv", blocks.get(5)));
        assertThat(TapeFiles.play(book).events).containsExactly("instrument 0 AVAX-PERP 2 1 8 null", "clear",
            "level " + NS + " BUY 2543 10000000000 more", "level " + NS + " SELL 2544 8000000000", "ready",
            "level " + (NS + 6_000_000) + " SELL 2544 0");
    }

    @Test
    void shouldMergeFilesOfSeveralKindsWhenEachHasItsMapping() throws Exception
    {
        final Path book = TapeFiles.plain(directory, "book.csv", "ts,is_snapshot,side,price,amount",
            "1760129786295000,1,bid,25.43,100", "1760129786295002,0,bid,25.43,90");
        final Path trades = TapeFiles.gzip(directory, "trades.csv.gz", 0, "ts,side,price,amount",
            "1760129786295001,buy,25.44,1", "1760129786295002,sell,25.43,1");
        final RecordingSink sink = TapeFiles.play(open(blocks().get(7), null, book, trades));
        assertThat(sink.events.stream().map(event -> event.split(" ")[0])).containsExactly(
            "instrument", "clear", "level", "ready", "print", "level", "print");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1760129786295,NaN,1,buy|p: 'NaN' is no number",
        "1760129786295,1.5,-1,buy|q: '-1' is a negative size",
        "1760129786295,1.5,1,hold|s: 'hold' is no side: the mapping's buy is buy,b,bid",
        "1760129786,1.5,1,buy|t: '1760129786' as epoch_ms lies before the year 2000",
        "yesterday,1.5,1,buy|t: 'yesterday' is no number",
        "9999999999999999999999,1.5,1,buy|t: '9999999999999999999999' is absurdly large",
        "1760129786295,1.55,1,buy|p: '1.55' has more than 1 decimals: name a finer --set tick=",
        "1760129786295,1.5,1|3 fields instead of 4"})
    void shouldNameFileLineColumnAndFixWhenARowIsBad(final String row, final String message) throws Exception
    {
        final Path file = TapeFiles.plain(directory, "t.csv", HEADER, "1760129786295,1.5,1,buy", row,
            "1760129786296,1.6,1,sell");
        final FeedReader reader = open(MAP + "tick = 0.1\n", null, file);
        final RecordingSink sink = new RecordingSink(true);
        assertThat(reader.next(sink)).isTrue();
        assertThatThrownBy(() -> reader.next(sink)).isInstanceOf(BadLine.class)
            .hasMessageContaining("t.csv:3: " + message);
        assertThat(reader.next(sink)).isTrue();
        assertThat(reader.next(sink)).isFalse();
        assertThat(sink.events).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "kind = trade|map.conf:1: kind = trade: write trades, quotes or l2",
        "pirce = x|map.conf:1: pirce is no key of a mapping: there are",
        "price = pp|map.conf:1: price = pp: the file's columns are t, p, q, s",
        "price = 9|map.conf:1: price = 9: the file has columns 1 to 4",
        "bid = p|map.conf:1: bid means nothing where kind = trades",
        "delimiter = ab|map.conf:1: delimiter = ab: write one character",
        "time_format = unix|map.conf:1: time_format = unix: write epoch_s or",
        "time_zone = Mars|map.conf:1: time_zone = Mars: write a zone",
        "header = maybe|map.conf:1: header = maybe: write yes or no",
        "tick = 0|map.conf:1: tick = 0: write a decimal number",
        "files = [{}, {}]|files describes 2 files, --input names 1",
        "price = [1]|map.conf:1: price is one value",
        "price = |map.conf: "})
    void shouldNameFileLineAndKeyWhenTheMappingIsWrong(final String line, final String message) throws Exception
    {
        final Path file = TapeFiles.plain(directory, "t.csv", HEADER, "1760129786295,1.5,1,buy");
        final String key = line.split(" ")[0];
        final String rest = MAP.lines().filter(other -> !other.startsWith(key + " "))
            .reduce("", (all, other) -> all + other + "\n");
        assertThatThrownBy(() -> open(line + "\n" + rest, null, file)).isInstanceOf(FeedMistake.class)
            .hasMessageContaining(message);
    }

    @Test
    void shouldSayWhatIsMissingWhenTheMappingIsShort() throws Exception
    {
        final Path file = TapeFiles.plain(directory, "t.csv", HEADER, "1760129786295,1.5,1,buy");
        assertThatThrownBy(() -> open("", null, file)).hasMessageContaining("needs to know what the rows are");
        assertThatThrownBy(() -> open("kind = quotes\ntime = t\n", null, file))
            .hasMessageContaining("kind = quotes needs bid");
        assertThatThrownBy(() -> open(MAP, ClockSource.RECEIVE, file)).hasMessageContaining("no receive_time column");
        assertThatThrownBy(() -> TapeFiles.open(new CsvFeed(), null, "exchange", Map.of("map", "no.conf"), file))
            .isInstanceOf(FeedMistake.class).hasMessageContaining("no such file: no.conf");
        assertThatThrownBy(() -> open(MAP, null, TapeFiles.plain(directory, "e.csv")))
            .isInstanceOf(FeedMistake.class).hasMessageContaining("e.csv:1: ");
    }

    @Test
    void shouldReadColumnsByNumberQuotesTabsAndAMarkWhenAFileHasThem()
    {
        final Path file = TapeFiles.plain(directory, "own.csv", "\uFEFF1760129786.295000001\t\"buy\"\t\"1.5\"\t2",
            "1760129786.3\t\"a\tb\"\t1.5\t2");
        final FeedReader reader = TapeFiles.open(new CsvFeed(), null, "exchange", Map.ofEntries(
            Map.entry("kind", "trades"), Map.entry("time", "1"), Map.entry("time_format", "epoch_s"),
            Map.entry("side", "2"), Map.entry("price", "3"), Map.entry("qty", "4"), Map.entry("header", "no"),
            Map.entry("delimiter", "tab"), Map.entry("buy", "buy,a\tb"), Map.entry("instrument", "X"),
            Map.entry("lot", "1")), file);
        assertThat(TapeFiles.play(reader).events).containsExactly("instrument 0 X 1 1 0 null",
            "print " + (NS + 1) + " " + (NS + 1) + " BUY 15 2 0 1",
            "print " + (NS + 5_000_000) + " " + (NS + 5_000_000) + " BUY 15 2 0 1");
    }

    @Test
    void shouldPlayOneInstrumentWhenAFileHasSeveral() throws Exception
    {
        final Path file = TapeFiles.plain(directory, "all.csv", "t,p,q,s,sym", "1760129786295,1.5,1,buy,A",
            "1760129786296,7.5,1,buy,B", "1760129786297,1.6,1,sell,A");
        final FeedReader reader = open(MAP + "symbol = sym\ninstrument = A\n", null, file);
        assertThat(TapeFiles.play(reader).events).hasSize(3);
        assertThat(reader.counters()).containsEntry("rows of other instruments", 1L);
        assertThatThrownBy(() -> TapeFiles.play(open(MAP + "symbol = sym\n", null, file)))
            .isInstanceOf(BadLine.class).hasMessageContaining("all.csv:3: sym: 'B' in a file of 'A'")
            .hasMessageContaining("--set instrument=A");
    }

    @Test
    void shouldTakeLocalTimesInTheirZoneAndTheReceiveClockWhenAsked() throws Exception
    {
        final Path file = TapeFiles.plain(directory, "ny.csv", "t,r,p,q",
            "2025-10-10 16:56:26.295,2025-10-10T20:56:27Z,1.5,1");
        final String map = "kind = trades\ntime = t\nreceive_time = r\nprice = p\nqty = q\n"
            + "time_zone = America/New_York\n";
        assertThat(TapeFiles.play(open(map, null, file)).events).last().asString()
            .startsWith("print " + NS + " " + NS + " NONE");
        assertThat(TapeFiles.play(open(map, ClockSource.RECEIVE, file)).events).last().asString()
            .startsWith("print 1760129787000000000 " + NS + " NONE");
    }

    @Test
    void shouldGiveTheSamePrintsAsTheVendorsOwnFeedWhenARealTapeIsMapped()
    {
        final Path tape = TapeFiles.shared("crypto_crash_20251010/binance_coinm_trades_AVAXUSD_PERP.csv.gz");
        final Map<String, String> mapping = new TreeMap<>(Map.of("kind", "trades", "time", "timestamp", "time_format",
            "epoch_us", "symbol", "symbol", "id", "id", "side", "side", "price", "price", "qty", "amount"));
        final List<String> own = TapeFiles.play(TapeFiles.open(new CsvFeed(), null, "exchange", mapping, tape)).events;
        assertThat(own).hasSize(137_633).isEqualTo(
            TapeFiles.play(TapeFiles.open(new TardisTradesFeed(), null, "exchange", Map.of(), tape)).events);
    }

    private FeedReader open(final String map, final ClockSource clock, final Path... files) throws Exception
    {
        final Path conf = Files.writeString(directory.resolve("map.conf"), map);
        return TapeFiles.open(new CsvFeed(), clock, "exchange", Map.of("map", conf.toString()), files);
    }

    private Path lines(final String name, final String text)
    {
        return TapeFiles.plain(directory, name, text.strip().split("\n"));
    }

    /** What stands between fences in the manual. */
    private static List<String> blocks() throws Exception
    {
        final List<String> blocks = new ArrayList<>();
        final Matcher matcher = Pattern.compile("```\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/csv-feed.md")));
        while (matcher.find())
        {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }
}

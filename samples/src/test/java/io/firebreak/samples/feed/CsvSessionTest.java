package io.firebreak.samples.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.command.CommandProvider;
import io.firebreak.command.ExitCode;
import io.firebreak.command.JournalCommands;
import io.firebreak.command.TapeCommands;
import io.firebreak.command.UserMistake;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A venue's own rulebook on the venue's own files: trading days from the mapping, the class from the symbol. */
class CsvSessionTest
{
    private static final Path HARBOUR = Path.of("..", "samples", "venues", "harbour");
    private static final String MAP = "kind = trades\ntime = t\nprice = p\nqty = q\ninstrument = HARB\ntick = 0.01\n"
        + "time_zone = Europe/Berlin\nopen = \"09:00\"\nclose = \"17:30\"\nprev_close = 50.00\n";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private String mistake = "";

    /** Friday before the clocks change in Berlin, Monday after it. */
    @Test
    void shouldAnnounceADayWithTheFirstRowOfItsDateAndTheLastPriceAsItsPreviousClose() throws Exception
    {
        final List<String> events = TapeFiles.play(open(MAP, "t,p,q", "2026-10-23 08:59:00,50.10,1",
            "2026-10-23 12:00:00,50.20,1", "2026-10-26 09:00:01,50.30,1")).events;
        assertThat(events).filteredOn(event -> !event.startsWith("print")).containsExactly(
            "instrument 0 HARB 2 1 8 null",
            "day 20261023 " + ns("2026-10-23T07:00:00Z") + " " + ns("2026-10-23T15:30:00Z") + " "
                + ns("2026-10-26T08:00:00Z"), "close 50000000000",
            "day 20261026 " + ns("2026-10-26T08:00:00Z") + " " + ns("2026-10-26T16:30:00Z") + " "
                + ns("2026-10-27T08:00:00Z"), "close 50200000000");
        assertThat(events.get(5)).startsWith("day 20261026");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "open = \"09:00\" | open = \"9\" | map.conf:8: open = 9: write a time of day as 09:00",
        "close = \"17:30\" | close = \"08:30\" | map.conf:9: close = 08:30: the close is behind the open, 09:00",
        "close = \"17:30\" | ^^ | write close = \"HH:MM\" in the mapping, or --set close=HH:MM",
        "prev_close = 50.00 | prev_close = 0 | map.conf:10: prev_close = 0: write a price above 0",
        "prev_close = 50.00 | prev_close = fifty | map.conf:10: prev_close = fifty: write a price as 50.05",
        "Europe/Berlin | Berlin | map.conf:7: time_zone = Berlin: write a zone as UTC"})
    void shouldNamePlaceAndFixOfAMistakeInADay(final String right, final String wrong, final String message)
    {
        assertThat(MAP).contains(right);
        assertThatThrownBy(() -> open(MAP.replace(right, wrong), "t,p,q", "2026-10-23 08:59:00,50.10,1"))
            .isInstanceOf(FeedMistake.class).hasMessageContaining(message);
    }

    /** docs/your-venue.md runs these files, and quotes what they print. */
    @Test
    void shouldRunTheMadeUpVenueAndExplainItsTrip()
    {
        assertThat(run(journal(), HARBOUR.resolve("trades.map"))).as(mistake).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("class HARB", "trips 1", "interruption.dynamic", "2026-11-20T09:05:19");
        assertThat(run("verify", journal())).isEqualTo(ExitCode.OK);
        out.getBuffer().setLength(0);
        assertThat(run("explain", journal(), "--last")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("By rule 'interruption.dynamic' the limit was 52.29",
            "all 4 agree, bit for bit", "the auction reopened it");
    }

    @Test
    void shouldSayWhichClassItTakesWhereNeitherTheNameNorTheRulebookSaysIt()
    {
        assertThat(run(journal(), HARBOUR.resolve("trades.map"), "--set", "instrument=PIER"))
            .as(mistake).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(
            "class illiquid (the first of illiquid, liquid, share, HARB, QUAY; --class names another)");
        assertThat(run(directory.resolve("other").toString(), HARBOUR.resolve("trades.map"), "--set",
            "instrument=PIER", "--class", "liquid")).as(mistake).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldSayWhyNothingJudgesWhereNoDayIsAnnounced() throws Exception
    {
        final Path map = Files.writeString(directory.resolve("map.conf"), Files.readString(
            HARBOUR.resolve("trades.map")).replaceAll("(?m)^(open|close|prev_close|time_zone) .*$", ""));
        assertThat(run(journal(), map)).as(mistake).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("trips 0", "INACTIVE_NO_SESSION 1: no trading day was announced");
    }

    private static long ns(final String instant)
    {
        return Instant.parse(instant).getEpochSecond() * 1_000_000_000L;
    }

    private String journal()
    {
        return directory.resolve("j").toString();
    }

    private FeedReader open(final String map, final String... lines) throws Exception
    {
        final Path conf = Files.writeString(directory.resolve("map.conf"), map);
        return TapeFiles.open(new CsvFeed(), null, "exchange", Map.of("map", conf.toString()),
            TapeFiles.plain(directory, "t.csv", lines));
    }

    private int run(final String journal, final Path map, final String... more)
    {
        final List<String> args = new ArrayList<>(List.of("run", "--feed", "csv", "--input",
            HARBOUR.resolve("trades.csv").toString(), "--map", map.toString(), "--rulebook",
            HARBOUR.resolve("harbour.conf").toString(), "--journal", journal));
        args.addAll(List.of(more));
        return run(args.toArray(new String[0]));
    }

    private int run(final String... args)
    {
        final CommandLine commandLine = new CommandLine(new Root());
        for (final CommandProvider provider : List.of(new TapeCommands(), new JournalCommands()))
        {
            provider.commands().forEach(commandLine::addSubcommand);
        }
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(new StringWriter()));
        commandLine.setExecutionExceptionHandler((ex, failed, parsed) ->
        {
            mistake = ex.getMessage();
            return ex instanceof UserMistake user ? user.exitCode() : ExitCode.FAILED;
        });
        return commandLine.execute(args);
    }

    @CommandLine.Command(name = "firebreak")
    private static final class Root
    {
    }
}

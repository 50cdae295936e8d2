package io.firebreak.samples.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.command.CommandProvider;
import io.firebreak.command.ExitCode;
import io.firebreak.command.TapeCommands;
import io.firebreak.command.UserMistake;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunCommandTest
{
    private static final String HEADER = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount";
    private static final long START_US = 1_760_054_400_000_000L;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void shouldPrintExactlyTheAgreedObjectWhenATapeFalls() throws IOException
    {
        final Path tape = TapeFiles.gzip(directory, "t.csv.gz", 0, fall(600, 20));
        assertThat(run("run", "--feed", "tardis-trades", "--input", tape.toString(), "--rulebook", "crypto-perp",
            "--journal", directory.resolve("j").toString(), "--json")).isEqualTo(ExitCode.OK);
        final JsonNode root = new ObjectMapper().readTree(out.toString());
        final List<String> names = new ArrayList<>();
        root.fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactly("rows", "events", "decisions", "trips", "minutesHalted", "printsWhileHalted",
            "dataQuality", "eventsPerSecond", "serviceNs", "latencyNs", "journal");
        assertThat(root.path("rows").asLong()).isEqualTo(620);
        assertThat(root.path("latencyNs").isNull()).isTrue();
        assertThat(root.path("journal").path("verified").asBoolean()).isTrue();
        assertThat(root.path("journal").path("records").asLong()).isEqualTo(root.path("events").asLong());
        assertThat(root.path("trips")).hasSize(1);
        final JsonNode trip = root.path("trips").get(0);
        assertThat(trip.path("instrument").asText()).isEqualTo("S");
        assertThat(trip.path("state").asText()).isEqualTo("PAUSED");
        assertThat(trip.path("reason").asText()).isEqualTo("PRICE_BAND");
        assertThat(trip.path("priceTicks").asLong()).isEqualTo(9_500);
        assertThat(trip.path("fallenBps").asDouble()).isBetween(495.0, 505.0);
        assertThat(root.path("printsWhileHalted").asLong()).isPositive();
    }

    @Test
    void shouldMakeTheSameDecisionsWhenATapeIsPlayedTwice()
    {
        final Path tape = TapeFiles.plain(directory, "t.csv", fall(600, 20));
        final List<String> exports = new ArrayList<>();
        for (final String name : List.of("j1", "j2"))
        {
            final String journal = directory.resolve(name).toString();
            run("run", "--feed", "tardis-trades", "--input", tape.toString(), "--rulebook", "crypto-perp", "--journal",
                journal);
            out.getBuffer().setLength(0);
            assertThat(run("export", journal, "--inputs", "--format", "jsonl")).isEqualTo(ExitCode.OK);
            exports.add(out.toString());
        }
        assertThat(exports.get(0)).contains("\"TradingStateChange\"").isEqualTo(exports.get(1));
    }

    @Test
    void shouldMakeTheSameDecisionsWhenTheEnvelopeIsOff()
    {
        final Path tape = TapeFiles.plain(directory, "t.csv", fall(600, 20));
        final List<String> exports = new ArrayList<>();
        final List<Long> evaluations = new ArrayList<>();
        for (final String which : List.of("on", "off"))
        {
            final String journal = directory.resolve(which).toString();
            out.getBuffer().setLength(0);
            assertThat(run("run", "--feed", "tardis-trades", "--input", tape.toString(), "--rulebook", "crypto-perp",
                "--journal", journal, "--envelope", which)).isEqualTo(ExitCode.OK);
            evaluations.add(Long.valueOf(out.toString().replace(",", "")
                .replaceAll("(?s).*envelope   " + which + "; rules evaluated (\\d+) times.*", "$1")));
            out.getBuffer().setLength(0);
            assertThat(run("export", journal, "--inputs", "--format", "jsonl")).isEqualTo(ExitCode.OK);
            exports.add(out.toString());
        }
        assertThat(exports.get(1)).contains("\"TradingStateChange\"").isEqualTo(exports.get(0));
        assertThat(evaluations.get(1)).as("the switch reached the engine").isGreaterThan(evaluations.get(0));
    }

    @Test
    void shouldRefuseADirectoryThatHoldsAJournalAndLeaveItAsItIs() throws IOException
    {
        final Path tape = TapeFiles.plain(directory, "t.csv", fall(600, 20));
        final Path journal = directory.resolve("j");
        final String[] command = {"run", "--feed", "tardis-trades", "--input", tape.toString(), "--rulebook",
            "crypto-perp", "--journal", journal.toString()};
        assertThat(run(command)).isEqualTo(ExitCode.OK);
        final byte[] head = Files.readAllBytes(journal.resolve("head"));

        assertThat(run(command)).isEqualTo(ExitCode.FAILED);
        assertThat(Files.readAllBytes(journal.resolve("head"))).isEqualTo(head);
    }

    @Test
    void shouldPlayAUsersOwnFileByItsMapping() throws IOException
    {
        final Path tape = TapeFiles.plain(directory, "own.csv", fall(600, 20));
        final Path map = Files.writeString(directory.resolve("map.conf"), "kind = trades\ntime = timestamp\n"
            + "time_format = epoch_us\nprice = price\nqty = amount\nside = side\nsymbol = symbol\n");
        assertThat(run("run", "--feed", "csv", "--input", tape.toString(), "--map", map.toString(), "--rulebook",
            "crypto-perp", "--journal", directory.resolve("j").toString(), "--json")).isEqualTo(ExitCode.OK);
        assertThat(new ObjectMapper().readTree(out.toString()).path("trips")).hasSize(1);
        assertThat(run("run", "--feed", "tardis-trades", "--input", tape.toString(), "--map", map.toString(),
            "--rulebook", "crypto-perp", "--journal", directory.resolve("k").toString())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldKeepWhatPrecedesAndEndWith65WhenALineIsBad() throws IOException
    {
        final String[] lines = fall(600, 20);
        lines[301] = lines[301].replaceFirst(",buy,[0-9.]+", ",buy,NaN");
        final Path tape = TapeFiles.plain(directory, "t.csv", lines);
        assertThat(run("run", "--feed", "tardis-trades", "--input", tape.toString(), "--rulebook", "crypto-perp",
            "--journal", directory.resolve("j").toString(), "--json")).isEqualTo(ExitCode.BAD_DATA);
        final JsonNode stopped = new ObjectMapper().readTree(out.toString());
        assertThat(stopped.path("journal").path("verified").asBoolean()).isTrue();
        out.getBuffer().setLength(0);
        assertThat(run("run", "--feed", "tardis-trades", "--input", tape.toString(), "--rulebook", "crypto-perp",
            "--journal", directory.resolve("k").toString(), "--json", "--on-bad-line", "skip")).isEqualTo(ExitCode.OK);
        final JsonNode skipped = new ObjectMapper().readTree(out.toString());
        assertThat(skipped.path("dataQuality").path("GAP_REPORTED").asLong()).isEqualTo(1);
        assertThat(skipped.path("rows").asLong()).isEqualTo(620);
        assertThat(skipped.path("trips")).hasSize(1);
    }

    @Test
    void shouldExplainTheTripWithItsLimitComputedAgain()
    {
        final String journal = directory.resolve("j").toString();
        run("run", "--feed", "tardis-trades", "--input", TapeFiles.plain(directory, "t.csv", fall(600, 20)).toString(),
            "--rulebook", "crypto-perp", "--journal", journal);
        out.getBuffer().setLength(0);
        assertThat(run("explain", journal, "--last")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("TradingStateChange OPEN -> PAUSED", "  band, of rulebook crypto-perp",
            "rounded outward to the tick", "agree, bit for bit", "LimitState NONE");
    }

    @Test
    void shouldExplainTheLastTripAndNotItsReleaseUnlessAnotherKindIsNamed()
    {
        final String journal = directory.resolve("j").toString();
        run("run", "--feed", "tardis-trades", "--input", TapeFiles.plain(directory, "t.csv", fall(600, 100)).toString(),
            "--rulebook", "crypto-perp", "--journal", journal);
        assertThat(explained(journal, "--last")).contains("OPEN -> PAUSED").doesNotContain("PAUSED -> OPEN");
        assertThat(explained(journal, "--last", "--of", "change")).contains("TradingStateChange PAUSED -> OPEN");
        assertThat(explained(journal, "--last", "--of", "decision")).startsWith("Decision ");
        assertThat(explained(journal, "1")).startsWith("Decision 1 ");
        assertThat(run("explain", journal, "--last", "--of", "halt")).isEqualTo(ExitCode.USAGE);
        assertThat(run("explain", journal, "--at", "2001-01-01")).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void shouldLeaveWhatDoesNotApplyEmptyInCsvAndNullInJson() throws IOException
    {
        final String journal = directory.resolve("j").toString();
        run("run", "--feed", "tardis-trades", "--input", TapeFiles.plain(directory, "t.csv", fall(600, 20)).toString(),
            "--rulebook", "crypto-perp", "--journal", journal);
        out.getBuffer().setLength(0);
        assertThat(run("export", journal, "--inputs")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("sourceTimeNs= ").doesNotContain(String.valueOf(Long.MIN_VALUE))
            .doesNotContain(String.valueOf(Long.MAX_VALUE));
        out.getBuffer().setLength(0);
        assertThat(run("export", journal, "--inputs", "--json")).isEqualTo(ExitCode.OK);
        boolean hasNull = false;
        for (final String line : out.toString().split("\n"))
        {
            final JsonNode node = new ObjectMapper().readTree(line);
            hasNull |= node.has("deadlineNs") && node.get("deadlineNs").isNull();
        }
        assertThat(hasNull).isTrue();
        assertThat(out.toString()).doesNotContain(String.valueOf(Long.MIN_VALUE))
            .doesNotContain(String.valueOf(Long.MAX_VALUE));
    }

    @Test
    void shouldVerifyWhatWasPlayedAtTheMarketsPace() throws IOException
    {
        final String[] lines = fall(600, 1);
        final Path tape = TapeFiles.plain(directory, "t.csv", lines[0], lines[1],
            lines[1].replaceFirst("000000,", "150000,").replaceFirst("000000,", "150000,"));
        assertThat(run("run", "--feed", "tardis-trades", "--input", tape.toString(), "--rulebook", "crypto-perp",
            "--journal", directory.resolve("j").toString(), "--speed", "1x", "--json")).isEqualTo(ExitCode.OK);
        final JsonNode root = new ObjectMapper().readTree(out.toString());
        assertThat(root.path("rows").asLong()).isEqualTo(2);
        assertThat(root.path("latencyNs").path("p50").isNumber()).isTrue();
        assertThat(root.path("journal").path("verified").asBoolean()).isTrue();
    }

    @Test
    void shouldRefuseWhatIsNotInThisVersion()
    {
        final String tape = TapeFiles.plain(directory, "t.csv", fall(10, 1)).toString();
        assertThat(run("run", "--feed", "tardis-trades", "--input", tape, "--rulebook", "crypto-perp", "--journal",
            directory.resolve("j").toString(), "--mode", "piped")).isEqualTo(ExitCode.USAGE);
        assertThat(run("run", "--feed", "tardis-trades", "--input", tape, "--rulebook", "crypto-prep", "--journal",
            directory.resolve("j").toString())).isEqualTo(ExitCode.INVALID_CONFIG);
        assertThat(run("run", "--feed", "tardis-trades", "--input", tape, "--rulebook", "crypto-perp", "--journal",
            directory.resolve("j").toString(), "--set", "engine.release_after=J2")).isEqualTo(ExitCode.INVALID_CONFIG);
        assertThat(run("run", "--feed", "tardis-trades", "--input", tape, "--rulebook", "us-luld", "--journal",
            directory.resolve("j").toString(), "--set", "classes.tier1.references.mean_300s.gate.min_hold_s=0",
            "--mode",
            "direct")).isEqualTo(ExitCode.INVALID_CONFIG);
        assertThat(directory.resolve("j")).doesNotExist();
    }

    /** A quiet tape of one print a second at 100.00, and then a fall to 95.00. */
    private static String[] fall(final int quiet, final int fallen)
    {
        final String[] lines = new String[1 + quiet + fallen];
        lines[0] = HEADER;
        for (int i = 1; i < lines.length; i++)
        {
            final long us = START_US + i * 1_000_000L;
            final String price = i <= quiet ? i % 2 == 0 ? "100.01" : "100.00" : "95.00";
            lines[i] = "x,S," + us + "," + us + "," + i + ",buy," + price + ",1.5";
        }
        return lines;
    }

    private String explained(final String... args)
    {
        out.getBuffer().setLength(0);
        final String[] command = new String[1 + args.length];
        command[0] = "explain";
        System.arraycopy(args, 0, command, 1, args.length);
        assertThat(run(command)).isEqualTo(ExitCode.OK);
        return out.toString();
    }

    private int run(final String... args)
    {
        final CommandProvider provider = new TapeCommands();
        final CommandLine commandLine = new CommandLine(new Root());
        provider.commands().forEach(commandLine::addSubcommand);
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(new StringWriter()));
        commandLine.setExecutionExceptionHandler((ex, failed, parsed) ->
            ex instanceof UserMistake mistake ? mistake.exitCode() : ExitCode.FAILED);
        return commandLine.execute(args);
    }

    @CommandLine.Command(name = "firebreak")
    private static final class Root
    {
    }
}

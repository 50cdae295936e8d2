package io.firebreak.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.command.CommandProvider;
import io.firebreak.command.ExitCode;
import io.firebreak.command.UserMistake;
import io.firebreak.journal.JournalReader;
import io.firebreak.record.RecordLayout;
import io.firebreak.samples.market.MarketOutcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest
{
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private String mistake = "";

    private int run(final String... words)
    {
        final CommandLine frame = new CommandLine(new Root());
        ServiceLoader.load(CommandProvider.class).forEach(
            provider -> provider.commands().forEach(frame::addSubcommand));
        frame.setOut(new PrintWriter(out));
        frame.setErr(new PrintWriter(new StringWriter()));
        frame.setExecutionExceptionHandler((ex, failed, parsed) ->
        {
            mistake = ex.getMessage();
            return ex instanceof UserMistake known ? known.exitCode() : 99;
        });
        return frame.execute(words);
    }

    @Test
    void shouldShowACrashProveItFindTheTamperedByteAndNameTheReport()
    {
        final Path journal = directory.resolve("j");
        assertThat(run("demo", "--seed", "20", "--journal", journal.toString())).as(mistake).isEqualTo(ExitCode.OK);
        final List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).startsWith("EMBER-PERP, seed 20");
        assertThat(lines).anyMatch(line -> line.equals("$ ./firebreak verify " + journal))
            .anyMatch(line -> line.equals("verdict    OK: whole, and every decision re-derived"))
            .anyMatch(line -> line.startsWith("$ ./firebreak explain " + journal + " "))
            .anyMatch(line -> line.startsWith("Decision ") && line.contains("OPEN -> PAUSED"))
            .anyMatch(line -> line.startsWith("verdict    CORRUPT: ") && line.contains("CRC"));
        assertThat(lines.get(lines.size() - 1)).startsWith("seed 20 with breakers: drawdown ")
            .contains(" bps instead of ", " accounts liquidated instead of ", "halted ");
        final Path report = directory.resolve("j-report.html");
        assertThat(lines.get(lines.size() - 2)).isEqualTo("open this file: " + report);
        assertThat(report).isNotEmptyFile();

        out.getBuffer().setLength(0);
        assertThat(run("demo", "--journal", journal.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(mistake).contains("already holds a journal", "another --journal directory");
    }

    @Test
    void shouldPrintOneObjectWhenAskedForJson() throws IOException
    {
        assertThat(run("demo", "--seed", "4", "--json", "--journal", directory.resolve("j").toString()))
            .isEqualTo(ExitCode.OK);
        final JsonNode root = new ObjectMapper().readTree(out.toString());
        assertThat(root.path("seed").asLong()).isEqualTo(4);
        assertThat(root.path("off").path("drawdownBps").asLong()).isPositive();
        assertThat(root.path("off").path("haltedNs").asLong()).isZero();
        assertThat(root.path("on").path("haltedNs").asLong()).isPositive();
        assertThat(root.path("exitCodes").toString())
            .isEqualTo("{\"verify\":0,\"explain\":0,\"verify of the tampered copy\":2,\"report\":0}");
        assertThat(Path.of(root.path("report").asText())).isNotEmptyFile();
    }

    @Test
    void shouldShowEverySeedAndListThoseThatGotWorse() throws IOException
    {
        assertThat(run("demo", "--seeds", "2", "--seed", "6", "--json")).as(mistake).isEqualTo(ExitCode.OK);
        final JsonNode root = new ObjectMapper().readTree(out.toString());
        assertThat(root.path("seeds")).hasSize(2);
        final List<Long> worse = new ArrayList<>();
        for (final JsonNode row : root.path("seeds"))
        {
            final List<String> expected = new ArrayList<>();
            for (final String figure : List.of("drawdownBps", "liquidatedLots", "liquidatedAccounts", "shortfallPpm"))
            {
                if (row.path("on").path(figure).asLong() > row.path("off").path(figure).asLong())
                {
                    expected.add(figure);
                }
            }
            assertThat(row.path("worse")).as("%s", row).hasSameSizeAs(expected);
            if (!expected.isEmpty())
            {
                worse.add(row.path("seed").asLong());
            }
        }
        assertThat(root.path("worseSeeds").toString()).isEqualTo(worse.toString().replace(" ", ""));
        assertThat(worse).as("seeds 6 and 7 got worse").isNotEmpty();

        assertThat(run("demo", "--seeds", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("demo", "--seeds", "2", "--set", "perp.price.nonsense=1")).isEqualTo(ExitCode.INVALID_CONFIG);
    }

    @Test
    void shouldTakeTheQuartilesOfTheDifferencesAndMarkWhatGotWorse()
    {
        final MarketOutcome off = outcome(500, 1_000);
        final List<SeedPair> pairs = List.of(new SeedPair(1, off, outcome(400, 900)),
            new SeedPair(2, off, outcome(500, 1_000)), new SeedPair(3, off, outcome(510, 990)),
            new SeedPair(4, off, outcome(300, 1_001)));
        new SeedTable(pairs).print(new PrintWriter(out, true));
        assertThat(out.toString().lines().filter(line -> line.contains("WORSE")))
            .hasSize(2).first().asString().endsWith("WORSE drawdown");
        assertThat(out.toString().replaceAll(" +", " ")).contains("drawdown, bps -200 -200 -100 0 10",
            "liquidated, lots -100 -100 -10 0 1", "drawdown: less with 2 seeds, the same with 1, more with 1",
            "breakers made something worse with seed 3, 4");
    }

    private static MarketOutcome outcome(final long drawdownBps, final long lots)
    {
        return new MarketOutcome(300, drawdownBps, lots, 10, 0, 5_000, 60_000_000_000L, 1, 5, 9, 1, 1);
    }

    @Test
    void shouldJournalTheSameBytesWithTheSameSeedAndOthersWithAnother() throws IOException
    {
        final String first = journal("first", 4);
        assertThat(journal("second", 4)).isEqualTo(first);
        assertThat(journal("other", 5)).isNotEqualTo(first);
    }

    /** Hash of all inputs, decisions and digests of a run's journal. */
    private String journal(final String name, final long seed) throws IOException
    {
        final Path journal = Files.createDirectories(directory.resolve(name));
        DemoVenue.journaled(seed, Map.of(), journal);
        final MessageDigest hash;
        try
        {
            hash = MessageDigest.getInstance("SHA-256");
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException(ex);
        }
        final long[] decisions = new long[1];
        JournalReader.open(journal).read((buffer, offset, length) ->
        {
            final byte[] bytes = new byte[length - RecordLayout.SEQUENCE_OFFSET];
            buffer.getBytes(offset + RecordLayout.SEQUENCE_OFFSET, bytes);
            hash.update(bytes);
            decisions[0] += buffer.getShort(offset + RecordLayout.DECISION_COUNT_OFFSET);
            return true;
        });
        assertThat(decisions[0]).isPositive();
        return HexFormat.of().formatHex(hash.digest());
    }

    @CommandLine.Command(name = "firebreak")
    private static final class Root
    {
    }
}

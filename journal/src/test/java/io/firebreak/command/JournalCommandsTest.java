package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.journal.JournalForgery;
import io.firebreak.record.SlotSlab;
import io.firebreak.replay.JournaledVenue;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandsTest extends CommandRun
{
    private static final int PRINTS = 20_000;

    @TempDir
    private static Path directory;

    private static Path journal;
    private static JournaledVenue.Written written;

    @TempDir
    private Path other;

    @BeforeAll
    static void write()
    {
        journal = directory.resolve("journal");
        written = JournaledVenue.write(journal, PRINTS, Map.of());
        assertThat(written.decisions()).isGreaterThan(10);
    }

    @Test
    @Tag("determinism")
    void shouldRederiveEveryDecisionWhenTheJournalIsWhole() throws Exception
    {
        assertThat(run("verify", journal.toString(), "--json")).isEqualTo(ExitCode.OK);
        final JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("verdict").asText()).isEqualTo("ok");
        assertThat(json.get("records").asLong()).isEqualTo(written.records());
        assertThat(json.get("identical").asLong()).isEqualTo(written.records());
        assertThat(json.get("decisions").asLong()).isEqualTo(written.decisions());
        assertThat(json.get("closed").asBoolean()).isTrue();
        assertThat(json.get("firstDivergence").isNull()).isTrue();
    }

    @Test
    void shouldSayTheSameInAlignedTextAndWithoutAnEngine()
    {
        assertThat(run("verify", journal.toString())).isEqualTo(ExitCode.OK);
        final String records = String.format(Locale.ROOT, "%,d", written.records());
        assertThat(out.toString()).contains("records    " + records + ", identical " + records,
            "verdict    OK: whole, and every");
        assertThat(run("verify", journal.toString(), "--no-replay")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("not replayed");
        assertThat(run("replay", journal.toString())).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldSayWhereTheLiveEngineStoppedDeciding() throws Exception
    {
        final Path stopped = other.resolve("stopped");
        JournalForgery.withStop(journal, stopped, 5_001);
        assertThat(run("verify", stopped.toString())).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(out.toString()).contains("verdict    STOPPED: the live engine stopped deciding at sequence 5001; " +
            "every decision before it re-derived");
    }

    @Test
    void shouldSayWhatIsNotShownAndWriteNothing() throws Exception
    {
        final Map<Path, String> before = contents();
        assertThat(run("verify", journal.toString(), "--no-replay")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("not shown  whether the engine decides the same", "reached the disk",
            "nothing is signed", "snapshots", "unused bytes");
        out.getBuffer().setLength(0);
        assertThat(run("verify", journal.toString(), "--json")).isEqualTo(ExitCode.OK);
        assertThat(new ObjectMapper().readTree(out.toString()).get("notCovered")).hasSize(4);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void shouldNotClaimTheDigestsOfAnotherLayout() throws Exception
    {
        final Path foreign = other.resolve("foreign");
        final int version = EngineLayout.VERSION + 1;
        JournalForgery.withLayout(journal, foreign, version);
        final String records = String.format(Locale.ROOT, "%,d", written.records());
        assertThat(run("verify", foreign.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("OK: whole, and every decision re-derived; the digests of " + records +
            " records, written under layout version " + version + ", cannot be compared",
            "not shown  the digests of " + records + " records and the arena's hash behind them: written under " +
            "layout version " + version);
        out.getBuffer().setLength(0);
        assertThat(run("verify", foreign.toString(), "--json")).isEqualTo(ExitCode.OK);
        final JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("otherLayout").asLong()).isEqualTo(written.records());
        assertThat(json.get("otherLayoutVersions").get(0).asInt()).isEqualTo(version);
        assertThat(json.get("notCovered").get(0).asText()).startsWith("the digests of " + records + " records");
        assertThat(json.get("detail").asText()).endsWith("cannot be compared");
    }

    @Test
    void shouldNameTheRecordBufferThatIsThere() throws Exception
    {
        JournalForgery.withSemantics(journal, other.resolve("ring"), BreakerEngine.SEMANTICS_VERSION);
        assertThat(run("verify", other.resolve("ring").toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("records that only a records.slab or ring.slab holds");
        SlotSlab.map(other.resolve("ring"), 1 << 10, 1 << 18).close();
        assertThat(run("verify", other.resolve("ring").toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("snapshots, and records that only ring.slab holds");
    }

    @Test
    void shouldNameTheOpenEndWhenTheWriterIsAlive() throws Exception
    {
        JournalForgery.withoutLast(journal, other.resolve("open"));
        JournalForgery.setHead(other.resolve("open"), 1);
        assertThat(run("verify", other.resolve("open").toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("OK: whole up to its open end at sequence " + written.records());
    }

    private static Map<Path, String> contents() throws IOException
    {
        final Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(journal))
        {
            for (final Path file : files.filter(Files::isRegularFile).toList())
            {
                contents.put(file, Files.getLastModifiedTime(file) + " " +
                    Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    @Test
    void shouldShowTheFirstDivergenceWhenTheImageWasExchanged() throws Exception
    {
        // Every checksum, the chain and the head are right: only an engine can tell.
        JournalForgery.withImage(journal, other.resolve("forged"), Rulebook.load(changed(), Map.of()).image());

        assertThat(run("verify", other.resolve("forged").toString(), "--no-replay")).isEqualTo(ExitCode.OK);
        assertThat(run("verify", other.resolve("forged").toString(), "--json")).isEqualTo(ExitCode.DIVERGED);
        final JsonNode json = new ObjectMapper().readTree(out.toString().substring(out.toString().indexOf('{')));
        assertThat(json.get("firstDivergence").get("sequence").asLong()).isPositive();
        assertThat(json.get("firstDivergence").get("differences")).isNotEmpty();
        assertThat(json.get("identical").asLong()).isLessThan(json.get("records").asLong());
    }

    @Test
    void shouldShowTheChangedFieldWhenAnotherRulebookDecides() throws Exception
    {
        assertThat(run("replay", journal.toString(), "--rulebook", changed())).isEqualTo(ExitCode.DIVERGED);
        assertThat(out.toString()).contains("First divergence: record ", "FIELD", "JOURNAL", "REPLAYED")
            .doesNotContain("imageHash");
    }

    @Test
    void shouldFindNoDifferenceWhenTheOtherRulebookIsTheSame()
    {
        assertThat(run("replay", journal.toString(), "--rulebook", "crypto-perp")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("verdict    OK");
    }

    @Test
    void shouldRefuseARulebookThatDoesNotExist()
    {
        assertThat(run("replay", journal.toString(), "--rulebook", "no-such")).isEqualTo(ExitCode.INVALID_CONFIG);
    }

    @Test
    void shouldSayUnsupportedWhenTheSemanticsAreOthers() throws Exception
    {
        JournalForgery.withSemantics(journal, other.resolve("later"), 999);
        assertThat(run("verify", other.resolve("later").toString())).isEqualTo(ExitCode.UNSUPPORTED);
        assertThat(out.toString()).contains("semantics version 999");
    }

    @Test
    void shouldSayTruncatedWhenTheLastDocumentIsMissing() throws Exception
    {
        JournalForgery.withoutLast(journal, other.resolve("short"));
        assertThat(run("verify", other.resolve("short").toString(), "--json")).isEqualTo(ExitCode.TRUNCATED);
    }

    @Test
    void shouldSayCorruptWhenTheHeadIsDamaged() throws Exception
    {
        JournalForgery.withoutLast(journal, other.resolve("damaged"));
        Files.writeString(other.resolve("damaged/head"), "firebreak-head 1\n");
        assertThat(run("verify", other.resolve("damaged").toString(), "--json")).isEqualTo(ExitCode.CORRUPT);
    }

    @Test
    void shouldNameTheDirectoryWhenThereIsNoJournal()
    {
        assertThat(run("verify", other.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains(other.toString());
        assertThat(run("verify", other.resolve("nowhere").toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("no such file").contains("nowhere");
    }

    /** The shipped rulebook with one limit changed. */
    private String changed() throws IOException
    {
        try (InputStream shipped = Rulebook.class.getResourceAsStream("/rulebooks/crypto-perp.conf"))
        {
            final String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains("floor_ppm = { value = 30000");
            return Files.writeString(other.resolve("changed.conf"),
                text.replace("floor_ppm = { value = 30000", "floor_ppm = { value = 29500")).toString();
        }
    }

    private int run(final String... args)
    {
        return execute(List.of(new JournalCommands()), args);
    }
}

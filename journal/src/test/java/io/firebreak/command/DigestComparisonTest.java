package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.journal.JournalForgery;
import io.firebreak.replay.JournaledVenue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestComparisonTest extends CommandRun
{
    @TempDir
    private static Path directory;

    private static Path journal;
    private static JournaledVenue.Written written;

    @TempDir
    private Path other;

    @BeforeAll
    static void write()
    {
        journal = directory.resolve("walk");
        written = JournaledVenue.write(journal, 20_000, Map.of());
    }

    @Test
    void shouldFindNothingWhenBothAreTheSame() throws IOException
    {
        final JsonNode json = compare(journal, ExitCode.OK);
        assertThat(json.path("same").asBoolean()).isTrue();
        assertThat(json.path("differing").isNull()).isTrue();
        assertThat(json.path("compared").asLong()).isEqualTo(written.records());
    }

    @Test
    void shouldLocateTheRecordInTwoReadingsWhenADecisionDiffers() throws IOException
    {
        // A digest that was exchanged stands for an engine that went another way; a digest that differs differs on.
        final long at = 12_345;
        forgeDigestsFrom(at);
        final JsonNode json = compare(other.resolve("forged"), ExitCode.DIVERGED);
        assertThat(json.path("differing").asLong()).isEqualTo(at);
        assertThat(json.path("agreed").asLong()).isEqualTo(at - 1);
        assertThat(json.path("exact").asBoolean()).isTrue();
        assertThat(json.path("readings").asInt()).isEqualTo(2);
        assertThat(json.path("probes").asInt()).isLessThan(30);
        assertThat(json.path("differentRecord").isNull()).isTrue();
        assertThat(run("replay", journal.toString(), "--against", other.resolve("forged").toString()))
            .isEqualTo(ExitCode.DIVERGED);
        assertThat(out.toString()).contains("behind record 12345", "the engines' memory came apart unseen");
    }

    @Test
    void shouldNameTheEarlierInputWhenOnlyALaterDigestShowsIt() throws IOException
    {
        forgeDigestsFrom(9_000);
        JournalForgery.withTime(other.resolve("forged"), other.resolve("late"), 8_990);
        final JsonNode json = compare(other.resolve("late"), ExitCode.DIVERGED);
        assertThat(json.path("differing").asLong()).isEqualTo(9_000);
        assertThat(json.path("differentRecord").asLong()).isEqualTo(8_990);
        assertThat(json.path("differences").get(0).path("field").asText()).isEqualTo("timeNs");
    }

    @Test
    void shouldLookForTheFirstOtherDecisionWhenTheParametersWereOthers() throws IOException
    {
        JournaledVenue.write(other.resolve("wide"), 20_000,
            Map.of("classes.perp.breakers.price.rules.band.width.floor_ppm", "29000"));
        assertThat(run("replay", journal.toString(), "--against", other.resolve("wide").toString()))
            .isEqualTo(ExitCode.DIVERGED);
        assertThat(out.toString()).contains("images     differ", "its decision", "FIELD", "AGAINST")
            .doesNotContain("imageHash");
    }

    @Test
    void shouldCompareWithDigestsAloneAndNameTheRangeWhenTheyDiffer() throws IOException
    {
        assertThat(run("replay", journal.toString(), "--digest-every", "1000")).isEqualTo(ExitCode.OK);
        final String digests = take();
        final Path file = Files.writeString(other.resolve("digests.txt"), digests);
        assertThat(compare(file, ExitCode.OK).path("same").asBoolean()).isTrue();
        final String apart = digests.lines().map(line -> line.matches("(7|8|9|[1-9][0-9])[0-9]{3} .*")
            ? line.replaceFirst("  [0-9a-f]{4}", "  0bad") : line).collect(Collectors.joining("\n"));
        final JsonNode json = compare(Files.writeString(other.resolve("apart.txt"), apart), ExitCode.DIVERGED);
        assertThat(json.path("agreed").asLong()).isEqualTo(6_000);
        assertThat(json.path("differing").asLong()).isEqualTo(7_000);
        assertThat(json.path("exact").asBoolean()).isFalse();
    }

    @Test
    void shouldPrintTheSameDigestsEveryTime() throws IOException
    {
        assertThat(run("replay", journal.toString(), "--digest-every", "5000", "--json")).isEqualTo(ExitCode.OK);
        final String first = take();
        assertThat(run("replay", journal.toString(), "--digest-every", "5000", "--json")).isEqualTo(ExitCode.OK);
        assertThat(take()).isEqualTo(first);
        assertThat(first.lines().count()).isEqualTo(written.records() / 5000 + 1);
    }

    @Test
    void shouldNameTheFixWhenTheQuestionIsWrong() throws IOException
    {
        assertThat(run("replay", journal.toString(), "--digest-every", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("replay", journal.toString(), "--digest-every", "5", "--against", journal.toString()))
            .isEqualTo(ExitCode.USAGE);
        assertThat(run("replay", journal.toString(), "--against", other.resolve("none").toString()))
            .isEqualTo(ExitCode.FAILED);
        final Path file = Files.writeString(other.resolve("bad.txt"), "1000  0123456789abcdef\nnonsense\n");
        assertThat(run("replay", journal.toString(), "--against", file.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("bad.txt:2").doesNotContain("\tat ");
    }

    /** As if the engine's memory had come apart at a record: every digest from there on is another. */
    private void forgeDigestsFrom(final long sequence) throws IOException
    {
        JournalForgery.withDigestsFrom(journal, other.resolve("forged"), sequence);
    }

    private JsonNode compare(final Path against, final int exitCode) throws IOException
    {
        assertThat(run("replay", journal.toString(), "--against", against.toString(), "--json")).isEqualTo(exitCode);
        return new ObjectMapper().readTree(take());
    }

    private String take()
    {
        final String text = out.toString();
        out.getBuffer().setLength(0);
        return text;
    }

    private int run(final String... args)
    {
        return execute(List.of(new JournalCommands()), args);
    }
}

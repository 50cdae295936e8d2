package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.journal.JournalForgery;
import io.firebreak.journal.RecoveringVenue;
import io.firebreak.replay.Bisection;
import io.firebreak.replay.JournaledVenue;
import io.firebreak.replay.RunDigests;
import io.firebreak.rulebook.Rulebook;
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
    void shouldEndAsVerifyDoesWhenAJournalIsDamagedOrShort() throws IOException
    {
        final Path damaged = other.resolve("damaged");
        JournalForgery.withDamage(journal, damaged, 15_000);
        final Path cut = other.resolve("cut");
        JournalForgery.withoutLast(journal, cut);
        assertThat(run("replay", journal.toString(), "--digest-every", "1000")).isEqualTo(ExitCode.OK);
        final Path digests = Files.writeString(other.resolve("digests.txt"), take());
        for (final String against : List.of(digests.toString(), damaged.toString(), journal.toString()))
        {
            assertThat(run("replay", damaged.toString(), "--against", against)).isEqualTo(ExitCode.CORRUPT);
            assertThat(take()).contains("damaged or missing").doesNotContain("the same digests\n");
            assertThat(run("replay", damaged.toString(), "--against", against, "--json")).isEqualTo(ExitCode.CORRUPT);
            final JsonNode json = new ObjectMapper().readTree(take());
            assertThat(json.path("same").asBoolean()).isFalse();
            assertThat(json.path("whole").asBoolean()).isFalse();
            assertThat(json.path("differing").isNull()).isTrue();
        }
        assertThat(run("replay", journal.toString(), "--against", damaged.toString())).isEqualTo(ExitCode.CORRUPT);
        assertThat(run("replay", journal.toString(), "--against", cut.toString())).isEqualTo(ExitCode.TRUNCATED);
        assertThat(run("replay", cut.toString(), "--against", cut.toString())).isEqualTo(ExitCode.TRUNCATED);
        take();
        err.getBuffer().setLength(0);
        assertThat(run("replay", damaged.toString(), "--digest-every", "1000")).isEqualTo(ExitCode.CORRUPT);
        assertThat(take().lines().skip(1)).hasSizeBetween(10, 16);
        assertThat(err.toString()).contains("is not whole");
        assertThat(run("replay", cut.toString(), "--digest-every", "1000")).isEqualTo(ExitCode.TRUNCATED);
    }

    /** The digest behind such a record is taken from the record itself: it agrees whatever was decided. */
    @Test
    void shouldClaimNoEqualDigestsWhereAnotherLayoutWroteThem() throws Exception
    {
        final Path foreign = other.resolve("foreign");
        JournalForgery.withLayout(journal, foreign, EngineLayout.VERSION + 1);
        assertThatThrownBy(() -> Bisection.locate(RunDigests.replayed(foreign,
            Rulebook.load("crypto-perp", Map.of("classes.perp.warm_up_s", "86400"))), RunDigests.recorded(foreign)))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("another layout version");
        assertThatThrownBy(() -> RunDigests.replayed(foreign, null).at(new long[]{7}))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(
            "records 1 to " + written.records() + " under layout version " + (EngineLayout.VERSION + 1));
        assertThat(run("replay", foreign.toString(), "--digest-every", "1000")).isEqualTo(ExitCode.UNSUPPORTED);
        assertThat(take().lines()).hasSize(1);
        assertThat(err.toString()).contains("under layout version " + (EngineLayout.VERSION + 1));
        assertThat(run("replay", foreign.toString(), "--rulebook", "crypto-perp", "--against", foreign.toString()))
            .isEqualTo(ExitCode.UNSUPPORTED);
        assertThat(run("replay", journal.toString(), "--digest-every", "1000")).isEqualTo(ExitCode.OK);
        final Path digests = Files.writeString(other.resolve("digests.txt"), take());
        assertThat(run("replay", foreign.toString(), "--against", digests.toString())).isEqualTo(ExitCode.UNSUPPORTED);
    }

    @Test
    void shouldCompareOnlyTheDigestsBehindAnotherLayoutAndSaySo() throws Exception
    {
        final Path own = other.resolve("own");
        RecoveringVenue.run(own, 3, 200);
        final Path foreign = other.resolve("foreign");
        JournalForgery.withLayout(own, foreign, EngineLayout.VERSION + 1);
        final long first = RunDigests.recorded(foreign).last() + 1;
        RecoveringVenue.run(foreign, 4, 200);
        assertThat(run("replay", foreign.toString(), "--digest-every", "50")).isEqualTo(ExitCode.UNSUPPORTED);
        final String digests = take();
        assertThat(digests.lines().skip(1).mapToLong(line -> Long.parseLong(line.substring(0, 18).strip())))
            .isNotEmpty().allSatisfy(sequence -> assertThat(sequence).isGreaterThanOrEqualTo(first));
        final String file = Files.writeString(other.resolve("digests.txt"), digests).toString();
        assertThat(run("replay", foreign.toString(), "--against", file)).isEqualTo(ExitCode.UNSUPPORTED);
        assertThat(take()).contains("up to record " + (first - 1) + " there are no digests to compare",
            "the same digests from record " + first + " on");
        final String apart = Files.writeString(other.resolve("apart.txt"),
            digests.replaceAll("  [0-9a-f]{4}", "  0bad")).toString();
        assertThat(run("replay", foreign.toString(), "--against", apart, "--json")).isEqualTo(ExitCode.DIVERGED);
        final JsonNode json = new ObjectMapper().readTree(take());
        assertThat(json.path("from").asLong()).isEqualTo(first);
        assertThat(json.path("exact").asBoolean()).isFalse();
        assertThat(json.path("same").asBoolean()).isFalse();
    }

    @Test
    void shouldCompareTheDecisionsOfTwoJournalsOfDifferentLayouts() throws Exception
    {
        final Path foreign = other.resolve("foreign");
        JournalForgery.withLayout(journal, foreign, EngineLayout.VERSION + 1);
        final JsonNode same = compare(foreign, ExitCode.OK);
        assertThat(same.path("digestsCompared").asBoolean()).isFalse();
        assertThat(same.path("same").asBoolean()).isTrue();
        assertThat(run("replay", journal.toString(), "--against", foreign.toString())).isEqualTo(ExitCode.OK);
        assertThat(take()).contains("the same inputs and decisions").doesNotContain("the same digests");
        JournalForgery.withTime(foreign, other.resolve("late"), 8_990);
        final JsonNode json = compare(other.resolve("late"), ExitCode.DIVERGED);
        assertThat(json.path("differentRecord").asLong()).isEqualTo(8_990);
        assertThat(json.path("differences").get(0).path("field").asText()).isEqualTo("timeNs");
    }

    /** Both were written under one and the same other layout: their digests are of the same lines. */
    @Test
    void shouldCompareTheDigestsOfTwoJournalsOfTheSameOtherLayout() throws Exception
    {
        final Path foreign = other.resolve("foreign");
        JournalForgery.withLayout(journal, foreign, EngineLayout.VERSION + 1);
        JournalForgery.withDigestsFrom(foreign, other.resolve("apart"), 4_321);
        assertThat(run("replay", foreign.toString(), "--against", other.resolve("apart").toString(), "--json"))
            .isEqualTo(ExitCode.DIVERGED);
        assertThat(new ObjectMapper().readTree(take()).path("differing").asLong()).isEqualTo(4_321);
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

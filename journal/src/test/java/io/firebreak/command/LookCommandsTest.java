package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.explain.Moment;
import io.firebreak.journal.JournalForgery;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.SnapshotStore;
import io.firebreak.market.Scope;
import io.firebreak.replay.JournaledVenue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookCommandsTest extends CommandRun
{
    @TempDir
    private static Path directory;

    private static String journal;
    private static JournaledVenue.Written written;

    @TempDir
    private Path other;

    @BeforeAll
    static void write()
    {
        journal = directory.resolve("walk").toString();
        written = JournaledVenue.write(directory.resolve("walk"), 20_000, Map.of());
    }

    @Test
    void shouldShowTheLastDecisionsInOrderOrBackwards() throws IOException
    {
        assertThat(run("tail", journal, "-n", "3", "--json")).isEqualTo(ExitCode.OK);
        final List<JsonNode> last = lines();
        assertThat(last).extracting(node -> node.path("decisionSeq").asLong())
            .containsExactly(written.decisions() - 2, written.decisions() - 1, written.decisions());
        assertThat(run("tail", journal, "-n", "2", "--reverse", "--json")).isEqualTo(ExitCode.OK);
        assertThat(lines()).extracting(node -> node.path("decisionSeq").asLong())
            .containsExactly(written.decisions(), written.decisions() - 1);
        assertThat(run("tail", journal, "-n", "1", "--inputs", "--json")).isEqualTo(ExitCode.OK);
        assertThat(lines()).extracting(node -> node.path("record").asLong()).containsExactly(written.records());
    }

    @Test
    void shouldFilterByKindRuleStateAndTime() throws IOException
    {
        assertThat(run("tail", journal, "-n", "1000", "--of", "trip", "--json")).isEqualTo(ExitCode.OK);
        final List<JsonNode> trips = lines();
        assertThat(trips).hasSizeGreaterThan(3).allSatisfy(trip ->
            assertThat(trip.path("fromState").asText()).isEqualTo("OPEN"));
        final long second = trips.get(1).path("timeNs").asLong();
        assertThat(run("tail", journal, "-n", "1000", "--of", "trip", "--since", String.valueOf(second), "--json"))
            .isEqualTo(ExitCode.OK);
        assertThat(lines()).hasSize(trips.size() - 1);
        assertThat(run("tail", journal, "-n", "1000", "--of", "trip", "--until", String.valueOf(second), "--json"))
            .isEqualTo(ExitCode.OK);
        assertThat(lines()).hasSize(2);
        assertThat(run("tail", journal, "-n", "1000", "--rule", "band", "--state", "PAUSED", "--json"))
            .isEqualTo(ExitCode.OK);
        assertThat(lines()).isNotEmpty().allSatisfy(line -> assertThat(line.path("rule").asText()).isEqualTo("band"));
        assertThat(run("tail", journal, "--instrument", "nobody")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void shouldAlignTheColumnsOfTheTable()
    {
        assertThat(run("tail", journal, "-n", "50")).isEqualTo(ExitCode.OK);
        final List<String> table = out.toString().lines().toList();
        final int what = table.get(0).indexOf("WHAT");
        assertThat(table.get(0)).contains("TIME (UTC)", "RECORD", "DECISION", "PRICE", "LIMIT", "REFERENCE");
        assertThat(table).hasSize(51).allSatisfy(line -> assertThat(line.charAt(what - 1)).isEqualTo(' '));
    }

    @Test
    void shouldShowThePauseWithItsDeadlineWhenTheMomentIsATrip() throws IOException
    {
        assertThat(run("tail", journal, "-n", "1000", "--of", "trip", "--json")).isEqualTo(ExitCode.OK);
        for (final JsonNode trip : lines().subList(0, 3))
        {
            assertThat(run("state", journal, "--at", trip.path("record").asText(), "--json")).isEqualTo(ExitCode.OK);
            final JsonNode state = new ObjectMapper().readTree(take());
            assertThat(state.path("asJournaled").asBoolean()).isTrue();
            assertThat(state.path("record").asLong()).isEqualTo(trip.path("record").asLong());
            final JsonNode scope = state.path("scopes").get(0);
            assertThat(scope.path("state").asText()).isEqualTo(trip.path("mergedState").asText());
            final JsonNode breaker = scope.path("breakers").get(0);
            assertThat(breaker.path("deadlineNs")).isEqualTo(trip.path("deadlineNs"));
            assertThat(breaker.path("lastTripNs")).isEqualTo(trip.path("timeNs"));
            assertThat(breaker.path("trips")).isEqualTo(trip.path("tripCount"));
            assertThat(scope.path("varianceSlow").asDouble()).isEqualTo(trip.path("varianceSlow").asDouble());
            assertThat(run("state", journal, "--at", String.valueOf(trip.path("record").asLong() - 1), "--json"))
                .isEqualTo(ExitCode.OK);
            assertThat(new ObjectMapper().readTree(take()).path("scopes").get(0).path("breakers").get(0)
                .path("state").asText()).isEqualTo("OPEN");
        }
    }

    @Test
    void shouldGiveTheSameMomentByTimeAndBySequence() throws IOException
    {
        assertThat(run("tail", journal, "-n", "1", "--inputs", "--until", "2025-10-09T12:00:00", "--json"))
            .isEqualTo(ExitCode.OK);
        final JsonNode record = lines().get(0);
        assertThat(run("state", journal, "--at", "2025-10-09T12:00:00")).isEqualTo(ExitCode.OK);
        final String byTime = take();
        assertThat(run("state", journal, "--at", record.path("record").asText())).isEqualTo(ExitCode.OK);
        assertThat(take()).isEqualTo(byTime).contains("instrument 0", "RULES", "band+velocity_10s", "EXTREMA",
            "as the journal has it there");
    }

    @Test
    void shouldReadWithoutChangingTheArena() throws IOException
    {
        final Moment moment = Moment.of(JournalReader.open(Path.of(journal)), 9_999, Long.MAX_VALUE);
        final long hash = moment.engine().arenaHash();
        assertThat(moment.engine().read(Scope.instrument(0)).isDefined()).isTrue();
        assertThat(moment.engine().read(Scope.instrument(1)).isDefined()).isFalse();
        assertThat(moment.engine().read(Scope.market(0)).breakers()).isEmpty();
        assertThat(moment.engine().arenaHash()).isEqualTo(hash);
    }

    @Test
    void shouldSayThatTheEngineStandsElsewhereWhenTheDigestWasExchanged() throws IOException
    {
        JournalForgery.withDigest(Path.of(journal), other.resolve("forged"), 9_000);
        assertThat(run("state", other.resolve("forged").toString(), "--at", "9000")).isEqualTo(ExitCode.DIVERGED);
        assertThat(take()).contains("THE JOURNAL HAS ANOTHER THERE");
    }

    @Test
    void shouldEndAsVerifyDoesWhenTheJournalIsDamagedOrShort() throws IOException
    {
        final Path damaged = other.resolve("damaged");
        JournalForgery.withDamage(Path.of(journal), damaged, 9_000);
        final Path cut = other.resolve("cut");
        JournalForgery.withoutLast(Path.of(journal), cut);
        for (final List<String> command : List.of(List.of("state"), List.of("tail"), List.of("tail", "--follow"),
            List.of("export"), List.of("explain", "--all"), List.of("explain", "--last")))
        {
            assertThat(look(command, damaged)).as(command.toString()).isEqualTo(ExitCode.CORRUPT);
            assertThat(take().lines()).as(command.toString()).isNotEmpty();
            assertThat(err.toString()).contains("is not whole (Corrupt[");
            assertThat(look(command, cut)).as(command.toString()).isEqualTo(ExitCode.TRUNCATED);
        }
        assertThat(run("state", damaged.toString(), "--at", "1000")).isEqualTo(ExitCode.OK);
        assertThat(run("state", damaged.toString(), "--snapshot", "image")).isEqualTo(ExitCode.CORRUPT);
        assertThat(new SnapshotStore(damaged).files()).isEmpty();
    }

    private int look(final List<String> command, final Path where)
    {
        final List<String> args = new ArrayList<>(command);
        args.add(1, where.toString());
        return run(args.toArray(new String[0]));
    }

    @Test
    void shouldNameTheFixWhenTheQuestionCannotBeAnswered()
    {
        assertThat(run("state", journal, "--at", "yesterday")).isEqualTo(ExitCode.USAGE);
        assertThat(run("state", journal, "--at", "99999999")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("ends at record " + written.records());
        assertThat(run("state", journal, "--at", "2001-01-01")).isEqualTo(ExitCode.FAILED);
        assertThat(run("state", journal, "--instrument", "BTC")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("[instrument 0]");
        assertThat(run("tail", journal, "-n", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("tail", journal, "--of", "halts")).isEqualTo(ExitCode.USAGE);
        assertThat(run("tail", other.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    private List<JsonNode> lines() throws IOException
    {
        final List<JsonNode> nodes = new ArrayList<>();
        for (final String line : take().lines().toList())
        {
            nodes.add(new ObjectMapper().readTree(line));
        }
        return nodes;
    }

    private String take()
    {
        final String text = out.toString();
        out.getBuffer().setLength(0);
        return text;
    }

    private int run(final String... args)
    {
        return execute(List.of(new TapeCommands()), args);
    }
}

package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.explain.Moment;
import io.firebreak.journal.JournalForgery;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.journal.RecoveringVenue;
import io.firebreak.journal.SnapshotStore;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SnapshotHead;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import io.firebreak.replay.SnapshotFollower;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine that had stopped did not decide is said to be that: by no command is it passed over. */
class UndecidedTest extends CommandRun
{
    private static final int SEED = 31;
    private static final int STOPPED = 400;

    @TempDir
    private static Path directory;

    private static Path journal;
    private static long last;
    private static long decided;
    private static long silent;

    @TempDir
    private Path other;

    @BeforeAll
    static void write() throws IOException
    {
        journal = directory.resolve("journal");
        RecoveringVenue.run(journal, SEED, 500);
        JournalReader.open(journal).read((buffer, offset, length) ->
        {
            last = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
            final boolean hasDecisions = buffer.getShort(offset + RecordLayout.DECISION_COUNT_OFFSET) > 0;
            decided = hasDecisions && decided == 0 && last > 100 ? last : decided;
            silent = !hasDecisions && silent == 0 && last > 100 ? last : silent;
            return true;
        });
    }

    private Path goneOnWith() throws IOException
    {
        final Path stopped = other.resolve("stopped");
        JournalForgery.withStop(journal, stopped, STOPPED);
        RecoveringVenue.run(stopped, SEED + 1, 200);
        return stopped;
    }

    @Test
    void shouldSayHowManyWereNotDecidedWhenARestartHasGoneOn() throws Exception
    {
        final Path stopped = goneOnWith();
        final long undecided = last - STOPPED + 1;
        assertThat(run("verify", stopped.toString(), "--json")).isEqualTo(ExitCode.OK);
        final JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("undecided").asLong()).isEqualTo(undecided);
        assertThat(json.path("undecidedFrom").asLong()).isEqualTo(STOPPED);
        assertThat(json.path("identical").asLong()).isEqualTo(json.path("records").asLong() - undecided);
        assertThat(json.path("detail").asText()).isEqualTo("whole, and every decision re-derived; " + undecided +
            " inputs from record 400 on were journaled undecided by an engine that had stopped, and a restart has " +
            "gone on from them");
        assertThat(json.path("notCovered").get(0).asText()).isEqualTo("what was decided on the " + undecided +
            " inputs journaled undecided, the first of them record 400: no record has it");
        assertThat(run("verify", stopped.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(undecided + " of them journaled undecided, the first is record 400",
            "not shown  what was decided on the " + undecided);
    }

    @Test
    void shouldCallARecordCorruptWhenItIsMarkedUndecidedAndHasDecisions() throws Exception
    {
        JournalForgery.withUndecided(journal, other.resolve("forged"), decided);
        assertThat(run("verify", other.resolve("forged").toString())).isEqualTo(ExitCode.CORRUPT);
        assertThat(out.toString()).contains("record behind " + (decided - 1) + ": it is marked undecided and has ");
    }

    @Test
    void shouldDivergeWhenNoRestartPrecedesWhatIsDecidedAgain() throws Exception
    {
        JournalForgery.withUndecided(journal, other.resolve("forged"), silent);
        assertThat(run("verify", other.resolve("forged").toString())).isEqualTo(ExitCode.DIVERGED);
        assertThat(out.toString()).contains("First divergence: record " + (silent + 1) + ", record",
            "the engine had stopped at sequence " + silent + " and no restart precedes");
    }

    @Test
    void shouldKeepNoSnapshotWhereTheEngineHadStopped() throws IOException
    {
        final Path stopped = goneOnWith();
        final int before = new SnapshotStore(stopped).files().size();
        for (final long sequence : new long[]{STOPPED, last})
        {
            assertThatThrownBy(() -> SnapshotFollower.follow(stopped, sequence, SnapshotHead.Kind.IMAGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("record " + sequence + " was journaled undecided");
            assertThat(execute(List.of(new TapeCommands()), "state", stopped.toString(), "--at",
                String.valueOf(sequence), "--snapshot", "image")).isEqualTo(ExitCode.FAILED);
            assertThat(err.toString()).contains("record " + sequence + " was journaled undecided");
            assertThat(out.toString()).contains("no process had this state");
            assertThat(Moment.of(JournalReader.open(stopped), sequence, Long.MAX_VALUE).isUndecided()).isTrue();
        }
        assertThat(new SnapshotStore(stopped).files()).hasSize(before);
        SnapshotFollower.follow(stopped, last + 1, SnapshotHead.Kind.IMAGE);
        SnapshotFollower.follow(stopped, STOPPED - 1, SnapshotHead.Kind.IMAGE);
        assertThat(new SnapshotStore(stopped).files()).hasSize(before + 2);
    }

    @Test
    void shouldShowEveryRecordToWhoLooksOn() throws IOException
    {
        final List<Long> seen = new ArrayList<>();
        final ReplayResult result = new Replayer().replay(JournalReader.open(goneOnWith()), at -> { },
            (engine, buffer, offset, length) ->
            {
                assertThat(engine.sequence()).isEqualTo(buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET));
                seen.add(engine.sequence());
            });
        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, result.records()).boxed().toList());
        assertThat(result.integrity()).isInstanceOf(JournalVerdict.Whole.class);
    }

    private int run(final String... args)
    {
        out.getBuffer().setLength(0);
        return execute(List.of(new JournalCommands()), args);
    }
}

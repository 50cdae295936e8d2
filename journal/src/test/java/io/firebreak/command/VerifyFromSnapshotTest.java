package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.journal.JournalForgery;
import io.firebreak.journal.SnapshotStore;
import io.firebreak.record.SnapshotHead;
import io.firebreak.replay.JournaledVenue;
import io.firebreak.replay.SnapshotFollower;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code verify --from-snapshot} proves the tail, and claims no more. */
class VerifyFromSnapshotTest
{
    private static final int SEQUENCE = 2_500;

    @TempDir
    private static Path directory;

    private static Path journal;
    private static Path image;
    private static JournaledVenue.Written written;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path other;

    @BeforeAll
    static void write() throws IOException
    {
        journal = directory.resolve("journal");
        written = JournaledVenue.write(journal, 3_000, Map.of());
        Files.delete(new SnapshotStore(journal).files().get(0));
        image = SnapshotFollower.follow(journal, SEQUENCE, SnapshotHead.Kind.IMAGE);
    }

    private int run(final String... args)
    {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        final CommandLine command = Firebreak.commandLine(List.of(new JournalCommands()));
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(args);
    }

    private Path withImage(final Path to) throws IOException
    {
        Files.createDirectories(to.resolve(SnapshotStore.FOLDER));
        Files.copy(image, to.resolve(SnapshotStore.FOLDER).resolve(image.getFileName()));
        return to;
    }

    @Test
    void shouldProveOnlyTheTailAndSaySo() throws Exception
    {
        final long tail = written.records() - SEQUENCE;
        assertThat(run("verify", journal.toString(), "--from-snapshot", "--json")).isEqualTo(ExitCode.OK);
        final JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("fromSnapshot").asText()).isEqualTo(image.getFileName().toString());
        assertThat(json.get("fromSequence").asLong()).isEqualTo(SEQUENCE);
        assertThat(json.get("records").asLong()).isEqualTo(tail);
        assertThat(json.get("identical").asLong()).isEqualTo(tail);
        assertThat(json.get("lastSequence").asLong()).isEqualTo(written.records());
        assertThat(json.get("notCovered").get(0).asText()).startsWith("the records up to sequence " + SEQUENCE);
        assertThat(run("verify", journal.toString(), "--from-snapshot")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("snapshot   " + image.getFileName(), " behind the snapshot, identical ",
            "OK: whole behind sequence " + SEQUENCE + ", and every decision there re-derived; what lies before " +
            "is not covered", "not shown  the records up to sequence " + SEQUENCE,
            "the bytes of the records up to sequence ");
    }

    @Test
    void shouldFindWhatIsForgedBehindTheSnapshotAndOnlyThat() throws Exception
    {
        final Path before = other.resolve("before");
        JournalForgery.withDigest(journal, before, SEQUENCE - 500);
        assertThat(run("verify", withImage(before).toString(), "--from-snapshot")).isEqualTo(ExitCode.OK);
        assertThat(run("verify", before.toString())).isEqualTo(ExitCode.DIVERGED);
        final Path behind = other.resolve("behind");
        JournalForgery.withDigest(journal, behind, SEQUENCE + 1);
        assertThat(run("verify", withImage(behind).toString(), "--from-snapshot")).isEqualTo(ExitCode.DIVERGED);
        assertThat(out.toString()).contains("First divergence: record " + (SEQUENCE + 1));
        final Path at = other.resolve("at");
        JournalForgery.withDigest(journal, at, SEQUENCE);
        assertThat(run("verify", withImage(at).toString(), "--from-snapshot")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("its digest is not the journal's at sequence " + SEQUENCE);
    }

    @Test
    void shouldSayUnsupportedWhenTheSemanticsAreOthers() throws Exception
    {
        final Path later = other.resolve("later");
        JournalForgery.withSemantics(journal, later, 999);
        assertThat(run("verify", withImage(later).toString(), "--from-snapshot")).isEqualTo(ExitCode.UNSUPPORTED);
        assertThat(out.toString()).contains("UNSUPPORTED: written under semantics version 999");
    }

    @Test
    void shouldTakeTheNamedOneAndElseSayWhyNot() throws Exception
    {
        final Path copy = other.resolve("copy");
        JournalForgery.withoutLast(journal, copy);
        JournalForgery.setHead(copy, 1);
        assertThat(run("verify", copy.toString(), "--from-snapshot")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("no snapshot of the journal in", "is there", "leave --from-snapshot away");
        final Path older = SnapshotFollower.follow(copy, 1_000, SnapshotHead.Kind.PORTABLE);
        final Path newer = SnapshotFollower.follow(copy, 2_000, SnapshotHead.Kind.IMAGE);
        final String name = older.getFileName().toString();
        assertThat(run("verify", copy.toString(), "--from-snapshot", "--snapshot", name)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("snapshot   " + name).doesNotContain("passed over");
        Files.write(newer, List.of("damaged"));
        assertThat(run("verify", copy.toString(), "--from-snapshot")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("snapshot   " + name, "passed over: " + newer.getFileName() + ": not a");
        assertThat(run("verify", copy.toString(), "--from-snapshot", "--snapshot", newer.getFileName().toString()))
            .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("the snapshot " + newer.getFileName(), "not a snapshot")
            .doesNotContain("another one is wanted");
        assertThat(run("verify", copy.toString(), "--snapshot", name)).isEqualTo(ExitCode.USAGE);
        assertThat(run("verify", copy.toString(), "--from-snapshot", "--no-replay")).isEqualTo(ExitCode.USAGE);
    }
}

package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.journal.JournalForgery;
import io.firebreak.record.WriterLock;
import io.firebreak.replay.JournaledVenue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest
{
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void shouldFindNothingFailedWhereAJournalCanBeWritten() throws IOException
    {
        assertThat(run(Path.of("/"), directory.resolve("later/journal").toString(), "--json")).isEqualTo(ExitCode.OK);
        final JsonNode root = new ObjectMapper().readTree(out.toString());
        assertThat(root.path("healthy").asBoolean()).isTrue();
        assertThat(root.path("checks")).extracting(check -> check.path("name").asText()).contains("JDK", "JVM flags",
            "UseFMA", "cores", "clock source", "page size", "huge pages", "locked memory", "directory", "file system",
            "reserve ahead", "free space");
        assertThat(directory.resolve("later")).doesNotExist();
    }

    @Test
    void shouldNameTheFixWhenTheMachineIsNotMadeForThis() throws IOException
    {
        write("sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet\n");
        write("sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n");
        write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
        write("proc/meminfo", "MemTotal: 1 kB\nSwapTotal:     2097148 kB\nHugePages_Total:       3\n");
        assertThat(run(directory.resolve("machine"), directory.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines().filter(line -> line.startsWith("WARN"))
            .map(line -> line.substring(8, 21).strip()))
            .contains("clock source", "huge pages", "governor", "swap");
        assertThat(out.toString()).contains("-> boot with clocksource=tsc", "-> cpupower frequency-set",
            "-> echo madvise", "-> swapoff -a", "reserved 3");
    }

    @Test
    void shouldWarnOfACoreThatIsShared()
    {
        assertThat(new MachineChecks(Path.of("/"), 2).all()).filteredOn(check -> check.name().equals("cores"))
            .singleElement().extracting(HealthCheck::status).isEqualTo(HealthCheck.Status.WARN);
        assertThat(new MachineChecks(Path.of("/"), 8).all()).filteredOn(check -> check.name().equals("cores"))
            .singleElement().extracting(HealthCheck::status).isEqualTo(HealthCheck.Status.OK);
    }

    @Test
    void shouldFailWhereAJournalIsShorterThanWhatWasAcknowledged() throws Exception
    {
        final Path journal = directory.resolve("walk");
        JournaledVenue.write(journal, 500, Map.of());
        assertThat(run(Path.of("/"), journal.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("records, closed", "and its lock is free");
        JournalForgery.withoutLast(journal, directory.resolve("short"));
        assertThat(run(Path.of("/"), directory.resolve("short").toString())).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(out.toString()).contains("FAIL", "shorter than what was acknowledged", "-> ./firebreak verify");
    }

    @Test
    void shouldSayWhoWritesAndWriteNothingItself() throws IOException
    {
        final Path journal = directory.resolve("busy");
        try (WriterLock lock = WriterLock.acquire(journal))
        {
            assertThat(lock).isNotNull();
            assertThat(run(Path.of("/"), journal.toString())).isEqualTo(ExitCode.OK);
            assertThat(out.toString()).contains("is writing");
            try (var files = Files.list(journal))
            {
                assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("writer.lock");
            }
        }
    }

    @Test
    void shouldFailWhereNoJournalCanBe() throws IOException
    {
        final Path file = Files.writeString(directory.resolve("file"), "x");
        assertThat(run(Path.of("/"), file.toString())).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(out.toString()).contains("is a file", "-> name a directory");
        assertThat(err.toString()).isEmpty();
    }

    private void write(final String file, final String text) throws IOException
    {
        final Path path = directory.resolve("machine").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private int run(final Path root, final String... args)
    {
        final CommandLine commandLine = Firebreak.commandLine(List.of(() -> List.of(new DoctorCommand(root))));
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        final String[] words = new String[1 + args.length];
        words[0] = "doctor";
        System.arraycopy(args, 0, words, 1, args.length);
        return commandLine.execute(words);
    }
}

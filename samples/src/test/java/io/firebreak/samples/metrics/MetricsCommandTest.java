package io.firebreak.samples.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.command.ExitCode;
import io.firebreak.command.UserMistake;
import io.firebreak.journal.ChronicleJournal;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.InputFlags;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MetricsCommandTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final long ORIGIN = 1_760_000_000L * SECOND;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @TempDir
    private Path other;

    /** A closed journal of 100 calm trades, its counters file beside it. */
    @BeforeEach
    void write()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
        final RecordBuffer records = RecordBuffer.map(directory, 1 << 20);
        final ChronicleJournal journal = new ChronicleJournal(directory, records);
        final BreakerCounters counters =
            BreakerCounters.map(directory.resolve(BreakerCounters.FILE_NAME), DataQualityCode.names());
        try (InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context().image(rulebook.image(),
            rulebook.imageHash()).capacities(Capacities.forInstruments(1)).journal(journal, records)
            .counters(counters).origin("instrument.0=CALM\n", JournalStart.Clock.EXCHANGE, 0)))
        {
            breaker.publisher().instrumentDefinition(1, 0, ORIGIN, 0, 1, 1, rulebook.classIndex("perp"), 2, 0, 1,
                1_000_000);
            for (int i = 1; i <= 100; i++)
            {
                final long atNs = ORIGIN + i * 10 * SECOND;
                breaker.publisher().trade(1, 0, atNs, atNs, 0, 0, 10_000, 1, i, Side.BUY.code(), InputFlags.ELIGIBLE);
            }
            breaker.onBatchEnd();
            journal.drain();
        }
    }

    private int run(final BooleanSupplier isOver, final String... args)
    {
        final CommandLine command = new CommandLine(new MetricsCommand(isOver));
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        command.setExecutionExceptionHandler((ex, failed, parsed) ->
        {
            err.append(ex.getMessage());
            return ex instanceof UserMistake known ? known.exitCode() : 99;
        });
        return command.execute(Stream.concat(Stream.of(directory.toString()), Stream.of(args)).toArray(String[]::new));
    }

    private static String line(final String text, final String name)
    {
        return text.lines().filter(line -> line.startsWith(name)).findFirst().orElse("none");
    }

    @Test
    void shouldPrintCountersAndDistances()
    {
        assertThat(run(() -> true)).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(line(out.toString(), "firebreak_inputs_total")).isEqualTo("firebreak_inputs_total 101.0");
        assertThat(line(out.toString(), "firebreak_distance_down_bps")).as("a velocity of 2.5 %, a tick before it")
            .contains("scope=\"CALM\"").contains("} 248.9999");
    }

    @Test
    void shouldPrintTheCountersAlthoughTheJournalIsDamaged() throws IOException
    {
        final Path queue;
        try (Stream<Path> files = Files.list(directory))
        {
            queue = files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
        try (FileChannel channel = FileChannel.open(queue, StandardOpenOption.WRITE))
        {
            // over the first documents, container and all
            channel.write(ByteBuffer.allocate(1 << 16), 1 << 8);
        }
        assertThat(run(() -> true)).isEqualTo(ExitCode.FAILED);
        assertThat(line(out.toString(), "firebreak_inputs_total")).isEqualTo("firebreak_inputs_total 101.0");
        assertThat(err.toString()).contains("cannot be followed", "firebreak verify");
    }

    @Test
    void shouldReadNoJournalWhenTheCountersAloneAreAskedFor() throws IOException
    {
        assertThat(run(() -> true, "--counters")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("firebreak_inputs_total").doesNotContain("firebreak_distance");
        Files.delete(directory.resolve(BreakerCounters.FILE_NAME));
        assertThat(run(() -> true, "--counters")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("docs/metrics.md");
    }

    @Test
    void shouldWriteTheFileAgainWithWhatWasCountedMeanwhile() throws IOException
    {
        final Path file = other.resolve("firebreak.prom");
        final BreakerCounters counters =
            BreakerCounters.map(directory.resolve(BreakerCounters.FILE_NAME), DataQualityCode.names());
        final AtomicInteger rounds = new AtomicInteger();
        final StringBuilder seen = new StringBuilder();
        assertThat(run(() ->
        {
            try
            {
                seen.append(line(Files.readString(file), "firebreak_drops_total")).append('\n');
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
            counters.add(BreakerCounter.DROPS, 3);
            return rounds.incrementAndGet() == 2;
        }, "--out", file.toString(), "--every", "1")).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(seen.toString().lines()).hasSize(2).doesNotHaveDuplicates();
        assertThat(out.toString()).isEmpty();
        try (Stream<Path> files = Files.list(other))
        {
            assertThat(files).as("nothing unfinished beside it").containsExactly(file);
        }
    }

    @Test
    void shouldRefuseToRepeatWithoutAFile()
    {
        assertThat(run(() -> true, "--every", "5")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--out FILE");
    }
}

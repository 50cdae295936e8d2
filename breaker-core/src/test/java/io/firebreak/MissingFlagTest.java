package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.status.BreakerCounters;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a host touches first without the flag, it reads the one sentence that names it. */
class MissingFlagTest
{
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"inline", "pipeline", "records", "memory", "slab", "ring", "counters"})
    void shouldNameTheMissingFlagWhateverTheHostBeginsWith(final String what) throws Exception
    {
        final ProcessBuilder builder = new ProcessBuilder(
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java", "-cp",
            System.getProperty("java.class.path"), Host.class.getName(), what, directory.toString())
            .redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        final Process process = builder.start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).contains("IllegalStateException: start the JVM with --add-exports " +
            "java.base/jdk.internal.misc=ALL-UNNAMED");
        assertThat(process.exitValue()).isEqualTo(1);
    }

    /** A host without the flag. */
    static final class Host
    {
        public static void main(final String[] args)
        {
            final Path place = Path.of(args[1]);
            final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
            switch (args[0])
            {
                case "inline" -> InlineBreaker.launch(new InlineBreaker.Context()
                    .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(1)));
                case "pipeline" -> BreakerPipeline.launch(new PipelineContext()
                    .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(1)));
                case "records" -> RecordBuffer.map(place, 1 << 18);
                case "memory" -> RecordBuffer.inMemory(1 << 18);
                case "slab" -> SlotSlab.map(place, 8, 1 << 18);
                case "ring" -> SlotSlab.inMemory(8, 1 << 18);
                default -> BreakerCounters.map(place.resolve("counters"), List.of());
            }
        }
    }
}

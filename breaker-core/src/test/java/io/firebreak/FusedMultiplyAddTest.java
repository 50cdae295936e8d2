package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A live engine does not start where fused multiply-add would be emulated; on a tape it gives the same bits. */
class FusedMultiplyAddTest
{
    private static final String EXPORT = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";

    @Test
    void shouldRefuseALiveEngineAndRunATapeWhenFusedMultiplyAddIsOff() throws IOException, InterruptedException
    {
        assertThat(start("-XX:-UseFMA", "HOST")).contains("IllegalStateException: UseFMA is off")
            .contains("remove -XX:-UseFMA");
        assertThat(start("-XX:-UseFMA", "EXCHANGE")).isEqualTo("started");
        assertThat(start("-XX:-UseFMA", "HOST", "-Dfirebreak.fma=emulated")).isEqualTo("started");
    }

    private static String start(final String option, final String clock, final String... more)
        throws IOException, InterruptedException
    {
        final List<String> command = new ArrayList<>(List.of(
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java", EXPORT, option));
        command.addAll(List.of(more));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Host.class.getName(), clock));
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        final Process process = builder.start();
        process.getOutputStream().close();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }

    /** Launches an engine on the clock that is named. */
    static final class Host
    {
        public static void main(final String[] args)
        {
            final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
            InlineBreaker.launch(new InlineBreaker.Context().image(rulebook.image(), rulebook.imageHash())
                .origin("", JournalStart.Clock.valueOf(args[0]), 0)).close();
            System.out.println("started");
        }
    }
}

package io.firebreak.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class JvmFlagsTest
{
    private static final String FLAG = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";

    @Test
    void shouldNameTheMissingFlagWhenTheHostForgotIt() throws Exception
    {
        final Child child = fork(List.of());

        assertThat(child.exitCode).isEqualTo(1);
        assertThat(child.output).contains("IllegalStateException: " + JvmFlags.SENTENCE);
    }

    @Test
    void shouldNameItEveryTimeWhenAskedAgain() throws Exception
    {
        final Child child = fork(List.of("-Dagain=true"));

        assertThat(child.output).contains("first: " + JvmFlags.SENTENCE, "IllegalStateException: " + JvmFlags.SENTENCE);
    }

    @Test
    void shouldLetTheHostStartWhenTheFlagIsThere() throws Exception
    {
        final Child child = fork(List.of(FLAG));

        assertThat(child.output).isEqualTo("capacity 64");
        assertThat(child.exitCode).isZero();
    }

    private static Child fork(final List<String> options) throws IOException, InterruptedException
    {
        final List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Host.class.getName()));
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        final Process process = builder.start();
        process.getOutputStream().close();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Child(process.exitValue(), output.strip());
    }

    private record Child(int exitCode, String output)
    {
    }

    /** What a host does: the check, then its first buffer. */
    static final class Host
    {
        public static void main(final String[] args)
        {
            if (Boolean.getBoolean("again"))
            {
                try
                {
                    JvmFlags.require();
                }
                catch (final IllegalStateException ex)
                {
                    System.out.println("first: " + ex.getMessage());
                }
            }
            JvmFlags.require();
            System.out.println("capacity " + new UnsafeBuffer(new byte[64]).capacity());
        }
    }
}

package io.firebreak.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a group of rows in a JVM with this one's flags and the serial collector.
 */
final class ChildJvm
{
    /** Begins a line that is a row. */
    static final String ROW = "row\t";

    private ChildJvm()
    {
    }

    static List<Row> measure(final Group group, final boolean quick, final Path out)
        throws IOException, InterruptedException
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Bench.class.getName(),
            "--in-process", "--only", group.name()));
        if (quick)
        {
            command.add("--quick");
        }
        if (out != null)
        {
            command.addAll(List.of("--out", out.toString()));
        }
        final Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        final List<Row> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)))
        {
            for (String line = reader.readLine(); line != null; line = reader.readLine())
            {
                if (line.startsWith(ROW))
                {
                    rows.add(Row.fromLine(line.substring(ROW.length())));
                }
                else
                {
                    System.err.println(line);
                }
            }
        }
        if (process.waitFor() != 0)
        {
            throw new IOException("the JVM that measured " + group + " ended with " + process.exitValue());
        }
        return rows;
    }
}

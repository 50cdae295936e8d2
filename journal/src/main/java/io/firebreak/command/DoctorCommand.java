package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.journal.JournalSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the JVM, the machine and a journal's directory, and says what to mend. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Look at the JVM, the machine and a journal's directory, and say what to mend; nothing is written.",
    footer = {
        "",
        "Exit code 0, or 8 where a line says FAIL. A WARN works, slower or less safely than it could."})
final class DoctorCommand implements Callable<Integer>
{
    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = ".",
        description = "A journal's directory, or one that is to hold a journal (this one).")
    private Path directory;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    private final Path root;

    DoctorCommand()
    {
        this(Path.of("/"));
    }

    /** With the kernel's files below another root. */
    DoctorCommand(final Path root)
    {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException
    {
        final List<HealthCheck> checks =
            new ArrayList<>(new MachineChecks(root, Runtime.getRuntime().availableProcessors()).all());
        checks.addAll(new DirectoryChecks(directory, JournalSettings.defaults()).all());
        final long failed = count(checks, HealthCheck.Status.FAIL);
        final long warned = count(checks, HealthCheck.Status.WARN);
        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            final ObjectNode json = Json.object();
            json.put("healthy", failed == 0).put("failed", failed).put("warned", warned);
            final ArrayNode lines = json.putArray("checks");
            checks.forEach(check -> lines.addObject().put("status", check.status().name()).put("name", check.name())
                .put("detail", check.detail()).put("fix", check.fix().isEmpty() ? null : check.fix()));
            out.println(Json.text(json));
        }
        else
        {
            final TextTable table = new TextTable("STATUS", "WHAT", "FOUND");
            for (final HealthCheck check : checks)
            {
                table.row(check.status().name(), check.name(), check.detail());
                if (!check.fix().isEmpty())
                {
                    table.row("", "", "-> " + check.fix());
                }
            }
            table.print(out, "");
            out.println();
            out.println(failed == 0 ? warned == 0 ? "Healthy." : "Healthy, with " + warned
                + (warned == 1 ? " warning." : " warnings.")
                : failed + " of " + checks.size() + " failed.");
        }
        out.flush();
        return failed == 0 ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    private static long count(final List<HealthCheck> checks, final HealthCheck.Status status)
    {
        return checks.stream().filter(check -> check.status() == status).count();
    }
}

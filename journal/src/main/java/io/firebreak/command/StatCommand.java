package io.firebreak.command;

import io.firebreak.explain.Moment;
import io.firebreak.journal.JournalReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How a breaker is, seen from another process: its counters, and how far each rule is from a trip. */
@Command(
    name = "stat",
    mixinStandardHelpOptions = true,
    description = "Show how a running or ended breaker is: what it counted, how far its engine and journal are, and "
        + "how far each rule is from a trip. Follows the journal with an engine of its own: the venue spends nothing.",
    footer = {
        "",
        "Distances are as of the last journaled record: in bps of the last print to the nearest price limit, in per "
        + "cent of the limit for a volatility, in per cent of the floor for a depth. Exit code 8 where an operator is "
        + "needed: the engine has stopped, errors are logged, or a scope is latched."})
final class StatCommand implements Callable<Integer>
{
    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory; it is only read.")
    private Path directory;

    @Option(names = "--watch", paramLabel = "SECONDS",
        description = "Show it again that often, until Ctrl-C.")
    private Integer watchSeconds;

    @Option(names = "--json", description = "Print one JSON object; with --watch one a line each time.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    private final BooleanSupplier isOver;

    StatCommand()
    {
        this(() -> false);
    }

    /**
     * @param isOver asked while it follows; Ctrl-C ends the process without asking.
     */
    StatCommand(final BooleanSupplier isOver)
    {
        this.isOver = isOver;
    }

    @Override
    public Integer call() throws IOException
    {
        if (watchSeconds != null && watchSeconds < 1)
        {
            throw new UserMistake("--watch " + watchSeconds + ": write whole seconds above 0", ExitCode.USAGE);
        }
        final JournalReader journal = Journals.open(directory);
        final Moment moment = Moment.of(journal, Long.MAX_VALUE, Long.MAX_VALUE);
        int exitCode = show(moment);
        while (watchSeconds != null && !isOver.getAsBoolean())
        {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(watchSeconds));
            moment.readMore(journal);
            exitCode = show(moment);
        }
        return exitCode;
    }

    private int show(final Moment moment) throws IOException
    {
        final int exitCode = Journals.judge(directory, moment.verdict(), spec.commandLine().getErr());
        if (moment.engine() == null)
        {
            throw new UserMistake("the journal in " + directory + " has not begun");
        }
        final StatReport report = new StatReport(moment, StatCounters.of(directory));
        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            out.println(watchSeconds == null ? Json.text(report.json()) : report.json().toString());
        }
        else
        {
            report.print(out);
        }
        out.flush();
        return exitCode != ExitCode.OK || report.isHealthy() ? exitCode : ExitCode.UNHEALTHY;
    }
}

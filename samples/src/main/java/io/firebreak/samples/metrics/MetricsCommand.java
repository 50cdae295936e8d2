package io.firebreak.samples.metrics;

import io.firebreak.command.ExitCode;
import io.firebreak.command.UserMistake;
import io.firebreak.explain.Moment;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.status.BreakerCounters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A breaker's counters and distances as Prometheus reads them. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = "Print the counters of a running or ended breaker and its distance to a trip as Prometheus reads "
        + "them, for its text file collector; nothing listens on any port.",
    footer = {
        "",
        "Distances are an engine's that follows the journal: once over all of it at the start, with --every then only "
        + "over what has come since. --counters leaves them out and reads the counters file alone.",
        "",
        "A board and alert rules for these names lie in samples/metrics; docs/metrics.md says how a venue binds the "
        + "same meters to its own registry."})
final class MetricsCommand implements Callable<Integer>
{
    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory; it is only read.")
    private Path directory;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE",
        description = "Write to a file, whole or not at all, and not to the terminal.")
    private Path file;

    @Option(names = "--every", paramLabel = "SECONDS", description = "Write the file again that often, until Ctrl-C.")
    private Integer everySeconds;

    @Option(names = "--counters", description = "The counters alone: no journal is read.")
    private boolean isCountersOnly;

    @Spec
    private CommandSpec spec;

    private final BooleanSupplier isOver;

    MetricsCommand()
    {
        this(() -> false);
    }

    /**
     * @param isOver asked while it writes; Ctrl-C ends the process without asking.
     */
    MetricsCommand(final BooleanSupplier isOver)
    {
        this.isOver = isOver;
    }

    @Override
    public Integer call() throws IOException
    {
        if (everySeconds != null && (everySeconds < 1 || file == null))
        {
            throw new UserMistake("--every " + everySeconds + ": write whole seconds above 0, and --out FILE beside it",
                ExitCode.USAGE);
        }
        final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        final Path counters = directory.resolve(BreakerCounters.FILE_NAME);
        if (Files.exists(counters))
        {
            new BreakerMetrics(BreakerCounters.read(counters)).bindTo(registry);
        }
        else if (isCountersOnly)
        {
            throw new UserMistake("there is no " + BreakerCounters.FILE_NAME + " in " + directory
                + ": give the breaker's context counters (docs/metrics.md)");
        }
        final JournalReader journal = isCountersOnly ? null : JournalReader.open(directory);
        final DistanceMetrics distances = isCountersOnly ? null : new DistanceMetrics(registry);
        Moment moment = null;
        boolean isKnown = true;
        for (boolean isFirst = true; isFirst || isKnown && everySeconds != null && !isOver.getAsBoolean();
            isFirst = false)
        {
            if (!isFirst)
            {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(everySeconds));
            }
            if (!isCountersOnly)
            {
                moment = follow(journal, moment);
                isKnown = moment.engine() != null && !(moment.verdict() instanceof JournalVerdict.Corrupt);
                if (isKnown)
                {
                    distances.update(moment);
                }
            }
            // what was counted is told even where the journal can no longer be followed: just then it is asked for
            write(registry.scrape());
        }
        if (!isKnown)
        {
            throw new UserMistake("the journal in " + directory + " cannot be followed (" + moment.verdict()
                + "), the counters alone were told: ./firebreak verify says more");
        }
        return ExitCode.OK;
    }

    private static Moment follow(final JournalReader journal, final Moment before)
    {
        if (before == null)
        {
            return Moment.of(journal, Long.MAX_VALUE, Long.MAX_VALUE);
        }
        before.readMore(journal);
        return before;
    }

    private void write(final String text) throws IOException
    {
        if (file == null)
        {
            final PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
            return;
        }
        final Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

package io.firebreak.samples.metrics;

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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
        "A board and alert rules for these names lie in samples/metrics; docs/metrics.md says how a venue binds the "
        + "same meters to its own registry."})
final class MetricsCommand implements Callable<Integer>
{
    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory; it is only read.")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException
    {
        final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        final Path file = directory.resolve(BreakerCounters.FILE_NAME);
        if (Files.exists(file))
        {
            new BreakerMetrics(BreakerCounters.read(file)).bindTo(registry);
        }
        final Moment moment = Moment.of(JournalReader.open(directory), Long.MAX_VALUE, Long.MAX_VALUE);
        if (moment.engine() == null || moment.verdict() instanceof JournalVerdict.Corrupt)
        {
            throw new UserMistake("the journal in " + directory + " cannot be read (" + moment.verdict()
                + "): ./firebreak verify says more");
        }
        new DistanceMetrics(registry).update(moment);
        final PrintWriter out = spec.commandLine().getOut();
        out.print(registry.scrape());
        out.flush();
        return 0;
    }
}

package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.replay.ReplayResult;
import io.firebreak.report.JournalReport;
import io.firebreak.report.ReportSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a journal's report: one HTML file that needs no network. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Write one HTML file that shows what a journal's engine saw, decided and why; opens offline.",
    footer = {
        "",
        "The journal is verified on the way and the file says how: exit code 0 whole and re-derived, otherwise the "
        + "code of verify (2 corrupt, 3 truncated, 4 diverged, 5 written by another version); the file is written all "
        + "the same. Below 4 MB for a few thousand decisions, however many inputs there were."})
final class ReportCommand implements Callable<Integer>
{
    private static final int MOST_INSTRUMENTS = 24;

    @Parameters(paramLabel = "JOURNAL", description = "A journal's directory; it is only read.")
    private Path directory;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", required = true,
        description = "The HTML file; one that is there is replaced.")
    private Path file;

    @Option(names = "--instrument", paramLabel = "SYMBOL",
        description = "Draw this instrument; may be repeated. By default the busiest are drawn.")
    private List<String> instruments = new ArrayList<>();

    @Option(names = "--top", paramLabel = "N", defaultValue = "8",
        description = "Draw so many of the busiest instruments, 1 to 24 (8).")
    private int top;

    @Option(names = "--json", description = "Print one JSON object that says what was written.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException
    {
        if (top < 1 || top > MOST_INSTRUMENTS)
        {
            throw new UserMistake("--top " + top + ": write 1 to " + MOST_INSTRUMENTS, ExitCode.USAGE);
        }
        requireWritable();
        final JournalReport report = new JournalReport(
            new ReportSettings(directory.toString(), file.toString(), instruments, top));
        final JournalVerdict read = ReplayRun.of("read", directory, isJson, report::read);
        if (read instanceof JournalVerdict.Unsupported unsupported)
        {
            throw new UserMistake("the journal in " + directory + " is " + unsupported.what()
                + ": use the build that wrote it", ExitCode.UNSUPPORTED);
        }
        requireKnown(report.symbols());
        final ReplayResult result = ReplayRun.of("replay", directory, isJson, report::replay);
        final ReplayReport verdict = new ReplayReport(directory, result, true, null, null, List.of());
        final JournalReport.Written written = report.write(file, verdict.detail());
        print(written, result, verdict.detail());
        return verdict.exitCode();
    }

    private void requireWritable() throws IOException
    {
        final Path parent = file.toAbsolutePath().normalize().getParent();
        if (Files.isDirectory(file))
        {
            throw new UserMistake(file + " is a directory: give -o the name of a file in it, such as "
                + file.resolve("report.html"));
        }
        if (parent == null || !Files.isDirectory(parent))
        {
            throw new UserMistake("there is no directory " + parent + " for -o " + file + ": make it first");
        }
        if (Files.isDirectory(directory) && Files.isSameFile(parent, directory))
        {
            throw new UserMistake("-o " + file + " lies in the journal's own directory, which is only read: write it "
                + "elsewhere");
        }
    }

    private void requireKnown(final List<String> symbols)
    {
        for (final String instrument : instruments)
        {
            if (!symbols.contains(instrument))
            {
                throw new UserMistake("--instrument " + instrument + ": the journal has " + (symbols.isEmpty() ? "none"
                    : String.join(", ", symbols)));
            }
        }
    }

    private void print(final JournalReport.Written written, final ReplayResult result, final String detail)
    {
        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            final ObjectNode root = Json.object();
            root.put("file", file.toString()).put("bytes", written.bytes()).put("records", written.records())
                .put("decisions", written.decisions()).put("trips", written.trips());
            written.instruments().forEach(root.putArray("instruments")::add);
            root.put("verdict", result.verdict().name().toLowerCase(Locale.ROOT)).put("detail", detail);
            out.println(Json.text(root));
        }
        else
        {
            out.printf(Locale.ROOT, "wrote %s: %,d bytes; %,d records, %,d decisions, %,d trips; %s: %s%n", file,
                written.bytes(), written.records(), written.decisions(), written.trips(), result.verdict(), detail);
        }
        out.flush();
    }
}

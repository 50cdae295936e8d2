package io.firebreak.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures the published figures and prints them as a table or as JSON. Each group of rows runs in a JVM of its own,
 * one after the other, so that none sees another's compiled code or memory.
 */
@Command(
    name = "firebreak bench",
    description = {
        "Measures the published figures, each beside its baseline in the same run.",
        "A row whose two sides computed different outputs is void; one with more busy threads than cores is " +
            "contended and has no ratio. `firebreak bench jmh ARGUMENTS` runs the JMH benchmarks (jmh -h, jmh -l)."},
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Bench implements Callable<Integer>
{
    private static final int FAILED = 1;

    @Option(names = "--quick", description = "Shorter passes: under three minutes in all.")
    private boolean quick;

    @Option(names = "--full", description = "Long passes: what is published. The default.")
    private boolean full;

    @Option(names = "--json", description = "Print one object, {\"machine\":..,\"command\":..,\"results\":[..]}.")
    private boolean json;

    @Option(names = "--only", paramLabel = "GROUP", split = ",",
        description = "Groups to run: ${COMPLETION-CANDIDATES}.")
    private List<Group> only = new ArrayList<>(Arrays.asList(Group.values()));

    @Option(names = "--chart", paramLabel = "FILE",
        description = "Write the rows of the group ENVELOPE as a chart, an HTML page that needs no network.")
    private Path chart;

    @Option(names = "--out", paramLabel = "DIR",
        description = "Write the latencies' distributions there: .hlog with an interval a pass, .hgrm of them all.")
    private Path out;

    @Option(names = "--in-process", hidden = true, description = "Run here and print lines for the parent.")
    private boolean inProcess;

    @Spec
    private CommandSpec spec;

    /** Picocli makes one. */
    public Bench()
    {
    }

    /**
     * Entry of the jar. JMH is always told to fail on error: without, a fork that died ends with exit code 0.
     *
     * @param args of the command line.
     * @throws IOException when JMH fails to start.
     */
    public static void main(final String[] args) throws IOException
    {
        final List<String> rest = new ArrayList<>(Arrays.asList(args));
        if (!rest.isEmpty() && "jmh".equals(rest.get(0)))
        {
            rest.remove(0);
            rest.addAll(0, List.of("-foe", "true"));
            org.openjdk.jmh.Main.main(rest.toArray(new String[0]));
            return;
        }
        System.exit(new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true)
            .execute(rest.toArray(new String[0])));
    }

    @Override
    public Integer call() throws Exception
    {
        if (inProcess)
        {
            for (final Row row : only.get(0).measure(quick, out))
            {
                System.out.println(ChildJvm.ROW + row.toLine());
            }
            return 0;
        }
        if (quick && full)
        {
            throw new CommandLine.ParameterException(spec.commandLine(), "--quick and --full: give one of them");
        }
        if (chart != null && !only.contains(Group.ENVELOPE))
        {
            throw new CommandLine.ParameterException(spec.commandLine(),
                "--chart draws the group ENVELOPE: add it to --only, or leave --only out");
        }
        if (out != null && only.stream().noneMatch(Group::isDistribution))
        {
            throw new CommandLine.ParameterException(spec.commandLine(),
                "--out keeps the latencies of the groups TICK_100, TICK_10000 and RING: add one to --only, or leave " +
                "--only out");
        }
        final List<Row> rows = new ArrayList<>();
        for (final Group group : only)
        {
            System.err.println("firebreak: measuring " + group + (quick ? ", quick" : ""));
            rows.addAll(ChildJvm.measure(group, quick, out));
        }
        if (chart != null)
        {
            Files.writeString(chart, FlatCostChart.html(rows, Machine.describe() + "; " + command()));
        }
        if (json)
        {
            print(rows);
        }
        else
        {
            System.out.print(Table.of(rows));
            System.out.println(Machine.describe() + "; " + command());
        }
        return rows.isEmpty() || rows.stream().anyMatch(Row::isVoid) ? FAILED : 0;
    }

    /** What gives these rows again. */
    private String command()
    {
        return "./firebreak bench" + (quick ? " --quick" : "") + (only.size() == Group.values().length ? "" :
            " --only " + only.stream().map(Group::name).collect(Collectors.joining(",")));
    }

    private void print(final List<Row> rows) throws IOException
    {
        final Map<String, Object> root = new LinkedHashMap<>();
        root.put("machine", Machine.describe());
        root.put("command", command());
        final List<Map<String, Object>> results = new ArrayList<>();
        rows.forEach(row -> results.add(row.toMap()));
        root.put("results", results);
        System.out.println(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root));
    }
}

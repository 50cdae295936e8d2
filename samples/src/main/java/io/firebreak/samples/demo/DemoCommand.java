package io.firebreak.samples.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.command.ExitCode;
import io.firebreak.command.UserMistake;
import io.firebreak.rulebook.RulebookException;
import io.firebreak.samples.market.MarketOutcome;
import io.firebreak.samples.market.SimulatedMarket;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a crash without breakers and with them, and proves what happened, with the commands that a user would type. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Run a seeded market without breakers and with them, then verify, explain, tamper with and report "
        + "its journal: no file, no network.",
    footer = {
        "",
        "The market is one perpetual on a real matching engine: makers that withdraw when it moves too much, takers, "
        + "slow buyers, leveraged accounts that are liquidated into the book, and bad news. One seed proves nothing: "
        + "--seeds 20 shows the distribution of the difference, and the seeds where breakers made it worse."})
final class DemoCommand implements Callable<Integer>
{
    private static final int MOST_SEEDS = 1_000;

    @Option(names = "--journal", paramLabel = "DIR",
        description = "Where the journal goes, and beside it the report; a new temporary directory by default.")
    private Path directory;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the market (1).")
    private long seed;

    @Option(names = "--seeds", paramLabel = "COUNT",
        description = "Run so many seeds, from --seed on, without breakers and with them, and nothing else.")
    private Integer seeds;

    @Option(names = "--set", paramLabel = "PATH=VALUE",
        description = "A value of the rulebook crypto-perp by its path, for the run with breakers; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException
    {
        try
        {
            return seeds != null ? compare() : show();
        }
        catch (final RulebookException ex)
        {
            throw new UserMistake(ex.getMessage(), ExitCode.INVALID_CONFIG);
        }
    }

    private int compare()
    {
        if (seeds < 1 || seeds > MOST_SEEDS)
        {
            throw new UserMistake("--seeds " + seeds + ": write 1 to " + MOST_SEEDS, ExitCode.USAGE);
        }
        final boolean isTold = "1".equals(System.getProperty("firebreak.tty")) && !isJson;
        final PrintWriter err = spec.commandLine().getErr();
        final List<SeedPair> pairs = new ArrayList<>();
        for (int i = 0; i < seeds; i++)
        {
            if (isTold)
            {
                err.printf("\rseed %d of %d", i + 1, seeds);
                err.flush();
            }
            pairs.add(new SeedPair(seed + i, DemoVenue.off(seed + i), DemoVenue.on(seed + i, settings)));
        }
        if (isTold)
        {
            err.print("\r\033[K");
            err.flush();
        }
        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            out.println(new SeedTable(pairs).json());
        }
        else
        {
            new SeedTable(pairs).print(out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private int show() throws IOException
    {
        final Path journal = directory != null ? directory :
            Files.createTempDirectory("firebreak-demo").resolve("journal");
        final Path report = journal.toAbsolutePath().resolveSibling(journal.getFileName() + "-report.html");
        final SeedPair pair = new SeedPair(
            seed, DemoVenue.off(seed), DemoVenue.journaled(seed, settings, journal));
        final PrintWriter out = spec.commandLine().getOut();
        if (!isJson)
        {
            print(out, pair);
        }
        final Steps steps = new Steps();
        final String at = journal.toString();
        steps.run(ExitCode.OK, "verify", at);
        final MarketOutcome on = pair.on();
        if (on.trips() > 0)
        {
            steps.run(ExitCode.OK, "explain", at, Long.toString(on.firstTripSeq()));
            try (TamperedCopy copy = TamperedCopy.of(journal, on.firstTripSeq(), on.firstTripCause()))
            {
                steps.say("\none bit of the price of that trip is changed in a copy of the journal:");
                steps.run(ExitCode.CORRUPT, "verify", copy.directory().toString());
            }
        }
        else
        {
            steps.say("\nno rule tripped with this seed: there is nothing to explain or to tamper with");
        }
        steps.run(ExitCode.OK, "report", at, "-o", report.toString());
        if (isJson)
        {
            json(out, pair, journal, report, steps);
        }
        else
        {
            out.println();
            out.println("open this file: " + report);
            out.println(lastLine(pair));
        }
        out.flush();
        return steps.failed ? ExitCode.FAILED : ExitCode.OK;
    }

    private void print(final PrintWriter out, final SeedPair pair)
    {
        out.printf(Locale.ROOT, "%s, seed %d: 25 minutes on a real matching engine; news takes %.1f %% off its value%n",
            SimulatedMarket.SYMBOL, pair.seed(), pair.off().newsBps() / 100.0);
        out.printf("  %-12s %10s %16s %9s %8s %6s%n", "", "drawdown", "liquidated", "accounts", "halted", "trips");
        print(out, "breakers off", pair.off());
        print(out, "breakers on", pair.on());
        out.flush();
    }

    private static void print(final PrintWriter out, final String name, final MarketOutcome outcome)
    {
        out.printf(Locale.ROOT, "  %-12s %6d bps %,11d lots %9d %6d s %6d%n", name, outcome.drawdownBps(),
            outcome.liquidatedLots(), outcome.liquidatedAccounts(), outcome.haltedNs() / 1_000_000_000L,
            outcome.trips());
    }

    private static String lastLine(final SeedPair pair)
    {
        final String worse = pair.worse().isEmpty() ? "" : "; WORSE here: " + String.join(", ", pair.worse());
        return String.format(Locale.ROOT, "seed %d with breakers: drawdown %,d bps instead of %,d, %,d lots of %d "
            + "accounts liquidated instead of %,d of %d, halted %d s%s; one seed proves nothing: "
            + "./firebreak demo --seeds 20", pair.seed(), pair.on().drawdownBps(), pair.off().drawdownBps(),
            pair.on().liquidatedLots(), pair.on().liquidatedAccounts(), pair.off().liquidatedLots(),
            pair.off().liquidatedAccounts(), pair.haltedSeconds(), worse);
    }

    private void json(
        final PrintWriter out, final SeedPair pair, final Path journal, final Path report, final Steps steps)
        throws IOException
    {
        final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        final ObjectNode root = mapper.createObjectNode();
        SeedTable.put(root, pair);
        root.put("journal", journal.toString()).put("firstTrip", pair.on().firstTripSeq())
            .put("report", report.toString());
        steps.exitCodes.forEach(root.putObject("exitCodes")::put);
        out.println(mapper.writeValueAsString(root));
    }

    /** Runs other commands of this program as a user would type them; silently where one JSON object is asked for. */
    private final class Steps
    {
        private final Map<String, Integer> exitCodes = new LinkedHashMap<>();
        private boolean failed;

        void say(final String text)
        {
            if (!isJson)
            {
                spec.commandLine().getOut().println(text);
            }
        }

        void run(final int expected, final String... words)
        {
            final CommandLine frame = spec.commandLine().getParent();
            final PrintWriter out = spec.commandLine().getOut();
            say("\n$ ./firebreak " + String.join(" ", words));
            out.flush();
            if (isJson)
            {
                frame.setOut(new PrintWriter(new StringWriter()));
            }
            final int exitCode = frame.execute(words);
            frame.setOut(out);
            exitCodes.put(words[0] + (expected == ExitCode.CORRUPT ? " of the tampered copy" : ""), exitCode);
            failed |= exitCode != expected;
        }
    }
}

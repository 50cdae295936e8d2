package io.firebreak.samples.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a crash stopped, journaled and re-derived, with the very commands that a user would type. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Run a small seeded market through the breakers, then verify its journal: no file, no network.")
final class DemoCommand implements Callable<Integer>
{
    @Option(names = "--journal", paramLabel = "DIR",
        description = "Where the journal goes; a new temporary directory by default.")
    private Path directory;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "7", description = "Seed of the market (7).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object a command.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException
    {
        final Path journal = directory != null ? directory :
            Files.createTempDirectory("firebreak-demo").resolve("journal");
        final int ran = step("run", "--feed", DemoMarketFeed.NAME, "--input", "seeded", "--set", "seed=" + seed,
            "--rulebook", "crypto-perp", "--journal", journal.toString());
        if (ran != 0)
        {
            return ran;
        }
        return step("verify", journal.toString());
    }

    private int step(final String... words)
    {
        final CommandLine frame = spec.commandLine().getParent();
        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            final String[] json = java.util.Arrays.copyOf(words, words.length + 1);
            json[words.length] = "--json";
            return frame.execute(json);
        }
        out.println();
        out.println("$ ./firebreak " + String.join(" ", words));
        out.flush();
        return frame.execute(words);
    }
}

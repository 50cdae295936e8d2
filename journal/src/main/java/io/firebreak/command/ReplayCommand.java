package io.firebreak.command;

import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.rulebook.RulebookException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a journal's inputs through a fresh engine again, under its own rulebook or under another. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Run a journal's inputs again, and compare every decision and digest.",
    footer = {
        "",
        "With --rulebook the decisions are compared, their numbers and the rulebook's hash left aside.",
        "Exit code 0 the same, 2 corrupt, 3 shorter than what was acknowledged, 4 the engine decides otherwise, "
        + "5 written by another version, or digests of another layout version were asked for, 7 the rulebook is "
        + "refused."})
final class ReplayCommand implements Callable<Integer>
{
    @Parameters(paramLabel = "JOURNAL", description = "A journal's directory; it is only read.")
    private Path directory;

    @Option(names = "--rulebook", paramLabel = "NAME|FILE",
        description = "Decide by this rulebook instead of the journal's own.")
    private String rulebookName;

    @Option(names = "--digest-every", paramLabel = "N",
        description = "Print the digest and the whole arena's hash after every N-th record, and nothing else.")
    private Long digestEvery;

    @Option(names = "--against", paramLabel = "JOURNAL|FILE",
        description = "Find the first record behind which the digests of this journal and another one differ; or of "
            + "a replay here and a file that --digest-every wrote elsewhere.")
    private Path against;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException
    {
        try
        {
            final CompiledRulebook rulebook = rulebookName == null ? null : Rulebook.load(rulebookName, Map.of());
            if (digestEvery != null || against != null)
            {
                return new DigestComparison(directory, rulebook, isJson, spec.commandLine().getOut(),
                    spec.commandLine().getErr()).run(digestEvery, against);
            }
            final ReplayResult result = ReplayRun.of("replay", directory, isJson, (journal, progress) ->
                rulebook == null ? new Replayer().replay(journal, progress) :
                new Replayer().replay(journal, rulebook, progress));
            final ReplayReport report = new ReplayReport(directory, result, true, rulebook, null, List.of());
            report.print(spec.commandLine().getOut(), isJson);
            return report.exitCode();
        }
        catch (final RulebookException ex)
        {
            throw new UserMistake(ex.getMessage(), ExitCode.INVALID_CONFIG);
        }
    }
}

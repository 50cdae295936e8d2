package io.firebreak.command;

import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves a journal: nothing in it was changed or lost, and a fresh engine decides the same. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Prove a journal whole, and re-derive every decision from its inputs.",
    footer = {
        "",
        "Exit code 0 whole and re-derived, 2 corrupt, 3 shorter than its head says, 4 the engine decides otherwise, "
        + "5 written by another version."})
final class VerifyCommand implements Callable<Integer>
{
    @Parameters(paramLabel = "JOURNAL", description = "A journal's directory; it is only read.")
    private Path directory;

    @Option(names = "--no-replay", description = "Only framing, checksums, chain and head: no engine.")
    private boolean isWithoutReplay;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException
    {
        final ReplayResult result = ReplayRun.of("verify", directory, isJson, (journal, progress) ->
            isWithoutReplay ? Replayer.readOnly(journal, progress) : new Replayer().replay(journal, progress));
        final ReplayReport report = new ReplayReport(directory, result, !isWithoutReplay, null);
        report.print(spec.commandLine().getOut(), isJson);
        return report.exitCode();
    }
}

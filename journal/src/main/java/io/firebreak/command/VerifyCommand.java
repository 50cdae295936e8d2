package io.firebreak.command;

import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        "Exit code 0 whole and re-derived, 2 corrupt, 3 shorter than what was acknowledged, 4 the engine decides "
        + "otherwise, 5 written by another version."})
final class VerifyCommand implements Callable<Integer>
{
    /** Whoever reads the verdict must not take it for more than it is. */
    private static final List<String> NOT_COVERED = List.of(
        "whether the bytes have reached the disk: a power loss is another matter than a kill",
        "whether somebody rewrote journal, chain and head together: nothing is signed",
        "snapshots, and records that only records.slab holds",
        "Chronicle's own header, index and metadata.cq4t, and the unused bytes of its files, beyond that no document "
        + "of the journal lies in them");

    @Parameters(paramLabel = "JOURNAL", description = "A journal's directory; it is only read.")
    private Path directory;

    @Option(names = "--no-replay", description = "Only framing, checksums, chain and head: no engine.")
    private boolean isWithoutReplay;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    private int abandonedEnds;

    @Override
    public Integer call() throws IOException
    {
        final ReplayResult result = ReplayRun.of("verify", directory, isJson, (journal, progress) ->
        {
            final ReplayResult found = isWithoutReplay ? Replayer.readOnly(journal, progress) :
                new Replayer().replay(journal, progress);
            abandonedEnds = journal.abandonedEnds();
            return found;
        });
        final ReplayReport report = new ReplayReport(directory, result, !isWithoutReplay, null, notCovered());
        report.print(spec.commandLine().getOut(), isJson);
        return report.exitCode();
    }

    private List<String> notCovered()
    {
        final List<String> all = new ArrayList<>(NOT_COVERED);
        if (isWithoutReplay)
        {
            all.add(0, "whether the engine decides the same: leave --no-replay away");
        }
        if (abandonedEnds > 0)
        {
            all.add("what stands at the unfinished end of " + abandonedEnds + " file(s) that the writer left after a "
                + "crash or a full disk: the chain goes on without it");
        }
        return all;
    }
}

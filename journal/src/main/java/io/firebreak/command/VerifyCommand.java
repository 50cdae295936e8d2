package io.firebreak.command;

import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import io.firebreak.replay.TailReplay;
import io.firebreak.replay.TailResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
        "With --from-snapshot only the records behind a snapshot are proved, and the verdict says so.",
        "Exit code 0 whole and re-derived, 2 corrupt, 3 shorter than what was acknowledged, 4 the engine decides "
        + "otherwise, 5 written by another version."})
final class VerifyCommand implements Callable<Integer>
{
    /** Whoever reads the verdict must not take it for more than it is. */
    private static final List<String> NOT_COVERED = List.of(
        "whether the bytes have reached the disk: a power loss is another matter than a kill",
        "whether somebody rewrote journal, chain and head together: nothing is signed",
        "Chronicle's own header, index and metadata.cq4t, and the unused bytes of its files, beyond that no document "
        + "of the journal lies in them");

    @Parameters(paramLabel = "JOURNAL", description = "A journal's directory; it is only read.")
    private Path directory;

    @Option(names = "--no-replay", description = "Only framing, checksums, chain and head: no engine.")
    private boolean isWithoutReplay;

    @Option(names = "--from-snapshot",
        description = "Only what lies behind the newest snapshot that can be used; what lies before is not covered.")
    private boolean isFromSnapshot;

    @Option(names = "--snapshot", paramLabel = "NAME",
        description = "With --from-snapshot: this file of the journal's folder of snapshots, not the newest.")
    private String snapshot;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    private int abandonedEnds;

    @Override
    public Integer call() throws IOException
    {
        if (isFromSnapshot || snapshot != null)
        {
            return tail();
        }
        final ReplayResult result = ReplayRun.of("verify", directory, isJson, (journal, progress) ->
        {
            final ReplayResult found = isWithoutReplay ? Replayer.readOnly(journal, progress) :
                new Replayer().replay(journal, progress);
            abandonedEnds = journal.abandonedEnds();
            return found;
        });
        return print(new ReplayReport(directory, result, !isWithoutReplay, null, null, notCovered(result)));
    }

    private int tail() throws IOException
    {
        if (isWithoutReplay || !isFromSnapshot)
        {
            throw new UserMistake(isWithoutReplay
                ? "--from-snapshot and --no-replay: give one of the two, a snapshot is for an engine"
                : "--snapshot " + snapshot + ": give --from-snapshot, too", ExitCode.USAGE);
        }
        try
        {
            final TailResult found = ReplayRun.of("verify", directory, isJson, (journal, progress) ->
            {
                final TailResult tail = TailReplay.replay(directory, journal, snapshot, progress);
                abandonedEnds = journal.abandonedEnds();
                return tail;
            });
            final List<String> all = new ArrayList<>();
            all.add("the records up to sequence " + found.start().sequence() + ": the snapshot stands for them; leave "
                + "--from-snapshot away");
            if (found.walkedOver() > 0)
            {
                all.add("the bytes of the records up to sequence " + found.walkedOver() + ", beyond that their "
                    + "documents' sequences and chain values follow one another");
            }
            all.addAll(notCovered(found.result()));
            return print(new ReplayReport(directory, found.result(), true, null, found.start(), all));
        }
        catch (final IllegalArgumentException ex)
        {
            throw new UserMistake(ex.getMessage() + ": leave --from-snapshot away, or keep one with ./firebreak state "
                + directory + " --at SEQ --snapshot image");
        }
    }

    private int print(final ReplayReport report)
    {
        report.print(spec.commandLine().getOut(), isJson);
        return report.exitCode();
    }

    private List<String> notCovered(final ReplayResult result)
    {
        final List<String> all = new ArrayList<>();
        if (isWithoutReplay)
        {
            all.add("whether the engine decides the same: leave --no-replay away");
        }
        if (result.otherLayout() > 0)
        {
            all.add(String.format(Locale.ROOT, "the digests of %,d records and the arena's hash behind them: written "
                + "under layout version %s, they are of other lines than this build's; the decisions were compared",
                result.otherLayout(), ReplayReport.versions(result)));
        }
        if (result.undecided() > 0)
        {
            all.add(String.format(Locale.ROOT, "what was decided on the %,d inputs journaled undecided, the first of "
                + "them record %d: no record has it", result.undecided(), result.undecidedFrom()));
        }
        all.addAll(NOT_COVERED);
        all.add("snapshots, and records that only " + recordBuffers() + " holds");
        if (abandonedEnds > 0)
        {
            all.add("what stands at the unfinished end of " + abandonedEnds + " file(s) that the writer left after a "
                + "crash or a full disk: the chain goes on without it");
        }
        return all;
    }

    /** What an inline breaker and a pipelined one keep their records in until the journal has them. */
    private String recordBuffers()
    {
        final List<String> there = Stream.of("records.slab", "ring.slab")
            .filter(name -> Files.exists(directory.resolve(name))).toList();
        return there.isEmpty() ? "a records.slab or ring.slab" : String.join(" or ", there);
    }
}

package io.firebreak.command;

import io.firebreak.engine.BreakerEngine;
import io.firebreak.explain.Moment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.market.Scope;
import io.firebreak.record.SnapshotHead;
import io.firebreak.replay.SnapshotFollower;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the engine as it stood at a moment of a journal. */
@Command(
    name = "state",
    mixinStandardHelpOptions = true,
    description = "Replay a journal up to a moment and show every instrument there: states, limits, references, "
        + "deadlines, latches, estimators, book, data quality.",
    footer = {
        "",
        "A time means: after the last record that is not later. What falls due between two records happens with the "
        + "later one. Exit code 0, 2 where the journal is corrupt or 3 where it is shorter than what was acknowledged: "
        + "what is shown lies before; or 4 where the engine does not decide as the journal has it."})
final class StateCommand implements Callable<Integer>
{
    private static final int LONGEST_SEQUENCE = 11;

    @Parameters(index = "0", paramLabel = "JOURNAL",
        description = "The journal's directory; only --snapshot writes there.")
    private Path directory;

    @Option(names = "--at", paramLabel = "TIME|SEQ",
        description = "A time in UTC, or the sequence of a record; the journal's end by default.")
    private String at;

    @Option(names = "--instrument", paramLabel = "NAME", description = "Only this one, by its symbol or index.")
    private String instrument;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Option(names = "--snapshot", paramLabel = "KIND",
        description = "Also keep that state in the journal's folder of snapshots, from which a restart goes on: image, "
            + "for the same build and capacities, or portable, for others, too.")
    private String snapshot;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException
    {
        final boolean isSequence = at != null && at.matches("[0-9]+") && at.length() <= LONGEST_SEQUENCE;
        final long untilNs = at == null || isSequence ? Long.MAX_VALUE : UtcText.parse(at);
        final Moment moment = Moment.of(Journals.open(directory),
            isSequence ? Long.parseLong(at) : Long.MAX_VALUE, untilNs);
        final int exitCode = Journals.judge(directory, moment.verdict(), spec.commandLine().getErr());
        if (moment.engine() == null || moment.engine().sequence() == 0)
        {
            throw new UserMistake("there is no record at or before " + at + " in " + directory);
        }
        if (isSequence && moment.engine().sequence() < Long.parseLong(at)
            && moment.verdict() instanceof JournalVerdict.Whole)
        {
            throw new UserMistake("--at " + at + ": the journal in " + directory + " ends at record "
                + moment.engine().sequence());
        }
        final StateReport report = new StateReport(moment, scopes(moment));
        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            out.println(Json.text(report.json()));
        }
        else
        {
            report.print(out);
        }
        out.flush();
        if (snapshot != null && exitCode != ExitCode.OK)
        {
            throw new UserMistake("--snapshot: the journal in " + directory + " is not whole, so the state is not "
                + "kept: give --at a record before the damage", exitCode);
        }
        if (snapshot != null)
        {
            keep(moment, out);
        }
        out.flush();
        return exitCode != ExitCode.OK || moment.isAsJournaled() ? exitCode : ExitCode.DIVERGED;
    }

    private void keep(final Moment moment, final PrintWriter out) throws IOException
    {
        final SnapshotHead.Kind kind = Arrays.stream(SnapshotHead.Kind.values())
            .filter(one -> one.label().equals(snapshot)).findAny()
            .orElseThrow(() -> new UserMistake("--snapshot " + snapshot + ": give image or portable"));
        if (!moment.isAsJournaled())
        {
            throw new UserMistake("--snapshot: this build decides otherwise at or before record "
                + moment.firstOtherwise() + ", so the state is not kept", ExitCode.DIVERGED);
        }
        if (moment.isUndecided())
        {
            throw new UserMistake("--snapshot: record " + moment.engine().sequence() + " was journaled undecided, by "
                + "an engine that had stopped, so no restart could go on from its state: give --at a record before");
        }
        final Path file = SnapshotFollower.write(directory, moment.engine(), kind);
        if (!isJson)
        {
            out.println("snapshot: " + file);
        }
    }

    /** The market where it has rules of its own, then the instruments that are defined. */
    private List<Integer> scopes(final Moment moment)
    {
        final BreakerEngine engine = moment.engine();
        final List<Integer> scopes = new ArrayList<>();
        if (instrument == null && !engine.read(Scope.market(0)).breakers().isEmpty())
        {
            scopes.add(Scope.market(0));
        }
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < engine.capacities().instruments(); i++)
        {
            final int scope = Scope.instrument(i);
            if (engine.read(scope).isDefined())
            {
                names.add(moment.facts().scopeName(scope));
                if (instrument == null || instrument.equals(names.get(names.size() - 1))
                    || instrument.equals(String.valueOf(i)))
                {
                    scopes.add(scope);
                }
            }
        }
        if (scopes.isEmpty() && instrument != null)
        {
            throw new UserMistake("--instrument " + instrument + ": at that moment there are " + names);
        }
        return scopes;
    }
}

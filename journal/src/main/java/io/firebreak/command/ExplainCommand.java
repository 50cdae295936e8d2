package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.explain.Counterfactuals;
import io.firebreak.explain.NearestSettings;
import io.firebreak.explain.Audit;
import io.firebreak.explain.Check;
import io.firebreak.explain.Decision;
import io.firebreak.explain.Explanation;
import io.firebreak.replay.MessagePrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a decision was made, from the decision's own record. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Say why a decision was made: in words, then its numbers computed again, then what led to it.",
    footer = {
        "",
        "Exit code 0 when every number agrees with its own computation, 4 where the record contradicts itself; 2 or 3 "
        + "where the journal that was searched to its end is corrupt or shorter than what was acknowledged."})
final class ExplainCommand implements Callable<Integer>
{
    @Parameters(index = "0", paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path directory;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Number of the decision.")
    private Long number;

    @Option(names = "--last", description = "The last one of the journal.")
    private boolean isLast;

    @Option(names = "--at", paramLabel = "TIME", description = "The last one at or before a time.")
    private String at;

    @Option(names = "--of", paramLabel = "KIND", defaultValue = "trip",
        description = "With --last and --at, the last one of: trip (the default: a rule stopped continuous trading), "
            + "change (any change of a trading state, releases too), decision (any decision).")
    private String of;

    @Option(names = "--all", description = "Compute the numbers of all decisions again, and list those that disagree.")
    private boolean isAll;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    private final MessagePrinter printer = new MessagePrinter();
    private DecisionKind kind;
    private long found;

    @Override
    public Integer call() throws IOException
    {
        if ((number != null ? 1 : 0) + (isLast ? 1 : 0) + (at != null ? 1 : 0) + (isAll ? 1 : 0) != 1)
        {
            throw new UserMistake("explain: name a decision by its number, or --last, or --at TIME, or --all",
                ExitCode.USAGE);
        }
        if (isAll)
        {
            return audit();
        }
        kind = DecisionKind.of(of);
        final PrintWriter err = spec.commandLine().getErr();
        int exitCode = ExitCode.OK;
        if (number == null)
        {
            final long untilNs = at == null ? Long.MAX_VALUE : UtcText.parse(at);
            exitCode = Journals.scan(directory, (facts, sequence, isInput, buffer, offset) -> isInput
                || find(new Decision(sequence, printer.print(buffer, offset)), untilNs), err);
        }
        else
        {
            found = number;
        }
        final Explanation explanation = found == 0 ? null : Explanation.of(Journals.open(directory), found);
        if (explanation == null)
        {
            throw new UserMistake("there is no " + wanted() + " in " + directory + ": ./firebreak export " + directory
                + " lists all decisions");
        }
        final NearestSettings nearest = Counterfactuals.of(Journals.open(directory), explanation);
        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            out.println(json(explanation, nearest));
        }
        else
        {
            explanation.lines().forEach(out::println);
            print(out, nearest);
        }
        out.flush();
        return exitCode != ExitCode.OK || explanation.agrees() ? exitCode : ExitCode.DIVERGED;
    }

    private int audit() throws IOException
    {
        final Audit audit = new Audit();
        final int exitCode = Journals.scan(directory, audit, spec.commandLine().getErr());
        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            final ObjectNode root = Json.object();
            root.put("decisions", audit.decisions()).put("checks", audit.checks())
                .put("contradictions", audit.contradictions());
            final ArrayNode findings = root.putArray("findings");
            audit.findings().forEach(finding -> check(findings.addObject().put("decision", finding.decision().number())
                .put("record", finding.decision().sequence()), finding.check()));
            out.println(Json.text(root));
        }
        else
        {
            out.printf(Locale.ROOT, "%,d decisions, %,d numbers computed again from the records: %s%n",
                audit.decisions(), audit.checks(), audit.contradictions() == 0 ? "all agree, bit for bit"
                : String.format(Locale.ROOT, "%,d DISAGREE", audit.contradictions()));
            final TextTable table = new TextTable("DECISION", "RECORD", "NUMBER", "RECORDED", "COMPUTED");
            audit.findings().forEach(finding -> table.row(String.valueOf(finding.decision().number()),
                String.valueOf(finding.decision().sequence()), finding.check().what(), finding.check().recorded(),
                finding.check().recomputed()));
            if (!audit.findings().isEmpty())
            {
                table.print(out, "");
            }
        }
        out.flush();
        return exitCode != ExitCode.OK || audit.contradictions() == 0 ? exitCode : ExitCode.DIVERGED;
    }

    private static void check(final ObjectNode node, final Check check)
    {
        node.put("what", check.what()).put("formula", check.formula()).put("recorded", check.recorded())
            .put("recomputed", check.recomputed()).put("agrees", check.agrees());
    }

    private boolean find(final Decision decision, final long untilNs)
    {
        if (decision.timeNs() > untilNs)
        {
            return false;
        }
        found = kind.includes(decision) ? decision.number() : found;
        return true;
    }

    private static void print(final PrintWriter out, final NearestSettings nearest)
    {
        if (nearest.notTried() != null)
        {
            out.println();
            out.println("Nearest settings: not tried, because " + nearest.notTried());
        }
        if (nearest.settings().isEmpty())
        {
            return;
        }
        out.println();
        out.println("Nearest settings, each by itself, with which it would not have stopped: the recorded inputs from "
            + "before");
        out.println("the limit state to the end of the halt, run again with each (what a halt kept from coming is in "
            + "none)");
        final TextTable table = new TextTable("SETTING", "WAS", "AT LEAST", "");
        nearest.settings().forEach(one -> table.row(one.path(), count(one.was()),
            one.from() == null ? "-" : count(one.from()),
            one.from() == null ? "it stops with every value up to " + count(one.most()) : ""));
        table.print(out, "  ");
    }

    private static String count(final long value)
    {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String json(final Explanation explanation, final NearestSettings nearest)
    {
        final ObjectNode root = Json.object();
        root.put("decision", explanation.decision().number()).put("record", explanation.decision().sequence());
        explanation.sentences().forEach(root.putArray("explanation")::add);
        root.put("agrees", explanation.agrees());
        final ArrayNode checks = root.putArray("checks");
        explanation.checks().forEach(check -> check(checks.addObject(), check));
        explanation.path().forEach(root.putArray("before")::add);
        final ArrayNode settings = root.putArray("nearestSettings");
        nearest.settings().forEach(one -> settings.addObject().put("path", one.path()).put("was", one.was())
            .put("atLeast", one.from()).put("most", one.most()));
        root.put("nearestSettingsNotTried", nearest.notTried());
        final ObjectNode fields = root.putObject("fields");
        explanation.decision().message().fields().forEach(field ->
            fields.put(field.name(), field.isAbsent() || field.isUnbounded() ? null : field.text()));
        return Json.text(root);
    }

    private String wanted()
    {
        if (number != null)
        {
            return "decision " + number;
        }
        return kind.word() + (at == null ? "" : " at or before " + at)
            + (kind == DecisionKind.TRIP ? " (--of change or --of decision looks for others)" : "");
    }
}

package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.replay.Message;
import io.firebreak.replay.MessagePrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
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
    description = "Say why a decision was made: rule, numbers compared, deadlines, and what led to it.")
final class ExplainCommand implements Callable<Integer>
{
    private static final int PATH_LENGTH = 8;

    @Parameters(index = "0", paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path directory;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Number of the decision.")
    private Long decision;

    @Option(names = "--last", description = "The last one of the journal.")
    private boolean isLast;

    @Option(names = "--at", paramLabel = "TIME", description = "The last one at or before a time.")
    private String at;

    @Option(names = "--of", paramLabel = "KIND", defaultValue = "trip",
        description = "With --last and --at, the last one of: trip (the default: a rule stopped continuous trading), "
            + "change (any change of a trading state, releases too), decision (any decision).")
    private String of;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    private final MessagePrinter printer = new MessagePrinter();
    private final ArrayDeque<String> path = new ArrayDeque<>();
    private DecisionKind kind;
    private Explanation found;

    @Override
    public Integer call() throws IOException
    {
        if ((decision != null ? 1 : 0) + (isLast ? 1 : 0) + (at != null ? 1 : 0) != 1)
        {
            throw new UserMistake("explain: name a decision by its number, or --last, or --at TIME", ExitCode.USAGE);
        }
        kind = DecisionKind.of(of);
        final long untilNs = at == null ? Long.MAX_VALUE : UtcText.parse(at);
        final PrintWriter err = spec.commandLine().getErr();
        JournalScan.read(directory, (scan, sequence, isInput, buffer, offset) ->
            isInput || onDecision(scan, sequence, printer.print(buffer, offset), untilNs),
            warning -> err.println("firebreak: " + warning));
        err.flush();
        if (found == null)
        {
            throw new UserMistake("there is no " + wanted() + " in " + directory + ": ./firebreak export " + directory
                + " lists all decisions");
        }
        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            final ObjectNode root = Json.object();
            final ArrayNode lines = root.putArray("explanation");
            found.lines().forEach(lines::add);
            final ObjectNode fields = root.putObject("fields");
            found.message().fields().forEach(field -> fields.put(field.name(), field.text()));
            out.println(Json.text(root));
        }
        else
        {
            found.lines().forEach(out::println);
        }
        out.flush();
        return ExitCode.OK;
    }

    private String wanted()
    {
        if (decision != null)
        {
            return "decision " + decision;
        }
        return kind.word() + (at == null ? "" : " at or before " + at)
            + (kind == DecisionKind.TRIP ? " (--of change or --of decision looks for others)" : "");
    }

    private boolean onDecision(
        final JournalScan scan, final long sequence, final Message message, final long untilNs)
    {
        if (Long.parseLong(message.text("timeNs")) > untilNs)
        {
            return false;
        }
        final long number = Long.parseLong(message.text("decisionSeq"));
        if (decision != null ? number == decision : kind.includes(message))
        {
            found = new Explanation(scan, sequence, message, List.copyOf(path));
        }
        if (!message.name().equals("VerdictDenied") || path.isEmpty() || !path.peekLast().contains("VerdictDenied"))
        {
            path.addLast(Explanation.brief(scan, sequence, message));
        }
        if (path.size() > PATH_LENGTH)
        {
            path.removeFirst();
        }
        return decision == null || number < decision;
    }
}

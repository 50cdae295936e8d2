package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.explain.JournalFacts;
import io.firebreak.replay.Message;
import io.firebreak.replay.MessageField;
import io.firebreak.replay.MessagePrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the decisions of a journal, and on request its inputs, as CSV or JSON lines to the standard output. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Write a journal's decisions as CSV or JSON lines; integers stay as they are, times in nanoseconds.",
    footer = {
        "",
        "CSV has one head for all messages: record, message, time, scope, rule, and the other fields as name=value "
        + "pairs with blanks between, in the schema's order. What does not apply (no price, no upper band, no "
        + "deadline) is empty in CSV and null in JSON.",
        "Exit code 0, 2 where the journal is corrupt and 3 where it is shorter than what was acknowledged: what lies "
        + "before is written."})
final class ExportCommand implements Callable<Integer>
{
    private static final String TIME = "timeNs";
    private static final String SCOPE = "scope";
    private static final String RULE = "ruleId";

    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path directory;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "csv",
        description = "csv (the default) or jsonl.")
    private String format;

    @Option(names = "--inputs", description = "The inputs too.")
    private boolean hasInputs;

    @Option(names = "--json", description = "The same as --format jsonl.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException
    {
        if (!format.equals("csv") && !format.equals("jsonl"))
        {
            throw new UserMistake("--format " + format + ": write csv or jsonl", ExitCode.USAGE);
        }
        final boolean isLines = isJson || format.equals("jsonl");
        final PrintWriter out = spec.commandLine().getOut();
        final PrintWriter err = spec.commandLine().getErr();
        final MessagePrinter printer = new MessagePrinter();
        if (!isLines)
        {
            out.println("record,kind,message,timeNs,timeUtc,scope,rule,fields");
        }
        final int exitCode = Journals.scan(directory, (facts, sequence, isInput, buffer, offset) ->
        {
            if (hasInputs || !isInput)
            {
                final Message message = printer.print(buffer, offset);
                out.println(isLines ? line(facts, sequence, isInput, message) : row(facts, sequence, isInput, message));
            }
            return true;
        }, err);
        out.flush();
        return exitCode;
    }

    static String line(
        final JournalFacts facts, final long sequence, final boolean isInput, final Message message)
    {
        final ObjectNode node = Json.object();
        node.put("record", sequence).put("kind", isInput ? "input" : "decision").put("message", message.name());
        named(facts, message).forEach(node::put);
        for (final MessageField field : message.fields())
        {
            if (isAbsent(field, isInput))
            {
                node.putNull(field.name());
            }
            else if (field.isNumber() && field.text().matches("-?[0-9]+"))
            {
                node.put(field.name(), Long.parseLong(field.text()));
            }
            else if (field.isNumber())
            {
                node.put(field.name(), Double.parseDouble(field.text()));
            }
            else
            {
                node.put(field.name(), field.text());
            }
        }
        return Json.line(node);
    }

    private static String row(
        final JournalFacts facts, final long sequence, final boolean isInput, final Message message)
    {
        final Map<String, String> named = named(facts, message);
        final StringBuilder fields = new StringBuilder();
        for (final MessageField field : message.fields())
        {
            if (!field.name().equals(TIME) && !field.name().equals(SCOPE) && !field.name().equals(RULE))
            {
                fields.append(fields.length() == 0 ? "" : " ").append(field.name()).append('=')
                    .append(isAbsent(field, isInput) ? "" : field.text());
            }
        }
        return sequence + "," + (isInput ? "input" : "decision") + "," + message.name() + "," + message.text(TIME) + ","
            + named.getOrDefault("timeUtc", "") + "," + quoted(named.getOrDefault("scopeName", "")) + ","
            + quoted(named.getOrDefault("rule", "")) + "," + fields;
    }

    /** An input keeps what its sender wrote, however absurd; only the marker of "none" is no number of its own. */
    private static boolean isAbsent(final MessageField field, final boolean isInput)
    {
        return field.isAbsent() || !isInput && field.isUnbounded();
    }

    private static Map<String, String> named(final JournalFacts facts, final Message message)
    {
        final Map<String, String> names = new LinkedHashMap<>();
        if (message.text(TIME) != null)
        {
            names.put("timeUtc", UtcText.of(Long.parseLong(message.text(TIME))));
        }
        if (message.text(SCOPE) != null)
        {
            names.put("scopeName", facts.scopeName(Integer.parseInt(message.text(SCOPE))));
        }
        if (message.text(RULE) != null && facts.rulebook() != null)
        {
            names.put("rule", facts.rulebook().ruleName(Integer.parseInt(message.text(RULE))));
        }
        return names;
    }

    private static String quoted(final String text)
    {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

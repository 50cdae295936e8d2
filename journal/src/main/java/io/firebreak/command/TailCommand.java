package io.firebreak.command;

import io.firebreak.explain.Decision;
import io.firebreak.explain.Explanation;
import io.firebreak.explain.JournalFacts;
import io.firebreak.explain.JournalScan;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.replay.Message;
import io.firebreak.replay.MessagePrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The last decisions of a journal, or its last records. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description = "Show the last decisions of a journal, or with --inputs its last records.",
    footer = {
        "",
        "Exit code 0, 2 where the journal is corrupt and 3 where it is shorter than what was acknowledged: what is "
        + "shown lies before."})
final class TailCommand implements Callable<Integer>
{
    private static final int DEFAULT_MAX = 20;
    private static final int MICRO_DIGITS = 6;
    private static final long FOLLOW_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String NONE = "-";

    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory; it is only read.")
    private Path directory;

    @Option(names = {"-n", "--max"}, paramLabel = "N", description = "At most that many (20).")
    private int max = DEFAULT_MAX;

    @Option(names = "--inputs", description = "The inputs too.")
    private boolean hasInputs;

    @Option(names = "--of", paramLabel = "KIND", defaultValue = "decision",
        description = "trip, change (of a trading state), or decision (any, the default).")
    private String of;

    @Option(names = "--instrument", paramLabel = "NAME", description = "Only of this instrument, by its symbol.")
    private String instrument;

    @Option(names = "--rule", paramLabel = "NAME", description = "Only of this rule.")
    private String rule;

    @Option(names = "--state", paramLabel = "STATE",
        description = "Only what led to this trading state or limit state, such as PAUSED.")
    private String state;

    @Option(names = "--since", paramLabel = "TIME", description = "Not before.")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Not after.")
    private String until;

    @Option(names = "--reverse", description = "The last one first.")
    private boolean isReverse;

    @Option(names = {"-f", "--follow"},
        description = "Then print what is decided while it happens, until Ctrl-C; the writer is not disturbed.")
    private boolean isFollowing;

    @Option(names = "--json", description = "Print one JSON object a line, as export does.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    private final BooleanSupplier isOver;

    private final MessagePrinter printer = new MessagePrinter();
    private final ArrayDeque<String[]> rows = new ArrayDeque<>();
    private DecisionKind kind;
    private long sinceNs;
    private long untilNs;

    TailCommand()
    {
        this(() -> false);
    }

    /**
     * @param isOver asked while it follows; Ctrl-C ends the process without asking.
     */
    TailCommand(final BooleanSupplier isOver)
    {
        this.isOver = isOver;
    }

    @Override
    public Integer call() throws IOException
    {
        if (max < 1)
        {
            throw new UserMistake("--max " + max + ": write a number above 0", ExitCode.USAGE);
        }
        kind = DecisionKind.of(of);
        sinceNs = since == null ? Long.MIN_VALUE : UtcText.parse(since);
        untilNs = until == null ? Long.MAX_VALUE : UtcText.parse(until);
        if (isFollowing && isReverse)
        {
            throw new UserMistake("--follow prints forward: leave --reverse out", ExitCode.USAGE);
        }
        final JournalReader journal = Journals.open(directory);
        final JournalScan scan = JournalScan.of(this::onMessage);
        final int exitCode = Journals.judge(directory, scan.readMore(journal), spec.commandLine().getErr());
        final PrintWriter out = spec.commandLine().getOut();
        final TextTable table = new TextTable("TIME (UTC)", "RECORD", "DECISION", "INSTRUMENT", "RULE", "WHAT",
            "REASON", "PRICE", "LIMIT", "REFERENCE");
        print(out, table);
        return isFollowing && exitCode == ExitCode.OK ? follow(journal, scan, out, table) : exitCode;
    }

    private void print(final PrintWriter out, final TextTable table)
    {
        final List<String[]> last = new ArrayList<>(rows);
        if (isReverse)
        {
            Collections.reverse(last);
        }
        rows.clear();
        if (isJson)
        {
            last.forEach(row -> out.println(row[0]));
        }
        else
        {
            last.forEach(table::row);
            table.print(out, "");
        }
        out.flush();
    }

    /** Until Ctrl-C ends the process. */
    private int follow(
        final JournalReader journal, final JournalScan scan, final PrintWriter out, final TextTable table)
    {
        // As many as come at once: only the first table is cut to its length.
        max = Integer.MAX_VALUE;
        while (!isOver.getAsBoolean())
        {
            LockSupport.parkNanos(FOLLOW_NS);
            final JournalVerdict verdict = scan.readMore(journal);
            print(out, table);
            if (!(verdict instanceof JournalVerdict.Whole))
            {
                return Journals.judge(directory, verdict, spec.commandLine().getErr());
            }
        }
        return ExitCode.OK;
    }

    private boolean onMessage(
        final JournalFacts facts, final long sequence, final boolean isInput, final UnsafeBuffer buffer,
        final int offset)
    {
        if (isInput && !hasInputs)
        {
            return true;
        }
        final Message message = printer.print(buffer, offset);
        if (isWanted(facts, new Decision(sequence, message), isInput))
        {
            rows.addLast(isJson ? new String[]{ExportCommand.line(facts, sequence, isInput, message)}
                : row(facts, sequence, isInput, message));
            if (rows.size() > max)
            {
                rows.removeFirst();
            }
        }
        return true;
    }

    private boolean isWanted(
        final JournalFacts facts, final Decision read, final boolean isInput)
    {
        final Message message = read.message();
        if (message.text("timeNs") == null || read.timeNs() < sinceNs || read.timeNs() > untilNs
            || instrument != null && !instrument.equals(facts.scopeName(Integer.parseInt(message.text("scope")))))
        {
            return false;
        }
        if (isInput)
        {
            return rule == null && state == null && kind == DecisionKind.DECISION;
        }
        return kind.includes(read)
            && (rule == null || rule.equals(facts.rulebook().ruleName(Integer.parseInt(message.text("ruleId")))))
            && (state == null || state.equals(message.text("toState")) || state.equals(message.text("state")));
    }

    private static String[] row(
        final JournalFacts facts, final long sequence, final boolean isInput, final Message message)
    {
        final int scope = Integer.parseInt(message.text("scope"));
        final int exponent = facts.exponent(scope);
        final int ruleId = message.text("ruleId") == null ? 0 : Integer.parseInt(message.text("ruleId"));
        final String price = message.text("priceTicks");
        return new String[]{
            UtcText.of(Long.parseLong(message.text("timeNs"))), String.valueOf(sequence),
            isInput ? "input" : message.text("decisionSeq"), facts.scopeName(scope),
            ruleId == 0 ? NONE : facts.rulebook().ruleName(ruleId), what(message),
            message.text("reason") == null ? NONE : message.text("reason"),
            price != null ? ticks(price, exponent) : micro(message.text("observedMicroTicks"), exponent),
            micro(message.text("limitMicroTicks"), exponent), micro(message.text("referenceMicroTicks"), exponent)};
    }

    private static String what(final Message message)
    {
        return Explanation.headline(message);
    }

    private static String ticks(final String ticks, final int exponent)
    {
        return isNone(ticks) ? NONE : BigDecimal.valueOf(Long.parseLong(ticks), exponent).toPlainString();
    }

    private static String micro(final String microTicks, final int exponent)
    {
        if (isNone(microTicks))
        {
            return NONE;
        }
        final BigDecimal price =
            BigDecimal.valueOf(Long.parseLong(microTicks), MICRO_DIGITS + exponent).stripTrailingZeros();
        return price.setScale(Math.max(exponent, price.scale())).toPlainString();
    }

    private static boolean isNone(final String number)
    {
        return number == null || number.equals(String.valueOf(Long.MIN_VALUE))
            || number.equals(String.valueOf(Long.MAX_VALUE));
    }
}

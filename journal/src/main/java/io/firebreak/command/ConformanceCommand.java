package io.firebreak.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.conformance.Conformance;
import io.firebreak.conformance.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs conformance vectors. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    description = "Run conformance vectors through the shipped rulebooks, or through a venue's own: a line per case, "
        + "PASS, FAIL or UNSUPPORTED.",
    footer = {"", "Exit code 0 when no case fails; an unsupported case is counted and does not fail."})
final class ConformanceCommand implements Callable<Integer>
{
    @Parameters(arity = "1..*", paramLabel = "FILE.jsonl", description = {
        "One case a line. A case whose rulebook is a file",
        "beside it (\"harbour.conf\") goes through that one."})
    private List<Path> files;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException
    {
        final List<Verdict> verdicts = new ArrayList<>();
        for (final Path file : files)
        {
            judge(file, verdicts);
        }
        final long failed = count(verdicts, Verdict.Outcome.FAIL);
        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            out.println(json(verdicts));
        }
        else
        {
            verdicts.forEach(verdict ->
                out.println((verdict.outcome() + " " + verdict.name() + " " + verdict.why()).stripTrailing()));
            out.println(count(verdicts, Verdict.Outcome.PASS) + " passed, " + failed + " failed, "
                + count(verdicts, Verdict.Outcome.UNSUPPORTED) + " unsupported");
        }
        out.flush();
        return failed == 0 && count(verdicts, Verdict.Outcome.PASS) > 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void judge(final Path file, final List<Verdict> verdicts) throws IOException
    {
        final ObjectMapper mapper = new ObjectMapper();
        int line = 0;
        for (final String text : Files.readAllLines(file))
        {
            line++;
            if (!text.isBlank())
            {
                try
                {
                    verdicts.add(Conformance.judge(mapper.readTree(text), file, line));
                }
                catch (final JsonProcessingException ex)
                {
                    throw new UserMistake(
                        file + ":" + line + ": no JSON: " + ex.getOriginalMessage(), ExitCode.BAD_DATA);
                }
            }
        }
    }

    private static String json(final List<Verdict> verdicts)
    {
        final ObjectNode root = Json.object();
        for (final Verdict.Outcome outcome : Verdict.Outcome.values())
        {
            root.put(outcome.name().toLowerCase(Locale.ROOT), count(verdicts, outcome));
        }
        final ArrayNode cases = root.putArray("cases");
        verdicts.forEach(verdict -> cases.addObject().put("outcome", verdict.outcome().name())
            .put("name", verdict.name()).put("why", verdict.why()));
        return Json.text(root);
    }

    private static long count(final List<Verdict> verdicts, final Verdict.Outcome outcome)
    {
        return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
    }
}

package io.firebreak.explain;

import io.firebreak.journal.JournalReader;
import io.firebreak.replay.Message;
import io.firebreak.replay.MessageField;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Why a decision was made: words first, then the arithmetic with every number computed again, then what led to it, then
 * the record itself.
 */
public final class Explanation
{
    private final Incident incident;

    Explanation(final Incident incident)
    {
        this.incident = incident;
    }

    /**
     * Explains a decision; reads the journal up to what ended it.
     *
     * @param journal to read from its beginning.
     * @param number  of the decision.
     * @return the explanation, or null where the sound part of the journal has no such decision.
     */
    public static Explanation of(final JournalReader journal, final long number)
    {
        final Incident incident = new Incident(number);
        JournalScan.read(journal, incident);
        return incident.decision() == null ? null : new Explanation(incident);
    }

    /**
     * A message in a few words of the schema.
     *
     * @param message an input or a decision.
     * @return such as "LimitState NONE -> BEYOND_LOWER".
     */
    public static String headline(final Message message)
    {
        return Headline.of(new Decision(0, message));
    }

    Incident incident()
    {
        return incident;
    }

    /**
     * The decision.
     *
     * @return never null.
     */
    public Decision decision()
    {
        return incident.decision();
    }

    /**
     * Its numbers, each computed again.
     *
     * @return in the order in which the engine computes.
     */
    public List<Check> checks()
    {
        return incident.checks();
    }

    /**
     * Whether every number agrees.
     *
     * @return false where a record says something that its own numbers do not give.
     */
    public boolean agrees()
    {
        return checks().stream().allMatch(Check::agrees);
    }

    /**
     * What happened, in words.
     *
     * @return sentences.
     */
    public List<String> sentences()
    {
        return new Narrative(incident).sentences();
    }

    /**
     * What was decided before, runs of like denials in one line.
     *
     * @return oldest first.
     */
    public List<String> path()
    {
        return incident.path().stream().map(this::brief).toList();
    }

    /**
     * Everything as text.
     *
     * @return lines.
     */
    public List<String> lines()
    {
        final Decision decision = incident.decision();
        final JournalFacts facts = incident.facts();
        final List<String> lines = new ArrayList<>();
        lines.add("Decision " + decision.number() + "  " + facts.scopeName(decision.scope()) + "  "
            + Headline.of(decision) + "  " + Figures.day(decision.timeNs()) + "T" + Figures.time(decision.timeNs())
            + "Z  record " + decision.sequence());
        lines.add("");
        lines.add("What happened");
        sentences().forEach(sentence -> wrap(lines, sentence));
        lines.add("");
        lines.add("Rule");
        lines.add("  " + (decision.ruleId() == 0 ? "none" : facts.rulebook().ruleName(decision.ruleId()))
            + ", of rulebook " + facts.rulebook().name() + " " + facts.rulebook().version() + ", image "
            + HexFormat.of().formatHex(facts.rulebook().sha256(), 0, 8) + "; reason "
            + decision.text("reason"));
        arithmetic(lines);
        lines.add("");
        lines.add("Before");
        if (path().isEmpty())
        {
            lines.add("  nothing was decided before");
        }
        path().forEach(step -> lines.add("  " + step));
        lines.add("");
        lines.add("Record " + decision.sequence() + " (prices in ticks of 10^-" + facts.exponent(decision.scope())
            + ", micro = millionths of a tick)");
        raw(lines);
        return lines;
    }

    private void arithmetic(final List<String> lines)
    {
        if (checks().isEmpty())
        {
            return;
        }
        lines.add("");
        lines.add("Computed again from the record and its rulebook: " + (agrees()
            ? "all " + checks().size() + " agree, bit for bit" : "THE RECORD CONTRADICTS ITSELF"));
        for (final Check check : checks())
        {
            lines.add(String.format(Locale.ROOT, "  %-15s  %s", check.what(), check.formula()));
            lines.add(String.format(Locale.ROOT, "  %-15s    recorded %s, computed %s: %s", "", check.recorded(),
                check.recomputed(), check.agrees() ? "agrees" : "DIFFERS"));
        }
    }

    private void raw(final List<String> lines)
    {
        StringBuilder line = new StringBuilder(" ");
        for (final MessageField field : incident.decision().message().fields())
        {
            final String text = " " + field.name() + "=" + (field.isAbsent() ? "none" : field.isUnbounded() ? "never"
                : field.text());
            if (line.length() + text.length() > 116)
            {
                lines.add(line.toString());
                line = new StringBuilder(" ");
            }
            line.append(text);
        }
        lines.add(line.toString());
    }

    private String brief(final Incident.Step step)
    {
        final Decision first = step.first();
        final String rule = first.ruleId() == 0 ? "" : "  " + incident.facts().rulebook().ruleName(first.ruleId());
        final String scope = first.scope() == decision().scope() ? "" : "  "
            + incident.facts().scopeName(first.scope());
        return Figures.time(first.timeNs()) + "  decision " + first.number() + (step.count() == 1 ? "" : " to "
            + step.last().number() + " (" + step.count() + " times until " + Figures.time(step.last().timeNs()) + ")")
            + scope + "  " + Headline.of(first) + "  " + first.text("reason") + rule;
    }

    private static void wrap(final List<String> lines, final String sentence)
    {
        StringBuilder line = new StringBuilder("  ");
        for (final String word : sentence.replace(" %", "\u00a0%").replace(" s ", "\u00a0s ").split(" "))
        {
            if (line.length() + word.length() > 116)
            {
                lines.add(line.toString().stripTrailing().replace('\u00a0', ' '));
                line = new StringBuilder("  ");
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing().replace('\u00a0', ' '));
    }
}

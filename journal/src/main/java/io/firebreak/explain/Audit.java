package io.firebreak.explain;

import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.replay.MessagePrinter;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Computes the numbers of every decision of a journal again, without an engine. */
public final class Audit implements JournalScan.Visitor
{
    private static final int MOST_FINDINGS = 20;

    private final MessagePrinter printer = new MessagePrinter();
    private final History history = new History();
    private final List<Finding> findings = new ArrayList<>();
    private long decisions;
    private long checks;
    private long contradictions;

    /**
     * A number that its record does not give.
     *
     * @param decision the decision.
     * @param check    recorded and computed.
     */
    public record Finding(Decision decision, Check check)
    {
    }

    /** An audit of one journal. */
    public Audit()
    {
    }

    /**
     * Reads a journal.
     *
     * @param journal to read from its beginning.
     * @return how the reading ended.
     */
    public JournalVerdict read(final JournalReader journal)
    {
        return JournalScan.read(journal, this);
    }

    @Override
    public boolean onMessage(
        final JournalFacts facts, final long sequence, final boolean isInput, final UnsafeBuffer buffer,
        final int offset)
    {
        if (isInput)
        {
            history.onInput(buffer, offset);
            return true;
        }
        final Decision decision = new Decision(sequence, printer.print(buffer, offset));
        decisions++;
        for (final Check check : history.onDecision(facts, decision).checks(facts, decision))
        {
            checks++;
            if (!check.agrees())
            {
                contradictions++;
                if (findings.size() < MOST_FINDINGS)
                {
                    findings.add(new Finding(decision, check));
                }
            }
        }
        return true;
    }

    /**
     * Decisions read.
     *
     * @return count.
     */
    public long decisions()
    {
        return decisions;
    }

    /**
     * Numbers computed again.
     *
     * @return count.
     */
    public long checks()
    {
        return checks;
    }

    /**
     * Numbers that do not agree.
     *
     * @return count.
     */
    public long contradictions()
    {
        return contradictions;
    }

    /**
     * The first of them.
     *
     * @return at most 20.
     */
    public List<Finding> findings()
    {
        return List.copyOf(findings);
    }
}

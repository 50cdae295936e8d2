package io.firebreak.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Explains many decisions of a journal in one reading of it. Fed with every message, in order; owned by the thread that
 * reads.
 */
public final class Explanations
{

    private final History history = new History();
    private final ArrayDeque<Incident.Step> path = new ArrayDeque<>();
    private final Map<Long, Incident> incidents = new TreeMap<>();
    private final List<Incident> open = new ArrayList<>();

    /** Nothing is explained yet. */
    public Explanations()
    {
    }

    /**
     * An input was read.
     *
     * @param buffer where it lies.
     * @param offset of its SBE header.
     */
    public void onInput(final UnsafeBuffer buffer, final int offset)
    {
        for (int i = 0; i < open.size(); i++)
        {
            open.get(i).onInput(buffer, offset);
        }
        final int scope = history.onInput(buffer, offset);
        if (scope >= 0)
        {
            for (int i = 0; i < open.size(); i++)
            {
                open.get(i).onPrint(scope);
            }
        }
    }

    /**
     * A decision was read.
     *
     * @param facts    what the journal has said so far.
     * @param decision the decision.
     * @param isWanted whether it is to be explained.
     */
    public void onDecision(final JournalFacts facts, final Decision decision, final boolean isWanted)
    {
        open.removeIf(incident -> !incident.after(decision));
        final History.Context found = history.onDecision(facts, decision).asOfNow();
        if (isWanted)
        {
            final Incident incident = new Incident(facts, history, decision, found, path);
            incidents.put(decision.number(), incident);
            if (decision.isTrip() || decision.isLimitState())
            {
                open.add(incident);
            }
        }
        Incident.remember(path, decision);
    }

    /**
     * An explanation, once the journal has been read.
     *
     * @param number of the decision.
     * @return its explanation, or null where it was not wanted.
     */
    public Explanation of(final long number)
    {
        final Incident incident = incidents.get(number);
        return incident == null ? null : new Explanation(incident);
    }
}

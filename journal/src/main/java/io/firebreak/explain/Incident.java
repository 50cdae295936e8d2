package io.firebreak.explain;

import io.firebreak.codec.DecisionEffectiveDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.replay.MessagePrinter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One decision of a journal with what led to it and what became of it: the limit state it confirms, earlier trips of
 * its breaker, its release, and the prints meanwhile. A visitor of one scan.
 */
final class Incident implements JournalScan.Visitor
{
    private static final int PATH_LENGTH = 8;

    private final long number;
    private final MessagePrinter printer;
    private final History history;
    private final ArrayDeque<Step> path = new ArrayDeque<>();
    private JournalFacts facts;
    private Decision decision;
    private History.Context context;
    private List<Check> checks = List.of();
    private Long lastPrintTicks;
    private Decision pending;
    private Decision end;
    private Effect effect;
    private long printsMeanwhile;
    private long lowestTicks = Long.MAX_VALUE;
    private long highestTicks = Long.MIN_VALUE;
    private Long printAtEndTicks;

    /**
     * When a gate first judged under the decision.
     *
     * @param timeNs host's clock then.
     * @param orders that gates had judged between the input that caused the decision and then.
     */
    record Effect(long timeNs, long orders)
    {
    }

    /** A run of like decisions. */
    record Step(Decision first, Decision last, long count)
    {
    }

    /** Looks for the decision of a number. */
    Incident(final long number)
    {
        this.number = number;
        printer = new MessagePrinter();
        history = new History();
    }

    /**
     * A decision that another reader of the journal has come to; it hands over what follows.
     *
     * @param facts    what the journal has said so far.
     * @param history  of the reader.
     * @param decision the decision.
     * @param found    what it rests on.
     * @param path     what was decided before.
     */
    Incident(final JournalFacts facts, final History history, final Decision decision, final History.Context found,
        final Collection<Step> path)
    {
        number = decision.number();
        printer = null;
        this.facts = facts;
        this.history = history;
        this.decision = decision;
        this.path.addAll(path);
        context = found;
        checks = found.checks(facts, decision);
        lastPrintTicks = history.lastPrintTicks(decision.scope());
    }

    @Override
    public boolean onMessage(
        final JournalFacts now, final long sequence, final boolean isInput, final UnsafeBuffer buffer, final int offset)
    {
        facts = now;
        if (isInput)
        {
            onInput(buffer, offset);
            onPrint(history.onInput(buffer, offset));
            return true;
        }
        final Decision read = new Decision(sequence, printer.print(buffer, offset));
        if (decision == null)
        {
            before(read);
            return decision == null || decision.isTrip() || decision.isLimitState();
        }
        return after(read);
    }

    /** The decision, or null where the journal has none of that number. */
    Decision decision()
    {
        return decision;
    }

    JournalFacts facts()
    {
        return facts;
    }

    /** The limit state that was open, or opened, at the decision; null where its breaker had none. */
    LimitEpisode episode()
    {
        return context.episode();
    }

    /** Earlier trips of the same breaker in the same scope, oldest first. */
    List<Decision> earlierTrips()
    {
        return context.earlierTrips();
    }

    List<Check> checks()
    {
        return checks;
    }

    /** What was decided before, oldest first. */
    List<Step> path()
    {
        return List.copyOf(path);
    }

    /** Last print of the instrument before the decision, null none. */
    Long lastPrintTicks()
    {
        return lastPrintTicks;
    }

    /** The announcement of the release, null none. */
    Decision pending()
    {
        return pending;
    }

    /** The decision that ended the state, null where the journal ends in it. */
    Decision end()
    {
        return end;
    }

    /** Prints of the instrument from the decision to its end. */
    long printsMeanwhile()
    {
        return printsMeanwhile;
    }

    long lowestTicks()
    {
        return lowestTicks;
    }

    long highestTicks()
    {
        return highestTicks;
    }

    /** Last print of the instrument at the end, null none. */
    Long printAtEndTicks()
    {
        return printAtEndTicks;
    }

    /** When a gate first judged under it; null where the journal does not say. */
    Effect effect()
    {
        return effect;
    }

    /** An input behind the decision. */
    void onInput(final UnsafeBuffer buffer, final int offset)
    {
        if (decision == null || effect != null ||
            (buffer.getShort(offset + 2) & 0xFFFF) != DecisionEffectiveDecoder.TEMPLATE_ID)
        {
            return;
        }
        final DecisionEffectiveDecoder message =
            new DecisionEffectiveDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        if (message.effectiveSeq() == decision.number())
        {
            effect = new Effect(message.effectTimeNs(), message.ordersBetween());
        }
    }

    /** A print of a scope, -1 none. */
    void onPrint(final int scope)
    {
        if (decision != null && scope == decision.scope())
        {
            final long priceTicks = history.lastPrintTicks(scope);
            printsMeanwhile++;
            lowestTicks = Math.min(lowestTicks, priceTicks);
            highestTicks = Math.max(highestTicks, priceTicks);
        }
    }

    private void before(final Decision read)
    {
        final History.Context found = history.onDecision(facts, read);
        if (read.number() != number)
        {
            remember(read);
            return;
        }
        decision = read;
        context = found;
        checks = found.checks(facts, read);
        lastPrintTicks = history.lastPrintTicks(read.scope());
    }

    /** A later decision; false where it ends what this one began. */
    boolean after(final Decision read)
    {
        if (read.scope() != decision.scope() || !isSameBreaker(read))
        {
            return true;
        }
        if (read.message().name().equals("ReleasePending"))
        {
            pending = read;
        }
        else if (decision.isTrip() ? read.isChange() && read.reopens()
            : read.isLimitState() || read.isTrip())
        {
            end = read;
            printAtEndTicks = history.lastPrintTicks(read.scope());
            return false;
        }
        return true;
    }

    private boolean isSameBreaker(final Decision read)
    {
        final RuleFacts rule = facts.rule(decision.scope(), decision.ruleId());
        return read.ruleId() == decision.ruleId() || rule != null &&
            rule.isOfBreaker(facts.rule(read.scope(), read.ruleId()));
    }

    private void remember(final Decision read)
    {
        remember(path, read);
    }

    /** Adds a decision to the last few, like denials in one step. */
    static void remember(final ArrayDeque<Step> path, final Decision read)
    {
        final Step last = path.peekLast();
        if (last != null && read.isDenial()
            && last.last().isDenial() && last.last().ruleId() == read.ruleId())
        {
            path.removeLast();
            path.addLast(new Step(last.first(), read, last.count() + 1));
            return;
        }
        path.addLast(new Step(read, read, 1));
        if (path.size() > PATH_LENGTH)
        {
            path.removeFirst();
        }
    }
}

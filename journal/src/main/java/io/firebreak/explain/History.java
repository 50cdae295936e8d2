package io.firebreak.explain;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.PotentialTradeDecoder;
import io.firebreak.codec.TradeDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a decision rests on beside its own record: the limit state that is open in its breaker, and the breaker's
 * earlier trips. Fed with a journal's messages in order.
 */
final class History
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PotentialTradeDecoder potential = new PotentialTradeDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final Map<String, LimitEpisode> episodes = new HashMap<>();
    private final Map<String, List<Decision>> trips = new HashMap<>();
    private final Map<Integer, Long> lastPrints = new HashMap<>();
    private long sweepNs;

    /**
     * What precedes a decision.
     *
     * @param rule         its rule, null none.
     * @param episode      the limit state that is open, or opens or ends with it; null none.
     * @param earlierTrips of the same breaker and scope, oldest first.
     */
    record Context(RuleFacts rule, LimitEpisode episode, List<Decision> earlierTrips)
    {
        /** The same, which later decisions leave as it is. */
        Context asOfNow()
        {
            return new Context(rule, episode == null ? null : episode.copy(), earlierTrips);
        }

        /** The decision's numbers computed again. */
        List<Check> checks(final JournalFacts facts, final Decision decision)
        {
            return new Recomputation(facts, decision, rule, episode, earlierTrips).checks();
        }
    }

    /** An input; returns its scope where it is a print, else -1. */
    int onInput(final UnsafeBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        if (header.templateId() == PotentialTradeDecoder.TEMPLATE_ID)
        {
            sweepNs = potential.wrapAndApplyHeader(buffer, offset, header).sourceTimeNs();
        }
        else if (header.templateId() == TradeDecoder.TEMPLATE_ID)
        {
            trade.wrapAndApplyHeader(buffer, offset, header);
            lastPrints.put(trade.scope(), trade.priceTicks());
            return trade.scope();
        }
        return -1;
    }

    /** Last print of a scope, null none. */
    Long lastPrintTicks(final int scope)
    {
        return lastPrints.get(scope);
    }

    /** A decision: what it rests on. */
    Context onDecision(final JournalFacts facts, final Decision read)
    {
        final RuleFacts rule = read.ruleId() == 0 ? null : facts.rule(read.scope(), read.ruleId());
        if (rule == null)
        {
            return new Context(null, null, List.of());
        }
        final String key = read.scope() + "/" + rule.breakerKey();
        // The print that trips is denied in the same record, by the numbers that tripped.
        episodes.computeIfPresent(key, (same, known) -> known.isOver(read.sequence()) ? null : known);
        track(read, key);
        final List<Decision> earlier = trips.computeIfAbsent(key, none -> new ArrayList<>());
        final Context context = new Context(rule, episodes.get(key), List.copyOf(earlier));
        if (read.isTrip())
        {
            earlier.add(read);
            episodes.computeIfPresent(key, (same, known) -> known.trip(read));
        }
        return context;
    }

    private void track(final Decision read, final String key)
    {
        final LimitEpisode open = episodes.get(key);
        if (read.isLimitState())
        {
            if (!read.is("state", "NONE"))
            {
                episodes.put(key, new LimitEpisode(read, sweepNs, open));
            }
            else if (open != null)
            {
                open.end(read);
            }
        }
        else if (open != null && !open.isEnded())
        {
            open.sweep(sweepNs);
        }
    }
}

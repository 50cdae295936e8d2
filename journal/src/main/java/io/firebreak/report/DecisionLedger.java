package io.firebreak.report;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradeDecoder;
import io.firebreak.explain.Decision;
import io.firebreak.explain.Explanations;
import io.firebreak.explain.JournalFacts;
import io.firebreak.explain.JournalScan;
import io.firebreak.feed.DecisionTally;
import io.firebreak.market.Scope;
import io.firebreak.record.InputLayout;
import io.firebreak.replay.MessagePrinter;
import io.firebreak.report.DecisionRow.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lists the decisions of a journal, like denials of a rule in one line, data quality in a table of its own, and has the
 * telling ones explained. Every decision is counted in exactly one line.
 */
final class DecisionLedger implements JournalScan.Visitor
{
    private static final int MOST_TRIPS_EXPLAINED = 500;
    private static final int MOST_EXPLAINED = 300;
    private static final int MOST_RUNS_EXPLAINED = 100;
    private static final long MARGIN_NS = 120_000_000_000L;

    private final MessagePrinter printer = new MessagePrinter();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
    private final Explanations explanations = new Explanations();
    private final LongConsumer progress;
    private final DecisionTally tally;
    private final List<DecisionRow> rows = new ArrayList<>();
    private final Map<Long, DecisionRow> runs = new HashMap<>();
    private final Map<String, QualityRow> quality = new TreeMap<>();
    private final Map<Integer, Activity> activity = new TreeMap<>();
    private final Map<Kind, Integer> explained = new EnumMap<>(Kind.class);
    private JournalFacts facts;
    private long records;
    private long prints;

    /** How often a code was told of a scope. */
    static final class QualityRow
    {
        private final Decision first;
        private Decision last;
        private long count;

        QualityRow(final Decision first)
        {
            this.first = first;
        }

        private void add(final Decision decision)
        {
            last = decision;
            count++;
        }

        Decision first()
        {
            return first;
        }

        Decision last()
        {
            return last;
        }

        long count()
        {
            return count;
        }
    }

    /** How much happened in an instrument. */
    static final class Activity
    {
        private long inputs;
        private long decisions;
        private long trips;
        private long firstNs = Long.MAX_VALUE;
        private long lastNs = Long.MIN_VALUE;

        /** Greater for what a reader wants to see first. */
        long weight()
        {
            return trips * 1_000_000_000_000L + decisions * 1_000 + Math.min(inputs, 999);
        }
    }

    DecisionLedger(final LongConsumer progress)
    {
        this.progress = progress;
        tally = new DecisionTally(rule -> facts.rulebook().ruleName(rule), scope -> facts.scopeName(scope));
    }

    @Override
    public boolean onMessage(
        final JournalFacts now, final long sequence, final boolean isInput, final UnsafeBuffer buffer, final int offset)
    {
        facts = now;
        header.wrap(buffer, offset);
        if (isInput)
        {
            onInput(sequence, buffer, offset);
            return true;
        }
        message.wrap(buffer, offset, MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength());
        tally.onDecision(header.templateId(), message);
        onDecision(new Decision(sequence, printer.print(buffer, offset)));
        return true;
    }

    private void onInput(final long sequence, final UnsafeBuffer buffer, final int offset)
    {
        records++;
        progress.accept(sequence);
        explanations.onInput(buffer, offset);
        final int scope = buffer.getInt(offset + InputLayout.SCOPE_OFFSET);
        if (header.templateId() == TradeDecoder.TEMPLATE_ID)
        {
            prints++;
            tally.lastPriceTicks(Scope.index(scope), trade.wrapAndApplyHeader(buffer, offset, header).priceTicks());
        }
        if (facts.isDefined(scope))
        {
            activity.computeIfAbsent(scope, none -> new Activity()).inputs++;
        }
    }

    private void onDecision(final Decision decision)
    {
        if (decision.message().name().equals("DataQuality"))
        {
            quality.computeIfAbsent(decision.scope() + " " + decision.text("code"), none -> new QualityRow(decision))
                .add(decision);
            explanations.onDecision(facts, decision, false);
            return;
        }
        final Kind kind = Kind.of(decision);
        if (facts.isDefined(decision.scope()))
        {
            final Activity of = activity.computeIfAbsent(decision.scope(), none -> new Activity());
            of.decisions++;
            of.trips += kind == Kind.TRIP ? 1 : 0;
            if (kind != Kind.BAND)
            {
                of.firstNs = Math.min(of.firstNs, decision.timeNs());
                of.lastNs = Math.max(of.lastNs, decision.timeNs());
            }
        }
        final long key = (long)decision.scope() << Integer.SIZE | decision.ruleId() << 1 | (kind == Kind.BAND ? 1 : 0);
        final DecisionRow run = kind.isRun() ? runs.get(key) : null;
        if (run != null)
        {
            run.add(decision);
            explanations.onDecision(facts, decision, false);
            return;
        }
        final DecisionRow row = new DecisionRow(kind, decision);
        rows.add(row);
        if (kind.isRun())
        {
            runs.put(key, row);
        }
        else
        {
            runs.keySet().removeIf(open -> (int)(open >> Integer.SIZE) == decision.scope());
        }
        explanations.onDecision(facts, decision, isExplained(kind));
    }

    private boolean isExplained(final Kind kind)
    {
        return explained.merge(kind, 1, Integer::sum) <= (kind == Kind.TRIP ? MOST_TRIPS_EXPLAINED
            : kind.isRun() ? MOST_RUNS_EXPLAINED : MOST_EXPLAINED);
    }

    /** What the journal says of itself; null where it is empty. */
    JournalFacts facts()
    {
        return facts;
    }

    DecisionTally tally()
    {
        return tally;
    }

    List<DecisionRow> rows()
    {
        return rows;
    }

    Collection<QualityRow> quality()
    {
        return quality.values();
    }

    Explanations explanations()
    {
        return explanations;
    }

    long records()
    {
        return records;
    }

    long prints()
    {
        return prints;
    }

    /** Where each instrument with decisions is worth a closer look: around them. */
    Map<Integer, ReplaySampler.Window> windows()
    {
        final Map<Integer, ReplaySampler.Window> windows = new TreeMap<>();
        activity.forEach((index, of) ->
        {
            if (of.firstNs <= of.lastNs)
            {
                final long marginNs = Math.max(MARGIN_NS, (of.lastNs - of.firstNs) / 10);
                windows.put(index, new ReplaySampler.Window(of.firstNs - marginNs, of.lastNs + marginNs));
            }
        });
        return windows;
    }

    /** Indexes of the instruments, those with trips first, then by decisions. */
    List<Integer> instruments()
    {
        final List<Integer> indexes = new ArrayList<>(activity.keySet());
        indexes.sort((one, other) -> Long.compare(activity.get(other).weight(), activity.get(one).weight()));
        return indexes;
    }
}

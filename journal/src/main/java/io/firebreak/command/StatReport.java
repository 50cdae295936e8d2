package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.explain.Distance;
import io.firebreak.explain.Moment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.market.TradingState;
import io.firebreak.status.BreakerCounter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What {@code stat} says, as text or as one JSON object.
 *
 * @param moment   the engine as the journal leads to it, and the names.
 * @param counters what the writing process counted.
 */
record StatReport(Moment moment, StatCounters counters)
{
    private static final String NONE = "-";

    /** Whether nobody is needed. */
    boolean isHealthy()
    {
        return counters.value(BreakerCounter.ENGINE_STOPS) == 0 && counters.errors().isEmpty() &&
            Distance.readings(moment).stream().noneMatch(reading ->
            reading.operatorState() != null || reading.isSuspect() ||
            reading.breakers().stream().anyMatch(ScopeReading.Breaker::isLatched));
    }

    void print(final PrintWriter out)
    {
        final BreakerEngine engine = moment.engine();
        out.println("journal   record " + engine.sequence() + ", " + UtcText.of(engine.timeNs()) + " ("
            + moment.facts().clock() + "), decision " + engine.decisionSeq() + "; " + end());
        out.println("rulebook  " + moment.facts().rulebook().name() + " " + moment.facts().rulebook().version()
            + "; next deadline " + UtcText.of(engine.nextDeadlineNs()));
        if (!counters.isThere())
        {
            out.println("counters  none: give the context BreakerCounters.map(directory.resolve(FILE_NAME), ..)");
        }
        out.println();
        final TextTable counted = new TextTable("COUNTER", "VALUE");
        counters.values().forEach((label, value) ->
        {
            if (value != 0)
            {
                counted.row(label, String.format(Locale.ROOT, "%,d", value));
            }
        });
        if (counters.isThere())
        {
            counted.print(out, "");
            out.println();
        }
        final TextTable table = new TextTable("SCOPE", "IS", "RULES", "RULES ARE", "UNTIL", "LAST", "DOWN BPS",
            "UP BPS", "VOLATILITY % OF LIMIT", "DEPTH % OF FLOOR");
        distances().forEach(one -> table.row(one.scope(), one.merged().name(), one.rules(), one.breaker().state().name()
            + (one.breaker().isLatched() ? ", latched" : ""), one.breaker().state() == TradingState.OPEN ? NONE
            : UtcText.of(one.breaker().deadlineNs()), one.lastPrice(), fixed(one.downBps()), fixed(one.upBps()),
            fixed(one.volatilityPercent()), fixed(one.depthPercent())));
        table.print(out, "");
        if (!counters.errors().isEmpty())
        {
            out.println();
            out.println("errors logged:");
            out.println(counters.errors());
        }
    }

    ObjectNode json()
    {
        final BreakerEngine engine = moment.engine();
        final ObjectNode root = Json.object();
        root.put("healthy", isHealthy()).put("record", engine.sequence()).put("timeNs", engine.timeNs())
            .put("decisionSeq", engine.decisionSeq()).put("closed", isClosed());
        final ObjectNode values = root.putObject("counters");
        counters.values().forEach(values::put);
        final ArrayNode distances = root.putArray("distances");
        distances().forEach(one ->
        {
            final ObjectNode node = distances.addObject().put("scope", one.scope()).put("merged", one.merged().name())
                .put("rules", one.rules())
                .put("state", one.breaker().state().name()).put("latched", one.breaker().isLatched());
            put(node, "downBps", one.downBps());
            put(node, "upBps", one.upBps());
            put(node, "volatilityPercentOfLimit", one.volatilityPercent());
            put(node, "depthPercentOfFloor", one.depthPercent());
        });
        root.put("errors", counters.errors());
        return root;
    }

    private boolean isClosed()
    {
        return moment.verdict() instanceof JournalVerdict.Whole whole && whole.closed();
    }

    private String end()
    {
        return isClosed() ? "closed cleanly" : moment.verdict() instanceof JournalVerdict.Whole
            ? "open: a process writes it, or was killed" : "not whole";
    }

    private List<Distance> distances()
    {
        return Distance.of(moment);
    }

    private static void put(final ObjectNode node, final String name, final double value)
    {
        if (Double.isNaN(value) || Double.isInfinite(value))
        {
            node.putNull(name);
        }
        else
        {
            node.put(name, value);
        }
    }

    private static String fixed(final double value)
    {
        return Double.isNaN(value) || Double.isInfinite(value) ? NONE : String.format(Locale.ROOT, "%.1f", value);
    }
}

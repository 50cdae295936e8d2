package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.breaker.Gauges;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.explain.Moment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import io.firebreak.status.BreakerCounter;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What {@code stat} says, as text or as one JSON object.
 *
 * @param moment   the engine as the journal leads to it, and the names.
 * @param counters what the writing process counted.
 */
record StatReport(Moment moment, StatCounters counters)
{
    private static final double BPS = 1e4;
    private static final double PERCENT = 100;
    private static final String NONE = "-";

    /** How far one breaker of a scope is from a trip; NaN where it does not compare that, or cannot yet. */
    private record Distance(String scope, ScopeReading.Breaker breaker, String rules, String lastPrice, double downBps,
        double upBps, double volatilityPercent, double depthPercent)
    {
    }

    /** Whether nobody is needed. */
    boolean isHealthy()
    {
        return counters.value(BreakerCounter.ENGINE_STOPS) == 0 && counters.errors().isEmpty() &&
            readings().stream().noneMatch(reading -> reading.operatorState() != null || reading.isSuspect() ||
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
        final TextTable table = new TextTable("SCOPE", "RULES", "STATE", "UNTIL", "LAST", "DOWN BPS", "UP BPS",
            "VOLATILITY % OF LIMIT", "DEPTH % OF FLOOR");
        distances().forEach(one -> table.row(one.scope, one.rules, one.breaker.state().name()
            + (one.breaker.isLatched() ? ", latched" : ""), one.breaker.state() == TradingState.OPEN ? NONE
            : UtcText.of(one.breaker.deadlineNs()), one.lastPrice, fixed(one.downBps), fixed(one.upBps),
            fixed(one.volatilityPercent), fixed(one.depthPercent)));
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
            final ObjectNode node = distances.addObject().put("scope", one.scope).put("rules", one.rules)
                .put("state", one.breaker.state().name()).put("latched", one.breaker.isLatched());
            put(node, "downBps", one.downBps);
            put(node, "upBps", one.upBps);
            put(node, "volatilityPercentOfLimit", one.volatilityPercent);
            put(node, "depthPercentOfFloor", one.depthPercent);
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

    private List<ScopeReading> readings()
    {
        final BreakerEngine engine = moment.engine();
        final List<ScopeReading> readings = new ArrayList<>();
        readings.add(engine.read(Scope.market(0)));
        for (int i = 0; i < engine.capacities().instruments(); i++)
        {
            final ScopeReading reading = engine.read(Scope.instrument(i));
            if (reading.isDefined())
            {
                readings.add(reading);
            }
        }
        return readings;
    }

    private List<Distance> distances()
    {
        final List<Distance> distances = new ArrayList<>();
        for (final ScopeReading reading : readings())
        {
            reading.breakers().forEach(breaker -> distances.add(distance(reading, breaker)));
        }
        return distances;
    }

    private Distance distance(final ScopeReading reading, final ScopeReading.Breaker breaker)
    {
        final Gauges gauges = moment.engine().gauges();
        final int scope = reading.scope();
        final boolean isInstrument = Scope.kind(scope) == Scope.INSTRUMENT;
        final int index = Scope.index(scope);
        final long last = reading.lastTicks();
        final double limit = isInstrument ? gauges.varianceLimit(index, moment.engine().timeNs()) : Double.NaN;
        final long floor = isInstrument ? gauges.depthFloorLots(index) : 0;
        final long depth = floor == 0 ? -1 : gauges.depthLots(index);
        return new Distance(moment.facts().scopeName(scope), breaker, breaker.ruleIds().stream()
            .map(moment.facts().rulebook()::ruleName).collect(Collectors.joining("+")),
            last == Long.MIN_VALUE ? NONE
            : BigDecimal.valueOf(last, moment.facts().exponent(scope)).toPlainString(),
            bps(last, breaker.lowerTicks(), Long.MIN_VALUE, -1), bps(last, breaker.upperTicks(), Long.MAX_VALUE, 1),
            breaker.observables().contains(ImageLayout.OBSERVE_VARIANCE) ? Math.sqrt(gauges.fastVariance(index) / limit) * PERCENT : Double.NaN,
            breaker.observables().contains(ImageLayout.OBSERVE_DEPTH) && depth >= 0 ? depth * PERCENT / floor : Double.NaN);
    }

    /** What the next print must move to trip, of the last one; below zero where that lies beyond the limit already. */
    private static double bps(final long last, final long limit, final long none, final int sign)
    {
        return last == Long.MIN_VALUE || limit == none || limit == Long.MIN_VALUE || limit == Long.MAX_VALUE || last == 0
            ? Double.NaN : sign * (limit - last) / (double)Math.abs(last) * BPS;
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

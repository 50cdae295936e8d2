package io.firebreak.explain;

import io.firebreak.breaker.Gauges;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How far one breaker of a scope is from a trip; NaN where it does not compare that, or cannot yet.
 *
 * @param scope             name of the scope.
 * @param merged            what its rules, operators and a restart say together.
 * @param breaker           its state.
 * @param rules             names of its rules, joined by +.
 * @param lastPrice         last print; a dash before the first.
 * @param downBps           from the last print down to the lowest price that may print, of the last print; below zero
 *                          where that lies beyond it already.
 * @param upBps             the same upwards.
 * @param volatilityPercent fast sigma, of its limit.
 * @param depthPercent      depth of the thinner side, of its floor.
 */
public record Distance(String scope, TradingState merged, ScopeReading.Breaker breaker,
    String rules, String lastPrice, double downBps,
    double upBps, double volatilityPercent, double depthPercent)
{
    private static final double BPS = 1e4;
    private static final double PERCENT = 100;

    /**
     * Of every breaker of the market and of each instrument.
     *
     * @param moment the engine and the names.
     * @return the market's first, then by instrument, in the rulebook's order.
     */
    public static List<Distance> of(final Moment moment)
    {
        final List<Distance> distances = new ArrayList<>();
        for (final ScopeReading reading : readings(moment))
        {
            reading.breakers().forEach(breaker -> distances.add(of(moment, reading, breaker)));
        }
        return distances;
    }

    /**
     * What the engine says of the market and of each instrument that is defined.
     *
     * @param moment the engine.
     * @return the market's first.
     */
    public static List<ScopeReading> readings(final Moment moment)
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

    private static Distance of(final Moment moment, final ScopeReading reading, final ScopeReading.Breaker breaker)
    {
        final Gauges gauges = moment.engine().gauges();
        final int scope = reading.scope();
        final boolean isInstrument = Scope.kind(scope) == Scope.INSTRUMENT;
        final int index = Scope.index(scope);
        final long last = reading.lastTicks();
        final double limit = isInstrument ? gauges.varianceLimit(index, moment.engine().timeNs()) : Double.NaN;
        final long floor = isInstrument ? gauges.depthFloorLots(index) : 0;
        final long depth = floor == 0 ? -1 : gauges.depthLots(index);
        return new Distance(moment.facts().scopeName(scope), reading.merged(), breaker, breaker.ruleIds().stream()
            .map(moment.facts().rulebook()::ruleName).collect(Collectors.joining("+")),
            last == Long.MIN_VALUE ? "-" : BigDecimal.valueOf(last, moment.facts().exponent(scope)).toPlainString(),
            bps(last, breaker.lowerTicks(), -1), bps(last, breaker.upperTicks(), 1),
            breaker.observables().contains(ImageLayout.OBSERVE_VARIANCE)
            ? Math.sqrt(gauges.fastVariance(index) / limit) * PERCENT : Double.NaN,
            breaker.observables().contains(ImageLayout.OBSERVE_DEPTH) && depth >= 0 ? depth * PERCENT / floor
            : Double.NaN);
    }

    private static double bps(final long last, final long limit, final int sign)
    {
        return last == Long.MIN_VALUE || limit == Long.MIN_VALUE || limit == Long.MAX_VALUE || last == 0
            ? Double.NaN : sign * (limit - last) / (double)Math.abs(last) * BPS;
    }
}

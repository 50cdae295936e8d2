package io.firebreak.samples.metrics;

import io.firebreak.explain.Distance;
import io.firebreak.explain.Moment;
import io.firebreak.market.TradingState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How far each breaker is from a trip, and in which state it is, as gauges by scope and rules. Follows the journal with
 * an engine of its own, so the venue spends nothing; {@link #update} belongs to the thread that reads the journal.
 */
public final class DistanceMetrics
{
    private final MultiGauge downBps;
    private final MultiGauge upBps;
    private final MultiGauge volatility;
    private final MultiGauge depth;
    private final MultiGauge state;
    private final MultiGauge merged;

    /**
     * Gauges without any row yet.
     *
     * @param registry that shows them.
     */
    public DistanceMetrics(final MeterRegistry registry)
    {
        downBps = gauge(registry, "firebreak.distance.down.bps", "last print to the lowest price that may print");
        upBps = gauge(registry, "firebreak.distance.up.bps", "last print to the highest price that may print");
        volatility = gauge(registry, "firebreak.volatility.of.limit.percent", "fast sigma, of its limit");
        depth = gauge(registry, "firebreak.depth.of.floor.percent", "depth of the thinner side, of its floor");
        state = gauge(registry, "firebreak.breaker.state", "TradingState code: " + Arrays.stream(TradingState.values())
            .map(one -> one.code() + " " + one).collect(Collectors.joining(", ")));
        merged = gauge(registry, "firebreak.scope.state", "what rules, operators and a restart say together, as "
            + "firebreak.breaker.state");
    }

    /**
     * Shows what a journal leads to.
     *
     * @param moment the engine as of now.
     */
    public void update(final Moment moment)
    {
        final List<Distance> distances = Distance.of(moment);
        rows(downBps, distances, Distance::downBps);
        rows(upBps, distances, Distance::upBps);
        rows(volatility, distances, Distance::volatilityPercent);
        rows(depth, distances, Distance::depthPercent);
        rows(state, distances, one -> one.breaker().state().code());
        rows(merged, distances, one -> one.merged().code());
    }

    private static MultiGauge gauge(final MeterRegistry registry, final String name, final String description)
    {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private static void rows(
        final MultiGauge gauge, final List<Distance> distances, final ToDoubleFunction<Distance> value)
    {
        // What a breaker does not compare, or cannot yet, has no row.
        gauge.register(distances.stream().filter(one -> Double.isFinite(value.applyAsDouble(one)))
            .map(one -> MultiGauge.Row.of(Tags.of("scope", one.scope(), "rules", one.rules()),
            () -> value.applyAsDouble(one))).toList(), true);
    }
}

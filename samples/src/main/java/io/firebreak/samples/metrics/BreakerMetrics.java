package io.firebreak.samples.metrics;

import io.firebreak.status.BreakerCounter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.agrona.concurrent.status.CountersReader;

/**
 * The counters of a breaker as Micrometer meters: those of this process, {@code counters.reader()}, or of another one,
 * {@code BreakerCounters.read(file)}. What only grows is a counter, what says where something stands is a gauge.
 * Reading a meter is one volatile load.
 */
public final class BreakerMetrics implements MeterBinder
{
    private static final Set<BreakerCounter> GAUGES = EnumSet.of(BreakerCounter.DECIDED_SEQUENCE,
        BreakerCounter.JOURNALED_SEQUENCE, BreakerCounter.RING_DEPTH_MAX, BreakerCounter.JOURNAL_CYCLE_MAX_NS,
        BreakerCounter.ENGINE_STALL_MAX_NS);
    private static final Map<Integer, BreakerCounter> BY_TYPE = Arrays.stream(BreakerCounter.values())
        .collect(Collectors.toMap(BreakerCounter::typeId, Function.identity()));
    private static final String QUALITY = "data quality: ";

    private final CountersReader counters;

    /**
     * Meters of a breaker.
     *
     * @param counters live.
     */
    public BreakerMetrics(final CountersReader counters)
    {
        this.counters = counters;
    }

    @Override
    public void bindTo(final MeterRegistry registry)
    {
        // A registry holds what a meter is asked of weakly, and its function strongly: the function holds the reader.
        final CountersReader reader = counters;
        counters.forEach((id, typeId, key, label) ->
        {
            final BreakerCounter counter = BY_TYPE.get(typeId);
            if (counter != null && GAUGES.contains(counter))
            {
                Gauge.builder(name(counter), registry, any -> reader.getCounterValue(id)).description(label)
                    .register(registry);
            }
            else if (counter != null)
            {
                FunctionCounter.builder(name(counter), registry, any -> reader.getCounterValue(id))
                    .description(label).register(registry);
            }
            else if (typeId == BreakerCounter.DATA_QUALITY_TYPE_ID && label.startsWith(QUALITY))
            {
                FunctionCounter.builder("firebreak.data.quality", registry, any -> reader.getCounterValue(id))
                    .tag("code", label.substring(QUALITY.length())).description("inputs or feeds that were not as they "
                    + "should be, by code").register(registry);
            }
        });
    }

    /** Such as firebreak.verdicts.denied. */
    static String name(final BreakerCounter counter)
    {
        return "firebreak." + counter.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}

package io.firebreak.samples.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.market.DataQualityCode;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is bound, and that board and alerts ask for nothing that is not exported. */
class MetricsFilesTest
{
    private static final Pattern NAME = Pattern.compile("firebreak_[a-z0-9_]+");
    private static final Set<String> DISTANCES = Set.of("firebreak_distance_down_bps", "firebreak_distance_up_bps",
        "firebreak_volatility_of_limit_percent", "firebreak_depth_of_floor_percent", "firebreak_breaker_state",
        "firebreak_scope_state");

    private final BreakerCounters counters = BreakerCounters.inMemory(DataQualityCode.names());

    private static Set<String> names(final String text)
    {
        final Set<String> names = new TreeSet<>();
        final Matcher matcher = NAME.matcher(text);
        while (matcher.find())
        {
            names.add(matcher.group());
        }
        return names;
    }

    private Set<String> exported()
    {
        final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new BreakerMetrics(counters.reader()).bindTo(registry);
        final Set<String> names = names(registry.scrape());
        names.addAll(DISTANCES);
        return names;
    }

    @Test
    void shouldShowEveryCounterAsItMoves()
    {
        final MeterRegistry registry = new SimpleMeterRegistry();
        new BreakerMetrics(counters.reader()).bindTo(registry);
        for (final BreakerCounter counter : BreakerCounter.values())
        {
            counters.add(counter, 10 + counter.ordinal());
            assertThat(registry.get(BreakerMetrics.name(counter)).meter().measure().iterator().next().getValue())
                .as(counter.label()).isEqualTo(10 + counter.ordinal());
        }
        counters.dataQuality(DataQualityCode.BAD_PRICE.code());
        assertThat(registry.get("firebreak.data.quality").tag("code", "BAD_PRICE").functionCounter().count())
            .isEqualTo(1);
        assertThat(registry.get("firebreak.data.quality").tag("code", "OVERFLOW").functionCounter().count()).isZero();
    }

    /** A registry that held the reader weakly showed nothing, once the collector had been there. */
    @Test
    void shouldGoOnShowingWhatMovesWhenNobodyElseHoldsTheReader(@TempDir final Path directory)
    {
        final Path file = directory.resolve(BreakerCounters.FILE_NAME);
        final BreakerCounters live = BreakerCounters.map(file, DataQualityCode.names());
        final MeterRegistry registry = new SimpleMeterRegistry();
        new BreakerMetrics(BreakerCounters.read(file)).bindTo(registry);
        for (int i = 0; i < 5; i++)
        {
            System.gc();
        }
        live.add(BreakerCounter.INPUTS, 7);
        live.add(BreakerCounter.RING_DEPTH_MAX, 9);
        assertThat(registry.get("firebreak.inputs").functionCounter().count()).isEqualTo(7);
        assertThat(registry.get("firebreak.ring.depth.max").gauge().value()).isEqualTo(9);
    }

    @Test
    void shouldExportEveryNameThatTheBoardAsksFor() throws IOException
    {
        final String board = Files.readString(Path.of("metrics", "grafana-board.json"));
        assertThat(new ObjectMapper().readTree(board).path("panels").size()).isGreaterThan(5);
        assertThat(names(board)).hasSizeGreaterThan(15).isSubsetOf(exported());
    }

    @Test
    void shouldExportEveryNameThatAnAlertAsksFor() throws IOException
    {
        final String alerts = Files.readString(Path.of("metrics", "alerts.yml"));
        assertThat(alerts).doesNotContain("\t").contains("groups:");
        assertThat(names(alerts)).hasSizeGreaterThan(8).isSubsetOf(exported());
    }
}

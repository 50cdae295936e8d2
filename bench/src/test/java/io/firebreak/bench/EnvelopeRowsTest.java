package io.firebreak.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.firebreak.arena.Capacities;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelope's rows measure what they say: so many rules, no two alike, events on the side they are named for. */
class EnvelopeRowsTest
{
    private static final int INSTRUMENTS = 20;
    private static final int EVENTS = 40_000;

    private static final List<String> JUDGED = List.of("observe", "reference", "width_ppm", "width", "scaled",
        "threshold_lots", "threshold_ticks", "sigma_ppm_per_sqrt_min", "ratio_ppm");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64})
    void shouldHaveAsManyRulesAsItSaysAndNoTwoAlike(final int rules)
    {
        final Config bench = ConfigFactory.parseString(ManyRules.text(rules)).getConfig("classes.bench");
        final List<String> judged = new ArrayList<>();
        for (final Config breaker : bench.getConfigList("breakers"))
        {
            for (final Config rule : breaker.getConfigList("rules"))
            {
                judged.add(breaker.getString("monitor") + JUDGED.stream().filter(rule::hasPath)
                    .map(key -> " " + key + "=" + rule.getValue(key).unwrapped()).reduce("", String::concat));
            }
        }
        assertThat(judged).hasSize(rules).doesNotHaveDuplicates();
        assertThat(bench.getConfig("references").root()).hasSize(8);
        assertThat(BenchRulebook.of(ManyRules.text(rules)).image()).isNotEmpty();
    }

    @Test
    void shouldWatchThreeObservablesAtTwentyWidthsWhenThereAre64Rules()
    {
        final Config bench = ConfigFactory.parseString(ManyRules.text(64)).getConfig("classes.bench");
        final List<Config> rules = new ArrayList<>();
        bench.getConfigList("breakers").forEach(breaker -> rules.addAll(breaker.getConfigList("rules")));
        assertThat(rules.stream().map(rule -> rule.getString("observe")).distinct()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(rules.stream().filter(rule -> rule.hasPath("width_ppm")).map(rule -> rule.getInt("width_ppm"))
            .distinct()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(IntStream.of(EnvelopeRows.RULES)).contains(1, 8, 64);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 64})
    void shouldEvaluateEveryEventOfTheRestlessMarketAndTripNothing(final int rules)
    {
        final long evaluations = evaluations(rules, new RestlessMarket(INSTRUMENTS));
        assertThat(evaluations).isGreaterThanOrEqualTo(EVENTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 64})
    void shouldEvaluateFewerThanOneInAHundredEventsOfTheCalmMarket(final int rules)
    {
        final StreamShape shape = new StreamShape(INSTRUMENTS, 4_000, false, StreamShape.DEFAULT_SEED);
        assertThat(evaluations(rules, new StreamGenerator(shape, false))).isLessThan(EVENTS / 100);
    }

    private static long evaluations(final int rules, final MarketStream market)
    {
        final Capacities capacities =
            new Capacities(INSTRUMENTS, 8, 24, 1 << 12, 1 << 10, 1 << 16, 8, Capacities.BOOK_LEVELS);
        final EventStream start = new EventStream(market.startSize());
        final EventStream events = new EventStream(EVENTS);
        market.start(start);
        market.fill(events);
        try (EngineFeed engine = new EngineFeed(INSTRUMENTS, StreamGenerator.START_NS,
            BenchRulebook.of(ManyRules.text(rules)), capacities, true))
        {
            engine.run(start);
            final long before = engine.breaker().engine().evaluations();
            engine.run(events);
            assertThat(engine.sums().trips).isZero();
            assertThat(engine.sums().denials).isZero();
            return engine.breaker().engine().evaluations() - before;
        }
    }
}

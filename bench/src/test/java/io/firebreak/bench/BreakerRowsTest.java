package io.firebreak.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The breakers' rows measure what they say: so many breakers, no two alike, and none of them trips. */
class BreakerRowsTest
{
    private static final List<String> JUDGED =
        List.of("observe", "reference", "width_ppm", "threshold_lots", "threshold_ticks");

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 64})
    void shouldHaveAsManyBreakersAsItSaysAndNoTwoAlike(final int breakers)
    {
        final List<String> judged = new ArrayList<>();
        for (final Config breaker : bench(breakers).getConfigList("breakers"))
        {
            final Config rule = breaker.getConfigList("rules").get(0);
            judged.add(breaker.getString("monitor") + JUDGED.stream().filter(rule::hasPath)
                .map(key -> " " + key + "=" + rule.getValue(key).unwrapped()).reduce("", String::concat));
        }
        assertThat(judged).hasSize(breakers).doesNotHaveDuplicates();
    }

    @Test
    void shouldWatchThreeObservablesOfEightReferencesAtTwentyWidthsWhenThereAre64()
    {
        final List<Config> rules = new ArrayList<>();
        bench(64).getConfigList("breakers").forEach(breaker -> rules.addAll(breaker.getConfigList("rules")));
        assertThat(rules.stream().map(rule -> rule.getString("observe")).distinct()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(rules.stream().filter(rule -> rule.hasPath("reference")).map(rule -> rule.getString("reference"))
            .distinct()).hasSize(ManyBreakers.REFERENCES);
        assertThat(rules.stream().filter(rule -> rule.hasPath("width_ppm")).map(rule -> rule.getInt("width_ppm"))
            .distinct()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(bench(64).getConfig("references").root()).hasSize(ManyBreakers.REFERENCES);
    }

    @ParameterizedTest
    @EnumSource(BreakerRows.Place.class)
    void shouldDecideTheSameWithTheEnvelopeAndTripNothing(final BreakerRows.Place place)
    {
        assertThat(new BreakerRows(place).rows(2)).hasSize(3)
            .allSatisfy(row -> assertThat(row.isVoid()).as(row.check()).isFalse());
    }

    private static Config bench(final int breakers)
    {
        return ConfigFactory.parseString(ManyBreakers.text(breakers)).getConfig("classes.bench");
    }
}

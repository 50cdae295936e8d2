package io.firebreak.oracle.bands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reference that is made of others, with windows, gates and parts that the seed draws, against lists. */
class CompositionDifferentialTest
{
    /** 10 seeds of 5,000 events by default; {@code -Dfirebreak.steps} draws more for each. */
    private static final int STEPS = Integer.getInteger("firebreak.steps", 5_000);

    @ParameterizedTest
    @ValueSource(strings = {"FIRST_VALID", "MEDIAN", "MID", "VWAP", "TWAP", "BASIS_AVERAGE", "BASIS_EMA", "FAIR"})
    void shouldBeWorthWhatTheListsSayWhenEventsAreDrawnAtRandom(final String kind)
    {
        int known = 0;
        for (long seed = 20_261_122; seed < 20_261_132; seed++)
        {
            known += new CompositionRun(kind, seed).run(STEPS);
        }
        assertThat(known).as("events with a value").isGreaterThan(4 * STEPS);
    }
}

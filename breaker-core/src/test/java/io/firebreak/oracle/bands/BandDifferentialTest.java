package io.firebreak.oracle.bands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of reference, with a width and a rounding that the seed draws, against lists and decimals. */
class BandDifferentialTest
{
    @ParameterizedTest
    @ValueSource(strings = {"LAST", "LAST_AUCTION", "PUBLISHED", "OPEN", "PREVIOUS_CLOSE", "TRADE_AGED",
        "TRADE_EXTREMA"})
    void shouldAllowWhatTheListsAllowWhenPricesAreDrawnAtRandom(final String kind)
    {
        int judged = 0;
        for (long seed = 20_261_121; seed < 20_261_131; seed++)
        {
            judged += new BandRun(kind, seed).run(5_000);
        }
        assertThat(judged).as("potential trades with a band").isGreaterThan(2_000);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"LAST", "LAST_AUCTION", "PUBLISHED", "OPEN", "PREVIOUS_CLOSE", "TRADE_AGED",
        "TRADE_EXTREMA"})
    void shouldAllowWhatTheListsAllowWhenManyEventsAreDrawn(final String kind)
    {
        for (long seed = 1; seed <= Integer.getInteger("firebreak.steps", 1_000_000) / 50_000; seed++)
        {
            new BandRun(kind, seed).run(50_000);
        }
    }
}

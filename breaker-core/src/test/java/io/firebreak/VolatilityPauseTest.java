package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A print inside every band that trips the volatility rule. */
class VolatilityPauseTest
{
    @Test
    void shouldDenyThePrintWhenItTripsTheVolatilityRuleInsideTheBands()
    {
        try (Venue venue = new Venue("crypto-perp", 1, Map.of("engine.release_after", "NONE")).define(0))
        {
            for (int i = 0; i <= 600; i++)
            {
                venue.print(1 + i, 0, 100_000);
            }
            venue.decisions();
            final List<String> told = new ArrayList<>();
            for (int i = 0; i < 60 && told.isEmpty(); i++)
            {
                venue.potential(602 + i * 0.5, 0, 100_000 + (i / 2 % 2 == 0 ? 600 : -600));
                told.addAll(venue.decisions());
                venue.publisher.trade(0, 0, Venue.at(602 + i * 0.5), Venue.at(602 + i * 0.5), 0, 0,
                    100_000 + (i / 2 % 2 == 0 ? 600 : -600), 1, 0, 0, 1);
                venue.decisions();
            }
            assertThat(told).containsExactly("STATE OPEN -> PAUSED merged PAUSED VOLATILITY",
                "DENIED NOT_PERMITTED");
        }
    }
}

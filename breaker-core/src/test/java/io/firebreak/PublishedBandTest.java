package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A band is a published fact: what the gate shows is what the engine judges by, also where no record tells of it. */
class PublishedBandTest
{
    private static final Map<String, String> UNMARKED = Map.of("engine.release_after", "NONE");

    private static Venue warm()
    {
        final Venue venue = new Venue("crypto-perp", 1, UNMARKED).define(0);
        for (int i = 0; i <= 600; i += 5)
        {
            venue.print(1 + i, 0, 10_000);
        }
        venue.decisions();
        return venue;
    }

    private static long lowest(final Venue venue)
    {
        return venue.breaker.sharedGate().limitFor(0, Side.SELL.code(), OrderKind.AGGRESSIVE.code());
    }

    @Test
    void shouldShowAMovedReferenceAtTheGateWhenNoRecordTellsOfIt()
    {
        try (Venue venue = warm())
        {
            final long before = lowest(venue);
            assertThat(before).isBetween(9_500L, 9_999L);
            for (int i = 0; i < 40; i++)
            {
                venue.print(602 + 0.1 * i, 0, 10_020);
            }
            final long after = lowest(venue);
            assertThat(after).isGreaterThan(before);
            assertThat(venue.decisions()).isEmpty();
            venue.potential(606, 0, after);
            assertThat(venue.decisions()).isEmpty();
            venue.potential(606, 0, after - 1);
            assertThat(venue.decisions()).contains("DENIED VELOCITY");
        }
    }

    @Test
    void shouldShowAnExtremeThatLeftItsWindowAtTheGateWhenNothingButTimePasses()
    {
        try (Venue venue = warm())
        {
            for (int i = 0; i < 40; i++)
            {
                venue.print(602 + 0.1 * i, 0, i < 20 ? 10_020 : 10_000);
            }
            final long before = lowest(venue);
            venue.tick(611);
            assertThat(lowest(venue)).isEqualTo(before);
            for (int i = 0; i < 120; i++)
            {
                venue.tick(612 + i);
            }
            final long after = lowest(venue);
            assertThat(after).isLessThan(before);
            assertThat(venue.decisions()).isEmpty();
            venue.potential(731, 0, after);
            assertThat(venue.decisions()).isEmpty();
            venue.potential(731, 0, after - 1);
            assertThat(venue.decisions()).anyMatch(line -> line.startsWith("DENIED"));
        }
    }
}

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
    private static final Map<String, String> NARROW_BAND = Map.of("engine.release_after", "NONE",
        "perp.price.band.floor_ppm", "4000");

    private static Venue warm(final Map<String, String> settings)
    {
        final Venue venue = new Venue("crypto-perp", 1, settings).define(0);
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
        try (Venue venue = warm(UNMARKED))
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
        try (Venue venue = warm(UNMARKED))
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

    @Test
    void shouldNotFollowTheMidOfABookWhenItIsUntrusted()
    {
        try (Venue venue = warm(NARROW_BAND))
        {
            venue.level(602, Side.BUY.code(), 9_999, 1);
            venue.level(602, Side.SELL.code(), 10_001, 1);
            venue.publisher.gap(3, 0, Venue.at(603), 0, 1, 1, 1);
            venue.level(604, Side.SELL.code(), 10_001, 0);
            venue.level(604, Side.SELL.code(), 10_101, 1);
            venue.level(604, Side.BUY.code(), 10_099, 1);
            final long before = lowest(venue);
            for (int i = 0; i < 60; i++)
            {
                venue.level(605 + i, Side.BUY.code(), 10_099, 2 + i);
                venue.print(605 + i, 0, 10_000);
            }
            assertThat(lowest(venue)).isEqualTo(before);
            venue.publisher.bookReady(0, 0, Venue.at(666), 0);
            for (int i = 0; i < 60; i++)
            {
                venue.level(667 + i, Side.BUY.code(), 10_099, 2 + i);
                venue.print(667 + i, 0, 10_000);
            }
            assertThat(lowest(venue)).isGreaterThan(before);
        }
    }
}

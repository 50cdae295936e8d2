package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** While a window that lost a print is not whole, nothing is judged by what is left in it, and nothing moves by it. */
class UnknownReferenceTest
{
    private static final Map<String, String> UNMARKED = Map.of("engine.release_after", "NONE");

    @Test
    void shouldKeepTheMeanInForceWhenOnlyPrintsAfterTheLossAreInItsWindow()
    {
        final Capacities small = new Capacities(1, 4, 4, 8, 64, 1 << 16, 8, Capacities.BOOK_LEVELS);
        try (Venue venue = new Venue("us-luld", small, UNMARKED))
        {
            venue.publisher.instrumentDefinition(0, 0, Venue.at(0), 0, 1, 1, 0, 2, 0, 1, 1_000_000);
            venue.calendar(0, 23_400);
            venue.reference(1, ReferenceKind.PREVIOUS_CLOSE, 99_000_000_000L);
            List<String> told = List.of();
            for (int i = 0; told.stream().noneMatch(line -> line.contains("WINDOW_POOL_EXHAUSTED")); i++)
            {
                assertThat(i).isLessThan(10_000);
                trade(venue, 2 + i * 0.002, 10_000);
                told = venue.decisions();
            }
            venue.tick(60);
            for (int i = 0; i < 100; i++)
            {
                trade(venue, 61 + i, 10_300);
            }
            assertThat(venue.decisions()).noneMatch(line -> line.startsWith("BAND"));
            for (int i = 0; i < 300; i++)
            {
                trade(venue, 161 + i, 10_300);
            }
            assertThat(venue.decisions()).anyMatch(line -> line.startsWith("BAND REFERENCE_MOVED ref 10300000000"));
        }
    }

    @Test
    void shouldNotJudgeVelocityByOneStandingPriceWhenItsWindowIsUnknown()
    {
        final Capacities small = new Capacities(1, 4, 4, 4, 64, 1 << 16, 8, Capacities.BOOK_LEVELS);
        final Map<String, String> soon = Map.of("engine.release_after", "NONE", "classes.perp.warm_up_s", "1");
        try (Venue venue = new Venue("crypto-perp", small, soon))
        {
            venue.define(0);
            for (int i = 0; i < 400; i++)
            {
                venue.print(i * 0.01, 0, 100_000 - i);
            }
            venue.print(6, 0, 99_600);
            assertThat(venue.decisions()).anyMatch(line -> line.startsWith("QUALITY WINDOW_POOL_EXHAUSTED 1"))
                .anyMatch(line -> line.startsWith("QUALITY WINDOW_POOL_EXHAUSTED 2"));
            venue.potential(7, 0, 97_000);
            assertThat(venue.decisions()).noneMatch(line -> line.contains("VELOCITY"));
            for (int i = 8; i <= 90; i++)
            {
                venue.print(i, 0, 99_600);
            }
            assertThat(venue.decisions()).anyMatch(line -> line.endsWith("ended"));
            venue.potential(91, 0, 97_000);
            assertThat(venue.decisions()).contains("DENIED VELOCITY");
        }
    }

    private static void trade(final Venue venue, final double seconds, final long priceTicks)
    {
        venue.publisher.trade(0, 0, Venue.at(seconds), Venue.at(seconds), 0, 0, priceTicks, 1, 0, Side.BUY.code(), 1);
    }
}

package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.Durability;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A release waits for a mark of its own level or a higher one, and for none that cannot be. */
class DurableReleaseTest
{
    private static final String RELEASED = "STATE PAUSED -> OPEN merged OPEN PAUSE_ELAPSED";

    /** A venue whose pause has elapsed and whose release waits; its sequence is the announcement's. */
    private static Venue waiting(final Durability level)
    {
        final Venue venue = new Venue("crypto-perp", 1, Map.of("engine.release_after", level.name(),
            "classes.perp.breakers.price.pause.tail_s", "0")).define(0);
        for (int i = 0; i <= 600; i++)
        {
            venue.print(1 + i, 0, 10_000);
        }
        for (int i = 0; i < 3; i++)
        {
            venue.print(602 + i * 0.5, 0, 9_500);
        }
        venue.decisions();
        venue.tick(663);
        assertThat(venue.decisions()).containsExactly("RELEASE_PENDING PAUSED -> OPEN waits for " + level);
        return venue;
    }

    @Test
    void shouldNotReleaseAtAMarkOfALesserLevel()
    {
        try (Venue venue = waiting(Durability.J2))
        {
            final long announced = venue.breaker.engine().sequence();
            venue.publisher.durableMark(at(664), Durability.J1.code(), announced);
            assertThat(venue.decisions()).isEmpty();
            venue.publisher.durableMark(at(665), Durability.J2.code(), announced);
            assertThat(venue.decisions()).containsExactly(RELEASED);
        }
    }

    @Test
    void shouldReleaseAtAMarkOfAHigherLevel()
    {
        try (Venue venue = waiting(Durability.J1))
        {
            venue.publisher.durableMark(at(664), Durability.J2.code(), venue.breaker.engine().sequence());
            assertThat(venue.decisions()).containsExactly(RELEASED);
        }
    }

    @Test
    void shouldTellAndNotReleaseWhenTheMarkIsOfWhatHasNotBeen()
    {
        try (Venue venue = waiting(Durability.J1))
        {
            final long announced = venue.breaker.engine().sequence();
            venue.publisher.durableMark(at(664), Durability.J1.code(), announced + 2);
            assertThat(venue.decisions()).containsExactly(
                "QUALITY UNEXPECTED_ANSWER " + (announced + 2) + " expected " + (announced + 1));
            venue.publisher.durableMark(at(665), 99, announced);
            assertThat(venue.decisions()).singleElement().asString().startsWith("QUALITY UNEXPECTED_ANSWER");
            venue.publisher.durableMark(at(666), Durability.J1.code(), announced);
            assertThat(venue.decisions()).containsExactly(RELEASED);
        }
    }
}

package io.firebreak;

import static io.firebreak.Venue.SECOND;
import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A latch of the market gets more severe by a level that closes it, and still waits for two operators. */
class LatchedLevelTest
{
    private static void index(final Venue venue, final double seconds, final ReferenceKind kind, final long level)
    {
        venue.publisher.referencePrice(0, 0, at(seconds), at(seconds), Scope.market(0), kind.code(), 0,
            level * SECOND, 0);
    }

    @Test
    void shouldStayClosedOnTheNextDayWhenALevelClosesAMarketThatIsLatched()
    {
        final CallLog log = new CallLog();
        try (Venue venue = new Venue("us-mwcb", 1, Map.of("engine.release_policy", "LATCH")))
        {
            venue.calendar(0, 23_400);
            index(venue, 1, ReferenceKind.PREVIOUS_CLOSE, 5_000);
            venue.tick(600);
            index(venue, 600, ReferenceKind.INDEX, 4_600);
            venue.tick(1_600);
            venue.breaker.decisions().poll(log, 100);
            assertThat(log.drain()).startsWith("600 HALTED MARKET_WIDE to 1500").endsWith(
                "1510 HALTED NO_RELEASE_MARK latched");
            index(venue, 1_600, ReferenceKind.INDEX, 3_900);
            venue.tick(90_000);
            venue.breaker.decisions().poll(log, 100);
            assertThat(log.drain()).containsExactly("1600 CLOSED MARKET_WIDE latched");
        }
    }
}

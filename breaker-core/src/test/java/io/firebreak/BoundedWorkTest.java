package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.QuoteKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** However many deadlines fall due at one instant, an input does a bounded share of them, and its own first. */
class BoundedWorkTest
{
    private static final int INSTRUMENTS = 300;
    private static final int WORK_LIMIT = 64;

    @Test
    void shouldTripBoundedManyAnInputAndAnInstrumentBeforeItsOwnEventWhenHundredsAreDueAtOnce()
    {
        try (Venue venue = new Venue("us-luld", INSTRUMENTS, Map.of("engine.release_after", "NONE")))
        {
            venue.calendar(0, 23_400);
            for (int i = 0; i < INSTRUMENTS; i++)
            {
                venue.publisher.instrumentDefinition(0, 0, at(1), i, i, 1, 0, 2, 0, 1, 1_000_000);
                venue.publisher.referencePrice(0, 0, at(1), at(1), Scope.instrument(i),
                    ReferenceKind.PREVIOUS_CLOSE.code(), 0, 99_000_000_000L, 0);
                venue.publisher.trade(0, 0, at(2), at(2), i, 0, 10_000, 1, 0, 0, 1);
                venue.publisher.quote(0, 0, at(3), at(3), i, 0, QuoteKind.CONSOLIDATED.code(), 9_400, 1, 9_500, 1);
                assertThat(venue.decisions()).contains("LIMIT NONE -> AT_LOWER PRICE_BAND");
            }
            venue.tick(17.999);
            assertThat(venue.decisions()).isEmpty();
            venue.publisher.potentialTrade(0, 0, at(18), at(18), INSTRUMENTS - 1, 0, 0, 3, 9_600, 1, 0, 0);
            assertThat(venue.decisions()).hasSize(WORK_LIMIT + 2).last().asString().startsWith("DENIED");
            int trips = WORK_LIMIT + 1;
            for (int i = 1; i < INSTRUMENTS / WORK_LIMIT + 2; i++)
            {
                venue.tick(18 + i * 0.000001);
                final int now = venue.decisions().size();
                assertThat(now).isLessThanOrEqualTo(WORK_LIMIT);
                trips += now;
            }
            assertThat(trips).isEqualTo(INSTRUMENTS);
        }
    }

    @Test
    void shouldDistrustABookAgainWhenItWasReadyAndMoreWasLostBeforeThePassHadEnded()
    {
        final String untrusted = "QUALITY UNTRUSTED_BOOK 0 expected 0";
        try (Venue venue = new Venue("crypto-perp", INSTRUMENTS, Map.of("engine.release_after", "NONE")))
        {
            for (int i = 0; i < INSTRUMENTS; i++)
            {
                venue.publisher.instrumentDefinition(0, 0, at(1), i, i, 1, 0, 2, 0, 1, 1_000_000);
                venue.publisher.bookLevel(0, 0, at(1), at(1), i, 0, 0, 100, 1);
                venue.decisions();
            }
            venue.publisher.gap(3, 0, at(2), Scope.market(0), 1, 1, 1);
            venue.publisher.bookReady(0, 0, at(2), 0);
            assertThat(venue.decisions()).contains(untrusted + " ended");
            venue.publisher.gap(3, 0, at(2), Scope.market(0), 2, 2, 1);
            for (int i = 0; i < 2 * INSTRUMENTS / WORK_LIMIT + 2; i++)
            {
                venue.tick(2);
            }
            assertThat(venue.decisions()).contains(untrusted);
            venue.publisher.bookReady(0, 0, at(2), 0);
            assertThat(venue.decisions()).containsExactly(untrusted + " ended");
        }
    }
}

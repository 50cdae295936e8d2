package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** More instruments restart than one record tells of: those it leaves out are held all the same. */
class CrowdRestartTest
{
    private static final int INSTRUMENTS = 1_000;

    @Test
    void shouldHoldAnInstrumentUntilItsBookIsSentWhenTheRecordHadNoRoomToTellOfIt()
    {
        final Capacities capacities = Capacities.forInstruments(INSTRUMENTS);
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
        final MemoryJournal killed = new MemoryJournal();
        final Venue venue = new Venue(rulebook, capacities, killed, 0);
        final int last = INSTRUMENTS - 1;
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            venue.define(i);
            venue.publisher.bookLevel(0, 0, Venue.at(1), Venue.at(1), i, 0, 0, 9_990, 5);
            venue.decisions();
        }
        try (Venue again = new Venue(rulebook, capacities, killed.afterwards(), 10))
        {
            assertThat(again.decisions()).hasSizeLessThan(INSTRUMENTS);
            for (int i = 0; i < 100; i++)
            {
                again.tick(20 + i * 0.01);
                again.decisions();
            }
            assertThat(again.breaker.engine().governingState(last)).isEqualTo(TradingState.CANCEL_ONLY.code());
            again.publisher.bookReady(0, 0, Venue.at(22), last);
            assertThat(again.breaker.engine().governingState(last)).isEqualTo(TradingState.OPEN.code());
            assertThat(again.breaker.engine().governingState(last - 1)).isEqualTo(TradingState.CANCEL_ONLY.code());
        }
    }
}

package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.InputFlags;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps of the trading day that concern every instrument, when more of them fall due than can be pending. */
class DayStepsTest
{
    private static final int INSTRUMENTS = 400;
    private static final int DAYS = 8;
    private static final double DAY_S = 86_400;

    @Test
    void shouldLoseNoStepWhenManyDaysPassBeforeTheFirstHasReachedEveryInstrument()
    {
        try (Venue venue = new Venue("us-luld", INSTRUMENTS, Map.of("engine.release_after", "NONE")))
        {
            for (int i = 0; i < INSTRUMENTS; i++)
            {
                venue.publisher.instrumentDefinition(0, 0, at(0), i, i, 1, 0, 2, 0, 1, 1_000_000);
                venue.publisher.referencePrice(0, 0, at(0), at(0), Scope.instrument(i),
                    ReferenceKind.PREVIOUS_CLOSE.code(), 0, 99_000_000_000L, 0);
                venue.decisions();
            }
            long ends = 0;
            int refusals = 0;
            for (int day = 0; day < DAYS; day++)
            {
                final double open = 1_000 + day * DAY_S;
                boolean refused = true;
                while (refused)
                {
                    venue.publisher.calendarDay(0, 0, venue.breaker.engine().timeNs(), 20_251_009 + day, at(open),
                        at(open + 23_400), at(open + DAY_S));
                    final List<String> told = venue.decisions();
                    refused = told.stream().anyMatch(line -> line.startsWith("QUALITY BAD_CALENDAR"));
                    refusals += refused ? 1 : 0;
                    ends += told.stream().filter(DayStepsTest::isOpeningEnd).count();
                }
                venue.publisher.tick(at(open + 24_000), InputFlags.CLOCK_JUMP_ACCEPTED);
                ends += ends(venue);
            }
            for (int i = 0; i < 4 * DAYS * INSTRUMENTS / 32; i++)
            {
                venue.publisher.tick(venue.breaker.engine().timeNs(), 0);
                ends += ends(venue);
            }
            assertThat(refusals).isPositive();
            assertThat(ends).isEqualTo((long)DAYS * INSTRUMENTS);
        }
    }

    private static long ends(final Venue venue)
    {
        return venue.decisions().stream().filter(DayStepsTest::isOpeningEnd).count();
    }

    /** The end of an opening window at an instrument: a band, or from the second day on no previous close for one. */
    private static boolean isOpeningEnd(final String line)
    {
        return line.startsWith("BAND REFERENCE_SEEDED") || line.startsWith("QUALITY INACTIVE_NO_PREVIOUS_CLOSE");
    }
}

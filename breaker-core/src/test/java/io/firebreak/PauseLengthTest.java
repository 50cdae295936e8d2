package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a pause lasts: by side, by direction, near the close, truncated; and when a breaker judges at all. */
class PauseLengthTest
{
    private static final String UNCROSS =
        "kind = UNCROSS, max_extensions = 1, extension_s = 120, check { widths_ppm = [50000] }";

    @TempDir
    private Path directory;

    private CallVenue venue(final String reopening, final String rest)
    {
        final CallVenue venue = new CallVenue(CallVenue.load(directory, reopening, rest, "by CalendarDay", "NONE"));
        venue.day();
        venue.reference(1);
        return venue;
    }

    private static void reopen(final CallVenue venue, final double seconds)
    {
        venue.indicative(seconds, 10_000, 0).result(seconds, 10_000);
    }

    @Test
    void shouldPauseForFiveSecondsInTheLastFiveMinutesOnly()
    {
        final String pause = "pause { length_s = 120, near_close { within_s = 300, length_s = 5 } }";
        try (CallVenue venue = venue("kind = UNCHECKED", pause))
        {
            venue.trip(CallVenue.CLOSE - 301, true);
            assertThat(venue.decisions()).endsWith("19699 PAUSED LIMIT_STATE_ELAPSED to 19819");
        }
        try (CallVenue venue = venue("kind = UNCHECKED", pause))
        {
            venue.trip(CallVenue.CLOSE - 300, true);
            assertThat(venue.decisions()).endsWith("19700 PAUSED LIMIT_STATE_ELAPSED to 19705");
        }
    }

    @Test
    void shouldPauseForAnotherLengthAtTheLowerBand()
    {
        final String pause = "pause { length_s = 120, lower_length_s = 180 }";
        try (CallVenue up = venue("kind = UNCHECKED", pause); CallVenue down = venue("kind = UNCHECKED", pause))
        {
            assertThat(up.trip(1_000, false).decisions()).endsWith("1000 PAUSED LIMIT_STATE_ELAPSED to 1120");
            assertThat(down.trip(1_000, true).decisions()).endsWith("1000 PAUSED LIMIT_STATE_ELAPSED to 1180");
        }
    }

    @Test
    void shouldPauseLongerWhenATripFollowsAReopeningInTheSameDirection()
    {
        final String pause = "pause { length_s = 180, consecutive { within_s = 60, length_s = 600 } }";
        for (final boolean same : new boolean[] {true, false})
        {
            try (CallVenue venue = venue(UNCROSS, pause))
            {
                venue.trip(1_000, true);
                reopen(venue, 1_180);
                venue.decisions();
                venue.trip(1_240, same);
                assertThat(venue.decisions()).endsWith(
                    "1240 PAUSED LIMIT_STATE_ELAPSED to " + (same ? 1_840 : 1_420));
            }
        }
        try (CallVenue venue = venue(UNCROSS, pause))
        {
            venue.trip(1_000, true);
            reopen(venue, 1_180);
            venue.trip(1_241, true);
            assertThat(venue.decisions()).endsWith("1241 PAUSED LIMIT_STATE_ELAPSED to 1421");
        }
    }

    @Test
    void shouldResumeNoLaterThanDeclaredAndWaitForTheCloseFromThenOn()
    {
        final String pause = "pause { length_s = 600, resume_before_close_s = 180 }";
        try (CallVenue venue = venue(UNCROSS, pause))
        {
            venue.trip(CallVenue.CLOSE - 500, true).tick(CallVenue.CLOSE - 180);
            assertThat(venue.decisions()).endsWith("19500 PAUSED LIMIT_STATE_ELAPSED to 19820",
                "19820 REOPENING PAUSE_ELAPSED to 19830", "19820 ask [9500, 10500]");
            venue.indicative(CallVenue.CLOSE - 180, 9_000, 0).tick(CallVenue.CLOSE);
            assertThat(venue.decisions()).containsExactly(
                "19820 extend 1 [9500, 10500] -> [9500, 10500] to 20000",
                "19820 CLOSING_AUCTION_ONLY COLLAR_VIOLATED to 20000", "20000 CLOSED SESSION_CLOSE to 86400");
        }
        try (CallVenue venue = venue(UNCROSS, pause))
        {
            venue.trip(CallVenue.CLOSE - 180, true);
            assertThat(venue.decisions()).endsWith("19820 CLOSING_AUCTION_ONLY LIMIT_STATE_ELAPSED to 20000");
        }
    }

    @Test
    void shouldBecomeTheClosingAuctionAtTheInstantThatTruncatesThePause()
    {
        for (final String kind : new String[] {"kind = UNCHECKED, cutoff_s = 300", UNCROSS + ", cutoff_s = 300"})
        {
            try (CallVenue venue = venue(kind, "pause { length_s = 60 }"))
            {
                venue.trip(CallVenue.CLOSE - 330, true).tick(CallVenue.CLOSE - 300);
                assertThat(venue.decisions()).as(kind).endsWith("19670 PAUSED LIMIT_STATE_ELAPSED to 19700",
                    "19700 CLOSING_AUCTION_ONLY EXTENSION_CUT_OFF to 20000");
            }
        }
    }

    @Test
    void shouldNotJudgeForAWhileAfterAReopening()
    {
        try (CallVenue venue = venue(UNCROSS + ", rearm_s = 100", "pause { length_s = 60 }"))
        {
            venue.trip(1_000, true);
            reopen(venue, 1_060);
            venue.decisions();
            venue.venue.quote(1_070, 9_490, 9_500);
            venue.venue.potential(1_070, 0, 5_000);
            venue.tick(1_159.999);
            assertThat(venue.decisions()).isEmpty();
            venue.tick(1_160);
            assertThat(venue.decisions()).containsExactly("1160 limit AT_LOWER PRICE_BAND");
            venue.venue.potential(1_160.5, 0, 5_000);
            venue.tick(1_161);
            assertThat(venue.decisions()).containsExactly(
                "1160.5 denied PRICE_BAND", "1161 PAUSED LIMIT_STATE_ELAPSED to 1221");
        }
    }

    @Test
    void shouldJudgeBetweenTwoInstantsOfTheDayOnly()
    {
        try (CallVenue venue = venue(UNCROSS,
            "pause { length_s = 60 }\nactive { after_open_s = 900, before_close_s = 1200 }"))
        {
            venue.venue.quote(2, 9_490, 9_500);
            venue.venue.potential(10, 0, 5_000);
            venue.tick(899.999);
            assertThat(venue.decisions()).isEmpty();
            assertThat(denies(venue)).isFalse();
            venue.tick(900);
            assertThat(venue.decisions()).containsExactly("900 limit AT_LOWER PRICE_BAND");
            assertThat(denies(venue)).isTrue();
            venue.venue.quote(900.5, 9_990, 10_010);
            venue.tick(CallVenue.CLOSE - 1_200.5);
            venue.venue.quote(CallVenue.CLOSE - 1_200.5, 9_490, 9_500);
            venue.tick(CallVenue.CLOSE - 1_200);
            assertThat(venue.decisions()).containsExactly("900.5 limit NONE LIMIT_STATE_ENDED",
                "18799.5 limit AT_LOWER PRICE_BAND", "18800 limit NONE SCHEDULE");
            assertThat(denies(venue)).isFalse();
            venue.venue.potential(CallVenue.CLOSE - 1_100, 0, 5_000);
            venue.tick(CallVenue.CLOSE - 1_000);
            assertThat(venue.decisions()).isEmpty();
        }
    }

    /** What the gate says of a price far below the band. */
    private static boolean denies(final CallVenue venue)
    {
        final VerdictDetail detail = new VerdictDetail();
        return venue.venue.breaker.gate().check(0, Side.SELL.code(), OrderKind.AGGRESSIVE.code(), 5_000, 1,
            venue.venue.breaker.engine().timeNs(), detail) != 0;
    }
}

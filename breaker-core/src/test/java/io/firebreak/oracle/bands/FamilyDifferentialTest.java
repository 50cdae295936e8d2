package io.firebreak.oracle.bands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole breakers of bands against lists and decimals: what they read, how wide they are, what a trip does, how long it
 * lasts, how a call is checked and extended, days, hours, operators. Each thousand events draw a breaker of their own;
 * the seeds count up from the one that stands with the case. {@code -Dfirebreak.steps=N} gives the slow ones N events.
 */
class FamilyDifferentialTest
{
    private static final int EVENTS_OF_A_BREAKER = 1_000;

    @ParameterizedTest
    @CsvSource({"false, 20261122", "true, 20361122"})
    void shouldDecideAsTheListsWhenBreakersAreDrawn(final boolean isPrints, final long seed)
    {
        run(isPrints, seed, 50_000);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"false, 20461122", "true, 20561122"})
    void shouldDecideAsTheListsWhenManyBreakersAreDrawn(final boolean isPrints, final long seed)
    {
        run(isPrints, seed, Integer.getInteger("firebreak.steps", 500_000));
    }

    private static void run(final boolean isPrints, final long seed, final int events)
    {
        final Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < events / EVENTS_OF_A_BREAKER; i++)
        {
            new FamilyRun(isPrints, seed + i, seen).run(EVENTS_OF_A_BREAKER);
        }
        for (final String line : List.of("DENIED NOT_PERMITTED", "ASK", "EXTEND", "UNCROSS",
            "STATE OPEN PAUSED PRICE_BAND", "STATE PAUSED OPEN PAUSE_ELAPSED", "STATE REOPENING OPEN REOPENED",
            "STATE REOPENING OPEN HOST_TIMEOUT", "STATE CLOSED OPEN NEW_DAY"))
        {
            assertThat(seen.getOrDefault(line, 0)).as(line + " in " + seen).isGreaterThan(events / 50_000);
        }
    }
}

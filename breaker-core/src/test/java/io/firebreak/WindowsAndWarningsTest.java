package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Windows beyond their exact size or their pool, feeds without a book, and warnings that do not flicker. */
class WindowsAndWarningsTest
{
    private static final Map<String, String> UNMARKED = Map.of("engine.release_after", "NONE");

    private static List<String> crowd(final Venue venue, final int prints)
    {
        venue.publisher.instrumentDefinition(0, 0, Venue.at(0), 0, 1, 1, 0, 2, 0, 1, 1_000_000);
        venue.calendar(0, 23_400);
        venue.reference(1, ReferenceKind.PREVIOUS_CLOSE, 99_000_000_000L);
        final List<String> told = new ArrayList<>();
        for (int i = 0; i < prints; i++)
        {
            venue.publisher.trade(0, 0, Venue.at(2 + i * 0.002), Venue.at(2 + i * 0.002), 0, 0, 10_000, 1, 0,
                Side.BUY.code(), 1);
            told.addAll(venue.decisions());
        }
        return told;
    }

    @Test
    void shouldCoalesceAndTellOnceWhenWindowHoldsHundredThousandPrints()
    {
        try (Venue venue = new Venue("us-luld", 1, UNMARKED))
        {
            assertThat(crowd(venue, 100_000)).filteredOn(line -> line.startsWith("QUALITY"))
                .containsExactly("QUALITY WINDOW_COALESCED 0 expected 32768");
        }
    }

    @Test
    void shouldKeepReferenceInForceAndTellOnceWhenPoolIsExhausted()
    {
        final Capacities small = new Capacities(1, 4, 4, 8, 64, 1 << 16, 8, Capacities.BOOK_LEVELS);
        try (Venue venue = new Venue("us-luld", small, UNMARKED))
        {
            assertThat(crowd(venue, 2_000)).containsExactly("BAND REFERENCE_SEEDED ref 10000000000 [9500, 10500]",
                "QUALITY WINDOW_POOL_EXHAUSTED 0 expected 0");
            venue.tick(60);
            venue.publisher.trade(0, 0, Venue.at(60), Venue.at(60), 0, 0, 12_000, 1, 0, Side.BUY.code(), 1);
            assertThat(venue.decisions()).isEmpty();
            venue.potential(61, 0, 10_501);
            assertThat(venue.decisions()).contains("DENIED PRICE_BAND");
        }
    }

    @Test
    void shouldMoveReferenceAgainWhenWindowAfterExhaustionIsWhole()
    {
        final Capacities small = new Capacities(1, 4, 4, 8, 64, 1 << 16, 8, Capacities.BOOK_LEVELS);
        try (Venue venue = new Venue("us-luld", small, UNMARKED))
        {
            crowd(venue, 2_000);
            venue.publisher.trade(0, 0, Venue.at(7), Venue.at(7), 0, 0, 12_000, 1, 0, Side.BUY.code(), 1);
            venue.tick(300);
            assertThat(venue.decisions()).isEmpty();
            for (int i = 1; i <= 20; i++)
            {
                venue.tick(306 + i * 0.001);
            }
            assertThat(venue.decisions()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("QUALITY WINDOW_POOL_EXHAUSTED 0 expected 0 ended"),
                line -> assertThat(line).startsWith("BAND REFERENCE_MOVED"));
        }
    }

    /** A fast fall of many sweeps fills every page: both windows of extremes lose prices, the last within 4 s. */
    private static void fall(final Venue venue)
    {
        venue.define(0);
        for (int i = 0; i < 400; i++)
        {
            venue.print(i * 0.01, 0, 100_000 - i);
        }
        for (int i = 4; i <= 300; i++)
        {
            venue.print(i, 0, 99_600);
        }
    }

    @Test
    void shouldJudgeVelocityAgainWhenWindowAfterExhaustionIsWhole()
    {
        final Capacities small = new Capacities(1, 4, 4, 4, 64, 1 << 16, 8, Capacities.BOOK_LEVELS);
        try (Venue venue = new Venue("crypto-perp", small, UNMARKED))
        {
            fall(venue);
            assertThat(venue.decisions()).filteredOn(line -> line.contains("EXHAUSTED")).containsExactlyInAnyOrder(
                "QUALITY WINDOW_POOL_EXHAUSTED 1 expected 0", "QUALITY WINDOW_POOL_EXHAUSTED 2 expected 0",
                "QUALITY WINDOW_POOL_EXHAUSTED 1 expected 0 ended", "QUALITY WINDOW_POOL_EXHAUSTED 2 expected 0 ended");
            venue.potential(301, 0, 96_900);
            assertThat(venue.decisions()).contains("DENIED VELOCITY");
        }
    }

    @Test
    void shouldDenyWhileOneWindowIsUnknownWhenClassSaysSo()
    {
        final Capacities small = new Capacities(1, 4, 4, 4, 64, 1 << 16, 8, Capacities.BOOK_LEVELS);
        final Map<String, String> denies = Map.of("engine.release_after", "NONE",
            "classes.perp.missing_reference", "DENY", "classes.perp.warm_up_s", "1");
        try (Venue venue = new Venue("crypto-perp", small, denies))
        {
            fall(venue);
            assertThat(venue.decisions()).contains("DENIED MISSING_REFERENCE");
            venue.potential(301, 0, 99_600);
            assertThat(venue.decisions()).isEmpty();
        }
    }

    @Test
    void shouldSayInactiveWhenThereIsNoBookOrNoQuote()
    {
        try (Venue venue = new Venue("crypto-perp", 1, UNMARKED).define(0))
        {
            venue.print(1, 0, 100);
            venue.print(2, 0, 100);
            assertThat(venue.decisions()).containsExactly("QUALITY INACTIVE_NO_BOOK 0 expected 0");
        }
        try (Venue venue = new Venue("us-luld", 1, UNMARKED).define(0))
        {
            venue.print(1, 0, 100);
            assertThat(venue.decisions()).containsExactly("QUALITY INACTIVE_NO_QUOTES 0 expected 0",
                "QUALITY INACTIVE_NO_SESSION 0 expected 0");
        }
    }

    @Test
    void shouldWarnAfterSustainAndEndAfterDwellWhenSpreadIsWide()
    {
        try (Venue venue = new Venue("crypto-perp", 1, UNMARKED).define(0))
        {
            venue.level(1, Side.BUY.code(), 10_000, 50_000_000);
            venue.level(1, Side.SELL.code(), 12_000, 50_000_000);
            venue.level(1.999, Side.BUY.code(), 10_000, 51_000_000);
            assertThat(venue.decisions()).noneMatch(line -> line.startsWith("LIMIT"));
            venue.level(2, Side.BUY.code(), 10_000, 52_000_000);
            assertThat(venue.decisions()).containsExactly("LIMIT NONE -> WARNING SPREAD");
            venue.level(2.5, Side.SELL.code(), 10_500, 50_000_000);
            assertThat(venue.decisions()).isEmpty();
            venue.level(3.1, Side.SELL.code(), 10_500, 51_000_000);
            assertThat(venue.decisions()).containsExactly("LIMIT WARNING -> NONE SPREAD");
        }
    }

    @Test
    void shouldWarnOfDepthAndKeepSpreadAsItIsWhenOneSideIsEmpty()
    {
        try (Venue venue = new Venue("crypto-perp", 1, UNMARKED).define(0))
        {
            venue.level(1, Side.BUY.code(), 10_000, 50_000_000);
            venue.level(1, Side.SELL.code(), 12_000, 50_000_000);
            venue.level(2, Side.SELL.code(), 12_001, 50_000_000);
            assertThat(venue.decisions()).contains("LIMIT NONE -> WARNING SPREAD");
            venue.level(3, Side.SELL.code(), 12_001, 0);
            assertThat(venue.decisions()).isEmpty();
            venue.level(4, Side.SELL.code(), 12_000, 0);
            assertThat(venue.decisions()).as("the condition holds from here on").containsExactly(
                "QUALITY ONE_SIDED_BOOK 10000 expected -9223372036854775808");
            venue.level(5, Side.BUY.code(), 10_000, 51_000_000);
            assertThat(venue.decisions()).containsExactly("LIMIT NONE -> WARNING DEPTH");
            venue.level(7, Side.SELL.code(), 10_001, 50_000_000);
            assertThat(venue.decisions()).as("both end when the book is whole again").containsExactlyInAnyOrder(
                "QUALITY ONE_SIDED_BOOK 10000 expected 10001 ended", "LIMIT WARNING -> NONE DEPTH",
                "LIMIT WARNING -> NONE SPREAD");
        }
    }

    @Test
    void shouldNotJudgeDepthWhenTheBookIsUntrusted()
    {
        try (Venue venue = new Venue("crypto-perp", 1, UNMARKED).define(0))
        {
            venue.level(1, Side.BUY.code(), 10_000, 50_000_000);
            venue.level(1, Side.SELL.code(), 10_001, 50_000_000);
            venue.publisher.bookClear(0, 0, Venue.at(2), 0);
            venue.level(3, Side.BUY.code(), 10_000, 1);
            venue.level(5, Side.BUY.code(), 10_000, 2);
            assertThat(venue.decisions()).noneMatch(line -> line.startsWith("LIMIT"));
        }
    }

    @Test
    void shouldApplyDayStepsToEveryInstrumentWithBoundedWorkPerInput()
    {
        final int many = 300;
        try (Venue venue = new Venue("us-luld", many, UNMARKED))
        {
            venue.calendar(10, 23_400);
            for (int i = 0; i < many; i++)
            {
                venue.publisher.instrumentDefinition(0, 0, Venue.at(2), i, i, 1, 0, 2, 0, 1, 1_000_000);
                venue.publisher.referencePrice(0, 0, Venue.at(2), Venue.at(2), i,
                    ReferenceKind.PREVIOUS_CLOSE.code(), 0, 50_000_000_000L, 0);
            }
            venue.tick(309);
            assertThat(venue.decisions()).isEmpty();
            final List<Integer> shares = new ArrayList<>();
            for (int i = 0; i < 6; i++)
            {
                venue.tick(310 + i * 0.001);
                shares.add(venue.decisions().size());
            }
            assertThat(shares).allMatch(share -> share <= 64);
            assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(many);
        }
    }
}

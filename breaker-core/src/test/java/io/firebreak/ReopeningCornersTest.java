package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.Durability;
import io.firebreak.market.InputFlags;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lists of the family oracle have found in the engine: each as the smallest input that shows it. */
class ReopeningCornersTest
{
    private static final String CHECKED = "kind = UNCROSS, max_extensions = 0, check { widths_ppm = [50000] }";

    @TempDir
    private Path directory;

    @Test
    void shouldStayClosedWhenOneInputBringsTheCloseAndTheEndOfAPauseBehindIt()
    {
        try (CallVenue venue = new CallVenue(directory, CHECKED, ""))
        {
            venue.trip(CallVenue.CLOSE - 30, true).decisions();
            venue.venue.publisher.tick(at(CallVenue.CLOSE + 40), InputFlags.CLOCK_JUMP_ACCEPTED);
            assertThat(venue.decisions()).singleElement().asString().contains("CLOSED SESSION_CLOSE");
        }
    }

    @Test
    void shouldSayWhenTheExtensionEndsWhereTradingNeverCloses()
    {
        try (CallVenue venue = new CallVenue(CallVenue.load(directory, "kind = UNCHECKED, leftover { extensions = 1, " +
            "length_s = 20 }", "pause { length_s = 60 }", "session { always_open = true }", "NONE")))
        {
            venue.reference(1);
            venue.trip(1_000, true).tick(1_060).decisions();
            final List<String> extended = venue.indicative(1_061, 9_500, 7).decisions();
            assertThat(extended).hasSize(2).last().isEqualTo("1061 PAUSED COLLAR_VIOLATED to 1081");
            assertThat(extended.get(0)).startsWith("1061 extend 1 ").endsWith(" to 1081");
        }
    }

    @Test
    void shouldDenyNothingForAMissingReferenceWhenRulesWatchPrintsAlone()
    {
        try (BandVenue venue =
            new BandVenue("sse-listing", "listing", "0.01", Map.of("listing.missing_reference", "DENY")))
        {
            assertThat(venue.allows(1, "50.00")).isTrue();
        }
    }

    @Test
    void shouldHaltAtSixtyPerCentWhenTheReopeningAuctionItselfPrintsThere()
    {
        try (BandVenue venue = new BandVenue("sse-listing", "listing", "0.01"))
        {
            venue.trade(1, "50.00").trade(2, "35.00");
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(602).auction(603, "80.00");
            assertThat(venue.state()).as("it reaches 60 %").isEqualTo(TradingState.PAUSED);
            venue.to(1_203).auction(1_204, "90.00");
            assertThat(venue.state()).as("both are used").isEqualTo(TradingState.OPEN);
        }
    }

    @Test
    void shouldHaltAtThirtyPerCentWhenAnAuctionThatNoCallAskedForPrintsThere()
    {
        try (BandVenue venue = new BandVenue("sse-listing", "listing", "0.01"))
        {
            venue.auction(1, "50.00");
            assertThat(venue.state()).as("the open itself").isEqualTo(TradingState.OPEN);
            venue.auction(2, "65.00");
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
        }
    }

    @Test
    void shouldJudgeTheAuctionsPriceOnceTheReleaseTakesEffectWhenAMarkIsAskedFor()
    {
        try (BandVenue venue = new BandVenue("sse-listing", "listing", "0.01", Map.of("engine.release_after", "J1")))
        {
            venue.trade(1, "50.00").trade(2, "35.00");
            mark(venue, 602);
            venue.auction(603, "80.00");
            assertThat(venue.state()).isEqualTo(TradingState.REOPENING);
            mark(venue, 604);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
        }
    }

    @Test
    void shouldFireTheLevelThatWasHeldAndNotOneThatWasPublishedInTheHalt() throws IOException
    {
        final String text = """
            rulebook { name = two, version = "1", source = "test" }
            engine { release_after = NONE }
            market_class = market
            classes { market {
              references { one { kind = PREVIOUS_CLOSE }, two { kind = PREVIOUS_CLOSE } }
              breakers = [ { id = b, monitor = LADDER, pause { length_s = 60 }, reopening { kind = DIRECT }, rules = [
                { id = a, observe = INDEX, reference = two, level = 1, width_ppm = 30000, round_e9 = 10000000 }
                { id = b, observe = INDEX, reference = one, direction = RISE, level = 2, width_ppm = 50000,
                  round_e9 = 10000000 }
                { id = c, observe = INDEX, reference = two, level = 3, width_ppm = 60000, round_e9 = 10000000,
                  sustain_s = 45, any_index = true } ] } ] } }
            """;
        final Path file = Files.writeString(directory.resolve("two.conf"), text);
        try (LadderVenue venue = new LadderVenue(Rulebook.load(file.toString(), Map.of()), "09:00:00", "15:00:00",
            "100.00", "100.00"))
        {
            assertThat(venue.index("10:00:00", 1, "97.00")).containsExactly("10:00 OPEN->HALTED 1 until 10:01");
            assertThat(venue.index("10:00:30", 0, "105.00")).as("published in the halt").isEmpty();
            venue.tick("10:01:00");
            assertThat(venue.index("10:02:00", 1, "94.00")).isEmpty();
            assertThat(venue.tick("10:02:45")).containsExactly("10:02:45 OPEN->HALTED 3 until 10:03:45");
        }
    }

    private static void mark(final BandVenue venue, final double seconds)
    {
        venue.to(seconds);
        venue.venue.publisher.durableMark(at(seconds), Durability.J1.code(), venue.venue.breaker.engine().sequence());
        venue.to(seconds + 0.1);
    }
}

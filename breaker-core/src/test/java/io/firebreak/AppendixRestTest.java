package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of appendix A and examples of spec/rulebooks.md that no other test of a shipped rulebook shows whole. */
class AppendixRestTest
{
    private static final Map<String, String> NO_TAIL = Map.of("*.suspension.pause.tail_s", "0");

    private static ScopeReading.Breaker breaker(final BandVenue venue, final int index)
    {
        return venue.venue.breaker.engine().read(Scope.instrument(0)).breakers().get(index);
    }

    @Test
    void shouldKeepBothLimitsAndTheEndOfTheHoldWhenTheCascadeOfA17ComesInIt()
    {
        try (BandVenue venue = new BandVenue("ice-ipl", "future", "0.25"))
        {
            venue.publish(1, ReferenceKind.ANCHOR, "640.00");
            assertThat(venue.allows(2, "646.25")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.BAND_ONLY);
            final long endNs = breaker(venue, 0).deadlineNs();
            assertThat(venue.allows(5, "634.00")).isTrue();
            assertThat(venue.allows(5, "633.75")).isFalse();
            assertThat(venue.venue.decisions()).as("no second hold, of the other direction").isEmpty();
            assertThat(breaker(venue, 0).deadlineNs()).isEqualTo(endNs).isEqualTo(Venue.at(12));
            assertThat(breaker(venue, 0).trips()).isEqualTo(1);
        }
    }

    @Test
    void shouldNameTheStaticToleranceWhenItIsTheCauseOfA23()
    {
        try (BandVenue venue = new BandVenue("lse", "other", "0.5", NO_TAIL))
        {
            venue.auction(0, "400.0").trade(1, "430.0");
            assertThat(venue.band()).as("360 to 440 and 408.5 to 451.5").isEqualTo("408.5 440.0");
            venue.venue.decisions();
            venue.venue.potential(2, 0, 4_410);
            final List<Long> cause = new ArrayList<>();
            venue.venue.breaker.decisions().poll((template, buffer, offset, length) ->
            {
                if (template == TradingStateChangeDecoder.TEMPLATE_ID)
                {
                    final TradingStateChangeDecoder change = new TradingStateChangeDecoder()
                        .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
                    cause.addAll(List.of((long)change.ruleId(), change.referenceMicroTicks(),
                        change.limitMicroTicks(), change.observedMicroTicks()));
                }
            }, 10);
            assertThat(cause).as("the second rule, around the auction").containsExactly(
                (long)breaker(venue, 0).ruleIds().get(1), 4_000_000_000L, 4_400_000_000L, 4_410_000_000L);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
        }
    }

    @Test
    void shouldStepToTheNearestPriceInTheRangeAndOpenInTheNextOneOfA28()
    {
        try (BandVenue venue = new BandVenue("ose-dcb", "index_futures", "0.01"))
        {
            venue.trade(0, "2700.00");
            assertThat(venue.band()).isEqualTo("2619.00 2781.00");
            assertThat(venue.allows(1, "2790.00")).isFalse();
            venue.to(31);
            venue.indicative(31, "2790.00");
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(61);
            assertThat(breaker(venue, 0).centreMicroTicks()).as("R").isEqualTo(278_100_000_000L);
            assertThat(breaker(venue, 0).collarLowerTicks()).as("2697.57").isEqualTo(269_757);
            assertThat(breaker(venue, 0).collarUpperTicks()).as("2864.43").isEqualTo(286_443);
            venue.indicative(61, "2790.00").auction(61, "2790.00");
            assertThat(venue.state()).isEqualTo(TradingState.OPEN);
        }
    }

    @Test
    void shouldReserveForThreeMinutesBeyondTheDynamicCollarInTheExampleOfSection62()
    {
        try (BandVenue venue = new BandVenue("euronext", "other_equity", "0.05"))
        {
            venue.trade(1, "12.50").trade(2, "12.00");
            assertThat(List.of(breaker(venue, 0), breaker(venue, 1)).stream()
                .map(b -> b.lowerTicks() + " " + b.upperTicks()).toList()).containsExactly("1140 1260", "1125 1375");
            assertThat(venue.allows(3, "12.60")).isTrue();
            assertThat(venue.allows(3, "12.65")).isFalse();
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(182.999);
            assertThat(venue.state()).isEqualTo(TradingState.PAUSED);
            venue.to(183);
            assertThat(venue.state()).isEqualTo(TradingState.REOPENING);
        }
    }

    /**
     * The continuous phase before the intraday auction is a session of its own, which ends with that auction; in its
     * last two minutes nothing reopens but the auction.
     */
    @Test
    void shouldBecomeTheScheduledAuctionWhenTheInterruptionOfA21RunsIntoIt()
    {
        final CompiledRulebook xetra = Rulebook.load("xetra", Map.of("engine.release_after", "NONE",
            "*.interruption.reopening.cutoff_s", "120"));
        try (Venue venue = new Venue(xetra.image(), xetra.imageHash(), Capacities.forInstruments(1)))
        {
            final double nine = 0;
            final double one = 4 * 3_600;
            venue.publisher.calendarDay(0, 0, Venue.at(0), 20_261_122, Venue.at(nine), Venue.at(one + 120),
                Venue.at(one + 120) + 1);
            venue.publisher.instrumentDefinition(0, 0, Venue.at(0), 0, 1, 1, xetra.classIndex("share"), 2, 0, 1,
                1_000_000);
            venue.tick(one - 61);
            venue.print(one - 61, 0, 10_000);
            venue.tick(one - 60);
            venue.potential(one - 60, 0, 11_000);
            assertThat(state(venue)).isEqualTo(TradingState.PAUSED);
            venue.tick(one - 0.001);
            assertThat(state(venue)).isEqualTo(TradingState.PAUSED);
            venue.tick(one);
            assertThat(state(venue)).isEqualTo(TradingState.CLOSING_AUCTION_ONLY);
            venue.tick(one + 120);
            assertThat(state(venue)).isEqualTo(TradingState.CLOSED);
            venue.decisions();
            venue.publisher.calendarDay(0, 0, Venue.at(one + 120), 20_261_122, Venue.at(one + 120) + 1,
                Venue.at(one + 16_000), Venue.at(86_400));
            assertThat(venue.decisions()).as("taken").isEmpty();
            venue.tick(one + 121);
            assertThat(state(venue)).isEqualTo(TradingState.OPEN);
        }
    }

    private static TradingState state(final Venue venue)
    {
        return TradingState.of(venue.breaker.engine().governingState(0));
    }
}

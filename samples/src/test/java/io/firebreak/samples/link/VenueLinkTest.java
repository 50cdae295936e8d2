package io.firebreak.samples.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.TradingStateChangeEncoder;
import io.firebreak.codec.TradingStateCode;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GateCode;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import io.firebreak.samples.link.parity.ParityEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VenueLinkTest
{
    /** The band alone, 3 % around the five-minute average of a mid of 9,999.9...: nothing below 9,700 may print. */
    private static final Map<String, String> BAND = Map.of("perp.warm_up_s", "30",
        "perp.price.velocity_10s.enabled", "false", "perp.price.velocity_60s.enabled", "false",
        "perp.price.volatility.enabled", "false");
    private static final long LOWEST = 9_700;

    private static TestVenue perp(final String key, final String value)
    {
        final Map<String, String> settings = new HashMap<>(BAND);
        settings.put(key, value);
        return new TestVenue("crypto-perp", "perp", false, settings).calm(60);
    }

    private static TestVenue perp()
    {
        return perp("perp.price.trip_cap.trips", "0");
    }

    @Test
    void shouldTradeToTheBandAndNotBeyondWhenASellReachesThroughIt()
    {
        try (TestVenue venue = perp())
        {
            assertThat(venue.enter(Side.SELL, OrderKind.AGGRESSIVE, 9_600, 50_000))
                .isEqualTo(GateCode.BELOW_LOWER_BAND);
            assertThat(venue.fills).hasSize(300).first().isEqualTo("SELL 100 at 9999");
            assertThat(venue.fills).last().isEqualTo("SELL 100 at " + LOWEST);
            assertThat(venue.remainders).containsExactly("CANCEL 20000");
            assertThat(venue.denials).as("the print that was kept from happening, with the gate's own answer")
                .containsExactly("9699 code " + GateCode.BELOW_LOWER_BAND + " epoch true PRICE_BAND");
            assertThat(venue.link.best(Side.SELL)).as("nothing of it rests").isEqualTo(10_001);
            assertThat(venue.link.best(Side.BUY)).isEqualTo(9_699);
        }
    }

    @Test
    void shouldCountAnOrderOnceWhenTheGateIsAskedAgainBehindItsPotentialTrade()
    {
        try (TestVenue venue = perp())
        {
            final long before = venue.breaker.gate().orders();
            venue.enter(Side.SELL, OrderKind.AGGRESSIVE, 9_990, 50);
            assertThat(venue.fills).isNotEmpty();
            assertThat(venue.breaker.gate().orders() - before).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = OrderKind.class, names = {"MARKET", "LIQUIDATION"})
    void shouldStopAtTheBandWhenAnOrderHasNoPrice(final OrderKind kind)
    {
        try (TestVenue venue = perp())
        {
            venue.enter(Side.SELL, kind, BreakerGate.NO_PRICE, 50_000);
            assertThat(venue.fills).hasSize(300).last().isEqualTo("SELL 100 at " + LOWEST);
            assertThat(venue.remainders).containsExactly("CANCEL 20000");
            assertThat(venue.denials).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"REPRICE, 9700", "REST, 10001", "AUCTION, 10001", "CANCEL, 10001"})
    void shouldTreatTheRemainderAsTheVerdictSays(final String treatment, final long bestAskAfter)
    {
        try (TestVenue venue = perp("perp.remainder", treatment))
        {
            venue.enter(Side.SELL, OrderKind.AGGRESSIVE, 9_600, 50_000);
            assertThat(venue.remainders).containsExactly(treatment + " 20000");
            assertThat(venue.link.best(Side.SELL)).isEqualTo(bestAskAfter);
            assertThat(venue.cancel(venue.lastId())).as("what is held can be cancelled")
                .isEqualTo(!treatment.equals("CANCEL"));
            assertThat(venue.link.best(Side.SELL)).isEqualTo(10_001);
        }
    }

    @Test
    void shouldTradeNothingOfAFillOrKillThatTheBandCutsShortAndTellThePrintThatWasDenied()
    {
        try (TestVenue venue = perp())
        {
            venue.told.clear();
            venue.enter(Side.SELL, OrderKind.FOK, 9_600, 35_000);
            assertThat(venue.fills).isEmpty();
            assertThat(venue.remainders).containsExactly("CANCEL 35000");
            assertThat(venue.denials).as("the first print beyond the band, and none inside it").containsExactly(
                "9699 code " + GateCode.BELOW_LOWER_BAND + " epoch true PRICE_BAND");
            assertThat(venue.told).containsExactly("potentialTrade");
            venue.enter(Side.SELL, OrderKind.FOK, 9_990, 1_000);
            assertThat(venue.fills).hasSize(10);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {9_600, 9_900})
    void shouldTellNothingOfAFillOrKillThatTheBookCannotFill(final long priceTicks)
    {
        try (TestVenue venue = perp())
        {
            venue.told.clear();
            venue.enter(Side.SELL, OrderKind.FOK, priceTicks, 50_000);
            assertThat(venue.fills).isEmpty();
            assertThat(venue.remainders).containsExactly("CANCEL 50000");
            assertThat(venue.told).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"AGGRESSIVE, 1", "AGGRESSIVE, 2", "MARKET, 1", "MARKET, 2"})
    void shouldNeitherMatchNorRepriceWhenTheMarketIsKilledBetweenTheCheckAndTheLimit(
        final OrderKind kind, final int question)
    {
        try (TestVenue venue = perp("perp.remainder", "REPRICE"))
        {
            final AtomicInteger asked = new AtomicInteger();
            venue.beforeLimit = () ->
            {
                if (asked.incrementAndGet() == question)
                {
                    venue.breaker.guard().kill(0);
                }
            };
            final long priceTicks = kind == OrderKind.MARKET ? BreakerGate.NO_PRICE : 9_600;
            assertThat(venue.enter(Side.SELL, kind, priceTicks, 50_000)).isEqualTo(GateCode.MARKET_SAFE_STATE);
            assertThat(venue.fills).isEmpty();
            assertThat(venue.remainders).isEmpty();
            assertThat(venue.cancel(venue.lastId())).as("nothing of it rests").isFalse();
        }
    }

    private static TestVenue paused()
    {
        final TestVenue venue = perp();
        venue.enter(Side.SELL, OrderKind.IOC, 9_600, 50_000);
        venue.idle(60.6);
        venue.enter(Side.SELL, OrderKind.IOC, 9_600, 100);
        venue.idle(venue.seconds() + 1.1);
        assertThat(venue.states).isEmpty();
        venue.enter(Side.SELL, OrderKind.IOC, 9_600, 100);
        assertThat(venue.states).containsExactly(TradingState.PAUSED);
        venue.fills.clear();
        return venue;
    }

    @Test
    void shouldRefuseByThePermissionMatrixWhenATripHasPausedTheInstrument()
    {
        try (TestVenue venue = paused())
        {
            for (final OrderKind kind : new OrderKind[]{OrderKind.AGGRESSIVE, OrderKind.IOC, OrderKind.FOK,
                OrderKind.MARKET, OrderKind.LIQUIDATION})
            {
                assertThat(venue.enter(Side.BUY, kind, 10_001, 10)).as("%s", kind).isEqualTo(GateCode.NOT_PERMITTED);
            }
            assertThat(venue.enter(Side.BUY, OrderKind.PASSIVE, 9_800, 10)).isEqualTo(GateCode.ALLOWED);
            assertThat(venue.link.best(Side.BUY)).isEqualTo(9_800);
            for (final OrderKind kind : new OrderKind[]{OrderKind.PASSIVE, OrderKind.QUOTE, OrderKind.REDUCE})
            {
                assertThat(venue.enter(Side.BUY, kind, 10_001, 10)).as("%s", kind).isEqualTo(VenueLink.WOULD_MATCH);
            }
            assertThat(venue.enter(Side.BUY, OrderKind.AUCTION, 10_001, 10)).isEqualTo(GateCode.ALLOWED);
            assertThat(venue.fills).as("nothing matches in a pause").isEmpty();
        }
    }

    @Test
    void shouldTradeNothingOfTheOrderOnWhichTheEngineDies()
    {
        try (TestVenue venue = perp())
        {
            BrokenEngine.throwAtTheFirstStore(venue.breaker.engine(), new LinkageError("injected"));
            assertThat(venue.enter(Side.SELL, OrderKind.IOC, 9_990, 500)).isEqualTo(GateCode.MARKET_SAFE_STATE);
            assertThat(venue.breaker.isStopped()).isTrue();
            assertThat(venue.fills).isEmpty();
            assertThat(venue.cancel(1)).as("a cancel goes to the book all the same").isTrue();
        }
    }

    @Test
    void shouldPassEveryCancelWhateverTheState()
    {
        try (TestVenue venue = paused())
        {
            venue.enter(Side.BUY, OrderKind.AUCTION, 9_900, 10);
            assertThat(venue.cancel(venue.lastId())).as("of the call").isTrue();
            assertThat(venue.cancel(2)).as("of the book, in a pause").isTrue();
            venue.breaker.guard().kill(0);
            assertThat(venue.enter(Side.BUY, OrderKind.PASSIVE, 9_000, 1)).isEqualTo(GateCode.MARKET_SAFE_STATE);
            assertThat(venue.cancel(4)).as("of the book, with the kill latch set").isTrue();
            assertThat(venue.cancel(4)).as("there is nothing left of it").isFalse();
        }
    }

    @Test
    void shouldTakeHeldOrdersThroughTheGateWhenThePauseHasRunItsTime()
    {
        try (TestVenue venue = paused())
        {
            venue.enter(Side.BUY, OrderKind.AUCTION, 10_001, 10);
            venue.idle(200);
            assertThat(venue.states).containsExactly(TradingState.PAUSED, TradingState.OPEN);
            assertThat(venue.fills).containsExactly("BUY 10 at 10001");
        }
    }

    @Test
    void shouldKeepItsHeldOrdersWhenTheMarketOpensAndTheInstrumentIsStillPaused()
    {
        try (TestVenue venue = paused())
        {
            venue.enter(Side.BUY, OrderKind.AUCTION, 10_001, 10);
            venue.remainders.clear();
            venue.operator(Scope.market(0), OperatorCommandKind.HALT, 7);
            venue.operator(Scope.market(0), OperatorCommandKind.RESUME, 8);
            venue.operator(Scope.market(0), OperatorCommandKind.APPROVE_RESUME, 9);
            assertThat(venue.states).containsExactly(TradingState.PAUSED, TradingState.HALTED, TradingState.OPEN);
            assertThat(venue.remainders).isEmpty();
            venue.idle(200);
            assertThat(venue.fills).containsExactly("BUY 10 at 10001");
        }
    }

    @Test
    void shouldKeepItsHeldOrdersWhenItsPauseEndsInsideAHaltOfTheMarket()
    {
        try (TestVenue venue = paused())
        {
            venue.enter(Side.BUY, OrderKind.AUCTION, 10_001, 10);
            venue.remainders.clear();
            venue.operator(Scope.market(0), OperatorCommandKind.HALT, 7);
            venue.idle(200);
            assertThat(venue.states).containsExactly(TradingState.PAUSED, TradingState.HALTED, TradingState.OPEN);
            assertThat(venue.remainders).isEmpty();
            assertThat(venue.fills).isEmpty();
            venue.operator(Scope.market(0), OperatorCommandKind.RESUME, 8);
            venue.operator(Scope.market(0), OperatorCommandKind.APPROVE_RESUME, 9);
            venue.idle(201);
            assertThat(venue.fills).containsExactly("BUY 10 at 10001");
        }
    }

    @Test
    void shouldKeepItsHeldOrdersForAsLongAsTheGuardIsLatched()
    {
        try (TestVenue venue = paused())
        {
            venue.enter(Side.BUY, OrderKind.AUCTION, 10_001, 10);
            venue.remainders.clear();
            venue.breaker.guard().kill(0);
            venue.idle(200);
            assertThat(venue.fills).isEmpty();
            assertThat(venue.remainders).isEmpty();
            venue.operator(Scope.market(0), OperatorCommandKind.RESUME, 8);
            venue.operator(Scope.market(0), OperatorCommandKind.APPROVE_RESUME, 9);
            venue.idle(201);
            assertThat(venue.fills).containsExactly("BUY 10 at 10001");
        }
    }

    @Test
    void shouldTellTheMemberWhenAnOrderThatWasHeldIsRefusedInTheEnd()
    {
        try (TestVenue venue = paused())
        {
            venue.enter(Side.BUY, OrderKind.AUCTION, 10_001, 10);
            venue.remainders.clear();
            venue.refuses = method -> true;
            venue.idle(200);
            assertThat(venue.fills).isEmpty();
            assertThat(venue.remainders).as("it cannot be told").containsExactly("CANCEL 10");
        }
    }

    @Test
    void shouldKeepItsHeldOrdersWhenAnotherInstrumentOpens()
    {
        try (TestVenue venue = paused())
        {
            venue.enter(Side.BUY, OrderKind.AUCTION, 10_001, 10);
            final TradingStateChangeEncoder opened = new TradingStateChangeEncoder();
            final UnsafeBuffer message = new UnsafeBuffer(new byte[256]);
            opened.wrapAndApplyHeader(message, 0, new MessageHeaderEncoder()).scope(Scope.instrument(1))
                .mergedState(TradingStateCode.OPEN).fromState(TradingStateCode.PAUSED).toState(TradingStateCode.OPEN);
            venue.link.decisions().onDecision(TradingStateChangeEncoder.TEMPLATE_ID, message, 0, 160);
            venue.idle(venue.seconds() + 1);
            assertThat(venue.fills).isEmpty();
            assertThat(venue.remainders).containsOnly("CANCEL 20000", "CANCEL 100");
            assertThat(venue.cancel(venue.lastId())).as("it still waits").isTrue();
        }
    }

    @Test
    void shouldDenyNothingWhenAnOrderReachesExactlyToTheBand()
    {
        try (TestVenue venue = perp())
        {
            venue.enter(Side.SELL, OrderKind.IOC, LOWEST, 50_000);
            assertThat(venue.fills).last().isEqualTo("SELL 100 at " + LOWEST);
            assertThat(venue.denials).isEmpty();
        }
    }

    @Test
    void shouldRefuseASecondLinkOnOneBreaker()
    {
        try (TestVenue venue = perp())
        {
            final VenueBreaker again = VenueBreaker.of(venue.breaker);
            assertThatThrownBy(() -> new VenueLink(again, 1, venue, false, ParityEngine::new))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("docs/links.md");
        }
    }

    /** An offer of fifty lots has stood at the lower band for less than the fifteen seconds of a limit state. */
    private static TestVenue limitState()
    {
        final TestVenue venue = new TestVenue("us-luld-single-venue", "tier1", true, Map.of());
        venue.breaker.publisher().referencePrice(0, 0, TestVenue.ORIGIN, TestVenue.ORIGIN, Scope.instrument(0),
            ReferenceKind.PREVIOUS_CLOSE.code(), 0, 100_000_000_000L, 0);
        venue.breaker.publisher().calendarDay(0, 0, TestVenue.ORIGIN, 20_251_009,
            TestVenue.ORIGIN + TestVenue.SECOND, TestVenue.ORIGIN + 23_400 * TestVenue.SECOND,
            TestVenue.ORIGIN + 86_400 * TestVenue.SECOND);
        venue.idle(2);
        venue.enter(Side.SELL, OrderKind.PASSIVE, 10_000, 1);
        venue.enter(Side.BUY, OrderKind.AGGRESSIVE, 10_000, 1);
        venue.enter(Side.BUY, OrderKind.PASSIVE, 9_400, 30);
        venue.idle(3);
        venue.enter(Side.SELL, OrderKind.PASSIVE, 9_500, 50);
        return venue;
    }

    @Test
    void shouldRefuseAReduceOrderToMatchInsideThePauseThatItTriggersItself()
    {
        try (TestVenue venue = limitState())
        {
            venue.fills.clear();
            venue.idle(17);
            assertThat(venue.states).isEmpty();
            assertThat(venue.enterAfter(3, Side.BUY, OrderKind.REDUCE, 9_500, 10))
                .isEqualTo(VenueLink.WOULD_MATCH);
            assertThat(venue.states).last().isEqualTo(TradingState.PAUSED);
            assertThat(venue.fills).isEmpty();
            assertThat(venue.link.best(Side.BUY)).as("nor does it rest").isEqualTo(9_400);
        }
    }

    @Test
    void shouldAnswerTheCallWithItsPriceAndItsResultWhenALimitStateEndsInAnAuction()
    {
        try (TestVenue venue = limitState())
        {
            venue.idle(20);
            assertThat(venue.states).as("fifteen seconds at the lower band").contains(TradingState.PAUSED);
            venue.fills.clear();
            venue.enter(Side.BUY, OrderKind.AUCTION, 9_700, 40);
            venue.enter(Side.SELL, OrderKind.AUCTION, 9_600, 40);
            venue.enter(Side.BUY, OrderKind.AUCTION, 9_550, 20);
            venue.idle(400);
            assertThat(venue.templates).contains(UncrossRequestDecoder.TEMPLATE_ID, UncrossDecoder.TEMPLATE_ID);
            assertThat(venue.states).last().isEqualTo(TradingState.OPEN);
            // up to 9,550 sixty lots would buy and fifty sell: everything that trades, trades at that one price
            assertThat(venue.fills).isNotEmpty().allMatch(fill -> fill.endsWith("at 9500"));
            assertThat(venue.link.best(Side.SELL)).isEqualTo(9_600);
            assertThat(venue.link.best(Side.BUY)).isEqualTo(9_550);
            venue.breaker.publisher().tick(TestVenue.ORIGIN + 401 * TestVenue.SECOND, 0);
        }
    }
}

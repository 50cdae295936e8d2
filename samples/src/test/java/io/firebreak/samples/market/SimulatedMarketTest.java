package io.firebreak.samples.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.samples.link.VenueBreaker;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold of the market whatever the seed; seed 20 has the deepest fall of the first twenty. */
class SimulatedMarketTest
{
    private static final Map<String, String> OFF = Map.of("perp.price.enabled", "false");

    private static InlineBreaker launch(final CompiledRulebook rulebook)
    {
        return InlineBreaker.launch(new InlineBreaker.Context().image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(1)).hostMarks());
    }

    /** The same, and every call is seen before it is made. */
    private static <T> T watch(final Class<T> type, final T target, final BiConsumer<Method, Object[]> watcher)
    {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
            (proxy, method, arguments) ->
            {
                watcher.accept(method, arguments);
                try
                {
                    final Object answer = method.invoke(target, arguments);
                    return answer instanceof EventPublisher events && type == VenueBreaker.class ?
                        watch(EventPublisher.class, events, watcher) : answer;
                }
                catch (final InvocationTargetException ex)
                {
                    throw ex.getCause();
                }
            }));
    }

    @ParameterizedTest
    @CsvSource({"1,on", "20,on", "20,off"})
    void shouldConserveLotsAndCashAndLiquidateOnlyWhoIsBelowMargin(final long seed, final String which)
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", which.equals("on") ? Map.of() : OFF);
        try (InlineBreaker breaker = launch(rulebook))
        {
            final SimulatedMarket market = new SimulatedMarket(
                seed, VenueBreaker.of(breaker), rulebook.classIndex("perp"), ReleaseMarks.AT_ONCE);
            final Ledger ledger = market.ledger();
            final long cash = ledger.totalCash();
            assertThat(ledger.totalLots()).isZero();
            final MarketOutcome outcome = market.run();

            long bought = 0;
            long sold = 0;
            for (int owner = 0; owner < ledger.owners(); owner++)
            {
                bought += ledger.boughtLots(owner);
                sold += ledger.soldLots(owner);
            }
            assertThat(bought).isEqualTo(sold).isEqualTo(outcome.tradedLots()).isPositive();
            assertThat(ledger.totalLots()).isZero();
            assertThat(ledger.totalCash()).isEqualTo(cash);
            final Set<Integer> owners = new HashSet<>();
            long lots = 0;
            for (final Accounts.Liquidation sale : market.accounts().liquidations())
            {
                assertThat(sale.equity()).as("%s", sale).isLessThan(sale.required());
                owners.add(sale.owner());
                lots += sale.soldLots();
            }
            assertThat(outcome.liquidatedLots()).isEqualTo(lots).isPositive();
            assertThat(outcome.liquidatedAccounts()).isEqualTo(owners.size());
            for (final int owner : owners)
            {
                lots -= ledger.soldLots(owner);
                assertThat(ledger.boughtLots(owner)).as("an account only sells, and only when it must").isZero();
                assertThat(ledger.positionLots(owner)).isNotNegative();
            }
            assertThat(lots).isZero();
            assertThat(outcome.drawdownBps()).isGreaterThan(100);
            assertThat(outcome.trips() > 0).isEqualTo(which.equals("on"));
            assertThat(outcome.haltedNs() > 0).isEqualTo(which.equals("on"));
        }
    }

    @Test
    void shouldPrintNothingWhileTheEngineHasStoppedTheMarket()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of());
        try (InlineBreaker breaker = launch(rulebook))
        {
            final long[] prints = new long[1];
            final VenueBreaker watched = watch(VenueBreaker.class, VenueBreaker.of(breaker), (method, arguments) ->
            {
                if (method.getName().equals("trade"))
                {
                    prints[0]++;
                    assertThat(TradingState.of(breaker.engine().governingState(0)).matches()).isTrue();
                }
            });
            final MarketOutcome outcome = new SimulatedMarket(
                20, watched, rulebook.classIndex("perp"), ReleaseMarks.AT_ONCE).run();
            assertThat(outcome.trips()).isGreaterThan(1);
            assertThat(prints[0]).isGreaterThan(1_000);
        }
    }

    @Test
    void shouldNeverCrossItsOwnQuotesWhateverTheMarketDoes()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", OFF);
        try (InlineBreaker breaker = launch(rulebook))
        {
            final long[] quotes = {Long.MIN_VALUE, Long.MAX_VALUE, 0};
            final VenueBreaker watched = watch(VenueBreaker.class, VenueBreaker.of(breaker), (method, arguments) ->
            {
                if (method.getName().equals("check"))
                {
                    assertThat(arguments[2]).isEqualTo(OrderKind.PASSIVE.code());
                    final boolean buys = (int)arguments[1] == Side.BUY.code();
                    quotes[0] = buys ? Math.max(quotes[0], (long)arguments[3]) : quotes[0];
                    quotes[1] = buys ? quotes[1] : Math.min(quotes[1], (long)arguments[3]);
                    quotes[2]++;
                }
            });
            breaker.publisher().instrumentDefinition(0, 0, SimulatedMarket.START_NS, 0, 1, 1,
                rulebook.classIndex("perp"), 2, 1, 1, 1_000_000);
            final Ledger ledger = new Ledger(2);
            final Exchange exchange = new Exchange(watched, ReleaseMarks.AT_ONCE, ledger, 250_000);
            final SplittableRandom random = new SplittableRandom(20_261_121);
            final Maker maker = new Maker(0, random);
            long lots = 0;
            for (int step = 0; step < 5_000; step++)
            {
                exchange.at(SimulatedMarket.START_NS + (step + 1) * 100_000_000L);
                quotes[0] = Long.MIN_VALUE;
                quotes[1] = Long.MAX_VALUE;
                final long inventory = random.nextLong(-500, 501);
                ledger.begin(0, 0, inventory - ledger.positionLots(0));
                maker.act(step, exchange, ledger, random.nextLong(1_000, 400_000), random.nextLong(0, 3_000));
                assertThat(quotes[0]).as("step %d", step).isLessThan(quotes[1]);
                lots += quotes[2];
            }
            assertThat(lots).isPositive();
        }
    }

    @Test
    void shouldMeetTheSameNewsAndTheSameNoiseWithAndWithoutBreakers()
    {
        final long[] values = new long[2];
        for (int i = 0; i < values.length; i++)
        {
            final CompiledRulebook rulebook = Rulebook.load("crypto-perp", i == 0 ? Map.of() : OFF);
            try (InlineBreaker breaker = launch(rulebook))
            {
                values[i] = new SimulatedMarket(4, VenueBreaker.of(breaker), rulebook.classIndex("perp"),
                    ReleaseMarks.AT_ONCE).run().lastValueTicks();
            }
        }
        assertThat(values[0]).isEqualTo(values[1]);
    }
}

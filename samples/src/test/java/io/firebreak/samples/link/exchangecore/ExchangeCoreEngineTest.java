package io.firebreak.samples.link.exchangecore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.market.Side;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.samples.link.MatchingEngine;
import io.firebreak.samples.link.OrderFlow;
import io.firebreak.samples.link.VenueBreaker;
import io.firebreak.samples.link.parity.ParityEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Two matching engines that nobody here has written, behind one link. Skipped, and says so, where it is not built. */
class ExchangeCoreEngineTest
{
    private static final Path BUILT = Path.of("exchange-core", "target");

    private static MatchingEngine.Factory factory()
    {
        if (!Files.exists(BUILT.resolve("bridge.jar")))
        {
            final String why = "SKIPPED: exchange-core is not built: mvn -f samples/exchange-core/pom.xml package";
            System.err.println(why);
            Assumptions.abort(why);
        }
        return ExchangeCoreEngine.factory(BUILT);
    }

    /** What an engine tells, as text. */
    private static final class Log implements MatchingEngine.Events
    {
        private final List<String> lines = new ArrayList<>();
        private final List<Long> resting = new ArrayList<>();

        @Override
        public void onMatch(
            final long restingId, final long incomingId, final Side incoming, final long priceTicks, final long lots)
        {
            lines.add(restingId + " meets " + incomingId + " " + incoming + " " + lots + " at " + priceTicks);
        }

        @Override
        public void onRest(final long id, final Side side, final long priceTicks, final long lots)
        {
            lines.add(id + " rests " + side + " " + lots + " at " + priceTicks);
            resting.add(id);
        }
    }

    private static List<String> told(final MatchingEngine.Factory factory)
    {
        final Log log = new Log();
        final MatchingEngine engine = factory.create(log);
        final Random random = new Random(20_261_121);
        for (int id = 1; id <= 5_000; id++)
        {
            // now and then an order that sweeps hundreds: more matches than the buffer holds
            final boolean isHuge = id % 500 == 0;
            engine.enter(id, random.nextBoolean() ? Side.BUY : Side.SELL, 1_000 + random.nextInt(60),
                isHuge ? 1_000_000 : 1 + random.nextInt(100));
        }
        return log.lines;
    }

    @Test
    void shouldMatchAsTheOtherEngineDoesWhenOrdersAreTheSame()
    {
        final List<String> theirs = told(factory());
        assertThat(theirs).isEqualTo(told(ParityEngine::new));
        assertThat(theirs.size()).isGreaterThan(5_000);
    }

    @Test
    void shouldGiveTheSameTradesAndDecisionsBehindTheSameLink()
    {
        final String parity = venue(ParityEngine::new);
        assertThat(venue(factory())).isEqualTo(parity);
        assertThat(parity).contains("meets", "AUCTION", "digest");
    }

    /** What members saw, and the digest of every record and decision. */
    private static String venue(final MatchingEngine.Factory engines)
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE",
            "perp.warm_up_s", "5", "perp.price.pause.length_s", "8", "perp.remainder", "AUCTION"));
        try (InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(1))))
        {
            breaker.publisher().instrumentDefinition(
                0, 0, OrderFlow.ORIGIN, 0, 1, 1, rulebook.classIndex("perp"), 2, 0, 1, 1_000_000);
            final OrderFlow flow = new OrderFlow(VenueBreaker.of(breaker), engines, 7);
            flow.run(2_400);
            return flow.log() + "digest " + breaker.engine().digest();
        }
    }

    @Test
    void shouldKeepItsLibrariesToItself() throws ClassNotFoundException
    {
        final MatchingEngine engine = factory().create(new Log());
        assertThat(engine.getClass().getClassLoader()).isSameAs(getClass().getClassLoader());
        assertThatThrownBy(() -> Class.forName("exchange.core2.core.orderbook.IOrderBook"))
            .isInstanceOf(ClassNotFoundException.class);
        assertThat(Class.forName("org.agrona.DirectBuffer").getClassLoader())
            .isSameAs(getClass().getClassLoader());
        engine.enter(1, Side.BUY, 100, 1);
        assertThatThrownBy(() -> engine.enter(1, Side.BUY, 100, 1)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("refused order 1");
    }

    @Test
    void shouldNameTheCommandWhenItIsNotBuilt()
    {
        assertThatThrownBy(() -> ExchangeCoreEngine.factory(Path.of("nowhere")))
            .hasMessageContaining("mvn -f samples/exchange-core/pom.xml package");
    }
}

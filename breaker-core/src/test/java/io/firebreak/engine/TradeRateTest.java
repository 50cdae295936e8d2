package io.firebreak.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.market.InputFlags;
import io.firebreak.market.Side;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The trade rate against the sum over all prints, each faded by every gap since; seed in the test. */
class TradeRateTest
{
    private static final long ORIGIN_NS = 1_760_000_000_000_000_000L;
    private static final double TAU_S = 30;

    @Test
    void shouldEqualTheSumOverAllPrintsWhenTheirTimesAreRandom()
    {
        final Random random = new Random(20261121L);
        final List<Long> times = new ArrayList<>();
        try (InlineBreaker breaker = breaker())
        {
            assertThat(breaker.engine().tradesPerSecond(0)).isZero();
            long ns = ORIGIN_NS;
            for (int i = 0; i < 400; i++)
            {
                ns += (long)(random.nextDouble() * random.nextDouble() * 3e9);
                final boolean print = random.nextInt(4) > 0;
                if (print)
                {
                    times.add(ns);
                    print(breaker, ns);
                }
                else
                {
                    breaker.publisher().tick(ns, 0);
                }
                final double expected = naive(times, ns);
                assertThat(breaker.engine().tradesPerSecond(0)).as("event %d", i)
                    .isCloseTo(expected, within(expected * 1e-9));
            }
        }
    }

    @Test
    void shouldComeNearTheRateWhenPrintsAreSteady()
    {
        try (InlineBreaker breaker = breaker())
        {
            for (int i = 0; i < 3_000; i++)
            {
                print(breaker, ORIGIN_NS + i * 200_000_000L);
            }
            assertThat(breaker.engine().tradesPerSecond(0)).isCloseTo(5, within(0.1));
        }
    }

    private static double naive(final List<Long> times, final long nowNs)
    {
        double rate = 0;
        double kept = 1;
        long laterNs = nowNs;
        for (int i = times.size() - 1; i >= 0; i--)
        {
            kept *= TAU_S / (TAU_S + (laterNs - times.get(i)) / 1e9);
            rate += kept / TAU_S;
            laterNs = times.get(i);
        }
        return rate;
    }

    private static InlineBreaker breaker()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("classes.perp.rate_tau_s", "30"));
        final InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context().hostMarks()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(1)));
        breaker.publisher().instrumentDefinition(0, 0, ORIGIN_NS, 0, 7, 1, 0, 2, 0, 1, 1_000_000);
        return breaker;
    }

    private static void print(final InlineBreaker breaker, final long ns)
    {
        breaker.publisher().trade(0, 0, ns, ns, 0, 0, 10_000, 1, 0, Side.BUY.code(), InputFlags.ELIGIBLE);
        while (breaker.decisions().poll((templateId, buffer, offset, length) -> { }, 100) > 0)
        {
            continue;
        }
    }
}

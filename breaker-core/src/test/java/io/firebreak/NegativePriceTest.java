package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.Layout;
import io.firebreak.engine.EngineImage;
import io.firebreak.estimator.EventVariance;
import io.firebreak.gate.BreakerGate;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Negative prices are legal: a market below zero is the mirror of the one above. Every limit, limit state and pause of
 * a walk of prices is found again in the walk of their negatives, with the sides exchanged.
 */
class NegativePriceTest
{
    private static final long SEED = 20_261_121;

    @TempDir
    private Path directory;

    @Test
    void shouldMirrorEveryLimitAndDecisionWhenPricesAreNegated() throws IOException
    {
        final String rulebook = rulebook();
        final Map<String, String> unmarked = Map.of("engine.release_after", "NONE");
        final Random random = new Random(SEED);
        try (Venue above = new Venue(rulebook, 1, unmarked).define(0);
            Venue below = new Venue(rulebook, 1, unmarked).define(0))
        {
            long price = 10_000;
            int moved = 0;
            int told = 0;
            for (int i = 0; i < 4_000; i++)
            {
                final double seconds = 1 + i * 0.1;
                price += random.nextInt(150) == 0 ? random.nextInt(401) - 200 : random.nextInt(9) - 4;
                final long before = limit(above, Side.SELL);
                step(above, seconds, price, price - 2, price + 2);
                step(below, seconds, -price, -price - 2, -price + 2);
                assertThat(limit(below, Side.BUY)).as("event %d", i).isEqualTo(mirror(limit(above, Side.SELL)));
                assertThat(limit(below, Side.SELL)).as("event %d", i).isEqualTo(mirror(limit(above, Side.BUY)));
                moved += limit(above, Side.SELL) == before ? 0 : 1;
                final List<String> decisions = kinds(above);
                assertThat(kinds(below)).as("event %d", i).isEqualTo(decisions);
                told += decisions.size();
            }
            assertThat(moved).isGreaterThan(100);
            assertThat(told).isGreaterThan(50);
        }
    }

    @Test
    void shouldKeepEveryDoubleFiniteAndCanonicalWhenPricesPassThroughZero() throws IOException
    {
        try (Venue venue = new Venue(rulebook(), 1, Map.of("engine.release_after", "NONE")).define(0))
        {
            for (int i = 0; i < 400; i++)
            {
                final long price = i % 80 < 40 ? 20 - i % 80 : i % 80 - 60;
                step(venue, 1 + i * 0.5, price, price - 2, price + 2);
                venue.decisions();
                assertThat(doubles(venue)).as("event %d", i).allMatch(NegativePriceTest::isCanonical);
            }
        }
    }

    private static boolean isCanonical(final double value)
    {
        return Double.isFinite(value) && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0);
    }

    /** Every double of the instrument, its average and its confirmed breaker. */
    private static List<Double> doubles(final Venue venue)
    {
        final DirectBuffer arena = EngineImage.body(venue.breaker.engine());
        final EngineLayout layout = new EngineLayout(venue.breaker.engine().capacities());
        final int s = layout.instrument(0);
        final int x = s + Layout.S_REFERENCES + layout.capacities().references() * Layout.REFERENCE_LENGTH;
        return IntStream.of(s + Layout.S_TRADE_RATE, s + Layout.S_VARIANCE + EventVariance.PRICE,
            s + Layout.S_VARIANCE + EventVariance.FAST, s + Layout.S_VARIANCE + EventVariance.SLOW,
            s + Layout.S_REFERENCES + Layout.F_AVERAGE, x + Layout.X_WIDENING, x + Layout.X_FROZEN_WIDTH)
            .mapToObj(arena::getDouble).toList();
    }

    private static void step(
        final Venue venue, final double seconds, final long priceTicks, final long bidTicks, final long askTicks)
    {
        venue.print(seconds, 0, priceTicks);
        venue.publisher.quote(0, 0, Venue.at(seconds), Venue.at(seconds), 0, 0, QuoteKind.OWN_VENUE.code(), bidTicks, 1,
            askTicks, 1);
        venue.publisher.trade(0, 0, Venue.at(seconds), Venue.at(seconds), 0, 0, priceTicks, 1, 0, 0,
            InputFlags.ELIGIBLE);
    }

    private static long limit(final Venue venue, final Side side)
    {
        return venue.breaker.sharedGate().limitFor(0, side.code(), OrderKind.AGGRESSIVE.code());
    }

    private static long mirror(final long limitTicks)
    {
        return limitTicks == BreakerGate.NO_BUY ? BreakerGate.NO_SELL :
            limitTicks == BreakerGate.NO_SELL ? BreakerGate.NO_BUY : -limitTicks;
    }

    /** What was decided, without prices, and with the sides of a band made one. */
    private static List<String> kinds(final Venue venue)
    {
        return venue.decisions().stream().map(line -> line.replaceAll("_(LOWER|UPPER)", "").replaceAll(" ref .*", "")
            .replaceAll(" -?\\d+ expected -?\\d+", ""))
            .toList();
    }

    private String rulebook() throws IOException
    {
        return Files.writeString(directory.resolve("mirror.conf"), "rulebook { name = mirror, version = \"1\", " +
            "source = test }\nsession { always_open = true }\nclasses { one { quotes = OWN_VENUE, " +
            "opening_from_trade = true, fast_tau_s = 5, slow_tau_s = 60, warm_up_s = 1, mid_fresh_ms = 2000, " +
            "top_levels = 4\n references { a { kind = EMA, tau_s = 5 }, e { kind = EXTREMA, window_s = 10 }, " +
            "m { kind = MEAN, window_s = 10, gate { min_change_ppm = 1000, min_hold_s = 1 } } }\n breakers = [\n" +
            "{ id = c, monitor = CONFIRM, confirm { sweeps = 2, hold_ms = 200 }, pause { length_s = 3 }, " +
            "reopening { kind = DIRECT, reseed = true }, widening { step_ppm = 1500000, max_ppm = 3000000, " +
            "tau_s = 30 }, rules = [ { id = band, observe = POTENTIAL_TRADE, reference = a, width { " +
            "kind = VOLATILITY, floor_ppm = 6000, cap_ppm = 20000, sigmas_ppm = 2000000, horizon_s = 60 } },\n" +
            "{ id = fast, observe = POTENTIAL_TRADE, reference = e, width_ppm = 7000, scaled = true } ] },\n" +
            "{ id = q, monitor = QUOTE, limit_state_s = 2, record_bands = true, pause { length_s = 2 }, " +
            "reopening { kind = DIRECT }, rules = [ { id = qband, observe = FAR_QUOTE, reference = m, " +
            "width_ppm = 5000 } ] }\n] } }\n").toString();
    }
}

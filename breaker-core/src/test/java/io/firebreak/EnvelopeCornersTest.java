package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corners of the armed envelope that a random stream hardly reaches: what ends it happens inside it. */
class EnvelopeCornersTest
{
    private static final long MS = 1_000_000L;

    @TempDir
    private Path directory;
    private long nowNs = Venue.ORIGIN;

    /**
     * Trips leave a width that shrinks for minutes. At a price of millions of ticks a limit moves with every few
     * events, while nothing else does.
     */
    @Test
    void shouldMoveTheLimitWithTheShrinkingWidthWhenNothingElseMoves() throws IOException
    {
        final long price = 10_000_000;
        try (EnvelopePair pair = pair("confirm { sweeps = 1, hold_ms = 0 }, pause { length_s = 1 }, " +
            "reopening { kind = DIRECT, reseed = true }, " +
            "widening { step_ppm = 1500000, max_ppm = 3000000, tau_s = 1200 }, rules = [ " +
            "{ id = band, observe = POTENTIAL_TRADE, reference = a, width_ppm = 30000 } ]", 60))
        {
            prints(pair, price, 10, 500);
            pair.give(p -> p.potentialTrade(0, 0, nowNs, nowNs, 0, 0, 0, OrderKind.AGGRESSIVE.code(), price / 2, 1, 0,
                0));
            assertThat(pair.seen.count(TradingStateChangeDecoder.TEMPLATE_ID)).isEqualTo(1);
            nowNs += 1_100 * MS;
            pair.give(p -> p.tick(nowNs, 0));
            prints(pair, price, 10, 1);
            final long before = pair.limitTicks(0, Side.SELL.code());
            prints(pair, price, 400, 1);
            assertThat(pair.limitTicks(0, Side.SELL.code())).isGreaterThan(before + 40);
        }
    }

    /**
     * A storm shorter than the sustained time, a calm, and another: neither trips, though prices never leave the room
     * in which the bands stand. A storm that lasts does.
     */
    @Test
    void shouldEndTheHoldOfAVarianceWhenItFallsInsideTheEnvelope() throws IOException
    {
        try (EnvelopePair pair = pair("confirm { sweeps = 1, hold_ms = 0 }, pause { length_s = 1 }, " +
            "reopening { kind = DIRECT }, rules = [ " +
            "{ id = band, observe = POTENTIAL_TRADE, reference = a, width_ppm = 500000 }, " +
            "{ id = storm, observe = VARIANCE, sigma_ppm_per_sqrt_min = 20000, ratio_ppm = 0, sustain_ms = 12000 } ]",
            36_000))
        {
            prints(pair, 1_001, 50, 100);
            for (int storm = 0; storm < 3; storm++)
            {
                prints(pair, 1_011, 10, 100);
                prints(pair, 1_001, 140, 100);
            }
            assertThat(pair.seen.count(TradingStateChangeDecoder.TEMPLATE_ID)).isZero();
            for (int storm = 0; storm < 30; storm++)
            {
                prints(pair, storm % 2 == 0 ? 1_011 : 1_001, 10, 100);
            }
            assertThat(pair.seen.count(TradingStateChangeDecoder.TEMPLATE_ID)).isPositive();
        }
    }

    /** Print the same price again and again, each a sweep of its own. */
    private void prints(final EnvelopePair pair, final long price, final int count, final long everyMs)
    {
        for (int i = 0; i < count; i++)
        {
            nowNs += everyMs * MS;
            pair.give(p -> p.potentialTrade(0, 0, nowNs, nowNs, 0, 0, 0, OrderKind.AGGRESSIVE.code(), price, 1, 0, 0));
            pair.give(p -> p.trade(0, 0, nowNs, nowNs, 0, 0, price, 1, 0, 0, InputFlags.ELIGIBLE));
            pair.look(0);
        }
    }

    private EnvelopePair pair(final String breaker, final int tauS) throws IOException
    {
        final String text = "rulebook { name = corner, version = \"1\", source = test }\n" +
            "session { always_open = true }\nclasses { one { quotes = OWN_VENUE, fast_tau_s = 5, slow_tau_s = 60, " +
            "warm_up_s = 1, mid_fresh_ms = 2000, top_levels = 4\n references { a { kind = EMA, tau_s = " + tauS +
            " } }\n breakers = [ { id = c, monitor = CONFIRM, " + breaker + " } ] } }\n";
        final Path file = Files.writeString(directory.resolve("corner.conf"), text);
        final EnvelopePair pair = new EnvelopePair(
            Rulebook.load(file.toString(), Map.of("engine.release_after", "NONE")), Capacities.forInstruments(1));
        pair.give(p -> p.instrumentDefinition(0, 0, nowNs, 0, 100, 1, 0, 2, 0, 1, 1_000_000));
        return pair;
    }
}

package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.LimitStateDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.market.QuoteKind;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The armed envelope changes nothing: decision bytes, digest after every event, board lines and the whole arena are
 * those of an engine that evaluates every rule at every event. Seeds stand with each case.
 */
class EnvelopeTest
{
    private static final int EVENTS = 40_000;
    private static final int MANY_EVENTS = 2_500_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "us-luld, RANDOM, 1", "us-luld, AT_THE_BAND, 2", "us-luld, MOVING, 3", "us-luld, EXPIRY, 4",
        "us-luld-single-venue, RANDOM, 5", "us-luld-single-venue, AT_THE_BAND, 6", "us-mwcb, RANDOM, 7",
        "crypto-perp, RANDOM, 8", "crypto-perp, AT_THE_BAND, 9", "crypto-perp, MOVING, 10", "crypto-perp, EXPIRY, 11",
        "many, RANDOM, 12", "many, AT_THE_BAND, 13", "many, MOVING, 14", "many, EXPIRY, 15"})
    void shouldChangeNothingWhenSwitchedOff(final String rulebook, final EnvelopeStream.Kind kind, final long seed)
    {
        run(rulebook, kind, seed, EVENTS);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"us-luld, RANDOM, 21", "crypto-perp, RANDOM, 22", "crypto-perp, AT_THE_BAND, 23", "many, RANDOM, 24",
        "crypto-perp, MOVING, 26", "crypto-perp, EXPIRY, 27", "us-luld, AT_THE_BAND, 28",
        "us-mwcb, RANDOM, 30", "many, EXPIRY, 31",
        "many, MOVING, 25"})
    void shouldChangeNothingOverMillionsOfEventsWhenSwitchedOff(
        final String rulebook, final EnvelopeStream.Kind kind, final long seed)
    {
        run(rulebook, kind, seed, MANY_EVENTS);
    }

    @Test
    void shouldEvaluateAlmostNothingWhenPricesStayWhereTheyAre()
    {
        try (EnvelopePair pair = new EnvelopePair(rulebook("crypto-perp"), Capacities.forInstruments(3)))
        {
            final long startNs = Venue.ORIGIN;
            pair.give(p -> p.instrumentDefinition(0, 0, startNs, 0, 1, 1, 0, 2, 0, 1, 1_000_000));
            for (int k = 0; k < 20_000; k++)
            {
                final long nowNs = startNs + k * 5_000_000L;
                final int side = k & 1;
                final long lots = 2_000 + k % 100;
                pair.give(p -> p.bookLevel(0, 0, nowNs, nowNs, 0, 0, side, 9_999 + 2 * side, lots));
                if (k % 10 == 0)
                {
                    pair.give(p -> p.potentialTrade(0, 0, nowNs, nowNs, 0, 0, 0, 3, 10_000, 1, 0, 0));
                    pair.give(p -> p.trade(0, 0, nowNs, nowNs, 0, 0, 10_000, 1, 0, 0, 1));
                }
            }
            assertThat(pair.on.engine().evaluations()).as("22,000 judgements without it")
                .isLessThan(pair.off.engine().evaluations() / 100);
        }
    }

    private void run(final String name, final EnvelopeStream.Kind kind, final long seed, final int events)
    {
        try (EnvelopePair pair = new EnvelopePair(rulebook(name), new Capacities(3, 8, 16, 512, 256, 1 << 16, 8, 64)))
        {
            final int quoteKind = name.equals("us-luld") ? QuoteKind.CONSOLIDATED.code() : QuoteKind.OWN_VENUE.code();
            new EnvelopeStream(pair, kind, seed, 0, quoteKind).run(events);
            if (!name.equals("us-mwcb"))
            {
                assertThat(pair.seen.count(LimitStateDecoder.TEMPLATE_ID)).isGreaterThan(events / 4_000);
                assertThat(pair.seen.count(TradingStateChangeDecoder.TEMPLATE_ID)).isGreaterThan(events / 8_000);
            }
            assertThat(pair.on.engine().evaluations()).isLessThan(pair.off.engine().evaluations());
        }
    }

    private CompiledRulebook rulebook(final String name)
    {
        final Map<String, String> settings = new HashMap<>();
        settings.put("engine.release_after", "NONE");
        if (name.equals("crypto-perp"))
        {
            settings.putAll(Map.of("perp.warm_up_s", "5", "perp.depth.thin.threshold_lots", "3000",
                "perp.spread.wide.threshold_ticks", "9", "perp.price.trip_cap.trips", "0",
                "perp.price.band.floor_ppm", "4000", "perp.price.band.cap_ppm", "30000",
                "perp.price.velocity_10s.width_ppm", "3000", "perp.price.velocity_60s.width_ppm", "4000",
                "perp.price.volatility.sigma_ppm_per_sqrt_min", "900"));
            settings.put("perp.price.widening.tau_s", "60");
        }
        return Rulebook.load(name.equals("many") ? many() : name, settings);
    }

    /** Three confirmed breakers with averages and extremes of their own, one by the quote, warnings at six heights. */
    private String many()
    {
        final StringBuilder breakers = new StringBuilder();
        for (int k = 1; k <= 3; k++)
        {
            breakers.append("{ id = c").append(k).append(", monitor = CONFIRM, confirm { sweeps = ").append(k)
                .append(", hold_ms = 200, freeze_width = ").append(k != 2).append(" }, pause { length_s = 3 }")
                .append(", reopening { kind = DIRECT, reseed = ").append(k == 1).append(" }, widening { step_ppm = ")
                .append("1500000, max_ppm = 3000000, tau_s = 30 }, rules = [")
                .append("{ id = band").append(k).append(", observe = POTENTIAL_TRADE, reference = a").append(k)
                .append(k == 3 ? ", width_ppm = 6000 }\n" : ", width { kind = VOLATILITY, floor_ppm = " + 3_000 * k +
                    ", cap_ppm = 20000, sigmas_ppm = 2000000, horizon_s = 60 } }\n");
            for (int r = 1; r <= 2; r++)
            {
                breakers.append("{ id = v").append(k).append(r).append(", observe = POTENTIAL_TRADE, reference = e")
                    .append(r).append(", width_ppm = ").append(2_500 + 700 * k + 300 * r).append(", scaled = ")
                    .append(r == 1).append(" }\n");
            }
            breakers.append("{ id = sigma").append(k).append(", observe = VARIANCE, sigma_ppm_per_sqrt_min = ")
                .append(600 * k).append(", ratio_ppm = 1000000, sustain_ms = 500, scaled = ").append(k == 1)
                .append(" } ] }\n");
        }
        breakers.append("{ id = q, monitor = QUOTE, limit_state_s = 2, record_bands = true, pause { length_s = 2 }, ")
            .append("reopening { kind = DIRECT }, rules = [ { id = qband, observe = FAR_QUOTE, reference = m, ")
            .append("width_ppm = 7000 } ] }\n");
        for (int k = 1; k <= 3; k++)
        {
            breakers.append("{ id = d").append(k).append(", monitor = NOTIFY, min_dwell_s = ").append(k - 1)
                .append(", rules = [ { id = thin").append(k).append(", observe = DEPTH, sustain_ms = ")
                .append(300 * (k - 1)).append(", threshold_lots = ").append(1_500 * k).append(" } ] }\n")
                .append("{ id = s").append(k).append(", monitor = NOTIFY, rules = [ { id = wide").append(k)
                .append(", observe = SPREAD, threshold_ticks = ").append(4 * k).append(" } ] }\n");
        }
        final String text = "rulebook { name = many, version = \"1\", source = test }\n" +
            "session { always_open = true }\nclasses { one {\n quotes = OWN_VENUE, opening_from_trade = true, " +
            "missing_reference = DENY, fast_tau_s = 5, slow_tau_s = 60, warm_up_s = 1, mid_fresh_ms = 2000, " +
            "book_stale_s = 2, top_levels = 4\n references { a1 { kind = EMA, tau_s = 5 }, " +
            "a2 { kind = EMA, tau_s = 60 }, a3 { kind = EMA, tau_s = 1 }, " +
            "e1 { kind = EXTREMA, window_s = 2 }, e2 { kind = EXTREMA, window_s = 20 }, " +
            "m { kind = MEAN, window_s = 10, gate { min_change_ppm = 1000, min_hold_s = 1 } } }\n breakers = [\n" +
            breakers + "] } }\n";
        try
        {
            return Files.writeString(directory.resolve("many.conf"), text).toString();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}

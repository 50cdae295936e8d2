package io.firebreak.bench;

/**
 * A rulebook with any number of distinct rules from 1 to 64 over the same eight references: price bands round three
 * averages, distances from two windows of extremes, variances, bands round three means, depths and spreads.
 */
final class ManyRules
{
    private static final int CONFIRMED = 3;
    private static final int RULES_OF_A_BREAKER = 16;
    private static final int CONDITIONS = 13;

    private final StringBuilder text = new StringBuilder(1 << 14);
    private int left;

    private ManyRules(final int rules)
    {
        left = rules;
    }

    static String text(final int rules)
    {
        return new ManyRules(rules).write(rules);
    }

    private String write(final int rules)
    {
        text.append("rulebook { name = rules").append(rules).append(", version = \"1\", source = bench }\n")
            .append("engine { release_after = NONE }\nsession { always_open = true }\n")
            .append("classes { bench {\n  quotes = OWN_VENUE, filter_sweeps = 5\n")
            .append("  opening_from_trade = true, mid_fresh_s = 3600, book_stale_s = 3600\n  references {\n")
            .append("    a1 { kind = EMA, tau_s = 300 }, a2 { kind = EMA, tau_s = 60 }\n")
            .append("    a3 { kind = EMA, tau_s = 900 }\n")
            .append("    e1 { kind = EXTREMA, window_s = 10 }, e2 { kind = EXTREMA, window_s = 60 }\n");
        for (int k = 1; k <= CONFIRMED; k++)
        {
            text.append("    m").append(k).append(" { kind = MEAN, window_s = ").append(60 * k)
                .append(", gate { min_change_ppm = 10000, min_hold_s = 30 } }\n");
        }
        text.append("  }\n  breakers = [\n");
        final int confirmed = rules == 1 ? 1 : rules < RULES_OF_A_BREAKER ? 4 : RULES_OF_A_BREAKER;
        for (int k = 1; k <= CONFIRMED && left > 0; k++)
        {
            confirmed(k, Math.min(left, k == 1 || rules > RULES_OF_A_BREAKER ? confirmed : 1));
        }
        for (int k = 1; k <= CONFIRMED && left > 0; k++, left--)
        {
            text.append("    { id = q").append(k).append(", monitor = QUOTE, limit_state_s = 15, ")
                .append("pause { length_s = 1 }, reopening { kind = DIRECT }, rules = [ { id = qband").append(k)
                .append(", observe = FAR_QUOTE, reference = m").append(k).append(", width_ppm = ")
                .append(100_000 + 1_000 * k).append(" } ] }\n");
        }
        for (int k = 1; k <= CONDITIONS && left > 0; k++, left--)
        {
            final boolean depth = (k & 1) == 1;
            text.append("    { id = n").append(k).append(", monitor = NOTIFY, rules = [ { id = condition").append(k)
                .append(depth ? ", observe = DEPTH, threshold_lots = " : ", observe = SPREAD, threshold_ticks = ")
                .append(depth ? 1_000 + 10 * k : 20 + k).append(" } ] }\n");
        }
        return text.append("  ]\n} }\n").toString();
    }

    private void confirmed(final int k, final int rules)
    {
        left -= rules;
        text.append("    { id = c").append(k).append(", monitor = CONFIRM, confirm { sweeps = 1, hold_ms = 0 }, ")
            .append("pause { length_s = 1 }, reopening { kind = DIRECT, reseed = false }, rules = [\n")
            .append("      { id = band").append(k).append(", observe = POTENTIAL_TRADE, reference = a").append(k)
            .append(", width { kind = VOLATILITY, floor_ppm = ").append(30_000 + 1_000 * k)
            .append(", cap_ppm = 120000, sigmas_ppm = 4000000, horizon_s = 300 } }\n");
        for (int r = 1; r < rules; r++)
        {
            if (r == 3)
            {
                text.append("      { id = sigma").append(k).append('x').append(r)
                    .append(", observe = VARIANCE, sigma_ppm_per_sqrt_min = ").append(50_000 + 1_000 * r + 100 * k)
                    .append(", ratio_ppm = 3000000, sustain_ms = 2000 }\n");
            }
            else
            {
                text.append("      { id = fast").append(k).append('x').append(r)
                    .append(", observe = POTENTIAL_TRADE, reference = e").append(1 + r % 2).append(", width_ppm = ")
                    .append(30_000 + 500 * r + 100 * k).append(", scaled = ").append(r % 3 == 0).append(" }\n");
            }
        }
        text.append("    ] }\n");
    }
}

package io.firebreak.bench;

import java.util.Locale;

/**
 * A rulebook with any number of distinct breakers from 1 to 64 over the same thirteen references of every kind: the
 * last print, the last auction, the open, the previous close, a mark, a settlement, an aged print, two windows of
 * extremes, a periodic anchor, a mean, an average, and extremes of the filtered price. Most are bands, each with a
 * width of its own; in between stand confirmed breakers, breakers by the quote, warnings, and rules that watch prints.
 */
final class ManyBreakers
{
    /** References of every rulebook that is made here. */
    static final int REFERENCES = 13;

    private static final String[] CYCLE = {"last", "window_10s", "auction", "CONFIRM", "mark", "QUOTE", "aged",
        "SPREAD", "open", "TRADE", "close", "window_60s", "anchor", "DEPTH", "settlement", "last"};

    private ManyBreakers()
    {
    }

    /** The rulebook of so many breakers. */
    static String text(final int breakers)
    {
        final StringBuilder text = new StringBuilder(1 << 15);
        text.append("rulebook { name = breakers").append(breakers).append(", version = \"1\", source = bench }\n")
            .append("engine { release_after = NONE }\nsession { always_open = true }\n")
            .append("classes { bench {\n  quotes = OWN_VENUE, filter_sweeps = 5\n")
            .append("  opening_from_trade = true, mid_fresh_s = 3600, book_stale_s = 3600\n  references {\n")
            .append("    last { kind = LAST }, auction { kind = LAST_AUCTION, otherwise = close }\n")
            .append("    open { kind = OPEN }, close { kind = PREVIOUS_CLOSE }\n")
            .append("    mark { kind = PUBLISHED, price = MARK, stale_after_s = 86400 }\n")
            .append("    settlement { kind = PUBLISHED, price = SETTLEMENT }, aged { kind = TRADE_AGED, age_s = 5 }\n")
            .append("    window_10s { kind = TRADE_EXTREMA, window_s = 10 }\n")
            .append("    window_60s { kind = TRADE_EXTREMA, window_s = 60 }\n")
            .append("    anchor { kind = ANCHOR_PERIODIC, of = last, period_s = 30 }\n")
            .append("    mean { kind = MEAN, window_s = 60, gate { min_change_ppm = 10000, min_hold_s = 30 } }\n")
            .append("    average { kind = EMA, tau_s = 300 }, extremes { kind = EXTREMA, window_s = 60 }\n")
            .append("  }\n  breakers = [\n");
        for (int k = 0; k < breakers; k++)
        {
            text.append(breaker(k));
        }
        return text.append("  ]\n} }\n").toString();
    }

    /** One breaker: a width far enough from the market that it never trips, and no other has. */
    private static String breaker(final int k)
    {
        final String what = CYCLE[k % CYCLE.length];
        final int width = 90_000 + 700 * k;
        return switch (what)
        {
            case "CONFIRM" -> format("{ id = c%d, monitor = CONFIRM, confirm { sweeps = 1, hold_ms = 0 }, pause { " +
                "length_s = 1 }, reopening { kind = DIRECT, reseed = false }, rules = [ { id = average%d, observe = " +
                "POTENTIAL_TRADE, reference = average, width_ppm = %d }, { id = extreme%d, observe = " +
                "POTENTIAL_TRADE, reference = extremes, width_ppm = %d } ] }", k, k, width, k, width + 350);
            case "QUOTE" -> format("{ id = q%d, monitor = QUOTE, limit_state_s = 15, pause { length_s = 1 }, " +
                "reopening { kind = DIRECT }, rules = [ { id = quote%d, observe = FAR_QUOTE, reference = mean, " +
                "width_ppm = %d } ] }", k, k, width);
            case "SPREAD" -> format("{ id = n%d, monitor = NOTIFY, rules = [ { id = spread%d, observe = SPREAD, " +
                "threshold_ticks = %d } ] }", k, k, 40 + k);
            case "DEPTH" -> format("{ id = n%d, monitor = NOTIFY, rules = [ { id = depth%d, observe = DEPTH, " +
                "threshold_lots = %d } ] }", k, k, 100 + k);
            case "TRADE" -> format("{ id = t%d, monitor = BAND, trip_state = PAUSED, pause { length_s = 1 }, " +
                "reopening { kind = DIRECT }, rules = [ { id = trade%d, observe = TRADE, comparator = GE, " +
                "rounding = NONE, reference = open, width_ppm = %d } ] }", k, k, width);
            default -> format("{ id = b%d, monitor = BAND, trip_state = PAUSED, pause { length_s = 1 }, reopening { " +
                "kind = DIRECT }, rules = [ { id = band%d, observe = POTENTIAL_TRADE, comparator = GT, " +
                "rounding = INWARD, reference = %s, width_ppm = %d } ] }", k, k, what, width);
        };
    }

    private static String format(final String text, final Object... values)
    {
        return "    " + String.format(Locale.ROOT, text, values) + "\n";
    }
}

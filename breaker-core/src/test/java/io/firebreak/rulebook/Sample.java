package io.firebreak.rulebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A small rulebook whose lines a test may exchange; line numbers stay as they are. */
final class Sample
{
    /** Line 1 is the first of these. */
    static final String PERP = String.join("\n",
        "rulebook { name = sample, version = \"1\", source = test }",          // 1
        "engine { release_after = J1 }",                                       // 2
        "session { always_open = true }",                                      // 3
        "classes { perp {",                                                    // 4
        "  quotes = OWN_VENUE",                                                // 5
        "  fast_tau_s = 30",                                                   // 6
        "  slow_tau_s = 3600",                                                 // 7
        "  references {",                                                      // 8
        "    average { kind = EMA, tau_s = 300 }",                             // 9
        "    extremes { kind = EXTREMA, window_s = 10 }",                      // 10
        "    mean { kind = MEAN, window_s = 300, gate { min_change_ppm = 10000, min_hold_s = 30 } }",   // 11
        "  }",                                                                 // 12
        "  breakers = [ {",                                                    // 13
        "    id = price",                                                      // 14
        "    monitor = CONFIRM",                                               // 15
        "    pause { length_s = 60,",                                          // 16
        "            max_s = 300,",                                            // 17
        "            growth_window_s = 900 }",                                 // 18
        "    reopening { kind = DIRECT }",                                     // 19
        "    widening { step_ppm = 1500000,",                                  // 20
        "               max_ppm = 4000000, tau_s = 1200 }",                    // 21
        "    trip_cap { trips = 12, window_s = 3600 }",                        // 22
        "    rules = [",                                                       // 23
        "      { id = band, observe = POTENTIAL_TRADE, reference = average",   // 24
        "        width { kind = VOLATILITY, floor_ppm = 30000",                // 25
        "          cap_ppm = 120000, sigmas_ppm = 4000000, horizon_s = 300 } }",                // 26
        "      { id = velocity, observe = POTENTIAL_TRADE, reference = extremes",               // 27
        "        width_ppm = 25000, scaled = true }",                          // 28
        "      { id = volatility, observe = VARIANCE, sigma_ppm_per_sqrt_min = 12500 }",        // 29
        "    ]",                                                               // 30
        "  } ]",                                                               // 31
        "} }",                                                                 // 32
        "");

    /** Line 1 is the first of these. */
    static final String EQUITY = String.join("\n",
        "rulebook { name = sample, version = \"1\", source = test }",          // 1
        "session { closing_window_s = 1500, reopen_cutoff_s = 600 }",          // 2
        "market_class = market",                                               // 3
        "classes {",                                                           // 4
        "market { references { close { kind = PREVIOUS_CLOSE } }",             // 5
        "  breakers = [ { id = mwcb, monitor = LADDER",                        // 6
        "    pause { length_s = 900 }, reopening { kind = UNCHECKED }",        // 7
        "    rules = [",                                                       // 8
        "      { id = one, observe = INDEX, reference = close, level = 1, width_ppm = 70000 }",     // 9
        "      { id = two, observe = INDEX, reference = close, level = 2, width_ppm = 130000 }",    // 10
        "    ] } ] }",                                                         // 11
        "stock {",                                                             // 12
        "  quotes = CONSOLIDATED",                                             // 13
        "  references { mean { kind = MEAN, window_s = 300, gate { min_change_ppm = 10000 } }",     // 14
        "               average { kind = EMA, tau_s = 300 } }",                // 15
        "  breakers = [ { id = luld, monitor = QUOTE, limit_state_s = 15",     // 16
        "    pause { length_s = 300 }",                                        // 17
        "    reopening { kind = UNCROSS, max_extensions = 2, extension_s = 300",                    // 18
        "                collar { step_ppm = 50000, low_price_e9 = 3000000000, low_step_e9 = 150000000 } }", // 19
        "    rules = [ { id = band, observe = FAR_QUOTE, reference = mean",    // 20
        "      width { kind = TABLE, rows = [",                                // 21
        "        { id = low, up_to_e9 = 750000000, width_ppm = 750000, closing_ppm = 2000000 }",    // 22
        "        { id = middle, up_to_e9 = 3000000000, inclusive = true, width_ppm = 200000 }",     // 23
        "        { id = high, width_ppm = 50000 }",                            // 24
        "      ] } } ]",                                                       // 25
        "  } ]",                                                               // 26
        "} }",                                                                 // 27
        "");

    private Sample()
    {
    }

    static CompiledRulebook load(final Path directory, final String text)
    {
        return load(directory, text, Map.of());
    }

    static CompiledRulebook load(final Path directory, final String text, final Map<String, String> overrides)
    {
        try
        {
            return Rulebook.load(Files.writeString(directory.resolve("my.conf"), text).toString(), overrides);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Exchange one piece of text, which must be there once. */
    static String with(final String text, final String before, final String after)
    {
        if (text.indexOf(before) < 0 || text.indexOf(before) != text.lastIndexOf(before))
        {
            throw new IllegalArgumentException("not there exactly once: " + before);
        }
        return text.replace(before, after);
    }
}

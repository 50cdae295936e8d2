package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.market.ReferenceKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the parameters of a case make of its family: settings of the rulebook, prices of the day before, hours. */
final class CaseSetup
{
    private static final int E9 = 9;

    final Map<String, String> overrides = new LinkedHashMap<>(Map.of("engine.release_after", "NONE"));
    final List<Published> published = new ArrayList<>();
    String className;
    String open;
    String close;
    BigDecimal tick;
    BigDecimal leverage = BigDecimal.ONE;
    BigDecimal tolerance;

    /** What the venue weighs a premium with before it publishes it. */
    BigDecimal premiumFactor = BigDecimal.ONE;

    /** Comparator of every rule of a band; null that of the rulebook. */
    String comparator;

    /** Names of causes that the parameters give, by rule. */
    final Map<String, String> causes = new HashMap<>();

    /** Price of the opening auction; null none. */
    BigDecimal lastAuction;

    /** Prints before the first event, by their times. */
    final TreeMap<Long, BigDecimal> earlier = new TreeMap<>();

    /** A price that the venue publishes before the first event. */
    record Published(ReferenceKind kind, int index, BigDecimal price)
    {
    }

    /** What a parameter does to the set-up of its case. */
    @FunctionalInterface
    interface Param
    {
        void apply(CaseSetup setup, JsonNode value);
    }

    /** A parameter that only says which family it is, or that the events say again. */
    static Param stated()
    {
        return CaseSetup::nothing;
    }

    private static void nothing(final CaseSetup setup, final JsonNode value)
    {
        // what it says is what the family is
    }

    /** The text itself is a setting of the rulebook. */
    static Param set(final String... paths)
    {
        return (setup, value) -> put(setup, value.asText(), paths);
    }

    /** A percentage is a setting in millionths. */
    static Param percent(final String... paths)
    {
        return scaled(4, paths);
    }

    /** A price is a setting in 1e-9. */
    static Param e9(final String... paths)
    {
        return scaled(E9, paths);
    }

    /** A number is a setting that counts in 10^-digits. */
    static Param scaled(final int digits, final String... paths)
    {
        return (setup, value) -> put(setup,
            number(value).movePointRight(digits).toBigIntegerExact().toString(), paths);
    }

    /** A time of day is a setting in seconds before the close, which the family must know by then. */
    static Param beforeClose(final String... paths)
    {
        return (setup, value) -> put(setup, String.valueOf(
            (CaseClock.ns(setup.close) - CaseClock.ns(value.asText())) / CaseClock.SECOND), paths);
    }

    /** A time of day is a setting in seconds after the open. */
    static Param afterOpen(final String... paths)
    {
        return (setup, value) -> put(setup, String.valueOf(
            (CaseClock.ns(value.asText()) - CaseClock.ns(setup.open)) / CaseClock.SECOND), paths);
    }

    /** A price that the venue publishes before the first event. */
    static Param publishes(final ReferenceKind kind)
    {
        return (setup, value) -> setup.published.add(new Published(kind, 0, number(value)));
    }

    /** Several effects of one parameter. */
    static Param all(final Param... params)
    {
        return (setup, value) ->
        {
            for (final Param param : params)
            {
                param.apply(setup, value);
            }
        };
    }

    /** The only values that the family knows. */
    static Param only(final String... known)
    {
        return (setup, value) ->
        {
            if (!List.of(known).contains(value.asText()))
            {
                throw new UnsupportedCase(
                    "value " + value.asText() + " where only " + String.join(", ", known) + " is known");
            }
        };
    }

    /** The venue's tick. */
    static void tick(final CaseSetup setup, final JsonNode value)
    {
        setup.tick = number(value);
    }

    /** A print that an event says lies so long before it. */
    void earlier(final JsonNode event, final long seconds, final String key)
    {
        earlier.put(CaseClock.ns(event.path("t").asText()) - seconds * CaseClock.SECOND,
            CaseVenue.decimal(event, key));
    }

    static BigDecimal number(final JsonNode value)
    {
        try
        {
            return new BigDecimal(value.asText());
        }
        catch (final NumberFormatException ex)
        {
            throw new UnsupportedCase("number " + value);
        }
    }

    private static void put(final CaseSetup setup, final String value, final String... paths)
    {
        for (final String path : paths)
        {
            setup.overrides.put(path, value);
        }
    }
}

package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The shipped rulebook of a case about participants, with the case's parameters laid over it. */
final class ParticipantSettings
{
    /** Decimals of a lot, of a tick and of a minor unit in a case. */
    static final int EXPONENT = 4;

    private static final int E9 = 9;
    private static final String HUGE = "1000000000000000000";
    private static final Map<String, String[]> PROTECTIONS = Map.of(
        "DERIBIT", new String[] {"deribit-mmp", "mmp_group", "quantity", "delta", "vega"},
        "DERIVE", new String[] {"derive-mmp", "currency", "amount", "delta", ""},
        "BYBIT", new String[] {"bybit-mmp", "base_coin", "qty", "delta", ""},
        "T7", new String[] {"eurex-mmp", "product", "volume", "delta", "vega"});
    private static final List<String> MEMBER = List.of("order_limits", "messages", "duplicates", "executions_runaway",
        "value_runaway", "messages_per_fill", "own_impact");

    private final JsonNode params;
    private final Map<String, String> settings = new TreeMap<>(Map.of("engine.release_after", "NONE"));
    private final Set<String> known = new HashSet<>(Set.of("mechanism", "scope", "note"));
    private String name = "participant-controls";
    private String type = "member";
    private int lotDigits = EXPONENT;
    private int minorDigits = EXPONENT;

    private ParticipantSettings(final String file, final Map<String, String> own, final String type)
    {
        params = null;
        name = file;
        this.type = type;
        settings.putAll(own);
        lotDigits = 0;
        minorDigits = 2;
    }

    private ParticipantSettings(final JsonNode vector)
    {
        params = vector.path("params");
        final String family = vector.path("rulebook").asText();
        final String mechanism = params.path("mechanism").asText();
        if (mechanism.equals("MMP") && PROTECTIONS.containsKey(family))
        {
            protection(PROTECTIONS.get(family));
        }
        else
        {
            controls(mechanism);
        }
        for (final Iterator<String> keys = params.fieldNames(); keys.hasNext();)
        {
            final String key = keys.next();
            if (!known.contains(key))
            {
                throw new UnsupportedCase("parameter " + key);
            }
        }
    }

    /** Whether a case is about participants. */
    static boolean concerns(final JsonNode vector)
    {
        return vector.path("rulebook").asText().equals("PARTICIPANT_CONTROLS")
            || vector.path("params").path("mechanism").asText().equals("MMP");
    }

    static ParticipantSettings of(final JsonNode vector)
    {
        return new ParticipantSettings(vector);
    }

    /** A venue's own rulebook: its quantities are lots, and a hundred minor units are one of the currency. */
    static ParticipantSettings of(final String file, final Map<String, String> own, final String type)
    {
        return new ParticipantSettings(file, own, type);
    }

    /** Decimals of a lot. */
    int lotDigits()
    {
        return lotDigits;
    }

    /** Decimals of a minor unit. */
    int minorDigits()
    {
        return minorDigits;
    }

    CompiledRulebook rulebook()
    {
        return Rulebook.load(name, settings);
    }

    /** Class of the case's participants. */
    String type()
    {
        return type;
    }

    private void protection(final String[] shipped)
    {
        name = shipped[0];
        type = shipped[1];
        limit(shipped[2], "limit_lots", EXPONENT, "quantityLimit", "qtyLimit", "amountLimit", "volumeLimit");
        limit(shipped[3], "limit_e9", E9, "deltaLimit");
        if (!shipped[4].isEmpty())
        {
            limit(shipped[4], "limit_e9", E9, "vegaLimit");
        }
        if (name.equals("eurex-mmp"))
        {
            set("percentage.enabled", "false");
        }
        for (final String control : List.of(shipped[2], shipped[3], shipped[4]))
        {
            if (!control.isEmpty())
            {
                time(control + ".window_ns", "interval", "window");
                time(control + ".frozen_ns", "frozen", "frozenTime");
            }
        }
    }

    private void limit(final String control, final String key, final int exponent, final String... names)
    {
        final BigDecimal value = number(names);
        set(control + (value == null ? ".enabled" : "." + key), value == null ? "false" : scaled(value, exponent));
    }

    private void controls(final String mechanism)
    {
        switch (mechanism)
        {
            case "FAT_FINGER", "PRICE_COLLAR", "KILL", "KILL_SWITCH" ->
            {
                only("order_limits");
                order("max_qty_lots", number("maxQty", "maxQuantity"));
                order("max_value_minor", number("maxNotional", "maxValue"));
                final BigDecimal collar = number("collarPct", "pricePct", "pct");
                set("order_limits.collar_ppm", collar == null ? "1000000000" : scaled(collar, EXPONENT));
            }
            case "EXEC_THROTTLE", "EXECUTION_THROTTLE" ->
            {
                type = "strategy";
                set("repeated_executions.limit_count", whole(number("maxExecutions")));
            }
            case "MESSAGE_THROTTLE", "MSG_THROTTLE", "THROTTLE" ->
            {
                only("messages");
                set("messages.limit_count", whole(number("maxMessages", "maxMsgs", "messageLimit", "limit")));
                time("messages.window_ns", "window", "interval");
                known.add("countCancels");
                set("messages.count_cancels", params.path("countCancels").asText("false"));
            }
            case "DUPLICATE", "DUPLICATES", "DUPLICATE_ORDERS" ->
            {
                only("duplicates");
                time("duplicates.window_ns", "window", "interval");
            }
            default -> throw new UnsupportedCase("mechanism " + mechanism);
        }
    }

    private void only(final String control)
    {
        final List<String> others = new ArrayList<>(MEMBER);
        others.remove(control);
        others.forEach(other -> set(other + ".enabled", "false"));
    }

    private void order(final String key, final BigDecimal value)
    {
        set("order_limits." + key, value == null ? HUGE : scaled(value, EXPONENT));
    }

    /** A duration that a case gives in seconds or milliseconds. */
    private void time(final String key, final String... stems)
    {
        for (final String stem : stems)
        {
            final BigDecimal seconds = number(stem + "Sec");
            final BigDecimal millis = number(stem + "Ms");
            if (seconds != null || millis != null)
            {
                set(key, seconds != null ? scaled(seconds, E9) : scaled(millis, E9 - 3));
                return;
            }
        }
    }

    private BigDecimal number(final String... names)
    {
        known.addAll(List.of(names));
        for (final String one : names)
        {
            if (params.hasNonNull(one))
            {
                return new BigDecimal(params.get(one).asText());
            }
        }
        return null;
    }

    private void set(final String key, final String value)
    {
        settings.put("participants." + type + "." + key, value);
    }

    private static String whole(final BigDecimal value)
    {
        if (value == null)
        {
            throw new UnsupportedCase("a limit that is not named");
        }
        return value.toBigIntegerExact().toString();
    }

    private static String scaled(final BigDecimal value, final int exponent)
    {
        return value.movePointRight(exponent).toBigIntegerExact().toString();
    }
}

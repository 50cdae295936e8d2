package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.EventPublisher;
import java.math.BigDecimal;
import java.util.Map;

/** Compares what a case expects with what the decisions told; only the listed keys count. */
final class Checkpoints
{
    private static final int MICRO_DIGITS = 6;

    private final int exponent;
    private final BigDecimal tolerance;

    Checkpoints(final int exponent, final BigDecimal tolerance)
    {
        this.exponent = exponent;
        this.tolerance = tolerance == null ? BigDecimal.ZERO : tolerance;
    }

    /**
     * Compares a checkpoint.
     *
     * @return the first difference in words, or null.
     * @throws UnsupportedCase where a key is none of these rulebooks'.
     */
    String compare(
        final JsonNode expected,
        final ObservedState observed,
        final BigDecimal bid,
        final BigDecimal ask,
        final String verdict)
    {
        for (final Map.Entry<String, JsonNode> key : expected.properties())
        {
            if (!key.getKey().equals("at") && !key.getKey().equals("note"))
            {
                final String actual = actual(key.getKey(), observed, bid, ask, verdict);
                if (!equal(key.getKey(), key.getValue().asText(), actual))
                {
                    return key.getKey() + ": expected " + key.getValue().asText() + ", got " + actual;
                }
            }
        }
        return null;
    }

    private String actual(
        final String key,
        final ObservedState observed,
        final BigDecimal bid,
        final BigDecimal ask,
        final String verdict)
    {
        switch (key)
        {
            case "state":
                return observed.state();
            case "lower":
                return price(observed.lowerTicks, exponent);
            case "upper":
                return price(observed.upperTicks, exponent);
            case "ref":
                return price(observed.referenceMicroTicks, exponent + MICRO_DIGITS);
            case "collarLower":
                return price(observed.collarLowerTicks, exponent);
            case "collarUpper":
                return price(observed.collarUpperTicks, exponent);
            case "reopenPx":
                return price(observed.reopenTicks, exponent);
            case "extended":
                return String.valueOf(observed.isExtended);
            case "level":
                return String.valueOf(observed.level);
            case "bidFlag":
                return flag(bid != null && observed.lowerTicks != EventPublisher.ABSENT
                    && bid.compareTo(BigDecimal.valueOf(observed.lowerTicks, exponent)) < 0);
            case "askFlag":
                return flag(ask != null && observed.upperTicks != Long.MAX_VALUE
                    && ask.compareTo(BigDecimal.valueOf(observed.upperTicks, exponent)) > 0);
            case "decision":
                return String.valueOf(verdict);
            default:
                throw new UnsupportedCase("expectation " + key);
        }
    }

    private boolean equal(final String key, final String expected, final String actual)
    {
        if (key.equals("state"))
        {
            return ObservedState.canonical(expected).equals(actual);
        }
        try
        {
            return new BigDecimal(expected).subtract(new BigDecimal(actual)).abs().compareTo(tolerance) <= 0;
        }
        catch (final NumberFormatException ex)
        {
            return expected.equals(actual) || expected.equals("null") && actual.equals("none");
        }
    }

    private static String flag(final boolean isBeyond)
    {
        return isBeyond ? "NON_EXECUTABLE" : "EXECUTABLE";
    }

    private static String price(final long value, final int scale)
    {
        return value == Long.MIN_VALUE || value == Long.MAX_VALUE
            ? "none" : BigDecimal.valueOf(value, scale).stripTrailingZeros().toPlainString();
    }
}

package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.EventPublisher;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares what a case expects with what the engine and its gate said; only the listed keys count. */
final class Checkpoints
{
    private static final int MICRO_DIGITS = 6;
    private static final long MICRO = 1_000_000L;
    private static final BigDecimal SECOND = BigDecimal.valueOf(CaseClock.SECOND);
    private static final String NONE = "none";

    private final CaseVenue venue;
    private final CaseRulebook rulebook;
    private final BigDecimal tolerance;
    private final ObservedState observed;

    Checkpoints(final CaseVenue venue, final CaseRulebook rulebook, final BigDecimal tolerance)
    {
        this.venue = venue;
        this.rulebook = rulebook;
        this.tolerance = tolerance == null ? BigDecimal.ZERO : tolerance;
        observed = venue.host.observed();
    }

    /**
     * Compares a checkpoint.
     *
     * @return the first difference in words, or null.
     * @throws UnsupportedCase where nothing is known of a key, or none is listed.
     */
    String compare(final JsonNode expected)
    {
        int compared = 0;
        for (final Map.Entry<String, JsonNode> key : expected.properties())
        {
            if (!key.getKey().equals("at") && !key.getKey().equals("note"))
            {
                compared++;
                final String difference = difference(key.getKey(), key.getValue());
                if (difference != null)
                {
                    return difference;
                }
            }
        }
        if (compared == 0)
        {
            throw new UnsupportedCase("a checkpoint without an expectation");
        }
        return null;
    }

    private String difference(final String key, final JsonNode expected)
    {
        if (key.equals("state"))
        {
            return isState(expected.asText()) ? null : told(key, expected.asText(), observed.state());
        }
        if (expected.isObject())
        {
            if (expected.isEmpty())
            {
                throw new UnsupportedCase("an empty expectation of " + key);
            }
            for (final Map.Entry<String, JsonNode> one : expected.properties())
            {
                final String actual = of(key, one.getKey());
                if (!equal(key, one.getValue(), actual))
                {
                    return told(key + " " + one.getKey(), one.getValue().asText(), actual);
                }
            }
            return null;
        }
        if (expected.isArray())
        {
            final String wanted = fills(expected);
            final String actual = list(key);
            return wanted.equals(actual) ? null : told(key, wanted, actual);
        }
        final String actual = value(key);
        return equal(key, expected, actual) ? null : told(key, expected.asText(), actual);
    }

    private boolean isState(final String expected)
    {
        return venue.family.isState(expected, observed.state()) ||
            observed.tripRule != 0 && venue.family.isState(expected,
                observed.state() + (observed.tripSide == Side.SELL.code() ? "/DOWN" : "/UP")) ||
            observed.isUncrossed && venue.family.isState(expected, "UNCROSSED") ||
            observed.isLatched && venue.family.isState(expected, "LATCHED " + observed.state());
    }

    private String value(final String key)
    {
        switch (key)
        {
            case "lower":
                return price(venue.family.isBandOfCall ? observed.collarLowerTicks : bands().lowerTicks(),
                    venue.exponent);
            case "upper":
                return price(venue.family.isBandOfCall ? observed.collarUpperTicks : bands().upperTicks(),
                    venue.exponent);
            case "ref":
            case "mark":
                return price(referenceMicroTicks(), venue.exponent + MICRO_DIGITS);
            case "offset":
            case "limit":
                return venue.family.hasOffset ? price(bands().upperTicks() - venue.reading().references().get(0)
                    .valueMicroTicks() / MICRO, venue.exponent) : ofRule(key);
            case "collarLower":
                return price(observed.collarLowerTicks, venue.exponent);
            case "collarUpper":
                return price(observed.collarUpperTicks, venue.exponent);
            case "reopenPx":
                return price(observed.reopenTicks, venue.exponent);
            case "extended":
                return String.valueOf(observed.isExtended);
            case "pmeCount":
            case "extensions":
                return String.valueOf(observed.extensions);
            case "level":
            case "phase":
                return String.valueOf(observed.level);
            case "haltSec":
                return observed.tripNs == Long.MIN_VALUE ? "0" : observed.tripNs == Long.MAX_VALUE ? NONE :
                    BigDecimal.valueOf(observed.tripNs).divide(SECOND).toPlainString();
            case "cause":
                return cause();
            case "decision":
                return String.valueOf(venue.verdict);
            case "bidFlag":
                return flag(venue.bid != null && bands().lowerTicks() != EventPublisher.ABSENT
                    && venue.ticks(venue.bid) < bands().lowerTicks());
            case "askFlag":
                return flag(venue.ask != null && venue.ticks(venue.ask) > bands().upperTicks());
            case "auctionQty":
                return String.valueOf(venue.orders.book.auctionLots());
            case "filledQty":
                return String.valueOf(venue.orders.fills.stream().mapToLong(CaseOrders.Fill::lots).sum());
            case "rejectedQty":
                return String.valueOf(venue.orders.refusedLots);
            default:
                return ofRule(key);
        }
    }

    /** The limits of one rule alone, with its prefix: the case is played again with the other rules switched off. */
    private String ofRule(final String key)
    {
        for (final Map.Entry<String, Map<String, String>> rule : venue.family.rules.entrySet())
        {
            if (key.equals(rule.getKey() + "Lower") || key.equals(rule.getKey() + "Upper"))
            {
                final ScopeReading.Breaker alone = rulebook.alone(rule.getValue(), venue.host.timeNs());
                return price(key.endsWith("Lower") ? alone.lowerTicks() : alone.upperTicks(), venue.exponent);
            }
        }
        throw new UnsupportedCase("expectation " + key);
    }

    private String of(final String key, final String name)
    {
        switch (key)
        {
            case "decisions":
                return venue.decisions.getOrDefault(name, NONE);
            case "orders":
                return venue.orders.places.getOrDefault(name, NONE);
            case "effectiveLimit":
                final Long limit = venue.orders.limits.get(name);
                return limit == null ? NONE : price(limit, venue.exponent);
            case "lower":
                return price(breaker(name).lowerTicks(), venue.exponent);
            case "upper":
                return price(breaker(name).upperTicks(), venue.exponent);
            default:
                throw new UnsupportedCase("expectation " + key);
        }
    }

    /** The breaker of an id, whose own limits a case asks for. */
    private ScopeReading.Breaker breaker(final String id)
    {
        final ScopeReading reading = venue.reading();
        return reading.breakers().stream()
            .filter(one -> rulebook.breakerOf(reading.classIndex(), one.ruleIds().get(0)).equals(id)).findFirst()
            .orElseThrow(() -> new UnsupportedCase("breaker " + id));
    }

    private String list(final String key)
    {
        if (!key.equals("fills"))
        {
            throw new UnsupportedCase("expectation " + key);
        }
        return venue.orders.fills.stream().map(fill -> price(fill.priceTicks(), venue.exponent) + " x " + fill.lots())
            .collect(Collectors.joining(", "));
    }

    private static String fills(final JsonNode expected)
    {
        final StringBuilder text = new StringBuilder();
        for (final JsonNode fill : expected)
        {
            text.append(text.isEmpty() ? "" : ", ").append(CaseSetup.number(fill.get(0)).stripTrailingZeros()
                .toPlainString()).append(" x ").append(fill.get(1).asLong());
        }
        return text.toString();
    }

    /** The band that the venue's gate has: the narrowest of what the breakers allow. */
    private Bands bands()
    {
        if (venue.family.isCollared)
        {
            return new Bands(limit(Side.SELL), limit(Side.BUY));
        }
        long lower = EventPublisher.ABSENT;
        long upper = Long.MAX_VALUE;
        for (final ScopeReading.Breaker breaker : venue.reading().breakers())
        {
            lower = Math.max(lower, breaker.lowerTicks());
            upper = Math.min(upper, breaker.upperTicks());
        }
        return new Bands(lower, upper);
    }

    private long limit(final Side side)
    {
        return venue.host.gate().limitFor(
            CaseVenue.INSTRUMENT, side.code(), OrderKind.AGGRESSIVE.code(), venue.host.timeNs());
    }

    private record Bands(long lowerTicks, long upperTicks)
    {
    }

    private long referenceMicroTicks()
    {
        if (venue.family.reference < 0)
        {
            return observed.referenceMicroTicks;
        }
        final ScopeReading reading = venue.reading();
        final long centre = reading.breakers().get(0).centreMicroTicks();
        // while a call's price is checked around a reference that steps, that one is in force
        return centre != EventPublisher.ABSENT ? centre :
            reading.references().get(venue.family.reference).valueMicroTicks();
    }

    private String cause()
    {
        if (observed.tripRule == 0)
        {
            return NONE;
        }
        final String rule = rulebook.ruleName(observed.tripRule);
        final String side = observed.tripSide == Side.SELL.code() ? "/DOWN" : "/UP";
        final String own = rulebook.causeOf(rule) != null ? rulebook.causeOf(rule) :
            venue.family.causes.get(rule + side);
        return own != null ? own : venue.family.causes.getOrDefault(rule, rule);
    }

    private boolean equal(final String key, final JsonNode expected, final String actual)
    {
        if (key.equals("orders"))
        {
            return venue.family.isPlace(expected.asText(), actual);
        }
        if (expected.isNull())
        {
            return actual.equals(NONE);
        }
        try
        {
            return new BigDecimal(expected.asText()).subtract(new BigDecimal(actual)).abs().compareTo(tolerance) <= 0;
        }
        catch (final NumberFormatException ex)
        {
            return expected.asText().equals(actual);
        }
    }

    private static String told(final String key, final String expected, final String actual)
    {
        return key + ": expected " + expected + ", got " + actual;
    }

    private static String flag(final boolean isBeyond)
    {
        return isBeyond ? "NON_EXECUTABLE" : "EXECUTABLE";
    }

    private static String price(final long value, final int scale)
    {
        return value == Long.MIN_VALUE || value == Long.MAX_VALUE
            ? NONE : BigDecimal.valueOf(value, scale).stripTrailingZeros().toPlainString();
    }
}

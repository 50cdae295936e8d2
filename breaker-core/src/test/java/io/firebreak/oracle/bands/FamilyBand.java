package io.firebreak.oracle.bands;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What the rules of a breaker allow together, in decimals: the tightest of each side and what gave it. */
final class FamilyBand
{
    private final FamilySettings settings;
    private final List<FamilyRule> rules;
    private final FamilyPrices prices;

    long lowest;
    long highest;
    String lowestRule;
    String highestRule;
    BigDecimal lowestLimit;
    BigDecimal highestLimit;
    BigDecimal lowestFrom;
    BigDecimal highestFrom;
    boolean isMissing;

    FamilyBand(final FamilySettings settings, final List<FamilyRule> rules, final FamilyPrices prices)
    {
        this.settings = settings;
        this.rules = rules;
        this.prices = prices;
    }

    /** Make it anew of what the references are. */
    FamilyBand made()
    {
        lowest = Long.MIN_VALUE;
        highest = Long.MAX_VALUE;
        lowestRule = null;
        highestRule = null;
        isMissing = false;
        for (final FamilyRule rule : rules)
        {
            if (!rule.sides().equals("UPPER"))
            {
                lower(rule);
            }
            if (!rule.sides().equals("LOWER"))
            {
                upper(rule);
            }
        }
        return this;
    }

    /** The lower limit of a rule that watches prints; null where nothing is known. */
    BigDecimal lowerLimit(final FamilyRule rule)
    {
        final BigDecimal from = prices.of(rule).high();
        return from == null ? null : rule.width(from).lowerLimit(from, from, BigDecimal.ZERO, null, settings.increment);
    }

    BigDecimal upperLimit(final FamilyRule rule)
    {
        final BigDecimal from = prices.of(rule).low();
        return from == null ? null : rule.width(from).upperLimit(from, from, BigDecimal.ZERO, null, settings.increment);
    }

    /** The furthest of the rules that watch prints, from the one at a level on, that a print reaches; null none. */
    FamilyRule reached(final long price, final int level)
    {
        final BigDecimal at = BigDecimal.valueOf(price);
        FamilyRule reached = null;
        for (final FamilyRule rule : settings.rules.subList(level, settings.rules.size()))
        {
            final int least = rule.text().contains("GE") ? 0 : 1;
            if (prices.of(rule).low() != null && (lowerLimit(rule).compareTo(at) >= least ||
                at.compareTo(upperLimit(rule)) >= least))
            {
                reached = rule;
            }
        }
        return reached;
    }

    /** The line of a denial; null where a price is allowed. */
    String denied(final long price, final String first)
    {
        if (price < lowest)
        {
            return "DENIED " + lowestRule + " PRICE_BAND at " + price + " limit " + micro(lowestLimit);
        }
        if (price > highest)
        {
            return "DENIED " + highestRule + " PRICE_BAND at " + price + " limit " + micro(highestLimit);
        }
        return isMissing && settings.isMissingDenied ? "DENIED " + first + " MISSING_REFERENCE at " + price : null;
    }

    static String micro(final BigDecimal ticks)
    {
        return ticks.movePointRight(6).setScale(0, RoundingMode.HALF_UP).toPlainString();
    }

    private void lower(final FamilyRule rule)
    {
        final BigDecimal from = prices.of(rule).high();
        final BigDecimal key = rule.isOfBase() ? prices.base.high() : from;
        if (from == null || key == null)
        {
            isMissing = true;
            return;
        }
        final NaiveWidth width = rule.width(key);
        final BigDecimal share = rule.isTable() ? from : key;
        final long allowed = width.lowest(from, share, BigDecimal.ZERO, null, settings.increment);
        if (lowestRule == null || allowed > lowest)
        {
            lowest = allowed;
            lowestRule = rule.id();
            lowestFrom = from;
            lowestLimit = width.lowerLimit(from, share, BigDecimal.ZERO, null, settings.increment);
        }
    }

    private void upper(final FamilyRule rule)
    {
        final BigDecimal from = prices.of(rule).low();
        final BigDecimal key = rule.isOfBase() ? prices.base.low() : from;
        if (from == null || key == null)
        {
            isMissing = true;
            return;
        }
        final NaiveWidth width = rule.width(key);
        final BigDecimal share = rule.isTable() ? from : key;
        final long allowed = width.highest(from, share, BigDecimal.ZERO, null, settings.increment);
        if (highestRule == null || allowed < highest)
        {
            highest = allowed;
            highestRule = rule.id();
            highestFrom = from;
            highestLimit = width.upperLimit(from, share, BigDecimal.ZERO, null, settings.increment);
        }
    }
}

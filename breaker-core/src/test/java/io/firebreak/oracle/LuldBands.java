package io.firebreak.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The band table of the plan in decimals.
 *
 * @param lower lower band, ticks.
 * @param upper upper band, ticks.
 */
record LuldBands(long lower, long upper)
{
    private static final BigDecimal MICRO = BigDecimal.valueOf(1_000_000);

    /** Bands around a reference; {@code factor} is 2 where the schedule doubles the width, otherwise 1. */
    static LuldBands of(final LuldSettings settings, final long referenceMicro, final int factor)
    {
        final BigDecimal reference = BigDecimal.valueOf(referenceMicro).divide(MICRO);
        // The Plan knows no price below zero; negative prices are legal here (DESIGN.md 4.9), with no floor then.
        final BigDecimal amount = amount(settings, reference.abs())
            .multiply(BigDecimal.valueOf(settings.leveragePpm()).divide(MICRO))
            .multiply(BigDecimal.valueOf(factor));
        final long rounded = cents(reference);
        final long lower = Math.min(cents(reference.subtract(amount)), rounded - 1);
        final long upper = Math.max(cents(reference.add(amount)), rounded + 1);
        return new LuldBands(reference.signum() >= 0 ? Math.max(0, lower) : lower, upper);
    }

    private static BigDecimal amount(final LuldSettings settings, final BigDecimal reference)
    {
        if (settings.prevCloseTicks() < 75)
        {
            return BigDecimal.valueOf(15).min(reference.multiply(new BigDecimal("0.75")));
        }
        if (settings.prevCloseTicks() <= 300)
        {
            return reference.multiply(new BigDecimal("0.20"));
        }
        return reference.multiply(new BigDecimal(settings.tier() == 1 ? "0.05" : "0.10"));
    }

    /** The last 25 minutes count double for tier 1 and for whatever closed at or below three dollars. */
    static int factor(final LuldSettings settings, final long timeNs)
    {
        final boolean late = timeNs >= settings.doublingNs() && timeNs < settings.closeNs();
        return late && (settings.tier() == 1 || settings.prevCloseTicks() <= 300) ? 2 : 1;
    }

    /** Step of the reopening collars. */
    static long step(final long auctionReferenceTicks)
    {
        return auctionReferenceTicks <= 300 ? 15 :
            cents(BigDecimal.valueOf(auctionReferenceTicks).multiply(new BigDecimal("0.05")));
    }

    private static long cents(final BigDecimal ticks)
    {
        return ticks.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}

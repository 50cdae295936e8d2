package io.firebreak.oracle.crypto;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Both limits of one rule at one print.
 *
 * @param rule     name of the rule
 * @param lower    lower limit in ticks, rounded down
 * @param upper    upper limit in ticks, rounded up
 * @param lowerRef price from which the lower limit was measured
 * @param upperRef price from which the upper limit was measured
 * @param ppm      distance of both limits in parts per million
 */
record Limits(String rule, long lower, long upper, double lowerRef, double upperRef, double ppm)
{
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /**
     * Measures the limits from two references.
     *
     * @param rule     name of the rule
     * @param lowerRef price from which the lower limit is measured
     * @param upperRef price from which the upper limit is measured
     * @param ppm      distance in parts per million
     * @return the limits, rounded outward to the tick
     */
    static Limits of(final String rule, final double lowerRef, final double upperRef, final double ppm)
    {
        final BigDecimal distance = new BigDecimal(ppm);
        final BigDecimal low = new BigDecimal(lowerRef).multiply(MILLION.subtract(distance)).movePointLeft(6);
        final BigDecimal high = new BigDecimal(upperRef).multiply(MILLION.add(distance)).movePointLeft(6);
        return new Limits(rule, low.setScale(0, RoundingMode.FLOOR).longValueExact(),
            high.setScale(0, RoundingMode.CEILING).longValueExact(), lowerRef, upperRef, ppm);
    }

    /**
     * Tells whether a price is at or below the lower limit.
     *
     * @param ticks price
     * @return true if it is
     */
    boolean below(final long ticks)
    {
        return ticks <= lower;
    }

    /**
     * Tells whether a price is at or beyond one of the limits.
     *
     * @param ticks price
     * @return true if it is
     */
    boolean beyond(final long ticks)
    {
        return below(ticks) || ticks >= upper;
    }

    /**
     * Tells how near a price comes to one of the limits before they are rounded.
     *
     * @param ticks price
     * @return distance as a fraction of the limit
     */
    double nearness(final long ticks)
    {
        final double low = lowerRef * (1 - ppm / 1e6);
        final double high = upperRef * (1 + ppm / 1e6);
        return Math.min(Math.abs(ticks - low) / low, Math.abs(ticks - high) / high);
    }
}

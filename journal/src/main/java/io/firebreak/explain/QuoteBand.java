package io.firebreak.explain;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.estimator.Wide;

/**
 * The band of a quote breaker, computed again in integers as spec 1.1 of the rulebooks states it: width by the previous
 * close, leverage, closing factor, nearest venue tick, at least one tick from the reference, never below zero.
 *
 * @param lowerTicks lower band.
 * @param upperTicks upper band.
 * @param ppm        width after leverage and closing factor, 0 where it is an amount.
 * @param amount     that amount in millionths of a tick, 0 where it is a share.
 */
record QuoteBand(long lowerTicks, long upperTicks, long ppm, long amount)
{
    private static final long PPM = 1_000_000L;

    static QuoteBand of(
        final JournalFacts.Instrument instrument,
        final RuleFacts rule,
        final Long previousCloseE9,
        final long reference,
        final long widthPpm,
        final long factorPpm)
    {
        final long increment = instrument.increment();
        final long scale = Wide.mulDivHalfUp(instrument.leveragePpm(), factorPpm, PPM);
        final int row = previousCloseE9 == null ? 0 : rule.rowAt(previousCloseE9);
        final long atMostE9 = row == 0 ? 0 : rule.rowLong(row, ImageLayout.W_AT_MOST_E9);
        final long atMost = atMostE9 == 0 ? Long.MAX_VALUE : microTicks(atMostE9, instrument.priceExponent());
        final long amount;
        final long ppm;
        final long lower;
        final long upper;
        if (atMost != Long.MAX_VALUE && Wide.compareProducts(atMost, PPM, Math.abs(reference), widthPpm) < 0)
        {
            ppm = 0;
            amount = Wide.mulDivHalfUp(atMost, scale, PPM);
            lower = Wide.mulDivHalfUp(reference - amount, 1, increment * PPM) * increment;
            upper = Wide.mulDivHalfUp(reference + amount, 1, increment * PPM) * increment;
        }
        else
        {
            amount = 0;
            ppm = Wide.mulDivHalfUp(widthPpm, scale, PPM);
            final long sign = reference >= 0 ? 1 : -1;
            lower = Wide.mulDivHalfUp(reference, PPM - sign * ppm, PPM * PPM * increment) * increment;
            upper = Wide.mulDivHalfUp(reference, PPM + sign * ppm, PPM * PPM * increment) * increment;
        }
        final long centre = Wide.mulDivHalfUp(reference, 1, increment * PPM) * increment;
        final long apart = Math.min(lower, centre - increment);
        return new QuoteBand(reference >= 0 ? Math.max(0, apart) : apart, Math.max(upper, centre + increment), ppm,
            amount);
    }

    String formula(final String reference, final boolean isLower)
    {
        final String sign = isLower ? " - " : " + ";
        return (amount == 0 ? reference + " x (1" + sign + Figures.percent(ppm * 1e-6) + ")"
            : reference + sign + amount + " millionths of a tick") + ", rounded to the nearest tick";
    }

    private static long microTicks(final long e9, final int exponent)
    {
        long power = 1;
        for (int i = Math.abs(exponent - 3); i > 0; i--)
        {
            power *= 10;
        }
        return exponent >= 3 ? Wide.mulDivHalfUp(e9, power, 1) : Wide.mulDivHalfUp(e9, 1, power);
    }
}

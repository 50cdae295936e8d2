package io.firebreak.rulebook;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageLayout;

/**
 * Compiles a width that is a quantile of the log-normal model without drift: R exp(-s^2 t / 2 -/+ z s sqrt(t)), z of
 * the probability that price stays inside over the horizon. Computed once, cold, into parts per million.
 */
final class Quantile
{
    private static final double SECONDS_A_YEAR = 365.25 * 86_400;
    private static final double PPM = 1e6;
    private static final double FURTHEST = 6.0;
    private static final int HALVINGS = 60;
    private static final int TERMS = 200;

    private Quantile()
    {
    }

    static void compile(final Section width, final Struct struct, final int sides)
    {
        final double sigma = width.ratio("sigma_per_sqrt_year", 1, Limits.FACTOR_PPM) / PPM;
        final double years = width.duration("horizon", Limits.MILLI_NS, Limits.DAY_NS) / 1e9 / SECONDS_A_YEAR;
        final double z = deviations(width.ratio("probability", 1, 999_999) / PPM);
        final double spread = z * sigma * StrictMath.sqrt(years);
        final double drift = -sigma * sigma * years / 2;
        if ((sides & 1) != 0)
        {
            struct.int64(ImageLayout.U_PPM, (long)StrictMath.floor((1 - StrictMath.exp(drift - spread)) * PPM + 0.5));
        }
        if ((sides & 2) != 0)
        {
            struct.int64(ImageBand.U_UP_PPM,
                (long)StrictMath.floor((StrictMath.exp(drift + spread) - 1) * PPM + 0.5));
        }
    }

    /** How many standard deviations a normal variable stays within with a probability. */
    static double deviations(final double probability)
    {
        double low = 0;
        double high = FURTHEST;
        for (int i = 0; i < HALVINGS; i++)
        {
            final double middle = (low + high) / 2;
            if (within(middle) < probability)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** 2 phi(x) (x + x^3 / 3 + x^5 / 15 + ...). */
    private static double within(final double x)
    {
        double term = x;
        double sum = x;
        for (int i = 1; i < TERMS; i++)
        {
            term *= x * x / (2 * i + 1);
            sum += term;
        }
        return 2 * sum * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
    }
}

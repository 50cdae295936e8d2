package io.firebreak.estimator;

import java.math.BigDecimal;
import java.math.MathContext;

/** Logarithm and exponential to more than 40 digits from their textbook series: the oracle of the polynomials. */
final class ExactMath
{
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal TINY = new BigDecimal("1e-62");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** ln 2 = 2 atanh(1/3). */
    private static final BigDecimal LN_2 = twiceAtanh(BigDecimal.ONE.divide(BigDecimal.valueOf(3), DIGITS));

    private ExactMath()
    {
    }

    static BigDecimal log(final double x)
    {
        // Powers of two are exact in a double, subnormals included.
        final double normal = x < Double.MIN_NORMAL ? x * 0x1p60 : x;
        int k = Math.getExponent(normal) - (x < Double.MIN_NORMAL ? 60 : 0);
        double scaled = Math.scalb(normal, -Math.getExponent(normal));
        if (scaled > 1.5)
        {
            scaled /= 2;
            k++;
        }
        final BigDecimal mantissa = new BigDecimal(scaled);
        final BigDecimal s = mantissa.subtract(BigDecimal.ONE).divide(mantissa.add(BigDecimal.ONE), DIGITS);
        return LN_2.multiply(BigDecimal.valueOf(k)).add(twiceAtanh(s), DIGITS);
    }

    static BigDecimal exp(final double x)
    {
        final BigDecimal exact = new BigDecimal(x);
        final int k = (int)Math.rint(x / 0.6931471805599453);
        final BigDecimal r = exact.subtract(LN_2.multiply(BigDecimal.valueOf(k))).divide(power(8), DIGITS);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = 1; term.abs().compareTo(TINY) > 0; n++)
        {
            term = term.multiply(r).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term);
        }
        for (int i = 0; i < 8; i++)
        {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum.multiply(power(k), DIGITS);
    }

    /** Error in units of the last place of the true value. */
    static double ulps(final double value, final BigDecimal exact)
    {
        final double ulp = Math.ulp(exact.doubleValue());
        return new BigDecimal(value).subtract(exact).abs().divide(new BigDecimal(ulp), DIGITS).doubleValue();
    }

    private static BigDecimal twiceAtanh(final BigDecimal s)
    {
        final BigDecimal square = s.multiply(s, DIGITS);
        BigDecimal power = s;
        BigDecimal sum = BigDecimal.ZERO;
        for (int n = 1; power.abs().compareTo(TINY.multiply(s.abs())) > 0; n += 2)
        {
            sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS));
            power = power.multiply(square, DIGITS);
        }
        return sum.multiply(TWO);
    }

    private static BigDecimal power(final int k)
    {
        return k >= 0 ? TWO.pow(k) : BigDecimal.ONE.divide(TWO.pow(-k));
    }
}

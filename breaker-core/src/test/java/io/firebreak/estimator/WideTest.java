package io.firebreak.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WideTest
{
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final long[] EXTREMES = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -(1L << 62), -(1L << 32) - 1,
        -(1L << 32), -3, -2, -1, 0, 1, 2, 3, 1L << 31, (1L << 32) - 1, 1L << 32, (1L << 32) + 1, 1L << 62,
        (1L << 62) + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE};

    private final SplittableRandom random = new SplittableRandom(20261121);

    @Test
    void shouldDivideLikeBigIntegerWhenOperandsAreExtreme()
    {
        for (final long a : EXTREMES)
        {
            for (final long b : EXTREMES)
            {
                for (final long divisor : EXTREMES)
                {
                    assertQuotients(a, b, divisor);
                }
            }
        }
    }

    @Test
    void shouldDivideLikeBigIntegerOverAMillionRandomOperands()
    {
        for (int i = 0; i < 1_000_000; i++)
        {
            final long a = operand();
            final long b = operand();
            // Half of the quotients lie close to a tie, or to the end of the range.
            final long divisor = (i & 1) == 0 ? operand() : a == 0 ? 2 : 2 * a + random.nextInt(3) - 1;
            assertQuotients(a, b, divisor);
        }
    }

    @Test
    void shouldCompareLikeBigIntegerOverAMillionRandomOperands()
    {
        for (int i = 0; i < 1_000_000; i++)
        {
            final long a = operand();
            final long b = operand();
            final boolean isClose = (i & 1) == 0;
            final long c = isClose ? b : operand();
            final long d = isClose ? a + random.nextInt(3) - 1 : operand();
            final int expected = product(a, b).compareTo(product(c, d));
            if (Integer.signum(Wide.compareProducts(a, b, c, d)) != expected)
            {
                assertThat(Wide.compareProducts(a, b, c, d)).as("%d * %d ? %d * %d", a, b, c, d).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldRoundTiesAwayFromZero()
    {
        assertThat(Wide.mulDivHalfUp(5, 1, 2)).isEqualTo(3);
        assertThat(Wide.mulDivHalfUp(-5, 1, 2)).isEqualTo(-3);
        assertThat(Wide.mulDivHalfUp(5, -1, -2)).isEqualTo(3);
    }

    @Test
    void shouldBeUnknownWhenTheQuotientDoesNotFit()
    {
        assertThat(Wide.mulDivHalfUp(1, 1, 0)).isEqualTo(Wide.UNKNOWN);
        assertThat(Wide.mulDivHalfUp(1L << 32, 1L << 32, 2)).isEqualTo(Wide.UNKNOWN);
        // (2^65 - 1) / 2: the whole part is all ones, and rounding up wraps it to 0.
        assertThat(Wide.mulDivHalfUp(253_921, 145_295_143_558_111L, 2)).isEqualTo(Wide.UNKNOWN);
        assertThat(Wide.mulDivHalfUp(-253_921, 145_295_143_558_111L, 2)).isEqualTo(Wide.UNKNOWN);
    }

    private void assertQuotients(final long a, final long b, final long divisor)
    {
        final long halfUp = Wide.mulDivHalfUp(a, b, divisor);
        final long expected = expected(a, b, divisor);
        if (halfUp != expected)
        {
            assertThat(halfUp).as("%d * %d / %d", a, b, divisor).isEqualTo(expected);
        }
    }

    private static long expected(final long a, final long b, final long divisor)
    {
        if (divisor == 0)
        {
            return Wide.UNKNOWN;
        }
        final BigInteger quotient = new BigDecimal(product(a, b))
            .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP).toBigInteger();
        return quotient.abs().compareTo(MAX) > 0 ? Wide.UNKNOWN : quotient.longValueExact();
    }

    private static BigInteger product(final long a, final long b)
    {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    private long operand()
    {
        return random.nextInt(20) == 0 ? EXTREMES[random.nextInt(EXTREMES.length)] :
            random.nextLong() >> random.nextInt(64);
    }
}

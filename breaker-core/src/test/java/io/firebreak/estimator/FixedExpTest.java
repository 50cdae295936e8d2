package io.firebreak.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FixedExpTest
{
    /** Bits of a million exponentials, the same on JDK 17 and 25, interpreted and compiled. */
    private static final String RECORDED_BITS = "9aa4235ea642c28d";

    @Test
    void shouldBeWithinOneUlpOfFortyDigits()
    {
        final SplittableRandom random = new SplittableRandom(20261121);
        double worst = 0;
        for (int i = 0; i < 10_000; i++)
        {
            final double x = argument(random, i);
            final double error = ExactMath.ulps(FixedExp.exp(x), ExactMath.exp(x));
            assertThat(error).as("exp %s", Double.toHexString(x)).isLessThan(1);
            worst = Math.max(worst, error);
        }
        // The class comment quotes it.
        assertThat(worst).isBetween(0.6, 0.81);
    }

    @Test
    void shouldBeWithinOneUlpAtTheEdges()
    {
        final double[] edges = {700, -700, 0.34657359027997264, -0.34657359027997264, 1, -1, Double.MIN_VALUE,
            -Double.MIN_VALUE, 1e-17, -1e-17, 0x1p-53, -0x1p-54, 0.6931471805599453, 485.2030263919617};
        for (final double x : edges)
        {
            assertThat(ExactMath.ulps(FixedExp.exp(x), ExactMath.exp(x))).as("exp %s", x).isLessThan(1);
        }
        assertThat(FixedExp.exp(0)).isEqualTo(1);
        assertThat(FixedExp.exp(-0.0)).isEqualTo(1);
    }

    @Test
    void shouldClampWhenTheArgumentIsBeyond700()
    {
        assertThat(FixedExp.exp(700.1)).isEqualTo(FixedExp.exp(700)).isLessThan(Double.MAX_VALUE);
        assertThat(FixedExp.exp(Double.POSITIVE_INFINITY)).isEqualTo(FixedExp.exp(700));
        assertThat(FixedExp.exp(-1e300)).isEqualTo(FixedExp.exp(-700)).isGreaterThan(Double.MIN_NORMAL);
        assertThat(FixedExp.exp(Double.NEGATIVE_INFINITY)).isEqualTo(FixedExp.exp(-700));
        assertThat(FixedExp.exp(Double.NaN)).isNaN();
    }

    @Test
    @Tag("determinism")
    void shouldGiveTheRecordedBitsOnEveryJvm()
    {
        final SplittableRandom random = new SplittableRandom(1);
        long hash = 0;
        for (int i = 0; i < 1_000_000; i++)
        {
            hash = hash * 0x9E3779B97F4A7C15L + Double.doubleToLongBits(FixedExp.exp(argument(random, i)));
            hash ^= hash >>> 31;
        }
        assertThat(Long.toHexString(hash)).isEqualTo(RECORDED_BITS);
    }

    private static double argument(final SplittableRandom random, final int i)
    {
        switch (i & 3)
        {
            case 0:
                return random.nextDouble(-700, 700);
            case 1:
                return random.nextDouble(-1, 1);
            case 2:
                return random.nextDouble(-20, 0);
            default:
                return (random.nextInt(2_000) - 1_000) * 0.34657359027997264 + random.nextDouble(-1e-9, 1e-9);
        }
    }
}

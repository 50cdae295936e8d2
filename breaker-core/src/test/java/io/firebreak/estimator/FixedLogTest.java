package io.firebreak.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FixedLogTest
{
    /** Bits of a million logarithms, the same on JDK 17 and 25, interpreted and compiled. */
    private static final String RECORDED_BITS = "854cba3c0f7c9f45";

    @Test
    void shouldBeWithinOneUlpOfFortyDigits()
    {
        final SplittableRandom random = new SplittableRandom(20261121);
        double worst = 0;
        for (int i = 0; i < 10_000; i++)
        {
            final double x = argument(random, i);
            final double error = ExactMath.ulps(FixedLog.log(x), ExactMath.log(x));
            assertThat(error).as("log %s", Double.toHexString(x)).isLessThan(1);
            worst = Math.max(worst, error);
        }
        // The class comment quotes it.
        assertThat(worst).isBetween(0.6, 0.76);
    }

    @Test
    void shouldBeWithinOneUlpAtTheEdges()
    {
        final double[] edges = {Double.MIN_VALUE, Math.nextDown(Double.MIN_NORMAL), Double.MIN_NORMAL,
            Math.nextDown(1.0), Math.nextUp(1.0), Math.nextDown(Math.sqrt(2)), Math.sqrt(2), Math.nextUp(Math.sqrt(2)),
            Math.sqrt(0.5), Math.nextUp(Math.sqrt(0.5)), Math.nextDown(2.0), 2, Double.MAX_VALUE, 1e-300, Math.E};
        for (final double x : edges)
        {
            assertThat(ExactMath.ulps(FixedLog.log(x), ExactMath.log(x))).as("log %s", x).isLessThan(1);
        }
    }

    @Test
    void shouldHaveADefinedResultWhenThereIsNoLogarithm()
    {
        assertThat(FixedLog.log(0.0)).isNaN();
        assertThat(FixedLog.log(-0.0)).isNaN();
        assertThat(FixedLog.log(-1)).isNaN();
        assertThat(FixedLog.log(-Double.MIN_VALUE)).isNaN();
        assertThat(FixedLog.log(Double.NEGATIVE_INFINITY)).isNaN();
        assertThat(FixedLog.log(Double.NaN)).isNaN();
        assertThat(FixedLog.log(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Double.doubleToRawLongBits(FixedLog.log(1))).as("+0.0").isZero();
    }

    @Test
    @Tag("determinism")
    void shouldGiveTheRecordedBitsOnEveryJvm()
    {
        final SplittableRandom random = new SplittableRandom(1);
        long hash = 0;
        for (int i = 0; i < 1_000_000; i++)
        {
            hash = hash * 0x9E3779B97F4A7C15L + Double.doubleToLongBits(FixedLog.log(argument(random, i)));
            hash ^= hash >>> 31;
        }
        assertThat(Long.toHexString(hash)).isEqualTo(RECORDED_BITS);
    }

    private static double argument(final SplittableRandom random, final int i)
    {
        switch (i & 3)
        {
            case 0:
                return Double.longBitsToDouble(random.nextLong(1, 0x7FF0_0000_0000_0000L));
            case 1:
                return random.nextDouble(0.5, 2);
            case 2:
                return 1 + random.nextDouble(-0.005, 0.005);
            default:
                return random.nextLong(1, 1L << 53);
        }
    }
}

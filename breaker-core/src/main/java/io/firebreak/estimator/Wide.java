package io.firebreak.estimator;

/**
 * Signed 128-bit products: exact comparisons of ratios by cross-multiplication, and a * b / divisor in one rounding.
 * Stateless, any thread, no allocation.
 */
public final class Wide
{
    /** Result of a division that has no value in a long: it does not fit, or the divisor is 0. Never a clamp. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private static final long LOW_32 = 0xFFFF_FFFFL;
    private static final long TWO_32 = 1L << 32;

    private Wide()
    {
    }

    /**
     * Compares two products exactly, such as two means given as (sum, count).
     *
     * @param a first factor of the left product.
     * @param b second factor of the left product.
     * @param c first factor of the right product.
     * @param d second factor of the right product.
     * @return negative, 0 or positive as a * b is less than, equal to or greater than c * d.
     */
    public static int compareProducts(final long a, final long b, final long c, final long d)
    {
        final long leftHigh = Math.multiplyHigh(a, b);
        final long rightHigh = Math.multiplyHigh(c, d);
        return leftHigh != rightHigh ? Long.compare(leftHigh, rightHigh) : Long.compareUnsigned(a * b, c * d);
    }

    /**
     * a * b / divisor, rounded as {@link java.math.RoundingMode#HALF_UP}: to the nearest, a tie away from zero.
     *
     * @param a       first factor.
     * @param b       second factor.
     * @param divisor any sign.
     * @return the quotient, or {@link #UNKNOWN} where it is not in (-2^63, 2^63) or the divisor is 0.
     */
    public static long mulDivHalfUp(final long a, final long b, final long divisor)
    {
        if (divisor == 0)
        {
            return UNKNOWN;
        }
        final long productHigh = Math.multiplyHigh(a, b);
        final long product = a * b;
        final boolean isNegative = (productHigh ^ divisor) < 0;
        final long low = productHigh < 0 ? -product : product;
        final long high = productHigh >= 0 ? productHigh : ~productHigh + (product == 0 ? 1 : 0);
        // Magnitude of Long.MIN_VALUE is 2^63, which unsigned arithmetic reads from the same bits.
        final long magnitude = divisor < 0 ? -divisor : divisor;

        final long quotient;
        final long remainder;
        if (high == 0 && low >= 0 && magnitude > 0)
        {
            quotient = low / magnitude;
            remainder = low - quotient * magnitude;
        }
        else if (Long.compareUnsigned(high, magnitude) >= 0)
        {
            return UNKNOWN;
        }
        else
        {
            quotient = divide(high, low, magnitude);
            remainder = low - quotient * magnitude;
        }
        return signed(quotient, remainder, magnitude, isNegative);
    }

    private static long signed(
        final long quotient, final long remainder, final long divisor, final boolean isNegative)
    {
        // r >= d - r, not 2r >= d: the double would not fit.
        final boolean isAway = remainder != 0 && Long.compareUnsigned(remainder, divisor - remainder) >= 0;
        final long rounded = isAway ? quotient + 1 : quotient;
        // Unsigned 2^63 and more do not fit; all ones plus one has wrapped to 0.
        return rounded < 0 || quotient < 0 ? UNKNOWN : isNegative ? -rounded : rounded;
    }

    /** Unsigned 128 by 64 bits, high &lt; divisor: long division in base 2^32, two digits of the quotient. */
    static long divide(final long high, final long low, final long divisor)
    {
        final int shift = Long.numberOfLeadingZeros(divisor);
        final long normal = divisor << shift;
        // A shift by 64 would be a shift by 0, hence in two steps.
        final long top = (high << shift) | (low >>> 1 >>> (63 - shift));
        final long rest = low << shift;
        final long first = digit(top, rest >>> 32, normal);
        final long between = (top << 32) + (rest >>> 32) - first * normal;
        return (first << 32) + digit(between, rest & LOW_32, normal);
    }

    /** One digit: (top * 2^32 + next) / divisor, estimated from the divisor's upper half, corrected at most twice. */
    private static long digit(final long top, final long next, final long divisor)
    {
        final long upper = divisor >>> 32;
        long digit = Long.divideUnsigned(top, upper);
        long rest = top - digit * upper;
        while (digit >= TWO_32 || Long.compareUnsigned(digit * (divisor & LOW_32), (rest << 32) + next) > 0)
        {
            digit--;
            rest += upper;
            if (rest >= TWO_32)
            {
                break;
            }
        }
        return digit;
    }
}

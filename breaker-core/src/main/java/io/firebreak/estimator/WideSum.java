package io.firebreak.estimator;

/**
 * Signed 128-bit sum of products, and its quotient by a positive divisor in the rounding that is asked for. A scratch
 * pad of one thread: it holds nothing between two uses and allocates nothing.
 */
public final class WideSum
{
    /** Result that does not fit into a long. Never a clamp. */
    public static final long UNKNOWN = Wide.UNKNOWN;

    private long high;
    private long low;

    /**
     * Create an empty pad.
     */
    public WideSum()
    {
    }

    /**
     * Begin with a product.
     *
     * @param a first factor.
     * @param b second factor.
     * @return this.
     */
    public WideSum set(final long a, final long b)
    {
        high = Math.multiplyHigh(a, b);
        low = a * b;
        return this;
    }

    /**
     * Begin with a product of 128 and 64 bits. It must stay below 2^127.
     *
     * @param upper  upper 64 bits of the first factor.
     * @param lower  its lower 64 bits.
     * @param factor second factor, not negative.
     * @return this.
     */
    public WideSum times(final long upper, final long lower, final long factor)
    {
        low = lower * factor;
        // the lower half has no sign
        high = upper * factor + Math.multiplyHigh(lower, factor) + (lower >> 63 & factor);
        return this;
    }

    /**
     * Add a product. The sum must stay below 2^127, which four products of longs below 2^62 do.
     *
     * @param a first factor.
     * @param b second factor.
     * @return this.
     */
    public WideSum add(final long a, final long b)
    {
        final long product = a * b;
        low += product;
        high += Math.multiplyHigh(a, b) + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
        return this;
    }

    /**
     * Quotient towards minus infinity.
     *
     * @param divisor above 0.
     * @return the quotient, or {@link #UNKNOWN} where it does not fit.
     */
    public long floor(final long divisor)
    {
        return high < 0 ? -quotient(divisor, true) : quotient(divisor, false);
    }

    /**
     * Quotient towards plus infinity.
     *
     * @param divisor above 0.
     * @return the quotient, or {@link #UNKNOWN} where it does not fit.
     */
    public long ceil(final long divisor)
    {
        return high < 0 ? -quotient(divisor, false) : quotient(divisor, true);
    }

    /**
     * Nearest quotient, a tie away from zero.
     *
     * @param divisor above 0.
     * @return the quotient, or {@link #UNKNOWN} where it does not fit.
     */
    public long nearest(final long divisor)
    {
        final long down = floor(divisor);
        if (down == UNKNOWN)
        {
            return UNKNOWN;
        }
        final long rest = low - down * divisor;
        final long other = divisor - rest;
        return rest > other || rest == other && high >= 0 ? down + 1 : down;
    }

    /** Of the magnitude; -UNKNOWN is UNKNOWN. */
    private long quotient(final long divisor, final boolean isAway)
    {
        final boolean isNegative = high < 0;
        final long lower = isNegative ? -low : low;
        final long upper = isNegative ? ~high + (low == 0 ? 1 : 0) : high;
        if (Long.compareUnsigned(upper, divisor) >= 0)
        {
            return UNKNOWN;
        }
        final long whole = upper == 0 && lower >= 0 ? lower / divisor : Wide.divide(upper, lower, divisor);
        final long result = isAway && lower != whole * divisor ? whole + 1 : whole;
        return whole < 0 || result < 0 ? UNKNOWN : result;
    }
}

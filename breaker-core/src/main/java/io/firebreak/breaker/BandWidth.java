package io.firebreak.breaker;

import io.firebreak.estimator.Wide;
import io.firebreak.estimator.WideSum;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The limit that one rule of a band gives on one side: reference, distance, rounding, and the last price that is still
 * allowed. All in integers of 128 bits; what does not fit is unknown, never a wider limit. Source: spec/rulebooks.md
 * sections 10 and 11. Owned by the engine thread.
 */
final class BandWidth
{
    private static final long PPM = 1_000_000L;
    private static final long MICRO = 1_000_000L;
    private static final long MICRO_PPM = MICRO * PPM;

    /** Furthest price that is still allowed, ticks. */
    long allowedTicks;

    /** The limit itself, millionths of a tick: rounded to the tick, or to the millionth where it is not rounded. */
    long limitMicro;

    private final Parts parts;
    private final UnsafeBuffer b;
    private final WideSum sum = new WideSum();

    /** The distance, in millionths of a tick times ppm, as a product. */
    private long first;
    private long second;

    BandWidth(final Parts parts)
    {
        this.parts = parts;
        b = parts.memory.b;
    }

    /**
     * Compute a limit.
     *
     * @param s       state of the scope.
     * @param rule    parameters of the rule.
     * @param isUpper which side.
     * @param from    reference, millionths of a tick.
     * @param base    what the width is a share of, millionths of a tick.
     * @return false where it does not fit; true when the fields hold it.
     */
    boolean of(final int s, final int rule, final boolean isUpper, final long from, final long base)
    {
        final long increment = b.getLong(s + Layout.S_INCREMENT);
        final long step = MICRO_PPM * increment;
        if (Math.multiplyHigh(MICRO_PPM, increment) != 0 || step <= 0 || !distance(s, rule, isUpper, base, step))
        {
            return false;
        }
        sum.set(from, PPM).add(isUpper ? first : -first, second);
        final boolean breaches = b.getInt(rule + ImageBand.U_LIMIT_BREACHES) != 0;
        final int rounding = b.getInt(rule + (isUpper ? ImageBand.U_ROUND_UPPER : ImageBand.U_ROUND_LOWER));
        if (rounding == ImageBand.ROUND_NONE)
        {
            return exact(isUpper, breaches);
        }
        final long steps = rounding == ImageBand.ROUND_NEAREST ? sum.nearest(step) :
            rounding == ImageBand.ROUND_FLOOR ? sum.floor(step) : sum.ceil(step);
        final long ticks = steps * increment;
        limitMicro = ticks * MICRO;
        allowedTicks = !breaches ? ticks : isUpper ? ticks - 1 : ticks + 1;
        return steps != WideSum.UNKNOWN && Math.multiplyHigh(steps, increment) == ticks >> 63 &&
            Math.multiplyHigh(ticks, MICRO) == limitMicro >> 63;
    }

    /** The distance of a rule's side: a share, an amount, or one of both; floored where it says so. */
    private boolean distance(final int s, final int rule, final boolean isUpper, final long base, final long step)
    {
        final int kind = b.getInt(rule + ImageLayout.U_WIDTH);
        final long ppm = b.getLong(rule + (isUpper ? ImageBand.U_UP_PPM : ImageLayout.U_PPM));
        final long share = Math.abs(base);
        first = share;
        second = ppm;
        if (kind != ImageLayout.WIDTH_PPM)
        {
            final long amount = amount(s, b.getLong(rule + (isUpper ? ImageBand.U_UP_ABS : ImageBand.U_DOWN_ABS)),
                kind);
            if (amount == Layout.ABSENT)
            {
                return false;
            }
            final int order = Wide.compareProducts(share, ppm, amount, PPM);
            if (kind <= ImageBand.WIDTH_TICKS || (kind == ImageBand.WIDTH_MIN ? order > 0 : order < 0))
            {
                first = amount;
                second = PPM;
            }
        }
        if (b.getInt(rule + ImageBand.U_ROUND_DISTANCE) == ImageBand.ROUND_FLOOR)
        {
            final long steps = sum.set(first, second).floor(step);
            first = steps * (step / PPM);
            second = PPM;
            return steps != WideSum.UNKNOWN && Math.multiplyHigh(steps, step / PPM) == first >> 63;
        }
        return true;
    }

    private long amount(final int s, final long value, final int kind)
    {
        if (kind != ImageBand.WIDTH_TICKS)
        {
            return parts.bands.microTicks(s, value);
        }
        return Math.multiplyHigh(value, MICRO) == 0 && value * MICRO >= 0 ? value * MICRO : Layout.ABSENT;
    }

    /** Without rounding the limit lies anywhere between two ticks; prices are whole ticks. */
    private boolean exact(final boolean isUpper, final boolean breaches)
    {
        limitMicro = sum.nearest(PPM);
        final long below = sum.floor(MICRO_PPM);
        final long above = sum.ceil(MICRO_PPM);
        if (limitMicro == WideSum.UNKNOWN || below == WideSum.UNKNOWN || above == WideSum.UNKNOWN)
        {
            return false;
        }
        allowedTicks = isUpper ? breaches ? above - 1 : below : breaches ? below + 1 : above;
        return true;
    }
}

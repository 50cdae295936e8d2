package io.firebreak.breaker;

import io.firebreak.estimator.Wide;
import io.firebreak.estimator.WideSum;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The limit that one rule of a band gives on one side: reference, distance, rounding, and the last price that is still
 * allowed. All in integers of 128 bits; what does not fit is unknown, never a wider limit. Source: spec/rulebooks.md
 * sections 7, 10 and 11. Owned by the engine thread.
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

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final WideSum sum = new WideSum();

    /** Part of the day whose widths are computed, 1 up; 0 the rule has none. */
    private int part;

    /** The distance, in millionths of a tick times ppm, as a product. */
    private long first;
    private long second;

    /** What {@link #sum} is divided by to be millionths of a tick. */
    private long divisor;

    BandWidth(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * Compute a limit.
     *
     * @param s       state of the scope.
     * @param rule    parameters of the rule.
     * @param isUpper which side.
     * @param from    reference, millionths of a tick.
     * @param base    what the width is a share of, or the table's row is chosen by, millionths of a tick; ABSENT where
     *                the limit is the reference itself.
     * @param plus    what is added to the limit, millionths of a tick.
     * @param at      part of the day, 1 up; 0 where the rule has none.
     * @return false where it does not fit; true when the fields hold it.
     */
    boolean of(
        final int s, final int rule, final boolean isUpper, final long from, final long base, final long plus,
        final int at)
    {
        part = at;
        final long increment = b.getLong(s + Layout.S_INCREMENT);
        divisor = PPM;
        if (base == Layout.ABSENT)
        {
            sum.set(from, PPM);
        }
        else if (!isUpper && b.getInt(rule + ImageLayout.U_WIDTH) == ImageBand.WIDTH_GEOMETRIC)
        {
            divisor = PPM + parts.hours.ppm(rule, part, false);
            sum.set(from, PPM).add(plus, divisor);
        }
        else if (distance(s, rule, isUpper, from, base, increment))
        {
            sum.set(from, PPM).add(isUpper ? first : -first, second).add(plus, PPM);
        }
        else
        {
            return false;
        }
        return round(rule, isUpper, increment);
    }

    private boolean round(final int rule, final boolean isUpper, final long increment)
    {
        final boolean breaches = b.getInt(rule + ImageBand.U_LIMIT_BREACHES) != 0;
        final int rounding = b.getInt(rule + (isUpper ? ImageBand.U_ROUND_UPPER : ImageBand.U_ROUND_LOWER));
        if (rounding == ImageBand.ROUND_NONE)
        {
            return exact(isUpper, breaches);
        }
        final long step = divisor * MICRO * increment;
        if (Math.multiplyHigh(divisor * MICRO, increment) != 0 || step <= 0)
        {
            return false;
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
    private boolean distance(
        final int s, final int rule, final boolean isUpper, final long from, final long base, final long increment)
    {
        final int kind = b.getInt(rule + ImageLayout.U_WIDTH);
        first = Math.abs(base);
        second = parts.hours.ppm(rule, part, isUpper);
        long amountE9 = parts.hours.amount(rule, part, isUpper);
        boolean isShare = kind == ImageLayout.WIDTH_PPM || kind == ImageBand.WIDTH_GEOMETRIC;
        if (kind == ImageLayout.WIDTH_TABLE)
        {
            final int row = row(s, rule, base);
            first = Math.abs(from);
            second = row == 0 ? 0 : parts.hours.scaled(rule, part, b.getLong(row + ImageLayout.W_PPM));
            amountE9 = row == 0 ? 0 : parts.hours.scaled(rule, part, b.getLong(row + ImageBand.W_ABS_E9));
            isShare = second != 0;
            if (row == 0)
            {
                return false;
            }
        }
        if (second == Layout.ABSENT || amountE9 == Layout.ABSENT || !isShare && !amount(s, kind, amountE9))
        {
            return false;
        }
        return b.getInt(rule + ImageBand.U_ROUND_DISTANCE) != ImageBand.ROUND_FLOOR || floored(increment);
    }

    /** Take the amount, or the smaller or larger of the share and it. */
    private boolean amount(final int s, final int kind, final long value)
    {
        final boolean isTicks = kind == ImageBand.WIDTH_TICKS;
        if (isTicks && value > Long.MAX_VALUE / MICRO)
        {
            return false;
        }
        final long amount = isTicks ? value * MICRO : parts.bands.microTicks(s, value);
        if (amount == Layout.ABSENT)
        {
            return false;
        }
        final int order = Wide.compareProducts(first, second, amount, PPM);
        final boolean isKept = kind == ImageBand.WIDTH_MIN && order <= 0 || kind == ImageBand.WIDTH_MAX && order >= 0;
        if (!isKept)
        {
            first = amount;
            second = PPM;
        }
        return true;
    }

    private boolean floored(final long increment)
    {
        final long step = MICRO_PPM * increment;
        if (Math.multiplyHigh(MICRO_PPM, increment) != 0 || step <= 0)
        {
            return false;
        }
        final long steps = sum.set(first, second).floor(step);
        first = steps * (step / PPM);
        second = PPM;
        return steps != WideSum.UNKNOWN && Math.multiplyHigh(steps, step / PPM) == first >> 63;
    }

    /** The row of a table for a price; 0 where none takes it. */
    private int row(final int s, final int rule, final long key)
    {
        final int rows = b.getInt(rule + ImageLayout.U_ROWS);
        for (int i = 0; i < rows; i++)
        {
            final int row = m.image.rowAt(rule, i);
            final long upToE9 = b.getLong(row + ImageLayout.W_UP_TO_E9);
            final long upTo = upToE9 == Long.MAX_VALUE ? upToE9 : parts.bands.microTicks(s, upToE9);
            if (upTo != Layout.ABSENT &&
                (key < upTo || key == upTo && b.getInt(row + ImageLayout.W_INCLUSIVE) != 0))
            {
                return row;
            }
        }
        return 0;
    }

    /** Without rounding the limit lies anywhere between two ticks; prices are whole ticks. */
    private boolean exact(final boolean isUpper, final boolean breaches)
    {
        limitMicro = sum.nearest(divisor);
        final long below = sum.floor(divisor * MICRO);
        final long above = sum.ceil(divisor * MICRO);
        if (limitMicro == WideSum.UNKNOWN || below == WideSum.UNKNOWN || above == WideSum.UNKNOWN)
        {
            return false;
        }
        allowedTicks = isUpper ? breaches ? above - 1 : below : breaches ? below + 1 : above;
        return true;
    }
}

package io.firebreak.breaker;

import io.firebreak.estimator.Wide;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What is in force at a time of day: which part of a rule's hours, with its widths, and whether an instant lies in one
 * of a breaker's intervals. All instants are counted from the announced open or close, so that a short day moves them;
 * of two ends that change places on a short day the earlier row holds. Nothing of it is kept but the row that a band in
 * force was made with. Owned by the engine thread.
 */
final class Hours
{
    /** Bits of the part in a code of part and step. */
    static final int PART = 0xFF;

    /** Where the step begins. */
    static final int STEP_SHIFT = 8;

    private static final long PPM = 1_000_000L;

    private final EngineMemory m;
    private final UnsafeBuffer b;

    Hours(final Parts parts)
    {
        m = parts.memory;
        b = m.b;
    }

    /** The part of the day of a rule that an instant lies in, 1 up; 0 where it has none. */
    int part(final int rule, final long nowNs)
    {
        final int parts = b.getInt(rule + ImageHours.U_HOURS);
        for (int i = 1; i < parts; i++)
        {
            if (nowNs < endNs(row(rule, i)))
            {
                return i;
            }
        }
        return parts;
    }

    /** Whether a rule has limits in a part of the day. */
    boolean isInForce(final int rule, final int part)
    {
        return part == 0 || b.getInt(row(rule, part) + ImageHours.H_EFFECT) != ImageHours.NONE;
    }

    /** Width of a side in a part of the day and at a step, ppm; the step in the bits above the part. */
    long ppm(final int rule, final int code, final boolean isUpper)
    {
        final int part = code & PART;
        final int step = code >> STEP_SHIFT;
        return step != 0 ? scaled(rule, part, b.getInt(rule + ImageSteps.U_STEP_PPM + (step - 1) * Integer.BYTES)) :
            part != 0 && effect(rule, part) == ImageHours.WIDTHS ?
            b.getLong(row(rule, part) + (isUpper ? ImageHours.H_UP_PPM : ImageHours.H_DOWN_PPM)) :
            scaled(rule, part, b.getLong(rule + (isUpper ? ImageBand.U_UP_PPM : ImageLayout.U_PPM)));
    }

    /** Amount of a side in a part of the day, in the unit of the rule's own. */
    long amount(final int rule, final int code, final boolean isUpper)
    {
        final int part = code & PART;
        return part != 0 && effect(rule, part) == ImageHours.WIDTHS ?
            b.getLong(row(rule, part) + (isUpper ? ImageHours.H_UP_ABS : ImageHours.H_DOWN_ABS)) :
            scaled(rule, part, b.getLong(rule + (isUpper ? ImageBand.U_UP_ABS : ImageBand.U_DOWN_ABS)));
    }

    /** A width times the factor of a part of the day; ABSENT where it does not fit. */
    long scaled(final int rule, final int code, final long width)
    {
        final int part = code & PART;
        return part == 0 || effect(rule, part) != ImageHours.SCALE ? width :
            Wide.mulDivHalfUp(width, b.getLong(row(rule, part) + ImageHours.H_SCALE_PPM), PPM);
    }

    /** Whether an instant lies in one of a breaker's intervals; true where it has none. */
    boolean isActive(final int bk, final long nowNs)
    {
        final int intervals = b.getInt(bk + ImageHours.B_INTERVALS);
        boolean active = intervals == 0;
        for (int i = 0; i < intervals && !active && b.getLong(m.market() + Layout.S_OPEN_NS) != Layout.ABSENT; i++)
        {
            final int row = interval(bk, i);
            active = nowNs >= fromNs(row) && nowNs < toNs(row);
        }
        return active;
    }

    /** Whether anything of a breaker changes with the time of day. */
    boolean isTimed(final int bk)
    {
        boolean timed = b.getInt(bk + ImageHours.B_INTERVALS) != 0;
        for (int u = 0; u < b.getInt(bk + ImageLayout.B_RULES); u++)
        {
            timed |= b.getInt(m.image.ruleAt(bk, u) + ImageHours.U_HOURS) != 0;
        }
        return timed;
    }

    /** The next instant at which something of a breaker changes, strictly after another; NEVER where there is none. */
    long nextNs(final int bk, final long afterNs)
    {
        long next = Layout.NEVER;
        for (int i = 0; i < b.getInt(bk + ImageHours.B_INTERVALS); i++)
        {
            next = Math.min(next, later(fromNs(interval(bk, i)), afterNs));
            next = Math.min(next, later(toNs(interval(bk, i)), afterNs));
        }
        for (int u = 0; u < b.getInt(bk + ImageLayout.B_RULES); u++)
        {
            final int rule = m.image.ruleAt(bk, u);
            for (int i = 1; i < b.getInt(rule + ImageHours.U_HOURS); i++)
            {
                next = Math.min(next, later(endNs(row(rule, i)), afterNs));
            }
        }
        return next;
    }

    private static long later(final long atNs, final long afterNs)
    {
        return atNs > afterNs ? atNs : Layout.NEVER;
    }

    private int effect(final int rule, final int part)
    {
        return b.getInt(row(rule, part) + ImageHours.H_EFFECT);
    }

    private int row(final int rule, final int part)
    {
        return m.image.row(b.getInt(rule + ImageHours.U_FIRST_HOUR) + part - 1);
    }

    private int interval(final int bk, final int i)
    {
        return m.image.row(b.getInt(bk + ImageHours.B_FIRST_INTERVAL) + i);
    }

    private long endNs(final int row)
    {
        final long ns = b.getLong(row + ImageHours.H_UNTIL_NS);
        return ns == Long.MAX_VALUE ? Layout.NEVER : instant(b.getInt(row + ImageHours.H_UNTIL_OF), ns);
    }

    private long fromNs(final int row)
    {
        return instant(b.getInt(row + ImageHours.I_FROM_OF), b.getLong(row + ImageHours.I_FROM_NS));
    }

    private long toNs(final int row)
    {
        return instant(b.getInt(row + ImageHours.I_TO_OF), b.getLong(row + ImageHours.I_TO_NS));
    }

    /** Before a day is announced nothing has begun and nothing has ended. */
    private long instant(final int of, final long ns)
    {
        final long openNs = b.getLong(m.market() + Layout.S_OPEN_NS);
        return openNs == Layout.ABSENT ? Layout.NEVER : of == ImageHours.AFTER_OPEN ? openNs + ns :
            b.getLong(m.market() + Layout.S_CLOSE_NS) - ns;
    }
}

package io.firebreak.breaker;

import org.agrona.DirectBuffer;

/** Checks what of an image is in force for a part of the day: rows of the right kind, few enough, codes known. */
final class HoursCheck
{
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long FACTOR_PPM = 1_000_000_000L;
    private static final long QUINTILLION = 1_000_000_000_000_000_000L;

    private HoursCheck()
    {
    }

    /** The parts of the day of a rule. */
    static void part(
        final ImageCheck check, final DirectBuffer image, final int rule, final int rows, final boolean isBand)
    {
        check.integer("U_HOURS", ImageHours.U_HOURS, 0, isBand ? ImageHours.MOST : 0);
        check.part("U_FIRST_HOUR", ImageHours.U_FIRST_HOUR, ImageHours.U_HOURS, rows, 0);
        kinds(check, image, image.getInt(rule + ImageHours.U_FIRST_HOUR), image.getInt(rule + ImageHours.U_HOURS),
            ImageHours.KIND_HOUR);
        steps(check, image, rule);
    }

    /** The widths of a rule that follow each other. */
    static void steps(final ImageCheck check, final DirectBuffer image, final int rule)
    {
        final int steps = image.getInt(rule + ImageSteps.U_STEPS);
        final int count = steps & (1 << ImageSteps.BY_SHIFT) - 1;
        check.range("widths that follow each other", count, 0, ImageSteps.MOST);
        check.range("what they follow", steps >> ImageSteps.BY_SHIFT, count == 0 ? 0 : ImageSteps.BY_LIMIT_TRADE,
            count == 0 ? 0 : ImageSteps.BY_MARKET_LEVEL);
        for (int i = 0; i < ImageSteps.MOST; i++)
        {
            check.integer("U_STEP_PPM " + i, ImageSteps.U_STEP_PPM + i * Integer.BYTES, 0, (int)FACTOR_PPM);
        }
    }

    /** The intervals of a breaker. */
    static void intervals(final ImageCheck check, final DirectBuffer image, final int breaker, final int rows)
    {
        check.integer("B_INTERVALS", ImageHours.B_INTERVALS, 0, ImageHours.MOST);
        check.part("B_FIRST_INTERVAL", ImageHours.B_FIRST_INTERVAL, ImageHours.B_INTERVALS, rows, 0);
        kinds(check, image, image.getInt(breaker + ImageHours.B_FIRST_INTERVAL),
            image.getInt(breaker + ImageHours.B_INTERVALS), ImageHours.KIND_INTERVAL);
    }

    private static void kinds(
        final ImageCheck check, final DirectBuffer image, final int first, final int count, final int kind)
    {
        for (int i = 0; i < count; i++)
        {
            final int row = image.getInt(ImageHeader.H_ROW_OFFSET) + (first + i) * ImageLayout.ROW_LENGTH;
            check.range("kind of its row " + i, image.getInt(row + ImageLadder.W_KIND), kind, kind);
        }
    }

    /** A row; false where it is of another kind. */
    static boolean row(final ImageCheck check, final int kind)
    {
        if (kind == ImageHours.KIND_HOUR)
        {
            check.wide("H_UNTIL_NS", ImageHours.H_UNTIL_NS, 0, Long.MAX_VALUE);
            check.integer("H_UNTIL_OF", ImageHours.H_UNTIL_OF, ImageHours.AFTER_OPEN, ImageHours.BEFORE_CLOSE);
            check.integer("H_EFFECT", ImageHours.H_EFFECT, ImageHours.WIDTHS, ImageHours.NONE);
            check.wide("H_DOWN_PPM", ImageHours.H_DOWN_PPM, 0, FACTOR_PPM);
            check.wide("H_UP_PPM", ImageHours.H_UP_PPM, 0, FACTOR_PPM);
            check.wide("H_DOWN_ABS", ImageHours.H_DOWN_ABS, 0, QUINTILLION);
            check.wide("H_UP_ABS", ImageHours.H_UP_ABS, 0, QUINTILLION);
            check.wide("H_SCALE_PPM", ImageHours.H_SCALE_PPM, 0, FACTOR_PPM);
        }
        else if (kind == ImageHours.KIND_INTERVAL)
        {
            check.wide("I_FROM_NS", ImageHours.I_FROM_NS, 0, DAY_NS);
            check.integer("I_FROM_OF", ImageHours.I_FROM_OF, ImageHours.AFTER_OPEN, ImageHours.BEFORE_CLOSE);
            check.wide("I_TO_NS", ImageHours.I_TO_NS, 0, DAY_NS);
            check.integer("I_TO_OF", ImageHours.I_TO_OF, ImageHours.AFTER_OPEN, ImageHours.BEFORE_CLOSE);
        }
        return kind == ImageHours.KIND_HOUR || kind == ImageHours.KIND_INTERVAL;
    }
}

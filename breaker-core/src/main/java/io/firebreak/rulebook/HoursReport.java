package io.firebreak.rulebook;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageHours;
import io.firebreak.breaker.ImageLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Parts of the day of a rule, and intervals of a breaker, in words: a row a line. */
final class HoursReport
{
    private HoursReport()
    {
    }

    /** Parts of the day of a rule; empty where it is the same all day. */
    static List<String> parts(final ByteBuffer image, final int rule)
    {
        final List<String> rows = new ArrayList<>();
        String from = "from the open";
        for (int i = 0; i < image.getInt(rule + ImageHours.U_HOURS); i++)
        {
            final int row = row(image, image.getInt(rule + ImageHours.U_FIRST_HOUR) + i);
            final long until = image.getLong(row + ImageHours.H_UNTIL_NS);
            final String end = until == Long.MAX_VALUE ? "the close" :
                instant(image.getInt(row + ImageHours.H_UNTIL_OF), until);
            rows.add(from + " to " + end + ": " + effect(image, rule, row));
            from = "from " + end;
        }
        return rows;
    }

    /** Intervals of a breaker, behind a semicolon; empty where it judges all day. */
    static String intervals(final ByteBuffer image, final int breaker)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < image.getInt(breaker + ImageHours.B_INTERVALS); i++)
        {
            final int row = row(image, image.getInt(breaker + ImageHours.B_FIRST_INTERVAL) + i);
            text.append(i == 0 ? "; judges from " : ", from ")
                .append(instant(image.getInt(row + ImageHours.I_FROM_OF), image.getLong(row + ImageHours.I_FROM_NS)))
                .append(" to ")
                .append(instant(image.getInt(row + ImageHours.I_TO_OF), image.getLong(row + ImageHours.I_TO_NS)));
        }
        return text.toString();
    }

    private static String effect(final ByteBuffer image, final int rule, final int row)
    {
        switch (image.getInt(row + ImageHours.H_EFFECT))
        {
            case ImageHours.NONE:
                return "no limits";
            case ImageHours.SCALE:
                final long scale = image.getLong(row + ImageHours.H_SCALE_PPM);
                return scale == Limits.ONE_PPM ? "as said" : "x " + Show.factor(scale);
            default:
                final int sides = image.getInt(rule + ImageBand.U_SIDES);
                final String down = width(image, rule, row, ImageHours.H_DOWN_PPM, ImageHours.H_DOWN_ABS);
                final String up = width(image, rule, row, ImageHours.H_UP_PPM, ImageHours.H_UP_ABS);
                return sides == 1 ? down : sides == 2 || up.equals(down) ? up : down + " below, " + up + " above";
        }
    }

    private static String width(
        final ByteBuffer image, final int rule, final int row, final int ppmField, final int absField)
    {
        switch (image.getInt(rule + ImageLayout.U_WIDTH))
        {
            case ImageBand.WIDTH_ABS:
                return Show.price(image.getLong(row + absField));
            case ImageBand.WIDTH_TICKS:
                return Show.count(image.getLong(row + absField)) + " ticks";
            default:
                return Show.percent(image.getLong(row + ppmField));
        }
    }

    private static String instant(final int of, final long ns)
    {
        return of == ImageHours.AFTER_OPEN ? ns == 0 ? "the open" : Show.duration(ns) + " after the open" :
            ns == 0 ? "the close" : Show.duration(ns) + " before the close";
    }

    private static int row(final ByteBuffer image, final int index)
    {
        return image.getInt(ImageHeader.H_ROW_OFFSET) + index * ImageLayout.ROW_LENGTH;
    }
}

package io.firebreak.rulebook;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers of an image as people read them. */
final class Show
{
    private Show()
    {
    }

    /** 50000 is {@code 5.00 %}. */
    static String percent(final long ppm)
    {
        return decimal(ppm, 4) + " %";
    }

    /** 1500000 is {@code 1.50}. */
    static String factor(final long ppm)
    {
        return decimal(ppm, 6);
    }

    /** 750000000 is {@code 0.75}. */
    static String price(final long e9)
    {
        return decimal(e9, 9);
    }

    /** The largest unit that leaves an integer. */
    static String duration(final long ns)
    {
        if (ns % 1_000_000_000L == 0)
        {
            return count(ns / 1_000_000_000L) + " s";
        }
        return ns % 1_000_000L == 0 ? count(ns / 1_000_000L) + " ms" : count(ns) + " ns";
    }

    static String count(final long number)
    {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String hex(final byte[] bytes)
    {
        final StringBuilder text = new StringBuilder();
        for (final byte value : bytes)
        {
            text.append(String.format(Locale.ROOT, "%02x", value));
        }
        return text.toString();
    }

    /** At least two places, so that a column of limits is read at a glance. */
    private static String decimal(final long value, final int places)
    {
        final BigDecimal stripped = BigDecimal.valueOf(value, places).stripTrailingZeros();
        return stripped.setScale(Math.max(2, stripped.scale())).toPlainString();
    }
}

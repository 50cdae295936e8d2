package io.firebreak.samples.feed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Reads decimal text into integers exactly, without a detour through floating point and without allocating where the
 * text is well formed.
 * <p>
 * {@code 61737.63000000} with exponent 2 is 6173763. A digit that does not fit into the exponent is an error, never
 * rounded. {@code 9.9e-07} is accepted, as data vendors write it.
 */
final class DecimalText
{
    /** Larger numbers are refused: the product of a price and a size must still mean something. */
    static final long MOST = 1_000_000_000_000_000_000L;

    private DecimalText()
    {
    }

    /**
     * Reads a decimal number.
     *
     * @param bytes    ASCII.
     * @param from     first byte.
     * @param to       behind the last byte.
     * @param exponent digits after the point in the result.
     * @return the number times 10^exponent.
     * @throws NumberFormatException with a reason in words where it is none, or does not fit.
     */
    static long parse(final byte[] bytes, final int from, final int to, final int exponent)
    {
        return parse(bytes, from, to, exponent, MOST);
    }

    /**
     * Reads a whole number, such as a time in nanoseconds or an id, of the full range of a long.
     *
     * @param bytes ASCII.
     * @param from  first byte.
     * @param to    behind the last byte.
     * @return the number.
     * @throws NumberFormatException with a reason in words where it is none, or does not fit.
     */
    static long integer(final byte[] bytes, final int from, final int to)
    {
        return parse(bytes, from, to, 0, Long.MAX_VALUE);
    }

    /**
     * Reads a time, such as seconds with decimals, of the full range of a long.
     *
     * @param bytes    ASCII.
     * @param from     first byte.
     * @param to       behind the last byte.
     * @param exponent digits after the point in the result.
     * @return the number times 10^exponent.
     * @throws NumberFormatException with a reason in words where it is none, or does not fit.
     */
    static long instant(final byte[] bytes, final int from, final int to, final int exponent)
    {
        return parse(bytes, from, to, exponent, Long.MAX_VALUE);
    }

    private static long parse(
        final byte[] bytes, final int from, final int to, final int exponent, final long most)
    {
        int at = from;
        final boolean isNegative = at < to && bytes[at] == '-';
        if (isNegative)
        {
            at++;
        }
        long value = 0;
        int digits = 0;
        int decimals = -1;
        for (; at < to; at++)
        {
            final int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9)
            {
                digits++;
                if (decimals < exponent)
                {
                    value = append(value, digit, most, bytes, from, to);
                    decimals += decimals >= 0 ? 1 : 0;
                }
                else if (digit != 0)
                {
                    return tooFineOrScientific(bytes, from, to, exponent);
                }
            }
            else if (bytes[at] == '.' && decimals < 0)
            {
                decimals = 0;
                // With exponent 0 every digit behind the point must be 0, which the test above sees to.
            }
            else
            {
                return special(bytes, from, to, exponent, digits > 0 && (bytes[at] | 0x20) == 'e');
            }
        }
        if (digits == 0)
        {
            throw new NumberFormatException(to == from ? "is empty" : "'" + text(bytes, from, to) + "' is no number");
        }
        for (int i = Math.max(decimals, 0); i < exponent; i++)
        {
            value = append(value, 0, most, bytes, from, to);
        }
        return isNegative ? -value : value;
    }

    /**
     * Digits after the point that are needed to write a number: trailing zeros do not count.
     *
     * @param bytes ASCII of a plain decimal number.
     * @param from  first byte.
     * @param to    behind the last byte.
     * @return 0 or more.
     */
    static int decimals(final byte[] bytes, final int from, final int to)
    {
        int point = from;
        while (point < to && bytes[point] != '.')
        {
            point++;
        }
        int decimals = 0;
        for (int i = point + 1; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++)
        {
            decimals = bytes[i] == '0' ? decimals : i - point;
        }
        return decimals;
    }

    private static long append(
        final long value, final int digit, final long most, final byte[] bytes, final int from, final int to)
    {
        if (value > (most - digit) / 10)
        {
            throw new NumberFormatException("'" + text(bytes, from, to) + "' is absurdly large");
        }
        return value * 10 + digit;
    }

    private static long tooFineOrScientific(final byte[] bytes, final int from, final int to, final int exponent)
    {
        for (int i = from; i < to; i++)
        {
            if ((bytes[i] | 0x20) == 'e')
            {
                return special(bytes, from, to, exponent, true);
            }
        }
        throw tooFine(bytes, from, to, exponent);
    }

    private static long special(
        final byte[] bytes, final int from, final int to, final int exponent, final boolean isScientific)
    {
        final String text = text(bytes, from, to);
        if (isScientific && text.length() <= 40)
        {
            try
            {
                final BigDecimal number = new BigDecimal(text);
                if (Math.abs((long)number.precision() - number.scale()) > 18)
                {
                    throw new NumberFormatException("'" + text + "' is absurdly large or small");
                }
                final BigDecimal scaled = number.movePointRight(exponent).setScale(0, RoundingMode.UNNECESSARY);
                if (scaled.abs().compareTo(BigDecimal.valueOf(MOST)) <= 0)
                {
                    return scaled.longValueExact();
                }
                throw new NumberFormatException("'" + text + "' is absurdly large");
            }
            catch (final NumberFormatException ex)
            {
                throw ex.getMessage() != null && ex.getMessage().startsWith("'") ? ex : none(text);
            }
            catch (final ArithmeticException ex)
            {
                throw tooFine(bytes, from, to, exponent);
            }
        }
        throw none(text);
    }

    private static NumberFormatException none(final String text)
    {
        return new NumberFormatException("'" + text + "' is no number");
    }

    private static NumberFormatException tooFine(
        final byte[] bytes, final int from, final int to, final int exponent)
    {
        return new NumberFormatException("'" + text(bytes, from, to) + "' has more than " + exponent + " decimals");
    }

    private static String text(final byte[] bytes, final int from, final int to)
    {
        final int end = Math.min(to, from + 60);
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1) + (end < to ? "..." : "");
    }
}

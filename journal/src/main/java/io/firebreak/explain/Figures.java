package io.firebreak.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as a venue's people read them. */
public final class Figures
{
    private static final long NANOS = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final int MICRO_DIGITS = 6;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
        .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
        .withZone(ZoneOffset.UTC);

    private Figures()
    {
    }

    /**
     * A day.
     *
     * @param timeNs UTC nanoseconds.
     * @return such as 2025-10-10.
     */
    public static String day(final long timeNs)
    {
        return DAY.format(instant(timeNs));
    }

    /**
     * A time of day.
     *
     * @param timeNs UTC nanoseconds.
     * @return such as 20:56:26.587, as many decimals as it has, at least three; never for Long.MAX_VALUE.
     */
    public static String time(final long timeNs)
    {
        if (timeNs == Long.MAX_VALUE)
        {
            return "never";
        }
        String nanos = String.format(Locale.ROOT, "%09d", Math.floorMod(timeNs, NANOS));
        while (nanos.length() > 3 && nanos.endsWith("0"))
        {
            nanos = nanos.substring(0, nanos.length() - 1);
        }
        return TIME.format(instant(timeNs)) + "." + nanos;
    }

    /** To the millisecond, such as 20:56:26.587: for prose. */
    static String shortTime(final long timeNs)
    {
        return timeNs == Long.MAX_VALUE ? time(timeNs) : time(Math.floorDiv(timeNs + MILLI / 2, MILLI) * MILLI);
    }

    /**
     * A duration to the millisecond.
     *
     * @param ns nanoseconds.
     * @return such as 1.015 s, 1 min 2.444 s, 5 min or 1 h.
     */
    public static String duration(final long ns)
    {
        final BigDecimal exact = BigDecimal.valueOf(ns, 9);
        final BigDecimal seconds = exact.abs().compareTo(BigDecimal.ONE) < 0 ? exact.round(new MathContext(3))
            : exact.setScale(3, RoundingMode.HALF_EVEN);
        final long hours = seconds.longValue() / 3_600;
        final long minutes = seconds.longValue() / 60 % 60;
        final BigDecimal rest = seconds.subtract(BigDecimal.valueOf(hours * 3_600 + minutes * 60));
        return ((hours == 0 ? "" : hours + " h ") + (minutes == 0 ? "" : minutes + " min ")
            + (rest.signum() == 0 && hours + minutes > 0 ? "" : plain(rest) + " s")).strip();
    }

    /**
     * A price in the quote currency.
     *
     * @param ticks    the price in ticks.
     * @param exponent a tick is 10^-exponent.
     * @return such as 25.44.
     */
    public static String ticks(final long ticks, final int exponent)
    {
        return BigDecimal.valueOf(ticks, exponent).toPlainString();
    }

    /** A price in the quote currency, from millionths of a tick; all its digits, but no ragged zeros. */
    static String micro(final long microTicks, final int exponent)
    {
        final BigDecimal price = BigDecimal.valueOf(microTicks, MICRO_DIGITS + exponent).stripTrailingZeros();
        return price.setScale(Math.max(price.scale(), exponent), RoundingMode.UNNECESSARY).toPlainString();
    }

    /** The same with two digits behind the tick: for prose. */
    static String shortMicro(final long microTicks, final int exponent)
    {
        final BigDecimal price = BigDecimal.valueOf(microTicks, MICRO_DIGITS + exponent)
            .setScale(exponent + 2, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return price.setScale(Math.max(price.scale(), exponent), RoundingMode.UNNECESSARY).toPlainString();
    }

    /** How far a price lies from a reference, in per cent with two decimals, unsigned. */
    static String distance(final long microTicks, final long referenceMicroTicks)
    {
        return BigDecimal.valueOf(microTicks).subtract(BigDecimal.valueOf(referenceMicroTicks)).abs().movePointRight(2)
            .divide(BigDecimal.valueOf(referenceMicroTicks).abs(), 2, RoundingMode.HALF_EVEN).toPlainString() + " %";
    }

    /** A fraction in per cent. */
    static String percent(final double fraction)
    {
        return plain(BigDecimal.valueOf(fraction * 100).round(new MathContext(5))) + " %";
    }

    /** A factor, such as 1.83. */
    static String factor(final double factor)
    {
        return plain(BigDecimal.valueOf(factor).round(new MathContext(3)));
    }

    /** Volatility in per cent per square root of a minute. */
    static String sigma(final double variancePerSecond)
    {
        return plain(BigDecimal.valueOf(Math.sqrt(variancePerSecond * 60) * 100).round(new MathContext(4))) + " %";
    }

    /**
     * A count.
     *
     * @param value the count.
     * @return with commas between thousands.
     */
    public static String count(final long value)
    {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static Instant instant(final long timeNs)
    {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, NANOS), Math.floorMod(timeNs, NANOS));
    }

    private static String plain(final BigDecimal number)
    {
        final BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}

package io.firebreak.oracle.bands;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The limits of a band in decimals: as the specification says it, without an eye for speed. */
record NaiveWidth(
    String width, long upPpm, long downPpm, long upAbs, long downAbs, String rounding, boolean isFloored,
    boolean isEqualBeyond)
{
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000L);
    private static final int DIGITS = 60;

    /** Highest price that may trade, ticks. */
    long highest(
        final BigDecimal low, final BigDecimal base, final BigDecimal plus, final BigDecimal reach,
        final long increment)
    {
        final BigDecimal rounded = upperLimit(low, base, plus, reach, increment);
        final BigDecimal whole = rounded.setScale(0, RoundingMode.FLOOR);
        return (isEqualBeyond && whole.compareTo(rounded) == 0 ? whole.subtract(BigDecimal.ONE) : whole)
            .longValueExact();
    }

    /** Lowest price that may trade, ticks. */
    long lowest(
        final BigDecimal high, final BigDecimal base, final BigDecimal plus, final BigDecimal reach,
        final long increment)
    {
        final BigDecimal rounded = lowerLimit(high, base, plus, reach, increment);
        final BigDecimal whole = rounded.setScale(0, RoundingMode.CEILING);
        return (isEqualBeyond && whole.compareTo(rounded) == 0 ? whole.add(BigDecimal.ONE) : whole).longValueExact();
    }

    /** The upper limit itself, ticks. */
    BigDecimal upperLimit(
        final BigDecimal low, final BigDecimal base, final BigDecimal plus, final BigDecimal reach,
        final long increment)
    {
        final BigDecimal own = low.add(distance(base, upPpm, upAbs, increment)).add(plus);
        final BigDecimal shown = rounded(own, increment, true);
        return rounded(reach != null && isInside(shown, reach, -1) ? reach : own, increment, true);
    }

    /** The lower limit itself, ticks. */
    BigDecimal lowerLimit(
        final BigDecimal high, final BigDecimal base, final BigDecimal plus, final BigDecimal reach,
        final long increment)
    {
        final BigDecimal own = (width.equals("GEOMETRIC") ? high.multiply(MILLION)
            .divide(MILLION.add(BigDecimal.valueOf(downPpm)), DIGITS, RoundingMode.HALF_EVEN) :
            high.subtract(distance(base, downPpm, downAbs, increment))).add(plus);
        final BigDecimal shown = rounded(own, increment, false);
        return rounded(reach != null && isInside(shown, reach, 1) ? reach : own, increment, false);
    }

    private BigDecimal distance(final BigDecimal base, final long ppm, final long absolute, final long increment)
    {
        final BigDecimal share = base.abs().multiply(BigDecimal.valueOf(ppm)).divide(MILLION);
        // a tick is 0.01 of the currency
        final BigDecimal amount = width.equals("TICKS") ? BigDecimal.valueOf(absolute) :
            BigDecimal.valueOf(absolute).movePointLeft(7).setScale(6, RoundingMode.HALF_UP);
        final BigDecimal distance = switch (width)
        {
            case "PPM", "GEOMETRIC" -> share;
            case "MIN" -> share.min(amount);
            case "MAX" -> share.max(amount);
            default -> amount;
        };
        return isFloored ? toTick(distance, increment, RoundingMode.FLOOR) : distance;
    }

    /** A limit is compared as it is shown: to the millionth of a tick where it is not rounded. */
    private static boolean isInside(final BigDecimal limit, final BigDecimal reach, final int sign)
    {
        return limit.setScale(6, RoundingMode.HALF_UP).compareTo(reach) * sign > 0;
    }

    private BigDecimal rounded(final BigDecimal limit, final long increment, final boolean isUpper)
    {
        return switch (rounding)
        {
            case "NONE" -> limit;
            case "NEAREST_HALF_UP" -> toTick(limit, increment, RoundingMode.HALF_UP);
            case "FLOOR" -> toTick(limit, increment, RoundingMode.FLOOR);
            case "CEIL" -> toTick(limit, increment, RoundingMode.CEILING);
            case "INWARD" -> toTick(limit, increment, isUpper ? RoundingMode.FLOOR : RoundingMode.CEILING);
            default -> toTick(limit, increment, isUpper ? RoundingMode.CEILING : RoundingMode.FLOOR);
        };
    }

    private static BigDecimal toTick(final BigDecimal value, final long increment, final RoundingMode mode)
    {
        return value.divide(BigDecimal.valueOf(increment), 0, mode).multiply(BigDecimal.valueOf(increment));
    }
}

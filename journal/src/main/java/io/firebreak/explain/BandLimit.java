package io.firebreak.explain;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageHours;
import io.firebreak.breaker.ImageLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.LongFunction;

/**
 * The limit of a rule of a band, computed again with numbers of any length: distance, rounding, and the last price that
 * is still allowed.
 *
 * @param rule         whose.
 * @param isUpper      the side that was broken.
 * @param limitMicro   the limit, millionths of a tick.
 * @param allowedMicro the last price that is allowed, millionths of a tick.
 * @param from         what it was measured from.
 */
record BandLimit(RuleFacts rule, boolean isUpper, long limitMicro, long allowedMicro, From from)
{
    /**
     * What a record says that a limit was measured from.
     *
     * @param reference millionths of a tick.
     * @param base      what the width is a share of, or the table's row is chosen by, millionths of a tick.
     * @param plus      what was added, millionths of a tick.
     * @param isLimit   whether the limit is the reference itself.
     * @param part      part of the day whose widths held, 1 up, 0 where the rule has none; step of its width above.
     */
    record From(long reference, long base, long plus, boolean isLimit, int part)
    {
    }

    private static final BigDecimal PPM = BigDecimal.valueOf(1_000_000L);
    private static final BigDecimal MICRO = BigDecimal.valueOf(1_000_000L);
    private static final int GEOMETRIC_DIGITS = 20;
    private static final RoundingMode[] ROUNDINGS =
        {null, RoundingMode.HALF_UP, RoundingMode.FLOOR, RoundingMode.CEILING};

    /** Of the side that an observed price lies beyond. */
    static BandLimit of(final JournalFacts.Instrument instrument, final RuleFacts rule, final From from,
        final long observed)
    {
        final BandLimit upper = side(instrument, rule, from, true);
        final boolean isUpper = (rule.ruleInt(ImageBand.U_SIDES) & 2) != 0 && upper.isBeyond(observed);
        return isUpper ? upper : side(instrument, rule, from, false);
    }

    /** Whether a price is not allowed. */
    boolean isBeyond(final long observedMicro)
    {
        return isUpper ? observedMicro > allowedMicro : observedMicro < allowedMicro;
    }

    /** How it was computed, with the numbers filled in. */
    String formula(final String reference, final LongFunction<String> price)
    {
        final String width = from.isLimit() ? "" : (isUpper ? " + " : " - ") + width(price)
            + (from.plus() == 0 ? "" : " + " + price.apply(from.plus()));
        return reference + width
            + (rule.ruleInt(ImageBand.U_ROUND_DISTANCE) == 0 ? "" : ", floored to the tick")
            + new String[] {"", ", to the nearest tick", ", rounded down", ", rounded up"}[
            rule.ruleInt(roundField(isUpper))]
            + (rule.ruleInt(ImageBand.U_LIMIT_BREACHES) == 0 ? "" : "; that price itself breaches");
    }

    private String width(final LongFunction<String> price)
    {
        final int kind = rule.ruleInt(ImageLayout.U_WIDTH);
        final String share = Figures.percent(ppm(rule, from, isUpper) * 1e-6)
            + (rule.ruleInt(ImageBand.U_BASE) < 0 ? "" : " of " + price.apply(from.base()));
        final long amount = rule.widthAt(from.part(), absField(isUpper),
            isUpper ? ImageHours.H_UP_ABS : ImageHours.H_DOWN_ABS);
        switch (kind)
        {
            case ImageBand.WIDTH_TICKS:
                return amount + " ticks";
            case ImageBand.WIDTH_ABS:
                return money(amount);
            case ImageBand.WIDTH_MIN:
                return "the smaller of " + share + " and " + money(amount);
            case ImageBand.WIDTH_MAX:
                return "the larger of " + share + " and " + money(amount);
            case ImageBand.WIDTH_GEOMETRIC:
                return isUpper ? share : "what divides it by 1 + " + share;
            case ImageLayout.WIDTH_TABLE:
                return "the table's row for " + price.apply(from.base());
            default:
                return share;
        }
    }

    private static String money(final long e9)
    {
        return BigDecimal.valueOf(e9, 9).stripTrailingZeros().toPlainString();
    }

    private static BandLimit side(final JournalFacts.Instrument instrument, final RuleFacts rule, final From from,
        final boolean isUpper)
    {
        final BigDecimal step = MICRO.multiply(BigDecimal.valueOf(instrument.increment()));
        final BigDecimal exact = exact(instrument, rule, from, isUpper, step);
        final RoundingMode rounding = ROUNDINGS[rule.ruleInt(roundField(isUpper))];
        final boolean breaches = rule.ruleInt(ImageBand.U_LIMIT_BREACHES) != 0;
        if (rounding == null)
        {
            final BigInteger down = exact.divide(MICRO, 0, RoundingMode.FLOOR).toBigInteger();
            final BigInteger up = exact.divide(MICRO, 0, RoundingMode.CEILING).toBigInteger();
            final BigInteger allowed = isUpper ? breaches ? up.subtract(BigInteger.ONE) : down
                : breaches ? down.add(BigInteger.ONE) : up;
            return new BandLimit(rule, isUpper, exact.setScale(0, RoundingMode.HALF_UP).longValueExact(),
                allowed.longValueExact() * MICRO.longValue(), from);
        }
        final long limit = exact.divide(step, 0, rounding).multiply(step).longValueExact();
        final long tick = breaches ? MICRO.longValue() : 0;
        return new BandLimit(rule, isUpper, limit, isUpper ? limit - tick : limit + tick, from);
    }

    private static BigDecimal exact(final JournalFacts.Instrument instrument, final RuleFacts rule, final From from,
        final boolean isUpper, final BigDecimal step)
    {
        final BigDecimal reference = BigDecimal.valueOf(from.reference());
        if (from.isLimit())
        {
            return reference;
        }
        final BigDecimal plus = BigDecimal.valueOf(from.plus());
        if (rule.ruleInt(ImageLayout.U_WIDTH) == ImageBand.WIDTH_GEOMETRIC && !isUpper)
        {
            // more digits than a limit within 64 bits can come near to a tick without lying on it
            return reference.multiply(PPM).divide(PPM.add(BigDecimal.valueOf(ppm(rule, from, false))),
                GEOMETRIC_DIGITS, RoundingMode.HALF_EVEN).add(plus);
        }
        final BigDecimal distance = distance(instrument, rule, from, isUpper, step);
        return (isUpper ? reference.add(distance) : reference.subtract(distance)).add(plus);
    }

    private static BigDecimal distance(final JournalFacts.Instrument instrument, final RuleFacts rule, final From from,
        final boolean isUpper, final BigDecimal step)
    {
        final int kind = rule.ruleInt(ImageLayout.U_WIDTH);
        if (kind == ImageLayout.WIDTH_TABLE)
        {
            return floored(rule, table(instrument, rule, from), step);
        }
        final BigDecimal share = BigDecimal.valueOf(from.base()).abs()
            .multiply(BigDecimal.valueOf(ppm(rule, from, isUpper))).divide(PPM);
        final BigDecimal value = BigDecimal.valueOf(rule.widthAt(from.part(), absField(isUpper),
            isUpper ? ImageHours.H_UP_ABS : ImageHours.H_DOWN_ABS));
        final BigDecimal amount = kind == ImageBand.WIDTH_TICKS ? value.multiply(MICRO)
            : value.movePointRight(instrument.priceExponent() - 3).setScale(0, RoundingMode.HALF_UP);
        final BigDecimal distance;
        switch (kind)
        {
            case ImageBand.WIDTH_ABS:
            case ImageBand.WIDTH_TICKS:
                distance = amount;
                break;
            case ImageBand.WIDTH_MIN:
                distance = share.min(amount);
                break;
            case ImageBand.WIDTH_MAX:
                distance = share.max(amount);
                break;
            default:
                distance = share;
        }
        return floored(rule, distance, step);
    }

    /** The row that a price falls into gives an amount or a share of the reference. */
    private static BigDecimal table(final JournalFacts.Instrument instrument, final RuleFacts rule, final From from)
    {
        final int row = rule.rowAt(BigDecimal.valueOf(from.base()).movePointLeft(instrument.priceExponent() - 3)
            .setScale(0, RoundingMode.HALF_UP).longValueExact());
        final long amountE9 = rule.scaledAt(from.part(), rule.rowLong(row, ImageBand.W_ABS_E9));
        return amountE9 != 0 ? BigDecimal.valueOf(amountE9).movePointRight(instrument.priceExponent() - 3)
            .setScale(0, RoundingMode.HALF_UP) : BigDecimal.valueOf(from.reference()).abs()
            .multiply(BigDecimal.valueOf(rule.scaledAt(from.part(), rule.rowLong(row, ImageLayout.W_PPM)))).divide(PPM);
    }

    private static BigDecimal floored(final RuleFacts rule, final BigDecimal distance, final BigDecimal step)
    {
        return rule.ruleInt(ImageBand.U_ROUND_DISTANCE) == 0 ? distance
            : distance.divide(step, 0, RoundingMode.FLOOR).multiply(step);
    }

    private static long ppm(final RuleFacts rule, final From from, final boolean isUpper)
    {
        return rule.widthAt(from.part(), ppmField(isUpper), isUpper ? ImageHours.H_UP_PPM : ImageHours.H_DOWN_PPM);
    }

    private static int ppmField(final boolean isUpper)
    {
        return isUpper ? ImageBand.U_UP_PPM : ImageLayout.U_PPM;
    }

    private static int absField(final boolean isUpper)
    {
        return isUpper ? ImageBand.U_UP_ABS : ImageBand.U_DOWN_ABS;
    }

    private static int roundField(final boolean isUpper)
    {
        return isUpper ? ImageBand.U_ROUND_UPPER : ImageBand.U_ROUND_LOWER;
    }
}

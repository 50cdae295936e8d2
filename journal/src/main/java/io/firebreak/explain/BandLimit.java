package io.firebreak.explain;

import io.firebreak.breaker.ImageBand;
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
 * @param base         what the width is a share of, millionths of a tick.
 */
record BandLimit(RuleFacts rule, boolean isUpper, long limitMicro, long allowedMicro, long base)
{
    private static final BigDecimal PPM = BigDecimal.valueOf(1_000_000L);
    private static final BigDecimal MICRO = BigDecimal.valueOf(1_000_000L);
    private static final RoundingMode[] ROUNDINGS =
        {null, RoundingMode.HALF_UP, RoundingMode.FLOOR, RoundingMode.CEILING};

    /** Of the side that an observed price lies beyond. */
    static BandLimit of(final JournalFacts.Instrument instrument, final RuleFacts rule, final long from,
        final long base, final long observed)
    {
        final BandLimit upper = side(instrument, rule, from, base, true);
        final boolean isUpper = (rule.ruleInt(ImageBand.U_SIDES) & 2) != 0 && upper.isBeyond(observed);
        return isUpper ? upper : side(instrument, rule, from, base, false);
    }

    /** Whether a price is not allowed. */
    boolean isBeyond(final long observedMicro)
    {
        return isUpper ? observedMicro > allowedMicro : observedMicro < allowedMicro;
    }

    /** How it was computed, with the numbers filled in. */
    String formula(final String reference, final LongFunction<String> price)
    {
        final int kind = rule.ruleInt(ImageLayout.U_WIDTH);
        final String share = Figures.percent(rule.ruleLong(ppmField(isUpper)) * 1e-6)
            + (rule.ruleInt(ImageBand.U_BASE) < 0 ? "" : " of " + price.apply(base));
        final long amount = rule.ruleLong(absField(isUpper));
        final String absolute = kind == ImageBand.WIDTH_TICKS ? amount + " ticks"
            : BigDecimal.valueOf(amount, 9).stripTrailingZeros().toPlainString();
        final String width = kind == ImageLayout.WIDTH_PPM ? share : kind <= ImageBand.WIDTH_TICKS ? absolute
            : (kind == ImageBand.WIDTH_MIN ? "the smaller of " : "the larger of ") + share + " and " + absolute;
        return reference + (isUpper ? " + " : " - ") + width
            + (rule.ruleInt(ImageBand.U_ROUND_DISTANCE) == 0 ? "" : ", floored to the tick")
            + new String[] {"", ", to the nearest tick", ", rounded down", ", rounded up"}[
            rule.ruleInt(roundField(isUpper))]
            + (rule.ruleInt(ImageBand.U_LIMIT_BREACHES) == 0 ? "" : "; that price itself breaches");
    }

    private static BandLimit side(final JournalFacts.Instrument instrument, final RuleFacts rule, final long from,
        final long base, final boolean isUpper)
    {
        final BigDecimal step = MICRO.multiply(BigDecimal.valueOf(instrument.increment()));
        final BigDecimal distance = distance(instrument, rule, base, isUpper, step);
        final BigDecimal reference = BigDecimal.valueOf(from);
        final BigDecimal exact = isUpper ? reference.add(distance) : reference.subtract(distance);
        final RoundingMode rounding = ROUNDINGS[rule.ruleInt(roundField(isUpper))];
        final boolean breaches = rule.ruleInt(ImageBand.U_LIMIT_BREACHES) != 0;
        if (rounding == null)
        {
            final BigInteger down = exact.divide(MICRO, 0, RoundingMode.FLOOR).toBigInteger();
            final BigInteger up = exact.divide(MICRO, 0, RoundingMode.CEILING).toBigInteger();
            final BigInteger allowed = isUpper ? breaches ? up.subtract(BigInteger.ONE) : down
                : breaches ? down.add(BigInteger.ONE) : up;
            return new BandLimit(rule, isUpper, exact.setScale(0, RoundingMode.HALF_UP).longValueExact(),
                allowed.longValueExact() * MICRO.longValue(), base);
        }
        final long limit = exact.divide(step, 0, rounding).multiply(step).longValueExact();
        final long tick = breaches ? MICRO.longValue() : 0;
        return new BandLimit(rule, isUpper, limit, isUpper ? limit - tick : limit + tick, base);
    }

    private static BigDecimal distance(final JournalFacts.Instrument instrument, final RuleFacts rule, final long base,
        final boolean isUpper, final BigDecimal step)
    {
        final int kind = rule.ruleInt(ImageLayout.U_WIDTH);
        final BigDecimal share = BigDecimal.valueOf(base).abs()
            .multiply(BigDecimal.valueOf(rule.ruleLong(ppmField(isUpper)))).divide(PPM);
        final BigDecimal value = BigDecimal.valueOf(rule.ruleLong(absField(isUpper)));
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
        return rule.ruleInt(ImageBand.U_ROUND_DISTANCE) == 0 ? distance
            : distance.divide(step, 0, RoundingMode.FLOOR).multiply(step);
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

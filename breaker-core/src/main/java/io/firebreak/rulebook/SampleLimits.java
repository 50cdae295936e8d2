package io.firebreak.rulebook;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageHours;
import io.firebreak.breaker.ImageLadder;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageSteps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The limits of a rule where every reference that it reads stands at one price: in prices, rounded as the rule rounds,
 * and in per cent of that price. Computed with numbers of any length, apart from the engine.
 */
final class SampleLimits
{
    private static final BigDecimal ONE = BigDecimal.valueOf(1_000_000L);
    private static final int DIGITS = 20;
    private static final int PERCENT_DIGITS = 4;
    private static final RoundingMode[] ROUNDINGS =
        {null, RoundingMode.HALF_UP, RoundingMode.FLOOR, RoundingMode.CEILING};

    private final ByteBuffer image;
    private final int rule;
    private final BigDecimal price;
    private final BigDecimal tick;

    SampleLimits(final ByteBuffer image, final int rule, final Sample sample)
    {
        this.image = image;
        this.rule = rule;
        price = sample.price();
        tick = sample.tick();
    }

    /**
     * Where the references stand.
     *
     * @param price of every reference, in the quote currency; positive.
     * @param tick  smallest step of a price; positive.
     */
    record Sample(BigDecimal price, BigDecimal tick)
    {
    }

    /** A line for each set of widths: of the rule, its parts of the day, its steps; empty where it has no limit. */
    List<String> lines()
    {
        final List<String> lines = new ArrayList<>();
        final int observed = image.getInt(rule + ImageLayout.U_OBSERVABLE);
        final int steps = image.getInt(rule + ImageSteps.U_STEPS) & (1 << ImageSteps.BY_SHIFT) - 1;
        final int width = image.getInt(rule + ImageLayout.U_WIDTH);
        if (width == 0 || observed == ImageLayout.OBSERVE_PROTECTION)
        {
            return lines;
        }
        for (int i = 0; i < steps; i++)
        {
            lines.add("step " + (i + 1) + ": " + limits(image.getInt(rule + ImageSteps.U_STEP_PPM + i * 4),
                image.getInt(rule + ImageSteps.U_STEP_PPM + i * 4), 0, 0, Limits.ONE_PPM));
        }
        final int parts = image.getInt(rule + ImageHours.U_HOURS);
        for (int i = 0; i < parts && steps == 0; i++)
        {
            final int row = row(image.getInt(rule + ImageHours.U_FIRST_HOUR) + i);
            final int effect = image.getInt(row + ImageHours.H_EFFECT);
            lines.add("part " + (i + 1) + " of the day: " + (effect == ImageHours.NONE ? "none" :
                effect == ImageHours.SCALE ? own(image.getLong(row + ImageHours.H_SCALE_PPM)) :
                limits(image.getLong(row + ImageHours.H_DOWN_PPM), image.getLong(row + ImageHours.H_UP_PPM),
                image.getLong(row + ImageHours.H_DOWN_ABS), image.getLong(row + ImageHours.H_UP_ABS), Limits.ONE_PPM)));
        }
        if (lines.isEmpty())
        {
            lines.add(own(Limits.ONE_PPM));
        }
        return lines;
    }

    private String own(final long scale)
    {
        final boolean isBand = image.getInt(rule + ImageBand.U_SIDES) != 0;
        final long down = image.getLong(rule + ImageLayout.U_PPM);
        return limits(down, isBand ? image.getLong(rule + ImageBand.U_UP_PPM) : down,
            image.getLong(rule + ImageBand.U_DOWN_ABS), image.getLong(rule + ImageBand.U_UP_ABS), scale);
    }

    private String limits(
        final long downPpm, final long upPpm, final long downAbs, final long upAbs, final long scale)
    {
        final boolean isLevel = image.getInt(rule + ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_INDEX;
        final int direction = image.getInt(rule + ImageLadder.U_DIRECTION);
        final int sides = isLevel ? direction == ImageLadder.FALL ? 1 : direction == ImageLadder.RISE ? 2 : 3 :
            image.getInt(rule + ImageBand.U_SIDES) == 0 ? 3 : image.getInt(rule + ImageBand.U_SIDES);
        final String lower = (sides & 1) == 0 ? "" : "lower " + shown(limit(downPpm, downAbs, scale, false));
        final String upper = (sides & 2) == 0 ? "" : "upper " + shown(limit(upPpm, upAbs, scale, true));
        return lower + (lower.isEmpty() || upper.isEmpty() ? "" : ", ") + upper;
    }

    private String shown(final BigDecimal limit)
    {
        final BigDecimal percent = limit.subtract(price).multiply(BigDecimal.valueOf(100))
            .divide(price, PERCENT_DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
        return limit.stripTrailingZeros().setScale(Math.max(limit.stripTrailingZeros().scale(), tick.scale()))
            .toPlainString() + " (" + (percent.signum() > 0 ? "+" : "") +
            percent.setScale(Math.max(2, percent.scale())).toPlainString() + " %)";
    }

    private BigDecimal limit(final long ppm, final long amount, final long scale, final boolean isUpper)
    {
        final int kind = image.getInt(rule + ImageLayout.U_WIDTH);
        final BigDecimal factor = BigDecimal.valueOf(scale).divide(ONE);
        final BigDecimal share = price.multiply(BigDecimal.valueOf(ppm)).divide(ONE).multiply(factor);
        final BigDecimal money = BigDecimal.valueOf(amount, 9).multiply(factor);
        BigDecimal distance = share;
        switch (kind)
        {
            case ImageLayout.WIDTH_TABLE:
                distance = table().multiply(factor);
                break;
            case ImageBand.WIDTH_ABS:
                distance = money;
                break;
            case ImageBand.WIDTH_TICKS:
                distance = tick.multiply(BigDecimal.valueOf(amount)).multiply(factor);
                break;
            case ImageBand.WIDTH_MIN:
                distance = share.min(money);
                break;
            case ImageBand.WIDTH_MAX:
                distance = share.max(money);
                break;
            case ImageBand.WIDTH_GEOMETRIC:
                distance = isUpper ? share : price.subtract(price.multiply(price)
                    .divide(price.add(share), DIGITS, RoundingMode.HALF_EVEN));
                break;
            default:
                break;
        }
        if (image.getInt(rule + ImageBand.U_ROUND_DISTANCE) == ImageBand.ROUND_FLOOR)
        {
            distance = distance.divide(tick, 0, RoundingMode.FLOOR).multiply(tick);
        }
        final BigDecimal limit = isUpper ? price.add(distance) : price.subtract(distance);
        final RoundingMode rounding = image.getInt(rule + ImageBand.U_SIDES) == 0 ? RoundingMode.HALF_UP :
            ROUNDINGS[image.getInt(rule + (isUpper ? ImageBand.U_ROUND_UPPER : ImageBand.U_ROUND_LOWER))];
        return rounding == null ? limit : limit.divide(tick, 0, rounding).multiply(tick);
    }

    /** Distance of the row that the sample's price chooses. */
    private BigDecimal table()
    {
        for (int i = 0; i < image.getInt(rule + ImageLayout.U_ROWS); i++)
        {
            final int row = row(image.getInt(rule + ImageLayout.U_FIRST_ROW) + i);
            final long upTo = image.getLong(row + ImageLayout.W_UP_TO_E9);
            final int order = upTo == Long.MAX_VALUE ? -1 : price.compareTo(BigDecimal.valueOf(upTo, 9));
            if (order < 0 || order == 0 && image.getInt(row + ImageLayout.W_INCLUSIVE) != 0)
            {
                final long amount = image.getLong(row + ImageBand.W_ABS_E9);
                final long most = image.getLong(row + ImageLayout.W_AT_MOST_E9);
                final BigDecimal share =
                    price.multiply(BigDecimal.valueOf(image.getLong(row + ImageLayout.W_PPM))).divide(ONE);
                return amount != 0 ? BigDecimal.valueOf(amount, 9) :
                    most != 0 ? share.min(BigDecimal.valueOf(most, 9)) : share;
            }
        }
        return BigDecimal.ZERO;
    }

    private int row(final int index)
    {
        return image.getInt(ImageHeader.H_ROW_OFFSET) + index * ImageLayout.ROW_LENGTH;
    }
}

package io.firebreak.breaker;

import io.firebreak.market.Action;
import org.agrona.DirectBuffer;

/** Checks the fields of a rule of a band: every reference it reads is one of whole numbers, every code is known. */
final class BandCheck
{
    private static final long FACTOR_PPM = 1_000_000_000L;
    private static final long QUINTILLION = 1_000_000_000_000_000_000L;
    static final long KINDS = 0x3FF;
    private static final int ENTRIES = 15;

    private final ImageCheck check;
    private final DirectBuffer image;
    private final int rule;

    BandCheck(final ImageCheck check, final DirectBuffer image, final int rule)
    {
        this.check = check;
        this.image = image;
        this.rule = rule;
    }

    void check(final int type)
    {
        final int width = image.getInt(rule + ImageLayout.U_WIDTH);
        check.code("U_WIDTH", ImageLayout.U_WIDTH,
            value -> value != 0 && value != ImageLayout.WIDTH_VOLATILITY);
        check.wide("U_UP_PPM", ImageBand.U_UP_PPM, 0, FACTOR_PPM);
        check.wide("U_DOWN_ABS", ImageBand.U_DOWN_ABS, 0, QUINTILLION);
        check.wide("U_UP_ABS", ImageBand.U_UP_ABS, 0, QUINTILLION);
        check.integer("U_SIDES", ImageBand.U_SIDES, 1, 3);
        check.integer("U_ROUND_LOWER", ImageBand.U_ROUND_LOWER, ImageBand.ROUND_NONE, ImageBand.ROUND_CEIL);
        check.integer("U_ROUND_UPPER", ImageBand.U_ROUND_UPPER, ImageBand.ROUND_NONE, ImageBand.ROUND_CEIL);
        check.code("U_ROUND_DISTANCE", ImageBand.U_ROUND_DISTANCE,
            value -> value == ImageBand.ROUND_NONE || value == ImageBand.ROUND_FLOOR);
        check.flag("U_LIMIT_BREACHES", ImageBand.U_LIMIT_BREACHES);
        check.integer("U_SPARES", ImageBand.U_SPARES, 0, KINDS);
        final int references = image.getInt(type + ImageLayout.C_REFERENCES);
        final int observed = image.getInt(rule + ImageLayout.U_OBSERVABLE);
        final boolean isProtection = observed == ImageLayout.OBSERVE_PROTECTION;
        check.integer("U_ENTRY", ImageEntry.U_ENTRY, 0, observed == ImageLayout.OBSERVE_ORDER_PRICE ? ENTRIES :
            isProtection ? ImageEntry.BUY_UPPER | ImageEntry.SELL_LOWER : 0);
        check.code("U_REMAINDER", ImageEntry.U_REMAINDER, value -> Action.of((int)value) != null);
        check.code("U_REFERENCE", ImageLayout.U_REFERENCE, value -> isProtection || isWhole(type, value));
        check.code("U_WIDTH", ImageLayout.U_WIDTH, value -> !isProtection ||
            value == ImageBand.WIDTH_ABS || value == ImageBand.WIDTH_TICKS);
        check.integer("U_BASE", ImageBand.U_BASE, -1,
            width == ImageBand.WIDTH_ABS || width == ImageBand.WIDTH_TICKS ? -1 : references - 1L);
        for (final int field : new int[] {ImageBand.U_BASE, ImageBand.U_PLUS, ImageBand.U_REACHES})
        {
            check.integer("reference at " + field, field, -1, references - 1L);
            check.code("reference at " + field, field, value -> value < 0 || isWhole(type, value));
        }
        check.flag("U_PLUS_OUTWARD", ImageBand.U_PLUS_OUTWARD);
    }

    private boolean isWhole(final int type, final long relative)
    {
        final int at = image.getInt(ImageHeader.H_REFERENCE_OFFSET) +
            (image.getInt(type + ImageLayout.C_FIRST_REFERENCE) + (int)relative) * ImageLayout.REFERENCE_LENGTH;
        return image.getInt(at + ImageLayout.R_KIND) >= ImageLayout.KIND_PREVIOUS_CLOSE;
    }
}

package io.firebreak.rulebook;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageEntry;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageSteps;
import io.firebreak.market.Action;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One rule of a band in words: sides, width of each, rounding, and what a price at the limit does. */
final class BandReport
{
    private static final String[] ROUNDINGS = {"not rounded", "to the nearest tick", "down", "up"};

    private final ByteBuffer image;
    private final int at;
    private final String centre;
    private final String base;
    private final String others;

    /**
     * @param centre name of the reference.
     * @param base   name of what the width is a share of; empty where that is the reference itself.
     * @param others what else the limits read, in words.
     */
    BandReport(final ByteBuffer image, final int at, final String centre, final String base, final String others)
    {
        this.others = others;
        this.image = image;
        this.at = at;
        this.centre = centre;
        this.base = base;
    }

    String text()
    {
        final int sides = image.getInt(at + ImageBand.U_SIDES);
        final String beyond = image.getInt(at + ImageBand.U_LIMIT_BREACHES) == 0 ? "beyond " : "at or beyond ";
        final boolean floored = image.getInt(at + ImageBand.U_ROUND_DISTANCE) == ImageBand.ROUND_FLOOR;
        if (isProtection())
        {
            return orders("buy", "sell") + " without a price stops " + side(ImageBand.U_UP_PPM, ImageBand.U_UP_ABS,
                ImageBand.U_ROUND_UPPER) + " from the best opposite price, or from its trigger; its remainder: " +
                Action.of(image.getInt(at + ImageEntry.U_REMAINDER));
        }
        return what() + beyond + centre +
            ((sides & 1) == 0 ? "" : " - " + side(ImageLayout.U_PPM,
            ImageBand.U_DOWN_ABS, ImageBand.U_ROUND_LOWER)) + (sides == 3 ? " or" : "") +
            ((sides & 2) == 0 ? "" : " + " + side(ImageBand.U_UP_PPM, ImageBand.U_UP_ABS,
            ImageBand.U_ROUND_UPPER)) + (floored ? ", the distance floored to the tick" : "") + others;
    }

    private boolean isProtection()
    {
        return image.getInt(at + ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_PROTECTION;
    }

    private String what()
    {
        switch (image.getInt(at + ImageLayout.U_OBSERVABLE))
        {
            case ImageLayout.OBSERVE_TRADE:
                return "a print (told, or once a day where the breaker trips) ";
            case ImageLayout.OBSERVE_ORDER_PRICE:
                final int bits = image.getInt(at + ImageEntry.U_ENTRY);
                final boolean opposite = (bits & (ImageEntry.BUY_LOWER | ImageEntry.SELL_UPPER)) != 0;
                return "at entry, " + (opposite ? orders("buy", "sell") + " priced " :
                    orders("buy priced above", "sell priced below") + " the limit: ");
            default:
                return "a trade ";
        }
    }

    private String orders(final String buy, final String sell)
    {
        final int bits = image.getInt(at + ImageEntry.U_ENTRY);
        final boolean buys = (bits & (ImageEntry.BUY_LOWER | ImageEntry.BUY_UPPER)) != 0;
        final boolean sells = (bits & (ImageEntry.SELL_LOWER | ImageEntry.SELL_UPPER)) != 0;
        return (buys ? "a " + buy : "") + (buys && sells ? " or " : "") + (sells ? "a " + sell : "");
    }

    /** Rows of a width table, and parts of the day; empty for other widths. */
    List<String> rows()
    {
        final List<String> rows = new ArrayList<>();
        for (int i = 0; i < image.getInt(at + ImageLayout.U_ROWS); i++)
        {
            final int row = image.getInt(ImageHeader.H_ROW_OFFSET) +
                (image.getInt(at + ImageLayout.U_FIRST_ROW) + i) * ImageLayout.ROW_LENGTH;
            final long upTo = image.getLong(row + ImageLayout.W_UP_TO_E9);
            final long amount = image.getLong(row + ImageBand.W_ABS_E9);
            rows.add((upTo == Long.MAX_VALUE ? "above" :
                (image.getInt(row + ImageLayout.W_INCLUSIVE) != 0 ? "up to " : "below ") + Show.price(upTo)) + ": " +
                (amount == 0 ? Show.percent(image.getLong(row + ImageLayout.W_PPM)) : Show.price(amount)));
        }
        rows.addAll(HoursReport.parts(image, at));
        return rows;
    }

    private String steps()
    {
        final int steps = image.getInt(at + ImageSteps.U_STEPS);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < (steps & (1 << ImageSteps.BY_SHIFT) - 1); i++)
        {
            text.append(i == 0 ? "" : ", then ")
                .append(Show.percent(image.getInt(at + ImageSteps.U_STEP_PPM + i * Integer.BYTES)));
        }
        return text.append(steps >> ImageSteps.BY_SHIFT == ImageSteps.BY_MARKET_LEVEL ?
            " with each level of the market" : " after each halt by a print at the limit").toString();
    }

    private String side(final int ppmField, final int absField, final int roundField)
    {
        final String share = (image.getInt(at + ImageSteps.U_STEPS) != 0 ? steps() :
            Show.percent(image.getLong(at + ppmField))) + (base.isEmpty() ? "" : " of " + base);
        final long amount = image.getLong(at + absField);
        final String rounding = " (" + ROUNDINGS[image.getInt(at + roundField)] + ")";
        switch (image.getInt(at + ImageLayout.U_WIDTH))
        {
            case ImageLayout.WIDTH_TABLE:
                return "a table by " + (base.isEmpty() ? centre : base) + rounding;
            case ImageBand.WIDTH_GEOMETRIC:
                return share + ", geometric" + rounding;
            case ImageBand.WIDTH_ABS:
                return Show.price(amount) + (isProtection() ? "" : rounding);
            case ImageBand.WIDTH_TICKS:
                return Show.count(amount) + " ticks" + (isProtection() ? "" : rounding);
            case ImageBand.WIDTH_MIN:
                return "the smaller of " + share + " and " + Show.price(amount) + rounding;
            case ImageBand.WIDTH_MAX:
                return "the larger of " + share + " and " + Show.price(amount) + rounding;
            default:
                return share + rounding;
        }
    }
}

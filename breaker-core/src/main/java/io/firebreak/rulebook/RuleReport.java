package io.firebreak.rulebook;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLadder;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.TradingState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One rule of an image in words: what is watched, against what, how far, in per cent and prices. */
final class RuleReport
{
    private static final String[] SIDES = {"at or below ", "at or above ", "at or beyond "};
    private static final String[] SIGNS = {" - ", " + ", " -/+ "};

    private final ByteBuffer image;
    private final int at;
    private final String centre;

    RuleReport(final ByteBuffer image, final int at, final String centre)
    {
        this.image = image;
        this.at = at;
        this.centre = centre;
    }

    String text()
    {
        switch (image.getInt(at + ImageLayout.U_OBSERVABLE))
        {
            case ImageLayout.OBSERVE_POTENTIAL_TRADE:
                return "a trade at or beyond " + centre + " -/+ " + width() + scaled();
            case ImageLayout.OBSERVE_FAR_QUOTE:
                return "the far side of the quote at " + centre + " -/+ " + width() + "; a trade beyond is denied";
            case ImageLayout.OBSERVE_INDEX:
                return index();
            case ImageLayout.OBSERVE_VARIANCE:
                return variance();
            case ImageLayout.OBSERVE_DEPTH:
                return "top depth of the thinner side below " + Show.count(threshold()) + " lots" + sustain();
            default:
                return "spread above " + Show.count(threshold()) + " ticks" + sustain();
        }
    }

    /** Rows of a width table; empty for other widths. */
    List<String> rows()
    {
        final List<String> rows = new ArrayList<>();
        if (image.getInt(at + ImageLadder.U_LENGTHS_FROM) != 0)
        {
            return new LengthsReport(image, at).rows();
        }
        String from = "";
        for (int i = 0; i < image.getInt(at + ImageLayout.U_ROWS); i++)
        {
            final int row = image.getInt(ImageHeader.H_ROW_OFFSET) +
                (image.getInt(at + ImageLayout.U_FIRST_ROW) + i) * ImageLayout.ROW_LENGTH;
            final long upTo = image.getLong(row + ImageLayout.W_UP_TO_E9);
            final boolean inclusive = image.getInt(row + ImageLayout.W_INCLUSIVE) != 0;
            final String to = upTo == Long.MAX_VALUE ? "" : (inclusive ? "up to " : "below ") + Show.price(upTo);
            final long atMost = image.getLong(row + ImageLayout.W_AT_MOST_E9);
            rows.add("previous close " + from + (from.isEmpty() || to.isEmpty() ? "" : ", ") + to + ": " +
                Show.percent(image.getLong(row + ImageLayout.W_PPM)) +
                (atMost == 0 ? "" : ", at most " + Show.price(atMost)) + "; x " +
                Show.factor(image.getLong(row + ImageLayout.W_CLOSING_PPM)) + " in the closing window");
            from = (inclusive ? "above " : "from ") + (upTo == Long.MAX_VALUE ? "" : Show.price(upTo));
        }
        return rows;
    }

    private String width()
    {
        final long ppm = image.getLong(at + ImageLayout.U_PPM);
        switch (image.getInt(at + ImageLayout.U_WIDTH))
        {
            case ImageLayout.WIDTH_TABLE:
                return "a table by the previous close, times leverage";
            case ImageLayout.WIDTH_VOLATILITY:
                return Show.percent(ppm) + " to " + Show.percent(image.getLong(at + ImageLayout.U_CAP_PPM)) +
                    ", between them " + Show.factor(image.getLong(at + ImageLayout.U_SIGMAS_PPM)) + " sigma over " +
                    Show.duration(image.getLong(at + ImageLayout.U_HORIZON_NS));
            default:
                return Show.percent(ppm);
        }
    }

    private String index()
    {
        final long cutoff = image.getLong(at + ImageLayout.U_CUTOFF_NS);
        final int state = image.getInt(at + ImageLayout.U_TRIP_STATE);
        final int direction = image.getInt(at + ImageLadder.U_DIRECTION);
        final boolean any = image.getInt(at + ImageLadder.U_ANY_INDEX) != 0;
        final long beyond = image.getLong(at + ImageLadder.U_BEYOND_LAST_PPM);
        return "level " + image.getInt(at + ImageLayout.U_LEVEL) + (any ? ", any index " : ", an index ") +
            SIDES[direction] + (any ? "its previous close" : centre) + SIGNS[direction] +
            Show.percent(image.getLong(at + ImageLayout.U_PPM)) + ", rounded to " +
            Show.price(image.getLong(at + ImageLayout.U_ROUND_E9)) +
            (beyond == 0 ? "" : ", and " + Show.percent(beyond) + " beyond the index at which the level before fired") +
            sustain() +
            (image.getInt(at + ImageLadder.U_LENGTHS_FROM) != 0 ? ", by the time of day" : "") +
            (state == 0 ? "" : ", to " + TradingState.of(state)) +
            (cutoff == 0 ? image.getInt(at + ImageLadder.U_LENGTHS_FROM) != 0 ? "" : ", at any time" : ", not " +
                (image.getInt(at + ImageLayout.U_CUTOFF_INCLUSIVE) == 0 ? "from " : "after ") +
                Show.duration(cutoff) + " before the close on");
    }

    private String variance()
    {
        final long ratio = image.getLong(at + ImageLayout.U_RATIO_PPM);
        return "fast sigma at or above " + Show.percent(image.getLong(at + ImageLayout.U_PPM)) +
            " per square root of a minute" + scaled() + (ratio == 0 ? "" : " and " + Show.factor(ratio) +
            " times slow sigma") + sustain();
    }

    private String scaled()
    {
        return image.getInt(at + ImageLayout.U_SCALED) == 0 ? "" : " (scaled by effective width over floor)";
    }

    private String sustain()
    {
        final long sustain = image.getLong(at + ImageLayout.U_SUSTAIN_NS);
        return sustain == 0 ? "" : ", for " + Show.duration(sustain);
    }

    private long threshold()
    {
        return image.getLong(at + ImageLayout.U_THRESHOLD);
    }
}

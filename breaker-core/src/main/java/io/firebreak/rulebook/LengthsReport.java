package io.firebreak.rulebook;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLadder;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.TradingState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The table of lengths of a level of a ladder in words, a row a line. */
final class LengthsReport
{
    private final ByteBuffer image;
    private final int rule;

    LengthsReport(final ByteBuffer image, final int rule)
    {
        this.image = image;
        this.rule = rule;
    }

    List<String> rows()
    {
        final List<String> rows = new ArrayList<>();
        final boolean fromOpen = image.getInt(rule + ImageLadder.U_LENGTHS_FROM) == ImageLadder.AFTER_OPEN;
        String from = "from the open";
        for (int i = 0; i < image.getInt(rule + ImageLayout.U_ROWS); i++)
        {
            final int row = image.getInt(ImageHeader.H_ROW_OFFSET) +
                (image.getInt(rule + ImageLayout.U_FIRST_ROW) + i) * ImageLayout.ROW_LENGTH;
            final long untilNs = image.getLong(row + ImageLadder.L_UNTIL_NS);
            final boolean inclusive = image.getInt(row + ImageLadder.L_INCLUSIVE) != 0;
            final String end = untilNs == Long.MAX_VALUE ? "the close" :
                Show.duration(untilNs) + (fromOpen ? " after the open" : " before the close");
            rows.add(from + " " + (inclusive ? "up to and with " : "to ") + end + ": " + effect(row));
            from = (inclusive ? "after " : "from ") + end;
        }
        return rows;
    }

    private String effect(final int row)
    {
        final int state = image.getInt(row + ImageLadder.L_STATE);
        final long lengthNs = image.getLong(row + ImageLadder.L_LENGTH_NS);
        return state == TradingState.CLOSED.code() ? "CLOSED for the rest of the day" :
            lengthNs == 0 ? "no halt" : Show.duration(lengthNs);
    }
}

package io.firebreak.rulebook;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageLayout;
import java.util.List;

/** Compiles the width table of a band: rows by a price, each a share of the reference or an amount. */
final class BandTable
{
    private BandTable()
    {
    }

    static void compile(final Section width, final Struct struct, final ImageDraft draft)
    {
        final List<Section> rows = width.items("rows", WidthBlock.ROW);
        Limits.within(width.where("rows"), width.path() + ".rows", "rows", rows.size(), Limits.BAND_ROWS);
        struct.int32(ImageLayout.U_FIRST_ROW, draft.rows().size());
        struct.int32(ImageLayout.U_ROWS, rows.size());
        long before = 0;
        for (int i = 0; i < rows.size(); i++)
        {
            final Section row = rows.get(i);
            final boolean isLast = i == rows.size() - 1;
            if (row.has("up_to_e9") == isLast)
            {
                throw row.error("up_to_e9", isLast ? "leaves a gap: no row takes a higher price" :
                    "a row without up_to_e9 takes every price", "give every row but the last an up_to_e9");
            }
            final Struct line = draft.add(draft.rows(), ImageLayout.ROW_LENGTH);
            final long upTo = isLast ? Long.MAX_VALUE :
                row.integer("up_to_e9", "1e-9 of the quote currency", 1, Limits.PRICE_E9);
            if (upTo <= before)
            {
                throw row.error("up_to_e9", "overlaps the row before", "order the rows by rising up_to_e9");
            }
            before = upTo;
            line.int64(ImageLayout.W_UP_TO_E9, upTo);
            line.flag(ImageLayout.W_INCLUSIVE, !isLast && row.flag("inclusive", false));
            line.int64(ImageLayout.W_CLOSING_PPM, Limits.ONE_PPM);
            if (row.has("width_e9"))
            {
                line.int64(ImageBand.W_ABS_E9,
                    row.integer("width_e9", "1e-9 of the quote currency", 1, Limits.PRICE_E9));
            }
            else
            {
                line.int64(ImageLayout.W_PPM, row.ratio("width", 1, Limits.FACTOR_PPM));
            }
            row.finish("in a row of this table");
        }
        if (rows.isEmpty())
        {
            throw width.error("rows", "a table without rows", "write rows = [ { id = NAME, width_e9 = ... } ]");
        }
    }
}

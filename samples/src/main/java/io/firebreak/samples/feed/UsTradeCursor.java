package io.firebreak.samples.feed;

import io.firebreak.market.Side;
import java.util.List;

/** Rows of consolidated trades. */
final class UsTradeCursor extends UsCursor<TradeRow>
{
    static final List<String> HEADER = List.of(
        "ms_since_midnight_et", "price_e4", "size", "exchange", "sale_condition", "suspicious");

    private static final int TIME = 0;
    private static final int PRICE = 1;
    private static final int SIZE = 2;
    private static final int SUSPICIOUS = 5;

    UsTradeCursor(final CsvTape tape, final NewYorkDay day, final PriceStep tick)
    {
        super(tape, TradeRow::new, day, tick);
    }

    @Override
    void parse(final TradeRow row)
    {
        row.timeNs = time(TIME);
        row.sourceTimeNs = row.timeNs;
        row.priceTicks = ticks(PRICE);
        row.qtyLots = tape.size(SIZE, 0);
        row.sideCode = Side.NONE.code();
        row.isEligible = tape.is(SUSPICIOUS, '0');
    }
}

package io.firebreak.samples.feed;

import java.util.List;

/** Rows that each set one side of the national best bid and offer. */
final class UsQuoteCursor extends UsCursor<UsQuoteCursor.Row>
{
    static final List<String> HEADER = List.of("ms_since_midnight_et", "bid_price_e4", "bid_size", "ask_price_e4",
        "ask_size", "exchange", "condition", "suspicious");

    private static final int TIME = 0;
    private static final int BID = 1;
    private static final int BID_SIZE = 2;
    private static final int ASK = 3;
    private static final int ASK_SIZE = 4;

    UsQuoteCursor(final CsvTape tape, final NewYorkDay day, final PriceStep tick)
    {
        super(tape, Row::new, day, tick);
    }

    /** One row; the side that it does not set has price 0. */
    static final class Row extends TapeRow
    {
        long bidTicks;
        long bidLots;
        long askTicks;
        long askLots;
    }

    @Override
    void parse(final Row row)
    {
        row.timeNs = time(TIME);
        row.bidTicks = ticks(BID);
        row.bidLots = tape.size(BID_SIZE, 0);
        row.askTicks = ticks(ASK);
        row.askLots = tape.size(ASK_SIZE, 0);
    }
}

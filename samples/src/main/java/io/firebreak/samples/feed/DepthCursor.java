package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedSink;
import io.firebreak.market.Side;
import java.util.List;

/** Rows of a recorded Binance stream: snapshot levels, diff levels, best bid and offer rows, trades. */
final class DepthCursor extends RowCursor<DepthCursor.Row>
{
    static final List<List<String>> HEADERS = List.of(List.of("local_ts_ns", "exch_event_ms", "exch_match_ms", "type",
        "first_update_id", "last_update_id", "prev_update_id", "trade_id", "side", "price", "qty", "flag"));

    static final int SNAPSHOT = 'S';
    static final int DIFF = 'D';
    static final int BEST = 'Q';
    static final int TRADE = 'T';

    /** An id that the row does not have. */
    static final long NO_ID = -1;

    private static final int[] TYPES = {DIFF, BEST, TRADE, SNAPSHOT};
    private static final int LOCAL_TIME = 0;
    private static final int EVENT_TIME = 1;
    private static final int MATCH_TIME = 2;
    private static final int TYPE = 3;
    private static final int FIRST_ID = 4;
    private static final int LAST_ID = 5;
    private static final int PREVIOUS_ID = 6;
    private static final int TRADE_ID = 7;
    private static final int SIDE = 8;
    private static final int PRICE = 9;
    private static final int QTY = 10;
    private static final int FLAG = 11;
    private static final long NANOS_OF_MILLI = 1_000_000L;
    private static final long LAST_MILLI = Long.MAX_VALUE / NANOS_OF_MILLI;

    private final ClockSource clock;
    private final int priceExponent;
    private final int qtyExponent;

    DepthCursor(final CsvTape tape, final ClockSource clock, final int priceExponent, final int qtyExponent)
    {
        super(tape, Row::new);
        this.clock = clock;
        this.priceExponent = priceExponent;
        this.qtyExponent = qtyExponent;
    }

    /** One row. */
    static final class Row extends TapeRow
    {
        long localNs;
        long sourceTimeNs;
        int type;
        long firstId;
        long lastId;
        long previousId;
        long tradeId;
        int sideCode;
        long priceTicks;
        long qtyLots;
        boolean hasLevel;

        boolean isSameMessage(final Row other)
        {
            return localNs == other.localNs && type == other.type && firstId == other.firstId
                && lastId == other.lastId && previousId == other.previousId && tradeId == other.tradeId;
        }
    }

    /** Whether the next row belongs to the same message; false in front of a bad line. */
    boolean moreFollows()
    {
        return hasAhead() && ahead().isSameMessage(row());
    }

    @Override
    void parse(final Row row)
    {
        row.localNs = tape.integer(LOCAL_TIME);
        final long eventNs = millis(EVENT_TIME);
        final long matchNs = millis(MATCH_TIME);
        row.sourceTimeNs = matchNs == FeedSink.NONE ? eventNs : matchNs;
        row.type = type();
        if (clock == ClockSource.EXCHANGE && eventNs == FeedSink.NONE)
        {
            throw new FeedMistake(tape.where() + ": exch_event_ms: this row has no exchange time: use --clock receive");
        }
        row.timeNs = clock == ClockSource.EXCHANGE ? eventNs : row.localNs;
        row.firstId = tape.integer(FIRST_ID, NO_ID);
        row.lastId = tape.integer(LAST_ID, NO_ID);
        row.previousId = tape.integer(PREVIOUS_ID, NO_ID);
        row.tradeId = tape.integer(TRADE_ID, NO_ID);
        if (row.type == DIFF && row.lastId == NO_ID)
        {
            throw tape.bad(LAST_ID, "a diff needs its last update id");
        }
        row.hasLevel = !tape.is(FLAG, "EMPTY");
        if (row.hasLevel)
        {
            row.sideCode = side(row.type);
            row.priceTicks = tape.decimal(PRICE, priceExponent);
            row.qtyLots = tape.size(QTY, qtyExponent);
        }
    }

    private int type()
    {
        for (final int letter : TYPES)
        {
            if (tape.is(TYPE, (char)letter))
            {
                return letter;
            }
        }
        throw tape.bad(TYPE, "'" + tape.text(TYPE) + "' is no type: S, D, Q or T");
    }

    private int side(final int type)
    {
        if (tape.is(SIDE, 'B'))
        {
            return Side.BUY.code();
        }
        if (tape.is(SIDE, type == TRADE ? 'S' : 'A'))
        {
            return Side.SELL.code();
        }
        throw tape.bad(SIDE, "'" + tape.text(SIDE) + "' is no side here: B or " + (type == TRADE ? "S" : "A"));
    }

    private long millis(final int column)
    {
        final long millis = tape.integer(column, FeedSink.NONE);
        if (millis == FeedSink.NONE)
        {
            return FeedSink.NONE;
        }
        if (millis <= 0 || millis > LAST_MILLI)
        {
            throw tape.bad(column, "'" + tape.text(column) + "' is no time in milliseconds since 1970");
        }
        return millis * NANOS_OF_MILLI;
    }
}

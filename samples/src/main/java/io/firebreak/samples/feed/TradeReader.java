package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedSink;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.market.InputFlags;
import java.util.List;

/** Plays a tape of trades of one instrument: each print first as a potential trade, then as the trade. */
final class TradeReader extends TapeReader
{
    private final RowCursor<TradeRow> cursor;

    TradeReader(
        final RowCursor<TradeRow> cursor,
        final ClockSource clock,
        final TapeInstrument instrument,
        final List<String> notes)
    {
        super(clock, instrument, notes, List.of(cursor));
        this.cursor = cursor;
    }

    @Override
    RowCursor<?> upcoming()
    {
        return cursor;
    }

    @Override
    public boolean next(final FeedSink sink)
    {
        if (!advance(cursor))
        {
            return false;
        }
        print(sink, cursor.row());
        return true;
    }

    /** Publishes a trade. */
    static void print(final FeedSink sink, final TradeRow row)
    {
        sink.print(row.timeNs, row.sourceTimeNs, INSTRUMENT, row.sideCode, row.priceTicks, row.qtyLots, row.tradeId,
            row.isEligible ? InputFlags.ELIGIBLE : 0);
    }
}

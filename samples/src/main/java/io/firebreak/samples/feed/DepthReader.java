package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedSink;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.market.InputFlags;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays a recorded Binance stream: book, best bid and offer, trades. */
final class DepthReader extends TapeReader
{
    private final DepthCursor cursor;
    private final DepthJoin join;
    private long bidTicks = FeedSink.NONE;
    private long bidLots;
    private long askTicks = FeedSink.NONE;
    private long askLots;
    private long quotes;
    private long quotesCompared;
    private long quotesUnlikeLadder;
    private long trades;
    private long lastTradeId = DepthCursor.NO_ID;
    private long missingTradeIds;

    DepthReader(
        final DepthCursor cursor,
        final ClockSource clock,
        final TapeInstrument instrument,
        final List<String> notes,
        final DepthJoin join)
    {
        super(clock, instrument, notes, List.of(cursor));
        this.cursor = cursor;
        this.join = join;
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
        final DepthCursor.Row row = cursor.row();
        switch (row.type)
        {
            case DepthCursor.DIFF:
                join.onDiff(sink, row.timeNs, row, cursor.moreFollows());
                break;
            case DepthCursor.BEST:
                best(sink, row);
                break;
            case DepthCursor.TRADE:
                trade(sink, row);
                break;
            default:
                join.onSnapshot(sink, row.timeNs, row, cursor.moreFollows());
                break;
        }
        return true;
    }

    @Override
    public Map<String, Long> counters()
    {
        final Map<String, Long> counters = new LinkedHashMap<>();
        join.counters(counters);
        counters.put("best bid/offer messages", quotes);
        counters.put("compared with the ladder", quotesCompared);
        counters.put("unlike the ladder", quotesUnlikeLadder);
        counters.put("trades", trades);
        counters.put("missing trade ids", missingTradeIds);
        return counters;
    }

    private void best(final FeedSink sink, final DepthCursor.Row row)
    {
        if (row.hasLevel && row.sideCode == Side.BUY.code())
        {
            bidTicks = row.priceTicks;
            bidLots = row.qtyLots;
        }
        else if (row.hasLevel)
        {
            askTicks = row.priceTicks;
            askLots = row.qtyLots;
        }
        if (cursor.moreFollows())
        {
            return;
        }
        quotes++;
        if (join.hasSnapshot())
        {
            quotesCompared++;
            if (bidTicks != sink.bestBidTicks(INSTRUMENT) || askTicks != sink.bestAskTicks(INSTRUMENT))
            {
                quotesUnlikeLadder++;
            }
        }
        sink.quote(row.timeNs, row.sourceTimeNs, INSTRUMENT, QuoteKind.OWN_VENUE.code(), bidTicks, bidLots, askTicks,
            askLots);
        bidTicks = FeedSink.NONE;
        bidLots = 0;
        askTicks = FeedSink.NONE;
        askLots = 0;
    }

    private void trade(final FeedSink sink, final DepthCursor.Row row)
    {
        if (!row.hasLevel)
        {
            return;
        }
        trades++;
        if (row.tradeId != DepthCursor.NO_ID && lastTradeId != DepthCursor.NO_ID && row.tradeId > lastTradeId + 1)
        {
            missingTradeIds += row.tradeId - lastTradeId - 1;
        }
        lastTradeId = row.tradeId;
        sink.print(row.timeNs, row.sourceTimeNs, INSTRUMENT, row.sideCode, row.priceTicks, row.qtyLots,
            Math.max(0, row.tradeId), InputFlags.ELIGIBLE);
    }
}

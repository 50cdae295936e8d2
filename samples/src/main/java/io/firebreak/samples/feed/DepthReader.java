package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedSink;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.market.InputFlags;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays a recorded Binance stream: book, best bid and offer, trades. */
final class DepthReader implements FeedReader
{
    private static final int INSTRUMENT = 0;

    private final DepthCursor cursor;
    private final ClockSource clock;
    private final TapeInstrument instrument;
    private final List<String> notes;
    private final DepthJoin join;
    private long timeNs;
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
        this.cursor = cursor;
        this.clock = clock;
        this.instrument = instrument;
        this.notes = notes;
        this.join = join;
        cursor.first();
        timeNs = cursor.aheadTimeNs();
    }

    @Override
    public void start(final FeedSink sink)
    {
        sink.instrument(timeNs, INSTRUMENT, instrument);
    }

    @Override
    public boolean next(final FeedSink sink)
    {
        if (!cursor.advance())
        {
            return false;
        }
        final DepthCursor.Row row = cursor.row();
        timeNs = row.timeNs;
        switch (row.type)
        {
            case DepthCursor.DIFF:
                join.onDiff(sink, timeNs, row, cursor.moreFollows());
                break;
            case DepthCursor.BEST:
                best(sink, row);
                break;
            case DepthCursor.TRADE:
                trade(sink, row);
                break;
            default:
                join.onSnapshot(sink, timeNs, row, cursor.moreFollows());
                break;
        }
        return true;
    }

    @Override
    public long rows()
    {
        return cursor.rows();
    }

    @Override
    public long timeNs()
    {
        return timeNs;
    }

    @Override
    public long nextTimeNs()
    {
        return cursor.hasAhead() ? cursor.aheadTimeNs() : timeNs;
    }

    @Override
    public ClockSource clock()
    {
        return clock;
    }

    @Override
    public List<TapeInstrument> instruments()
    {
        return List.of(instrument);
    }

    @Override
    public List<String> notes()
    {
        return notes;
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

    @Override
    public void close()
    {
        cursor.close();
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
        sink.quote(timeNs, row.sourceTimeNs, INSTRUMENT, QuoteKind.OWN_VENUE.code(), bidTicks, bidLots, askTicks,
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
        sink.print(timeNs, row.sourceTimeNs, INSTRUMENT, row.sideCode, row.priceTicks, row.qtyLots,
            Math.max(0, row.tradeId), InputFlags.ELIGIBLE);
    }
}

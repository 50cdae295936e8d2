package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedSink;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.market.InputFlags;
import java.util.List;
import java.util.Map;

/** Plays a tape of trades of one instrument: each print first as a potential trade, then as the trade. */
final class TradeReader implements FeedReader
{
    private final TradeCursor cursor;
    private final ClockSource clock;
    private final TapeInstrument instrument;
    private final List<String> notes;
    private long timeNs;

    TradeReader(
        final TradeCursor cursor, final ClockSource clock, final TapeInstrument instrument, final List<String> notes)
    {
        this.cursor = cursor;
        this.clock = clock;
        this.instrument = instrument;
        this.notes = notes;
        cursor.first();
        timeNs = cursor.aheadTimeNs();
    }

    @Override
    public void start(final FeedSink sink)
    {
        sink.instrument(timeNs, 0, instrument);
    }

    @Override
    public boolean next(final FeedSink sink)
    {
        if (!cursor.advance())
        {
            return false;
        }
        timeNs = cursor.timeNs;
        sink.print(timeNs, cursor.sourceTimeNs, 0, cursor.sideCode, cursor.priceTicks, cursor.qtyLots, cursor.tradeId,
            InputFlags.ELIGIBLE);
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
        return Map.of();
    }

    @Override
    public void close()
    {
        cursor.close();
    }
}

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

/** Plays a day of US consolidated quotes and trades, merged by time: in one millisecond quotes go first. */
final class UsTicksReader implements FeedReader
{
    private static final int INSTRUMENT = 0;

    private final UsQuoteCursor quotes;
    private final UsTradeCursor trades;
    private final UsSession session;
    private final List<String> notes;
    private long timeNs;
    private long bidTicks = FeedSink.NONE;
    private long bidLots;
    private long askTicks = FeedSink.NONE;
    private long askLots;
    private long sessionQuotes;
    private long crossedQuotes;
    private long ineligible;

    UsTicksReader(
        final UsQuoteCursor quotes, final UsTradeCursor trades, final UsSession session, final List<String> notes)
    {
        this.quotes = quotes;
        this.trades = trades;
        this.session = session;
        this.notes = notes;
        trades.first();
        if (quotes != null)
        {
            quotes.first();
        }
        timeNs = quotes == null ? trades.aheadTimeNs() : Math.min(trades.aheadTimeNs(), quotes.aheadTimeNs());
    }

    @Override
    public void start(final FeedSink sink)
    {
        sink.instrument(timeNs, INSTRUMENT, session.instrument());
        sink.calendarDay(timeNs, session.dayId(), session.openNs(), session.closeNs(), session.nextOpenNs());
        sink.previousClose(timeNs, INSTRUMENT, session.previousCloseE9());
    }

    @Override
    public boolean next(final FeedSink sink)
    {
        if (isQuoteNext())
        {
            if (quotes.advance())
            {
                timeNs = quotes.timeNs;
                quote(sink);
                return true;
            }
            return next(sink);
        }
        if (!trades.advance())
        {
            return false;
        }
        timeNs = trades.timeNs;
        if (trades.isSuspicious)
        {
            ineligible++;
        }
        sink.print(timeNs, timeNs, INSTRUMENT, Side.NONE.code(), trades.priceTicks, trades.qtyLots, 0,
            trades.isSuspicious ? 0 : InputFlags.ELIGIBLE);
        return true;
    }

    @Override
    public long rows()
    {
        return trades.rows() + (quotes == null ? 0 : quotes.rows());
    }

    @Override
    public long timeNs()
    {
        return timeNs;
    }

    @Override
    public long nextTimeNs()
    {
        final RowCursor next = isQuoteNext() ? quotes : trades;
        return next.hasAhead() ? next.aheadTimeNs() : timeNs;
    }

    @Override
    public ClockSource clock()
    {
        return ClockSource.EXCHANGE;
    }

    @Override
    public List<TapeInstrument> instruments()
    {
        return List.of(session.instrument());
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
        counters.put("national quotes in the session", sessionQuotes);
        counters.put("of them crossed", crossedQuotes);
        counters.put("trades not eligible", ineligible);
        return counters;
    }

    @Override
    public void close()
    {
        trades.close();
        if (quotes != null)
        {
            quotes.close();
        }
    }

    private boolean isQuoteNext()
    {
        if (quotes == null)
        {
            return false;
        }
        if (quotes.isDisturbed() || trades.isDisturbed())
        {
            return quotes.isDisturbed();
        }
        return quotes.hasAhead() && (!trades.hasAhead() || quotes.aheadTimeNs() <= trades.aheadTimeNs());
    }

    private void quote(final FeedSink sink)
    {
        if (quotes.bidTicks != 0)
        {
            bidTicks = quotes.bidTicks;
            bidLots = quotes.bidLots;
        }
        if (quotes.askTicks != 0)
        {
            askTicks = quotes.askTicks;
            askLots = quotes.askLots;
        }
        if (timeNs >= session.openNs() && timeNs < session.closeNs())
        {
            sessionQuotes++;
            if (bidTicks != FeedSink.NONE && askTicks != FeedSink.NONE && bidTicks > askTicks)
            {
                crossedQuotes++;
            }
        }
        sink.quote(timeNs, timeNs, INSTRUMENT, QuoteKind.CONSOLIDATED.code(), bidTicks, bidLots, askTicks, askLots);
    }
}

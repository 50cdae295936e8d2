package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedSink;
import io.firebreak.market.QuoteKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays a day of US consolidated quotes and trades, merged by time: in one millisecond quotes go first. */
final class UsTicksReader extends TapeReader
{
    private final UsQuoteCursor quotes;
    private final UsTradeCursor trades;
    private final UsSession session;
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
        super(ClockSource.EXCHANGE, session.instrument(), notes,
            quotes == null ? List.of(trades) : List.of(trades, quotes));
        this.quotes = quotes;
        this.trades = trades;
        this.session = session;
    }

    @Override
    RowCursor<?> upcoming()
    {
        return isQuoteNext() ? quotes : trades;
    }

    @Override
    public void start(final FeedSink sink)
    {
        super.start(sink);
        sink.calendarDay(timeNs(), session.dayId(), session.openNs(), session.closeNs(), session.nextOpenNs());
        sink.previousClose(timeNs(), INSTRUMENT, session.previousCloseE9());
    }

    @Override
    public boolean next(final FeedSink sink)
    {
        if (isQuoteNext() && advance(quotes))
        {
            quote(sink, quotes.row());
            return true;
        }
        if (!advance(trades))
        {
            return false;
        }
        ineligible += trades.row().isEligible ? 0 : 1;
        TradeReader.print(sink, trades.row());
        return true;
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
        return quotes.hasAhead() && (!trades.hasAhead() || quotes.ahead().timeNs <= trades.ahead().timeNs);
    }

    private void quote(final FeedSink sink, final UsQuoteCursor.Row row)
    {
        if (row.bidTicks != 0)
        {
            bidTicks = row.bidTicks;
            bidLots = row.bidLots;
        }
        if (row.askTicks != 0)
        {
            askTicks = row.askTicks;
            askLots = row.askLots;
        }
        if (row.timeNs >= session.openNs() && row.timeNs < session.closeNs())
        {
            sessionQuotes++;
            if (bidTicks != FeedSink.NONE && askTicks != FeedSink.NONE && bidTicks > askTicks)
            {
                crossedQuotes++;
            }
        }
        sink.quote(row.timeNs, row.timeNs, INSTRUMENT, QuoteKind.CONSOLIDATED.code(), bidTicks, bidLots, askTicks,
            askLots);
    }
}

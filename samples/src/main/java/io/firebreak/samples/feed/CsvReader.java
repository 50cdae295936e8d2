package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedSink;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.market.InputFlags;
import io.firebreak.market.QuoteKind;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays a user's own files of one instrument, merged by time; at the same instant in the order of the command line. */
final class CsvReader extends TapeReader
{
    private final List<CsvCursor> files;
    private final int quoteKindCode;
    private final CsvSession session;
    private final int exponent;
    private long lastTicks = FeedSink.NONE;
    private CsvCursor snapshotOf;
    private long snapshotNs = FeedSink.NONE;
    private long snapshots;
    private long otherSymbols;

    CsvReader(final List<CsvCursor> files, final ClockSource clock, final TapeInstrument instrument,
        final List<String> notes, final QuoteKind quoteKind, final CsvSession session)
    {
        super(clock, instrument, notes, List.copyOf(files));
        this.files = files;
        quoteKindCode = quoteKind.code();
        this.session = session;
        exponent = instrument.priceExponent();
    }

    @Override
    CsvCursor upcoming()
    {
        CsvCursor next = files.get(0);
        for (final CsvCursor file : files)
        {
            if (file.isDisturbed())
            {
                return file;
            }
            if (file.hasAhead() && (!next.hasAhead() || file.ahead().timeNs < next.ahead().timeNs))
            {
                next = file;
            }
        }
        return next;
    }

    @Override
    public void start(final FeedSink sink)
    {
        super.start(sink);
        day(sink, timeNs());
    }

    /** A row of a new date is in a new trading day, which is announced before it. */
    private void day(final FeedSink sink, final long atNs)
    {
        if (session != null && session.isNewDay(atNs))
        {
            session.announce(sink, atNs, lastTicks == FeedSink.NONE ? null : BigDecimal.valueOf(lastTicks, exponent));
        }
    }

    @Override
    public boolean next(final FeedSink sink)
    {
        final CsvCursor file = upcoming();
        if (!advance(file))
        {
            return false;
        }
        final CsvRow row = file.row();
        if (!row.isPlayed)
        {
            otherSymbols++;
            return true;
        }
        day(sink, row.timeNs);
        switch (file.kind())
        {
            case TRADES:
                lastTicks = row.priceTicks;
                sink.print(row.timeNs, row.sourceTimeNs, INSTRUMENT, row.sideCode, row.priceTicks, row.qtyLots,
                    row.tradeId, InputFlags.ELIGIBLE);
                break;
            case QUOTES:
                sink.quote(row.timeNs, row.sourceTimeNs, INSTRUMENT, quoteKindCode, row.bidTicks, row.bidLots,
                    row.askTicks, row.askLots);
                break;
            default:
                level(sink, file, row);
                break;
        }
        return true;
    }

    @Override
    public Map<String, Long> counters()
    {
        final Map<String, Long> counters = new LinkedHashMap<>();
        if (snapshots > 0)
        {
            counters.put("snapshots", snapshots);
        }
        if (otherSymbols > 0)
        {
            counters.put("rows of other instruments", otherSymbols);
        }
        return counters;
    }

    /** Rows of one instant are one message; a snapshot replaces the book. */
    private void level(final FeedSink sink, final CsvCursor file, final CsvRow row)
    {
        if (row.isSnapshot && (snapshotOf != file || snapshotNs != row.timeNs))
        {
            sink.bookClear(row.timeNs, row.sourceTimeNs, INSTRUMENT);
            snapshots++;
        }
        snapshotOf = row.isSnapshot ? file : null;
        snapshotNs = row.timeNs;
        final boolean moreFollows = file.hasAhead() && file.ahead().isPlayed
            && file.ahead().timeNs == row.timeNs && file.ahead().isSnapshot == row.isSnapshot;
        sink.bookLevel(
            row.timeNs, row.sourceTimeNs, INSTRUMENT, row.sideCode, row.priceTicks, row.qtyLots, moreFollows);
        if (row.isSnapshot && !moreFollows)
        {
            sink.bookReady(row.timeNs, row.sourceTimeNs, INSTRUMENT);
        }
    }
}

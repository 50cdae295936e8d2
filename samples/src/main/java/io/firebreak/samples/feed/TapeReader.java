package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedSink;
import io.firebreak.feed.TapeInstrument;
import java.util.List;
import java.util.Map;

/**
 * What every tape of one instrument has: its cursors, one row ahead each, the clock, and where it stands. A subclass
 * says which cursor is next and what a row publishes. Owned by one thread.
 */
abstract class TapeReader implements FeedReader
{
    /** The only instrument. */
    static final int INSTRUMENT = 0;

    private final ClockSource clock;
    private final TapeInstrument instrument;
    private final List<String> notes;
    private final List<RowCursor<?>> cursors;
    private long timeNs = Long.MAX_VALUE;

    TapeReader(
        final ClockSource clock,
        final TapeInstrument instrument,
        final List<String> notes,
        final List<RowCursor<?>> cursors)
    {
        this.clock = clock;
        this.instrument = instrument;
        this.notes = notes;
        this.cursors = cursors;
        for (final RowCursor<?> cursor : cursors)
        {
            cursor.first();
            timeNs = Math.min(timeNs, cursor.ahead().timeNs);
        }
    }

    /** The cursor whose row is next. */
    abstract RowCursor<?> upcoming();

    /** Moves a cursor on, and this tape's time with it; false at the cursor's end. */
    final boolean advance(final RowCursor<?> cursor)
    {
        if (!cursor.advance())
        {
            return false;
        }
        timeNs = cursor.row().timeNs;
        return true;
    }

    @Override
    public void start(final FeedSink sink)
    {
        sink.instrument(timeNs, INSTRUMENT, instrument);
    }

    @Override
    public final long rows()
    {
        return cursors.stream().mapToLong(RowCursor::rows).sum();
    }

    @Override
    public final long timeNs()
    {
        return timeNs;
    }

    @Override
    public final long nextTimeNs()
    {
        final RowCursor<?> next = upcoming();
        return next.hasAhead() ? next.ahead().timeNs : timeNs;
    }

    @Override
    public final ClockSource clock()
    {
        return clock;
    }

    @Override
    public final List<TapeInstrument> instruments()
    {
        return List.of(instrument);
    }

    @Override
    public final List<String> notes()
    {
        return notes;
    }

    @Override
    public Map<String, Long> counters()
    {
        return Map.of();
    }

    @Override
    public final void close()
    {
        cursors.forEach(RowCursor::close);
    }
}

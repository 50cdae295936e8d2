package io.firebreak.report;

import io.firebreak.market.TradingState;
import java.util.ArrayList;
import java.util.List;

/** The trading state of an instrument over time, the market's merged in. */
final class StateRibbon
{
    private static final double NANOS_PER_MINUTE = 60e9;

    private final List<Span> spans = new ArrayList<>();
    private long sinceNs;
    private TradingState state;

    /** A stretch of one state. */
    record Span(long fromNs, long toNs, TradingState state)
    {
    }

    /** The state from a time on. */
    void set(final long timeNs, final TradingState now)
    {
        if (now == state)
        {
            return;
        }
        if (state != null && timeNs > sinceNs)
        {
            spans.add(new Span(sinceNs, timeNs, state));
        }
        sinceNs = timeNs;
        state = now;
    }

    /** The state now, null before the first. */
    TradingState state()
    {
        return state;
    }

    /**
     * All stretches. Neighbours that are all too short to be drawn become one, named after the most severe of them.
     *
     * @param endNs   where the last one ends.
     * @param leastNs what can be drawn.
     */
    List<Span> spans(final long endNs, final long leastNs)
    {
        final List<Span> joined = new ArrayList<>();
        final List<Span> all = new ArrayList<>(spans);
        if (state != null)
        {
            all.add(new Span(sinceNs, Math.max(endNs, sinceNs), state));
        }
        for (final Span span : all)
        {
            final Span last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.toNs() - last.fromNs() < leastNs && span.toNs() - span.fromNs() < leastNs)
            {
                joined.set(joined.size() - 1, new Span(last.fromNs(), span.toNs(),
                    span.state().severity() > last.state().severity() ? span.state() : last.state()));
            }
            else
            {
                joined.add(span);
            }
        }
        return joined;
    }

    /** Minutes in a state that forbids aggressive orders. */
    double minutesHalted(final long endNs)
    {
        return spans(endNs, 0).stream().filter(span -> !span.state().matches())
            .mapToLong(span -> span.toNs() - span.fromNs()).sum() / NANOS_PER_MINUTE;
    }
}

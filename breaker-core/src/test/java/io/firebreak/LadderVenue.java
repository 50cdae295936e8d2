package io.firebreak;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.market.InputFlags;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** A market's indices and its states, in the time of day: what a market-wide ladder says, as short lines. */
final class LadderVenue implements AutoCloseable
{
    private final Venue venue;
    private final List<String> changes = new ArrayList<>();

    LadderVenue(final String rulebook, final String open, final String close, final String... closes)
    {
        this(Rulebook.load(rulebook, Map.of("engine.release_after", "NONE")), open, close, closes);
    }

    LadderVenue(final CompiledRulebook rulebook, final String open, final String close, final String... closes)
    {
        venue = new Venue(rulebook.image(), rulebook.imageHash(), Capacities.forInstruments(1));
        tickNs(ns(open) - 10 * Venue.SECOND);
        venue.publisher.calendarDay(0, 0, ns(open) - 10 * Venue.SECOND, 20_261_121, ns(open), ns(close),
            ns(open) + 86_400 * Venue.SECOND);
        for (int i = 0; i < closes.length; i++)
        {
            publish(ns(open) - 10 * Venue.SECOND, ReferenceKind.PREVIOUS_CLOSE, i, new BigDecimal(closes[i]));
        }
        changes();
    }

    /** UTC ns of a time of day. */
    static long ns(final String time)
    {
        return Venue.at(0) + LocalTime.parse(time).toNanoOfDay();
    }

    /** The first index's value; returns the changes of state since the last call. */
    List<String> index(final String time, final String value)
    {
        return index(time, 0, value);
    }

    List<String> index(final String time, final int which, final String value)
    {
        indexNs(ns(time), which, new BigDecimal(value));
        return changes();
    }

    List<String> tick(final String time)
    {
        tickNs(ns(time));
        return changes();
    }

    void tickNs(final long timeNs)
    {
        venue.publisher.tick(timeNs, InputFlags.CLOCK_JUMP_ACCEPTED);
    }

    void indexNs(final long timeNs, final int which, final BigDecimal value)
    {
        tickNs(timeNs);
        publish(timeNs, ReferenceKind.INDEX, which, value);
    }

    /** The market's auctions are over. */
    void auctionNs(final long timeNs)
    {
        tickNs(timeNs);
        venue.publisher.auctionResult(0, 0, timeNs, Scope.market(0), 0, Long.MIN_VALUE, 0);
    }

    /** Changes of state as {@code time FROM->TO level until time}. */
    List<String> changes()
    {
        while (venue.breaker.decisions().poll(this::onDecision, 1000) > 0)
        {
            continue;
        }
        final List<String> drained = List.copyOf(changes);
        changes.clear();
        return drained;
    }

    Venue venue()
    {
        return venue;
    }

    static String line(
        final long timeNs, final String from, final String to, final int level, final long untilNs)
    {
        return text(timeNs) + " " + from + "->" + to + " " + level + (untilNs == Long.MAX_VALUE ? "" :
            " until " + text(untilNs));
    }

    private static String text(final long timeNs)
    {
        final long ofDay = timeNs - Venue.at(0);
        return ofDay >= 86_400 * Venue.SECOND ? "next day" : LocalTime.ofNanoOfDay(ofDay).toString();
    }

    private void publish(final long timeNs, final ReferenceKind kind, final int which, final BigDecimal value)
    {
        venue.publisher.referencePrice(0, 0, timeNs, timeNs, Scope.market(0), kind.code(), which,
            value.movePointRight(9).longValueExact(), 0);
    }

    private void onDecision(final int template, final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (template == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
            change.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
            changes.add(line(change.timeNs(), change.fromState().name(), change.toState().name(), change.level(),
                change.deadlineNs()));
        }
    }

    @Override
    public void close()
    {
        venue.close();
    }
}

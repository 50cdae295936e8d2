package io.firebreak;

import io.firebreak.codec.Reason;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.ExitBound;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long each breaker of a rulebook was held at most, from the trip to the end of what is promised without an
 * operator, beside the figure that {@code config check} prints: it is read out of the printed line.
 */
final class ExitTimes
{
    private static final Pattern PRINTED = Pattern.compile("without an operator: ([0-9,]+) (s|ms|ns) = ");

    private final CompiledRulebook rulebook;
    private final Map<Long, Long> sinceNs = new HashMap<>();
    private final Set<Long> waiting = new HashSet<>();
    private final Map<String, Worst> worst = new TreeMap<>();

    /** A breaker of a class. */
    private static final class Worst
    {
        private final String line;
        private final long boundNs;
        private long longestNs;
        private long exits;

        Worst(final ExitBound bound)
        {
            line = bound.line();
            boundNs = printed(line);
        }
    }

    ExitTimes(final CompiledRulebook rulebook)
    {
        this.rulebook = rulebook;
    }

    /** A figure as it is printed, Long.MAX_VALUE where the line names the end of the session instead. */
    static long printed(final String line)
    {
        final Matcher figure = PRINTED.matcher(line);
        if (!figure.find())
        {
            return Long.MAX_VALUE;
        }
        final long unit = Map.of("s", 1_000_000_000L, "ms", 1_000_000L, "ns", 1L).get(figure.group(2));
        return Long.parseLong(figure.group(1).replace(",", "")) * unit;
    }

    /**
     * What a breaker of a class said; where this is a trip, what is held begins anew. A call that waits because
     * something else holds the instrument is not timed while it waits; it is when it is asked for.
     */
    void onChange(
        final long key, final int classIndex, final int breaker, final boolean isTrip,
        final TradingStateChangeDecoder change)
    {
        final boolean isEnd = isEnd(change);
        final Long beganNs = sinceNs.get(key);
        final boolean hasWaited = waiting.remove(key);
        if ((isTrip || hasWaited) && !isEnd)
        {
            sinceNs.put(key, change.timeNs());
        }
        else if (beganNs != null && (isTrip || isEnd))
        {
            sinceNs.remove(key);
            if (!isTrip)
            {
                ended(classIndex, breaker, change.timeNs() - beganNs);
            }
        }
        if (change.reason() == Reason.NOT_PERMITTED)
        {
            waiting.add(key);
        }
    }

    /** It trades again, or waits, or the closing auction, the close or two operators end it. */
    private static boolean isEnd(final TradingStateChangeDecoder change)
    {
        return change.toStateRaw() == TradingState.OPEN.code() || lastsToTheClose(change.toStateRaw()) ||
            change.reason() == Reason.SESSION_CLOSE || change.reason() == Reason.NOT_PERMITTED ||
            change.latched() != 0;
    }

    /** What is printed of it is the close, or the next day, and not a figure. */
    private static boolean lastsToTheClose(final int state)
    {
        return state == TradingState.CLOSING_AUCTION_ONLY.code() || state == TradingState.CLOSED.code();
    }

    private void ended(final int classIndex, final int breaker, final long heldNs)
    {
        final String name = rulebook.classNames().get(classIndex) + "." +
            rulebook.worstExit(classIndex).get(breaker).breaker();
        final Worst at = worst.computeIfAbsent(name, n -> new Worst(rulebook.worstExit(classIndex).get(breaker)));
        at.exits++;
        at.longestNs = Math.max(at.longestNs, heldNs);
        if (heldNs > at.boundNs)
        {
            throw new AssertionError(rulebook.name() + " " + name + ": held for " + heldNs + " ns, printed is " +
                at.line);
        }
    }

    /** Takes over what another walk of the same rulebook has seen. */
    void add(final ExitTimes other)
    {
        other.worst.forEach((name, theirs) -> worst.merge(name, theirs, (mine, more) ->
        {
            mine.exits += more.exits;
            mine.longestNs = Math.max(mine.longestNs, more.longestNs);
            return mine;
        }));
    }

    /** Longest and printed time of each breaker that was ever held, as lines of a table. */
    List<String> table()
    {
        return worst.entrySet().stream().map(entry -> String.format(Locale.ROOT, "| %s | %s | %,d | %.3f | %s |",
            rulebook.name(), entry.getKey(), entry.getValue().exits, entry.getValue().longestNs / 1e9,
            entry.getValue().boundNs == Long.MAX_VALUE ? "end of the session" :
            String.format(Locale.ROOT, "%.3f", entry.getValue().boundNs / 1e9))).toList();
    }
}

package io.firebreak;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A market-wide ladder for one day, written from the rules' words with lists and decimal numbers: it keeps everything
 * that was published and looks back. Slow on purpose; shares nothing with the engine.
 */
final class NaiveLadder
{
    static final long SECOND = 1_000_000_000L;
    private static final long HOST_NS = 60 * SECOND;
    private static final long FOREVER = Long.MAX_VALUE;

    /** What a level does until a time before the close: a halt of some seconds, 0 none, -1 the rest of the day. */
    record Row(long untilBeforeCloseS, boolean inclusive, long seconds)
    {
    }

    /**
     * A level.
     *
     * @param number   1 up.
     * @param percent  of the close.
     * @param sign     -1 falls, 1 rises, 0 both.
     * @param index    which index, -1 any.
     * @param sustainS seconds.
     * @param beyond   per cent beyond the value at which the last level fired, or zero.
     * @param rows     the first that has not ended counts.
     */
    record Level(
        int number, String percent, int sign, int index, long sustainS, String beyond, String round, List<Row> rows)
    {
    }

    /**
     * The rules of a market.
     *
     * @param levels    in order.
     * @param callS     seconds of the call, 0 none.
     * @param isAuction whether the host's auction ends a halt.
     */
    record Rules(List<Level> levels, long callS, boolean isAuction, long openNs, long closeNs, List<BigDecimal> closes)
    {
    }

    private record Seen(long timeNs, int index, BigDecimal value)
    {
    }

    long now;
    String state = "OPEN";
    int used;
    long endNs = FOREVER;

    private final Rules rules;
    private final List<Seen> seen = new ArrayList<>();
    private final List<String> out = new ArrayList<>();
    private BigDecimal lastTrigger;
    private int lastIndex;
    private long openSinceNs;

    NaiveLadder(final Rules rules)
    {
        this.rules = rules;
        now = rules.openNs() - 10 * SECOND;
        openSinceNs = now;
    }

    List<String> drain()
    {
        final List<String> drained = List.copyOf(out);
        out.clear();
        return drained;
    }

    void tick(final long timeNs)
    {
        for (long due = nextNs(); due <= timeNs; due = nextNs())
        {
            now = due;
            if (endNs == due)
            {
                elapsed();
            }
            else
            {
                judge();
            }
        }
        now = Math.max(now, timeNs);
    }

    void index(final long timeNs, final int index, final BigDecimal value)
    {
        tick(timeNs);
        if (now < rules.openNs() || now >= rules.closeNs())
        {
            return;
        }
        seen.add(new Seen(now, index, value));
        if (seen.size() > 200)
        {
            seen.removeIf(one -> one.timeNs() < now - 1_000 * SECOND);
        }
        judge(index, true);
    }

    void auction(final long timeNs)
    {
        tick(timeNs);
        if (state.equals("REOPENING"))
        {
            enter("OPEN", FOREVER);
        }
    }

    /** The next instant at which something happens by itself. */
    long nextNs()
    {
        long next = endNs;
        for (final Seen one : seen)
        {
            for (final Level level : rules.levels())
            {
                final long dueNs = one.timeNs() + level.sustainS() * SECOND;
                if (level.sustainS() > 0 && dueNs > now && dueNs < rules.closeNs())
                {
                    next = Math.min(next, dueNs);
                }
            }
        }
        return next;
    }

    private void judge()
    {
        for (int index = 0; index < rules.closes().size(); index++)
        {
            judge(index, false);
        }
    }

    /** What is published is judged at once; by time alone fires only what must have been sustained. */
    private void judge(final int index, final boolean isPublished)
    {
        for (int i = rules.levels().size() - 1; i >= 0; i--)
        {
            final Level level = rules.levels().get(i);
            final Row row = row(level, now);
            final List<Seen> ofIndex = seen.stream().filter(one -> one.index() == index).toList();
            if (ofIndex.isEmpty() || row.seconds() == 0 || level.number() <= used ||
                !isPublished && level.sustainS() == 0)
            {
                continue;
            }
            final BigDecimal value = ofIndex.get(ofIndex.size() - 1).value();
            final boolean closes = row.seconds() < 0;
            final boolean may = state.equals("OPEN") || closes && level.sustainS() == 0 && !state.equals("CLOSED");
            if (may && isReached(level, index, value) && isHeld(level, index, ofIndex))
            {
                used = level.number();
                lastTrigger = value;
                lastIndex = index;
                enter(closes ? "CLOSED" : "HALTED", closes ? rules.openNs() + 86_400 * SECOND :
                    Math.min(now + row.seconds() * SECOND, rules.closeNs()));
                return;
            }
        }
    }

    /** Every value of the last so many seconds, and the one that stood at their begin, reached the level. */
    private boolean isHeld(final Level level, final int index, final List<Seen> ofIndex)
    {
        if (level.sustainS() == 0)
        {
            return true;
        }
        for (int i = ofIndex.size() - 1; i >= 0; i--)
        {
            final Seen one = ofIndex.get(i);
            if (one.timeNs() < openSinceNs || !isReached(level, index, one.value()) ||
                row(level, one.timeNs()).seconds() == 0)
            {
                return false;
            }
            if (one.timeNs() + level.sustainS() * SECOND <= now)
            {
                return true;
            }
        }
        return false;
    }

    private boolean isReached(final Level level, final int index, final BigDecimal value)
    {
        final BigDecimal close = rules.closes().get(index);
        final boolean falls = value.compareTo(close) < 0;
        if (level.index() >= 0 && level.index() != index || level.sign() != 0 && falls != level.sign() < 0)
        {
            return false;
        }
        boolean reached = isBeyond(value, away(close, level.percent(), falls, level.round()), falls);
        if (!level.beyond().equals("0") && lastTrigger != null && lastIndex == index)
        {
            reached &= isBeyond(value, away(lastTrigger, level.beyond(), falls, level.round()), falls);
        }
        return reached;
    }

    private static boolean isBeyond(final BigDecimal value, final BigDecimal limit, final boolean falls)
    {
        return falls ? value.compareTo(limit) <= 0 : value.compareTo(limit) >= 0;
    }

    private static BigDecimal away(
        final BigDecimal from, final String percent, final boolean falls, final String round)
    {
        final BigDecimal part = from.multiply(new BigDecimal(percent)).movePointLeft(2);
        final BigDecimal step = new BigDecimal(round);
        return (falls ? from.subtract(part) : from.add(part)).divide(step, 0, RoundingMode.HALF_UP).multiply(step);
    }

    private Row row(final Level level, final long timeNs)
    {
        for (final Row row : level.rows())
        {
            final long untilNs = rules.closeNs() - row.untilBeforeCloseS() * SECOND;
            if (row.untilBeforeCloseS() < 0 || timeNs < untilNs || timeNs == untilNs && row.inclusive())
            {
                return row;
            }
        }
        throw new IllegalStateException("a table with a gap");
    }

    private void elapsed()
    {
        if (state.equals("CLOSED"))
        {
            used = 0;
            enter("OPEN", FOREVER);
        }
        else if (now >= rules.closeNs())
        {
            enter("CLOSED", rules.openNs() + 86_400 * SECOND);
        }
        else if (state.equals("HALTED") && rules.callS() > 0)
        {
            enter("AUCTION", Math.min(now + rules.callS() * SECOND, rules.closeNs()));
        }
        else if (!state.equals("REOPENING") && rules.isAuction())
        {
            enter("REOPENING", Math.min(now + HOST_NS, rules.closeNs()));
        }
        else
        {
            enter("OPEN", FOREVER);
        }
    }

    private void enter(final String to, final long untilNs)
    {
        out.add(LadderVenue.line(now, state, to, used, to.equals("OPEN") ? FOREVER : untilNs));
        state = to;
        endNs = untilNs;
        seen.clear();
        openSinceNs = now;
    }
}

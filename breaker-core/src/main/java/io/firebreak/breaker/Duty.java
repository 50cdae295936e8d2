package io.firebreak.breaker;

import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * When a breaker judges: in its intervals of the day, not so soon after its reopening, and not while a breaker that
 * suppresses it is tripped. Outside its limits leave the gate and a limit state of it ends; what it has paused stays
 * paused, and a band that it holds stands to the end. Everything follows from the calendar and the state, so nothing of
 * it is kept. Owned by the engine thread.
 */
final class Duty
{
    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    Duty(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * Whether a breaker judges.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param bk    its parameters.
     * @param nowNs engine time.
     * @return true where no key of the rulebook says otherwise.
     */
    boolean isOn(final int s, final int k, final int bk, final long nowNs)
    {
        final long afterNs = b.getLong(bk + ImageReopening.B_AFTER_OPEN_NS);
        final long beforeNs = b.getLong(bk + ImageReopening.B_BEFORE_CLOSE_NS);
        final long rearmNs = b.getLong(bk + ImageReopening.B_REARM_NS);
        final long suppressors = b.getLong(bk + ImageReopening.B_SUPPRESSED_BY);
        final boolean hasIntervals = b.getInt(bk + ImageHours.B_INTERVALS) != 0;
        if (!hasIntervals && (afterNs | beforeNs | rearmNs | suppressors) == 0)
        {
            return true;
        }
        if (b.getInt(m.breaker(s, k) + Layout.X_STATE) == TradingState.BAND_ONLY.code())
        {
            // what it has begun to hold it holds to the end, also past its hours
            return true;
        }
        final long openNs = b.getLong(m.market() + Layout.S_OPEN_NS);
        final boolean isActive = ((afterNs | beforeNs) == 0 || openNs != Layout.ABSENT && nowNs >= openNs + afterNs &&
            nowNs < b.getLong(m.market() + Layout.S_CLOSE_NS) - beforeNs) && parts.hours.isActive(bk, nowNs);
        return isActive && (rearmNs == 0 || nowNs >= rearmedNs(bk, m.breaker(s, k))) && !isSuppressed(s, suppressors);
    }

    /**
     * Which of several breakers judges a price next: the first that waits for no other of them, so that one which trips
     * keeps those that it suppresses from judging the same price; where they suppress each other, the first.
     *
     * @param c    address of the class.
     * @param left breakers that have not judged, one bit each; not 0.
     * @return breaker.
     */
    int next(final int c, final long left)
    {
        long bits = left;
        while (bits != 0)
        {
            final int k = Long.numberOfTrailingZeros(bits);
            if ((b.getLong(m.image.breakerAt(c, k) + ImageReopening.B_SUPPRESSED_BY) & left) == 0)
            {
                return k;
            }
            bits &= bits - 1;
        }
        return Long.numberOfTrailingZeros(left);
    }

    /**
     * From when a breaker judges again after its reopening; a new day begins anew.
     *
     * @param bk parameters of the breaker.
     * @param x  its state.
     * @return UTC ns; ABSENT where it never waits.
     */
    long rearmedNs(final int bk, final int x)
    {
        final long rearmNs = b.getLong(bk + ImageReopening.B_REARM_NS);
        final long reopenedNs = b.getLong(x + Layout.X_REOPENED);
        final boolean isToday = m.image.headerInt(ImageHeader.H_ALWAYS_OPEN) != 0 ||
            reopenedNs >= b.getLong(m.market() + Layout.S_OPEN_NS);
        return rearmNs == 0 || reopenedNs == Layout.ABSENT || !isToday ? Layout.ABSENT : reopenedNs + rearmNs;
    }

    /**
     * An instant has come at which breakers begin or cease to judge, or bands are made of other widths.
     *
     * @param s     state of the scope.
     * @param nowNs the instant.
     */
    void onChange(final int s, final long nowNs)
    {
        final int c = m.classOf(s);
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int bk = m.image.breakerAt(c, k);
            stand(s, k, bk, nowNs, Reason.SCHEDULE);
            if (b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND && parts.hours.isTimed(bk) &&
                b.getInt(m.breaker(s, k) + Layout.X_STATE) == TradingState.OPEN.code())
            {
                parts.band.follow(s, k, nowNs, Reason.SCHEDULE);
            }
        }
        parts.quotes.evaluateAll(s, nowNs);
        parts.board.refresh(s, nowNs);
    }

    /**
     * A breaker has tripped, or trades again: those that it suppresses cease to judge, or begin.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs instant.
     */
    void onSuppressor(final int s, final int k, final long nowNs)
    {
        final int c = m.classOf(s);
        boolean has = false;
        for (int i = 0; i < m.breakers(c); i++)
        {
            final int bk = m.image.breakerAt(c, i);
            if ((b.getLong(bk + ImageReopening.B_SUPPRESSED_BY) & 1L << k) != 0)
            {
                has = true;
                stand(s, i, bk, nowNs, Reason.LIMIT_STATE_ENDED);
            }
        }
        if (has)
        {
            parts.quotes.evaluateAll(s, nowNs);
            parts.board.refresh(s, nowNs);
        }
    }

    /**
     * The next instant at which some breaker of the rulebook begins or ceases to judge, or judges by other widths.
     *
     * @param afterNs strictly after this.
     * @return UTC ns, NEVER where there is none on the announced day.
     */
    long nextNs(final long afterNs)
    {
        final long openNs = b.getLong(m.market() + Layout.S_OPEN_NS);
        final long closeNs = b.getLong(m.market() + Layout.S_CLOSE_NS);
        long next = Layout.NEVER;
        for (int i = 0; openNs != Layout.ABSENT && i < m.image.classes(); i++)
        {
            final int c = m.image.classAt(i);
            for (int k = 0; k < m.breakers(c); k++)
            {
                final int bk = m.image.breakerAt(c, k);
                next = Math.min(next, parts.hours.nextNs(bk, afterNs));
                if (hasHours(bk))
                {
                    final long fromNs = openNs + b.getLong(bk + ImageReopening.B_AFTER_OPEN_NS);
                    final long toNs = closeNs - b.getLong(bk + ImageReopening.B_BEFORE_CLOSE_NS);
                    next = fromNs > afterNs ? Math.min(next, fromNs) : next;
                    next = toNs > afterNs ? Math.min(next, toNs) : next;
                }
            }
        }
        return next;
    }

    /** Whether any breaker of the rulebook judges otherwise at one time of the day than at another. */
    boolean isTimed()
    {
        boolean timed = false;
        for (int i = 0; i < m.image.classes(); i++)
        {
            final int c = m.image.classAt(i);
            for (int k = 0; k < m.breakers(c); k++)
            {
                final int bk = m.image.breakerAt(c, k);
                timed |= hasHours(bk) || parts.hours.isTimed(bk);
            }
        }
        return timed;
    }

    private boolean hasHours(final int bk)
    {
        return (b.getLong(bk + ImageReopening.B_AFTER_OPEN_NS) | b.getLong(bk + ImageReopening.B_BEFORE_CLOSE_NS)) != 0;
    }

    /** A limit state of a breaker that does not judge ends. */
    private void stand(final int s, final int k, final int bk, final long nowNs, final Reason reason)
    {
        if (b.getInt(m.breaker(s, k) + Layout.X_LIMIT) != LimitStateKind.NONE.code() && !isOn(s, k, bk, nowNs))
        {
            parts.session.endLimitState(s, k, nowNs, reason);
        }
    }

    private boolean isSuppressed(final int s, final long suppressors)
    {
        long left = suppressors;
        while (left != 0)
        {
            if (b.getInt(m.breaker(s, Long.numberOfTrailingZeros(left)) + Layout.X_STATE) != TradingState.OPEN.code())
            {
                return true;
            }
            left &= left - 1;
        }
        return false;
    }
}

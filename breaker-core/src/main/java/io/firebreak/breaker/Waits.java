package io.firebreak.breaker;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Pauses that have ended while something else still keeps their instrument from matching: another breaker of it, the
 * market, an operator, a fault or a restart. Their reopening waits, whatever it would have been by then, and the scope
 * says so once. The last of several pauses of an instrument leads: the host is asked once, inside what every waiting
 * one allows, and its result ends them all. When the other hold ends, the pause that ended last goes on; so whoever
 * waits waits for something with an end of its own, or for operators. Under a halt of the market's breakers a rulebook
 * may let a pause end without a call of its own instead. Owned by the engine thread.
 */
final class Waits
{
    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    Waits(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * Whether anything but a breaker, and those that wait as well, keeps its scope from matching.
     *
     * @param s state of the scope.
     * @param k breaker.
     * @return true while a call of it would be in vain.
     */
    boolean isHeld(final int s, final int k)
    {
        if (isHeldByHand(s) || s != m.market() && !matches(parts.states.merged(m.market())))
        {
            return true;
        }
        boolean held = false;
        for (int i = 0; i < m.breakers(m.classOf(s)) && !held; i++)
        {
            held = i != k && holds(s, i);
        }
        return held;
    }

    /**
     * A pause has ended under another hold. What is more severe than a call is released to one first, and waits there.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs instant.
     */
    void begin(final int s, final int k, final long nowNs)
    {
        final int state = b.getInt(m.breaker(s, k) + Layout.X_STATE);
        if (isCancelled(s, k))
        {
            parts.releases.release(s, k, nowNs, TradingState.OPEN.code(), Reason.MARKET_WIDE.code());
        }
        else if (TradingState.severity(state) > TradingState.severity(TradingState.PAUSED.code()))
        {
            parts.releases.release(s, k, nowNs, TradingState.PAUSED.code(), Reason.PAUSE_ELAPSED.code());
        }
        else
        {
            stand(s, k, nowNs);
        }
    }

    /**
     * A breaker waits from now on, paused, without a deadline of its own: what holds the scope wakes it.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs instant.
     */
    void stand(final int s, final int k, final long nowNs)
    {
        final int x = m.breaker(s, k);
        final int state = b.getInt(x + Layout.X_STATE);
        final int waits = state == TradingState.AUCTION.code() || state == TradingState.REDUCE_ONLY.code() ?
            state : TradingState.PAUSED.code();
        b.putLong(x + Layout.X_WAITING, nowNs);
        b.putInt(x + Layout.X_PHASE, 0);
        m.evidence(s);
        parts.states.change(s, k, nowNs, waits, untilNs(s, k), b.getInt(x + Layout.X_RULE),
            Reason.NOT_PERMITTED.code());
        m.arm(s, m.breakerTimer(s, k), Layout.NEVER);
    }

    /**
     * Something that held a scope has ended: where nothing else does, the pause of it that ended last goes on, the last
     * in the rulebook of several that ended at once.
     *
     * @param s     state of the scope.
     * @param nowNs instant.
     */
    void goOn(final int s, final long nowNs)
    {
        int last = -1;
        long lastNs = 0;
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            final long sinceNs = b.getLong(m.breaker(s, k) + Layout.X_WAITING);
            if (sinceNs != 0 && sinceNs >= lastNs)
            {
                last = k;
                lastNs = sinceNs;
            }
        }
        if (last >= 0 && !isHeld(s, last))
        {
            b.putLong(m.breaker(s, last) + Layout.X_WAITING, 0);
            parts.reopening.onPauseElapsed(s, last, nowNs);
        }
    }

    /**
     * The market matches again: what stood still meanwhile is judged, and what waited goes on.
     *
     * @param s     state of the instrument.
     * @param nowNs instant.
     */
    void resumed(final int s, final long nowNs)
    {
        parts.gate.onState(s, nowNs);
        parts.quotes.evaluateAll(s, nowNs);
        goOn(s, nowNs);
    }

    /**
     * The call of an instrument has ended: those that waited for it end with it.
     *
     * @param s          state of the scope.
     * @param priceTicks what it printed, or ABSENT.
     * @return the breakers that end, one bit each, which wait no more.
     */
    long take(final int s, final long priceTicks)
    {
        long along = 0;
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            final int x = m.breaker(s, k);
            if (b.getLong(x + Layout.X_WAITING) != 0)
            {
                along |= 1L << k;
                b.putLong(x + Layout.X_WAITING, 0);
                b.putLong(x + Layout.X_AUCTION, priceTicks);
            }
        }
        return along;
    }

    /** Whether a breaker waits. */
    boolean isWaiting(final int s, final int k)
    {
        return b.getLong(m.breaker(s, k) + Layout.X_WAITING) != 0;
    }

    /**
     * By when everything that a breaker waits for has ended, if nothing new comes.
     *
     * @param s     state of the scope.
     * @param k     breaker that waits.
     * @param nowNs instant.
     * @param exits bound of the others.
     * @return UTC ns; NEVER where operators or the host's book end it.
     */
    long exitNs(final int s, final int k, final long nowNs, final LatestExit exits)
    {
        if (isHeldByHand(s) || s != m.market() && isHeldByHand(m.market()))
        {
            return Layout.NEVER;
        }
        final long ownNs = exitNs(s, k, nowNs, exits, nowNs);
        return s == m.market() ? ownNs : exitNs(m.market(), -1, nowNs, exits, ownNs);
    }

    private long exitNs(final int s, final int k, final long nowNs, final LatestExit exits, final long fromNs)
    {
        long latestNs = fromNs;
        for (int i = 0; i < m.breakers(m.classOf(s)); i++)
        {
            if (i != k && holds(s, i))
            {
                final int x = m.breaker(s, i);
                latestNs = Math.max(latestNs,
                    exits.of(s, i, nowNs, b.getInt(x + Layout.X_STATE), b.getLong(x + Layout.X_DEADLINE)));
            }
        }
        return latestNs;
    }

    /** When the states end that hold a breaker's scope now; each may be followed by another. */
    private long untilNs(final int s, final int k)
    {
        if (isHeldByHand(s) || s != m.market() && isHeldByHand(m.market()))
        {
            return Layout.NEVER;
        }
        long untilNs = Layout.ABSENT;
        for (int i = 0; i < m.breakers(m.classOf(s)); i++)
        {
            untilNs = i != k && holds(s, i) ? Math.max(untilNs, b.getLong(m.breaker(s, i) + Layout.X_DEADLINE)) :
                untilNs;
        }
        for (int i = 0; i < m.breakers(m.classOf(m.market())) && s != m.market(); i++)
        {
            untilNs = holds(m.market(), i) ?
                Math.max(untilNs, b.getLong(m.breaker(m.market(), i) + Layout.X_DEADLINE)) : untilNs;
        }
        return untilNs;
    }

    private boolean holds(final int s, final int k)
    {
        final int x = m.breaker(s, k);
        return !matches(b.getInt(x + Layout.X_STATE)) && b.getLong(x + Layout.X_WAITING) == 0;
    }

    private boolean isHeldByHand(final int s)
    {
        return !matches(b.getInt(s + Layout.S_OPERATOR_STATE)) || !matches(b.getInt(s + Layout.S_RESTART_STATE)) ||
            b.getInt(s + Layout.S_SUSPECT) != 0;
    }

    private boolean isCancelled(final int s, final int k)
    {
        final int bk = m.image.breakerAt(m.classOf(s), k);
        boolean halted = false;
        if (s != m.market() && b.getInt(bk + ImageReopening.B_MARKET_HALT) == ImageReopening.MARKET_CANCELS)
        {
            for (int i = 0; i < m.breakers(m.classOf(m.market())); i++)
            {
                halted |= holds(m.market(), i);
            }
        }
        return halted;
    }

    private static boolean matches(final int state)
    {
        return (TradingState.permissions(state) & OrderKind.AGGRESSIVE.bit()) != 0;
    }
}

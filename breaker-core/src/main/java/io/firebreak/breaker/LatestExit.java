package io.firebreak.breaker;

import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The guaranteed exit of a state that has been entered: every step of the chain that {@code config check} prints, from
 * here on and at its worst; of one that waits, from when all that it waits for has ended. A chain that does not fit
 * into the session ends with the next trading day instead. Owned by the engine thread.
 */
final class LatestExit
{
    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    LatestExit(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * Until when a rule's state has ended whatever the host and the journal do.
     *
     * @param s          state of the scope.
     * @param k          breaker.
     * @param nowNs      instant at which the state is entered.
     * @param state      TradingState code.
     * @param deadlineNs the state's own deadline.
     * @return UTC ns; NEVER where only an operator ends it, and for continuous trading.
     */
    long of(final int s, final int k, final long nowNs, final int state, final long deadlineNs)
    {
        return parts.waits.isWaiting(s, k) ? from(s, k, nowNs, state, parts.waits.exitNs(s, k, nowNs, this)) :
            from(s, k, nowNs, state, deadlineNs);
    }

    private long from(final int s, final int k, final long nowNs, final int state, final long deadlineNs)
    {
        if (deadlineNs == Layout.NEVER || state == TradingState.OPEN.code())
        {
            return deadlineNs;
        }
        final long releaseNs = m.image.headerInt(ImageHeader.H_RELEASE_AFTER) == 0 ?
            0 : m.image.headerLong(ImageHeader.H_RELEASE_WAIT_NS);
        final boolean session = m.image.headerInt(ImageHeader.H_ALWAYS_OPEN) == 0;
        final long nextDayNs = b.getLong(m.market() + Layout.S_NEXT_OPEN_NS) + releaseNs;
        if (state == TradingState.CLOSED.code() || state == TradingState.CLOSING_AUCTION_ONLY.code())
        {
            return session ? nextDayNs : deadlineNs + releaseNs;
        }
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final long chainNs = chain(bk, m.breaker(s, k), state, deadlineNs, releaseNs);
        if (!session || !m.inSession(nowNs))
        {
            return chainNs;
        }
        // An extension that is wanted at the latest resume or later waits for the closing auction.
        final boolean isExtended = extensions(bk, m.breaker(s, k)) != 0;
        final long endNs = Math.min(b.getLong(m.market() + Layout.S_CLOSE_NS),
            Math.min(m.cutoffNs(bk), isExtended ? m.latestResumeNs(bk) : Layout.NEVER));
        return chainNs < endNs ? chainNs : nextDayNs;
    }

    private long chain(final int bk, final int x, final int state, final long deadlineNs, final long releaseNs)
    {
        final int reopening = b.getInt(bk + ImageLayout.B_REOPENING);
        final long ladderCallNs = b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_LADDER ?
            b.getLong(bk + ImageLadder.B_CALL_NS) : 0;
        if (ladderCallNs > 0 && state != TradingState.AUCTION.code() && state != TradingState.REOPENING.code())
        {
            return chain(bk, x, TradingState.AUCTION.code(), deadlineNs + ladderCallNs +
                (TradingState.severity(state) > TradingState.severity(TradingState.AUCTION.code()) ? releaseNs : 0),
                releaseNs);
        }
        if (reopening == ImageLayout.REOPEN_DIRECT)
        {
            return deadlineNs + releaseNs;
        }
        final long hostNs = m.image.headerLong(ImageHeader.H_HOST_TIMEOUT_NS);
        final boolean called = state == TradingState.REOPENING.code();
        // A call is a release where the state before it is more severe: then it waits for a mark of its own.
        final int before = called ? b.getInt(bk + ImageLayout.B_TRIP_STATE) : state;
        final long callNs =
            TradingState.severity(before) > TradingState.severity(TradingState.REOPENING.code()) ? releaseNs : 0;
        // The call's price and its result are asked for one after the other.
        final long answeredNs = deadlineNs + (called ? 0 : callNs + hostNs) + hostNs + releaseNs;
        final int left = extensions(bk, x);
        if (left == 0 || left == Integer.MAX_VALUE)
        {
            return left == 0 ? answeredNs : Layout.NEVER;
        }
        final long againNs = callNs + hostNs;
        final int leftovers = leftovers(bk, x);
        long extendedNs = leftovers * (b.getLong(bk + ImageReopening.B_LEFTOVER_NS) + againNs);
        final long oppositeNs = b.getLong(bk + ImageReopening.B_OPPOSITE_EXTENSION_NS);
        final int done = b.getInt(x + Layout.X_EXTENSION) - b.getInt(x + Layout.X_LEFTOVER);
        final int own = b.getInt(bk + ImageReopening.B_EXTENSION_STEPS);
        final int prices = left - leftovers;
        int counted = 0;
        for (int step = done; step < own && counted < prices; step++)
        {
            extendedNs += Math.max(oppositeNs, CallBand.extensionNs(b, bk, step)) + againNs;
            counted++;
        }
        final long lastNs = Math.max(oppositeNs, b.getLong(bk + ImageLayout.B_EXTENSION_NS)) + againNs;
        return answeredNs + extendedNs + (prices - counted) * lastNs;
    }

    /** Extensions that the call may still take; MAX_VALUE without number. */
    private int extensions(final int bk, final int x)
    {
        final boolean isChecked = b.getInt(bk + ImageLayout.B_REOPENING) == ImageLayout.REOPEN_UNCROSS;
        final int most = b.getInt(bk + ImageLayout.B_MAX_EXTENSIONS);
        if (b.getInt(x + Layout.X_MANUAL) != 0 || b.getInt(bk + ImageLayout.B_REOPENING) == ImageLayout.REOPEN_DIRECT)
        {
            return 0;
        }
        if (isChecked && most == Integer.MAX_VALUE)
        {
            return most;
        }
        final int prices = b.getInt(x + Layout.X_EXTENSION) - b.getInt(x + Layout.X_LEFTOVER);
        return leftovers(bk, x) + (isChecked ? Math.max(0, most - prices) : 0);
    }

    private int leftovers(final int bk, final int x)
    {
        return Math.max(0, b.getInt(bk + ImageReopening.B_LEFTOVER_EXTENSIONS) - b.getInt(x + Layout.X_LEFTOVER));
    }
}

package io.firebreak.breaker;

import io.firebreak.market.DataQualityCode;
import io.firebreak.market.PriceInput;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How a pause ends: directly, or through the host's auction, which is extended while its price does not fit
 * {@link CallBand} or market orders are left over, no later than the cut-off. The engine asks and decides, the host
 * answers; silence has a deadline of its own. Nobody is asked while something else holds the scope: {@link Waits}.
 * Source: spec/rulebooks.md 1.4, 5.2 to 5.4, 6.1. Owned by the engine thread.
 */
public final class Reopening
{
    private static final long MICRO = 1_000_000L;
    private static final int PRICE_ASKED = 1;
    private static final int UNCROSSING = 2;
    private static final int HANDED_OVER = 1;
    private static final int TAKEN_BACK = 2;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    Reopening(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * A pause or halt has lasted its time.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs the deadline itself.
     */
    void onPauseElapsed(final int s, final int k, final long nowNs)
    {
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final int reopening = b.getInt(bk + ImageLayout.B_REOPENING);
        final boolean always = m.image.headerInt(ImageHeader.H_ALWAYS_OPEN) != 0;
        final int ruleId = b.getInt(m.breaker(s, k) + Layout.X_RULE);
        final boolean isClosed = !always && nowNs >= b.getLong(m.market() + Layout.S_CLOSE_NS);
        final boolean isCalled = callNs(bk) > 0;
        if (isCalled && !isClosed && b.getInt(m.breaker(s, k) + Layout.X_STATE) != TradingState.AUCTION.code())
        {
            parts.releases.release(s, k, nowNs, TradingState.AUCTION.code(), Reason.PAUSE_ELAPSED.code());
        }
        else if (reopening == ImageLayout.REOPEN_DIRECT && !(isCalled && isClosed))
        {
            parts.releases.release(s, k, nowNs, TradingState.OPEN.code(), Reason.PAUSE_ELAPSED.code());
        }
        else if (isClosed)
        {
            m.evidence(s);
            parts.trips.pause(s, k, nowNs, TradingState.CLOSED.code(), 0, ruleId, Reason.SESSION_CLOSE.code());
        }
        else if (nowNs >= m.cutoffNs(bk))
        {
            m.evidence(s);
            parts.states.change(s, k, nowNs, TradingState.CLOSING_AUCTION_ONLY.code(),
                b.getLong(m.market() + Layout.S_CLOSE_NS), ruleId, Reason.EXTENSION_CUT_OFF.code());
        }
        else if (parts.waits.isHeld(s, k))
        {
            parts.waits.begin(s, k, nowNs);
        }
        else
        {
            parts.releases.release(s, k, nowNs, TradingState.REOPENING.code(), Reason.PAUSE_ELAPSED.code());
        }
    }

    /**
     * A state that a release leads to takes effect.
     *
     * @param s       state of the scope.
     * @param k       breaker.
     * @param nowNs   instant.
     * @param toState TradingState code.
     * @param reason  code.
     */
    void enter(final int s, final int k, final long nowNs, final int toState, final int reason)
    {
        final int x = m.breaker(s, k);
        m.evidence(s);
        b.putLong(x + Layout.X_WAITING, 0);
        if (toState == TradingState.REOPENING.code() || toState == TradingState.PAUSED.code())
        {
            ask(s, k, nowNs, reason);
            return;
        }
        final int bk = m.image.breakerAt(m.classOf(s), k);
        if (toState == TradingState.AUCTION.code())
        {
            parts.trips.pause(s, k, nowNs, toState, nowNs + callNs(bk), b.getInt(x + Layout.X_RULE), reason);
            return;
        }
        final boolean direct = b.getInt(bk + ImageLayout.B_REOPENING) == ImageLayout.REOPEN_DIRECT;
        b.putInt(x + Layout.X_PHASE, 0);
        b.putInt(x + Layout.X_LATCHED, 0);
        b.putInt(x + Layout.X_MANUAL, 0);
        if (reason != Reason.NEW_DAY.code())
        {
            b.putLong(x + Layout.X_REOPENED, nowNs);
        }
        if (b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND)
        {
            parts.band.reopen(s, k, nowNs, reason);
        }
        else if (direct && b.getInt(bk + ImageLayout.B_RESEED) != 0)
        {
            parts.prints.reopen(s, nowNs);
        }
        parts.states.change(s, k, nowNs, toState, Layout.NEVER, b.getInt(x + Layout.X_RULE), reason);
        if (b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_QUOTE && reason != Reason.NEW_DAY.code())
        {
            reopened(s, k, bk, nowNs);
        }
        parts.duty.onSuppressor(s, k, nowNs);
        parts.prints.onAuction(s, nowNs, reason, b.getLong(x + Layout.X_AUCTION));
        parts.waits.goOn(s, nowNs);
    }

    /**
     * The host's indicative price.
     *
     * @param s             state of the scope.
     * @param nowNs         engine time.
     * @param requestSeq    decision it answers, 0 the open one.
     * @param priceTicks    price or ABSENT.
     * @param leftoverLots  unexecuted market orders.
     */
    public void onIndicative(
        final int s, final long nowNs, final long requestSeq, final long priceTicks, final long leftoverLots)
    {
        final int k = waiting(s, PRICE_ASKED, requestSeq);
        if (k < 0)
        {
            parts.quality.tell(DataQualityCode.UNEXPECTED_ANSWER, b.getInt(s + Layout.S_SCOPE), nowNs, 0,
                requestSeq, 0);
            return;
        }
        if (parts.waits.isHeld(s, k))
        {
            // a hold has come while the host answered: the call goes on when that has ended
            parts.waits.begin(s, k, nowNs);
            return;
        }
        int leader = k;
        int verdict = parts.callBand.verdict(s, k, priceTicks, leftoverLots);
        for (int i = 0; i < m.breakers(m.classOf(s)) && verdict == CallBand.FITS; i++)
        {
            if (parts.waits.isWaiting(s, i))
            {
                verdict = parts.callBand.verdict(s, i, priceTicks, leftoverLots);
                leader = verdict == CallBand.FITS ? k : i;
            }
        }
        if (verdict == CallBand.FITS)
        {
            uncross(s, k, nowNs, priceTicks);
            return;
        }
        final int bk = m.image.breakerAt(m.classOf(s), leader);
        b.putLong(m.breaker(s, leader) + Layout.X_WAITING, 0);
        if (verdict == CallBand.BEYOND_LAST)
        {
            handOver(s, leader, bk, nowNs, priceTicks);
        }
        else
        {
            extend(s, leader, bk, nowNs, priceTicks, verdict == CallBand.OUTSIDE);
        }
        if (leader != k)
        {
            // the call goes on for the one that waited and does not agree
            parts.waits.stand(s, k, nowNs);
        }
    }

    /**
     * What the host's auction printed.
     *
     * @param s          state of the scope.
     * @param nowNs      engine time.
     * @param requestSeq decision it answers, 0 the open one.
     * @param priceTicks price or ABSENT.
     */
    public void onResult(final int s, final long nowNs, final long requestSeq, final long priceTicks)
    {
        final boolean taken = priceTicks != Layout.ABSENT && parts.trades.onAuction(s, nowNs, priceTicks);
        int k = waiting(s, UNCROSSING, requestSeq);
        if (k < 0 && requestSeq == 0)
        {
            k = unchecked(s);
        }
        if (k < 0)
        {
            parts.prints.onAuction(s, nowNs, Reason.REOPENED.code(), priceTicks);
            if (priceTicks != Layout.ABSENT && m.inSession(nowNs) && opened(s, nowNs, priceTicks) || taken)
            {
                return;
            }
            parts.quality.tell(DataQualityCode.UNEXPECTED_ANSWER, b.getInt(s + Layout.S_SCOPE), nowNs, 0,
                requestSeq, 0);
            return;
        }
        reopen(s, k, nowNs, priceTicks, Reason.REOPENED);
    }

    /**
     * The host did not answer: reopen without a trade.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs the deadline itself.
     */
    void onHostSilent(final int s, final int k, final long nowNs)
    {
        if (b.getInt(m.breaker(s, k) + Layout.X_PHASE) == PRICE_ASKED && parts.waits.isHeld(s, k))
        {
            parts.waits.begin(s, k, nowNs);
            return;
        }
        reopen(s, k, nowNs, Layout.ABSENT, Reason.HOST_TIMEOUT);
    }

    /** The call has ended, for the breaker that led it and for those that waited. */
    private void reopen(final int s, final int k, final long nowNs, final long priceTicks, final Reason reason)
    {
        b.putLong(m.breaker(s, k) + Layout.X_AUCTION, priceTicks);
        long along = parts.waits.take(s, priceTicks);
        parts.releases.release(s, k, nowNs, TradingState.OPEN.code(), reason.code());
        while (along != 0)
        {
            parts.releases.release(s, Long.numberOfTrailingZeros(along), nowNs, TradingState.OPEN.code(),
                reason.code());
            along &= along - 1;
        }
    }

    /** Length of a ladder's call; 0 none, and for every other monitor. */
    private long callNs(final int bk)
    {
        return b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_LADDER ?
            b.getLong(bk + ImageLadder.B_CALL_NS) : 0;
    }

    private void ask(final int s, final int k, final long nowNs, final int reason)
    {
        if (parts.waits.isHeld(s, k))
        {
            parts.waits.stand(s, k, nowNs);
            return;
        }
        final int x = m.breaker(s, k);
        final long deadlineNs = nowNs + m.image.headerLong(ImageHeader.H_HOST_TIMEOUT_NS);
        parts.callBand.openAll(s, k);
        parts.states.change(s, k, nowNs, TradingState.REOPENING.code(), deadlineNs, b.getInt(x + Layout.X_RULE),
            reason);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), b.getInt(x + Layout.X_RULE), reason).uncrossRequest(
            parts.callBand.lowerTicks(s, k), parts.callBand.upperTicks(s, k), deadlineNs,
            b.getInt(x + Layout.X_EXTENSION));
        b.putInt(x + Layout.X_PHASE, PRICE_ASKED);
        b.putLong(x + Layout.X_REQUEST, m.out.lastDecisionSeq());
    }

    private void uncross(final int s, final int k, final long nowNs, final long priceTicks)
    {
        final int x = m.breaker(s, k);
        final long deadlineNs = nowNs + m.image.headerLong(ImageHeader.H_HOST_TIMEOUT_NS);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), b.getInt(x + Layout.X_RULE), Reason.REOPENED.code()).uncross(
            priceTicks, parts.callBand.lowerTicks(s, k), parts.callBand.upperTicks(s, k), deadlineNs);
        b.putInt(x + Layout.X_PHASE, UNCROSSING);
        b.putLong(x + Layout.X_REQUEST, m.out.lastDecisionSeq());
        b.putLong(x + Layout.X_DEADLINE, deadlineNs);
        m.arm(s, m.breakerTimer(s, k), deadlineNs);
    }

    /** The call goes on: the price does not fit, and the band moves, or market orders are left over, and it stays. */
    private void extend(
        final int s, final int k, final int bk, final long nowNs, final long priceTicks, final boolean isOutside)
    {
        final int x = m.breaker(s, k);
        final long lower = b.getLong(x + Layout.X_COLLAR_LOWER);
        final long upper = b.getLong(x + Layout.X_COLLAR_UPPER);
        final long wantedNs = nowNs + (isOutside ? parts.callBand.extensionNs(bk, x, priceTicks) :
            b.getLong(bk + ImageReopening.B_LEFTOVER_NS));
        parts.callBand.evidence(s, x, bk, isOutside ? priceTicks : Layout.ABSENT);
        final int extension = b.getInt(x + Layout.X_EXTENSION) + 1;
        b.putInt(x + Layout.X_EXTENSION, extension);
        b.putInt(x + Layout.X_LEFTOVER, b.getInt(x + Layout.X_LEFTOVER) + (isOutside ? 0 : 1));
        if (isOutside)
        {
            parts.callBand.move(s, x, bk, priceTicks);
        }
        b.putInt(x + Layout.X_PHASE, 0);
        final long deadlineNs = nowNs >= Math.min(m.cutoffNs(bk), m.latestResumeNs(bk)) ?
            b.getLong(m.market() + Layout.S_CLOSE_NS) : parts.trips.until(bk, wantedNs);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), b.getInt(x + Layout.X_RULE), Reason.COLLAR_VIOLATED.code())
            .extend(priceTicks, b.getLong(x + Layout.X_COLLAR_LOWER), b.getLong(x + Layout.X_COLLAR_UPPER), lower,
                upper, deadlineNs, extension);
        parts.trips.pause(s, k, nowNs, b.getInt(bk + ImageLayout.B_TRIP_STATE), wantedNs,
            b.getInt(x + Layout.X_RULE), Reason.COLLAR_VIOLATED.code());
    }

    /** The last band was violated too: operators end the call, without a check. */
    private void handOver(final int s, final int k, final int bk, final long nowNs, final long priceTicks)
    {
        final int x = m.breaker(s, k);
        parts.operators.forgetApproval(s);
        b.putInt(x + Layout.X_MANUAL, HANDED_OVER);
        b.putInt(x + Layout.X_LATCHED, 1);
        b.putInt(x + Layout.X_PHASE, 0);
        parts.callBand.evidence(s, x, bk, priceTicks);
        parts.states.change(s, k, nowNs, b.getInt(bk + ImageLayout.B_TRIP_STATE), Layout.NEVER,
            b.getInt(x + Layout.X_RULE), Reason.COLLAR_VIOLATED.code());
    }

    /**
     * Operators lift a breaker's latch. A call that was handed to them uncrosses without a check, where there is still
     * a session for it; anything else trades again.
     *
     * @param s      state of the scope.
     * @param k      breaker.
     * @param nowNs  instant.
     * @param reason code.
     */
    void lift(final int s, final int k, final long nowNs, final int reason)
    {
        final int x = m.breaker(s, k);
        final boolean isCall = b.getInt(x + Layout.X_MANUAL) == HANDED_OVER && m.inSession(nowNs);
        b.putInt(x + Layout.X_MANUAL, isCall ? TAKEN_BACK : 0);
        b.putInt(x + Layout.X_LATCHED, 0);
        enter(s, k, nowNs, isCall ? TradingState.REOPENING.code() : TradingState.OPEN.code(), reason);
    }

    private void reopened(final int s, final int k, final int bk, final long nowNs)
    {
        final int x = m.breaker(s, k);
        final long auction = b.getLong(x + Layout.X_AUCTION);
        final long price = auction != Layout.ABSENT ? auction : b.getLong(x + Layout.X_CAUSE);
        final int r = b.getInt(m.image.ruleAt(bk, 0) + ImageLayout.U_REFERENCE);
        if (m.inSession(nowNs))
        {
            parts.references.restart(s, r, nowNs, price * MICRO,
                auction != Layout.ABSENT ? PriceInput.AUCTION : PriceInput.BAND, Reason.REOPENED);
        }
    }

    /**
     * The opening auction: its price is the first reference; later ones nobody asked for move nothing.
     */
    private boolean opened(final int s, final long nowNs, final long priceTicks)
    {
        final int c = m.classOf(s);
        boolean seeded = false;
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            if (b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND) == ImageLayout.KIND_MEAN &&
                b.getLong(m.reference(s, r) + Layout.F_VALUE) == Layout.ABSENT && !parts.references.isFrozen(s))
            {
                parts.references.restart(s, r, nowNs, priceTicks * MICRO, PriceInput.AUCTION,
                    Reason.REFERENCE_SEEDED);
                seeded = true;
            }
        }
        return seeded;
    }

    private int waiting(final int s, final int phase, final long requestSeq)
    {
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            final int x = m.breaker(s, k);
            // what waits for operators is not moved by a late answer
            if (b.getInt(x + Layout.X_PHASE) == phase && b.getInt(x + Layout.X_PENDING) == 0 &&
                b.getInt(x + Layout.X_LATCHED) == 0 &&
                b.getInt(x + Layout.X_STATE) == TradingState.REOPENING.code() &&
                (requestSeq == 0 || requestSeq == b.getLong(x + Layout.X_REQUEST)))
            {
                return k;
            }
        }
        return -1;
    }

    private int unchecked(final int s)
    {
        final int k = waiting(s, PRICE_ASKED, 0);
        return k >= 0 && b.getInt(m.image.breakerAt(m.classOf(s), k) + ImageLayout.B_REOPENING) ==
            ImageLayout.REOPEN_UNCHECKED ? k : -1;
    }
}

package io.firebreak.breaker;

import io.firebreak.arena.WorkQueue;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.Reason;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a restart does to a scope, and how the scope leaves it. States, latches and waiting releases stay. A deadline
 * that fell due while nobody looked does not fire as of then: a state's gets the restart hold, a reference's is due
 * now, so that the time since is silence. After an unclean end the scope is at least in the rulebook's restart state:
 * until the hold has passed and its book has been sent again, and then by a release like any other; a book that is not
 * sent again, or a mark that does not come, leaves it to the operator. Owned by the engine thread.
 */
public final class Restarts
{
    /** The hold has not passed. */
    private static final int HELD = 1;

    /** The hold has passed, the book has not been sent again. */
    private static final int BOOK_AWAITED = 2;

    /** The release is announced and waits for its mark. */
    private static final int PENDING = 3;

    /** No mark came: two operators lift it. */
    private static final int LATCHED = 4;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final WorkQueue work;

    Restarts(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        work = m.layout().newWorkQueue();
    }

    /**
     * A process goes on with the scope's state.
     *
     * @param s       state of the scope; its book has been distrusted.
     * @param nowNs   engine time of the restart.
     * @param unclean whether the process before had no clean end.
     * @param isTold  whether there is room for records of what changes.
     */
    public void onRestart(final int s, final long nowNs, final boolean unclean, final boolean isTold)
    {
        // whoever might have judged under it is gone
        parts.states.effective(s);
        final int state = m.image.headerInt(ImageHeader.H_RESTART_STATE);
        if (unclean && state != TradingState.OPEN.code())
        {
            hold(s, nowNs, state, isTold);
        }
        rearm(s, nowNs, isTold);
        parts.board.refresh(s, nowNs);
    }

    /**
     * The steps of the trading day that fell due meanwhile.
     *
     * @param nowNs engine time of the restart.
     */
    public void onRestart(final long nowNs)
    {
        for (int step = 0; step < Session.STEPS; step++)
        {
            final int slot = m.layout().sessionTimer(step);
            if (m.timers.deadlineNs(slot) <= nowNs)
            {
                // a close only takes away: it need not be held, and comes before what the day after it brings
                final boolean isDone = step == Session.CLOSE && close(nowNs);
                m.arm(m.market(), slot, isDone ? Layout.NEVER : heldUntilNs(nowNs));
            }
        }
    }

    /**
     * The whole book has been sent.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    public void onBookReady(final int s, final long nowNs)
    {
        if (b.getInt(s + Layout.S_RESTART_PHASE) == BOOK_AWAITED)
        {
            release(s, nowNs);
        }
    }

    /**
     * The hold has passed, or no mark came in time; or, without a restart, the market matches again.
     *
     * @param s     state of the scope.
     * @param nowNs the deadline itself.
     */
    public void onDeadline(final int s, final long nowNs)
    {
        final int phase = b.getInt(s + Layout.S_RESTART_PHASE);
        if (phase == HELD)
        {
            release(s, nowNs);
        }
        else if (phase == PENDING && m.image.headerInt(ImageHeader.H_RELEASE_POLICY) == 1)
        {
            lift(s, nowNs, Reason.RELEASE_UNDURABLE);
        }
        else if (phase == 0)
        {
            // quotes that were kept and not judged are judged; there is room for the step, timers wait for it
            work.offer(nowNs, Scope.market(0), Session.RESUMED, Session.RESUMED, 0);
        }
        else if (phase == PENDING)
        {
            parts.operators.forgetApproval(s);
            phase(s, LATCHED, Layout.NEVER);
            final int state = b.getInt(s + Layout.S_RESTART_STATE);
            tell(s, nowNs, state, state, 1, Reason.NO_RELEASE_MARK);
        }
    }

    /**
     * The announced release is durable.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    void onMark(final int s, final long nowNs)
    {
        lift(s, nowNs, Reason.RESTART);
        parts.quotes.evaluateAll(s, nowNs);
    }

    /**
     * The state ends, if the scope is in it.
     *
     * @param s      state of the scope.
     * @param nowNs  instant.
     * @param reason why.
     */
    void lift(final int s, final long nowNs, final Reason reason)
    {
        final int from = b.getInt(s + Layout.S_RESTART_STATE);
        if (from != TradingState.OPEN.code())
        {
            b.putInt(s + Layout.S_RESTART_STATE, TradingState.OPEN.code());
            phase(s, 0, Layout.NEVER);
            b.putLong(s + Layout.S_RESTART_DEADLINE, 0);
            tell(s, nowNs, from, TradingState.OPEN.code(), 0, reason);
            parts.waits.goOn(s, nowNs);
        }
    }

    /**
     * The market matches again: every instrument looks at the quote that stands, as soon as there is room for the step.
     *
     * @param nowNs instant.
     */
    void resumed(final long nowNs)
    {
        m.arm(m.market(), m.restartTimer(m.market()), nowNs);
    }

    /** A close that fell due while nobody looked, at once; false where the queue has no room: its timer does it. */
    private boolean close(final long nowNs)
    {
        if (work.pending() == WorkQueue.PENDING_MAX)
        {
            return false;
        }
        work.offer(nowNs, Scope.market(0), Session.CLOSE, parts.session.onMarketStep(Session.CLOSE, nowNs), 0);
        return true;
    }

    private void hold(final int s, final long nowNs, final int state, final boolean isTold)
    {
        final int from = b.getInt(s + Layout.S_RESTART_STATE);
        parts.operators.forgetApproval(s);
        if (b.getInt(s + Layout.S_RESTART_PHASE) == LATCHED)
        {
            // what waits for two people since an earlier restart still does
            return;
        }
        b.putInt(s + Layout.S_RESTART_STATE, state);
        phase(s, HELD, heldUntilNs(nowNs));
        if (isTold)
        {
            tell(s, nowNs, from, state, 0, Reason.RESTART);
        }
        else
        {
            parts.states.merge(s, nowNs);
        }
    }

    private void release(final int s, final long nowNs)
    {
        if (parts.quality.holds(DataQualityCode.UNTRUSTED_BOOK, s))
        {
            phase(s, BOOK_AWAITED, Layout.NEVER);
            parts.board.refresh(s, nowNs);
            return;
        }
        final int level = m.image.headerInt(ImageHeader.H_RELEASE_AFTER);
        if (level == 0)
        {
            onMark(s, nowNs);
            return;
        }
        final long deadlineNs = nowNs + m.image.headerLong(ImageHeader.H_RELEASE_WAIT_NS);
        phase(s, PENDING, deadlineNs);
        b.putLong(s + Layout.S_RESTART_SEQ, m.sequence());
        parts.releases.push(s, Releases.RESTART);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), 0, Reason.RELEASE_DUE.code()).releasePending(
            b.getInt(s + Layout.S_RESTART_STATE), TradingState.OPEN.code(), parts.states.merged(s), level, deadlineNs);
    }

    private void rearm(final int s, final long nowNs, final boolean isTold)
    {
        final int c = m.classOf(s);
        final long heldNs = heldUntilNs(nowNs);
        final long markNs = nowNs + m.image.headerLong(ImageHeader.H_RELEASE_WAIT_NS);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            isMoved(s, m.referenceTimer(s, r), nowNs, nowNs);
        }
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int x = m.breaker(s, k);
            final int state = b.getInt(x + Layout.X_STATE);
            if (isMoved(s, m.breakerTimer(s, k), nowNs, heldNs) && state != TradingState.OPEN.code())
            {
                b.putLong(x + Layout.X_DEADLINE, heldNs);
                if (isTold)
                {
                    m.evidence(s);
                    parts.states.change(s, k, nowNs, state, heldNs, b.getInt(x + Layout.X_RULE),
                        Reason.RESTART.code());
                }
            }
            if (isMoved(s, m.releaseTimer(s, k), nowNs, markNs))
            {
                b.putLong(x + Layout.X_PENDING_DEADLINE, markNs);
            }
        }
        isMoved(s, m.latchTimer(s), nowNs, markNs);
        final long restartNs = b.getInt(s + Layout.S_RESTART_PHASE) == PENDING ? markNs : heldNs;
        if (isMoved(s, m.restartTimer(s), nowNs, restartNs))
        {
            b.putLong(s + Layout.S_RESTART_DEADLINE, restartNs);
        }
    }

    private boolean isMoved(final int s, final int slot, final long nowNs, final long toNs)
    {
        final boolean isDue = m.timers.deadlineNs(slot) <= nowNs;
        if (isDue)
        {
            m.arm(s, slot, toNs);
        }
        return isDue;
    }

    private long heldUntilNs(final long nowNs)
    {
        return nowNs + m.image.headerLong(ImageHeader.H_RESTART_HOLD_NS);
    }

    private void phase(final int s, final int phase, final long deadlineNs)
    {
        b.putInt(s + Layout.S_RESTART_PHASE, phase);
        b.putLong(s + Layout.S_RESTART_SEQ, 0);
        b.putLong(s + Layout.S_RESTART_DEADLINE, deadlineNs);
        m.arm(s, m.restartTimer(s), deadlineNs);
    }

    private void tell(
        final int s, final long nowNs, final int from, final int to, final int latched, final Reason reason)
    {
        m.evidence(s);
        parts.states.merge(s, nowNs);
        final long deadlineNs = to == TradingState.OPEN.code() ?
            Layout.NEVER : b.getLong(s + Layout.S_RESTART_DEADLINE);
        final boolean isBounded = deadlineNs != Layout.NEVER &&
            !parts.quality.holds(DataQualityCode.UNTRUSTED_BOOK, s);
        final long markNs = m.image.headerInt(ImageHeader.H_RELEASE_AFTER) == 0 ?
            0 : m.image.headerLong(ImageHeader.H_RELEASE_WAIT_NS);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), 0, reason.code()).tradingState(from, to,
            parts.states.merged(s), deadlineNs, isBounded ? deadlineNs + markNs : Layout.NEVER, 0, 0, latched);
        parts.gate.onState(s, nowNs);
        parts.board.refresh(s, nowNs);
    }
}

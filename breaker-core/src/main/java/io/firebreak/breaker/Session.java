package io.firebreak.breaker;

import io.firebreak.arena.WorkQueue;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Reason;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The trading day. Its instants come from the host as UTC, become timers of the market, and each step that concerns
 * every instrument is one entry of the work queue. Owned by the engine thread.
 */
public final class Session
{
    /** End of the opening window. */
    public static final int OPENING_END = 0;

    /** Start of the closing window. */
    public static final int CLOSING = 1;

    /** Regular close. */
    public static final int CLOSE = 2;

    /** Open of the next trading day. */
    public static final int NEXT_OPEN = 3;

    /** Steps of a day, each a timer of the market. */
    public static final int STEPS = 4;

    /** Open. Its timer is that of the opening window's end, which is armed when it fires. */
    private static final int OPEN = 4;

    /** The market matches again after a halt. */
    private static final int RESUMED = 5;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final WorkQueue work;

    Session(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        work = m.layout().newWorkQueue();
    }

    /**
     * A trading day is announced. One that would end the day that is on, and one that is past, changes nothing.
     *
     * @param nowNs      engine time.
     * @param openNs     open.
     * @param closeNs    close.
     * @param nextOpenNs next open.
     */
    public void onCalendarDay(final long nowNs, final long openNs, final long closeNs, final long nextOpenNs)
    {
        final int s = m.market();
        if (openNs < 0 || closeNs <= openNs || nextOpenNs < closeNs || closeNs <= nowNs || isStepDue(nowNs) ||
            wouldEndDay(nowNs, openNs) || openNs <= nowNs && work.pending() == WorkQueue.PENDING_MAX)
        {
            parts.quality.tell(DataQualityCode.BAD_CALENDAR, b.getInt(s + Layout.S_SCOPE), nowNs, 0, openNs, closeNs);
            return;
        }
        final boolean isNextDay = b.getLong(s + Layout.S_OPEN_NS) != Layout.ABSENT &&
            b.getLong(s + Layout.S_OPEN_NS) != openNs && openNs > nowNs;
        final boolean wasInSession = m.inSession(nowNs);
        b.putLong(s + Layout.S_OPEN_NS, openNs);
        b.putLong(s + Layout.S_CLOSE_NS, closeNs);
        b.putLong(s + Layout.S_NEXT_OPEN_NS, nextOpenNs);
        step(s, OPENING_END, nowNs, openNs > nowNs && isOpenTold() ? openNs : openingEndNs());
        step(s, CLOSING, nowNs, closeNs - m.image.headerLong(ImageHeader.H_CLOSING_WINDOW_NS));
        step(s, CLOSE, nowNs, closeNs);
        // announced before its open, a day begins there; what lasted until the next day ends then
        step(s, NEXT_OPEN, nowNs, isNextDay ? openNs : nextOpenNs);
        if (!wasInSession && m.inSession(nowNs) && isOpenTold())
        {
            work.offer(nowNs, b.getInt(s + Layout.S_SCOPE), OPEN, OPEN, 0);
        }
    }

    /**
     * A step is due for the market itself.
     *
     * @param timer whose.
     * @param nowNs the instant itself.
     * @return the step that every instrument takes.
     */
    public int onMarketStep(final int timer, final long nowNs)
    {
        final boolean isOpen = timer == OPENING_END && nowNs < openingEndNs();
        final int step = isOpen ? OPEN : timer;
        if (isOpen)
        {
            step(m.market(), OPENING_END, nowNs, openingEndNs());
        }
        onStep(m.market(), step, nowNs);
        if (step == NEXT_OPEN)
        {
            final int s = m.market();
            step(s, NEXT_OPEN, nowNs, b.getLong(s + Layout.S_NEXT_OPEN_NS));
            for (int k = 0; k < m.breakers(m.classOf(s)); k++)
            {
                b.putInt(m.breaker(s, k) + Layout.X_LEVEL, 0);
            }
        }
        return step;
    }

    /**
     * The market matches again: quotes that were kept and not judged are judged. There is room for the step: timers
     * wait for it.
     *
     * @param nowNs the instant itself.
     */
    void resume(final long nowNs)
    {
        work.offer(nowNs, Scope.market(0), RESUMED, RESUMED, 0);
    }

    /**
     * A step is due for one scope.
     *
     * @param s     state of the scope; nothing happens where it is not defined.
     * @param step  which.
     * @param nowNs the instant of the step.
     */
    public void onStep(final int s, final int step, final long nowNs)
    {
        if (b.getInt(s + Layout.S_DEFINED) == 0)
        {
            return;
        }
        if (step == OPEN)
        {
            parts.board.refresh(s, nowNs);
        }
        else if (step == RESUMED)
        {
            parts.quotes.evaluateAll(s, nowNs);
        }
        else if (step == OPENING_END)
        {
            parts.references.onOpeningWindowEnd(s, nowNs);
            parts.board.refresh(s, nowNs);
        }
        else if (step == CLOSING)
        {
            closing(s, nowNs);
        }
        else
        {
            end(s, step, nowNs);
        }
    }

    /**
     * A state that lasts to the end of the session is over; the steps of the day answer it.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs the deadline itself.
     */
    void onStateDeadline(final int s, final int k, final long nowNs)
    {
        final int state = b.getInt(m.breaker(s, k) + Layout.X_STATE);
        if (state == TradingState.CLOSED.code())
        {
            parts.releases.release(s, k, nowNs, TradingState.OPEN.code(), Reason.NEW_DAY.code());
        }
        else
        {
            close(s, k, nowNs);
        }
    }

    /** In an open session another day would take its close away; the same day may be announced anew. */
    private boolean wouldEndDay(final long nowNs, final long openNs)
    {
        return m.image.headerInt(ImageHeader.H_ALWAYS_OPEN) == 0 && m.inSession(nowNs) &&
            b.getLong(m.market() + Layout.S_OPEN_NS) != openNs;
    }

    /** Whether the open moves a line of the gate: where a class denies what it cannot judge in a session. */
    private boolean isOpenTold()
    {
        boolean told = false;
        for (int i = 0; i < m.image.classes(); i++)
        {
            told |= b.getInt(m.image.classAt(i) + ImageLayout.C_MISSING_DENIES) != 0;
        }
        return told;
    }

    private long openingEndNs()
    {
        return b.getLong(m.market() + Layout.S_OPEN_NS) + m.image.headerLong(ImageHeader.H_OPENING_WINDOW_NS);
    }

    /** A day announced over a step that is due and waits for room would displace it: the host announces it again. */
    private boolean isStepDue(final long nowNs)
    {
        boolean due = false;
        for (int step = 0; step < STEPS; step++)
        {
            final int slot = m.layout().sessionTimer(step);
            due |= m.timers.isScheduled(slot) && m.timers.deadlineNs(slot) <= nowNs;
        }
        return due;
    }

    private void step(final int s, final int step, final long nowNs, final long atNs)
    {
        final int slot = m.layout().sessionTimer(step);
        if (atNs > nowNs)
        {
            m.arm(s, slot, atNs);
        }
        else
        {
            m.timers.cancel(slot);
        }
    }

    private void closing(final int s, final long nowNs)
    {
        final int c = m.classOf(s);
        if (parts.references.isFrozen(s))
        {
            return;
        }
        for (int k = 0; k < m.breakers(c); k++)
        {
            if (b.getInt(m.image.breakerAt(c, k) + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_QUOTE &&
                parts.bands.republishIfFactorChanged(s, k, nowNs))
            {
                parts.quotes.evaluate(s, k, nowNs);
            }
        }
    }

    private void end(final int s, final int step, final long nowNs)
    {
        final int c = m.classOf(s);
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int state = b.getInt(m.breaker(s, k) + Layout.X_STATE);
            if (step == CLOSE && state != TradingState.OPEN.code() && state != TradingState.CLOSED.code())
            {
                close(s, k, nowNs);
            }
            else if (step == CLOSE)
            {
                endLimitState(s, k, nowNs);
            }
            else if (state == TradingState.CLOSED.code() && b.getInt(m.breaker(s, k) + Layout.X_PENDING) == 0)
            {
                parts.releases.release(s, k, nowNs, TradingState.OPEN.code(), Reason.NEW_DAY.code());
            }
        }
        if (step == NEXT_OPEN)
        {
            parts.references.forget(s, nowNs);
        }
        parts.board.refresh(s, nowNs);
    }

    private void close(final int s, final int k, final long nowNs)
    {
        final int x = m.breaker(s, k);
        if (b.getInt(x + Layout.X_LATCHED) != 0)
        {
            return;
        }
        parts.releases.cancel(s, k);
        m.evidence(s);
        parts.states.change(s, k, nowNs, TradingState.CLOSED.code(), b.getLong(m.market() + Layout.S_NEXT_OPEN_NS),
            b.getInt(x + Layout.X_RULE), Reason.SESSION_CLOSE.code());
    }

    /**
     * At the close a limit state ends without a pause: nothing matches any more.
     */
    private void endLimitState(final int s, final int k, final long nowNs)
    {
        final int c = m.classOf(s);
        final int bk = m.image.breakerAt(c, k);
        final int x = m.breaker(s, k);
        final int before = b.getInt(x + Layout.X_LIMIT);
        final int monitor = b.getInt(bk + ImageLayout.B_MONITOR);
        final boolean isConfirm = monitor == ImageLayout.MONITOR_CONFIRM;
        if (isConfirm)
        {
            // neither sweeps beyond nor a condition sustained yesterday count tomorrow
            parts.trips.clearLimitState(x);
            parts.envelope.disarm(s);
        }
        if (!isConfirm && monitor != ImageLayout.MONITOR_QUOTE || before == LimitStateKind.NONE.code())
        {
            return;
        }
        if (!isConfirm)
        {
            b.putInt(x + Layout.X_LIMIT, LimitStateKind.NONE.code());
            m.arm(s, m.breakerTimer(s, k), Layout.NEVER);
        }
        final int ruleId = isConfirm ?
            b.getInt(x + Layout.X_RULE) : b.getInt(m.image.ruleAt(bk, 0) + ImageLayout.U_ID);
        m.evidence(s);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), ruleId, Reason.SESSION_CLOSE.code())
            .limitState(LimitStateKind.NONE.code(), before, nowNs, Layout.NEVER);
        parts.board.follow(s, nowNs);
    }
}

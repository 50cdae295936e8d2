package io.firebreak.breaker;

import io.firebreak.arena.WorkQueue;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The trading day. Its instants come from the host as UTC and become timers of the market; a step that concerns every
 * instrument is one entry of the work queue. Owned by the engine thread.
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

    private static final int DUTY_TIMER = 4;

    /** Steps of a day, each a timer of the market. */
    public static final int STEPS = 5;

    /** Open. Its timer is that of the opening window's end, which is armed when it fires. */
    private static final int OPEN = 4;

    /** The market matches again after a halt. */
    static final int RESUMED = 5;

    /** An instant at which a breaker judges otherwise; its timer is {@link #DUTY_TIMER}. */
    private static final int DUTY = 6;

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
     * A trading day is announced, or the rest of the announced one anew. One that would take another day's place before
     * that has closed changes nothing, and neither does one that is past, or any where trading never closes.
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
            m.image.headerInt(ImageHeader.H_ALWAYS_OPEN) != 0 || wouldDisplaceDay(nowNs, openNs) ||
            openNs <= nowNs && work.pending() == WorkQueue.PENDING_MAX)
        {
            parts.quality.tell(DataQualityCode.BAD_CALENDAR, b.getInt(s + Layout.S_SCOPE), nowNs, 0, openNs, closeNs);
            return;
        }
        final long beforeNs = b.getLong(s + Layout.S_OPEN_NS);
        final long lastNs = b.getLong(s + Layout.S_DAY_BEGUN_NS);
        // an older snapshot knows only the day itself
        final long begunNs = lastNs == Layout.ABSENT ? beforeNs : lastNs;
        // before its first day a market has nothing to forget: that day has begun as soon as it is announced
        final boolean isFirst = begunNs == Layout.ABSENT || begunNs == beforeNs && nowNs < beforeNs;
        final boolean isBegun = isFirst || begunNs == openNs;
        final boolean wasInSession = m.inSession(nowNs);
        b.putLong(s + Layout.S_OPEN_NS, openNs);
        b.putLong(s + Layout.S_CLOSE_NS, closeNs);
        b.putLong(s + Layout.S_NEXT_OPEN_NS, nextOpenNs);
        if (isFirst)
        {
            b.putLong(s + Layout.S_DAY_BEGUN_NS, openNs);
        }
        step(s, CLOSING, nowNs, closeNs - m.image.headerLong(ImageHeader.H_CLOSING_WINDOW_NS));
        step(s, CLOSE, nowNs, closeNs);
        if (parts.duty.isTimed())
        {
            m.arm(s, m.layout().sessionTimer(DUTY_TIMER), nowNs);
        }
        if (isBegun)
        {
            step(s, OPENING_END, nowNs, openNs > nowNs && isOpenTold() ? openNs : openingEndNs());
            step(s, NEXT_OPEN, nowNs, nextOpenNs);
            if (!wasInSession && m.inSession(nowNs) && (isOpenTold() || openingEndNs() <= nowNs))
            {
                work.offer(nowNs, b.getInt(s + Layout.S_SCOPE), OPEN, OPEN, 0);
            }
        }
        else
        {
            // the begin of the day arms the end of its opening window, so that nothing it forgets was seeded before
            m.timers.cancel(m.layout().sessionTimer(OPENING_END));
            step(s, NEXT_OPEN, nowNs, openNs);
            if (openNs <= nowNs)
            {
                begin(nowNs);
                onStep(s, NEXT_OPEN, nowNs);
                work.offer(nowNs, b.getInt(s + Layout.S_SCOPE), NEXT_OPEN, NEXT_OPEN, 0);
            }
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
        final int step = isOpen ? OPEN : timer == DUTY_TIMER ? DUTY : timer;
        if (isOpen)
        {
            step(m.market(), OPENING_END, nowNs, openingEndNs());
        }
        if (step == NEXT_OPEN)
        {
            begin(nowNs);
        }
        else if (step == DUTY)
        {
            m.arm(m.market(), m.layout().sessionTimer(DUTY_TIMER), parts.duty.nextNs(nowNs));
        }
        onStep(m.market(), step, nowNs);
        return step;
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
            openLate(s, nowNs);
            parts.board.refresh(s, nowNs);
        }
        else if (step == DUTY)
        {
            parts.duty.onChange(s, nowNs);
        }
        else if (step == RESUMED)
        {
            parts.waits.resumed(s, nowNs);
            parts.band.onMarketLevel(s, nowNs);
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

    /**
     * A day begins: the announced one or, where none is announced, one of which only the open is known and which has no
     * session. What lasted until the next day ends.
     */
    private void begin(final long nowNs)
    {
        final int s = m.market();
        final long openNs = b.getLong(s + Layout.S_OPEN_NS);
        final long nextOpenNs = b.getLong(s + Layout.S_NEXT_OPEN_NS);
        if (openNs != b.getLong(s + Layout.S_DAY_BEGUN_NS))
        {
            b.putLong(s + Layout.S_DAY_BEGUN_NS, openNs);
            m.arm(s, m.layout().sessionTimer(OPENING_END), openingEndNs() < nowNs ? Layout.NEVER : openingEndNs());
            m.arm(s, m.layout().sessionTimer(NEXT_OPEN), Math.max(nextOpenNs, nowNs));
        }
        else
        {
            b.putLong(s + Layout.S_DAY_BEGUN_NS, nextOpenNs);
            b.putLong(s + Layout.S_OPEN_NS, Layout.ABSENT);
            m.timers.cancel(m.layout().sessionTimer(OPENING_END));
        }
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            parts.ladder.onNewDay(s, k);
        }
    }

    /**
     * A day was announced, or began, after its opening window, or that window ended in a halt: what its end does is
     * done now. A print so late is no opening, also where the class takes its opening from one.
     *
     * @param s     state of the scope.
     * @param nowNs instant.
     */
    void openLate(final int s, final long nowNs)
    {
        if (m.inSession(nowNs) && m.image.headerInt(ImageHeader.H_ALWAYS_OPEN) == 0 && nowNs >= openingEndNs())
        {
            parts.references.onOpeningWindowEnd(s, nowNs);
        }
    }

    /**
     * While a session is on, another day would take its close away; before its open, a day gives way to an earlier or a
     * corrected one, not to one that begins after its close: days are announced one by one.
     */
    private boolean wouldDisplaceDay(final long nowNs, final long openNs)
    {
        final long announcedNs = b.getLong(m.market() + Layout.S_OPEN_NS);
        final long closeNs = b.getLong(m.market() + Layout.S_CLOSE_NS);
        return announcedNs != Layout.ABSENT && announcedNs != openNs && nowNs < closeNs &&
            (nowNs >= announcedNs || openNs >= closeNs);
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

    /** A step that is due and was not done, because a restart holds it or the day was moved, is not forgotten. */
    private void step(final int s, final int step, final long nowNs, final long atNs)
    {
        final int slot = m.layout().sessionTimer(step);
        if (atNs > nowNs)
        {
            m.arm(s, slot, atNs);
        }
        else if (step == CLOSING && m.timers.isScheduled(slot))
        {
            m.arm(s, slot, nowNs);
        }
    }

    private void closing(final int s, final long nowNs)
    {
        if (parts.references.isFrozen(s))
        {
            return;
        }
        final int c = m.classOf(s);
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
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            final int x = m.breaker(s, k);
            final int state = b.getInt(x + Layout.X_STATE);
            if (step == CLOSE && state != TradingState.OPEN.code() && state != TradingState.CLOSED.code())
            {
                close(s, k, nowNs);
            }
            else if (step == CLOSE)
            {
                endLimitState(s, k, nowNs, Reason.SESSION_CLOSE);
            }
            else if (state == TradingState.CLOSED.code() &&
                (b.getInt(x + Layout.X_PENDING) | b.getInt(x + Layout.X_LATCHED)) == 0)
            {
                parts.releases.release(s, k, nowNs, TradingState.OPEN.code(), Reason.NEW_DAY.code());
            }
        }
        if (step == NEXT_OPEN)
        {
            parts.inactivity.onNewDay(s);
            parts.references.forget(s, nowNs);
            parts.resets.onDay(s, nowNs);
            openLate(s, nowNs);
        }
        else
        {
            parts.inactivity.onClose(s);
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
        // the begin of the next day may itself be held by a restart
        final int slot = m.layout().sessionTimer(NEXT_OPEN);
        final long heldNs = m.timers.isScheduled(slot) ? m.timers.deadlineNs(slot) : 0;
        parts.states.change(s, k, nowNs, TradingState.CLOSED.code(),
            Math.max(b.getLong(m.market() + Layout.S_NEXT_OPEN_NS), heldNs), b.getInt(x + Layout.X_RULE),
            Reason.SESSION_CLOSE.code());
    }

    /** A limit state ends without a pause: at the close nothing matches any more, or its breaker ceases to judge. */
    void endLimitState(final int s, final int k, final long nowNs, final Reason reason)
    {
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final int x = m.breaker(s, k);
        final int before = b.getInt(x + Layout.X_LIMIT);
        final int monitor = b.getInt(bk + ImageLayout.B_MONITOR);
        final boolean isConfirm = monitor == ImageLayout.MONITOR_CONFIRM;
        if (isConfirm)
        {
            // neither sweeps beyond nor what was sustained yesterday count tomorrow
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
        final int ruleId = b.getInt(isConfirm ? x + Layout.X_RULE : m.image.ruleAt(bk, 0) + ImageLayout.U_ID);
        m.evidence(s);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), ruleId, reason.code())
            .limitState(LimitStateKind.NONE.code(), before, nowNs, Layout.NEVER);
        parts.board.follow(s, nowNs);
    }
}

package io.firebreak.engine;

import io.firebreak.arena.TimerHeap;
import io.firebreak.arena.WorkQueue;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.Layout;
import io.firebreak.breaker.Parts;
import io.firebreak.market.Scope;

/**
 * What is due before an input's own work: timers in their total order, each as of its own instant, releases that a mark
 * has allowed, and a bounded share of the steps that concern every instrument. An instrument with work due is brought
 * up to date before its own event. Owned by the engine thread.
 */
final class DueWork
{
    /** Room of one record that is left to work that is not the input's own. */
    static final int MAX_DECISION_BYTES = 40 * 1024;

    private final EngineMemory memory;
    private final EngineLayout layout;
    private final Parts parts;
    private final TimerHeap timers;
    private final WorkQueue work;
    private final Losses losses;
    private final int instruments;

    DueWork(final EngineMemory memory, final Parts parts, final Losses losses)
    {
        this.losses = losses;
        this.memory = memory;
        this.parts = parts;
        layout = memory.layout();
        timers = memory.timers();
        work = layout.newWorkQueue();
        instruments = layout.capacities().instruments();
    }

    /**
     * Do what is due.
     *
     * @param nowNs engine time.
     * @param own   index of the instrument the input concerns, -1 none.
     */
    void run(final long nowNs, final int own)
    {
        if (timers.nextDeadlineNs() > nowNs && work.isIdle() && losses.isIdle() && !parts.releases().isDue())
        {
            return;
        }
        work(nowNs, own);
    }

    private void work(final long nowNs, final int own)
    {
        int left = memory.image().headerInt(ImageHeader.H_WORK_LIMIT);
        // With no room for one more step of the day the timers wait, and the steps go on: nothing is lost.
        while (left > 0 && timers.nextDeadlineNs() <= nowNs && work.pending() < WorkQueue.PENDING_MAX &&
            memory.out().length() < MAX_DECISION_BYTES)
        {
            fire(timers.pollDue(nowNs));
            left--;
        }
        if (own >= 0 && timers.nextDeadlineNs() <= nowNs)
        {
            catchUp(nowNs, own);
        }
        if (!work.isIdle() || !losses.isIdle())
        {
            left = steps(nowNs, own, left);
        }
        while (left > 0 && parts.releases().isDue() && memory.out().length() < MAX_DECISION_BYTES)
        {
            parts.releases().next(nowNs);
            left--;
        }
    }

    /**
     * Time of the next thing to do without an input.
     *
     * @return UTC ns, NEVER where there is nothing.
     */
    long nextDeadlineNs()
    {
        return timers.nextDeadlineNs();
    }

    /**
     * Whether steps wait for instruments that had no input yet.
     *
     * @return true while there are.
     */
    boolean hasSteps()
    {
        return !work.isIdle() || !losses.isIdle();
    }

    private void fire(final int slot)
    {
        final long atNs = timers.lastDeadlineNs(slot);
        final int perScope = layout.timersPerScope();
        if (slot >= layout.participantTimers())
        {
            final int unmarked = parts.participants().onDeadline(slot, atNs);
            if (unmarked >= 0)
            {
                parts.participantOperators().onNoMark(unmarked, atNs);
            }
            return;
        }
        final int index = slot / perScope;
        if (slot >= (instruments + 1) * perScope)
        {
            final int step = parts.session().onMarketStep(slot - (instruments + 1) * perScope, atNs);
            work.offer(atNs, Scope.market(0), step, step, 0);
            return;
        }
        if (index < instruments && isBehind(index) && !isStillDue(index, slot, atNs))
        {
            return;
        }
        final int s = index == instruments ? layout.marketOffset() : layout.instrument(index);
        final int id = slot - index * perScope;
        final int references = layout.capacities().references();
        final int breakers = layout.capacities().breakers();
        if (id < references)
        {
            parts.references().onDeadline(s, id, atNs);
        }
        else if (id < references + breakers)
        {
            parts.trips().onDeadline(s, id - references, atNs);
        }
        else if (id <= references + 2 * breakers)
        {
            parts.releases().onDeadline(s, id - references - breakers, atNs);
        }
        else
        {
            parts.restarts().onDeadline(s, atNs);
        }
    }

    /**
     * Take the steps of the day that come before a timer of an instrument. They may move it: a pause that was to end
     * behind the close has become a closed day, whose end is another.
     */
    private boolean isStillDue(final int index, final int slot, final long atNs)
    {
        timers.schedule(slot, atNs, Scope.instrument(index), slot - layout.timerBase(index), 0);
        bringUp(index, atNs);
        if (!timers.isScheduled(slot) || timers.deadlineNs(slot) != atNs)
        {
            return false;
        }
        timers.cancel(slot);
        return true;
    }

    private void catchUp(final long nowNs, final int own)
    {
        final int first = layout.timerBase(own);
        final int count = layout.timersPerScope();
        while (memory.out().length() < MAX_DECISION_BYTES)
        {
            int next = -1;
            long nextNs = Layout.NEVER;
            for (int slot = first; slot < first + count; slot++)
            {
                if (timers.isScheduled(slot) && timers.deadlineNs(slot) <= nowNs && timers.deadlineNs(slot) < nextNs)
                {
                    next = slot;
                    nextNs = timers.deadlineNs(slot);
                }
            }
            if (next < 0)
            {
                return;
            }
            timers.cancel(next);
            fire(next);
        }
    }

    private int steps(final long nowNs, final int own, final int limit)
    {
        int left = limit;
        if (own >= 0)
        {
            bringUp(own, nowNs);
        }
        while (left > 0 && memory.out().length() < MAX_DECISION_BYTES)
        {
            final int queued = work.pollInstrument();
            final int instrument = queued >= 0 ? queued : losses.next();
            if (instrument < 0)
            {
                break;
            }
            bringUp(instrument, queued >= 0 ? work.nextDeadlineNs(queued) : losses.lossNs());
            left--;
        }
        return left;
    }

    /** Whether an instrument has not yet taken what concerns every instrument. */
    boolean isBehind(final int instrument)
    {
        return hasSteps() && instrument >= 0 && instrument < instruments &&
            (work.hasWork(instrument) || losses.owes(layout.instrument(instrument)));
    }

    /**
     * Whatever concerns every instrument and is due until an instant, for one of them, in the order of its instants.
     */
    private void bringUp(final int instrument, final long untilNs)
    {
        final int s = layout.instrument(instrument);
        boolean more = true;
        while (more)
        {
            final long stepNs = work.hasWork(instrument) ? work.nextDeadlineNs(instrument) : Layout.NEVER;
            final long lossNs = losses.owes(s) ? losses.lossNs() : Layout.NEVER;
            more = Math.min(stepNs, lossNs) <= untilNs;
            if (more && lossNs < stepNs)
            {
                losses.tell(s);
            }
            else if (more)
            {
                final int step = work.nextStepFor(instrument);
                parts.session().onStep(s, work.kind(step), work.deadlineNs(step));
            }
        }
    }
}

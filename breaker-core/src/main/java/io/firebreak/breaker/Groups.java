package io.firebreak.breaker;

import io.firebreak.market.Reason;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import io.firebreak.record.Evidence;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Groups of instruments that a trip of one of them pauses together. A class names its group; its instruments stand in a
 * ring in the order of their indices. A trip of a breaker that propagates puts every other member, in that order and in
 * the same event, into the state that the rulebook says, until the leader's pause ends: each by its own breaker of that
 * name, which then reopens by its own call. Its decision names the leading instrument and rule. What holds a member
 * longer or more severely stands, and a trip that came from a leader goes no further. Members are counted at their
 * definition, so that the work of a trip and its records are bounded. Source: spec/rulebooks.md 3.1, 12.7. Owned by the
 * engine thread.
 */
public final class Groups
{
    /** Most instruments of a group: their decisions fit into the record of the event beside everything else. */
    public static final int MEMBERS = 64;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final Evidence kept = new Evidence();

    Groups(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    static void check(final ImageCheck at)
    {
        at.integer("C_GROUP", ImageLayout.C_GROUP, 0, Short.MAX_VALUE);
        final boolean isIn = at.image.getInt(at.at + ImageLayout.C_GROUP) != 0;
        at.integer("C_GROUP_BREAKER", ImageLayout.C_GROUP_BREAKER, 0,
            isIn ? at.image.getInt(at.at + ImageLayout.C_BREAKERS) - 1L : 0);
    }

    /**
     * Whether there is room for one more instrument of a class. Cold.
     *
     * @param classIndex known class.
     * @return false where its group has all the members it can have.
     */
    public boolean hasRoom(final int classIndex)
    {
        final int group = b.getInt(m.image.classAt(classIndex) + ImageLayout.C_GROUP);
        int members = 0;
        for (int i = 0; group != 0 && i < m.layout().capacities().instruments(); i++)
        {
            members += isIn(i, group) ? 1 : 0;
        }
        return members < MEMBERS;
    }

    /**
     * An instrument is defined. Cold.
     *
     * @param index its index.
     */
    public void join(final int index)
    {
        final int s = m.layout().instrument(index);
        final int group = b.getInt(m.classOf(s) + ImageLayout.C_GROUP);
        if (group == 0)
        {
            return;
        }
        final int instruments = m.layout().capacities().instruments();
        // the member before it; itself where there is none, which has been defined
        int before = index;
        do
        {
            before = before == 0 ? instruments - 1 : before - 1;
        }
        while (!isIn(before, group));
        final int behind = before == index ? index : next(before);
        link(index, behind);
        link(before, before == index ? behind : index);
    }

    /**
     * An instrument is about to be removed. Cold.
     *
     * @param index its index.
     */
    public void leave(final int index)
    {
        if (isAlone(index))
        {
            return;
        }
        int before = next(index);
        while (next(before) != index)
        {
            before = next(before);
        }
        link(before, next(index));
    }

    /**
     * A breaker has tripped: where it leads a group, the others follow.
     *
     * @param s       state of the scope.
     * @param k       breaker.
     * @param nowNs   instant.
     * @param untilNs end of its pause.
     */
    void onTrip(final int s, final int k, final long nowNs, final long untilNs)
    {
        final int toState = b.getInt(m.image.breakerAt(m.classOf(s), k) + ImageReopening.B_GROUP_STATE);
        final int own = Scope.index(b.getInt(s + Layout.S_SCOPE));
        if (toState == TradingState.OPEN.code() || s == m.market() || isAlone(own))
        {
            return;
        }
        kept.copy(m.out.evidence());
        int first = own;
        for (int i = next(own); i != own; i = next(i))
        {
            first = Math.min(first, i);
        }
        int at = first;
        do
        {
            if (at != own)
            {
                follow(m.layout().instrument(at), own, m.breaker(s, k), nowNs, toState, untilNs);
            }
            at = next(at);
        }
        while (at != first);
        m.out.evidence().copy(kept);
    }

    /** One member, by the breaker of its class that takes such trips. */
    private void follow(
        final int s, final int leading, final int leader, final long nowNs, final int toState, final long untilNs)
    {
        final int c = m.classOf(s);
        final int k = b.getInt(c + ImageLayout.C_GROUP_BREAKER);
        final int x = m.breaker(s, k);
        final int state = b.getInt(x + Layout.X_STATE);
        if (b.getInt(x + Layout.X_LATCHED) != 0 || state == TradingState.CLOSED.code() ||
            state == TradingState.CLOSING_AUCTION_ONLY.code())
        {
            return;
        }
        // a pause whose end has come, a call under way and a release that waits for its mark begin anew
        final boolean isRunning = state != TradingState.OPEN.code() && state != TradingState.REOPENING.code() &&
            b.getInt(x + Layout.X_PENDING) == 0 && b.getLong(x + Layout.X_WAITING) == 0;
        final boolean isSevere = isRunning && TradingState.severity(state) >= TradingState.severity(toState);
        final long ownNs = isRunning ? b.getLong(x + Layout.X_DEADLINE) : nowNs;
        if (isSevere && ownNs >= untilNs)
        {
            return;
        }
        parts.releases.cancel(s, k);
        m.evidence(s).leader = leading + 1;
        if (!isRunning)
        {
            b.putLong(x + Layout.X_PAUSE, untilNs - nowNs);
            b.putLong(x + Layout.X_CAUSE, b.getLong(s + Layout.S_LAST_TICKS));
            b.putInt(x + Layout.X_SIDE, b.getInt(leader + Layout.X_SIDE));
            b.putInt(x + Layout.X_EXTENSION, 0);
            b.putLong(x + Layout.X_AUCTION, Layout.ABSENT);
            parts.callBand.onTrip(s, k, m.image.breakerAt(c, k));
        }
        b.putInt(x + Layout.X_PHASE, 0);
        final int rule = b.getInt(leader + Layout.X_RULE);
        b.putInt(x + Layout.X_RULE, rule);
        parts.trips.pause(s, k, nowNs, isSevere ? state : toState, Math.max(ownNs, untilNs), rule,
            Reason.GROUP.code());
        parts.duty.onSuppressor(s, k, nowNs);
    }

    private boolean isAlone(final int index)
    {
        final int at = m.layout().instrument(index) + Layout.S_GROUP_NEXT;
        return b.getInt(at) == 0 || b.getInt(at) == index + 1;
    }

    private boolean isIn(final int index, final int group)
    {
        final int s = m.layout().instrument(index);
        return b.getInt(s + Layout.S_DEFINED) != 0 && b.getInt(m.classOf(s) + ImageLayout.C_GROUP) == group;
    }

    private int next(final int index)
    {
        return b.getInt(m.layout().instrument(index) + Layout.S_GROUP_NEXT) - 1;
    }

    private void link(final int index, final int next)
    {
        b.putInt(m.layout().instrument(index) + Layout.S_GROUP_NEXT, next + 1);
    }
}

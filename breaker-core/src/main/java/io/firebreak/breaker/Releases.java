package io.firebreak.breaker;

import io.firebreak.market.DataQualityCode;
import io.firebreak.market.Durability;
import io.firebreak.market.Reason;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Trip fast, release durable: a change to a lower severity is announced, and takes effect only when the engine
 * processes a DurableMark past the announcement. Waiting releases stand in a ring of the arena in the order of their
 * sequences, so a mark releases a bounded number of them per input. Owned by the engine thread.
 *
 * <pre>
 *  ring: 0 head | 8 tail | 16 durable sequence (3 x int64) | 24 free | 32 entries {sequence, s, k}, 16 B each
 * </pre>
 */
public final class Releases
{
    /** Breaker index of an entry that releases an operator's latch. */
    static final int OPERATOR = -1;

    /** Breaker index of an entry that releases the state after a restart. */
    static final int RESTART = -2;

    /** Breaker index of an entry that lifts the kill of a participant, whose index stands for the state. */
    public static final int PARTICIPANT = -3;

    private static final int HEAD = 0;
    private static final int TAIL = 8;
    private static final int DURABLE = 16;
    private static final int ENTRIES = 32;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final int ring;
    private final int mask;

    Releases(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        ring = m.layout().releasesOffset();
        mask = m.layout().releaseEntries() - 1;
    }

    /**
     * Bytes of the ring.
     *
     * @param entries power of two.
     * @return bytes.
     */
    static int bytes(final int entries)
    {
        return ENTRIES + entries * 16;
    }

    /**
     * Move a rule to another state: at once where that is no release or no mark is asked for, else in two steps.
     *
     * @param s       state of the scope.
     * @param k       breaker.
     * @param nowNs   instant.
     * @param toState TradingState code.
     * @param reason  code.
     */
    void release(final int s, final int k, final long nowNs, final int toState, final int reason)
    {
        final int x = m.breaker(s, k);
        final int from = b.getInt(x + Layout.X_STATE);
        final int level = m.image.headerInt(ImageHeader.H_RELEASE_AFTER);
        if (level == 0 || TradingState.severity(toState) >= TradingState.severity(from))
        {
            parts.reopening.enter(s, k, nowNs, toState, reason);
            return;
        }
        final long deadlineNs = nowNs + m.image.headerLong(ImageHeader.H_RELEASE_WAIT_NS);
        b.putInt(x + Layout.X_PENDING, toState + 1);
        b.putInt(x + Layout.X_PENDING_REASON, reason);
        b.putLong(x + Layout.X_PENDING_SEQ, m.sequence());
        b.putLong(x + Layout.X_PENDING_DEADLINE, deadlineNs);
        m.arm(s, m.releaseTimer(s, k), deadlineNs);
        m.arm(s, m.breakerTimer(s, k), Layout.NEVER);
        push(s, k);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), b.getInt(x + Layout.X_RULE), Reason.RELEASE_DUE.code())
            .releasePending(from, toState, parts.states.merged(s), level, deadlineNs);
    }

    /**
     * Announce the release of an operator's latch.
     *
     * @param s     state of the scope.
     * @param nowNs instant.
     */
    void releaseOperator(final int s, final long nowNs)
    {
        final int level = m.image.headerInt(ImageHeader.H_RELEASE_AFTER);
        if (level == 0)
        {
            parts.operators.lift(s, nowNs, Reason.OPERATOR);
            return;
        }
        final long deadlineNs = nowNs + m.image.headerLong(ImageHeader.H_RELEASE_WAIT_NS);
        b.putLong(s + Layout.S_PENDING_SEQ, m.sequence());
        m.arm(s, m.latchTimer(s), deadlineNs);
        push(s, OPERATOR);
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), 0, Reason.OPERATOR.code()).releasePending(
            parts.states.merged(s), TradingState.OPEN.code(), parts.states.merged(s), level, deadlineNs);
    }

    /**
     * Announce the lift of a participant's kill.
     *
     * @param p     its index.
     * @param nowNs instant.
     */
    void releaseParticipant(final int p, final long nowNs)
    {
        final int level = m.image.headerInt(ImageHeader.H_RELEASE_AFTER);
        if (level == 0)
        {
            parts.participants.lift(p, nowNs, Reason.OPERATOR);
            return;
        }
        final long deadlineNs = nowNs + m.image.headerLong(ImageHeader.H_RELEASE_WAIT_NS);
        parts.participants.pending(p, m.sequence(), deadlineNs);
        push(p, PARTICIPANT);
        m.out.by(nowNs, Scope.of(Scope.PARTICIPANT, p), 0, Reason.OPERATOR.code()).releasePending(
            TradingState.CANCEL_ONLY.code(), TradingState.OPEN.code(), TradingState.CANCEL_ONLY.code(), level,
            deadlineNs);
    }

    /**
     * Forget a release that a new trip has overtaken, and what its reopening waited for.
     *
     * @param s state of the scope.
     * @param k breaker.
     */
    void cancel(final int s, final int k)
    {
        final int x = m.breaker(s, k);
        b.putLong(x + Layout.X_WAITING, 0);
        if (b.getInt(x + Layout.X_PENDING) != 0)
        {
            b.putInt(x + Layout.X_PENDING, 0);
            b.putLong(x + Layout.X_PENDING_SEQ, 0);
            m.arm(s, m.releaseTimer(s, k), Layout.NEVER);
        }
    }

    /**
     * A mark has arrived.
     *
     * @param nowNs      engine time.
     * @param level      Durability code of the mark.
     * @param durableSeq sequence it covers; one that does not exist yet is told and believed in nothing.
     */
    public void onMark(final long nowNs, final int level, final long durableSeq)
    {
        if (durableSeq > m.sequence() || Durability.of(level) == null)
        {
            parts.quality.tell(DataQualityCode.UNEXPECTED_ANSWER, b.getInt(m.market() + Layout.S_SCOPE), nowNs, 0,
                durableSeq, m.sequence());
            return;
        }
        if (level >= m.image.headerInt(ImageHeader.H_RELEASE_AFTER) && durableSeq > b.getLong(ring + DURABLE))
        {
            b.putLong(ring + DURABLE, durableSeq);
        }
    }

    /**
     * Sequence that carries the last ReleasePending whose mark has not come.
     *
     * @return 0 where no release waits.
     */
    public long waitingSequence()
    {
        final long tail = b.getLong(ring + TAIL);
        return b.getLong(ring + HEAD) == tail ? 0 : b.getLong(ring + ENTRIES + ((int)(tail - 1) & mask) * 16);
    }

    /**
     * Whether releases are due.
     *
     * @return true when {@link #next} has work.
     */
    public boolean isDue()
    {
        final long head = b.getLong(ring + HEAD);
        return head != b.getLong(ring + TAIL) &&
            b.getLong(ring + ENTRIES + ((int)head & mask) * 16) <= b.getLong(ring + DURABLE);
    }

    /**
     * Let one due release take effect.
     *
     * @param nowNs engine time.
     */
    public void next(final long nowNs)
    {
        final long head = b.getLong(ring + HEAD);
        final int entry = ring + ENTRIES + ((int)head & mask) * 16;
        final long sequence = b.getLong(entry);
        final int s = b.getInt(entry + 8);
        final int k = b.getInt(entry + 12);
        b.putLong(entry, 0);
        b.putLong(entry + 8, 0);
        b.putLong(ring + HEAD, head + 1);
        if (k == OPERATOR)
        {
            if (b.getLong(s + Layout.S_PENDING_SEQ) == sequence)
            {
                parts.operators.lift(s, nowNs, Reason.OPERATOR);
            }
            return;
        }
        if (k == PARTICIPANT)
        {
            if (parts.participants.pendingSeq(s) == sequence)
            {
                parts.participants.lift(s, nowNs, Reason.OPERATOR);
            }
            return;
        }
        if (k == RESTART)
        {
            if (b.getLong(s + Layout.S_RESTART_SEQ) == sequence)
            {
                parts.restarts.onMark(s, nowNs);
            }
            return;
        }
        final int x = m.breaker(s, k);
        if (b.getInt(x + Layout.X_PENDING) != 0 && b.getLong(x + Layout.X_PENDING_SEQ) == sequence)
        {
            apply(s, k, nowNs, b.getInt(x + Layout.X_PENDING_REASON));
        }
    }

    /**
     * No mark came in time: the declared policy answers.
     *
     * @param s     state of the scope.
     * @param k     breaker; behind the last one, the latch of an operator.
     * @param nowNs the deadline itself.
     */
    public void onDeadline(final int s, final int k, final long nowNs)
    {
        if (k == m.layout().capacities().breakers())
        {
            parts.operators.onNoMark(s, nowNs, m.image.headerInt(ImageHeader.H_RELEASE_POLICY) == 1);
            return;
        }
        final int x = m.breaker(s, k);
        if (b.getInt(x + Layout.X_PENDING) == 0)
        {
            return;
        }
        if (m.image.headerInt(ImageHeader.H_RELEASE_POLICY) == 1)
        {
            apply(s, k, nowNs, Reason.RELEASE_UNDURABLE.code());
            return;
        }
        cancel(s, k);
        parts.operators.forgetApproval(s);
        b.putInt(x + Layout.X_LATCHED, 1);
        m.evidence(s);
        parts.states.change(s, k, nowNs, b.getInt(x + Layout.X_STATE), Layout.NEVER, b.getInt(x + Layout.X_RULE),
            Reason.NO_RELEASE_MARK.code());
    }

    private void apply(final int s, final int k, final long nowNs, final int reason)
    {
        final int toState = b.getInt(m.breaker(s, k) + Layout.X_PENDING) - 1;
        cancel(s, k);
        parts.reopening.enter(s, k, nowNs, toState, reason);
    }

    void push(final int s, final int k)
    {
        push(m.sequence(), s, k);
    }

    private void push(final long sequence, final int s, final int k)
    {
        final long tail = b.getLong(ring + TAIL);
        if (tail - b.getLong(ring + HEAD) > mask)
        {
            compact();
        }
        final int entry = ring + ENTRIES + ((int)b.getLong(ring + TAIL) & mask) * 16;
        b.putLong(entry, sequence);
        b.putInt(entry + 8, s);
        b.putInt(entry + 12, k);
        b.putLong(ring + TAIL, b.getLong(ring + TAIL) + 1);
    }

    /**
     * Drop overtaken entries: a breaker has one waiting release, a scope one latch and one restart, and the ring holds
     * twice that.
     */
    private void compact()
    {
        final long tail = b.getLong(ring + TAIL);
        long to = b.getLong(ring + HEAD);
        for (long from = to; from < tail; from++)
        {
            final int entry = ring + ENTRIES + ((int)from & mask) * 16;
            final long sequence = b.getLong(entry);
            final long where = b.getLong(entry + 8);
            final int s = (int)where;
            final int k = (int)(where >> 32);
            final long waiting = k == OPERATOR ? b.getLong(s + Layout.S_PENDING_SEQ) : k == RESTART ?
                b.getLong(s + Layout.S_RESTART_SEQ) : k == PARTICIPANT ? parts.participants.pendingSeq(s) :
                b.getLong(m.breaker(s, k) + Layout.X_PENDING_SEQ);
            b.putLong(entry, 0);
            b.putLong(entry + 8, 0);
            if (waiting == sequence)
            {
                final int target = ring + ENTRIES + ((int)to & mask) * 16;
                b.putLong(target, sequence);
                b.putLong(target + 8, where);
                to++;
            }
        }
        b.putLong(ring + TAIL, to);
    }

    /** Sees the releases that wait. */
    @FunctionalInterface
    public interface WaitingVisitor
    {
        /**
         * One of them, overtaken ones included.
         *
         * @param sequence that carries its ReleasePending.
         * @param s        state of the scope.
         * @param k        breaker; negative for a latch.
         */
        void onWaiting(long sequence, int s, int k);
    }

    /**
     * Show the releases that wait, oldest first. Cold.
     *
     * @param visitor sees them.
     */
    public void forEachWaiting(final WaitingVisitor visitor)
    {
        for (long at = b.getLong(ring + HEAD); at < b.getLong(ring + TAIL); at++)
        {
            final int entry = ring + ENTRIES + ((int)at & mask) * 16;
            visitor.onWaiting(b.getLong(entry), b.getInt(entry + 8), b.getInt(entry + 12));
        }
    }

    /** {@return sequence that a mark covered last} */
    public long durableSequence()
    {
        return b.getLong(ring + DURABLE);
    }

    /**
     * Put back the sequence that a mark covered last. Cold.
     *
     * @param durableSeq it.
     */
    public void restoreDurable(final long durableSeq)
    {
        b.putLong(ring + DURABLE, durableSeq);
    }

    /**
     * Put back a release that waits, behind those before it. Cold.
     *
     * @param sequence that carries its ReleasePending.
     * @param s        state of the scope.
     * @param k        breaker; negative for a latch.
     */
    public void restore(final long sequence, final int s, final int k)
    {
        push(sequence, s, k);
    }
}

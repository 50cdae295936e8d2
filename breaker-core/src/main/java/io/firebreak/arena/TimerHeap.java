package io.firebreak.arena;

import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Timers in the order (deadline, scope, id, kind), ties by slot: a total order, so that what fires first never depends
 * on the order in which timers were set. A timer is a slot that its owner chose once, from 0 to capacity - 1.
 *
 * <pre>
 *  header, 64 B     { size }
 *  nodes            { deadlineNs, slot + 1, 0 } 16 B each: a binary heap; a parent is not later than its children
 *  slots            { deadlineNs, scope, id, kind, node + 1 } 24 B each; node + 1 = 0 where not scheduled
 * </pre>
 *
 * Nodes repeat the deadline, so that sifting rarely leaves their lines. Engine thread only; O(log n), no allocation.
 * Memory: {@link #bytes(int)}, 40 bytes a timer.
 */
public final class TimerHeap
{
    private static final int HEADER_LENGTH = 64;
    private static final int NODE_LENGTH = 16;
    private static final int NODE_SLOT = 8;
    private static final int SLOT_LENGTH = 24;
    private static final int SCOPE = 8;
    private static final int ID = 12;
    private static final int KIND = 16;
    private static final int NODE = 20;

    private final UnsafeBuffer buffer;
    private final int header;
    private final int nodes;
    private final int slots;
    private final int capacity;

    /**
     * Flyweight over a zeroed or restored heap.
     *
     * @param buffer   the arena.
     * @param offset   where the heap lies, 64-byte aligned, {@link #bytes(int)} long.
     * @param capacity number of slots, at least 1.
     */
    public TimerHeap(final UnsafeBuffer buffer, final int offset, final int capacity)
    {
        this.buffer = buffer;
        this.capacity = capacity;
        this.header = offset;
        this.nodes = offset + HEADER_LENGTH;
        this.slots = nodes + BitUtil.align(capacity * NODE_LENGTH, 64);
        buffer.boundsCheck(offset, (int)bytes(capacity));
    }

    /**
     * Memory of a heap.
     *
     * @param capacity number of slots.
     * @return bytes, a multiple of 64.
     */
    public static long bytes(final int capacity)
    {
        return HEADER_LENGTH + BitUtil.align((long)capacity * NODE_LENGTH, 64L) +
            BitUtil.align((long)capacity * SLOT_LENGTH, 64L);
    }

    /**
     * Set or move a timer.
     *
     * @param slot       the timer.
     * @param deadlineNs when it is due; {@link Long#MAX_VALUE}, never, cancels it.
     * @param scope      second key of the order.
     * @param id         third key of the order.
     * @param kind       fourth key of the order: what the owner shall do.
     */
    public void schedule(final int slot, final long deadlineNs, final int scope, final int id, final int kind)
    {
        if (deadlineNs == Long.MAX_VALUE)
        {
            cancel(slot);
            return;
        }
        final int entry = slots + slot * SLOT_LENGTH;
        buffer.putLong(entry, deadlineNs);
        buffer.putInt(entry + SCOPE, scope);
        buffer.putInt(entry + ID, id);
        buffer.putInt(entry + KIND, kind);
        int node = buffer.getInt(entry + NODE) - 1;
        if (node < 0)
        {
            node = buffer.getInt(header);
            buffer.putInt(header, node + 1);
        }
        settle(node, slot, deadlineNs);
    }

    /**
     * Take a timer out; nothing happens where it is not scheduled.
     *
     * @param slot the timer.
     */
    public void cancel(final int slot)
    {
        final int node = buffer.getInt(slots + slot * SLOT_LENGTH + NODE) - 1;
        if (node >= 0)
        {
            remove(node, slot);
        }
    }

    /**
     * Take out the first timer that is due.
     *
     * @param nowNs engine time; a timer is due at its deadline.
     * @return its slot, whose {@link #lastDeadlineNs}, scope, id and kind can still be read, or -1 when none is due.
     */
    public int pollDue(final long nowNs)
    {
        if (nextDeadlineNs() > nowNs || buffer.getInt(header) == 0)
        {
            return -1;
        }
        final int slot = slotAt(0);
        remove(0, slot);
        return slot;
    }

    /**
     * Deadline of the first timer.
     *
     * @return nanoseconds, or {@link Long#MAX_VALUE} when none is scheduled.
     */
    public long nextDeadlineNs()
    {
        return buffer.getInt(header) == 0 ? Long.MAX_VALUE : buffer.getLong(nodes);
    }

    /**
     * Number of scheduled timers.
     *
     * @return 0 to capacity.
     */
    public int size()
    {
        return buffer.getInt(header);
    }

    /** {@return number of slots} */
    public int capacity()
    {
        return capacity;
    }

    /**
     * Whether a timer is scheduled.
     *
     * @param slot the timer.
     * @return true between {@link #schedule} and the poll or cancel that takes it out.
     */
    public boolean isScheduled(final int slot)
    {
        return buffer.getInt(slots + slot * SLOT_LENGTH + NODE) != 0;
    }

    /**
     * Deadline of a scheduled timer.
     *
     * @param slot the timer.
     * @return nanoseconds, or {@link Long#MAX_VALUE} where it is not scheduled.
     */
    public long deadlineNs(final int slot)
    {
        return isScheduled(slot) ? lastDeadlineNs(slot) : Long.MAX_VALUE;
    }

    /**
     * Deadline of the last {@link #schedule}: the instant as of which a polled timer fires.
     *
     * @param slot the timer.
     * @return nanoseconds; 0 where it was never scheduled.
     */
    public long lastDeadlineNs(final int slot)
    {
        return buffer.getLong(slots + slot * SLOT_LENGTH);
    }

    /**
     * Scope of the last {@link #schedule}.
     *
     * @param slot the timer.
     * @return second key of the order.
     */
    public int scope(final int slot)
    {
        return buffer.getInt(slots + slot * SLOT_LENGTH + SCOPE);
    }

    /**
     * Id of the last {@link #schedule}.
     *
     * @param slot the timer.
     * @return third key of the order.
     */
    public int id(final int slot)
    {
        return buffer.getInt(slots + slot * SLOT_LENGTH + ID);
    }

    /**
     * Kind of the last {@link #schedule}.
     *
     * @param slot the timer.
     * @return fourth key of the order.
     */
    public int kind(final int slot)
    {
        return buffer.getInt(slots + slot * SLOT_LENGTH + KIND);
    }

    private void remove(final int node, final int slot)
    {
        final int last = buffer.getInt(header) - 1;
        buffer.putInt(header, last);
        buffer.putInt(slots + slot * SLOT_LENGTH + NODE, 0);
        final int mover = slotAt(last);
        final long moverDeadlineNs = buffer.getLong(nodes + last * NODE_LENGTH);
        buffer.putLong(nodes + last * NODE_LENGTH, 0);
        buffer.putInt(nodes + last * NODE_LENGTH + NODE_SLOT, 0);
        if (node != last)
        {
            settle(node, mover, moverDeadlineNs);
        }
    }

    /** Put a timer into a vacant node, up or down as the order asks. */
    private void settle(final int vacant, final int slot, final long deadlineNs)
    {
        int node = vacant;
        while (node > 0 && isBefore(slot, deadlineNs, (node - 1) >> 1))
        {
            final int parent = (node - 1) >> 1;
            move(parent, node);
            node = parent;
        }
        if (node == vacant)
        {
            node = sink(vacant, slot, deadlineNs);
        }
        place(node, slot, deadlineNs);
    }

    private int sink(final int vacant, final int slot, final long deadlineNs)
    {
        final int size = buffer.getInt(header);
        int node = vacant;
        for (int child = 2 * node + 1; child < size; child = 2 * node + 1)
        {
            final int right = child + 1;
            final int first = right < size &&
                isBefore(slotAt(right), buffer.getLong(nodes + right * NODE_LENGTH), child) ? right : child;
            if (isBefore(slot, deadlineNs, first))
            {
                break;
            }
            move(first, node);
            node = first;
        }
        return node;
    }

    private void move(final int from, final int to)
    {
        place(to, slotAt(from), buffer.getLong(nodes + from * NODE_LENGTH));
    }

    private void place(final int node, final int slot, final long deadlineNs)
    {
        buffer.putLong(nodes + node * NODE_LENGTH, deadlineNs);
        buffer.putInt(nodes + node * NODE_LENGTH + NODE_SLOT, slot + 1);
        buffer.putInt(slots + slot * SLOT_LENGTH + NODE, node + 1);
    }

    private int slotAt(final int node)
    {
        return buffer.getInt(nodes + node * NODE_LENGTH + NODE_SLOT) - 1;
    }

    private boolean isBefore(final int slot, final long deadlineNs, final int node)
    {
        final long otherNs = buffer.getLong(nodes + node * NODE_LENGTH);
        return deadlineNs != otherNs ? deadlineNs < otherNs : isBeforeAtSameTime(slot, slotAt(node));
    }

    private boolean isBeforeAtSameTime(final int slot, final int other)
    {
        if (scope(slot) != scope(other))
        {
            return scope(slot) < scope(other);
        }
        if (id(slot) != id(other))
        {
            return id(slot) < id(other);
        }
        return kind(slot) != kind(other) ? kind(slot) < kind(other) : slot < other;
    }
}

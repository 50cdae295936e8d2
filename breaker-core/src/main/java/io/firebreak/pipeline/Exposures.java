package io.firebreak.pipeline;

import io.firebreak.market.Scope;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Which decisions are on the board that gates read: what the gate of the matching thread reports, once, as a
 * DecisionEffective. Outside the arena; it decides nothing. It is written with the board's lines and with nothing else,
 * so in SEQUENCED, where a line is stored at its place in the venue's own order of commands, every node reports the
 * same decision behind the same order, however far its engine is.
 * <pre>
 *   0  cells that hold a decision, i64 (the thread that stores the board, release)
 * 128  orders that the matching thread's gate has judged, i64 (matching thread, release)
 * 256  a cell of 16 bytes per scope: decision i64, 0 none, stored last | orders judged when its cause was published,
 *      i64 (the thread that stores the board, after the board's line)
 * </pre>
 */
public final class Exposures
{
    private static final int COUNT = 0;
    private static final int ORDERS = 128;
    private static final int CELLS = 256;
    private static final int CELL_LENGTH = 16;

    private final UnsafeBuffer buffer;
    private final int instruments;

    /**
     * Nothing exposed.
     *
     * @param instruments capacity of the board.
     */
    public Exposures(final int instruments)
    {
        this.instruments = instruments;
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(CELLS + (instruments + 1) * CELL_LENGTH, 128));
    }

    /**
     * Scopes whose line on the board carries a decision that no gate had judged under when the line was made. Any
     * thread.
     *
     * @return count; almost always 0.
     */
    public long count()
    {
        return buffer.getLongAcquire(COUNT);
    }

    /**
     * Orders that the matching thread's gate has judged. Any thread.
     *
     * @return count.
     */
    public long orders()
    {
        return buffer.getLongAcquire(ORDERS);
    }

    /**
     * Tells how many orders were judged. Matching thread.
     *
     * @param judged count.
     */
    public void orders(final long judged)
    {
        buffer.putLongRelease(ORDERS, judged);
    }

    /**
     * The decision of a scope that took effect last. Any thread; who reads it before asking the gate is answered under
     * it.
     *
     * @param scope packed instrument below the capacity, or a market.
     * @return its number, 0 none.
     */
    public long decisionSeq(final int scope)
    {
        return buffer.getLongAcquire(cell(scope));
    }

    /**
     * Orders judged between the cause of a scope's decision and an order.
     *
     * @param scope packed scope.
     * @param order number of the order, from 1.
     * @return orders that neither are that order nor were judged before the cause was published.
     */
    public long ordersBetween(final int scope, final long order)
    {
        return Math.max(0, (int)(order - 1 - buffer.getLong(cell(scope) + Long.BYTES)));
    }

    /** Tell that a scope's line is on the board, with a decision or, 0, without. The thread that stored it there. */
    void effective(final int scope, final long decisionSeq, final long ordersAtCause)
    {
        final int cell = cell(scope);
        final long before = buffer.getLong(cell);
        if (before == decisionSeq)
        {
            return;
        }
        if (decisionSeq != 0)
        {
            buffer.putLong(cell + Long.BYTES, ordersAtCause);
        }
        buffer.putLongRelease(cell, decisionSeq);
        if (before == 0 || decisionSeq == 0)
        {
            buffer.putLongRelease(COUNT, buffer.getLong(COUNT) + (before == 0 ? 1 : -1));
        }
    }

    private int cell(final int scope)
    {
        final int index = Scope.kind(scope) == Scope.INSTRUMENT ? Scope.index(scope) : instruments;
        return CELLS + index * CELL_LENGTH;
    }
}

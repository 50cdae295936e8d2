package io.firebreak.breaker;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a level of a ladder does at a time of day: a table whose rows end so long after the open or before the close,
 * so that a short day moves them with the end they count from. Owned by the engine thread.
 */
final class LadderLengths
{
    private final EngineMemory m;
    private final UnsafeBuffer b;

    LadderLengths(final EngineMemory memory)
    {
        m = memory;
        b = memory.b;
    }

    /** Whether a level acts at all at an instant. */
    boolean trips(final int s, final int rule, final long nowNs)
    {
        final int row = rowAt(s, rule, nowNs);
        return row == 0 || b.getInt(row + ImageLadder.L_STATE) != 0 || b.getLong(row + ImageLadder.L_LENGTH_NS) > 0;
    }

    /** TradingState code that the row of an instant trips to; 0 where the level says so itself. */
    int state(final int s, final int rule, final long nowNs)
    {
        final int row = rowAt(s, rule, nowNs);
        return row == 0 ? 0 : b.getInt(row + ImageLadder.L_STATE);
    }

    /** Length of the halt; 0 where the breaker's own counts. */
    long lengthNs(final int s, final int rule, final long nowNs)
    {
        final int row = rowAt(s, rule, nowNs);
        return row == 0 ? 0 : b.getLong(row + ImageLadder.L_LENGTH_NS);
    }

    /** Address of the row, 0 where the level has no table; the last row takes the rest of the day. */
    private int rowAt(final int s, final int rule, final long nowNs)
    {
        final int from = b.getInt(rule + ImageLadder.U_LENGTHS_FROM);
        if (from == 0)
        {
            return 0;
        }
        final int last = b.getInt(rule + ImageLayout.U_ROWS) - 1;
        for (int i = 0; i < last; i++)
        {
            final int row = m.image.rowAt(rule, i);
            final long untilNs = from == ImageLadder.AFTER_OPEN ?
                b.getLong(s + Layout.S_OPEN_NS) + b.getLong(row + ImageLadder.L_UNTIL_NS) :
                b.getLong(s + Layout.S_CLOSE_NS) - b.getLong(row + ImageLadder.L_UNTIL_NS);
            if (nowNs < untilNs || nowNs == untilNs && b.getInt(row + ImageLadder.L_INCLUSIVE) != 0)
            {
                return row;
            }
        }
        return m.image.rowAt(rule, last);
    }
}

package io.firebreak.engine;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.Layout;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Inputs that were lost may have been any instrument's: every book is distrusted. That is one store, however many
 * instruments there are; then each input tells a bounded number of them, and an instrument is told before its own event
 * and before its own timers. Losses are counted, so a later one never displaces an earlier one: an instrument that
 * missed several is told once, as of the last, because nothing of its own came in between. Owned by the engine thread.
 */
final class Losses
{
    /** Instruments that one pass skips at most in an input because they have been told. */
    private static final int SKIP_MAX = 1_024;

    private final EngineLayout layout;
    private final Books books;
    private final UnsafeBuffer b;
    private final int header;
    private final int instruments;

    Losses(final EngineMemory memory, final Books books)
    {
        this.books = books;
        layout = memory.layout();
        b = memory.buffer();
        header = layout.headerOffset();
        instruments = layout.capacities().instruments();
    }

    void all(final long nowNs)
    {
        b.putInt(header + EngineLayout.LOSSES, b.getInt(header + EngineLayout.LOSSES) + 1);
        b.putLong(header + EngineLayout.LOSS_NS, nowNs);
    }

    boolean isIdle()
    {
        return b.getInt(header + EngineLayout.LOSSES) == b.getInt(header + EngineLayout.LOSSES_TOLD);
    }

    /** A new instrument has no book that could have lost anything. */
    void join(final int s)
    {
        b.putInt(s + Layout.S_LOSSES, b.getInt(header + EngineLayout.LOSSES));
    }

    boolean owes(final int s)
    {
        return b.getInt(s + Layout.S_DEFINED) != 0 &&
            b.getInt(s + Layout.S_LOSSES) != b.getInt(header + EngineLayout.LOSSES);
    }

    long lossNs()
    {
        return b.getLong(header + EngineLayout.LOSS_NS);
    }

    void tell(final int s)
    {
        join(s);
        books.distrust(s, lossNs());
    }

    /**
     * The next instrument that has not been told; ends a pass that has reached all, and begins another where more was
     * lost meanwhile.
     *
     * @return its index, or -1 where there is nothing more to do in this input.
     */
    int next()
    {
        for (int skipped = 0; skipped < SKIP_MAX && !isIdle(); skipped++)
        {
            final int cursor = b.getInt(header + EngineLayout.LOSSES_CURSOR);
            if (cursor == 0)
            {
                b.putInt(header + EngineLayout.LOSSES_PASS, b.getInt(header + EngineLayout.LOSSES));
            }
            if (cursor < instruments)
            {
                b.putInt(header + EngineLayout.LOSSES_CURSOR, cursor + 1);
                if (owes(layout.instrument(cursor)))
                {
                    return cursor;
                }
            }
            else
            {
                b.putInt(header + EngineLayout.LOSSES_CURSOR, 0);
                b.putInt(header + EngineLayout.LOSSES_TOLD, b.getInt(header + EngineLayout.LOSSES_PASS));
            }
        }
        return -1;
    }
}

package io.firebreak.engine;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.Layout;
import io.firebreak.breaker.Parts;

/**
 * A process goes on with the state of an earlier one. Comes before the venue starts, so it may take as long as there
 * are instruments. Beyond the room of one record scopes are not told one by one: the market's record stands for them.
 * Owned by the engine thread.
 */
final class Restart
{
    private final EngineMemory memory;
    private final Parts parts;
    private final InputClock clock;
    private final Books books;
    private final Losses losses;

    Restart(
        final EngineMemory memory, final Parts parts, final InputClock clock, final Books books, final Losses losses)
    {
        this.memory = memory;
        this.parts = parts;
        this.clock = clock;
        this.books = books;
        this.losses = losses;
    }

    /** Before anything that fell due meanwhile: nothing may fire as of a time when nobody looked. */
    void on(final long timeNs, final boolean unclean)
    {
        final EngineLayout layout = memory.layout();
        final long nowNs = clock.restart(timeNs);
        if (!clock.isStarted())
        {
            // Nothing has happened yet that could be held.
            return;
        }
        parts.restarts().onRestart(nowNs);
        parts.participants().onRestart(nowNs,
            nowNs + memory.image().headerLong(ImageHeader.H_RESTART_HOLD_NS),
            nowNs + memory.image().headerLong(ImageHeader.H_RELEASE_WAIT_NS));
        parts.restarts().onRestart(layout.marketOffset(), nowNs, unclean, true);
        for (int i = 0; i < layout.capacities().instruments(); i++)
        {
            final int s = layout.instrument(i);
            if (memory.buffer().getInt(s + Layout.S_DEFINED) != 0)
            {
                final boolean isTold = memory.out().length() < DueWork.MAX_DECISION_BYTES;
                losses.join(s);
                books.onRestart(s, nowNs, isTold);
                parts.restarts().onRestart(s, nowNs, unclean, isTold);
            }
        }
    }
}

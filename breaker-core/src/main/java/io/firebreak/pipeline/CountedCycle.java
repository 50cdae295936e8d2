package io.firebreak.pipeline;

import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Measures the journal thread's turns and, because the engine's thread reads no clock, how long that decided nothing
 * while inputs waited, as seen from here: to the length of a turn. The journal's thread; allocates nothing.
 */
final class CountedCycle implements JournalCycle
{
    /** What counts as a stall: far beyond a batch and a pause, well below a person's notice. */
    private static final long STALL_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final BreakerCounters counters;
    private final LongSupplier committed;
    private final LongSupplier published;
    private final LongSupplier nanoTime;

    private boolean hasTurned;
    private boolean isWaiting;
    private boolean isCounted;
    private long turnNs;
    private long waitingNs;
    private long lastCommitted;

    CountedCycle(final BreakerCounters counters, final LongSupplier committed, final LongSupplier published)
    {
        this(counters, committed, published, System::nanoTime);
    }

    CountedCycle(final BreakerCounters counters, final LongSupplier committed, final LongSupplier published,
        final LongSupplier nanoTime)
    {
        this.counters = counters;
        this.committed = committed;
        this.published = published;
        this.nanoTime = nanoTime;
    }

    @Override
    public void turn()
    {
        final long nowNs = nanoTime.getAsLong();
        final long decided = committed.getAsLong();
        if (hasTurned)
        {
            final long turn = nowNs - turnNs;
            counters.raise(BreakerCounter.JOURNAL_CYCLE_MAX_NS, turn);
            counters.add(BreakerCounter.JOURNAL_STALLS, turn > STALL_NS ? 1 : 0);
        }
        hasTurned = true;
        turnNs = nowNs;
        engine(nowNs, decided);
    }

    /** What waited at two looks, with nothing decided between, has stood; a long turn of its own shows none. */
    private void engine(final long nowNs, final long decided)
    {
        final boolean isBehind = decided == lastCommitted && published.getAsLong() > decided;
        if (isBehind && isWaiting)
        {
            final long stood = nowNs - waitingNs;
            counters.raise(BreakerCounter.ENGINE_STALL_MAX_NS, stood);
            if (stood > STALL_NS && !isCounted)
            {
                isCounted = true;
                counters.increment(BreakerCounter.ENGINE_STALLS);
            }
            return;
        }
        lastCommitted = decided;
        isWaiting = published.getAsLong() > decided;
        isCounted = false;
        waitingNs = nowNs;
    }
}

package io.firebreak.command;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * Plays rows at the pace at which they happened: the first at once, each later one as long after it as on the tape. A
 * row that is late is not dropped, and those behind it keep their own instants. Owned by the thread that runs the tape.
 */
final class Pace
{
    /** The machine's own. */
    static final Clock SYSTEM = new Clock()
    {
        @Override
        public long nanoTime()
        {
            return System.nanoTime();
        }

        @Override
        public void sleep(final long ns)
        {
            LockSupport.parkNanos(ns);
        }
    };

    private static final long LONGEST_LATENCY_NS = TimeUnit.MINUTES.toNanos(10);

    /** However long a silence is: it looks that often whether the run is to stop. */
    private static final long LONGEST_SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Histogram latencyNs = new Histogram(LONGEST_LATENCY_NS, 3);
    private final Clock clock;
    private long offsetNs;

    /** A clock that can wait. */
    interface Clock
    {
        /** Nanoseconds from some origin; never less than before. */
        long nanoTime();

        /** Waits for about that many nanoseconds, or less. */
        void sleep(long ns);
    }

    Pace(final Clock clock)
    {
        this.clock = clock;
    }

    /** The first row is due now. */
    void start(final long firstTimeNs)
    {
        offsetNs = clock.nanoTime() - firstTimeNs;
    }

    /**
     * Waits until a row is due.
     *
     * @param timeNs    of the row.
     * @param isStopped asked again and again meanwhile.
     */
    void await(final long timeNs, final BooleanSupplier isStopped)
    {
        long waitNs = offsetNs + timeNs - clock.nanoTime();
        while (waitNs > 0 && !isStopped.getAsBoolean())
        {
            clock.sleep(Math.min(waitNs, LONGEST_SLEEP_NS));
            waitNs = offsetNs + timeNs - clock.nanoTime();
        }
    }

    /** A row was decided; how long after it was due is recorded. */
    void played(final long timeNs)
    {
        final long lateNs = clock.nanoTime() - offsetNs - timeNs;
        latencyNs.recordValue(Math.min(LONGEST_LATENCY_NS, Math.max(0, lateNs)));
    }

    /** Times from the instant at which a row was due to its decision. */
    Histogram latencyNs()
    {
        return latencyNs;
    }
}

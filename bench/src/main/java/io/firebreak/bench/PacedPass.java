package io.firebreak.bench;

import org.HdrHistogram.Histogram;

/**
 * One pass of work at a fixed rate. The instant at which each piece is due is known beforehand and does not move when
 * the work, or the machine, is late: the response time runs from then, so nothing is omitted; the service time runs
 * from the instant at which the piece was begun. One thread.
 */
final class PacedPass
{
    private static final long LONGEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram service = new Histogram(LONGEST_NS, DIGITS);
    private final Histogram response = new Histogram(LONGEST_NS, DIGITS);

    /** What is timed. */
    interface Work
    {
        /**
         * The timed piece.
         *
         * @param k which, from 0.
         * @return whether it is one of those that are also counted apart.
         */
        boolean run(int k);

        /** What a host does between two pieces; timed only where it makes the next one late. */
        void rest();
    }

    /**
     * Run.
     *
     * @param pieces     how many.
     * @param intervalNs between two instants at which one is due; 0 = closed loop, each follows the one before.
     * @param work       what is timed.
     * @param apart      takes the service times of those counted apart; null where nobody asks.
     */
    void run(final int pieces, final long intervalNs, final Work work, final Histogram apart)
    {
        service.reset();
        response.reset();
        final long begunMs = System.currentTimeMillis();
        long dueNs = System.nanoTime() + intervalNs;
        for (int k = 0; k < pieces; k++)
        {
            long startNs = System.nanoTime();
            while (startNs - dueNs < 0)
            {
                Thread.onSpinWait();
                startNs = System.nanoTime();
            }
            final boolean isApart = work.run(k);
            final long endNs = System.nanoTime();
            service.recordValue(Math.min(endNs - startNs, LONGEST_NS));
            response.recordValue(Math.min(endNs - dueNs, LONGEST_NS));
            if (isApart && apart != null)
            {
                apart.recordValue(Math.min(endNs - startNs, LONGEST_NS));
            }
            work.rest();
            dueNs += intervalNs;
        }
        final long endedMs = System.currentTimeMillis();
        service.setStartTimeStamp(begunMs);
        service.setEndTimeStamp(endedMs);
        response.setStartTimeStamp(begunMs);
        response.setEndTimeStamp(endedMs);
    }

    /** {@return an empty histogram of the same shape} */
    static Histogram histogram()
    {
        return new Histogram(LONGEST_NS, DIGITS);
    }

    Histogram service()
    {
        return service;
    }

    Histogram response()
    {
        return response;
    }
}

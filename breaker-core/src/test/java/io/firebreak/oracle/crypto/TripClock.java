package io.firebreak.oracle.crypto;

import java.util.ArrayList;
import java.util.List;

/** What the trips so far have done: growing pause, widening and the cap on their rate. */
final class TripClock
{
    private final CryptoPerpSettings set;
    private final List<Long> trips = new ArrayList<>();
    private double widening = 1;
    private long pauseLength;
    private long deadline;
    private boolean paused;
    private boolean latched;

    /**
     * Makes a clock without trips.
     *
     * @param settings the settings
     */
    TripClock(final CryptoPerpSettings settings)
    {
        set = settings;
    }

    /**
     * Takes a trip: pauses, or latches when it is one too many.
     *
     * @param timeNs time of the trip
     */
    void trip(final long timeNs)
    {
        final boolean follows = !trips.isEmpty() && timeNs - trips.get(trips.size() - 1) <= set.growthWindowNs;
        pauseLength = follows ? Math.min(Math.max(set.pauseMaxNs, set.pauseNs), 2 * pauseLength) : set.pauseNs;
        widening = Math.min(set.wideningMax, set.wideningStep * widening(timeNs));
        int recent = 0;
        for (final long other : trips)
        {
            recent += timeNs - other <= set.tripCapWindowNs ? 1 : 0;
        }
        trips.add(timeNs);
        latched = recent >= set.tripCap;
        paused = !latched;
        deadline = timeNs + pauseLength + set.pauseTailNs;
    }

    /** Ends the pause. */
    void release()
    {
        paused = false;
    }

    /**
     * Gives the widening factor.
     *
     * @param timeNs time
     * @return factor, 1 before the first trip
     */
    double widening(final long timeNs)
    {
        if (trips.isEmpty())
        {
            return 1;
        }
        final double since = timeNs - trips.get(trips.size() - 1);
        return 1 + (widening - 1) * StrictMath.exp(-since / set.wideningDecayNs);
    }

    /**
     * Tells whether the pause lasts.
     *
     * @return true between a trip and its deadline
     */
    boolean paused()
    {
        return paused;
    }

    /**
     * Tells whether only an operator can open the market.
     *
     * @return true from the trip too many on
     */
    boolean latched()
    {
        return latched;
    }

    /**
     * Gives the end of the pause.
     *
     * @return time in nanoseconds, 0 when not paused
     */
    long deadline()
    {
        return paused ? deadline : 0;
    }
}

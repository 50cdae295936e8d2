package io.firebreak.oracle.crypto;

/** Fast and slow variance rates of the filtered price over one-second boundaries in event time. */
final class EventSigma
{
    private final double fastTau;
    private final double slowTau;
    private boolean started;
    private long second;
    private double price;
    private double fast;
    private double slow;

    /**
     * Makes the estimator.
     *
     * @param fastTauNs time constant of the fast sigma
     * @param slowTauNs time constant of the slow sigma
     */
    EventSigma(final long fastTauNs, final long slowTauNs)
    {
        fastTau = fastTauNs / 1e9;
        slowTau = slowTauNs / 1e9;
    }

    /**
     * Takes the price that stands at a time, before the event at that time.
     *
     * @param timeNs   time
     * @param standing filtered price that stands
     */
    void advance(final long timeNs, final double standing)
    {
        final long now = Math.floorDiv(timeNs, CryptoPerpSettings.SECOND);
        if (!started)
        {
            started = true;
            second = now;
            price = standing;
            return;
        }
        if (now <= second)
        {
            return;
        }
        final double r = StrictMath.log(standing / price);
        final double seconds = now - second;
        fast = fast * StrictMath.exp(-seconds / fastTau) + r * r / fastTau;
        slow = slow * StrictMath.exp(-seconds / slowTau) + r * r / slowTau;
        second = now;
        price = standing;
    }

    /** Lowers the fast variance to the slow one, at a reopening. */
    void clamp()
    {
        fast = Math.min(fast, slow);
    }

    /**
     * Gives the fast sigma.
     *
     * @return ppm per square root of a minute
     */
    double fastPpmPerRootMinute()
    {
        return StrictMath.sqrt(fast * 60) * 1e6;
    }

    /**
     * Gives the slow sigma.
     *
     * @return ppm per square root of a minute
     */
    double slowPpmPerRootMinute()
    {
        return StrictMath.sqrt(slow * 60) * 1e6;
    }

    /**
     * Gives the slow sigma over a horizon.
     *
     * @param horizonNs horizon
     * @return ppm
     */
    double slowPpm(final long horizonNs)
    {
        return StrictMath.sqrt(slow * horizonNs / 1e9) * 1e6;
    }
}

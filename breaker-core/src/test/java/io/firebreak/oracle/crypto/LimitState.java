package io.firebreak.oracle.crypto;

/** A limit state: price is beyond a limit and the trip waits for its confirmation. */
final class LimitState
{
    /** Whether the state is open. */
    boolean open;
    /** Whether the price is above the upper limit. */
    boolean up;
    /** Whether a print of the current sweep was beyond. */
    boolean beyondInSweep;
    /** Sweeps beyond so far. */
    int sweeps;
    /** Time of the first print beyond. */
    long sinceNs;
    /** Rule of the first print beyond. */
    String rule = "";
    /** Limit of the first print beyond. */
    long limit;
    /** Reference of the first print beyond. */
    double reference;

    /** Makes a closed state. */
    LimitState()
    {
    }

    /** Closes the state and forgets its counters. */
    void clear()
    {
        open = false;
        beyondInSweep = false;
        sweeps = 0;
    }

    /** Counts the current sweep as beyond, once. */
    void count()
    {
        if (!beyondInSweep)
        {
            beyondInSweep = true;
            sweeps++;
        }
    }
}

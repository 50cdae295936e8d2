package io.firebreak.bench;

/**
 * What a stream looks like.
 *
 * @param instruments     how many, at least 1.
 * @param eventsPerSecond of event time, in all instruments together. The default lets a five-minute window fill and
 *                        expire within the measured passes; wall time has nothing to do with it.
 * @param zipf            true: instrument k gets a share proportional to 1/k; false: all the same.
 * @param seed            of the generator.
 */
record StreamShape(int instruments, int eventsPerSecond, boolean zipf, long seed)
{
    /** Event rate of the published rows. */
    static final int DEFAULT_EVENTS_PER_SECOND = 20_000;

    /** Seed of the published rows. */
    static final long DEFAULT_SEED = 20251010L;

    /**
     * The published shape.
     *
     * @param instruments how many.
     * @return uniform traffic.
     */
    static StreamShape of(final int instruments)
    {
        return new StreamShape(instruments, DEFAULT_EVENTS_PER_SECOND, false, DEFAULT_SEED);
    }

    /**
     * Most prints that one instrument can have in a window, with room to spare.
     *
     * @param windowSeconds length of the window.
     * @return a power of two.
     */
    int windowPrints(final int windowSeconds)
    {
        final double share = zipf ? 1.0 / harmonic() : 1.0 / instruments;
        final double expected = eventsPerSecond * StreamGenerator.PRINTS_PER_EVENT * share * windowSeconds;
        final int needed = (int)(expected + 12 * Math.sqrt(expected) + 32);
        return Integer.highestOneBit(needed) << 1;
    }

    private double harmonic()
    {
        double sum = 0.0;
        for (int k = 1; k <= instruments; k++)
        {
            sum += 1.0 / k;
        }
        return sum;
    }
}

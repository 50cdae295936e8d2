package io.firebreak.bench;

/**
 * Events of a market, from a fixed seed. Stateful: every {@link #fill} goes on where the last one stopped. One thread.
 */
interface MarketStream
{
    /** Events of {@link #start}. */
    int startSize();

    /**
     * What comes before what is measured.
     *
     * @param stream takes it; must have room.
     */
    void start(EventStream stream);

    /**
     * Go on.
     *
     * @param stream filled to its capacity.
     */
    void fill(EventStream stream);
}

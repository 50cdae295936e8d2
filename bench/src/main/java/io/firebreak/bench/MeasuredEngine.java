package io.firebreak.bench;

/**
 * One engine that takes turns with others over the same events, and its figures. One thread.
 */
final class MeasuredEngine
{
    /** What is given the events. */
    final EngineFeed feed;

    /** Cost of an event, pass by pass. */
    final Samples ns = new Samples();

    private long evaluations;
    private long events;

    MeasuredEngine(final EngineFeed feed)
    {
        this.feed = feed;
    }

    /**
     * One pass.
     *
     * @param stream its events.
     * @param isKept false warms up.
     */
    void run(final EventStream stream, final boolean isKept)
    {
        final long before = feed.breaker().engine().evaluations();
        final long startNs = System.nanoTime();
        feed.run(stream);
        final long ranNs = System.nanoTime() - startNs;
        if (isKept)
        {
            ns.add(ranNs / (double)stream.size());
            evaluations += feed.breaker().engine().evaluations() - before;
            events += stream.size();
        }
    }

    /** How often rules or limits were evaluated: an event may do so more than once. */
    double evaluationsPer100()
    {
        return 100.0 * evaluations / events;
    }

    long digest()
    {
        return feed.breaker().engine().digest();
    }
}

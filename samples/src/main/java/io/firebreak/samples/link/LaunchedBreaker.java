package io.firebreak.samples.link;

import io.firebreak.DecisionListener;
import io.firebreak.DecisionPoller;
import io.firebreak.EventPublisher;
import io.firebreak.Recovery;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.VerdictDetail;

/** What is the same of a breaker in every mode. Owned by the venue's matching thread. */
abstract class LaunchedBreaker implements VenueBreaker
{
    private final Object breaker;
    private final EventPublisher publisher;
    private final BreakerGate reading;
    private final DecisionPoller decisions;
    private final Recovery recovery;

    LaunchedBreaker(final Object breaker, final EventPublisher publisher, final BreakerGate reading,
        final DecisionPoller decisions, final Recovery recovery)
    {
        this.breaker = breaker;
        this.publisher = publisher;
        this.reading = reading;
        this.decisions = decisions;
        this.recovery = recovery;
    }

    @Override
    public EventPublisher publisher()
    {
        return publisher;
    }

    @Override
    public void claim()
    {
        OneLink.claim(breaker);
    }

    @Override
    public Recovery recovery()
    {
        return recovery;
    }

    /** Through the gate that only reads. */
    @Override
    public int checkAgain(final int instrument, final int side, final int orderKind, final long priceTicks,
        final long qtyLots, final long nowNs, final VerdictDetail out)
    {
        return reading.check(instrument, side, orderKind, priceTicks, qtyLots, nowNs, out);
    }

    @Override
    public int poll(final DecisionListener listener, final int limit)
    {
        return decisions.poll(listener, limit);
    }
}

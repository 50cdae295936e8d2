package io.firebreak.samples.link;

import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.market.Scope;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Numbers a link's inputs and gets them told. One that a full buffer did not take is told again while decisions are
 * taken, for some seconds; then it is lost, what follows waits no more, and a Gap names all that is lost as soon as
 * there is room: behind a failed journal there never is any, and no cancel may wait for it. The seconds are one budget:
 * each input that is taken at once gives a single wait back, so that a buffer with now and then a free slot does not
 * cost them again. Owned by the matching thread.
 */
final class VenueInputs
{
    private static final int POLL_LIMIT = 64;
    private static final int SHORT_WAITS = 1_000;
    private static final int MOST_WAITS = 4_000;
    private static final long WAIT_NS = 1_000_000;

    private final VenueBreaker breaker;
    private final EventPublisher events;
    private final DecisionListener decisions;
    private final int instrument;
    private final int source;
    private long nowNs;
    private long sequence;
    private long lostFrom;
    private int waits;
    private boolean isLossTold;

    VenueInputs(final VenueBreaker breaker, final DecisionListener decisions, final int instrument, final int source)
    {
        this.breaker = breaker;
        events = breaker.publisher();
        this.decisions = decisions;
        this.instrument = instrument;
        this.source = source;
    }

    /** Goes on behind the last number of an earlier process. */
    void goOn(final long lastSequence)
    {
        sequence = lastSequence;
    }

    void begin(final long atNs)
    {
        nowNs = atNs;
    }

    /** Number of the input that is being told. */
    long sequence()
    {
        return sequence;
    }

    /** Tells the next input; {@code EventPublisher.BACK_PRESSURED} where it is lost. */
    int tell(final IntSupplier event)
    {
        sequence++;
        if (lostFrom != 0 && !tellLoss(sequence - 1))
        {
            return EventPublisher.BACK_PRESSURED;
        }
        int made = event.getAsInt();
        if (made != EventPublisher.BACK_PRESSURED)
        {
            waits = Math.max(0, waits - 1);
        }
        for (; made == EventPublisher.BACK_PRESSURED && waits < MOST_WAITS; waits++)
        {
            if (breaker.poll(decisions, POLL_LIMIT) == 0)
            {
                LockSupport.parkNanos(waits < SHORT_WAITS ? 1 : WAIT_NS);
            }
            made = event.getAsInt();
        }
        lostFrom = made == EventPublisher.BACK_PRESSURED ? sequence : 0;
        return made;
    }

    /** Whether inputs are lost and Firebreak does not know it yet. */
    boolean isLosing()
    {
        return lostFrom != 0;
    }

    /** Tells what is lost, if anything is; whether that has been told since the last call. */
    boolean reportLoss()
    {
        if (lostFrom != 0)
        {
            tellLoss(sequence);
        }
        final boolean isTold = isLossTold;
        isLossTold = false;
        return isTold;
    }

    /** All since the first that was lost is lost. */
    private boolean tellLoss(final long lastLost)
    {
        if (events.gap(source, 0, nowNs, Scope.instrument(instrument), lostFrom, lastLost,
            lastLost - lostFrom + 1) == EventPublisher.BACK_PRESSURED)
        {
            breaker.poll(decisions, POLL_LIMIT);
            return false;
        }
        lostFrom = 0;
        isLossTold = true;
        return true;
    }
}

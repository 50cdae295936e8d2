package io.firebreak.explain;

import java.util.ArrayList;
import java.util.List;

/** One limit state of a breaker, from its opening to the trip or its end, as the journal tells it. */
final class LimitEpisode
{
    private final Decision opening;
    private final LimitEpisode replaced;
    private Decision ended;
    private Decision trip;
    private long sweeps = 1;
    private long lastSweepNs;

    /**
     * A limit state opens.
     *
     * @param opening the decision that says so.
     * @param sweepNs the sweep that opened it.
     * @param before  the limit state before it in this breaker, null none.
     */
    LimitEpisode(final Decision opening, final long sweepNs, final LimitEpisode before)
    {
        this.opening = opening;
        lastSweepNs = sweepNs;
        // A change of side ends one limit state and opens the next in the same record, under the same frozen width. One
        // that ended with its sweep froze nothing for the one that opens with the next.
        replaced = before != null && before.ended != null && before.ended.sequence() == opening.sequence() &&
            !before.opening.is("state", opening.text("state")) ? before : null;
    }

    private LimitEpisode(final LimitEpisode other)
    {
        opening = other.opening;
        replaced = other.replaced;
        ended = other.ended;
        trip = other.trip;
        sweeps = other.sweeps;
        lastSweepNs = other.lastSweepNs;
    }

    /** As it is now. */
    LimitEpisode copy()
    {
        return new LimitEpisode(this);
    }

    void end(final Decision decision)
    {
        ended = decision;
    }

    /** It has become a trip. */
    LimitEpisode trip(final Decision decision)
    {
        trip = decision;
        return this;
    }

    /** Whether it became a trip in an earlier record. */
    boolean isOver(final long sequence)
    {
        return trip != null && trip.sequence() != sequence;
    }

    boolean isEnded()
    {
        return ended != null;
    }

    /** A print beyond the limit. */
    void sweep(final long sweepNs)
    {
        if (sweepNs != lastSweepNs)
        {
            sweeps++;
            lastSweepNs = sweepNs;
        }
    }

    /** The opening of the first of those that followed each other without a gap. */
    Decision firstOpening()
    {
        return replaced == null ? opening : replaced.firstOpening();
    }

    Decision opening()
    {
        return opening;
    }

    /** Sweeps with a print beyond the limit, the opening one included. */
    long sweeps()
    {
        return sweeps;
    }

    /** The openings at which its frozen width may have been computed, the likeliest first. */
    List<Decision> widthSources()
    {
        final List<Decision> sources = new ArrayList<>();
        sources.add(opening);
        if (replaced != null)
        {
            sources.addAll(replaced.widthSources());
        }
        return sources;
    }
}

package io.firebreak.gate;

import io.firebreak.record.SlotSlab;

/**
 * How far an engine thread is behind, seen from outside: the age of the oldest slot it has not decided, not the time
 * since it last did something, so a quiet market is never stale. The slab itself tells: its committed mark, which the
 * engine thread stores with every slot, and the slot behind it; so an engine that died with nothing to do is found out
 * by the first input it misses. In INLINE the caller's own thread decides, and the gate is never stale. Any thread.
 */
public final class LivenessLine
{
    /** Time of the oldest undecided slot when there is none. */
    public static final long IDLE = Long.MAX_VALUE;

    private final SlotSlab slab;

    /** The line of an engine that decides on its caller's thread: never behind. */
    public LivenessLine()
    {
        this(null);
    }

    /**
     * The line of an engine that decides in a slab.
     *
     * @param slab slots of one engine thread; null for an engine that is never behind.
     */
    public LivenessLine(final SlotSlab slab)
    {
        this.slab = slab;
    }

    /**
     * Whether the oldest undecided slot is older than a bound.
     *
     * @param nowNs      host clock; a time before the slot's is not stale.
     * @param maxStaleNs bound, not negative; an age equal to it is not stale.
     * @return false whenever everything is decided.
     */
    public boolean isStale(final long nowNs, final long maxStaleNs)
    {
        final long oldestNs = oldestUndecidedNs();
        return oldestNs < nowNs && Long.compareUnsigned(nowNs - oldestNs, maxStaleNs) > 0;
    }

    /**
     * Time of the oldest slot that is not decided.
     *
     * @return nanoseconds, or {@link #IDLE}.
     */
    public long oldestUndecidedNs()
    {
        return slab == null ? IDLE : slab.oldestUndecidedNs();
    }
}

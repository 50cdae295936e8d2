package io.firebreak.gate;

import io.firebreak.record.SlotSlab;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How far an engine thread is behind, seen from outside: the age of the oldest slot it has not processed, not the time
 * since it last did something, so a quiet market is never stale.
 * <pre>
 *   0  oldest unprocessed slot's time, ns, i64; INT64_MAX: idle
 *   8  last activity, ns, i64; INT64_MIN: none yet
 *      (128 bytes, one line per engine thread)
 * </pre>
 * Written by its engine thread, read by any. In INLINE nobody writes it: it stays idle, and the gate is never stale.
 * Over a {@link SlotSlab} the slab itself tells: its committed mark, which the engine thread stores with every slot,
 * and the slot behind it; so an engine that died with nothing to do is found out by the first input it misses.
 */
public final class LivenessLine
{
    /** Time of the oldest unprocessed slot when there is none. */
    public static final long IDLE = Long.MAX_VALUE;

    private static final int LINE_LENGTH = 128;
    private static final int OLDEST = 0;
    private static final int LAST_ACTIVITY = 8;

    private final UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(LINE_LENGTH, LINE_LENGTH));

    private final SlotSlab slab;

    /** An idle line. */
    public LivenessLine()
    {
        this(null);
    }

    /**
     * The line of an engine that decides in a slab.
     *
     * @param slab slots of one engine thread.
     */
    public LivenessLine(final SlotSlab slab)
    {
        this.slab = slab;
        buffer.putLong(LAST_ACTIVITY, Long.MIN_VALUE);
        buffer.putLongRelease(OLDEST, IDLE);
    }

    /**
     * The engine has work: its oldest slot that is not processed yet. Engine thread only.
     *
     * @param oldestUnprocessedNs time of that slot; one that is still being processed counts.
     * @param nowNs               host clock.
     */
    public void busy(final long oldestUnprocessedNs, final long nowNs)
    {
        buffer.putLong(LAST_ACTIVITY, nowNs);
        buffer.putLongRelease(OLDEST, oldestUnprocessedNs);
    }

    /**
     * The engine has processed everything. Engine thread only.
     *
     * @param nowNs host clock.
     */
    public void idle(final long nowNs)
    {
        busy(IDLE, nowNs);
    }

    /**
     * Whether the oldest unprocessed slot is older than a bound.
     *
     * @param nowNs      host clock; a time before the slot's is not stale.
     * @param maxStaleNs bound, not negative; an age equal to it is not stale.
     * @return false whenever the engine is idle.
     */
    public boolean isStale(final long nowNs, final long maxStaleNs)
    {
        final long oldestNs = oldestUnprocessedNs();
        return oldestNs < nowNs && Long.compareUnsigned(nowNs - oldestNs, maxStaleNs) > 0;
    }

    /**
     * Time of the oldest slot that is not processed.
     *
     * @return nanoseconds, or {@link #IDLE}.
     */
    public long oldestUnprocessedNs()
    {
        return slab == null ? buffer.getLongAcquire(OLDEST) : slab.oldestUndecidedNs();
    }

    /**
     * When the engine last reported.
     *
     * @return nanoseconds, or {@code Long.MIN_VALUE} before its first report.
     */
    public long lastActivityNs()
    {
        return buffer.getLongAcquire(LAST_ACTIVITY);
    }
}

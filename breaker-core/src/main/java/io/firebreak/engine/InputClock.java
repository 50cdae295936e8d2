package io.firebreak.engine;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.Quality;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.InputFlags;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Engine time: the largest stamp of any input so far. A stamp that goes back, or that leaps further than allowed
 * without an accepted clock jump, is told and moves nothing; after a stall every stamp leaps, and the first one is
 * told. A first stamp in seconds, milliseconds or microseconds would stop the clock for good, and lies in 1970: before
 * 2000 only a Tick that says so begins. Owned by the engine thread.
 */
final class InputClock
{
    /** 2000-01-01T00:00:00Z. */
    static final long EARLIEST_FIRST_NS = 946_684_800_000_000_000L;

    /** 2200-01-01T00:00:00Z: deadlines behind it still fit 64 bits. */
    static final long LATEST_NS = 7_258_118_400_000_000_000L;

    private final EngineMemory memory;
    private final Quality quality;
    private final UnsafeBuffer b;
    private final int header;

    InputClock(final EngineMemory memory, final Quality quality)
    {
        this.memory = memory;
        this.quality = quality;
        b = memory.buffer();
        header = memory.layout().headerOffset();
    }

    long nowNs()
    {
        return b.getLong(header + EngineLayout.NOW);
    }

    /** A process went on after another: the time between is a step of any length, and never one back. */
    long restart(final long timeNs)
    {
        final boolean isLater = isStarted() ? timeNs > nowNs() : timeNs >= EARLIEST_FIRST_NS;
        if (isLater && timeNs <= LATEST_NS)
        {
            b.putInt(header + EngineLayout.STARTED, 1);
            b.putInt(header + EngineLayout.REFUSED_STEP, 0);
            b.putLong(header + EngineLayout.NOW, timeNs);
        }
        return nowNs();
    }

    /** Whether an input has ever said what time it is. */
    boolean isStarted()
    {
        return b.getInt(header + EngineLayout.STARTED) != 0;
    }

    long advance(final long timeNs, final int scope, final int sourceId, final boolean tick, final int flags)
    {
        final long nowNs = b.getLong(header + EngineLayout.NOW);
        final boolean accepted = tick && (flags & InputFlags.CLOCK_JUMP_ACCEPTED) != 0;
        if (!isStarted())
        {
            return first(timeNs, scope, sourceId, accepted);
        }
        if (timeNs < nowNs)
        {
            quality.tell(DataQualityCode.TIME_BACKWARDS, scope, nowNs, sourceId, timeNs, nowNs);
            return nowNs;
        }
        if (timeNs - nowNs > memory.image().headerLong(ImageHeader.H_MAX_TIME_STEP_NS) &&
            (!accepted || timeNs > LATEST_NS))
        {
            return refused(timeNs > LATEST_NS ? DataQualityCode.TIME_IMPLAUSIBLE : DataQualityCode.TIME_JUMP, scope,
                sourceId, timeNs, timeNs > LATEST_NS ? LATEST_NS : nowNs);
        }
        b.putLong(header + EngineLayout.NOW, timeNs);
        if (b.getInt(header + EngineLayout.REFUSED_STEP) != 0)
        {
            b.putInt(header + EngineLayout.REFUSED_STEP, 0);
        }
        return timeNs;
    }

    private long first(final long timeNs, final int scope, final int sourceId, final boolean accepted)
    {
        if (timeNs > LATEST_NS || timeNs < (accepted ? 0 : EARLIEST_FIRST_NS))
        {
            return refused(DataQualityCode.TIME_IMPLAUSIBLE, scope, sourceId, timeNs,
                timeNs > LATEST_NS ? LATEST_NS : EARLIEST_FIRST_NS);
        }
        b.putInt(header + EngineLayout.STARTED, 1);
        b.putInt(header + EngineLayout.REFUSED_STEP, 0);
        b.putLong(header + EngineLayout.NOW, timeNs);
        return timeNs;
    }

    private long refused(
        final DataQualityCode code, final int scope, final int sourceId, final long timeNs, final long expectedNs)
    {
        final long nowNs = nowNs();
        if (b.getInt(header + EngineLayout.REFUSED_STEP) == 0)
        {
            b.putInt(header + EngineLayout.REFUSED_STEP, 1);
            quality.tell(code, scope, nowNs, sourceId, timeNs, expectedNs);
        }
        return nowNs;
    }
}

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
 * without an accepted clock jump, is told and moves nothing. Owned by the engine thread.
 */
final class InputClock
{
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

    long advance(final long timeNs, final int scope, final int sourceId, final boolean tick, final int flags)
    {
        final long nowNs = b.getLong(header + EngineLayout.NOW);
        final long stepNs = timeNs - nowNs;
        if (b.getInt(header + EngineLayout.STARTED) == 0 && timeNs >= 0)
        {
            b.putInt(header + EngineLayout.STARTED, 1);
            b.putLong(header + EngineLayout.NOW, timeNs);
            return timeNs;
        }
        if (timeNs < nowNs)
        {
            quality.tell(DataQualityCode.TIME_BACKWARDS, scope, nowNs, sourceId, timeNs, nowNs);
            return nowNs;
        }
        if (stepNs > memory.image().headerLong(ImageHeader.H_MAX_TIME_STEP_NS) &&
            !(tick && (flags & InputFlags.CLOCK_JUMP_ACCEPTED) != 0))
        {
            quality.tell(DataQualityCode.TIME_JUMP, scope, nowNs, sourceId, timeNs, nowNs);
            return nowNs;
        }
        b.putLong(header + EngineLayout.NOW, timeNs);
        return timeNs;
    }
}

package io.firebreak.engine;

import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.Quality;
import io.firebreak.market.DataQualityCode;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Judges duplicates and gaps per source. A source that numbers nothing sends 0. Owned by the engine thread.
 */
final class SourceSequences
{
    /** In order. */
    static final int NEXT = 0;

    /** Seen before: the input is told and not applied. */
    static final int DUPLICATE = 1;

    /** Numbers are missing before this one: told, and the input is applied. */
    static final int GAP = 2;

    private final Quality quality;
    private final UnsafeBuffer b;
    private final int table;
    private final int capacity;

    SourceSequences(final EngineMemory memory, final Quality quality)
    {
        this.quality = quality;
        b = memory.buffer();
        table = memory.layout().sourcesOffset();
        capacity = memory.layout().capacities().sources();
    }

    int judge(final int sourceId, final long sourceSeq, final int scope, final long nowNs)
    {
        if (sourceSeq == 0)
        {
            return NEXT;
        }
        if (sourceId >= capacity || sourceSeq < 0)
        {
            quality.tell(DataQualityCode.MALFORMED, scope, nowNs, sourceId, sourceSeq, capacity);
            return DUPLICATE;
        }
        final int cell = table + (sourceId << 3);
        final long last = b.getLong(cell);
        if (sourceSeq <= last)
        {
            quality.tell(DataQualityCode.DUPLICATE_SEQUENCE, scope, nowNs, sourceId, sourceSeq, last + 1);
            return DUPLICATE;
        }
        b.putLong(cell, sourceSeq);
        if (last != 0 && sourceSeq != last + 1)
        {
            quality.tell(DataQualityCode.SEQUENCE_GAP, scope, nowNs, sourceId, sourceSeq, last + 1);
            return GAP;
        }
        return NEXT;
    }
}

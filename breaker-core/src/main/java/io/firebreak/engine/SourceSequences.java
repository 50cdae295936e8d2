package io.firebreak.engine;

import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.Quality;
import io.firebreak.codec.GapDecoder;
import io.firebreak.codec.OperatorCommandDecoder;
import io.firebreak.market.DataQualityCode;
import io.firebreak.record.InputLayout;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Judges duplicates and gaps per source. A source that numbers nothing sends 0; one that numbers anew says so by a Gap
 * from 0. An operator's command is told like any other, and applied all the same: it has a nonce. Owned by the engine
 * thread.
 */
final class SourceSequences
{
    /** In order. */
    static final int NEXT = 0;

    /** Seen before: the input is told and not applied. */
    static final int DUPLICATE = 1;

    /** Numbers are missing before this one: told, and the input is applied. */
    static final int GAP = 2;

    /** A loss of more numbers at once is none: behind a last number that was never given all others are duplicates. */
    private static final long MOST_LOST = 1L << 32;

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

    int judge(final int template, final int sourceId, final long sourceSeq, final int scope, final long nowNs)
    {
        if (sourceSeq == 0 || template == GapDecoder.TEMPLATE_ID)
        {
            return NEXT;
        }
        final int refused = template == OperatorCommandDecoder.TEMPLATE_ID ? NEXT : DUPLICATE;
        if (sourceId >= capacity || sourceSeq < 0)
        {
            quality.tell(DataQualityCode.MALFORMED, scope, nowNs, sourceId, sourceSeq, capacity);
            return refused;
        }
        final int cell = table + (sourceId << 3);
        final long last = b.getLong(cell);
        if (sourceSeq <= last)
        {
            quality.tell(DataQualityCode.DUPLICATE_SEQUENCE, scope, nowNs, sourceId, sourceSeq, last + 1);
            return refused;
        }
        b.putLong(cell, sourceSeq);
        if (last != 0 && sourceSeq != last + 1)
        {
            quality.tell(DataQualityCode.SEQUENCE_GAP, scope, nowNs, sourceId, sourceSeq, last + 1);
            return GAP;
        }
        return NEXT;
    }

    /**
     * The host reports what a source lost: those numbers are not missed again, unless the report ends before it begins
     * or names more than 2^32 of them, which is told. A report from 0 says that the source begins to number anew behind
     * the last one it names.
     *
     * @param sourceId whose.
     * @param in       the Gap.
     * @param o        its offset.
     * @param scope    packed scope.
     * @param nowNs    engine time.
     */
    void onGap(final int sourceId, final UnsafeBuffer in, final int o, final int scope, final long nowNs)
    {
        if (sourceId >= capacity)
        {
            return;
        }
        final long fromSeq = in.getLong(o + InputLayout.BODY_OFFSET);
        final long toSeq = Math.max(0, in.getLong(o + InputLayout.BODY_OFFSET + 8));
        final int cell = table + (sourceId << 3);
        final long last = b.getLong(cell);
        if (fromSeq == 0)
        {
            b.putLong(cell, toSeq);
        }
        else
        {
            final boolean isRange = fromSeq > 0 && fromSeq <= toSeq && toSeq - fromSeq < MOST_LOST;
            if (!isRange)
            {
                quality.tell(DataQualityCode.MALFORMED, scope, nowNs, sourceId, toSeq, fromSeq);
            }
            final long ownSeq = in.getLong(o + InputLayout.SOURCE_SEQ_OFFSET);
            b.putLong(cell, Math.max(isRange && fromSeq <= last + 1 ? Math.max(last, toSeq) : last, ownSeq));
        }
    }
}

package io.firebreak.record;

import io.firebreak.codec.DataQualityDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.TradingState;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Counts what the decisions of an input were. Engine thread, for an input that has decisions; no allocation.
 */
public final class DecisionCounts
{
    private static final int HEADER = 8;
    private static final int CODES = TradingState.values().length;

    private final BreakerCounters counters;
    private final boolean[] matches = new boolean[CODES];

    /**
     * A count.
     *
     * @param counters what is counted into.
     */
    public DecisionCounts(final BreakerCounters counters)
    {
        this.counters = counters;
        for (int code = 0; code < CODES; code++)
        {
            matches[code] = TradingState.of(code).matches();
        }
    }

    /**
     * The decisions of one input.
     *
     * @param buffer holds them.
     * @param from   offset of the first.
     * @param bytes  of all.
     */
    public void count(final UnsafeBuffer buffer, final int from, final int bytes)
    {
        for (int at = from; at < from + bytes;)
        {
            final long header = buffer.getLong(at);
            one((int)(header >>> 16) & 0xFFFF, buffer, at + HEADER);
            at += RecordLayout.align(HEADER + ((int)header & 0xFFFF));
        }
    }

    private void one(final int templateId, final UnsafeBuffer buffer, final int o)
    {
        counters.increment(BreakerCounter.DECISIONS);
        switch (templateId)
        {
            case TradingStateChangeDecoder.TEMPLATE_ID:
                if (isMatching(buffer.getByte(o + TradingStateChangeDecoder.fromStateEncodingOffset())) &&
                    !isMatching(buffer.getByte(o + TradingStateChangeDecoder.toStateEncodingOffset())))
                {
                    counters.increment(BreakerCounter.TRIPS);
                }
                break;
            case VerdictDeniedDecoder.TEMPLATE_ID:
                counters.increment(BreakerCounter.VERDICTS_DENIED);
                break;
            case DataQualityDecoder.TEMPLATE_ID:
                if (buffer.getByte(o + DataQualityDecoder.endedEncodingOffset()) == 0)
                {
                    final int code = buffer.getShort(o + DataQualityDecoder.codeEncodingOffset()) & 0xFFFF;
                    counters.dataQuality(code);
                    counters.add(BreakerCounter.ENGINE_FAULTS, code == DataQualityCode.SUSPECT.code() ? 1 : 0);
                }
                break;
            default:
                break;
        }
    }

    private boolean isMatching(final int code)
    {
        return code >= 0 && code < CODES && matches[code];
    }
}

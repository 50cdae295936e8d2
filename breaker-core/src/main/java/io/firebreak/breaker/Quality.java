package io.firebreak.breaker;

import io.firebreak.market.DataQualityCode;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Data quality: every bad input and every change of a condition of a feed is counted per code and told as a decision.
 * Nothing that is wrong with a feed throws. Owned by the engine thread; the counts lie in the arena.
 */
public final class Quality
{
    private final EngineMemory m;
    private final UnsafeBuffer b;
    private final int counts;

    Quality(final EngineMemory memory)
    {
        m = memory;
        b = m.b;
        counts = m.layout().qualityOffset();
    }

    /**
     * Tell a bad input.
     *
     * @param code     what.
     * @param scope    packed scope.
     * @param nowNs    engine time.
     * @param sourceId source.
     * @param observed what was seen.
     * @param expected what was expected.
     */
    public void tell(
        final DataQualityCode code, final int scope, final long nowNs, final int sourceId, final long observed,
        final long expected)
    {
        m.out.by(nowNs, scope, 0, io.firebreak.market.Reason.FEED.code())
            .dataQuality(code.code(), sourceId, observed, expected, count(code), 0);
    }

    /**
     * Whether a message is long enough; one that is not is told.
     *
     * @param length   bytes of its block.
     * @param least    that it must have.
     * @param scope    packed scope.
     * @param nowNs    engine time.
     * @param sourceId source.
     * @return true where it is.
     */
    public boolean isLong(final int length, final int least, final int scope, final long nowNs, final int sourceId)
    {
        if (length < least)
        {
            tell(DataQualityCode.MALFORMED, scope, nowNs, sourceId, length, least);
        }
        return length >= least;
    }

    /**
     * Tell that what was told is over.
     *
     * @param code     what.
     * @param scope    packed scope.
     * @param nowNs    engine time.
     * @param observed as it was told.
     * @param expected as it was told.
     */
    void over(final DataQualityCode code, final int scope, final long nowNs, final long observed, final long expected)
    {
        m.out.by(nowNs, scope, 0, io.firebreak.market.Reason.FEED.code())
            .dataQuality(code.code(), 0, observed, expected, total(code), 1);
    }

    /**
     * Set or end a condition of a scope; told only when it changes.
     *
     * @param code     what; below 64.
     * @param s        state of the scope.
     * @param nowNs    engine time.
     * @param isTrue   whether it holds.
     * @param observed what was seen.
     * @param expected what was expected.
     */
    public void condition(
        final DataQualityCode code, final int s, final long nowNs, final boolean isTrue, final long observed,
        final long expected)
    {
        final long bit = 1L << code.code();
        final long bits = b.getLong(s + Layout.S_QUALITY);
        if (((bits & bit) != 0) != isTrue)
        {
            b.putLong(s + Layout.S_QUALITY, bits ^ bit);
            final long total = isTrue ? count(code) : b.getLong(counts + (code.code() << 3));
            m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), 0, io.firebreak.market.Reason.FEED.code())
                .dataQuality(code.code(), 0, observed, expected, total, isTrue ? 0 : 1);
        }
    }

    /**
     * Whether a condition holds.
     *
     * @param code what.
     * @param s    state of the scope.
     * @return true while it does.
     */
    public boolean holds(final DataQualityCode code, final int s)
    {
        return (b.getLong(s + Layout.S_QUALITY) & 1L << code.code()) != 0;
    }

    /**
     * Occurrences so far.
     *
     * @param code what.
     * @return count since the start.
     */
    public long total(final DataQualityCode code)
    {
        return b.getLong(counts + (code.code() << 3));
    }

    private long count(final DataQualityCode code)
    {
        final int cell = counts + (code.code() << 3);
        final long total = b.getLong(cell) + 1;
        b.putLong(cell, total);
        return total;
    }
}

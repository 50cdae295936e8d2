package io.firebreak.book;

import static io.firebreak.book.LadderLayout.BPS_BAND_OFFSET;
import static io.firebreak.book.LadderLayout.LOTS_OFFSET;
import static io.firebreak.book.LadderLayout.NEAR_COUNT_OFFSET;
import static io.firebreak.book.LadderLayout.NO_BOUNDARY;
import static io.firebreak.book.LadderLayout.NO_KEY;
import static io.firebreak.book.LadderLayout.TICKS_BAND_OFFSET;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The two running depth sums of a side: {int64 boundary key, int64 lots at or above it}. An update of a level adds its
 * change; only when the best price moves are the levels between the old and the new boundary visited: at most the near
 * levels, two far leaves and the sums of the leaves between them.
 */
final class DepthBands
{
    private static final long BPS_ONE = 10_000;

    private final UnsafeBuffer buffer;

    DepthBands(final UnsafeBuffer buffer)
    {
        this.buffer = buffer;
    }

    /** The bands of a side without levels. */
    void reset(final int block)
    {
        buffer.putLong(block + TICKS_BAND_OFFSET, NO_BOUNDARY);
        buffer.putLong(block + TICKS_BAND_OFFSET + LOTS_OFFSET, 0);
        buffer.putLong(block + BPS_BAND_OFFSET, NO_BOUNDARY);
        buffer.putLong(block + BPS_BAND_OFFSET + LOTS_OFFSET, 0);
    }

    /** A level's lots changed by a difference. */
    void add(final int block, final long key, final long lots)
    {
        addOne(block + TICKS_BAND_OFFSET, key, lots);
        addOne(block + BPS_BAND_OFFSET, key, lots);
    }

    /** The best key of a side is another one, or NO_KEY. */
    void follow(
        final int block,
        final int near,
        final FarLevels far,
        final long bestKey,
        final long withinTicks,
        final long bpsTicks)
    {
        final boolean none = bestKey == NO_KEY;
        move(block, near, far, TICKS_BAND_OFFSET, none ? NO_BOUNDARY : bestKey - withinTicks);
        move(block, near, far, BPS_BAND_OFFSET, none ? NO_BOUNDARY : bestKey - bpsTicks);
    }

    /** Lots with low <= key < high, near and far. */
    long rangeLots(final int block, final int near, final FarLevels far, final long low, final long high)
    {
        final int count = buffer.getInt(block + NEAR_COUNT_OFFSET);
        final long lots = NearLevels.rangeLots(buffer, near, count, low, high);
        return far.count() == 0 || low >= NearLevels.keyAt(buffer, near, 0) ? lots : lots + far.rangeLots(low, high);
    }

    /** Whole ticks in a share of a price: floor(|price| x bps / 10,000), without overflow. */
    static long bpsTicks(final long priceTicks, final int bps)
    {
        final long magnitude = Math.abs(priceTicks);
        return magnitude / BPS_ONE * bps + magnitude % BPS_ONE * bps / BPS_ONE;
    }

    /** By a mask, not a branch: whether a level lies within is a coin toss to the processor. */
    private void addOne(final int band, final long key, final long lots)
    {
        final long outside = (key - buffer.getLong(band)) >> (Long.SIZE - 1);
        final int at = band + LOTS_OFFSET;
        buffer.putLong(at, buffer.getLong(at) + (lots & ~outside));
    }

    private void move(final int block, final int near, final FarLevels far, final int band, final long boundary)
    {
        final long previous = buffer.getLong(block + band);
        if (boundary == previous)
        {
            return;
        }
        final long lots = buffer.getLong(block + band + LOTS_OFFSET);
        buffer.putLong(block + band, boundary);
        buffer.putLong(block + band + LOTS_OFFSET, boundary > previous ?
            lots - rangeLots(block, near, far, previous, boundary) :
            lots + rangeLots(block, near, far, boundary, previous));
    }
}

package io.firebreak.book;

import static io.firebreak.book.LadderLayout.DIRECTORY_BYTES;
import static io.firebreak.book.LadderLayout.DIRECTORY_OFFSET;
import static io.firebreak.book.LadderLayout.LEVEL_BYTES;
import static io.firebreak.book.LadderLayout.LOTS_OFFSET;
import static io.firebreak.book.LadderLayout.MAX_LEVELS_OFFSET;
import static io.firebreak.book.LadderLayout.NEAR_BYTES;
import static io.firebreak.book.LadderLayout.NEAR_COUNT_OFFSET;
import static io.firebreak.book.LadderLayout.NEAR_LEVELS;
import static io.firebreak.book.LadderLayout.NEAR_LOW;
import static io.firebreak.book.LadderLayout.NEAR_OFFSET;
import static io.firebreak.book.LadderLayout.NEAR_REFILLED;
import static io.firebreak.book.LadderLayout.NO_KEY;
import static io.firebreak.book.LadderLayout.SIDE_BYTES;
import static io.firebreak.book.LadderLayout.SIDE_OFFSET;
import static io.firebreak.book.LadderLayout.SPILL_LEVELS;
import static io.firebreak.book.LadderLayout.TOP_LEVELS_OFFSET;
import static io.firebreak.book.LadderLayout.TOP_LOTS_OFFSET;
import static io.firebreak.book.LadderLayout.TOTAL_LOTS_OFFSET;
import static io.firebreak.book.LadderLayout.TOUCH_OFFSET;
import static io.firebreak.book.LadderLayout.WITHIN_BPS_OFFSET;
import static io.firebreak.book.LadderLayout.WITHIN_TICKS_OFFSET;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The writing half of {@link PriceLadder}: one level changed, removed or added, and every running value with it.
 * Every far key is below every near key, and while there are far levels the near part holds at least 16, so the touch
 * and the top-N sum never look into the far part. A refused update changes nothing but the book's trust, which the
 * caller takes away.
 */
final class LadderWriter
{
    private final UnsafeBuffer buffer;
    private final FarLevels far;
    private final DepthBands bands;

    /** The struct and side being updated. */
    private int struct;
    private int side;
    private int block;
    private int near;

    LadderWriter(final UnsafeBuffer buffer, final FarLevels far, final DepthBands bands)
    {
        this.buffer = buffer;
        this.far = far;
        this.bands = bands;
    }

    int update(final int newStruct, final int sideCode, final long key, final long lots)
    {
        struct = newStruct;
        side = sideCode;
        block = newStruct + SIDE_OFFSET + sideCode * SIDE_BYTES;
        near = newStruct + NEAR_OFFSET + sideCode * NEAR_BYTES;
        final int count = buffer.getInt(block + NEAR_COUNT_OFFSET);
        final int index = count == 0 ? 0 :
            NearLevels.search(buffer, near, count, buffer.getLong(touchOffset()), key);
        if (index < count && NearLevels.keyAt(buffer, near, index) == key)
        {
            return lots == 0 ? remove(count, index, key) : change(count, index, key, lots);
        }
        if (index == 0 && count != 0 && buffer.getInt(block + LadderLayout.FAR_COUNT_OFFSET) != 0)
        {
            return updateFar(count, key, lots);
        }
        return lots == 0 ? BookStatus.ABSENT_LEVEL : insert(count, index, key, lots);
    }

    private int change(final int count, final int index, final long key, final long lots)
    {
        final int lotsOffset = near + index * LEVEL_BYTES + LOTS_OFFSET;
        final long difference = lots - buffer.getLong(lotsOffset);
        if (!addTotal(difference))
        {
            return BookStatus.CAPACITY;
        }
        buffer.putLong(lotsOffset, lots);
        final int rank = count - 1 - index;
        addTop(rank, buffer.getInt(struct + TOP_LEVELS_OFFSET), difference);
        addBands(key, difference);
        if (rank != 0 || difference == 0)
        {
            return 0;
        }
        buffer.putLong(touchOffset() + LOTS_OFFSET, lots);
        return BookStatus.TOUCH_SIZE_CHANGED;
    }

    private int remove(final int count, final int index, final long key)
    {
        final long removedLots = NearLevels.lotsAt(buffer, near, index);
        addTotal(-removedLots);
        NearLevels.remove(buffer, near, count, index);
        int left = count - 1;
        if (left < NEAR_LOW && farCount() != 0)
        {
            left = refill(left);
        }
        buffer.putInt(block + NEAR_COUNT_OFFSET, left);
        final int rank = count - 1 - index;
        final int top = buffer.getInt(struct + TOP_LEVELS_OFFSET);
        addTop(rank, top, (left >= top ? NearLevels.lotsAt(buffer, near, left - top) : 0) - removedLots);
        addBands(key, -removedLots);
        return rank == 0 ? touchMoved(left) : 0;
    }

    private int insert(final int held, final int place, final long key, final long lots)
    {
        if (held + farCount() >= buffer.getInt(struct + MAX_LEVELS_OFFSET))
        {
            return BookStatus.CAPACITY;
        }
        int count = held;
        int index = place;
        if (count == NEAR_LEVELS)
        {
            if (index == 0)
            {
                return insertFar(key, lots);
            }
            final int spilled = Math.min(index, SPILL_LEVELS);
            if (!hasTotal(lots) || !spill(spilled))
            {
                return BookStatus.CAPACITY;
            }
            count -= spilled;
            index -= spilled;
        }
        if (!addTotal(lots))
        {
            return BookStatus.CAPACITY;
        }
        NearLevels.insert(buffer, near, count, index, key, lots);
        buffer.putInt(block + NEAR_COUNT_OFFSET, count + 1);
        final int top = buffer.getInt(struct + TOP_LEVELS_OFFSET);
        addTop(count - index, top, lots - (count >= top ? NearLevels.lotsAt(buffer, near, count - top) : 0));
        addBands(key, lots);
        return index == count ? touchMoved(count + 1) : 0;
    }

    private int updateFar(final int nearCount, final long key, final long lots)
    {
        final long previous = far().find(key);
        if (previous == 0)
        {
            if (lots == 0)
            {
                return BookStatus.ABSENT_LEVEL;
            }
            final boolean full = nearCount + far.count() >= buffer.getInt(struct + MAX_LEVELS_OFFSET);
            return full ? BookStatus.CAPACITY : insertFound(key, lots);
        }
        if (!addTotal(lots - previous))
        {
            return BookStatus.CAPACITY;
        }
        if (lots == 0)
        {
            far.remove();
        }
        else
        {
            far.change(lots);
        }
        addBands(key, lots - previous);
        return 0;
    }

    private int insertFar(final long key, final long lots)
    {
        far().find(key);
        return insertFound(key, lots);
    }

    private int insertFound(final long key, final long lots)
    {
        if (!hasTotal(lots) || !far.insert(key, lots))
        {
            return BookStatus.CAPACITY;
        }
        addTotal(lots);
        addBands(key, lots);
        return 0;
    }

    /** Send the worst near levels to the far part. */
    private boolean spill(final int levels)
    {
        if (!far().append(near, levels))
        {
            return false;
        }
        final int kept = NEAR_LEVELS - levels;
        buffer.putBytes(near, buffer, near + levels * LEVEL_BYTES, kept * LEVEL_BYTES);
        buffer.setMemory(near + kept * LEVEL_BYTES, levels * LEVEL_BYTES, (byte)0);
        return true;
    }

    /** Fetch the best far levels; answers the new near count. */
    private int refill(final int count)
    {
        final int fetched = Math.min(far().count(), NEAR_REFILLED - count);
        buffer.putBytes(near + fetched * LEVEL_BYTES, buffer, near, count * LEVEL_BYTES);
        far.takeBest(near, fetched);
        return count + fetched;
    }

    /** Store the touch again, move the bands with it, and say what changed. */
    private int touchMoved(final int count)
    {
        final int touch = touchOffset();
        final long key = count == 0 ? NO_KEY : NearLevels.keyAt(buffer, near, count - 1);
        final long lots = count == 0 ? 0 : NearLevels.lotsAt(buffer, near, count - 1);
        final int status = buffer.getLong(touch + LOTS_OFFSET) == lots ?
            BookStatus.TOUCH_PRICE_CHANGED : BookStatus.TOUCH_CHANGED;
        buffer.putLong(touch, key);
        buffer.putLong(touch + LOTS_OFFSET, lots);
        if (keepsDepth())
        {
            final int bps = buffer.getInt(struct + WITHIN_BPS_OFFSET);
            final long bpsTicks = DepthBands.bpsTicks(LadderLayout.key(side, key), bps);
            bands.follow(block, near, far(), key, buffer.getLong(struct + WITHIN_TICKS_OFFSET), bpsTicks);
        }
        return status;
    }

    private void addBands(final long key, final long difference)
    {
        if (keepsDepth())
        {
            bands.add(block, key, difference);
        }
    }

    private boolean keepsDepth()
    {
        return (buffer.getInt(struct + LadderLayout.FLAGS_OFFSET) & BookView.KEEPS_DEPTH) != 0;
    }

    private FarLevels far()
    {
        return far.wrap(block, struct + DIRECTORY_OFFSET + side * DIRECTORY_BYTES);
    }

    private int farCount()
    {
        return buffer.getInt(block + LadderLayout.FAR_COUNT_OFFSET);
    }

    private int touchOffset()
    {
        return struct + TOUCH_OFFSET + side * LEVEL_BYTES;
    }

    private boolean hasTotal(final long lots)
    {
        return buffer.getLong(block + TOTAL_LOTS_OFFSET) + lots <= PriceLadder.MAX_SIDE_LOTS;
    }

    /** Every other sum of a side is a part of this one, so none of them can overflow. */
    private boolean addTotal(final long lots)
    {
        final long total = buffer.getLong(block + TOTAL_LOTS_OFFSET) + lots;
        if (total > PriceLadder.MAX_SIDE_LOTS)
        {
            return false;
        }
        buffer.putLong(block + TOTAL_LOTS_OFFSET, total);
        return true;
    }

    /** Add to the top-N sum when the rank is below N; by a mask, as in the bands. */
    private void addTop(final int rank, final int top, final long lots)
    {
        final long inside = (rank - top) >> (Integer.SIZE - 1);
        buffer.putLong(block + TOP_LOTS_OFFSET, buffer.getLong(block + TOP_LOTS_OFFSET) + (lots & inside));
    }
}

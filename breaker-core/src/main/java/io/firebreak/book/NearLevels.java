package io.firebreak.book;

import static io.firebreak.book.LadderLayout.LEVEL_BYTES;
import static io.firebreak.book.LadderLayout.LOTS_OFFSET;

import org.agrona.concurrent.UnsafeBuffer;

/** A short sorted array of levels, ascending by key: the best level is the last. */
final class NearLevels
{
    private NearLevels()
    {
    }

    static long keyAt(final UnsafeBuffer buffer, final int near, final int index)
    {
        return buffer.getLong(near + index * LEVEL_BYTES);
    }

    static long lotsAt(final UnsafeBuffer buffer, final int near, final int index)
    {
        return buffer.getLong(near + index * LEVEL_BYTES + LOTS_OFFSET);
    }

    static void put(final UnsafeBuffer buffer, final int near, final int index, final long key, final long lots)
    {
        buffer.putLong(near + index * LEVEL_BYTES, key);
        buffer.putLong(near + index * LEVEL_BYTES + LOTS_OFFSET, lots);
    }

    /**
     * Index of the first level whose key is not below a key; count when all are below.
     * Keys are distinct integers, so the level at distance d from the best lies at most d places from it: on a dense
     * ladder the first guess is the answer. On a sparse one the walk starts at the touch, where the traffic is.
     */
    static int search(final UnsafeBuffer buffer, final int near, final int count, final long key)
    {
        return count == 0 ? 0 : search(buffer, near, count, keyAt(buffer, near, count - 1), key);
    }

    /** The same for a caller that has the best key at hand, which spares a cache line; count is above 0. */
    static int search(
        final UnsafeBuffer buffer, final int near, final int count, final long bestKey, final long key)
    {
        final long distance = bestKey - key;
        if (distance < 0)
        {
            return count;
        }
        if (distance < count)
        {
            int index = count - 1 - (int)distance;
            while (keyAt(buffer, near, index) < key)
            {
                index++;
            }
            return index;
        }
        if (keyAt(buffer, near, 0) >= key)
        {
            return 0;
        }
        int index = count - 1;
        while (keyAt(buffer, near, index - 1) >= key)
        {
            index--;
        }
        return index;
    }

    /** Open a place at an index. */
    static void insert(
        final UnsafeBuffer buffer, final int near, final int count, final int index, final long key, final long lots)
    {
        final int place = near + index * LEVEL_BYTES;
        final int moved = count - index;
        if (moved > 0)
        {
            buffer.putBytes(place + LEVEL_BYTES, buffer, place, moved * LEVEL_BYTES);
        }
        put(buffer, near, index, key, lots);
    }

    /** Close a place; the vacated last one is zeroed. */
    static void remove(final UnsafeBuffer buffer, final int near, final int count, final int index)
    {
        final int place = near + index * LEVEL_BYTES;
        final int moved = count - 1 - index;
        if (moved > 0)
        {
            buffer.putBytes(place, buffer, place + LEVEL_BYTES, moved * LEVEL_BYTES);
        }
        put(buffer, near, count - 1, 0, 0);
    }

    /** Sum of lots with low <= key < high. */
    static long rangeLots(
        final UnsafeBuffer buffer, final int near, final int count, final long low, final long high)
    {
        long lots = 0;
        for (int i = search(buffer, near, count, low); i < count && keyAt(buffer, near, i) < high; i++)
        {
            lots += lotsAt(buffer, near, i);
        }
        return lots;
    }
}

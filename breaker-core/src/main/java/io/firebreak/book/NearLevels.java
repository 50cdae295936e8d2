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
        if (count == 0)
        {
            return 0;
        }
        final long distance = keyAt(buffer, near, count - 1) - key;
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

    /** Open a place at an index; a loop, because at the touch there is little to move. */
    static void insert(
        final UnsafeBuffer buffer, final int near, final int count, final int index, final long key, final long lots)
    {
        for (int i = count; i > index; i--)
        {
            put(buffer, near, i, keyAt(buffer, near, i - 1), lotsAt(buffer, near, i - 1));
        }
        put(buffer, near, index, key, lots);
    }

    /** Close a place; the vacated last one is zeroed. */
    static void remove(final UnsafeBuffer buffer, final int near, final int count, final int index)
    {
        for (int i = index; i < count - 1; i++)
        {
            put(buffer, near, i, keyAt(buffer, near, i + 1), lotsAt(buffer, near, i + 1));
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

package io.firebreak.book;

import static io.firebreak.book.LadderLayout.LEVEL_BYTES;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Leaf pages of the far part, each known by its offset in the arena: up to 63 levels, ascending by key.
 *
 * <pre>
 *  +0   int64 sum of its lots
 *  +8   int32 levels, 1 to 63
 *  +12  int32 zero
 *  +16  {int64 key, int64 lots} x levels; zero behind the last
 * </pre>
 */
final class FarLeaves
{
    static final int LEVELS = 63;

    private static final int COUNT_OFFSET = 8;
    private static final int LEVELS_OFFSET = 16;

    private final UnsafeBuffer buffer;

    FarLeaves(final UnsafeBuffer buffer)
    {
        this.buffer = buffer;
    }

    int levels(final int at)
    {
        return buffer.getInt(at + COUNT_OFFSET);
    }

    void levels(final int at, final int levels)
    {
        buffer.putInt(at + COUNT_OFFSET, levels);
    }

    /** Sum of the lots of a leaf. */
    long lots(final int at)
    {
        return buffer.getLong(at);
    }

    void addLots(final int at, final long lots)
    {
        buffer.putLong(at, buffer.getLong(at) + lots);
    }

    long keyAt(final int at, final int index)
    {
        return NearLevels.keyAt(buffer, at + LEVELS_OFFSET, index);
    }

    long lotsAt(final int at, final int index)
    {
        return NearLevels.lotsAt(buffer, at + LEVELS_OFFSET, index);
    }

    int levelOffset(final int at, final int index)
    {
        return at + LEVELS_OFFSET + index * LEVEL_BYTES;
    }

    /** Index of the first level whose key is not below a key; the leaf's levels when all are below. */
    int lowerBound(final int at, final long key)
    {
        int low = 0;
        int high = levels(at);
        while (low < high)
        {
            final int middle = (low + high) >>> 1;
            if (keyAt(at, middle) < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /** Insert a level into a leaf with room. */
    void addTo(final int at, final int index, final long key, final long lots)
    {
        final int levels = levels(at);
        copy(levelOffset(at, index), levelOffset(at, index + 1), levels - index);
        NearLevels.put(buffer, at + LEVELS_OFFSET, index, key, lots);
        addLots(at, lots);
        levels(at, levels + 1);
    }

    /** Zero the levels behind the first so many; their lots are the caller's to subtract. */
    void truncate(final int at, final int levels, final int kept)
    {
        buffer.setMemory(levelOffset(at, kept), (levels - kept) * LEVEL_BYTES, (byte)0);
        levels(at, kept);
    }

    /** Copy whole levels between offsets of the arena; the two runs may overlap. */
    void copy(final int from, final int to, final int levels)
    {
        if (levels > 0)
        {
            buffer.putBytes(to, buffer, from, levels * LEVEL_BYTES);
        }
    }
}

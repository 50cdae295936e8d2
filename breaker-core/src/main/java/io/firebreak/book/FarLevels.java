package io.firebreak.book;

import static io.firebreak.book.LadderLayout.FAR_COUNT_OFFSET;
import static io.firebreak.book.LadderLayout.LEAVES_OFFSET;
import static io.firebreak.book.LadderLayout.LEVEL_BYTES;
import static io.firebreak.book.LadderLayout.LOTS_OFFSET;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The far levels of one side, ascending by key: a {@link FarDirectory} over {@link FarLeaves} of up to 63 levels.
 *
 * Any two neighbouring leaves hold at least 49 levels together, so n levels need at most 2 n / 49 + 1 leaves.
 * An insert, change or removal touches at most four leaves (1 KiB each) and moves the directory (8 KiB) thrice at most.
 */
final class FarLevels
{
    /** Neighbouring leaves with no more levels than this together become one. */
    static final int MERGE_LEVELS = 48;

    private final UnsafeBuffer buffer;
    private final FarDirectory directory;
    private final FarLeaves leaves;
    private int farCountOffset;

    /** Where {@link #find} stopped: directory entry, offset of its leaf, place in it. */
    private int entry;
    private int leaf;
    private int place;

    FarLevels(final BookPool pool)
    {
        this.buffer = pool.buffer();
        this.directory = new FarDirectory(pool);
        this.leaves = new FarLeaves(pool.buffer());
    }

    FarLevels wrap(final int block, final int idsOffset)
    {
        directory.wrap(block + LEAVES_OFFSET, idsOffset);
        farCountOffset = block + FAR_COUNT_OFFSET;
        return this;
    }

    int count()
    {
        return buffer.getInt(farCountOffset);
    }

    /** Lots at a key, or 0; remembers the place for {@link #change}, {@link #insert} and {@link #remove}. */
    long find(final long key)
    {
        place = 0;
        entry = 0;
        if (count() == 0)
        {
            return 0;
        }
        entry = directory.search(key);
        leaf = directory.leafOffset(entry);
        place = leaves.lowerBound(leaf, key);
        return place < levels(leaf) && keyAt(leaf, place) == key ? leaves.lotsAt(leaf, place) : 0;
    }

    /** New lots for the level that {@link #find} found. */
    void change(final long lots)
    {
        final int levelOffset = leaves.levelOffset(leaf, place) + LOTS_OFFSET;
        leaves.addLots(leaf, lots - buffer.getLong(levelOffset));
        buffer.putLong(levelOffset, lots);
    }

    /** A new level where {@link #find} did not find one; false, and nothing changed, when no page is left. */
    boolean insert(final long key, final long lots)
    {
        final int total = count();
        if (total == 0 || levels(leaf) == FarLeaves.LEVELS)
        {
            if (!directory.hasRoom(1))
            {
                return false;
            }
            if (total == 0)
            {
                leaves.addTo(directory.insert(0, key), 0, key, lots);
            }
            else
            {
                insertIntoFull(key, lots);
            }
        }
        else
        {
            leaves.addTo(leaf, place, key, lots);
            if (place == 0)
            {
                directory.firstKey(entry, key);
            }
        }
        buffer.putInt(farCountOffset, total + 1);
        return true;
    }

    /** Remove the level that {@link #find} found. */
    void remove()
    {
        final int levels = levels(leaf);
        buffer.putInt(farCountOffset, count() - 1);
        if (levels == 1)
        {
            directory.remove(entry);
            return;
        }
        final int levelOffset = leaves.levelOffset(leaf, place);
        leaves.addLots(leaf, -buffer.getLong(levelOffset + LOTS_OFFSET));
        leaves.copy(levelOffset + LEVEL_BYTES, levelOffset, levels - 1 - place);
        leaves.truncate(leaf, levels, levels - 1);
        if (place == 0)
        {
            directory.firstKey(entry, keyAt(leaf, 0));
        }
        if (!mergeIfSmall(entry))
        {
            mergeIfSmall(entry - 1);
        }
    }

    /**
     * Append levels that are better than every far level, from a near array; false, and nothing changed, when no page
     * is left.
     */
    boolean append(final int fromOffset, final int levels)
    {
        final int total = count();
        int last = total == 0 ? 0 : directory.leafOffset(directory.entries() - 1);
        final int room = total == 0 ? 0 : FarLeaves.LEVELS - levels(last);
        if (room < levels && !directory.hasRoom(1))
        {
            return false;
        }
        for (int i = 0; i < levels; i++)
        {
            final long key = buffer.getLong(fromOffset + i * LEVEL_BYTES);
            if (i == room)
            {
                last = directory.insert(directory.entries(), key);
            }
            leaves.addTo(last, levels(last), key, buffer.getLong(fromOffset + i * LEVEL_BYTES + LOTS_OFFSET));
        }
        buffer.putInt(farCountOffset, total + levels);
        return true;
    }

    /** Move the best levels, at most as many as there are, to a near array, ascending. */
    void takeBest(final int toOffset, final int levels)
    {
        int left = levels;
        while (left > 0)
        {
            final int last = directory.entries() - 1;
            final int source = directory.leafOffset(last);
            final int held = levels(source);
            final int taken = Math.min(left, held);
            left -= taken;
            leaves.copy(leaves.levelOffset(source, held - taken), toOffset + left * LEVEL_BYTES, taken);
            if (taken == held)
            {
                directory.remove(last);
            }
            else
            {
                for (int i = held - taken; i < held; i++)
                {
                    leaves.addLots(source, -leaves.lotsAt(source, i));
                }
                leaves.truncate(source, held, held - taken);
                mergeIfSmall(last - 1);
            }
        }
        buffer.putInt(farCountOffset, count() - levels);
    }

    /** Sum of lots with low <= key < high: two leaves level by level, those between by their sums. */
    long rangeLots(final long low, final long high)
    {
        final int entries = directory.entries();
        long lots = 0;
        for (int e = directory.search(low); e < entries && directory.firstKey(e) < high; e++)
        {
            final int at = directory.leafOffset(e);
            final int levels = levels(at);
            if (low <= keyAt(at, 0) && keyAt(at, levels - 1) < high)
            {
                lots += leaves.lots(at);
            }
            else
            {
                for (int i = leaves.lowerBound(at, low); i < levels && keyAt(at, i) < high; i++)
                {
                    lots += leaves.lotsAt(at, i);
                }
            }
        }
        return lots;
    }

    /** The best key below a key, or NO_KEY. */
    long below(final long key)
    {
        find(key);
        if (place > 0)
        {
            return keyAt(leaf, place - 1);
        }
        if (entry == 0)
        {
            return LadderLayout.NO_KEY;
        }
        final int before = directory.leafOffset(entry - 1);
        return keyAt(before, levels(before) - 1);
    }

    /** The key at a rank, 0 = best of the far levels; NO_KEY beyond the last. */
    long keyAtRank(final int rank)
    {
        int left = rank;
        for (int e = directory.entries() - 1; e >= 0; e--)
        {
            final int at = directory.leafOffset(e);
            final int levels = levels(at);
            if (left < levels)
            {
                return keyAt(at, levels - 1 - left);
            }
            left -= levels;
        }
        return LadderLayout.NO_KEY;
    }

    void sweep(final int sideCode, final long lots, final SweepCost out)
    {
        for (int e = directory.entries() - 1; e >= 0 && out.filledLots() < lots; e--)
        {
            final int at = directory.leafOffset(e);
            sweep(buffer, leaves.levelOffset(at, 0), levels(at), sideCode, lots, out);
        }
    }

    static void sweep(
        final UnsafeBuffer buffer,
        final int levelsOffset,
        final int count,
        final int sideCode,
        final long lots,
        final SweepCost out)
    {
        for (int i = count - 1; i >= 0 && out.filledLots() < lots; i--)
        {
            final long price = LadderLayout.key(sideCode, NearLevels.keyAt(buffer, levelsOffset, i));
            out.take(price, Math.min(lots - out.filledLots(), NearLevels.lotsAt(buffer, levelsOffset, i)));
        }
    }

    /** Free every page. */
    void clear()
    {
        for (int e = directory.entries() - 1; e >= 0; e--)
        {
            directory.remove(e);
        }
        buffer.putInt(farCountOffset, 0);
    }

    /** Split a full leaf; at the ends of the side a new leaf instead: levels sent in order fill their leaves. */
    private void insertIntoFull(final long key, final long lots)
    {
        final boolean atBest = entry == directory.entries() - 1 && place == FarLeaves.LEVELS;
        final boolean atWorst = entry == 0 && place == 0;
        if (atBest || atWorst)
        {
            leaves.addTo(directory.insert(atBest ? entry + 1 : 0, key), 0, key, lots);
            return;
        }
        final int kept = FarLeaves.LEVELS / 2;
        final int moved = FarLeaves.LEVELS - kept;
        final int right = directory.insert(entry + 1, keyAt(leaf, kept));
        leaves.copy(leaves.levelOffset(leaf, kept), leaves.levelOffset(right, 0), moved);
        long movedLots = 0;
        for (int i = 0; i < moved; i++)
        {
            movedLots += leaves.lotsAt(right, i);
        }
        leaves.levels(right, moved);
        leaves.addLots(right, movedLots);
        leaves.addLots(leaf, -movedLots);
        leaves.truncate(leaf, FarLeaves.LEVELS, kept);
        if (place <= kept)
        {
            leaves.addTo(leaf, place, key, lots);
            if (place == 0)
            {
                directory.firstKey(entry, key);
            }
        }
        else
        {
            leaves.addTo(right, place - kept, key, lots);
        }
        mergeIfSmall(entry + 1);
        mergeIfSmall(entry - 1);
    }

    private boolean mergeIfSmall(final int left)
    {
        if (left < 0 || left + 1 >= directory.entries())
        {
            return false;
        }
        final int to = directory.leafOffset(left);
        final int from = directory.leafOffset(left + 1);
        final int levels = levels(to);
        final int moved = levels(from);
        if (levels + moved > MERGE_LEVELS)
        {
            return false;
        }
        leaves.copy(leaves.levelOffset(from, 0), leaves.levelOffset(to, levels), moved);
        leaves.addLots(to, leaves.lots(from));
        leaves.levels(to, levels + moved);
        directory.remove(left + 1);
        return true;
    }

    private int levels(final int at)
    {
        return leaves.levels(at);
    }

    private long keyAt(final int at, final int index)
    {
        return leaves.keyAt(at, index);
    }
}

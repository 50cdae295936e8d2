package io.firebreak.arena;

import static io.firebreak.arena.WindowStatus.COALESCED_ENTRIES_MAX;
import static io.firebreak.arena.WindowStatus.COALESCED_FIRST_TIME;
import static io.firebreak.arena.WindowStatus.OK;
import static io.firebreak.arena.WindowStatus.OVERFLOW;
import static io.firebreak.arena.WindowStatus.POOL_EXHAUSTED;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sum of weighted values and sum of the weights of a half-open time window (now - window, now], the first in 128 bits.
 * Exact and bounded as {@link PrintWindow} is: beyond {@code entriesMax} entries a value within 1/4096 of the window
 * after the first of the newest entry merges into it and leaves with its last one.
 *
 * <pre>
 *  header, 64 B, in the owner's struct       entry, 40 B, 25 a page, oldest first
 *   0  front page + 1   4  back page + 1      0  time of its last value, ns
 *   8  front index     12  entries in back    8  sum, 128 bits
 *  16  entries         20  merged entries    24  weight
 *  24  weight          32  sum, 128 bits     32  values in it
 *  48  first time of the newest entry        56  time of the oldest entry
 * </pre>
 *
 * Times are not negative and do not decrease; before {@link #add} at a time the owner has called {@link #expire} with
 * it. Engine thread only; O(1) but for the entries that leave.
 */
public final class WeightedWindow
{
    /** Bytes of a window's header; zero is an empty window. */
    public static final int HEADER_LENGTH = 64;

    private static final int BACK_PAGE = 4;
    private static final int FRONT_INDEX = 8;
    private static final int BACK_USED = 12;
    private static final int ENTRIES = 16;
    private static final int MERGED = 20;
    private static final int WEIGHT = 24;
    private static final int SUM = 32;
    private static final int NEWEST_FIRST = 48;
    private static final int FRONT_TIME = 56;

    private static final int ENTRY_LENGTH = 40;
    private static final int ENTRY_SUM = 8;
    private static final int ENTRY_WEIGHT = 24;
    private static final int ENTRY_COUNT = 32;
    private static final int PAGE_ENTRIES = WindowPool.PAGE_DATA_LENGTH / ENTRY_LENGTH;

    private final WindowPool pool;
    private final UnsafeBuffer buffer;
    private int header;
    private long windowNs;
    private int entriesMax;

    /** Sees the entries of a window. */
    @FunctionalInterface
    public interface Visitor
    {
        /**
         * One entry.
         *
         * @param timeNs  of its last value.
         * @param sumLow  lower 64 bits of its sum.
         * @param sumHigh upper 64 bits of its sum.
         * @param weight  of its values.
         * @param count   values in it.
         */
        void onEntry(long timeNs, long sumLow, long sumHigh, long weight, long count);
    }

    /**
     * Flyweight that is not yet over a window.
     *
     * @param pool of its pages; header and pool lie in the same buffer.
     */
    public WeightedWindow(final WindowPool pool)
    {
        this.pool = pool;
        this.buffer = pool.buffer();
    }

    /**
     * Move to a window.
     *
     * @param headerOffset     of its header in the arena.
     * @param lengthNs         of the window, 1 to 2^62; the same at every call for the same header until it is cleared.
     * @param windowEntriesMax entries up to which it is exact, at least 1.
     * @return this.
     */
    public WeightedWindow wrap(final int headerOffset, final long lengthNs, final int windowEntriesMax)
    {
        this.header = headerOffset;
        this.windowNs = lengthNs;
        this.entriesMax = windowEntriesMax;
        return this;
    }

    /**
     * Add one value.
     *
     * @param timeNs of the value: engine time; one before the newest value's counts as that value's.
     * @param value  such as a price in ticks, between -2^60 and 2^60.
     * @param weight such as a quantity, at least 1.
     * @return bits of {@link WindowStatus}.
     */
    public int add(final long timeNs, final long value, final long weight)
    {
        final long total = buffer.getLong(header + WEIGHT) + weight;
        if (total < 0)
        {
            return OVERFLOW;
        }
        final long low = value * weight;
        final long high = Math.multiplyHigh(value, weight);
        final int entries = buffer.getInt(header + ENTRIES);
        final boolean isMerged = entries >= entriesMax &&
            timeNs - buffer.getLong(header + NEWEST_FIRST) <= windowNs / COALESCED_ENTRIES_MAX;
        final int status = isMerged ?
            merge(timeNs, low, high, weight) : append(timeNs, low, high, weight, 1, entries);
        if (!WindowStatus.isRefused(status))
        {
            addTo(header + SUM, low, high);
            buffer.putLong(header + WEIGHT, total);
        }
        return status;
    }

    /**
     * When the oldest entry leaves.
     *
     * @return its time plus the window's length, or {@link Long#MAX_VALUE} when the window is empty.
     */
    public long nextExpiryNs()
    {
        return isEmpty() ? Long.MAX_VALUE : buffer.getLong(header + FRONT_TIME) + windowNs;
    }

    /**
     * Take out what lies no longer in (now - window, now], one entry after the other, oldest first.
     *
     * @param nowNs engine time.
     * @return true when at least one entry went.
     */
    public boolean expire(final long nowNs)
    {
        final boolean isAny = !isEmpty() && nextExpiryNs() <= nowNs;
        while (!isEmpty() && nextExpiryNs() <= nowNs)
        {
            removeFront();
        }
        return isAny;
    }

    /** {@return lower 64 bits of the exact sum of value times weight} */
    public long sumLow()
    {
        return buffer.getLong(header + SUM);
    }

    /** {@return upper 64 bits of that sum} */
    public long sumHigh()
    {
        return buffer.getLong(header + SUM + Long.BYTES);
    }

    /** {@return exact sum of the weights, 0 when empty} */
    public long weight()
    {
        return buffer.getLong(header + WEIGHT);
    }

    /** {@return number of entries, 0 to windowEntriesMax + 4,096} */
    public int entries()
    {
        return buffer.getInt(header + ENTRIES);
    }

    /** {@return true when there is no entry} */
    public boolean isEmpty()
    {
        return buffer.getInt(header + ENTRIES) == 0;
    }

    /** {@return true while a merged entry is in the window and expiry may be late by the quantum} */
    public boolean isCoalesced()
    {
        return buffer.getInt(header + MERGED) != 0;
    }

    /** Take out everything and give the pages back: one step a page. */
    public void clear()
    {
        int page = buffer.getInt(header) - 1;
        while (page >= 0)
        {
            final int next = pool.next(page);
            pool.release(page);
            page = next;
        }
        buffer.setMemory(header, HEADER_LENGTH, (byte)0);
    }

    /**
     * Show all entries, oldest first. Cold.
     *
     * @param visitor sees them.
     */
    public void forEach(final Visitor visitor)
    {
        int page = buffer.getInt(header) - 1;
        int index = buffer.getInt(header + FRONT_INDEX);
        for (int left = entries(); left > 0; left--)
        {
            final int entry = pool.dataOffset(page) + index * ENTRY_LENGTH;
            visitor.onEntry(buffer.getLong(entry), buffer.getLong(entry + ENTRY_SUM),
                buffer.getLong(entry + ENTRY_SUM + Long.BYTES), buffer.getLong(entry + ENTRY_WEIGHT),
                buffer.getLong(entry + ENTRY_COUNT));
            index++;
            if (index == PAGE_ENTRIES)
            {
                page = pool.next(page);
                index = 0;
            }
        }
    }

    /** {@return first time of the newest entry, ns, which decides what merges into it} */
    public long newestFirstNs()
    {
        return buffer.getLong(header + NEWEST_FIRST);
    }

    /**
     * Append an entry as {@link #forEach} has shown it. Cold.
     *
     * @param timeNs  of its last value.
     * @param sumLow  lower 64 bits of its sum.
     * @param sumHigh upper 64 bits of its sum.
     * @param weight  of its values.
     * @param count   values in it.
     * @return false where no page is free.
     */
    public boolean restore(
        final long timeNs, final long sumLow, final long sumHigh, final long weight, final long count)
    {
        if (WindowStatus.isRefused(append(timeNs, sumLow, sumHigh, weight, count, entries())))
        {
            return false;
        }
        addTo(header + SUM, sumLow, sumHigh);
        buffer.putLong(header + WEIGHT, weight() + weight);
        buffer.putInt(header + MERGED, buffer.getInt(header + MERGED) + (count > 1 ? 1 : 0));
        return true;
    }

    /**
     * All entries are restored.
     *
     * @param newestFirstNs what {@link #newestFirstNs} was.
     */
    public void restoreEnd(final long newestFirstNs)
    {
        buffer.putLong(header + NEWEST_FIRST, newestFirstNs);
    }

    private int merge(final long timeNs, final long low, final long high, final long weight)
    {
        final int entry = pool.dataOffset(buffer.getInt(header + BACK_PAGE) - 1) +
            (buffer.getInt(header + BACK_USED) - 1) * ENTRY_LENGTH;
        final long lastNs = Math.max(timeNs, buffer.getLong(entry));
        final long count = buffer.getLong(entry + ENTRY_COUNT);
        buffer.putLong(entry, lastNs);
        addTo(entry + ENTRY_SUM, low, high);
        buffer.putLong(entry + ENTRY_WEIGHT, buffer.getLong(entry + ENTRY_WEIGHT) + weight);
        buffer.putLong(entry + ENTRY_COUNT, count + 1);
        if (buffer.getInt(header + ENTRIES) == 1)
        {
            buffer.putLong(header + FRONT_TIME, lastNs);
        }
        if (count > 1)
        {
            return OK;
        }
        final int merged = buffer.getInt(header + MERGED);
        buffer.putInt(header + MERGED, merged + 1);
        return merged == 0 ? COALESCED_FIRST_TIME : OK;
    }

    private int append(final long timeNs, final long low, final long high, final long weight, final long count,
        final int entries)
    {
        int page = buffer.getInt(header + BACK_PAGE) - 1;
        int used = buffer.getInt(header + BACK_USED);
        final long lastNs = entries == 0 ? timeNs :
            Math.max(timeNs, buffer.getLong(pool.dataOffset(page) + (used - 1) * ENTRY_LENGTH));
        if (entries == 0 || used == PAGE_ENTRIES)
        {
            // The second condition cannot hold where the owner expires before it adds; it bounds the memory if not.
            final int fresh = entries < entriesMax + COALESCED_ENTRIES_MAX ? pool.acquire() : -1;
            if (fresh < 0)
            {
                return POOL_EXHAUSTED;
            }
            if (entries == 0)
            {
                buffer.putInt(header, fresh + 1);
                buffer.putInt(header + FRONT_INDEX, 0);
            }
            else
            {
                pool.link(page, fresh);
            }
            page = fresh;
            used = 0;
            buffer.putInt(header + BACK_PAGE, page + 1);
        }
        final int entry = pool.dataOffset(page) + used * ENTRY_LENGTH;
        buffer.putLong(entry, lastNs);
        buffer.putLong(entry + ENTRY_SUM, low);
        buffer.putLong(entry + ENTRY_SUM + Long.BYTES, high);
        buffer.putLong(entry + ENTRY_WEIGHT, weight);
        buffer.putLong(entry + ENTRY_COUNT, count);
        buffer.putInt(header + BACK_USED, used + 1);
        buffer.putInt(header + ENTRIES, entries + 1);
        buffer.putLong(header + NEWEST_FIRST, lastNs);
        if (entries == 0)
        {
            buffer.putLong(header + FRONT_TIME, lastNs);
        }
        return OK;
    }

    private void removeFront()
    {
        final int page = buffer.getInt(header) - 1;
        final int index = buffer.getInt(header + FRONT_INDEX);
        final int entry = pool.dataOffset(page) + index * ENTRY_LENGTH;
        final int entries = buffer.getInt(header + ENTRIES) - 1;
        if (entries == 0)
        {
            clear();
            return;
        }
        final long low = buffer.getLong(entry + ENTRY_SUM);
        addTo(header + SUM, -low, ~buffer.getLong(entry + ENTRY_SUM + Long.BYTES) + (low == 0 ? 1 : 0));
        buffer.putLong(header + WEIGHT, weight() - buffer.getLong(entry + ENTRY_WEIGHT));
        buffer.putInt(header + ENTRIES, entries);
        if (buffer.getLong(entry + ENTRY_COUNT) > 1)
        {
            buffer.putInt(header + MERGED, buffer.getInt(header + MERGED) - 1);
        }
        int front = page;
        int next = index + 1;
        if (next == PAGE_ENTRIES)
        {
            front = pool.next(page);
            next = 0;
            pool.release(page);
            buffer.putInt(header, front + 1);
        }
        buffer.putInt(header + FRONT_INDEX, next);
        buffer.putLong(header + FRONT_TIME, buffer.getLong(pool.dataOffset(front) + next * ENTRY_LENGTH));
    }

    /** The sum stays below 2^123: a value is below 2^60 and the weights together below 2^63. */
    private void addTo(final int at, final long low, final long high)
    {
        final long sum = buffer.getLong(at) + low;
        buffer.putLong(at, sum);
        buffer.putLong(at + Long.BYTES,
            buffer.getLong(at + Long.BYTES) + high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0));
    }
}

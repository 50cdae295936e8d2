package io.firebreak.arena;

import static io.firebreak.arena.WindowStatus.COALESCED_ENTRIES_MAX;
import static io.firebreak.arena.WindowStatus.COALESCED_FIRST_TIME;
import static io.firebreak.arena.WindowStatus.OK;
import static io.firebreak.arena.WindowStatus.OVERFLOW;
import static io.firebreak.arena.WindowStatus.POOL_EXHAUSTED;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sum and count of the prints of a half-open time window (now - window, now].
 * <p>
 * Each print is an entry of its own as long as fewer than {@code windowPrintsMax} entries are live. From the next live
 * print on, a print within 1/4096 of the window after the first print of the newest entry merges into that entry: sum
 * and count stay exact, a merged entry leaves with its last print, so late by at most that quantum, and there are never
 * more than {@code windowPrintsMax} + 4,096 entries.
 *
 * <pre>
 *  header, 64 B, in the owner's struct       entry, 24 B, 42 a page, oldest first
 *   0  front page + 1   4  back page + 1      0  time of its last print, ns
 *   8  front index     12  entries in back    8  sum
 *  16  entries         20  merged entries    16  prints in it
 *  24  prints          32  sum, 128 bits
 *  48  first time of the newest entry        56  time of the oldest entry
 * </pre>
 *
 * Times are not negative and do not decrease; before {@link #add} at a time the owner has called {@link #expire} with
 * it. Engine thread only; O(1) but for the entries that leave. Memory: 64 B, and 1 KiB for each 42 entries or part.
 */
public final class PrintWindow
{
    /** Bytes of a window's header; zero is an empty window. */
    public static final int HEADER_LENGTH = 64;

    private static final int BACK_PAGE = 4;
    private static final int FRONT_INDEX = 8;
    private static final int BACK_USED = 12;
    private static final int ENTRIES = 16;
    private static final int MERGED = 20;
    private static final int COUNT = 24;
    private static final int SUM_LOW = 32;
    private static final int SUM_HIGH = 40;
    private static final int NEWEST_FIRST = 48;
    private static final int FRONT_TIME = 56;

    private static final int ENTRY_LENGTH = 24;
    private static final int ENTRY_SUM = 8;
    private static final int ENTRY_COUNT = 16;
    private static final int PAGE_ENTRIES = WindowPool.PAGE_DATA_LENGTH / ENTRY_LENGTH;

    private final WindowPool pool;
    private final UnsafeBuffer buffer;
    private int header;
    private long windowNs;
    private int printsMax;

    /**
     * Flyweight that is not yet over a window.
     *
     * @param pool of its pages; header and pool lie in the same buffer.
     */
    public PrintWindow(final WindowPool pool)
    {
        this.pool = pool;
        this.buffer = pool.buffer();
    }

    /**
     * Most memory of one window.
     *
     * @param windowPrintsMax entries up to which it is exact.
     * @return bytes of the header and of all pages it can ever hold.
     */
    public static long bytes(final int windowPrintsMax)
    {
        // One page more than the entries fill: the front page may be partly expired.
        return HEADER_LENGTH +
            ((windowPrintsMax + COALESCED_ENTRIES_MAX + PAGE_ENTRIES - 1L) / PAGE_ENTRIES + 1) * WindowPool.PAGE_LENGTH;
    }

    /**
     * Move to a window.
     *
     * @param headerOffset    of its header in the arena.
     * @param lengthNs        of the window, 1 to 2^62; the same at every call for the same header until it is cleared.
     * @param windowPrintsMax entries up to which it is exact, at least 1.
     * @return this.
     */
    public PrintWindow wrap(final int headerOffset, final long lengthNs, final int windowPrintsMax)
    {
        this.header = headerOffset;
        this.windowNs = lengthNs;
        this.printsMax = windowPrintsMax;
        return this;
    }

    /**
     * Add one print.
     *
     * @param timeNs of the print: engine time; one before the newest print's counts as that print's.
     * @param value  to be summed, such as a price in ticks.
     * @return bits of {@link WindowStatus}.
     */
    public int add(final long timeNs, final long value)
    {
        final long oldLow = buffer.getLong(header + SUM_LOW);
        final long oldHigh = buffer.getLong(header + SUM_HIGH);
        final long low = oldLow + value;
        final long high = oldHigh + (value >> 63) + (Long.compareUnsigned(low, oldLow) < 0 ? 1 : 0);
        if (high != low >> 63)
        {
            return OVERFLOW;
        }
        final int entries = buffer.getInt(header + ENTRIES);
        int status = OK;
        if (entries >= printsMax && timeNs - buffer.getLong(header + NEWEST_FIRST) <= windowNs / COALESCED_ENTRIES_MAX)
        {
            status = merge(timeNs, value);
        }
        else
        {
            status = append(timeNs, value, entries);
        }
        if (!WindowStatus.isRefused(status))
        {
            buffer.putLong(header + SUM_LOW, low);
            buffer.putLong(header + SUM_HIGH, high);
            buffer.putLong(header + COUNT, buffer.getLong(header + COUNT) + 1);
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
        if (nextExpiryNs() > nowNs || isEmpty())
        {
            return false;
        }
        do
        {
            removeFront();
        }
        while (nextExpiryNs() <= nowNs && !isEmpty());
        return true;
    }

    /**
     * Exact sum of the values in the window.
     *
     * @return the sum, 0 when empty; {@link Long#MIN_VALUE} = unknown where values of both signs left a sum that does
     * not fit 64 bits.
     */
    public long sum()
    {
        final long low = buffer.getLong(header + SUM_LOW);
        return buffer.getLong(header + SUM_HIGH) == low >> 63 ? low : Long.MIN_VALUE;
    }

    /**
     * Exact number of prints in the window.
     *
     * @return prints, not entries.
     */
    public long count()
    {
        return buffer.getLong(header + COUNT);
    }

    /**
     * Number of entries: below {@link #count()} where prints were merged.
     *
     * @return 0 to windowPrintsMax + 4,096.
     */
    public int entries()
    {
        return buffer.getInt(header + ENTRIES);
    }

    /** {@return true when {@link #count()} is 0} */
    public boolean isEmpty()
    {
        return buffer.getInt(header + ENTRIES) == 0;
    }

    /**
     * Whether a merged entry is in the window: the episode that {@link WindowStatus#COALESCED_FIRST_TIME} began.
     *
     * @return true while expiry may be late by the quantum.
     */
    public boolean isCoalesced()
    {
        return buffer.getInt(header + MERGED) != 0;
    }

    /** Take out all prints and give the pages back: one step a page. */
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
    public void forEach(final PrintVisitor visitor)
    {
        int page = buffer.getInt(header) - 1;
        int index = buffer.getInt(header + FRONT_INDEX);
        for (int left = entries(); left > 0; left--)
        {
            final int entry = pool.dataOffset(page) + index * ENTRY_LENGTH;
            visitor.onEntry(
                buffer.getLong(entry), buffer.getLong(entry + ENTRY_SUM), buffer.getLong(entry + ENTRY_COUNT));
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
     * @param timeNs of its last print.
     * @param sum    of its values.
     * @param count  prints in it.
     * @return false where no page is free.
     */
    public boolean restore(final long timeNs, final long sum, final long count)
    {
        final long oldLow = buffer.getLong(header + SUM_LOW);
        final long low = oldLow + sum;
        if (WindowStatus.isRefused(append(timeNs, sum, entries())))
        {
            return false;
        }
        buffer.putLong(header + SUM_LOW, low);
        buffer.putLong(header + SUM_HIGH, buffer.getLong(header + SUM_HIGH) + (sum >> 63) +
            (Long.compareUnsigned(low, oldLow) < 0 ? 1 : 0));
        buffer.putLong(header + COUNT, buffer.getLong(header + COUNT) + count);
        buffer.putInt(header + MERGED, buffer.getInt(header + MERGED) + (count > 1 ? 1 : 0));
        buffer.putLong(pool.dataOffset(buffer.getInt(header + BACK_PAGE) - 1) +
            (buffer.getInt(header + BACK_USED) - 1) * ENTRY_LENGTH + ENTRY_COUNT, count);
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

    private int merge(final long timeNs, final long value)
    {
        final int page = buffer.getInt(header + BACK_PAGE) - 1;
        final int entry = pool.dataOffset(page) + (buffer.getInt(header + BACK_USED) - 1) * ENTRY_LENGTH;
        final long sum = buffer.getLong(entry + ENTRY_SUM);
        final long merged = sum + value;
        if (((sum ^ merged) & (value ^ merged)) < 0)
        {
            return OVERFLOW;
        }
        final long lastNs = Math.max(timeNs, buffer.getLong(entry));
        final long count = buffer.getLong(entry + ENTRY_COUNT);
        buffer.putLong(entry, lastNs);
        buffer.putLong(entry + ENTRY_SUM, merged);
        buffer.putLong(entry + ENTRY_COUNT, count + 1);
        if (buffer.getInt(header + ENTRIES) == 1)
        {
            buffer.putLong(header + FRONT_TIME, lastNs);
        }
        if (count > 1)
        {
            return OK;
        }
        final int mergedEntries = buffer.getInt(header + MERGED);
        buffer.putInt(header + MERGED, mergedEntries + 1);
        return mergedEntries == 0 ? COALESCED_FIRST_TIME : OK;
    }

    private int append(final long timeNs, final long value, final int entries)
    {
        int page = buffer.getInt(header + BACK_PAGE) - 1;
        int used = buffer.getInt(header + BACK_USED);
        long lastNs = timeNs;
        if (entries == 0 || used == PAGE_ENTRIES)
        {
            // The second condition cannot hold where the owner expires before it adds; it bounds the memory if not.
            final int fresh = entries < printsMax + COALESCED_ENTRIES_MAX ? pool.acquire() : -1;
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
                lastNs = Math.max(timeNs, buffer.getLong(pool.dataOffset(page) + (used - 1) * ENTRY_LENGTH));
                pool.link(page, fresh);
            }
            page = fresh;
            used = 0;
            buffer.putInt(header + BACK_PAGE, page + 1);
        }
        else
        {
            lastNs = Math.max(timeNs, buffer.getLong(pool.dataOffset(page) + (used - 1) * ENTRY_LENGTH));
        }
        final int entry = pool.dataOffset(page) + used * ENTRY_LENGTH;
        buffer.putLong(entry, lastNs);
        buffer.putLong(entry + ENTRY_SUM, value);
        buffer.putLong(entry + ENTRY_COUNT, 1);
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
        final long sum = buffer.getLong(entry + ENTRY_SUM);
        final long count = buffer.getLong(entry + ENTRY_COUNT);
        final int entries = buffer.getInt(header + ENTRIES) - 1;
        if (entries == 0)
        {
            clear();
            return;
        }
        final long oldLow = buffer.getLong(header + SUM_LOW);
        final long low = oldLow - sum;
        final long borrow = Long.compareUnsigned(oldLow, sum) < 0 ? 1 : 0;
        buffer.putLong(header + SUM_LOW, low);
        buffer.putLong(header + SUM_HIGH, buffer.getLong(header + SUM_HIGH) - (sum >> 63) - borrow);
        buffer.putLong(header + COUNT, buffer.getLong(header + COUNT) - count);
        buffer.putInt(header + ENTRIES, entries);
        if (count > 1)
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
}

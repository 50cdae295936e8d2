package io.firebreak.arena;

import static io.firebreak.arena.WindowStatus.COALESCED_ENTRIES_MAX;
import static io.firebreak.arena.WindowStatus.COALESCED_FIRST_TIME;
import static io.firebreak.arena.WindowStatus.OK;
import static io.firebreak.arena.WindowStatus.POOL_EXHAUSTED;

/**
 * Largest and smallest of the values that stood within a half-open time window (now - window, now]. A value counts
 * until one window after the end of its life, so it is added when it ends; the value that still stands is the owner's.
 * <p>
 * A larger value makes all smaller ones before it invisible for ever: only the others are kept, in two monotone queues.
 * As in {@link PrintWindow}, each kept value is an entry of its own as long as fewer than {@code entriesMax} are live;
 * from the next one on, a value that ends within 1/4096 of the window after the first end of the newest entry merges
 * into it. The extremes stay exact; the larger of the two leaves late, by at most that quantum; a queue never has more
 * than {@code entriesMax} + 4,096 entries.
 *
 * <pre>
 *  header, 128 B, in the owner's struct: { queue of the maximum, queue of the minimum }, see ExtremaDeque
 * </pre>
 *
 * Times are not negative and do not decrease; before {@link #add} at a time the owner has called {@link #expire} with
 * it. Engine thread only. Constant time on the average; at worst one step for each page of the window. Memory: 128 B,
 * and in each queue 1 KiB for each 63 entries or part; a random walk keeps few, a straight fall keeps all.
 */
public final class ExtremaWindow
{
    /** Bytes of a window's header; zero is an empty window. */
    public static final int HEADER_LENGTH = 2 * ExtremaDeque.HEADER_LENGTH;

    private final WindowPool pool;
    private final ExtremaDeque largest;
    private final ExtremaDeque smallest;
    private long windowNs;
    private int entriesMax;

    /**
     * Flyweight that is not yet over a window.
     *
     * @param pool of its pages; header and pool lie in the same buffer.
     */
    public ExtremaWindow(final WindowPool pool)
    {
        this.pool = pool;
        this.largest = new ExtremaDeque(pool);
        this.smallest = new ExtremaDeque(pool);
    }

    /**
     * Most memory of one window.
     *
     * @param windowEntriesMax entries of a queue up to which it is exact.
     * @return bytes of the header and of all pages it can ever hold.
     */
    public static long bytes(final int windowEntriesMax)
    {
        final long entries = (long)windowEntriesMax + COALESCED_ENTRIES_MAX;
        final long pages = (entries + ExtremaDeque.PAGE_ENTRIES - 1) / ExtremaDeque.PAGE_ENTRIES + 1;
        return HEADER_LENGTH + 2 * pages * WindowPool.PAGE_LENGTH;
    }

    /**
     * Move to a window.
     *
     * @param headerOffset     of its header in the arena.
     * @param lengthNs         of the window, 1 to 2^62; the same at every call for a header until it is cleared.
     * @param windowEntriesMax entries of a queue up to which it is exact, at least 1.
     * @return this.
     */
    public ExtremaWindow wrap(final int headerOffset, final long lengthNs, final int windowEntriesMax)
    {
        largest.wrap(headerOffset);
        smallest.wrap(headerOffset + ExtremaDeque.HEADER_LENGTH);
        this.windowNs = lengthNs;
        this.entriesMax = windowEntriesMax;
        return this;
    }

    /**
     * Add one value.
     *
     * @param endTimeNs when it ceased to stand: engine time; before the newest end it counts as that.
     * @param value     such as a price in ticks; not the two that mean "empty".
     * @return bits of {@link WindowStatus}.
     */
    public int add(final long endTimeNs, final long value)
    {
        final long quantumNs = windowNs / COALESCED_ENTRIES_MAX;
        final boolean isAppendedLargest = largest.isAppended(endTimeNs, value, quantumNs, entriesMax);
        final boolean isAppendedSmallest = smallest.isAppended(endTimeNs, ~value, quantumNs, entriesMax);
        final int pages = (isAppendedLargest ? largest.pagesNeeded(value, entriesMax) : 0) +
            (isAppendedSmallest ? smallest.pagesNeeded(~value, entriesMax) : 0);
        if (pages > 0 && pages > pool.freePages())
        {
            return POOL_EXHAUSTED;
        }
        final boolean wasCoalesced = isCoalesced();
        int status = OK;
        if (isAppendedLargest)
        {
            largest.append(endTimeNs, value);
        }
        else
        {
            status |= largest.merge(endTimeNs);
        }
        if (isAppendedSmallest)
        {
            smallest.append(endTimeNs, ~value);
        }
        else
        {
            status |= smallest.merge(endTimeNs);
        }
        return wasCoalesced ? status & ~COALESCED_FIRST_TIME : status;
    }

    /**
     * Drop the values that ended at or before now - window.
     *
     * @param nowNs engine time.
     * @return true when a largest or smallest value went, so that {@link #max()} or {@link #min()} has changed.
     */
    public boolean expire(final long nowNs)
    {
        if (nextExpiryNs() > nowNs || isEmpty())
        {
            return false;
        }
        final long untilNs = nowNs - windowNs;
        if (largest.frontTimeNs() <= untilNs)
        {
            largest.dropUntil(untilNs);
        }
        if (!smallest.isEmpty() && smallest.frontTimeNs() <= untilNs)
        {
            smallest.dropUntil(untilNs);
        }
        return true;
    }

    /**
     * When the largest or the smallest value leaves, whichever is first.
     *
     * @return its end plus the window's length, or {@link Long#MAX_VALUE} when the window is empty.
     */
    public long nextExpiryNs()
    {
        return isEmpty() ? Long.MAX_VALUE : Math.min(largest.frontTimeNs(), smallest.frontTimeNs()) + windowNs;
    }

    /**
     * Largest value in the window.
     *
     * @return the value, or {@link Long#MIN_VALUE} when the window is empty.
     */
    public long max()
    {
        return largest.isEmpty() ? Long.MIN_VALUE : largest.frontKey();
    }

    /**
     * Smallest value in the window.
     *
     * @return the value, or {@link Long#MAX_VALUE} when the window is empty.
     */
    public long min()
    {
        return smallest.isEmpty() ? Long.MAX_VALUE : ~smallest.frontKey();
    }

    /**
     * Entries of the fuller queue.
     *
     * @return 0 to entriesMax + 4,096.
     */
    public int entries()
    {
        return Math.max(largest.entries(), smallest.entries());
    }

    /**
     * Whether there is no value.
     *
     * @return true when {@link #max()} and {@link #min()} are those of an empty window.
     */
    public boolean isEmpty()
    {
        return largest.isEmpty();
    }

    /**
     * Whether a merged entry is in the window: the episode that {@link WindowStatus#COALESCED_FIRST_TIME} began.
     *
     * @return true while expiry may be late by the quantum.
     */
    public boolean isCoalesced()
    {
        return largest.isCoalesced() || smallest.isCoalesced();
    }

    /** Take out all values and give the pages back: one step a page. */
    public void clear()
    {
        largest.clear();
        smallest.clear();
    }

    /** Sees the entries of one side. */
    @FunctionalInterface
    public interface EntryVisitor
    {
        /**
         * One entry.
         *
         * @param timeNs when its value ceased to stand.
         * @param key    the value; its complement on the side of the smallest.
         */
        void onEntry(long timeNs, long key);
    }

    /**
     * Show all entries of a side, oldest first. Cold.
     *
     * @param side    0 largest, 1 smallest.
     * @param visitor sees them.
     */
    public void forEach(final int side, final EntryVisitor visitor)
    {
        side(side).forEach(visitor);
    }

    /**
     * Entries of a side.
     *
     * @param side 0 largest, 1 smallest.
     * @return count.
     */
    public int entries(final int side)
    {
        return side(side).entries();
    }

    /**
     * First time of the newest entry of a side, which decides what merges into it.
     *
     * @param side 0 largest, 1 smallest.
     * @return nanoseconds.
     */
    public long newestFirstNs(final int side)
    {
        return side(side).newestFirstNs();
    }

    /**
     * End time of the newest merged entry of a side.
     *
     * @param side 0 largest, 1 smallest.
     * @return nanoseconds, 0 where none is left.
     */
    public long mergedUntilNs(final int side)
    {
        return side(side).mergedUntilNs();
    }

    /**
     * Append an entry as {@link #forEach} has shown it. Cold.
     *
     * @param side   0 largest, 1 smallest.
     * @param timeNs when its value ceased to stand.
     * @param key    its key.
     * @return false where no page is free, or where the key is not below the one before.
     */
    public boolean restore(final int side, final long timeNs, final long key)
    {
        return side(side).restore(timeNs, key);
    }

    /**
     * All entries of a side are restored.
     *
     * @param side          0 largest, 1 smallest.
     * @param newestFirstNs what {@link #newestFirstNs} was.
     * @param mergedUntilNs what {@link #mergedUntilNs} was.
     */
    public void restoreEnd(final int side, final long newestFirstNs, final long mergedUntilNs)
    {
        side(side).restoreEnd(newestFirstNs, mergedUntilNs);
    }

    private ExtremaDeque side(final int side)
    {
        return side == 0 ? largest : smallest;
    }
}

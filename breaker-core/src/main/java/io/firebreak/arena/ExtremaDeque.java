package io.firebreak.arena;

import static io.firebreak.arena.WindowStatus.COALESCED_ENTRIES_MAX;
import static io.firebreak.arena.WindowStatus.COALESCED_FIRST_TIME;
import static io.firebreak.arena.WindowStatus.OK;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * One side of an {@link ExtremaWindow}: the keys that may still become the largest of their window, strictly
 * decreasing from front to back. A minimum is kept as the largest of the complements.
 *
 * <pre>
 *  header, 64 B                              entry, 16 B, 63 a page, oldest first
 *   0  front page + 1   4  back page + 1      0  end time, ns
 *   8  front index     12  entries in back    8  key
 *  16  entries         20  0
 *  24  first time of the newest entry        32  time of the front entry
 *  40  key of the front entry                48  key of the back entry
 *  56  end time of the newest merged entry, 0 where none is left
 * </pre>
 */
final class ExtremaDeque
{
    static final int HEADER_LENGTH = 64;

    static final int ENTRY_LENGTH = 16;
    static final int PAGE_ENTRIES = WindowPool.PAGE_DATA_LENGTH / ENTRY_LENGTH;

    private static final int BACK_PAGE = 4;
    private static final int FRONT_INDEX = 8;
    private static final int BACK_USED = 12;
    private static final int ENTRIES = 16;
    private static final int NEWEST_FIRST = 24;
    private static final int FRONT_TIME = 32;
    private static final int FRONT_KEY = 40;
    private static final int BACK_KEY = 48;
    private static final int MERGED_UNTIL = 56;
    private static final int KEY = 8;

    private final WindowPool pool;
    private final UnsafeBuffer buffer;
    private int header;

    ExtremaDeque(final WindowPool pool)
    {
        this.pool = pool;
        this.buffer = pool.buffer();
    }

    void wrap(final int headerOffset)
    {
        this.header = headerOffset;
    }

    boolean isEmpty()
    {
        return buffer.getInt(header + ENTRIES) == 0;
    }

    int entries()
    {
        return buffer.getInt(header + ENTRIES);
    }

    long frontTimeNs()
    {
        return buffer.getLong(header + FRONT_TIME);
    }

    long frontKey()
    {
        return buffer.getLong(header + FRONT_KEY);
    }

    boolean isCoalesced()
    {
        return buffer.getLong(header + MERGED_UNTIL) != 0;
    }

    /** Whether the key makes an entry of its own: it dominates the back, or it may not merge into it. */
    boolean isAppended(final long endTimeNs, final long key, final long quantumNs, final int entriesMax)
    {
        final int entries = entries();
        return entries < entriesMax || key >= buffer.getLong(header + BACK_KEY) ||
            endTimeNs - buffer.getLong(header + NEWEST_FIRST) > quantumNs;
    }

    /** Pages that {@link #append} will take: a dominated entry leaves its place to the new one. */
    int pagesNeeded(final long key, final int entriesMax)
    {
        final int entries = entries();
        if (entries == 0)
        {
            return 1;
        }
        if (key >= buffer.getLong(header + BACK_KEY) || buffer.getInt(header + BACK_USED) < PAGE_ENTRIES)
        {
            return 0;
        }
        // The engine expires before it adds, and then this many entries are never reached; if not, memory is bounded.
        return entries < entriesMax + COALESCED_ENTRIES_MAX ? 1 : Integer.MAX_VALUE >> 1;
    }

    /** The back entry is larger and takes the end time over: nothing else can be seen of the key before that time. */
    int merge(final long endTimeNs)
    {
        final int entry = pool.dataOffset(buffer.getInt(header + BACK_PAGE) - 1) +
            (buffer.getInt(header + BACK_USED) - 1) * ENTRY_LENGTH;
        final long lastNs = Math.max(endTimeNs, buffer.getLong(entry));
        buffer.putLong(entry, lastNs);
        if (entries() == 1)
        {
            buffer.putLong(header + FRONT_TIME, lastNs);
        }
        final int status = isCoalesced() ? OK : COALESCED_FIRST_TIME;
        buffer.putLong(header + MERGED_UNTIL, lastNs);
        return status;
    }

    /** Drop what the key dominates and put it at the back; the pages it needs are free. */
    void append(final long endTimeNs, final long key)
    {
        long lastNs = endTimeNs;
        if (!isEmpty())
        {
            final int newest = pool.dataOffset(buffer.getInt(header + BACK_PAGE) - 1) +
                (buffer.getInt(header + BACK_USED) - 1) * ENTRY_LENGTH;
            lastNs = Math.max(endTimeNs, buffer.getLong(newest));
            if (key >= buffer.getLong(header + BACK_KEY))
            {
                dropDominated(key);
            }
        }
        final int entries = entries();
        int page = buffer.getInt(header + BACK_PAGE) - 1;
        int used = buffer.getInt(header + BACK_USED);
        if (entries == 0 || used == PAGE_ENTRIES)
        {
            final int fresh = pool.acquire();
            if (entries == 0)
            {
                buffer.putInt(header, fresh + 1);
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
        buffer.putLong(entry + KEY, key);
        buffer.putInt(header + BACK_USED, used + 1);
        buffer.putInt(header + ENTRIES, entries + 1);
        buffer.putLong(header + NEWEST_FIRST, lastNs);
        buffer.putLong(header + BACK_KEY, key);
        if (entries == 0)
        {
            buffer.putLong(header + FRONT_TIME, lastNs);
            buffer.putLong(header + FRONT_KEY, key);
        }
    }

    /** Drop what ended at or before a time: whole pages, then part of one. */
    void dropUntil(final long timeNs)
    {
        if (buffer.getLong(header + MERGED_UNTIL) <= timeNs)
        {
            buffer.putLong(header + MERGED_UNTIL, 0);
        }
        int page = buffer.getInt(header) - 1;
        final int back = buffer.getInt(header + BACK_PAGE) - 1;
        int from = buffer.getInt(header + FRONT_INDEX);
        int entries = entries();
        while (page != back && timeAt(page, PAGE_ENTRIES - 1) <= timeNs)
        {
            final int next = pool.next(page);
            pool.release(page);
            entries -= PAGE_ENTRIES - from;
            from = 0;
            page = next;
        }
        final int end = page == back ? buffer.getInt(header + BACK_USED) : PAGE_ENTRIES;
        final int first = firstAfter(page, from, end, timeNs);
        entries -= first - from;
        if (entries == 0)
        {
            pool.release(page);
            buffer.setMemory(header, HEADER_LENGTH, (byte)0);
            return;
        }
        buffer.putInt(header, page + 1);
        buffer.putInt(header + FRONT_INDEX, first);
        buffer.putInt(header + ENTRIES, entries);
        buffer.putLong(header + FRONT_TIME, timeAt(page, first));
        buffer.putLong(header + FRONT_KEY, keyAt(page, first));
    }

    void clear()
    {
        if (!isEmpty())
        {
            final int back = buffer.getInt(header + BACK_PAGE) - 1;
            int page = buffer.getInt(header) - 1;
            while (page != back)
            {
                final int next = pool.next(page);
                pool.release(page);
                page = next;
            }
            pool.release(back);
        }
        buffer.setMemory(header, HEADER_LENGTH, (byte)0);
    }

    /** From the back: whole pages whose oldest key is dominated, then part of one. */
    private void dropDominated(final long key)
    {
        final int front = buffer.getInt(header) - 1;
        final int frontIndex = buffer.getInt(header + FRONT_INDEX);
        int page = buffer.getInt(header + BACK_PAGE) - 1;
        int end = buffer.getInt(header + BACK_USED);
        int entries = entries();
        while (page != front && keyAt(page, 0) <= key)
        {
            final int previous = pool.previous(page);
            pool.release(page);
            entries -= end;
            end = PAGE_ENTRIES;
            page = previous;
        }
        final int from = page == front ? frontIndex : 0;
        final int kept = firstDominated(page, from, end, key);
        entries -= end - kept;
        if (entries == 0)
        {
            pool.release(page);
            buffer.setMemory(header, HEADER_LENGTH, (byte)0);
            return;
        }
        buffer.putInt(header + BACK_PAGE, page + 1);
        buffer.putInt(header + BACK_USED, kept);
        buffer.putInt(header + ENTRIES, entries);
    }

    private int firstAfter(final int page, final int from, final int end, final long timeNs)
    {
        int low = from;
        int high = end;
        while (low < high)
        {
            final int middle = (low + high) >>> 1;
            if (timeAt(page, middle) <= timeNs)
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

    private int firstDominated(final int page, final int from, final int end, final long key)
    {
        int low = from;
        int high = end;
        while (low < high)
        {
            final int middle = (low + high) >>> 1;
            if (keyAt(page, middle) > key)
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

    private long timeAt(final int page, final int index)
    {
        return buffer.getLong(pool.dataOffset(page) + index * ENTRY_LENGTH);
    }

    private long keyAt(final int page, final int index)
    {
        return buffer.getLong(pool.dataOffset(page) + index * ENTRY_LENGTH + KEY);
    }

    /** All entries, oldest first. */
    void forEach(final ExtremaWindow.EntryVisitor visitor)
    {
        int page = buffer.getInt(header) - 1;
        int index = buffer.getInt(header + FRONT_INDEX);
        for (int left = entries(); left > 0; left--)
        {
            visitor.onEntry(timeAt(page, index), keyAt(page, index));
            index++;
            if (index == PAGE_ENTRIES)
            {
                page = pool.next(page);
                index = 0;
            }
        }
    }

    long newestFirstNs()
    {
        return buffer.getLong(header + NEWEST_FIRST);
    }

    long mergedUntilNs()
    {
        return buffer.getLong(header + MERGED_UNTIL);
    }

    /** An entry as it was shown: behind the newest, and smaller. */
    boolean restore(final long timeNs, final long key)
    {
        final boolean fits = isEmpty() || key < buffer.getLong(header + BACK_KEY);
        if (!fits || pool.freePages() < pagesNeeded(key, Integer.MAX_VALUE / 2))
        {
            return false;
        }
        append(timeNs, key);
        return true;
    }

    void restoreEnd(final long newestFirstNs, final long mergedUntilNs)
    {
        buffer.putLong(header + NEWEST_FIRST, newestFirstNs);
        buffer.putLong(header + MERGED_UNTIL, mergedUntilNs);
    }
}

package io.firebreak.book;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The upper level of a side's far part: a sorted array of {int64 first key, int32 leaf page, int32 zero}, 64 to a page,
 * over at most 8 pages whose ids are in the struct. Insert and remove move at most 8 KiB; a search is 9 probes.
 */
final class FarDirectory
{
    static final int ENTRIES_A_PAGE = 64;
    static final int MAX_ENTRIES = LadderLayout.DIRECTORY_PAGES * ENTRIES_A_PAGE;

    private static final int ENTRY_BYTES = BookPool.PAGE_BYTES / ENTRIES_A_PAGE;
    private static final int PAGE_OFFSET = 8;
    private static final int LAST = ENTRIES_A_PAGE - 1;

    private final UnsafeBuffer buffer;
    private final BookPool pool;
    private int countOffset;
    private int idsOffset;

    FarDirectory(final BookPool pool)
    {
        this.buffer = pool.buffer();
        this.pool = pool;
    }

    void wrap(final int newCountOffset, final int newIdsOffset)
    {
        this.countOffset = newCountOffset;
        this.idsOffset = newIdsOffset;
    }

    int entries()
    {
        return buffer.getInt(countOffset);
    }

    long firstKey(final int entry)
    {
        return buffer.getLong(entryOffset(entry));
    }

    void firstKey(final int entry, final long key)
    {
        buffer.putLong(entryOffset(entry), key);
    }

    int leafPage(final int entry)
    {
        return buffer.getInt(entryOffset(entry) + PAGE_OFFSET);
    }

    int leafOffset(final int entry)
    {
        return pool.pageOffset(leafPage(entry));
    }

    /** Is there room for so many new leaves (0 or 1), the directory page they may need included? */
    boolean hasRoom(final int leaves)
    {
        final int entries = entries();
        final int pages = leaves + ((entries & LAST) == 0 ? leaves : 0);
        return entries + leaves <= MAX_ENTRIES && pool.freePages() >= pages;
    }

    /** The last entry whose first key is not above a key, or 0. */
    int search(final long key)
    {
        int low = 0;
        int high = entries() - 1;
        if (high >= 0 && firstKey(high) <= key)
        {
            return high;
        }
        while (low < high)
        {
            final int middle = (low + high + 1) >>> 1;
            if (firstKey(middle) <= key)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Insert an entry with a fresh leaf; the caller has asked {@link #hasRoom}. Answers the leaf's offset. */
    int insert(final int entry, final long key)
    {
        final int entries = entries();
        final int last = entries / ENTRIES_A_PAGE;
        if ((entries & LAST) == 0)
        {
            buffer.putInt(idsOffset + last * Integer.BYTES, pool.allocate());
        }
        final int first = entry / ENTRIES_A_PAGE;
        for (int page = last; page >= first; page--)
        {
            final int from = page == first ? entry & LAST : 0;
            final int to = page == last ? entries & LAST : LAST;
            final int pageOffset = pageOffset(page);
            if (page < last)
            {
                copy(pageOffset + LAST * ENTRY_BYTES, pageOffset(page + 1), 1);
            }
            copy(pageOffset + from * ENTRY_BYTES, pageOffset + (from + 1) * ENTRY_BYTES, to - from);
        }
        final int leaf = pool.allocate();
        final int entryOffset = entryOffset(entry);
        buffer.putLong(entryOffset, key);
        buffer.putInt(entryOffset + PAGE_OFFSET, leaf);
        buffer.putInt(countOffset, entries + 1);
        return pool.pageOffset(leaf);
    }

    /** Remove an entry and free its leaf, and its directory page when that was the page's last entry. */
    void remove(final int entry)
    {
        pool.free(leafPage(entry));
        final int entries = entries() - 1;
        final int first = entry / ENTRIES_A_PAGE;
        final int last = entries / ENTRIES_A_PAGE;
        for (int page = first; page <= last; page++)
        {
            final int from = page == first ? entry & LAST : 0;
            final int to = page == last ? entries & LAST : LAST;
            final int pageOffset = pageOffset(page);
            copy(pageOffset + (from + 1) * ENTRY_BYTES, pageOffset + from * ENTRY_BYTES, to - from);
            if (page < last)
            {
                copy(pageOffset(page + 1), pageOffset + LAST * ENTRY_BYTES, 1);
            }
        }
        final int vacated = entryOffset(entries);
        buffer.putLong(vacated, 0);
        buffer.putLong(vacated + PAGE_OFFSET, 0);
        buffer.putInt(countOffset, entries);
        if ((entries & LAST) == 0)
        {
            pool.free(buffer.getInt(idsOffset + last * Integer.BYTES));
            buffer.putInt(idsOffset + last * Integer.BYTES, 0);
        }
    }

    private void copy(final int from, final int to, final int entries)
    {
        if (entries > 0)
        {
            buffer.putBytes(to, buffer, from, entries * ENTRY_BYTES);
        }
    }

    private int pageOffset(final int page)
    {
        return pool.pageOffset(buffer.getInt(idsOffset + page * Integer.BYTES));
    }

    private int entryOffset(final int entry)
    {
        return pageOffset(entry / ENTRIES_A_PAGE) + (entry & LAST) * ENTRY_BYTES;
    }
}

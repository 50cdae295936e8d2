package io.firebreak.arena;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Pages of 1 KiB, of which all time windows are made: one pool of declared size. Free pages are a list through
 * themselves; pages that were never used are taken in order, so that a fresh pool needs no initial pass.
 *
 * <pre>
 *  header, 64 B     { first free page + 1, pages ever used, free pages in the list }
 *  page, 1,024 B    { next + 1, previous + 1, 8 B reserved } and 1,008 B for its owner
 * </pre>
 *
 * Engine thread only; every operation is O(1). Which page is handed out depends only on the calls so far.
 */
public final class WindowPool
{
    /** Bytes of a page. */
    public static final int PAGE_LENGTH = 1024;

    static final int PAGE_HEADER_LENGTH = 16;
    static final int PAGE_DATA_LENGTH = PAGE_LENGTH - PAGE_HEADER_LENGTH;

    private static final int HEADER_LENGTH = 64;
    private static final int EVER_USED = 4;
    private static final int LISTED = 8;
    private static final int PREVIOUS = 4;

    private final UnsafeBuffer buffer;
    private final int header;
    private final int first;
    private final int pages;

    /**
     * Flyweight over a zeroed or restored pool.
     *
     * @param buffer the arena.
     * @param offset where the pool lies, 64-byte aligned, {@link #bytes(int)} long.
     * @param pages  declared number of pages, at least 0.
     */
    public WindowPool(final UnsafeBuffer buffer, final int offset, final int pages)
    {
        this.buffer = buffer;
        this.header = offset;
        this.first = offset + HEADER_LENGTH;
        this.pages = pages;
        buffer.boundsCheck(offset, (int)bytes(pages));
    }

    /**
     * Memory of a pool.
     *
     * @param pages number of pages.
     * @return bytes, a multiple of 64.
     */
    public static long bytes(final int pages)
    {
        return HEADER_LENGTH + (long)pages * PAGE_LENGTH;
    }

    /**
     * Take a page; its links are 0, its other bytes are whatever its last owner left.
     *
     * @return page number, 0 to pages - 1, or -1 when all are in use.
     */
    public int acquire()
    {
        final int listed = buffer.getInt(header);
        final int page;
        if (listed != 0)
        {
            page = listed - 1;
            buffer.putInt(header, buffer.getInt(pageOffset(page)));
            buffer.putInt(header + LISTED, buffer.getInt(header + LISTED) - 1);
        }
        else
        {
            page = buffer.getInt(header + EVER_USED);
            if (page == pages)
            {
                return -1;
            }
            buffer.putInt(header + EVER_USED, page + 1);
        }
        buffer.putLong(pageOffset(page), 0);
        return page;
    }

    /**
     * Give a page back.
     *
     * @param page one that {@link #acquire()} returned and that was not released since.
     */
    public void release(final int page)
    {
        buffer.putInt(pageOffset(page), buffer.getInt(header));
        buffer.putInt(pageOffset(page) + PREVIOUS, 0);
        buffer.putInt(header, page + 1);
        buffer.putInt(header + LISTED, buffer.getInt(header + LISTED) + 1);
    }

    /**
     * Pages that can still be acquired.
     *
     * @return 0 to the declared number.
     */
    public int freePages()
    {
        return pages - buffer.getInt(header + EVER_USED) + buffer.getInt(header + LISTED);
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    int pageOffset(final int page)
    {
        return first + page * PAGE_LENGTH;
    }

    int dataOffset(final int page)
    {
        return first + page * PAGE_LENGTH + PAGE_HEADER_LENGTH;
    }

    /** Link two pages of one owner; each has at most one next and one previous. */
    void link(final int page, final int next)
    {
        buffer.putInt(pageOffset(page), next + 1);
        buffer.putInt(pageOffset(next) + PREVIOUS, page + 1);
    }

    int next(final int page)
    {
        return buffer.getInt(pageOffset(page)) - 1;
    }

    int previous(final int page)
    {
        return buffer.getInt(pageOffset(page) + PREVIOUS) - 1;
    }
}

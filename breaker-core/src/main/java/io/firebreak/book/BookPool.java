package io.firebreak.book;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * One pool of 1 KiB pages for the far levels of all books, with a free list, in the arena.
 *
 * <pre>
 *  +0   int32 pages declared
 *  +4   int32 pages free
 *  +8   int32 head of the free list, 0 = none
 *  +12  int32 pages ever handed out: pages above it have never been touched
 *  +16  zero to 64
 *  +64  page 1, page 2, ...: 1,024 bytes each; a free page is zero but for the next free page's id in its first int32
 * </pre>
 *
 * Pages are known by ids from 1; 0 is "no page", so zeroed memory refers to nothing. The order in which pages are
 * handed out depends only on the order of the calls. <b>Note:</b> owned by the engine thread.
 */
public final class BookPool
{
    /** Bytes of a page. */
    public static final int PAGE_BYTES = 1024;

    private static final int PAGES_OFFSET = 0;
    private static final int FREE_OFFSET = 4;
    private static final int HEAD_OFFSET = 8;
    private static final int USED_OFFSET = 12;
    private static final int HEADER_BYTES = 64;

    private final UnsafeBuffer buffer;
    private final int offset;

    /**
     * Address a pool that lies in the arena. Zeroed memory becomes a pool by {@link #initialise}.
     *
     * @param buffer of the arena.
     * @param offset of the pool's first byte, a multiple of 64.
     */
    public BookPool(final UnsafeBuffer buffer, final int offset)
    {
        this.buffer = buffer;
        this.offset = offset;
    }

    /**
     * Size of a pool.
     *
     * @param pages declared, 0 or more.
     * @return its bytes, a multiple of 64.
     * @throws ArithmeticException if it exceeds the int range.
     */
    public static int bytes(final int pages)
    {
        return Math.addExact(HEADER_BYTES, Math.multiplyExact(pages, PAGE_BYTES));
    }

    /**
     * Declare the size, once, over zeroed memory of {@link #bytes} bytes.
     *
     * @param pages declared, 0 or more.
     */
    public void initialise(final int pages)
    {
        buffer.putInt(offset + PAGES_OFFSET, pages);
        buffer.putInt(offset + FREE_OFFSET, pages);
    }

    /**
     * Size of the pool.
     *
     * @return declared pages.
     */
    public int pages()
    {
        return buffer.getInt(offset + PAGES_OFFSET);
    }

    /**
     * Room in the pool.
     *
     * @return pages that can still be allocated.
     */
    public int freePages()
    {
        return buffer.getInt(offset + FREE_OFFSET);
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    /** Offset of a page's first byte in the arena. */
    int pageOffset(final int page)
    {
        return offset + HEADER_BYTES + (page - 1) * PAGE_BYTES;
    }

    /** A zeroed page's id, or 0 when the pool is exhausted. */
    int allocate()
    {
        final int free = buffer.getInt(offset + FREE_OFFSET);
        if (free == 0)
        {
            return 0;
        }
        buffer.putInt(offset + FREE_OFFSET, free - 1);
        final int head = buffer.getInt(offset + HEAD_OFFSET);
        if (head != 0)
        {
            final int pageOffset = pageOffset(head);
            buffer.putInt(offset + HEAD_OFFSET, buffer.getInt(pageOffset));
            buffer.putInt(pageOffset, 0);
            return head;
        }
        final int used = buffer.getInt(offset + USED_OFFSET) + 1;
        buffer.putInt(offset + USED_OFFSET, used);
        return used;
    }

    /** Give a page back; it is zeroed here, so that what was in it leaves no trace in a digest. */
    void free(final int page)
    {
        final int pageOffset = pageOffset(page);
        buffer.setMemory(pageOffset, PAGE_BYTES, (byte)0);
        buffer.putInt(pageOffset, buffer.getInt(offset + HEAD_OFFSET));
        buffer.putInt(offset + HEAD_OFFSET, page);
        buffer.putInt(offset + FREE_OFFSET, buffer.getInt(offset + FREE_OFFSET) + 1);
    }
}

package io.firebreak.book;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** One book, or several, and a pool, in a little arena of their own. */
final class LadderFixture
{
    static final int BID = 0;
    static final int ASK = 1;

    final UnsafeBuffer arena;
    final int poolOffset;
    final BookPool pool;
    final PriceLadder ladder;

    LadderFixture(final int books, final int pages)
    {
        poolOffset = books * PriceLadder.bytes();
        final ByteBuffer bytes = BufferUtil.allocateDirectAligned(poolOffset + BookPool.bytes(pages), 64);
        arena = new UnsafeBuffer(bytes);
        pool = new BookPool(arena, poolOffset);
        pool.initialise(pages);
        ladder = new PriceLadder(pool).wrap(0);
    }

    static LadderFixture book()
    {
        return book(8_192, 10, 20, 10);
    }

    static LadderFixture book(final int levels, final int top, final long ticks, final int bps)
    {
        final LadderFixture fixture = new LadderFixture(1, 2 * PriceLadder.pages(levels));
        fixture.ladder.initialise(levels, top, ticks, bps);
        return fixture;
    }

    byte[] bytes()
    {
        final byte[] copy = new byte[arena.capacity()];
        arena.getBytes(0, copy);
        return copy;
    }

    byte[] structBytes()
    {
        final byte[] copy = new byte[PriceLadder.bytes()];
        arena.getBytes(0, copy);
        return copy;
    }
}

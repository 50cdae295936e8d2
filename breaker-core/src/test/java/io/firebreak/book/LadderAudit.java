package io.firebreak.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.UnsafeBuffer;

/** What must hold of the bytes after any update: order, counts, sums, fill, and zeros where nothing lies. */
final class LadderAudit
{
    private final LadderFixture fixture;
    private final UnsafeBuffer arena;

    LadderAudit(final LadderFixture fixture)
    {
        this.fixture = fixture;
        this.arena = fixture.arena;
    }

    void check()
    {
        final int pages = fixture.pool.pages() - fixture.pool.freePages();
        assertThat(side(0) + side(1)).as("pages in use").isEqualTo(pages);
        int free = 0;
        for (int page = arena.getInt(fixture.poolOffset + 8); page != 0; free++)
        {
            final int at = fixture.pool.pageOffset(page);
            zero(at + 4, at + BookPool.PAGE_BYTES);
            page = arena.getInt(at);
        }
        final int touched = arena.getInt(fixture.poolOffset + 12);
        assertThat(free + fixture.pool.pages() - touched).as("free pages").isEqualTo(fixture.pool.freePages());
        zero(fixture.pool.pageOffset(touched + 1), arena.capacity());
    }

    private int side(final int side)
    {
        final int block = 64 + side * 64;
        final int nearCount = arena.getInt(block);
        final int farCount = arena.getInt(block + 4);
        final int leaves = arena.getInt(block + 56);
        final int near = 256 + side * 512;
        zero(block + 60, block + 64);
        zero(near + nearCount * 16, near + 512);
        assertThat(nearCount).isBetween(farCount > 0 ? 16 : 0, 32);
        long total = 0;
        long key = Long.MIN_VALUE;
        int counted = 0;
        int previousLevels = 1 << 20;
        for (int leaf = 0; leaf < leaves; leaf++)
        {
            final int entry = entry(side, leaf);
            zero(entry + 12, entry + 16);
            final int at = fixture.pool.pageOffset(arena.getInt(entry + 8));
            final int levels = arena.getInt(at + 8);
            assertThat(levels).isBetween(1, 63);
            assertThat(levels + previousLevels).as("neighbours").isGreaterThanOrEqualTo(49);
            assertThat(arena.getLong(at + 16)).as("first key").isEqualTo(arena.getLong(entry));
            zero(at + 12, at + 16);
            zero(at + 16 + levels * 16, at + 1024);
            long sum = 0;
            for (int i = 0; i < levels; i++)
            {
                key = ascend(key, arena.getLong(at + 16 + i * 16));
                sum += arena.getLong(at + 24 + i * 16);
            }
            assertThat(arena.getLong(at)).as("leaf sum").isEqualTo(sum);
            total += sum;
            counted += levels;
            previousLevels = levels;
        }
        for (int i = 0; i < nearCount; i++)
        {
            key = ascend(key, arena.getLong(near + i * 16));
            total += arena.getLong(near + i * 16 + 8);
        }
        assertThat(counted).isEqualTo(farCount);
        assertThat(arena.getLong(block + 16)).as("total").isEqualTo(total);
        return leaves + directoryPages(side, leaves);
    }

    private int directoryPages(final int side, final int leaves)
    {
        final int ids = 192 + side * 32;
        final int pages = (leaves + 63) / 64;
        zero(ids + pages * 4, ids + 32);
        if (leaves % 64 != 0)
        {
            final int page = fixture.pool.pageOffset(arena.getInt(ids + (pages - 1) * 4));
            zero(page + leaves % 64 * 16, page + 1024);
        }
        return pages;
    }

    private int entry(final int side, final int leaf)
    {
        return fixture.pool.pageOffset(arena.getInt(192 + side * 32 + leaf / 64 * 4)) + leaf % 64 * 16;
    }

    private static long ascend(final long before, final long key)
    {
        assertThat(key).isGreaterThan(before);
        return key;
    }

    private void zero(final int from, final int to)
    {
        for (int at = from; at < to; at += 4)
        {
            assertThat(arena.getInt(at)).as("padding at %s", at).isZero();
        }
    }
}

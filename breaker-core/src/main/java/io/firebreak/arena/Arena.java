package io.firebreak.arena;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One zeroed, 64-byte-aligned region outside the heap: all mutable state of one engine.
 *
 * <pre>
 *  0                64-byte boundaries                          capacity
 *  +---------+---------------+------------------+------------------+
 *  | digest  | timer heap    | window headers   | window pages     |    sections as the layout drew them,
 *  +---------+---------------+------------------+------------------+    see {@link ArenaLayout#describe()}
 * </pre>
 *
 * The engine thread owns the content. Its address never changes; it lives as long as this object.
 */
public final class Arena
{
    private final ArenaLayout layout;
    private final UnsafeBuffer buffer;

    private Arena(final ArenaLayout layout, final ByteBuffer memory)
    {
        this.layout = layout;
        this.buffer = new UnsafeBuffer(memory);
    }

    /**
     * Allocate an arena.
     *
     * @param layout its sections; must not grow afterwards.
     * @return the arena, all zero.
     * @throws IllegalStateException when the JVM has not so much direct memory.
     */
    public static Arena allocate(final ArenaLayout layout)
    {
        try
        {
            return new Arena(layout, BufferUtil.allocateDirectAligned(layout.length(), ArenaLayout.ALIGNMENT));
        }
        catch (final OutOfMemoryError ex)
        {
            throw new IllegalStateException("no direct memory for an arena of " + layout.length() +
                " bytes: raise -XX:MaxDirectMemorySize", ex);
        }
    }

    /**
     * The whole region.
     *
     * @return the one buffer; flyweights are wrapped over it.
     */
    public UnsafeBuffer buffer()
    {
        return buffer;
    }

    /**
     * Size of the region.
     *
     * @return bytes, a multiple of 64.
     */
    public int capacity()
    {
        return buffer.capacity();
    }

    /**
     * Hash of every byte. Cold: it reads the whole region, at snapshots, at close and when a verification asks for it.
     *
     * @return 64 bits; two regions that differ in one byte never have the same.
     */
    public long hash()
    {
        return Mix.hash(buffer, 0, buffer.capacity());
    }

    /**
     * The sections as a table.
     *
     * @return see {@link ArenaLayout#describe()}.
     */
    public String describe()
    {
        return layout.describe();
    }
}

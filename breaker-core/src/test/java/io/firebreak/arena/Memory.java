package io.firebreak.arena;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Zeroed, aligned memory for one structure under test. */
final class Memory
{
    private Memory()
    {
    }

    static UnsafeBuffer of(final long bytes)
    {
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(Math.toIntExact(bytes), ArenaLayout.ALIGNMENT));
    }
}

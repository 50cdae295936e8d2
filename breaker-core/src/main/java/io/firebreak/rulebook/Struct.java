package io.firebreak.rulebook;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One struct of the parameter image while it is being filled; what nobody writes stays zero. */
final class Struct
{
    private final ByteBuffer bytes;

    Struct(final int length)
    {
        bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    void int32(final int offset, final int value)
    {
        bytes.putInt(offset, value);
    }

    void int64(final int offset, final long value)
    {
        bytes.putLong(offset, value);
    }

    int int32(final int offset)
    {
        return bytes.getInt(offset);
    }

    long int64(final int offset)
    {
        return bytes.getLong(offset);
    }

    void flag(final int offset, final boolean value)
    {
        bytes.putInt(offset, value ? 1 : 0);
    }

    byte[] bytes()
    {
        return bytes.array();
    }
}

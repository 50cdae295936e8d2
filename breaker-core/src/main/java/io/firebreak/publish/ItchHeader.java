package io.firebreak.publish;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What the ITCH messages of a stock begin with, big-endian: type u8 | 1 stock locate u16 | 3 tracking u16 | 5 time, ns
 * since midnight, 6 bytes | 11 stock, 8 letters padded with spaces.
 */
final class ItchHeader
{
    static final int LENGTH = 19;

    private static final int TIME_OFFSET = 5;
    private static final int STOCK_OFFSET = 11;
    private static final int STOCK_LENGTH = 8;
    private static final long DAY_NS = 86_400_000_000_000L;

    private ItchHeader()
    {
    }

    static void encode(final MutableDirectBuffer buffer, final int offset, final char type, final int stockLocate,
        final long sinceMidnightNs, final String stock)
    {
        if (sinceMidnightNs < 0 || sinceMidnightNs >= DAY_NS)
        {
            throw new IllegalArgumentException("time of day " + sinceMidnightNs + " ns: below a day, not negative");
        }
        buffer.putByte(offset, (byte)type);
        buffer.putShort(offset + 1, (short)stockLocate, ByteOrder.BIG_ENDIAN);
        buffer.putShort(offset + 3, (short)0, ByteOrder.BIG_ENDIAN);
        buffer.putShort(offset + TIME_OFFSET, (short)(sinceMidnightNs >>> Integer.SIZE), ByteOrder.BIG_ENDIAN);
        buffer.putInt(offset + TIME_OFFSET + Short.BYTES, (int)sinceMidnightNs, ByteOrder.BIG_ENDIAN);
        letters(buffer, offset + STOCK_OFFSET, stock, STOCK_LENGTH);
    }

    static void letters(final MutableDirectBuffer buffer, final int offset, final String text, final int length)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > length)
        {
            throw new IllegalArgumentException("'" + text + "' is longer than " + length + " letters");
        }
        buffer.setMemory(offset, length, (byte)' ');
        buffer.putBytes(offset, bytes);
    }

    static String letters(final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new String(bytes, StandardCharsets.US_ASCII).stripTrailing();
    }

    static void require(final DirectBuffer buffer, final int offset, final char type)
    {
        if (buffer.getByte(offset) != type)
        {
            throw new IllegalArgumentException(
                "message type '" + (char)buffer.getByte(offset) + "', not '" + type + "'");
        }
    }
}

package io.firebreak.arena;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The 64-bit mixing shared by digest and hash: exclusive-or, multiply by an odd constant, rotate. Every step is a
 * bijection of the accumulator for a given word, and of the word for a given accumulator, so one changed word always
 * changes the result; four independent lanes keep the multipliers busy.
 */
final class Mix
{
    /** Odd constants with well spread bits: fractional parts of the square roots of 2, 3, 5 and 7. */
    static final long A = 0x6A09E667F3BCC909L;
    static final long B = 0xBB67AE8584CAA73BL;
    static final long C = 0x3C6EF372FE94F82BL;
    static final long D = 0xA54FF53A5F1D36F1L;

    private static final int STRIPE = 4 * Long.BYTES;

    private Mix()
    {
    }

    static long step(final long accumulator, final long word)
    {
        return Long.rotateLeft((accumulator ^ word) * B, 29);
    }

    /**
     * Lanes that have just been stepped, in one word without a further multiplication: a bijection of each lane for
     * given others. The lanes are turned apart, so that the same change in two of them does not cancel.
     */
    static long meet(final long a, final long b, final long c, final long d)
    {
        return a ^ Long.rotateLeft(b, 17) ^ Long.rotateLeft(c, 34) ^ Long.rotateLeft(d, 51);
    }

    static long join(final long a, final long b, final long c, final long d)
    {
        return step(step(step(step(A, a), b), c), d);
    }

    /** Any length, 8 bytes at a time; the last 1 to 7 bytes count as a word that ends in zeros. */
    static long hash(final UnsafeBuffer buffer, final int offset, final int length)
    {
        long a = A;
        long b = B;
        long c = C;
        long d = D;
        int i = 0;
        for (; i <= length - STRIPE; i += STRIPE)
        {
            a = step(a, buffer.getLong(offset + i));
            b = step(b, buffer.getLong(offset + i + 8));
            c = step(c, buffer.getLong(offset + i + 16));
            d = step(d, buffer.getLong(offset + i + 24));
        }
        for (; i <= length - Long.BYTES; i += Long.BYTES)
        {
            a = step(a, buffer.getLong(offset + i));
        }
        if (i < length)
        {
            long tail = 0;
            for (int shift = 0; i < length; i++, shift += Byte.SIZE)
            {
                tail |= (buffer.getByte(offset + i) & 0xFFL) << shift;
            }
            b = step(b, tail);
        }
        return finish(step(join(a, b, c, d), length));
    }

    /** Spread every bit over the word; a bijection. */
    static long finish(final long value)
    {
        final long a = (value ^ (value >>> 32)) * C;
        final long b = (a ^ (a >>> 29)) * D;
        return b ^ (b >>> 32);
    }
}

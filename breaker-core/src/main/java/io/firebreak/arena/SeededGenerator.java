package io.firebreak.arena;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine's only source of chance: random tails of pauses and calls. A Weyl sequence in 64 bits whose terms are
 * mixed (the SplitMix construction), kept in the arena: the same seed gives the same draws in every replay.
 * <p>
 * Not for secrets. Engine thread only.
 */
public final class SeededGenerator
{
    /** Bytes in the arena. */
    public static final int LENGTH = 64;

    /** Odd, 2^64 over the golden ratio: the state takes all 2^64 values, well spread. */
    private static final long INCREMENT = 0x9E3779B97F4A7C15L;

    private final UnsafeBuffer buffer;
    private final int offset;

    /**
     * Flyweight over a zeroed or restored generator.
     *
     * @param buffer the arena.
     * @param offset where it lies, 64-byte aligned, {@link #LENGTH} bytes.
     */
    public SeededGenerator(final UnsafeBuffer buffer, final int offset)
    {
        this.buffer = buffer;
        this.offset = offset;
    }

    /**
     * Begin a new sequence.
     *
     * @param seed any value; the same seed gives the same draws.
     */
    public void seed(final long seed)
    {
        buffer.putLong(offset, seed);
    }

    /**
     * Draw 64 bits.
     *
     * @return each value equally likely.
     */
    public long next()
    {
        final long state = buffer.getLong(offset) + INCREMENT;
        buffer.putLong(offset, state);
        return Mix.finish(state);
    }

    /**
     * Draw a number below a bound, each equally likely: a draw that would favour some is thrown away.
     *
     * @param bound at least 1; anything below counts as 1.
     * @return 0 to bound - 1.
     */
    public long nextBelow(final long bound)
    {
        long draw = next() >>> 1;
        if (bound <= 1)
        {
            return 0;
        }
        long remainder = draw % bound;
        // The last, incomplete run of remainders below 2^63: its end has overflowed.
        while (draw - remainder + (bound - 1) < 0)
        {
            draw = next() >>> 1;
            remainder = draw % bound;
        }
        return remainder;
    }
}

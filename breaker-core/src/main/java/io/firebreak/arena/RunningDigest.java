package io.firebreak.arena;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The running digest: 64 bits in the arena into which every event folds one further 64-byte line of the arena, in turn,
 * and the bytes of its decisions. Two engines that ran the same events have the same digest after each; a decision that
 * differs shows at once, a byte of state that differs shows within one tour of the arena.
 *
 * <pre>
 *  0           8           12          16
 *  +-----------+-----------+-----------+
 *  | digest    | cursor    | 0         |    cursor: offset of the line that is folded next
 *  +-----------+-----------+-----------+
 * </pre>
 *
 * Engine thread only. No allocation, no branch on data but the wrap of the cursor.
 */
public final class RunningDigest
{
    /** Bytes in the arena. */
    public static final int LENGTH = 64;

    /** Offset: line of the arena that is folded next, int32. */
    public static final int CURSOR = 8;

    private static final int LINE = 64;

    private final UnsafeBuffer arena;
    private final int offset;
    private final int end;

    /**
     * Flyweight over a zeroed or restored digest.
     *
     * @param arena  the whole arena; its capacity is a multiple of 64.
     * @param offset where the digest lies in it, {@link #LENGTH} bytes, 64-byte aligned.
     */
    public RunningDigest(final UnsafeBuffer arena, final int offset)
    {
        this.arena = arena;
        this.offset = offset;
        this.end = arena.capacity() & -LINE;
    }

    /**
     * Fold the next line of the arena and the decisions of one event.
     *
     * @param decisions buffer of the decisions.
     * @param from      their offset.
     * @param length    their bytes, 0 for none.
     */
    public void fold(final UnsafeBuffer decisions, final int from, final int length)
    {
        final int line = arena.getInt(offset + CURSOR);
        final int next = line + LINE;
        arena.putInt(offset + CURSOR, next == end ? 0 : next);

        // The lanes do not wait for the digest of the event before: only the last step does.
        long a = Mix.step(Mix.A, arena.getLong(line));
        long b = Mix.step(Mix.B, arena.getLong(line + 8));
        long c = Mix.step(Mix.C, arena.getLong(line + 16));
        long d = Mix.step(Mix.D, arena.getLong(line + 24));
        a = Mix.step(a, arena.getLong(line + 32));
        b = Mix.step(b, arena.getLong(line + 40));
        c = Mix.step(c, arena.getLong(line + 48));
        d = Mix.step(d, arena.getLong(line + 56));

        long digest = Mix.step(arena.getLong(offset), Mix.meet(a, b, c, d));
        if (length > 0)
        {
            digest = Mix.step(digest, Mix.hash(decisions, from, length));
        }
        arena.putLong(offset, digest);
    }

    /**
     * The digest after the last event.
     *
     * @return 64 bits, 0 before the first event.
     */
    public long value()
    {
        return arena.getLong(offset);
    }
}

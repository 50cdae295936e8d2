package io.firebreak.arena;

/** What became of a value that was added to a time window: bits, 0 for nothing to report. */
public final class WindowStatus
{
    /** The value is in the window. */
    public static final int OK = 0;

    /**
     * The value is in the window, merged into the newest entry, and it is the first one of its episode: from now on,
     * until no merged entry is left, entries may leave late, by at most 1/4096 of the window. To be journaled once.
     */
    public static final int COALESCED_FIRST_TIME = 1;

    /** No page was free: the window is as it was, without the value. Its owner makes the reference unknown. */
    public static final int POOL_EXHAUSTED = 2;

    /** A sum would leave 64 bits: the window is as it was, without the value. Its owner makes the reference unknown. */
    public static final int OVERFLOW = 4;

    /** Default for the number of entries up to which a window is exact. */
    public static final int WINDOW_PRINTS_MAX_DEFAULT = 32_768;

    /** Entries above that maximum which a full window may hold; the reciprocal of the merging quantum. */
    public static final int COALESCED_ENTRIES_MAX = 4_096;

    private WindowStatus()
    {
    }

    /**
     * Whether a status says that the value is not in the window.
     *
     * @param status what an add returned.
     * @return true for {@link #POOL_EXHAUSTED} and {@link #OVERFLOW}.
     */
    public static boolean isRefused(final int status)
    {
        return (status & (POOL_EXHAUSTED | OVERFLOW)) != 0;
    }
}

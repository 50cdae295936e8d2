package io.firebreak.book;

/**
 * The quality of a book as bits of the int that {@link BookView#state} returns; 0 = two-sided, uncrossed, trusted
 * and fresh. A state is data quality, for the rules to judge: the ladder goes on working in every one of them.
 */
public final class BookState
{
    /** No level on either side. */
    public static final int EMPTY = 1;

    /** Levels on exactly one side. */
    public static final int ONE_SIDED = 1 << 1;

    /** The best bid is above the best ask. */
    public static final int CROSSED = 1 << 2;

    /** The best bid equals the best ask. */
    public static final int LOCKED = 1 << 3;

    /** Between a clear (or a loss) and the next {@link PriceLadder#ready}: levels may be missing. */
    public static final int UNTRUSTED = 1 << 4;

    /** The last mark of {@link PriceLadder#asOf(long)} is older than the caller's limit. */
    public static final int STALE = 1 << 5;

    private BookState()
    {
    }
}

package io.firebreak.breaker;

/**
 * Where a market-wide ladder keeps its state. The market has no book and no quotes and its ladders no bands, so those
 * places of {@link Layout} are free and are named anew here; snapshots carry them under their first names.
 */
final class LadderLayout
{
    /** Most indices of a market. */
    static final int INDICES = 4;

    /** Most times that the sustained levels of one breaker keep, one for each of their indices. */
    static final int PLACES = 6;

    /** Market: last value of each index, 4 int64 1e-9; kept where a level must be sustained. */
    static final int S_INDEX_E9 = Layout.S_DEPTH_FROM;

    /** Market: previous close of each index but the first, 3 int64 1e-9; not above 0 none. */
    static final int S_CLOSE_E9 = Layout.S_BID;

    /** Breaker: index value at which a level fired last today, int64 1e-9; 0 none. */
    static final int X_LAST_E9 = Layout.X_CAUSE;

    /** Breaker: which index that was, int64. */
    static final int X_LAST_INDEX = Layout.X_STEP;

    /** Breaker: the time since which a level has been reached without interruption; not above 0 or NEVER none. */
    private static final int[] SINCE = {Layout.X_SINCE, Layout.X_LOWER, Layout.X_UPPER, Layout.X_SUSTAINED,
        Layout.X_FACTOR_PPM, Layout.X_WIDTH_PPM};

    private LadderLayout()
    {
    }

    static int since(final int place)
    {
        return SINCE[place];
    }

    /** Offset of an index's previous close in the state of the market. */
    static int close(final int index)
    {
        return index == 0 ? Layout.S_PREVIOUS_CLOSE_E9 : S_CLOSE_E9 + (index - 1) * Long.BYTES;
    }
}

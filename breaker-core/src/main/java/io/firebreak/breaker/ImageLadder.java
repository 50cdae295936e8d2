package io.firebreak.breaker;

/**
 * Fields of the parameter image that a market-wide ladder has beside those of {@link ImageLayout}: of its breaker, of
 * its levels, and of the rows of a table of lengths by the time of day. Offsets from the start of the struct.
 */
public final class ImageLadder
{
    /** Breaker of a ladder: length of the call between its halt and the opening, int64 ns; 0 no call. */
    public static final int B_CALL_NS = ImageLayout.B_LIMIT_STATE_NS;

    /** Rule: the level lies below the close, above it, or on both sides, int32, see the constants below. */
    public static final int U_DIRECTION = 200;

    /** Rule: 1 the level counts for every index of the market, 0 for that of its reference alone, int32. */
    public static final int U_ANY_INDEX = 204;

    /** Rule: also so far beyond the index value at which the last level fired, int64 ppm of it; 0 not asked. */
    public static final int U_BEYOND_LAST_PPM = 208;

    /** Rule: what the rows of its lengths count from, int32, see the constants below; 0 it has no table. */
    public static final int U_LENGTHS_FROM = 216;

    /** Rule: first place of its sustained times, int32; one for each of its indices. */
    public static final int U_SUSTAIN_PLACE = 220;

    /** The index at or below its close less the width. */
    public static final int FALL = 0;

    /** The index at or above its close plus the width. */
    public static final int RISE = 1;

    /** Either. */
    public static final int EITHER = 2;

    /** A row lasts until so long after the open. */
    public static final int AFTER_OPEN = 1;

    /** A row lasts until so long before the close. */
    public static final int BEFORE_CLOSE = 2;

    /** Length row: end of the row, int64 ns from what the rule says; Long.MAX_VALUE the rest of the day. */
    public static final int L_UNTIL_NS = 0;

    /** Length row: 1 that instant itself included, int32. */
    public static final int L_INCLUSIVE = 8;

    /** Row: what it is a row of, int32: 0 of widths, 1 of lengths. */
    public static final int W_KIND = 12;

    /** Length row: length of the halt, int64 ns; 0 no halt, or {@link #L_STATE}. */
    public static final int L_LENGTH_NS = 16;

    /** Length row: TradingState code that it trips to, int32; 0 the level's own. */
    public static final int L_STATE = 24;

    private ImageLadder()
    {
    }
}

package io.firebreak.breaker;

/**
 * What is in force for a part of the day in the parameter image: bytes 296 to 303 of a rule of a band, 480 to 487 of a
 * breaker, and rows of two kinds ({@link ImageLadder#W_KIND}).
 */
public final class ImageHours
{
    /** Rule: first row of its hours, int32. */
    public static final int U_FIRST_HOUR = 296;

    /** Rule: rows of its hours, int32; 0 the same all day. */
    public static final int U_HOURS = 300;

    /** Breaker: first row of its intervals, int32. */
    public static final int B_FIRST_INTERVAL = 480;

    /** Breaker: intervals in which it judges, int32; 0 none is declared. */
    public static final int B_INTERVALS = 484;

    /** Kind of a row: a part of the day of a rule. */
    public static final int KIND_HOUR = 2;

    /** Kind of a row: an interval of a breaker. */
    public static final int KIND_INTERVAL = 3;

    /** Counted from the open. */
    public static final int AFTER_OPEN = 1;

    /** Counted back from the close. */
    public static final int BEFORE_CLOSE = 2;

    /** Part of the day: its end, which is no longer in it, int64 ns; Long.MAX_VALUE the rest of the day. */
    public static final int H_UNTIL_NS = 0;

    /** Part of the day: what its end is counted from, int32. */
    public static final int H_UNTIL_OF = 8;

    /** Part of the day: what is in force, int32. */
    public static final int H_EFFECT = 16;

    /** Part of the day: width below, int64 ppm. */
    public static final int H_DOWN_PPM = 24;

    /** Part of the day: width above, int64 ppm. */
    public static final int H_UP_PPM = 32;

    /** Part of the day: absolute distance below, int64. */
    public static final int H_DOWN_ABS = 40;

    /** Part of the day: absolute distance above, int64. */
    public static final int H_UP_ABS = 48;

    /** Part of the day: factor of the rule's own widths, int64 ppm of 1. */
    public static final int H_SCALE_PPM = 56;

    /** Effect: the widths of the row. */
    public static final int WIDTHS = 0;

    /** Effect: the rule's widths times a factor. */
    public static final int SCALE = 1;

    /** Effect: the rule has no limits. */
    public static final int NONE = 2;

    /** Interval: its begin, int64 ns. */
    public static final int I_FROM_NS = 0;

    /** Interval: what its begin is counted from, int32. */
    public static final int I_FROM_OF = 8;

    /** Interval: its end, which is no longer in it, int64 ns. */
    public static final int I_TO_NS = 16;

    /** Interval: what its end is counted from, int32. */
    public static final int I_TO_OF = 24;

    /** Most rows of either kind. */
    public static final int MOST = 8;

    private ImageHours()
    {
    }
}

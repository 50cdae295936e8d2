package io.firebreak.breaker;

/**
 * What a class of the parameter image says about the books and the trade rate of its instruments: offsets into the
 * class, beside those of {@link ImageLayout}.
 */
public final class ImageBook
{
    /** Distance of the depth in ticks, int64. */
    public static final int C_WITHIN_TICKS = 80;

    /** Time constant of the trade rate, int64 ns. */
    public static final int C_RATE_TAU_NS = 88;

    /** Levels of the top depth, int32. */
    public static final int C_TOP_LEVELS = 96;

    /** Distance of the depth as a share of the best price, int32 basis points. */
    public static final int C_WITHIN_BPS = 100;

    /** 1 both depths are kept with every update, 0 they are summed when asked for, int32. */
    public static final int C_KEEP_DEPTH = 104;

    private ImageBook()
    {
    }
}

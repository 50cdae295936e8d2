package io.firebreak.breaker;

/**
 * Widths of a rule of a band that follow each other within a day, bytes 304 to 319 of a rule in the parameter image;
 * how far a call's check steps, bytes 488 to 495 of a breaker.
 */
public final class ImageSteps
{
    /** Rule: number of widths, int32, 0 or 2 to 3. */
    public static final int U_STEPS = 304;

    /** Rule: what makes the next width the one in force, in the upper bits of the same, int32 shifted by this. */
    public static final int BY_SHIFT = 8;

    /** Rule: the widths, int32 ppm each. */
    public static final int U_STEP_PPM = 308;

    /** Breaker: how far the centre of a check steps, int64 ppm of the distance that was broken; 0 to the edge. */
    public static final int B_CHECK_STEP_PPM = 488;

    /** The next width: after a trip by a print at the limit, on its side. */
    public static final int BY_LIMIT_TRADE = 1;

    /** The next width: with each further level of the market-wide ladder that is used. */
    public static final int BY_MARKET_LEVEL = 2;

    /** Most widths. */
    public static final int MOST = 3;

    private ImageSteps()
    {
    }
}

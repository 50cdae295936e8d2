package io.firebreak.breaker;

/**
 * Fields of a rule of a band in the parameter image, bytes 120 to 199 of a rule, with the codes they hold; the others
 * are those of {@link ImageLayout}.
 */
public final class ImageBand
{
    /** Rule of a band: width above the reference, int64 ppm; {@link ImageLayout#U_PPM} is the one below. */
    public static final int U_UP_PPM = 120;

    /** Rule of a band: absolute distance below, int64 1e-9, or ticks for {@link #WIDTH_TICKS}. */
    public static final int U_DOWN_ABS = 128;

    /** Rule of a band: the same above. */
    public static final int U_UP_ABS = 136;

    /** Rule of a band: which limits it has, int32 bits: 1 lower, 2 upper. */
    public static final int U_SIDES = 144;

    /** Rule of a band: rounding of the lower limit, int32, see ROUND constants. */
    public static final int U_ROUND_LOWER = 148;

    /** Rule of a band: rounding of the upper limit, int32. */
    public static final int U_ROUND_UPPER = 152;

    /** Rule of a band: rounding of the distance itself, int32: ROUND_NONE or ROUND_FLOOR. */
    public static final int U_ROUND_DISTANCE = 156;

    /** Rule of a band: 0 the limit itself is allowed, 1 it breaches, int32. */
    public static final int U_LIMIT_BREACHES = 160;

    /** Rule of a band: the width is a share of this reference, relative to the class's first; -1 of its own, int32. */
    public static final int U_BASE = 164;

    /** Rule of a band: kinds of order that are denied and trip nothing, int32 bits by OrderKind. */
    public static final int U_SPARES = 168;

    /** Rule of a band: a reference that is added to both limits, relative to the class's first; -1 none, int32. */
    public static final int U_PLUS = 172;

    /** Rule of a band: 1 it is added only to the limit that it moves outward, int32. */
    public static final int U_PLUS_OUTWARD = 176;

    /** Rule of a band: a limit never lies inside of this reference, relative to the class's first; -1 none, int32. */
    public static final int U_REACHES = 180;

    /** Width: an absolute distance. */
    public static final int WIDTH_ABS = 4;

    /** Width: a number of ticks. */
    public static final int WIDTH_TICKS = 5;

    /** Width: the smaller of ppm and an absolute distance. */
    public static final int WIDTH_MIN = 6;

    /** Width: the larger of ppm and an absolute distance. */
    public static final int WIDTH_MAX = 7;

    /** Width: ppm, by which the lower limit is the reference divided instead of multiplied. */
    public static final int WIDTH_GEOMETRIC = 8;

    /** Row of a band: width, int64 1e-9 of the quote currency; with it the row's ppm is 0. */
    public static final int W_ABS_E9 = 40;

    /** Rounding: not to the venue's tick: what a price may be is compared with the exact limit. */
    public static final int ROUND_NONE = 0;

    /** Rounding to the nearest venue tick, a tie away from zero. */
    public static final int ROUND_NEAREST = 1;

    /** Rounding to the venue tick below. */
    public static final int ROUND_FLOOR = 2;

    /** Rounding to the venue tick above. */
    public static final int ROUND_CEIL = 3;

    private ImageBand()
    {
    }
}

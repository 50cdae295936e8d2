package io.firebreak.breaker;

/**
 * Fields of a reference of a band in the parameter image, bytes 64 to 191 of a reference, with the codes they hold; the
 * others are those of {@link ImageLayout}.
 */
public final class ImageReference
{
    /** Reference: what it forgets everything at, int32 bits: RESET constants. */
    public static final int R_RESET_ON = 64;

    /** Reference: what a window that time has emptied leaves, int32: EMPTY constants. */
    public static final int R_ON_EMPTY = 68;

    /** Reference: what it is after a reopening that nothing traded in, int32: SEED constants. */
    public static final int R_SEED = 72;

    /** Reference: 1 it stands still while an order's sweep is under way, int32. */
    public static final int R_SWEEP_HELD = 76;

    /** Reference: trading states in which it stands still, int32, one bit per TradingState code. */
    public static final int R_FREEZE_IN = 80;

    /** Reference: what moves it, relative to the class's first, int32, one bit each. */
    public static final int R_DEPENDS = 84;

    /** Reference: how many it is made of, int32. */
    public static final int R_MEMBERS = 88;

    /** Reference: the first of them, relative to the class's first, int32; seven more behind it. */
    public static final int R_MEMBER = 96;

    /** Reference: how many of them must have a value, int32. */
    public static final int R_AT_LEAST = 128;

    /** Reference: where a mid comes from, int32: 0 the venue's book, 1 the quotes of the class. */
    public static final int R_QUOTES = 132;

    /** Reference: time from sample to sample, or from step to step, int64 ns. */
    public static final int R_SAMPLE_NS = 136;

    /** Reference: share of a sample in its average, int64 ppm. */
    public static final int R_WEIGHT_PPM = 144;

    /** Reference: how far it lies above its index at most, int64 ppm. */
    public static final int R_UP_PPM = 152;

    /** Reference: how far it lies below its index at most, int64 ppm. */
    public static final int R_DOWN_PPM = 160;

    /** Reference kind: the first of several references that has a value. */
    public static final int KIND_FIRST_VALID = 12;

    /** Reference kind: median of the references that have a value. */
    public static final int KIND_MEDIAN = 13;

    /** Reference kind: middle of the best bid and offer while they are fresh. */
    public static final int KIND_MID = 14;

    /** Reference kind: mean of eligible prints in a window, weighted by their quantities. */
    public static final int KIND_VWAP = 15;

    /** Reference kind: mean of the samples of another reference in a window. */
    public static final int KIND_TWAP = 16;

    /** Reference kind: index plus the mean of the samples of another reference's distance from it. */
    public static final int KIND_BASIS_AVERAGE = 17;

    /** Reference kind: index plus an exponential average of the samples of that distance, bounded. */
    public static final int KIND_BASIS_EMA = 18;

    /** Reference kind: index plus what is left of the interval's funding. */
    public static final int KIND_FAIR = 19;

    /** Reset at the begin of a trading day. */
    public static final int RESET_DAY = 1;

    /** Reset at a reopening of a breaker that reads it. */
    public static final int RESET_REOPENING = 2;

    /** Reset at an auction's price, which is the first of the new window. */
    public static final int RESET_AUCTION = 4;

    /** Nothing: what stands in serves again. */
    public static final int EMPTY_NONE = 0;

    /** The last value stays. */
    public static final int EMPTY_KEEP = 1;

    /** The limit that was broken. */
    public static final int SEED_BAND = 0;

    /** Nothing. */
    public static final int SEED_NONE = 1;

    /** What it was before. */
    public static final int SEED_KEEP = 2;

    private ImageReference()
    {
    }
}

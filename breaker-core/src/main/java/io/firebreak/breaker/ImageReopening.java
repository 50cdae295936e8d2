package io.firebreak.breaker;

/**
 * Fields of a breaker in the parameter image that say how long it pauses, how it reopens and when it judges; the rest
 * is in {@link ImageLayout}.
 */
public final class ImageReopening
{
    /** Breaker: bands that the reopening price is checked against, one a step, 0 to 8, int32; 0 collars. */
    public static final int B_CHECK_STEPS = 168;

    /** Breaker: centre of those bands, int32, see CENTRE constants. */
    public static final int B_CHECK_CENTRE = 172;

    /** Breaker: unit of their widths, int32, see UNIT constants. */
    public static final int B_CHECK_UNIT = 176;

    /** Breaker: a price beyond the band, int32, see FAIL constants. */
    public static final int B_ON_FAILURE = 180;

    /** Breaker: after the last extension, int32, see THEN constants. */
    public static final int B_THEN = 184;

    /** Breaker: extensions for market orders that are left over, int32; -1 they count as a price that does not fit. */
    public static final int B_LEFTOVER_EXTENSIONS = 188;

    /** Breaker: half widths of the bands, 8 int64, the last one holds for every further step. */
    public static final int B_CHECK_WIDTHS = 192;

    /** Breaker: extensions with a length of their own, int32, 0 to 8; further ones take B_EXTENSION_NS. */
    public static final int B_EXTENSION_STEPS = 256;

    /** Breaker: their lengths, 8 int64 ns. */
    public static final int B_EXTENSIONS_NS = 264;

    /** Breaker: length of an extension by a price on the other side than the trip, int64 ns; 0 the same. */
    public static final int B_OPPOSITE_EXTENSION_NS = 328;

    /** Breaker: length of an extension for market orders, int64 ns. */
    public static final int B_LEFTOVER_NS = 336;

    /** Breaker: from this long before the close on a pause has another length, int64 ns; 0 never. */
    public static final int B_NEAR_CLOSE_WITHIN_NS = 344;

    /** Breaker: that length, int64 ns. */
    public static final int B_NEAR_CLOSE_NS = 352;

    /** Breaker: length of a pause that follows a reopening in the same direction, int64 ns; 0 as any other. */
    public static final int B_CONSECUTIVE_NS = 360;

    /** Breaker: so long after that reopening, int64 ns. */
    public static final int B_CONSECUTIVE_WITHIN_NS = 368;

    /** Breaker: length of a first pause at the lower band, int64 ns; 0 the same. */
    public static final int B_LOWER_PAUSE_NS = 376;

    /** Breaker: every pause ends this long before the close at the latest, int64 ns; 0 no such end. */
    public static final int B_RESUME_BEFORE_NS = 384;

    /** Breaker: from this long before the close on only the closing auction, int64 ns; 0 the session's, for collars. */
    public static final int B_CUTOFF_NS = 392;

    /** Breaker: judges from this long after the open on, int64 ns. */
    public static final int B_AFTER_OPEN_NS = 400;

    /** Breaker: judges until this long before the close, int64 ns. */
    public static final int B_BEFORE_CLOSE_NS = 408;

    /** Breaker: does not judge so long after a reopening, int64 ns. */
    public static final int B_REARM_NS = 416;

    /** Breaker: breakers of the class, one bit each, that keep it from judging while they are tripped, int64. */
    public static final int B_SUPPRESSED_BY = 424;

    /** Breaker: 1 its pause is added to those of the other breakers that have this and trip with it, int32. */
    public static final int B_CUMULATIVE = 448;

    /** Breaker: what becomes of a pause that ends in a halt of the whole market, int32, see MARKET constants. */
    public static final int B_MARKET_HALT = 452;

    /** Breaker: 1 the declared centre of its check is the last fill of the sweep that trips, int32. */
    public static final int B_CHECK_AFTER_SWEEP = 456;

    /** Breaker: TradingState code that its trips put the other members of its group in, int32; 0 none. */
    public static final int B_GROUP_STATE = 460;

    /** Its reopening waits for the market's. */
    public static final int MARKET_WAITS = 0;

    /** It ends without a reopening of its own: the market's call is its own. */
    public static final int MARKET_CANCELS = 1;

    /** Check: around the limit that caused the pause. */
    public static final int CENTRE_CAUSE = 0;

    /** Check: around the reference of the trip. */
    public static final int CENTRE_REFERENCE = 1;

    /** Check: around a reference of the class that the rulebook names: this plus its index, at most 33. */
    public static final int CENTRE_DECLARED = 2;

    /** Check: widths are millionths of the centre. */
    public static final int UNIT_PPM = 0;

    /** Check: widths are prices, 1e-9 of the quote currency. */
    public static final int UNIT_E9 = 1;

    /** Widths of the check are multiples, ppm, of the share or the distance of the limit that was broken. */
    public static final int UNIT_RULE = 2;

    /** Check: a price beyond is tested against the next width. */
    public static final int FAIL_EXTEND = 0;

    /** Check: the centre steps to the nearest price inside. */
    public static final int FAIL_STEP_REFERENCE = 1;

    /** After the last extension the uncross is not checked. */
    public static final int THEN_UNCHECKED = 0;

    /** After the last extension operators end the call, without a check. */
    public static final int THEN_MANUAL = 1;

    /** Most bands of a check, and most extensions with a length of their own. */
    public static final int CHECK_STEPS = 8;

    private ImageReopening()
    {
    }
}

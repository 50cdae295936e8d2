package io.firebreak.breaker;

/**
 * Fields of a reference of a band in the arena, bytes 216 to 319; the others are those of {@link Layout}.
 * A time of 0 is none: no engine has lived at it.
 */
public final class ReferenceLayout
{
    /** Reference: value that its gate holds back, int64 millionths of a tick. */
    public static final int F_OFFER_LOW = 216;

    /** Reference: the same for lower bands, int64 millionths of a tick. */
    public static final int F_OFFER_HIGH = 224;

    /** Reference: PriceInput code of that value, int32. */
    public static final int F_OFFER_INPUT = 232;

    /** Reference: 1 while its gate holds a value back, int32. */
    public static final int F_OFFERED = 236;

    /** Reference: when the sweep under way began, in which it stands still, int64 ns; 0 none. */
    public static final int F_SWEEP_NS = 240;

    /** Reference: when its gate looks again, int64 ns; 0 never. */
    public static final int F_WAKE_NS = 248;

    /** Reference: when the print that is in force is too old, int64 ns; 0 never. */
    public static final int F_STALE_NS = 256;

    /** Reference: funding rate of the interval, int64 1e-9. */
    public static final int F_FUNDING_E9 = 264;

    /** Reference: end of that interval, int64 ns; 0 none. */
    public static final int F_FUNDING_NS = 272;

    /** Reference: average of a basis, int64 millionths of a tick; none where the reference has not started. */
    public static final int F_AVERAGED = 280;

    /** Reference: its next sample or step, int64 ns; 0 none. */
    public static final int F_SAMPLE_NS = 288;

    private ReferenceLayout()
    {
    }
}

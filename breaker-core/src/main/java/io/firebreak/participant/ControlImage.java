package io.firebreak.participant;

/**
 * Layout of the part of the parameter image that is about participants: classes of 64 B, then controls of 128 B. A
 * class owns a run of controls. Every reserved byte is zero.
 */
public final class ControlImage
{
    /** Header of the image: offset of the first class of participants, int32. */
    public static final int H_CLASSES = 168;

    /** Header of the image: offset of the first control, where the classes end, int32. */
    public static final int H_CONTROLS = 172;

    /** Bytes of a class of participants. */
    public static final int CLASS_LENGTH = 64;

    /** Bytes of a control. */
    public static final int CONTROL_LENGTH = 128;

    /** Most controls of a class. */
    public static final int CONTROLS_MAX = 16;

    /** Largest limit of a counter. */
    public static final long LIMIT_MAX = 1_000_000_000_000_000_000L;

    /** Class: index of the first control, int32. */
    public static final int P_FIRST_CONTROL = 0;

    /** Class: number of controls, int32. */
    public static final int P_CONTROLS = 4;

    /** Class: StalePolicy code that the gate follows while the engine is behind, int32. */
    public static final int P_ON_STALE = 8;

    /** Control: id that decisions carry, int32, 1 to 65535. */
    public static final int K_ID = 0;

    /** Control: {@link io.firebreak.market.ParticipantControl} code, int32. */
    public static final int K_KIND = 4;

    /** Control: {@link io.firebreak.market.ParticipantCounter} code, int32. */
    public static final int K_COUNTER = 8;

    /** Control: 1 the limit itself breaches (GE), 0 it is allowed (GT), int32. */
    public static final int K_AT_LIMIT = 12;

    /** Control: limit in the counter's unit, int64; a runaway detector never judges below it. */
    public static final int K_LIMIT = 16;

    /** Control: window, int64 ns; 0 no window. */
    public static final int K_WINDOW_NS = 24;

    /** Control: length of a freeze, int64 ns; 0 until it is ended by hand. */
    public static final int K_FROZEN_NS = 32;

    /** Control: bits of the FLAG constants, int32. */
    public static final int K_FLAGS = 40;

    /** Runaway: active windows that the baseline averages over, int32. */
    public static final int K_BASELINE_WINDOWS = 44;

    /** Runaway: multiple of the baseline that is allowed, int64 ppm of 1. */
    public static final int K_MULTIPLE_PPM = 48;

    /** Runaway: active windows before it judges, int32. */
    public static final int K_WARM_UP_WINDOWS = 56;

    /** Fat finger: collar, int32 ppm of the reference; 0 none. */
    public static final int K_COLLAR_PPM = 60;

    /** Fat finger: most value of an order, int64 minor units; 0 no limit. */
    public static final int K_MAX_VALUE = 64;

    /** Runaway on messages for each fill: it judges from so many messages in the window on, int64. */
    public static final int K_LEAST_MESSAGES = 72;

    /** Flag: fills of the participant's resting orders alone count. */
    public static final int FLAG_MAKER_ONLY = 1;

    /** Flag: cancels count as messages. */
    public static final int FLAG_COUNT_CANCELS = 2;

    /** Flag: fills of auctions do not count. */
    public static final int FLAG_NO_AUCTION = 4;

    /** Flag: fills of tagged orders alone count. */
    public static final int FLAG_TAGGED_FILLS = 8;

    /** Flag: a freeze concerns all orders, not the tagged ones alone. */
    public static final int FLAG_ALL_ORDERS = 16;

    /** Flag: only a human, named, ends the freeze. */
    public static final int FLAG_HUMAN = 32;

    /** Flag: a message beyond the limit freezes. */
    public static final int FLAG_FREEZES = 64;

    /** Flag: an order is refused where the collar has no reference. */
    public static final int FLAG_MISSING_DENIES = 128;

    /** All flags. */
    static final int FLAGS = 255;

    private ControlImage()
    {
    }
}

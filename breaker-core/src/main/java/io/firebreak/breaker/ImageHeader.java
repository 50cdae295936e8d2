package io.firebreak.breaker;

import io.firebreak.participant.ControlImage;

/**
 * The header of the parameter image: {@link ImageLayout#HEADER_LENGTH} bytes in front of its structs. Offsets from the
 * start of the image; every reserved byte is zero.
 */
public final class ImageHeader
{
    /** Header: magic, int64. */
    public static final int H_MAGIC = 0;

    /** Header: layout version, int32. */
    public static final int H_VERSION = 8;

    /** Header: bytes of the image, int32. */
    public static final int H_LENGTH = 12;

    /** Header: number of classes, int32. */
    public static final int H_CLASSES = 16;

    /** Header: offset of the first class, int32. */
    public static final int H_CLASS_OFFSET = 20;

    /** Header: offset of the first reference, int32. */
    public static final int H_REFERENCE_OFFSET = 24;

    /** Header: offset of the first breaker, int32. */
    public static final int H_BREAKER_OFFSET = 28;

    /** Header: offset of the first rule, int32. */
    public static final int H_RULE_OFFSET = 32;

    /** Header: offset of the first row, int32. */
    public static final int H_ROW_OFFSET = 36;

    /** Header: offset of the names, int32. */
    public static final int H_NAMES_OFFSET = 40;

    /** Header: bytes of the names, int32. */
    public static final int H_NAMES_LENGTH = 44;

    /** Header: class whose breakers act on the market scope, int32; -1 none. */
    public static final int H_MARKET_CLASS = 48;

    /** Header: durability that a release waits for, int32, a Durability code. */
    public static final int H_RELEASE_AFTER = 52;

    /** Header: 0 latch to the operator, 1 release flagged undurable, when no mark arrives, int32. */
    public static final int H_RELEASE_POLICY = 56;

    /** Header: work items and timers per input, int32. */
    public static final int H_WORK_LIMIT = 60;

    /** Header: largest step of engine time, int64 ns. */
    public static final int H_MAX_TIME_STEP_NS = 64;

    /** Header: longest wait for a host's answer, int64 ns. */
    public static final int H_HOST_TIMEOUT_NS = 72;

    /** Header: longest wait for a durable mark, int64 ns. */
    public static final int H_RELEASE_WAIT_NS = 80;

    /** Header: largest legal quantity, int64 lots. */
    public static final int H_MAX_QTY_LOTS = 88;

    /** Header: largest legal magnitude of a price, int64 ticks. */
    public static final int H_MAX_PRICE_TICKS = 96;

    /** Header: length of the closing window in which widths may be scaled, int64 ns before the close. */
    public static final int H_CLOSING_WINDOW_NS = 104;

    /** Header: no reopening from this long before the close, int64 ns; 0 never cut off. */
    public static final int H_REOPEN_CUTOFF_NS = 112;

    /** Header: an opening print is awaited this long after the open, int64 ns. */
    public static final int H_OPENING_WINDOW_NS = 120;

    /** Header: 1 where the rulebook trades around the clock and needs no CalendarDay, int32. */
    public static final int H_ALWAYS_OPEN = 128;

    /** Header: exact prints per window, int32. */
    public static final int H_WINDOW_PRINTS = 132;

    /** Header: state that a guard latch puts a market in, int32, a TradingState code that does not match orders. */
    public static final int H_SAFE_STATE = 136;

    /** Header: the gate is stale once the engine's oldest unprocessed input is older, int64 ns. */
    public static final int H_MAX_STALE_NS = 144;

    /** Header: state that every scope is in at least after an unclean end, int32, a TradingState code. */
    public static final int H_RESTART_STATE = 152;

    /** Header: that state lasts at least so long, and deadlines that fell due meanwhile wait so long, int64 ns. */
    public static final int H_RESTART_HOLD_NS = 160;

    /** Header: offset of the first class of participants, where the rows end, int32. */
    public static final int H_PARTICIPANT_OFFSET = ControlImage.H_CLASSES;

    /** Header: offset of the first control of participants, int32. */
    public static final int H_CONTROL_OFFSET = ControlImage.H_CONTROLS;

    private ImageHeader()
    {
    }
}

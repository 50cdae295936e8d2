package io.firebreak.breaker;

import io.firebreak.book.PriceLadder;

/**
 * Layout of a scope's state in the arena. An instrument and the market have the same shape, so that one code serves
 * both; the market has no references and no book.
 *
 * <pre>
 *  scope    0 what every event reads (64 B)   64 the rest of the header (128 B)   192 sweeps (96 B)
 *         288 the day (32 B)   320 variance (64 B)   384 quote (64 B)   448 restart (24 B)   472 the day's begin (8 B)
 *         512 price ladder (1,280 B)   1792 references (each 256 B) | breakers (each 448 B)
 * </pre>
 */
public final class Layout
{
    /** Absent price or time. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** No upper limit, no deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Packed scope, int32. */
    public static final int S_SCOPE = 0;

    /** 1 once defined, int32. */
    public static final int S_DEFINED = 4;

    /** Class index, int32. */
    public static final int S_CLASS = 8;

    /** 1 while the book is two-sided and uncrossed, int32. */
    public static final int S_TWO_SIDED = 12;

    /** Data quality conditions now true, one bit per code below 64, int64. */
    public static final int S_QUALITY = 16;

    /** Mid that stands, half ticks, int64. */
    public static final int S_MID_HALF = 24;

    /** Time of that mid, int64. */
    public static final int S_MID_NS = 32;

    /** Time of the last book update, int64; ABSENT none. */
    public static final int S_BOOK_NS = 40;

    /** Venue tick in ticks, int64. */
    public static final int S_INCREMENT = 48;

    /**
     * Seen so far, int32 bits: 1 book, 2 quote, 4 potential trade; told today: 8 no session, 16 no previous close; 32
     * the previous close is that of a day that has closed.
     */
    public static final int S_SEEN = 56;

    /** Merged TradingState code, int32. */
    public static final int S_MERGED = 60;

    /** No depth condition changes while the depth is at least this, int64 lots. */
    public static final int S_DEPTH_FROM = 64;

    /** And below this, int64 lots. */
    public static final int S_DEPTH_BELOW = 72;

    /** No spread condition changes while the spread is above this, int64 ticks. */
    public static final int S_SPREAD_ABOVE = 80;

    /** And at most this, int64 ticks. */
    public static final int S_SPREAD_TO = 88;

    /** First price, int64 ns; ABSENT none. */
    public static final int S_FIRST_NS = 96;

    /** Last print, ticks, int64; ABSENT none. */
    public static final int S_LAST_TICKS = 104;

    /** Trade rate, events per second, double. */
    public static final int S_TRADE_RATE = 112;

    /** Time of the trade rate, int64. */
    public static final int S_TRADE_RATE_NS = 120;

    /** Decision number of a trip that no gate reader has judged under yet, int64; 0 none. */
    public static final int S_EXPOSED = 128;

    /** First timer slot, int32. */
    public static final int S_TIMER_BASE = 136;

    /** Price exponent, int32. */
    public static final int S_PRICE_EXPONENT = 140;

    /** TradingState code that an operator latched, 0 none, int32. */
    public static final int S_OPERATOR_STATE = 144;

    /** 1 after an engine fault: latched, int32. */
    public static final int S_SUSPECT = 148;

    /** Generation, int32. */
    public static final int S_GENERATION = 152;

    /** Leverage, int64 ppm. */
    public static final int S_LEVERAGE_PPM = 160;

    /** External id, int64. */
    public static final int S_EXTERNAL_ID = 168;

    /** Operator who asked to resume and waits for a second person, int64; 0 none. */
    public static final int S_RESUME_OPERATOR = 176;

    /** Previous close, int64 1e-9; ABSENT none. */
    public static final int S_PREVIOUS_CLOSE_E9 = 184;

    /** Sweeps of trades, {@link io.firebreak.estimator.SweepFilter#LENGTH} bytes. */
    public static final int S_SWEEPS = 192;

    /** Market: open, int64 ns; ABSENT no calendar. */
    public static final int S_OPEN_NS = 288;

    /** Market: close, int64 ns. */
    public static final int S_CLOSE_NS = 296;

    /** Market: next open, int64 ns. */
    public static final int S_NEXT_OPEN_NS = 304;

    /** Release of an operator's latch that waits for a mark: sequence, int64; 0 none. */
    public static final int S_PENDING_SEQ = 312;

    /** Variance, {@link io.firebreak.estimator.EventVariance#LENGTH} bytes. */
    public static final int S_VARIANCE = 320;

    /** Quote: best bid ticks, int64; ABSENT none. */
    public static final int S_BID = 384;

    /** Quote: best bid lots, int64. */
    public static final int S_BID_LOTS = 392;

    /** Quote: best offer ticks, int64; ABSENT none. */
    public static final int S_ASK = 400;

    /** Quote: best offer lots, int64. */
    public static final int S_ASK_LOTS = 408;

    /** Quote: time, int64. */
    public static final int S_QUOTE_NS = 416;

    /** Losses of inputs that this instrument has been told, int32. */
    public static final int S_LOSSES = 440;

    /** TradingState code that an unclean restart put the scope in, 0 none or over, int32. */
    public static final int S_RESTART_STATE = 448;

    /** How far the end of that state is, int32, see {@link Restarts}. */
    public static final int S_RESTART_PHASE = 452;

    /** Sequence that carries the ReleasePending of that state, int64; 0 none. */
    public static final int S_RESTART_SEQ = 456;

    /** Next deadline of that state, int64 ns; NEVER where it waits for the host or an operator. */
    public static final int S_RESTART_DEADLINE = 464;

    /** Market: open of the last day that has begun, int64 ns; ABSENT none. */
    public static final int S_DAY_BEGUN_NS = 472;

    /** Index of the next instrument of its group plus 1, the first behind the last, int32; 0 of none. */
    public static final int S_GROUP_NEXT = 480;

    /** Price ladder, in the same page as the header, most of the time. */
    public static final int S_LADDER = 512;

    /** References. */
    public static final int S_REFERENCES = S_LADDER + PriceLadder.STRUCT_LENGTH;

    /** Bytes of a reference. */
    public static final int REFERENCE_LENGTH = 320;

    /** Bytes of a breaker. */
    public static final int BREAKER_LENGTH = 512;

    /** Reference: value in force, int64 millionths of a tick; ABSENT none. */
    public static final int F_VALUE = 0;

    /** Reference: in force since, int64 ns. */
    public static final int F_SINCE = 8;

    /** Reference: pro-forma value published by the host, int64 millionths; ABSENT none. */
    public static final int F_PRO_FORMA = 16;

    /** Reference: average, ticks, double. */
    public static final int F_AVERAGE = 24;

    /** Reference: time of the average, int64. */
    public static final int F_AVERAGE_NS = 32;

    /** Reference: 1 once the average has a value, int32. */
    public static final int F_STARTED = 40;

    /** Reference: PriceInput code, int32. */
    public static final int F_INPUT = 44;

    /** Reference: price that stands for the extremes, half ticks, int64; ABSENT none. */
    public static final int F_STANDING_HALF = 48;

    /** Reference: DataQualityCode of what its window lost a print to, since when it is unknown; 0 known, int32. */
    public static final int F_UNKNOWN = 56;

    /** Reference: last print that its window lost, int64 ns (only an average, which has no window, uses the place). */
    public static final int F_LOST_NS = F_AVERAGE_NS;

    /** Reference: header of its window. */
    public static final int F_WINDOW = 64;

    /** Reference: that value exactly, int64 1e-9 of the quote currency (a mean's window leaves the place free). */
    public static final int F_PRO_FORMA_E9 = 128;

    /** Reference of a band: what the lower band reads, int64 millionths; the value is what the upper one reads. */
    public static final int F_HIGH = 192;

    /** Reference of a band: print that waits for the end of its sweep, int64 ticks; ABSENT none. */
    public static final int F_NEXT = 200;

    /** Reference of a band: when what it rests on was told or printed, int64 ns. */
    public static final int F_TOLD_NS = 208;

    /** Breaker: TradingState code of its contribution, int32. */
    public static final int X_STATE = 0;

    /** Breaker: LimitStateKind code, int32. */
    public static final int X_LIMIT = 4;

    /** Breaker: limit state since, int64 ns. */
    public static final int X_SINCE = 8;

    /** Breaker: deadline of its state, int64 ns. */
    public static final int X_DEADLINE = 16;

    /** Breaker: lower band, ticks, int64. */
    public static final int X_LOWER = 24;

    /** Breaker: upper band, ticks, int64. */
    public static final int X_UPPER = 32;

    /** Breaker: band that caused the pause, ticks, int64. */
    public static final int X_CAUSE = 40;

    /** Breaker: lower collar, ticks, int64. */
    public static final int X_COLLAR_LOWER = 48;

    /** Breaker: upper collar, ticks, int64. */
    public static final int X_COLLAR_UPPER = 56;

    /** Breaker: collar step, ticks, int64. */
    public static final int X_STEP = 64;

    /** Breaker: extensions so far, int32. */
    public static final int X_EXTENSION = 72;

    /** Breaker: reopening phase, int32: 0 none, 1 price asked, 2 uncross allowed. */
    public static final int X_PHASE = 76;

    /** Breaker: decision number of the open request, int64. */
    public static final int X_REQUEST = 80;

    /** Breaker: length of the last pause, int64 ns. */
    public static final int X_PAUSE = 88;

    /** Breaker: last trip, int64 ns; ABSENT none. */
    public static final int X_LAST_TRIP = 96;

    /** Breaker: widening at the last trip, double. */
    public static final int X_WIDENING = 104;

    /** Breaker: width frozen by the limit state, double. */
    public static final int X_FROZEN_WIDTH = 112;

    /** Breaker: sweeps beyond, int32. */
    public static final int X_SWEEPS = 120;

    /** Breaker: 1 when the current sweep has a print beyond, 2 when it was judged and has none, int32. */
    public static final int X_BEYOND = 124;

    /** Breaker: a sustained condition is true since, int64 ns; ABSENT not. */
    public static final int X_SUSTAINED = 128;

    /** Breaker: release that waits: TradingState code + 1; 0 none, int32. */
    public static final int X_PENDING = 136;

    /** Breaker: reason of that release, int32. */
    public static final int X_PENDING_REASON = 140;

    /** Breaker: sequence that carries its ReleasePending, int64. */
    public static final int X_PENDING_SEQ = 144;

    /** Breaker: reopening price, ticks, int64; ABSENT none. */
    public static final int X_AUCTION = 152;

    /** Breaker: highest ladder level used, int32. */
    public static final int X_LEVEL = 160;

    /** Breaker: 1 latched to the operator, int32. */
    public static final int X_LATCHED = 164;

    /** Breaker: side of the trip, Side code, SELL = the lower band, int32. */
    public static final int X_SIDE = 168;

    /** Breaker: rule id of the last trip, int32. */
    public static final int X_RULE = 172;

    /** Breaker: trips remembered, int32. */
    public static final int X_CAP_COUNT = 176;

    /** Breaker: next place in the ring of trips, int32. */
    public static final int X_CAP_CURSOR = 180;

    /** Breaker: ring of trip times, 16 int64. */
    public static final int X_CAP = 184;

    /** Breaker: end of the wait for a mark, int64 ns. */
    public static final int X_PENDING_DEADLINE = 312;

    /** Breaker: closing factor of the band in force, int64 ppm. */
    public static final int X_FACTOR_PPM = 320;

    /** Breaker: configured width of the band in force, int64 ppm. */
    public static final int X_WIDTH_PPM = 328;

    /** Breaker: centre of the check at the reopening, int64 millionths of a tick; ABSENT unknown. */
    public static final int X_CENTRE = 336;

    /** Breaker: last return to continuous trading, int64 ns; ABSENT none. */
    public static final int X_REOPENED = 344;

    /** Breaker: extensions of this call for market orders, int32. */
    public static final int X_LEFTOVER = 352;

    /** Breaker: 1 operators end this call, 2 they have, and it is not checked, int32. */
    public static final int X_MANUAL = 356;

    /** Breaker: rule of the lower band in force, 1 up; 0 none, int32. */
    public static final int X_LOWER_RULE = 384;

    /** Breaker: rule of the upper band in force, 1 up; 0 none, int32. */
    public static final int X_UPPER_RULE = 388;

    /** Breaker: what the lower band in force is measured from, int64 millionths. */
    public static final int X_LOWER_FROM = 392;

    /** Breaker: what the upper band in force is measured from, int64 millionths. */
    public static final int X_UPPER_FROM = 400;

    /** Breaker: what the width of the lower band in force is a share of, int64 millionths. */
    public static final int X_LOWER_BASE = 408;

    /** Breaker: what the width of the upper band in force is a share of, int64 millionths. */
    public static final int X_UPPER_BASE = 416;

    /** Breaker: rule of a band without a limit for want of a reference, 1 up; 0 none, int32. */
    public static final int X_MISSING = 424;

    /** Breaker: what was added to the lower band in force, int64 millionths. */
    public static final int X_LOWER_PLUS = 432;

    /** Breaker: what was added to the upper band in force, int64 millionths. */
    public static final int X_UPPER_PLUS = 440;

    /** Breaker: its reopening waits for what else holds the scope, since int64 ns; 0 does not. */
    public static final int X_WAITING = 448;

    /** Breaker: part of the day that the lower band in force was made in, 1 up; 0 its rule has none, int32. */
    public static final int X_LOWER_PART = 480;

    /** Breaker: part of the day that the upper band in force was made in, 1 up; 0 its rule has none, int32. */
    public static final int X_UPPER_PART = 484;

    /** Breaker: halts today by prints at the lower limit, whose width is the next one, int32. */
    public static final int X_LOWER_STEP = 488;

    /** Breaker: the same at the upper limit, int32. */
    public static final int X_UPPER_STEP = 492;

    /** Breaker: share of the limit that was broken, ppm and negative, or its distance, millionths; 0 none, int64. */
    public static final int X_DISTANCE = 496;

    /** Most trips remembered. */
    public static final int CAP_TRIPS = 16;

    private Layout()
    {
    }
}

package io.firebreak.breaker;

/**
 * Layout of the parameter image: a compiled rulebook as flat little-endian structs that the engine reads in place.
 * Compiled off the engine thread by the rulebook package, named by its SHA-256, journaled as a blob and copied into
 * the arena, so that nothing on the heap can change a decision.
 *
 * <pre>
 *  header (256 B) | classes (192 B each) | references (192 B) | breakers (512 B) | rules (320 B) | rows (64 B)
 *         | participant classes (64 B) | controls (128 B) | names
 * </pre>
 *
 * A class owns a run of references and a run of breakers; a breaker owns a run of rules; a rule with a width table
 * owns a run of rows. Every reserved byte is zero. Names are UTF-8 lines "kind id name" for people; the engine never
 * reads them.
 */
public final class ImageLayout
{
    /** First word of an image. */
    public static final long MAGIC = 0x3130474D49425246L;

    /** Version of this layout. */
    public static final int VERSION = 4;

    /** Bytes of the header. */
    public static final int HEADER_LENGTH = 256;

    /** Bytes of a class. */
    public static final int CLASS_LENGTH = 192;

    /** Bytes of a reference. */
    public static final int REFERENCE_LENGTH = 192;

    /** Bytes of a breaker. */
    public static final int BREAKER_LENGTH = 512;

    /** Bytes of a rule. */
    public static final int RULE_LENGTH = 320;

    /** Bytes of a row of a width table. */
    public static final int ROW_LENGTH = 64;

    /** Class: index of the first reference, int32. */
    public static final int C_FIRST_REFERENCE = 0;

    /** Class: number of references, int32. */
    public static final int C_REFERENCES = 4;

    /** Class: index of the first breaker, int32. */
    public static final int C_FIRST_BREAKER = 8;

    /** Class: number of breakers, int32. */
    public static final int C_BREAKERS = 12;

    /** Class: QuoteKind code whose quotes the quote triggers judge, int32. */
    public static final int C_QUOTE_KIND = 16;

    /** Class: sweeps in the median filter, int32, odd or even, 1 to 5. */
    public static final int C_FILTER_SWEEPS = 20;

    /** Class: time constant of the fast variance, int64 ns. */
    public static final int C_FAST_TAU_NS = 24;

    /** Class: time constant of the slow variance, int64 ns. */
    public static final int C_SLOW_TAU_NS = 32;

    /** Class: no rule judges a potential trade before this long after the first price, int64 ns. */
    public static final int C_WARM_UP_NS = 40;

    /** Class: the mid counts while it is not older, int64 ns. */
    public static final int C_MID_FRESH_NS = 48;

    /** Class: a book with no update for longer is stale, int64 ns; 0 never. */
    public static final int C_BOOK_STALE_NS = 56;

    /** Class: a first eligible print from the open on sets the reference, int32 flag. */
    public static final int C_OPENING_FROM_TRADE = 64;

    /** Class: 1 deny potential trades while a needed reference is unknown, 0 let them pass, int32. */
    public static final int C_MISSING_DENIES = 68;

    /** Class: StalePolicy code that the gate follows while the engine is behind, int32. */
    public static final int C_ON_STALE = 72;

    /** Class: Action code for the remainder of a limit order that met the band, int32. */
    public static final int C_REMAINDER = 76;

    /** Class: Action code for that of a market order, int32; 0 CANCEL. */
    public static final int C_REMAINDER_MARKET = 128;

    /** Class: Action code for that of an immediate-or-cancel order, int32; 0 CANCEL. */
    public static final int C_REMAINDER_IOC = 132;

    /** Class: Action code for that of a fill-or-kill order, int32; 0 CANCEL. */
    public static final int C_REMAINDER_FOK = 136;

    /** Class: group that its instruments belong to, int32, from 1; 0 none. */
    public static final int C_GROUP = 140;

    /** Class: breaker of it that takes the trips of the group's leaders, int32, relative to the class's first. */
    public static final int C_GROUP_BREAKER = 144;

    /** Reference: kind, int32, see KIND constants. */
    public static final int R_KIND = 0;

    /** Reference: window, int64 ns. */
    public static final int R_WINDOW_NS = 8;

    /** Reference: time constant, int64 ns. */
    public static final int R_TAU_NS = 16;

    /** Reference: least change that is published, int64 ppm of the value in force; 0 every change. */
    public static final int R_MIN_CHANGE_PPM = 24;

    /** Reference: a value stays in force at least so long, int64 ns. */
    public static final int R_MIN_HOLD_NS = 32;

    /** Reference: a published value is forgotten when it is older, int64 ns; 0 never. */
    public static final int R_STALE_NS = 40;

    /** Reference: 1 a sweep's own prints are in force at once, 0 when the sweep has ended, int32. */
    public static final int R_INSIDE_SWEEP = 48;

    /** Reference: ReferenceKind code of a published price, int32. */
    public static final int R_PRICE = 52;

    /** Reference: the one that stands in while it has no value, relative to the class's first; -1 none, int32. */
    public static final int R_OTHERWISE = 56;

    /** Reference: the one that an anchor is taken from, relative to the class's first, int32. */
    public static final int R_OF = 60;

    /** Reference kind: arithmetic mean of eligible prints in a window, gated. */
    public static final int KIND_MEAN = 1;

    /** Reference kind: event-time average of the standing price: fresh two-sided mid, else the filtered price. */
    public static final int KIND_EMA = 2;

    /** Reference kind: highest and lowest filtered price that stood in a window. */
    public static final int KIND_EXTREMA = 3;

    /** Reference kind: previous close published by the host. */
    public static final int KIND_PREVIOUS_CLOSE = 4;

    /** Reference kind: last eligible print. */
    public static final int KIND_LAST = 5;

    /** Reference kind: price of the last auction. */
    public static final int KIND_LAST_AUCTION = 6;

    /** Reference kind: last price of one kind that the host has published. */
    public static final int KIND_PUBLISHED = 7;

    /** Reference kind: first print or auction of the trading day. */
    public static final int KIND_OPEN = 8;

    /** Reference kind: last eligible print that is at least so old. */
    public static final int KIND_TRADE_AGED = 9;

    /** Reference kind: highest and lowest eligible print in a window: the low feeds the upper band. */
    public static final int KIND_TRADE_EXTREMA = 10;

    /** Reference kind: what another reference was worth when its period began. */
    public static final int KIND_ANCHOR_PERIODIC = 11;

    /** Breaker: index of the first rule, int32. */
    public static final int B_FIRST_RULE = 0;

    /** Breaker: number of rules, int32. */
    public static final int B_RULES = 4;

    /** Breaker: limit-state monitor, int32, see MONITOR constants. */
    public static final int B_MONITOR = 8;

    /** Breaker: TradingState code of a trip, int32. */
    public static final int B_TRIP_STATE = 12;

    /** Breaker: a limit state that lasts so long trips (quote monitor), int64 ns. */
    public static final int B_LIMIT_STATE_NS = 16;

    /** Breaker: sweeps beyond that a trip needs, int32. */
    public static final int B_CONFIRM_SWEEPS = 24;

    /** Breaker: 1 the effective width is frozen while a limit state is open, int32. */
    public static final int B_FREEZE_WIDTH = 28;

    /** Breaker: time beyond that a trip needs, int64 ns. */
    public static final int B_CONFIRM_NS = 32;

    /** Breaker: length of the first pause or halt, int64 ns. */
    public static final int B_PAUSE_NS = 40;

    /** Breaker: longest pause, int64 ns. */
    public static final int B_PAUSE_MAX_NS = 48;

    /** Breaker: a trip within this of the last one doubles the pause, int64 ns; 0 never. */
    public static final int B_PAUSE_GROWTH_WINDOW_NS = 56;

    /** Breaker: a uniform tail below this is added, int64 ns. */
    public static final int B_PAUSE_TAIL_NS = 64;

    /** Breaker: reopening, int32, see REOPEN constants. */
    public static final int B_REOPENING = 72;

    /** Breaker: most extensions, int32; then the uncross is not checked. */
    public static final int B_MAX_EXTENSIONS = 76;

    /** Breaker: length of an extension, int64 ns. */
    public static final int B_EXTENSION_NS = 80;

    /** Breaker: collar step, int64 ppm of the band that caused the pause. */
    public static final int B_COLLAR_STEP_PPM = 88;

    /** Breaker: at or below this price the collar step is absolute, int64 1e-9. */
    public static final int B_COLLAR_LOW_PRICE_E9 = 96;

    /** Breaker: that absolute step, int64 1e-9. */
    public static final int B_COLLAR_LOW_STEP_E9 = 104;

    /** Breaker: widening factor per trip, int64 ppm; 1000000 none. */
    public static final int B_WIDENING_STEP_PPM = 112;

    /** Breaker: largest widening factor, int64 ppm. */
    public static final int B_WIDENING_MAX_PPM = 120;

    /** Breaker: e-fold of the widening's decay, int64 ns. */
    public static final int B_WIDENING_TAU_NS = 128;

    /** Breaker: trips allowed in the cap window, int32; one more latches; 0 no cap; at most 16. */
    public static final int B_TRIP_CAP = 136;

    /** Breaker: 1 every moved reference restarts at the reopening price, int32. */
    public static final int B_RESEED = 140;

    /** Breaker: cap window, int64 ns. */
    public static final int B_TRIP_CAP_WINDOW_NS = 144;

    /** Breaker: least time a notification stays, int64 ns. */
    public static final int B_MIN_DWELL_NS = 152;

    /** Breaker: 1 bands are published as BandChange records, 0 on the board only, int32. */
    public static final int B_RECORD_BANDS = 160;

    /** Breaker: index of the band rule whose floor scales the others, relative to its first rule, int32. */
    public static final int B_SCALE_RULE = 164;

    /** Monitor: the far side of the quote equals the band. */
    public static final int MONITOR_QUOTE = 1;

    /** Monitor: potential trades beyond, confirmed by sweeps and time. */
    public static final int MONITOR_CONFIRM = 2;

    /** Monitor: an index at or below a ladder of levels. */
    public static final int MONITOR_LADDER = 3;

    /** Monitor: a condition on book or variance that only notifies. */
    public static final int MONITOR_NOTIFY = 4;

    /** Monitor: potential trades beyond integer bands, judged at once. */
    public static final int MONITOR_BAND = 5;

    /** Reopening at the deadline, without an auction. */
    public static final int REOPEN_DIRECT = 0;

    /** Reopening by an auction with collars on the side of the pause. */
    public static final int REOPEN_UNCROSS = 1;

    /** Reopening by an auction without a price check. */
    public static final int REOPEN_UNCHECKED = 2;

    /** Rule: id that decisions carry, int32, 1 to 65535. */
    public static final int U_ID = 0;

    /** Rule: observable, int32, see OBSERVE constants. */
    public static final int U_OBSERVABLE = 4;

    /** Rule: reference, relative to the class's first; -1 none, int32. */
    public static final int U_REFERENCE = 8;

    /** Rule: width kind, int32, see WIDTH constants. */
    public static final int U_WIDTH = 12;

    /** Rule: width, threshold or floor, int64 ppm. */
    public static final int U_PPM = 16;

    /** Rule: cap of the effective width, int64 ppm. */
    public static final int U_CAP_PPM = 24;

    /** Rule: multiple of sigma, int64 ppm of 1. */
    public static final int U_SIGMAS_PPM = 32;

    /** Rule: horizon of sigma, int64 ns. */
    public static final int U_HORIZON_NS = 40;

    /** Rule: the condition must hold so long, int64 ns. */
    public static final int U_SUSTAIN_NS = 48;

    /** Rule: fast sigma must also be this multiple of slow sigma, int64 ppm of 1; 0 not asked. */
    public static final int U_RATIO_PPM = 56;

    /** Rule: 1 the threshold is scaled by effective width over floor, int32. */
    public static final int U_SCALED = 64;

    /** Rule: first row of its width table, int32. */
    public static final int U_FIRST_ROW = 68;

    /** Rule: rows, int32. */
    public static final int U_ROWS = 72;

    /** Rule: Reason code of its decisions, int32. */
    public static final int U_REASON = 76;

    /** Rule: ladder level, 1 up, int32. */
    public static final int U_LEVEL = 80;

    /** Rule: TradingState code of this level's trip; 0 the breaker's, int32. */
    public static final int U_TRIP_STATE = 84;

    /** Rule: the level is dead from this long before the close, int64 ns; 0 never. */
    public static final int U_CUTOFF_NS = 88;

    /** Rule: 1 the cut-off instant itself still trips, int32. */
    public static final int U_CUTOFF_INCLUSIVE = 96;

    /** Rule: levels are rounded half up to this, int64 1e-9. */
    public static final int U_ROUND_E9 = 104;

    /** Rule: threshold in lots (depth) or ticks (spread), int64. */
    public static final int U_THRESHOLD = 112;

    /** Observable: potential trade price beyond a band. */
    public static final int OBSERVE_POTENTIAL_TRADE = 1;

    /** Observable: far side of the quote equals the band; a potential trade outside it is denied. */
    public static final int OBSERVE_FAR_QUOTE = 2;

    /** Observable: a published index. */
    public static final int OBSERVE_INDEX = 3;

    /** Observable: fast variance, judged at potential trades. */
    public static final int OBSERVE_VARIANCE = 4;

    /** Observable: top depth of the thinner side below a threshold. */
    public static final int OBSERVE_DEPTH = 5;

    /** Observable: quoted spread above a threshold. */
    public static final int OBSERVE_SPREAD = 6;

    /** Observable: a print, once a day for each rule of a band. */
    public static final int OBSERVE_TRADE = 7;

    /** Observable: the price of an order as it is entered. */
    public static final int OBSERVE_ORDER_PRICE = 8;

    /** Observable: an order without a price, as it is entered. */
    public static final int OBSERVE_PROTECTION = 9;

    /** Width: ppm of the reference. */
    public static final int WIDTH_PPM = 1;

    /** Width: rows by the previous close. */
    public static final int WIDTH_TABLE = 2;

    /** Width: the larger of a floor and a multiple of sigma, widened by trips, capped. */
    public static final int WIDTH_VOLATILITY = 3;

    /** Row: applies up to this previous close, int64 1e-9; Long.MAX_VALUE the rest. */
    public static final int W_UP_TO_E9 = 0;

    /** Row: 1 that price itself included, int32. */
    public static final int W_INCLUSIVE = 8;

    /** Row: width, int64 ppm of the reference. */
    public static final int W_PPM = 16;

    /** Row: at most this absolute width, int64 1e-9; 0 no absolute bound. */
    public static final int W_AT_MOST_E9 = 24;

    /** Row: factor in the closing window, int64 ppm of 1. */
    public static final int W_CLOSING_PPM = 32;

    private ImageLayout()
    {
    }
}

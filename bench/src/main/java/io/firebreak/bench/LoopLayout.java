package io.firebreak.bench;

/**
 * One instrument of the hand-written loop: a struct off the heap, hot lines first.
 *
 * <pre>
 *    0 top lots, bids | 8 offers | 16 levels, bids (int32) | 20 offers | 24 mid, half ticks (0 none) | 32 average
 *   40 time of the average | 48 paused until | 56 warnings in force (int32, 1 thin, 2 wide) | 60 pending sweep (int32)
 *   64 source time of the sweep | 72 its price | 80 its time | 88 median, half ticks (0 none) | 96 cursor | 100 size
 *  104 second of the last return | 112 price then, double | 120 fast variance | 128 slow | 136 started (int32)
 *  144 mean in force, millionths (0 none) | 152 since | 160 lower | 168 upper | 176 sum | 184 head (int32) | 188 count
 *  192 next wake of the mean | 200 last five sweeps, int64 | 256 bids: 16 x {key, lots}, best first | 512 offers
 * </pre>
 *
 * A key is the price of an offer and the negated price of a bid, so that both sides are sorted upwards.
 */
final class LoopLayout
{
    static final int TOP_LOTS = 0;
    static final int COUNT = 16;
    static final int MID_HALF = 24;
    static final int AVERAGE = 32;
    static final int AVERAGE_NS = 40;
    static final int PAUSED_UNTIL = 48;
    static final int WARNINGS = 56;
    static final int PENDING = 60;
    static final int SOURCE = 64;
    static final int SWEEP_PRICE = 72;
    static final int SWEEP_NS = 80;
    static final int MEDIAN_HALF = 88;
    static final int CURSOR = 96;
    static final int SIZE = 100;
    static final int SECOND = 104;
    static final int PRICE = 112;
    static final int FAST = 120;
    static final int SLOW = 128;
    static final int STARTED = 136;
    static final int MEAN = 144;
    static final int SINCE = 152;
    static final int LOWER = 160;
    static final int UPPER = 168;
    static final int SUM = 176;
    static final int HEAD = 184;
    static final int PRINTS = 188;
    static final int WAKE = 192;
    static final int SWEEPS = 200;
    static final int LEVELS = 256;
    static final int SIDE_LENGTH = 256;
    static final int LENGTH = 768;

    private LoopLayout()
    {
    }
}

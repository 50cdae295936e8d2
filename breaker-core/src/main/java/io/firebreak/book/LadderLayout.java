package io.firebreak.book;

import org.agrona.BitUtil;

/** Offsets inside one instrument's struct, drawn in {@link PriceLadder}. A level is {int64 key, int64 lots}. */
final class LadderLayout
{
    /** A level's bytes: key and lots. */
    static final int LEVEL_BYTES = 2 * BitUtil.SIZE_OF_LONG;
    static final int LOTS_OFFSET = BitUtil.SIZE_OF_LONG;

    /** Line 0: flags, settings and the touch of both sides. */
    static final int FLAGS_OFFSET = 0;
    static final int TOP_LEVELS_OFFSET = 4;
    static final int MAX_LEVELS_OFFSET = 8;
    static final int WITHIN_BPS_OFFSET = 12;
    static final int WITHIN_TICKS_OFFSET = 16;
    static final int AS_OF_OFFSET = 24;
    static final int TOUCH_OFFSET = 32;

    /** Lines 1 and 2: the running sums of a side. */
    static final int SIDE_OFFSET = 64;
    static final int SIDE_BYTES = 64;
    static final int NEAR_COUNT_OFFSET = 0;
    static final int FAR_COUNT_OFFSET = 4;
    static final int TOP_LOTS_OFFSET = 8;
    static final int TOTAL_LOTS_OFFSET = 16;
    static final int TICKS_BAND_OFFSET = 24;
    static final int BPS_BAND_OFFSET = 40;
    static final int LEAVES_OFFSET = 56;

    /** Line 3: ids of the directory pages of a side. */
    static final int DIRECTORY_OFFSET = 192;
    static final int DIRECTORY_PAGES = 8;
    static final int DIRECTORY_BYTES = DIRECTORY_PAGES * BitUtil.SIZE_OF_INT;

    /** The near levels of a side, worst first, so that work at the touch moves few of them. */
    static final int NEAR_OFFSET = 256;
    static final int NEAR_LEVELS = 32;
    static final int NEAR_BYTES = NEAR_LEVELS * LEVEL_BYTES;

    /** Levels that go to the far part when the near part is full. */
    static final int SPILL_LEVELS = 8;

    /** With far levels present the near part never ends an update with fewer: the top-N sum needs no far level. */
    static final int NEAR_LOW = 16;

    /** Levels of the near part after a refill: between spill and refill lie at least 8 updates. */
    static final int NEAR_REFILLED = 24;

    static final int STRUCT_BYTES = NEAR_OFFSET + 2 * NEAR_BYTES;

    /** The key of no level. */
    static final long NO_KEY = Long.MIN_VALUE;

    /** The boundary of a band on an empty side: above every key, and its distance to any key is no overflow. */
    static final long NO_BOUNDARY = 1L << 62;

    private LadderLayout()
    {
    }

    /**
     * A side's order as one ascending key, so that all code below is the same for both sides: bids keep the price,
     * asks take its complement, which reverses the order, keeps distances and cannot overflow. Its own inverse.
     */
    static long key(final int sideCode, final long priceTicks)
    {
        return priceTicks ^ -sideCode;
    }
}

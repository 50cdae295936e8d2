package io.firebreak.book;

import static io.firebreak.book.LadderLayout.AS_OF_OFFSET;
import static io.firebreak.book.LadderLayout.FLAGS_OFFSET;
import static io.firebreak.book.LadderLayout.LEVEL_BYTES;
import static io.firebreak.book.LadderLayout.LOTS_OFFSET;
import static io.firebreak.book.LadderLayout.MAX_LEVELS_OFFSET;
import static io.firebreak.book.LadderLayout.NEAR_BYTES;
import static io.firebreak.book.LadderLayout.NEAR_COUNT_OFFSET;
import static io.firebreak.book.LadderLayout.NEAR_LOW;
import static io.firebreak.book.LadderLayout.NO_KEY;
import static io.firebreak.book.LadderLayout.STRUCT_BYTES;
import static io.firebreak.book.LadderLayout.TOP_LEVELS_OFFSET;
import static io.firebreak.book.LadderLayout.TOP_LOTS_OFFSET;
import static io.firebreak.book.LadderLayout.TOTAL_LOTS_OFFSET;
import static io.firebreak.book.LadderLayout.TOUCH_OFFSET;
import static io.firebreak.book.LadderLayout.WITHIN_BPS_OFFSET;
import static io.firebreak.book.LadderLayout.WITHIN_TICKS_OFFSET;

/**
 * One instrument's book over the arena: absolute-size level updates in, touch, depths and sweep costs out. Sides are
 * {@code market.Side} codes: 0 = bids, 1 = asks.
 *
 * <pre>
 *     +0  int32 flags (1 ready, 2 keep) int32 top levels N     int32 levels a side    int32 within bps
 *    +16  int64 within ticks            int64 as of, ns
 *    +32  best bid {key, lots}          best ask {key, lots}
 *    +64  bids: int32 near count, int32 far count, int64 top-N lots, int64 all lots,
 *               {boundary key, lots} within ticks, {boundary key, lots} within bps, int32 far leaves, int32 zero
 *   +128  asks: the same
 *   +192  int32 ids of at most 8 directory pages, bids, then asks
 *   +256  bids: 32 near levels {int64 key, int64 lots}, worst first, zero behind the last
 *   +768  asks: the same
 * </pre>
 *
 * That is 1,280 bytes per instrument. An ordinary update touches line 0, the side's line and one to three lines of near
 * levels. A key is the price for bids and its complement for asks, so the best level is the highest key on both sides.
 * Levels beyond the near ones lie in 1 KiB pages of the shared {@link BookPool}: 63 levels a leaf when sent in order,
 * at least 24 on average whatever the order ({@link #pages}).
 *
 * <p>The depths within ticks and basis points are kept where the book was initialised so, else summed when asked.
 *
 * <p>Bounds: an update moves at most 32 near levels, at most 9 between near and far, four far leaves and thrice the far
 * directory (at most 8 KiB); a move of the touch visits the levels between old and new boundary of the two depth bands,
 * whole leaves by their sums. {@link #clear} frees every page of the book.
 *
 * <p><b>Note:</b> owned by the engine thread. One flyweight serves every instrument of a pool.
 */
public final class PriceLadder extends BookView
{
    /** Bytes of one instrument's struct, a multiple of 64. */
    public static final int STRUCT_LENGTH = STRUCT_BYTES;

    /** Prices lie strictly between minus this and this, ticks. */
    public static final long MAX_TICKS = 1L << 61;

    /** Most lots of a level. */
    public static final long MAX_LOTS = 1L << 53;

    /** Most lots of a side; beyond it {@link BookStatus#CAPACITY}. */
    public static final long MAX_SIDE_LOTS = 1L << 62;

    /** Most levels of the top-N depth. */
    public static final int MAX_TOP_LEVELS = NEAR_LOW;

    /** Most levels a side that can be declared. */
    public static final int MAX_LEVELS = 12_000;

    private static final int BPS_ONE = 10_000;

    private final LadderWriter writer;

    /**
     * A flyweight for the books whose far levels lie in a pool of the same arena.
     *
     * @param pool of pages.
     */
    public PriceLadder(final BookPool pool)
    {
        super(pool);
        writer = new LadderWriter(buffer, far, bands);
    }

    /**
     * Bytes of one instrument's struct.
     *
     * @return a multiple of 64.
     */
    public static int bytes()
    {
        return STRUCT_BYTES;
    }

    /**
     * Most pages that one side can need, whatever the order of its updates.
     *
     * @param levels declared a side.
     * @return pages of {@link BookPool#PAGE_BYTES}: leaves, directory, and one that a split needs for a moment.
     */
    public static int pages(final int levels)
    {
        final int leaves = 2 * levels / (FarLevels.MERGE_LEVELS + 1) + 2;
        return leaves + leaves / FarDirectory.ENTRIES_A_PAGE + 1;
    }

    @Override
    public PriceLadder wrap(final int structOffset)
    {
        super.wrap(structOffset);
        return this;
    }

    /**
     * Make zeroed memory, or the book of a removed instrument, an empty, untrusted book that keeps its depths. Cold.
     *
     * @param levels      as below.
     * @param topLevels   as below.
     * @param withinTicks as below.
     * @param withinBps   as below.
     * @throws IllegalArgumentException when a value is outside its range.
     */
    public void initialise(final int levels, final int topLevels, final long withinTicks, final int withinBps)
    {
        initialise(levels, topLevels, withinTicks, withinBps, true);
    }

    /**
     * Make zeroed memory, or the book of a removed instrument, an empty, untrusted book. Cold.
     *
     * @param levels      declared a side, 32 to {@link #MAX_LEVELS}.
     * @param topLevels   N of the top depth, 1 to {@link #MAX_TOP_LEVELS}.
     * @param withinTicks distance of the depth in ticks, 0 to below {@link #MAX_TICKS}.
     * @param withinBps   distance of the depth in basis points of the best price, 0 to 10,000.
     * @param keepDepth   true: the depths within ticks and basis points are kept with every update, for those who read
     *                    them often; false: they are summed when asked for.
     * @throws IllegalArgumentException when a value is outside its range.
     */
    public void initialise(
        final int levels, final int topLevels, final long withinTicks, final int withinBps, final boolean keepDepth)
    {
        check("levels", levels, LadderLayout.NEAR_LEVELS, MAX_LEVELS);
        check("topLevels", topLevels, 1, MAX_TOP_LEVELS);
        check("withinTicks", withinTicks, 0, MAX_TICKS - 1);
        check("withinBps", withinBps, 0, BPS_ONE);
        buffer.putInt(offset + FLAGS_OFFSET, keepDepth ? KEEPS_DEPTH : 0);
        clear();
        buffer.putInt(offset + MAX_LEVELS_OFFSET, levels);
        buffer.putInt(offset + TOP_LEVELS_OFFSET, topLevels);
        buffer.putLong(offset + WITHIN_TICKS_OFFSET, withinTicks);
        buffer.putInt(offset + WITHIN_BPS_OFFSET, withinBps);
        buffer.putLong(offset + AS_OF_OFFSET, 0);
    }

    /**
     * Set the quantity at a price.
     *
     * @param sideCode   0 = bids, 1 = asks.
     * @param priceTicks of the level, strictly between minus and plus {@link #MAX_TICKS}.
     * @param qtyLots    the new absolute quantity, 0 to {@link #MAX_LOTS}; 0 removes the level.
     * @return bits of {@link BookStatus}.
     */
    public int update(final int sideCode, final long priceTicks, final long qtyLots)
    {
        if ((sideCode & ~1) != 0 || priceTicks <= -MAX_TICKS || priceTicks >= MAX_TICKS ||
            qtyLots < 0 || qtyLots > MAX_LOTS)
        {
            return BookStatus.INVALID;
        }
        final int status = writer.update(offset, sideCode, LadderLayout.key(sideCode, priceTicks), qtyLots);
        if ((status & BookStatus.CAPACITY) != 0)
        {
            buffer.putInt(offset + FLAGS_OFFSET, buffer.getInt(offset + FLAGS_OFFSET) & ~READY);
        }
        final long bid = buffer.getLong(offset + TOUCH_OFFSET);
        final long ask = ~buffer.getLong(offset + TOUCH_OFFSET + LEVEL_BYTES);
        return bid < ask ? status : status | (bid == ask ? BookStatus.LOCKED : BookStatus.CROSSED);
    }

    /** Drop every level, give every page back, and distrust the book until {@link #ready}. */
    public void clear()
    {
        buffer.putInt(offset + FLAGS_OFFSET, buffer.getInt(offset + FLAGS_OFFSET) & ~READY);
        for (int side = 0; side < 2; side++)
        {
            far(side).clear();
            final int block = block(side);
            buffer.putInt(block + NEAR_COUNT_OFFSET, 0);
            buffer.putLong(block + TOP_LOTS_OFFSET, 0);
            buffer.putLong(block + TOTAL_LOTS_OFFSET, 0);
            bands.reset(block);
            buffer.setMemory(near(side), NEAR_BYTES, (byte)0);
            buffer.putLong(touch(side), NO_KEY);
            buffer.putLong(touch(side) + LOTS_OFFSET, 0);
        }
    }

    /** Trust the book: the host has sent it whole. */
    public void ready()
    {
        buffer.putInt(offset + FLAGS_OFFSET, buffer.getInt(offset + FLAGS_OFFSET) | READY);
    }

    /** Distrust the book, for instance after a gap, and keep its levels. */
    public void distrust()
    {
        buffer.putInt(offset + FLAGS_OFFSET, buffer.getInt(offset + FLAGS_OFFSET) & ~READY);
    }

    /** {@return whether {@link #initialise} has been called since the memory was zero} */
    public boolean isInitialised()
    {
        return buffer.getInt(offset + MAX_LEVELS_OFFSET) != 0;
    }

    /** {@return N of the top depth} */
    public int topLevels()
    {
        return buffer.getInt(offset + TOP_LEVELS_OFFSET);
    }

    /** {@return distance of the depth in ticks} */
    public long withinTicks()
    {
        return buffer.getLong(offset + WITHIN_TICKS_OFFSET);
    }

    /** {@return distance of the depth in basis points} */
    public int withinBps()
    {
        return buffer.getInt(offset + WITHIN_BPS_OFFSET);
    }

    /** {@return whether the depths are kept with every update} */
    public boolean keepsDepth()
    {
        return (buffer.getInt(offset + FLAGS_OFFSET) & KEEPS_DEPTH) != 0;
    }

    /**
     * Mark the book as known at an instant; the caller does so with each input of the book it accepts.
     *
     * @param timeNs UTC nanoseconds.
     */
    public void asOf(final long timeNs)
    {
        buffer.putLong(offset + AS_OF_OFFSET, timeNs);
    }

    private static void check(final String name, final long value, final long least, final long most)
    {
        if (value < least || value > most)
        {
            throw new IllegalArgumentException(
                name + " must be between " + least + " and " + most + ", but is " + value);
        }
    }
}

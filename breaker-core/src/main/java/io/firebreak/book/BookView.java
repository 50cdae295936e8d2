package io.firebreak.book;

import static io.firebreak.book.LadderLayout.AS_OF_OFFSET;
import static io.firebreak.book.LadderLayout.BPS_BAND_OFFSET;
import static io.firebreak.book.LadderLayout.DIRECTORY_BYTES;
import static io.firebreak.book.LadderLayout.DIRECTORY_OFFSET;
import static io.firebreak.book.LadderLayout.FAR_COUNT_OFFSET;
import static io.firebreak.book.LadderLayout.FLAGS_OFFSET;
import static io.firebreak.book.LadderLayout.LEVEL_BYTES;
import static io.firebreak.book.LadderLayout.LOTS_OFFSET;
import static io.firebreak.book.LadderLayout.NEAR_BYTES;
import static io.firebreak.book.LadderLayout.NEAR_COUNT_OFFSET;
import static io.firebreak.book.LadderLayout.NEAR_OFFSET;
import static io.firebreak.book.LadderLayout.NO_BOUNDARY;
import static io.firebreak.book.LadderLayout.NO_KEY;
import static io.firebreak.book.LadderLayout.SIDE_BYTES;
import static io.firebreak.book.LadderLayout.SIDE_OFFSET;
import static io.firebreak.book.LadderLayout.TICKS_BAND_OFFSET;
import static io.firebreak.book.LadderLayout.TOP_LOTS_OFFSET;
import static io.firebreak.book.LadderLayout.TOTAL_LOTS_OFFSET;
import static io.firebreak.book.LadderLayout.TOUCH_OFFSET;
import static io.firebreak.book.LadderLayout.WITHIN_BPS_OFFSET;
import static io.firebreak.book.LadderLayout.WITHIN_TICKS_OFFSET;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The reading half of {@link PriceLadder}: everything that can be asked of a book, changing nothing. Side codes are 0 =
 * bids and 1 = asks everywhere; another code is the caller's error. Depths are of the book as it stands, whatever its
 * {@link #state}.
 *
 * <p><b>Note:</b> owned by the engine thread, as the memory it reads.
 */
public sealed class BookView permits PriceLadder
{
    /** No such price. */
    public static final long NONE = Long.MIN_VALUE;

    static final int READY = 1;
    static final int KEEPS_DEPTH = 2;

    private static final long PPM = 1_000_000;
    private static final int PPM_DIGITS = 6;
    private static final long PPM_SAFE = Long.MAX_VALUE / PPM;

    final UnsafeBuffer buffer;
    final FarLevels far;
    final DepthBands bands;
    int offset;

    BookView(final BookPool pool)
    {
        buffer = pool.buffer();
        far = new FarLevels(pool);
        bands = new DepthBands(buffer);
    }

    /**
     * Point at an instrument's struct.
     *
     * @param structOffset of its first byte in the arena, a multiple of 64.
     * @return this.
     */
    public BookView wrap(final int structOffset)
    {
        offset = structOffset;
        return this;
    }

    /**
     * Is every level known to be there?
     *
     * @return true between {@link PriceLadder#ready} and the next clear, distrust or exhausted capacity.
     */
    public boolean isReady()
    {
        return (buffer.getInt(offset + FLAGS_OFFSET) & READY) != 0;
    }

    /**
     * Instant of the last mark.
     *
     * @return UTC nanoseconds, 0 before the first.
     */
    public long asOfNs()
    {
        return buffer.getLong(offset + AS_OF_OFFSET);
    }

    /**
     * Quality without staleness.
     *
     * @return bits of {@link BookState}.
     */
    public int state()
    {
        final long bid = buffer.getLong(touch(0));
        final long ask = ~buffer.getLong(touch(1));
        final boolean noBid = bid == NO_KEY;
        final boolean noAsk = ask == ~NO_KEY;
        final int trust = isReady() ? 0 : BookState.UNTRUSTED;
        if (noBid || noAsk)
        {
            return trust | (noBid && noAsk ? BookState.EMPTY : BookState.ONE_SIDED);
        }
        return bid < ask ? trust : trust | (bid == ask ? BookState.LOCKED : BookState.CROSSED);
    }

    /**
     * Quality with staleness.
     *
     * @param nowNs    UTC nanoseconds.
     * @param maxAgeNs most age of a fresh book, nanoseconds.
     * @return bits of {@link BookState}.
     */
    public int state(final long nowNs, final long maxAgeNs)
    {
        return nowNs - asOfNs() > maxAgeNs ? state() | BookState.STALE : state();
    }

    /**
     * Best bid.
     *
     * @return ticks, or {@link #NONE}.
     */
    public long bestBidTicks()
    {
        return buffer.getLong(offset + TOUCH_OFFSET);
    }

    /**
     * Best ask.
     *
     * @return ticks, or {@link #NONE}.
     */
    public long bestAskTicks()
    {
        return bestTicks(1);
    }

    /**
     * Quantity at the best bid.
     *
     * @return lots, 0 without bids.
     */
    public long bestBidLots()
    {
        return buffer.getLong(offset + TOUCH_OFFSET + LOTS_OFFSET);
    }

    /**
     * Quantity at the best ask.
     *
     * @return lots, 0 without asks.
     */
    public long bestAskLots()
    {
        return buffer.getLong(offset + TOUCH_OFFSET + LEVEL_BYTES + LOTS_OFFSET);
    }

    /**
     * Best price of a side.
     *
     * @param sideCode 0 or 1.
     * @return ticks, or {@link #NONE}.
     */
    public long bestTicks(final int sideCode)
    {
        return price(sideCode, buffer.getLong(touch(sideCode)));
    }

    /**
     * Quantity at the best price of a side.
     *
     * @param sideCode 0 or 1.
     * @return lots, 0 on an empty side.
     */
    public long bestLots(final int sideCode)
    {
        return buffer.getLong(touch(sideCode) + LOTS_OFFSET);
    }

    /**
     * Levels of a side, near and far.
     *
     * @param sideCode 0 or 1.
     * @return 0 to the declared capacity.
     */
    public int levelCount(final int sideCode)
    {
        final int block = block(sideCode);
        return buffer.getInt(block + NEAR_COUNT_OFFSET) + buffer.getInt(block + FAR_COUNT_OFFSET);
    }

    /**
     * Quantity of the whole side, kept incrementally.
     *
     * @param sideCode 0 or 1.
     * @return lots, 0 to {@link PriceLadder#MAX_SIDE_LOTS}.
     */
    public long totalLots(final int sideCode)
    {
        return buffer.getLong(block(sideCode) + TOTAL_LOTS_OFFSET);
    }

    /**
     * Quantity of the best N levels, kept incrementally.
     *
     * @param sideCode 0 or 1.
     * @return lots.
     */
    public long topDepthLots(final int sideCode)
    {
        return buffer.getLong(block(sideCode) + TOP_LOTS_OFFSET);
    }

    /**
     * Quantity at most the configured ticks worse than the side's best price: kept, or summed now where it is not.
     *
     * @param sideCode 0 or 1.
     * @return lots, 0 on an empty side.
     */
    public long depthWithinTicks(final int sideCode)
    {
        return (buffer.getInt(offset + FLAGS_OFFSET) & KEEPS_DEPTH) != 0 ?
            buffer.getLong(block(sideCode) + TICKS_BAND_OFFSET + LOTS_OFFSET) :
            depthWithinTicks(sideCode, buffer.getLong(offset + WITHIN_TICKS_OFFSET));
    }

    /**
     * Quantity at most the configured share of the side's best price worse than it, floor(|best| x bps / 10,000) ticks:
     * kept, or summed now where it is not.
     *
     * @param sideCode 0 or 1.
     * @return lots, 0 on an empty side.
     */
    public long depthWithinBps(final int sideCode)
    {
        return (buffer.getInt(offset + FLAGS_OFFSET) & KEEPS_DEPTH) != 0 ?
            buffer.getLong(block(sideCode) + BPS_BAND_OFFSET + LOTS_OFFSET) :
            depthWithinBps(sideCode, buffer.getInt(offset + WITHIN_BPS_OFFSET));
    }

    /**
     * Quantity within any distance of the side's own best price, summed now: near levels, two far leaves level by
     * level, the leaves between them by their sums.
     *
     * @param sideCode    0 or 1.
     * @param withinTicks 0 to below {@link PriceLadder#MAX_TICKS}.
     * @return lots, 0 on an empty side.
     */
    public long depthWithinTicks(final int sideCode, final long withinTicks)
    {
        final long best = buffer.getLong(touch(sideCode));
        return best == NO_KEY ? 0 :
            bands.rangeLots(block(sideCode), near(sideCode), far(sideCode), best - withinTicks, NO_BOUNDARY);
    }

    /**
     * Quantity within any share of the side's own best price, summed now.
     *
     * @param sideCode 0 or 1.
     * @param bps      0 to 10,000 basis points.
     * @return lots, 0 on an empty side.
     */
    public long depthWithinBps(final int sideCode, final int bps)
    {
        return depthWithinTicks(sideCode, DepthBands.bpsTicks(bestTicks(sideCode), bps));
    }

    /**
     * (bids - asks) / (bids + asks) of the top-N depths, towards zero.
     *
     * @return -1,000,000 to 1,000,000 ppm, 0 on an empty book.
     */
    public int imbalancePpm()
    {
        final long bids = topDepthLots(0);
        final long asks = topDepthLots(1);
        final long sum = bids + asks;
        final long difference = Math.abs(bids - asks);
        if (sum == 0)
        {
            return 0;
        }
        long ppm = 0;
        if (difference <= PPM_SAFE)
        {
            ppm = difference * PPM / sum;
        }
        else
        {
            // Digit by digit, exact: the sum is below 2^58, so ten times a remainder is within the range.
            ppm = difference / sum;
            long remainder = difference % sum;
            for (int i = 0; i < PPM_DIGITS; i++)
            {
                ppm = ppm * 10 + remainder * 10 / sum;
                remainder = remainder * 10 % sum;
            }
        }
        return (int)(bids < asks ? -ppm : ppm);
    }

    /**
     * Quantity at a price.
     *
     * @param sideCode   0 or 1.
     * @param priceTicks of the level, in the range of {@link PriceLadder#MAX_TICKS}.
     * @return lots, 0 where there is no level.
     */
    public long lotsAt(final int sideCode, final long priceTicks)
    {
        final long key = LadderLayout.key(sideCode, priceTicks);
        final int near = near(sideCode);
        final int count = buffer.getInt(block(sideCode) + NEAR_COUNT_OFFSET);
        final int index = NearLevels.search(buffer, near, count, key);
        if (index < count && NearLevels.keyAt(buffer, near, index) == key)
        {
            return NearLevels.lotsAt(buffer, near, index);
        }
        return index == 0 ? far(sideCode).find(key) : 0;
    }

    /**
     * The best price strictly worse than a price: the next step of a walk down the side.
     *
     * @param sideCode   0 or 1.
     * @param priceTicks in the range of {@link PriceLadder#MAX_TICKS}; there need not be a level at it.
     * @return ticks, or {@link #NONE}.
     */
    public long nextTicks(final int sideCode, final long priceTicks)
    {
        final long key = LadderLayout.key(sideCode, priceTicks);
        final int near = near(sideCode);
        final int count = buffer.getInt(block(sideCode) + NEAR_COUNT_OFFSET);
        final int index = NearLevels.search(buffer, near, count, key);
        return price(sideCode, index > 0 ?
            NearLevels.keyAt(buffer, near, index - 1) : far(sideCode).below(key));
    }

    /**
     * The price at a rank; beyond the near levels it walks the far leaves.
     *
     * @param sideCode 0 or 1.
     * @param rank     0 = best.
     * @return ticks, or {@link #NONE} beyond the last level.
     */
    public long ticksAtRank(final int sideCode, final int rank)
    {
        final int count = buffer.getInt(block(sideCode) + NEAR_COUNT_OFFSET);
        return price(sideCode, rank < count ?
            NearLevels.keyAt(buffer, near(sideCode), count - 1 - rank) : far(sideCode).keyAtRank(rank - count));
    }

    /**
     * What a market order would pay that takes from this side; visits the levels it takes.
     *
     * @param sideCode 0 = sell into the bids, 1 = buy from the asks.
     * @param lots     the order's size, 0 to {@link PriceLadder#MAX_SIDE_LOTS}.
     * @param out      overwritten with cost, worst price and whether there is enough depth.
     */
    public void sweepCost(final int sideCode, final long lots, final SweepCost out)
    {
        out.reset();
        final int count = buffer.getInt(block(sideCode) + NEAR_COUNT_OFFSET);
        FarLevels.sweep(buffer, near(sideCode), count, sideCode, lots, out);
        if (out.filledLots() < lots)
        {
            far(sideCode).sweep(sideCode, lots, out);
        }
        out.finish(lots);
    }

    final FarLevels far(final int side)
    {
        return far.wrap(block(side), offset + DIRECTORY_OFFSET + side * DIRECTORY_BYTES);
    }

    final int block(final int side)
    {
        return offset + SIDE_OFFSET + side * SIDE_BYTES;
    }

    final int near(final int side)
    {
        return offset + NEAR_OFFSET + side * NEAR_BYTES;
    }

    final int touch(final int side)
    {
        return offset + TOUCH_OFFSET + side * LEVEL_BYTES;
    }

    private static long price(final int side, final long key)
    {
        return key == NO_KEY ? NONE : LadderLayout.key(side, key);
    }
}

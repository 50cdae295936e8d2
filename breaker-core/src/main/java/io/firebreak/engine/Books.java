package io.firebreak.engine;

import io.firebreak.book.BookStatus;
import io.firebreak.book.PriceLadder;
import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.Layout;
import io.firebreak.breaker.Parts;
import io.firebreak.breaker.Quality;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.InputFlags;
import io.firebreak.market.Side;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Book updates: the ladder, then data quality, the mid, and the conditions that watch the book. Crossed, locked,
 * one-sided, empty and untrusted books are told, not crashes. Owned by the engine thread.
 */
final class Books
{
    private static final long CROSSED_BIT = 1L << DataQualityCode.CROSSED_BOOK.code();
    private static final long LOCKED_BIT = 1L << DataQualityCode.LOCKED_BOOK.code();
    private static final long ONE_SIDED_BIT = 1L << DataQualityCode.ONE_SIDED_BOOK.code();
    private static final long EMPTY_BIT = 1L << DataQualityCode.EMPTY_BOOK.code();
    private static final long BOOK_BITS = CROSSED_BIT | LOCKED_BIT | ONE_SIDED_BIT | EMPTY_BIT;
    private static final long UNTRUSTED_BIT = 1L << DataQualityCode.UNTRUSTED_BOOK.code();

    private final EngineMemory memory;
    private final Parts parts;
    private final Quality quality;
    private final UnsafeBuffer b;
    private final PriceLadder ladder;

    Books(final EngineMemory memory, final Parts parts)
    {
        this.memory = memory;
        this.parts = parts;
        quality = parts.quality();
        b = memory.buffer();
        ladder = memory.ladder();
    }

    PriceLadder ladder(final int s)
    {
        ladder.wrap(s + memory.layout().ladderOffset());
        return ladder;
    }

    /**
     * Ask for the lines that a level update will read before the first of them is waited for: with thousands of
     * instruments none of them is in the cache, and their waits then overlap. Reads only.
     */
    void prefetch(final int s, final int side)
    {
        b.getLongVolatile(s + Layout.S_LADDER);
        b.getLongVolatile(s + Layout.S_LADDER + 64 + side * 64);
        b.getLongVolatile(s + Layout.S_DEPTH_FROM);
        b.getLongVolatile(s + Layout.S_LADDER + 256 + side * 512 + 128);
    }

    void onLevel(
        final int s, final long nowNs, final int sourceId, final int flags, final int side, final long priceTicks,
        final long qtyLots)
    {
        final int scope = b.getInt(s + Layout.S_SCOPE);
        if (!valid(s, nowNs, sourceId, priceTicks, qtyLots, 0))
        {
            return;
        }
        if (side != Side.BUY.code() && side != Side.SELL.code())
        {
            quality.tell(DataQualityCode.MALFORMED, scope, nowNs, sourceId, side, Side.SELL.code());
            return;
        }
        final int status = ladder(s).update(side, priceTicks, qtyLots);
        if ((status & BookStatus.ABSENT_LEVEL) != 0)
        {
            quality.tell(DataQualityCode.ABSENT_LEVEL, scope, nowNs, sourceId, priceTicks, side);
        }
        if ((status & BookStatus.CAPACITY) != 0)
        {
            quality.tell(DataQualityCode.BOOK_CAPACITY, scope, nowNs, sourceId, priceTicks, side);
            quality.condition(DataQualityCode.UNTRUSTED_BOOK, s, nowNs, true, priceTicks, 0);
        }
        b.putInt(s + Layout.S_SEEN, b.getInt(s + Layout.S_SEEN) | 1);
        b.putLong(s + Layout.S_BOOK_NS, nowNs);
        if ((flags & InputFlags.MORE_FOLLOWS) == 0)
        {
            judge(s, nowNs);
        }
    }

    void onClear(final int s, final long nowNs)
    {
        ladder(s).clear();
        quality.condition(DataQualityCode.UNTRUSTED_BOOK, s, nowNs, true, 0, 0);
        judge(s, nowNs);
    }

    void onReady(final int s, final long nowNs)
    {
        ladder(s).ready();
        quality.condition(DataQualityCode.UNTRUSTED_BOOK, s, nowNs, false, 0, 0);
        judge(s, nowNs);
        parts.restarts().onBookReady(s, nowNs);
    }

    /**
     * A process goes on with an earlier one's state: what the book held may be long gone.
     *
     * @param isTold whether there is room for the records of it.
     */
    void onRestart(final int s, final long nowNs, final boolean isTold)
    {
        if ((b.getInt(s + Layout.S_SEEN) & 1) != 0)
        {
            ladder(s).clear();
            if (isTold)
            {
                distrust(s, nowNs);
            }
            else
            {
                b.putLong(s + Layout.S_QUALITY, b.getLong(s + Layout.S_QUALITY) | UNTRUSTED_BIT);
                parts.prints().onTouch(s, nowNs, Layout.ABSENT);
            }
        }
    }

    /**
     * A source lost inputs: the book cannot be trusted until it is sent again.
     */
    void distrust(final int s, final long nowNs)
    {
        if ((b.getInt(s + Layout.S_SEEN) & 1) != 0)
        {
            quality.condition(DataQualityCode.UNTRUSTED_BOOK, s, nowNs, true, 0, 0);
            judge(s, nowNs);
        }
    }

    boolean valid(
        final int s, final long nowNs, final int sourceId, final long priceTicks, final long qtyLots,
        final long leastLots)
    {
        final int scope = b.getInt(s + Layout.S_SCOPE);
        final long maxQty = memory.image().headerLong(ImageHeader.H_MAX_QTY_LOTS);
        final long maxPrice = memory.image().headerLong(ImageHeader.H_MAX_PRICE_TICKS);
        if (qtyLots < leastLots || qtyLots > maxQty)
        {
            quality.tell(DataQualityCode.BAD_QUANTITY, scope, nowNs, sourceId, qtyLots, maxQty);
            return false;
        }
        if (priceTicks < -maxPrice || priceTicks > maxPrice)
        {
            quality.tell(DataQualityCode.BAD_PRICE, scope, nowNs, sourceId, priceTicks, maxPrice);
            return false;
        }
        final long increment = b.getLong(s + Layout.S_INCREMENT);
        if (increment > 1 && priceTicks % increment != 0)
        {
            quality.tell(DataQualityCode.PRICE_OFF_TICK, scope, nowNs, sourceId, priceTicks, increment);
            return false;
        }
        return true;
    }

    /**
     * A book that has been silent for longer than its class allows is stale until its next update.
     */
    void age(final int s, final long nowNs)
    {
        final long staleNs = b.getLong(memory.image().classAt(b.getInt(s + Layout.S_CLASS)) +
            ImageLayout.C_BOOK_STALE_NS);
        final long bookNs = b.getLong(s + Layout.S_BOOK_NS);
        if (staleNs > 0 && bookNs != Layout.ABSENT)
        {
            quality.condition(DataQualityCode.STALE_BOOK, s, nowNs, nowNs - bookNs > staleNs, nowNs - bookNs, staleNs);
        }
    }

    private void judge(final int s, final long nowNs)
    {
        ladder(s);
        final long bid = ladder.bestBidTicks();
        final long ask = ladder.bestAskTicks();
        final long quality = b.getLong(s + Layout.S_QUALITY);
        final boolean both = bid != Layout.ABSENT && ask != Layout.ABSENT;
        final long bits = both ? bid < ask ? 0 : bid == ask ? LOCKED_BIT : CROSSED_BIT :
            bid == ask ? EMPTY_BIT : ONE_SIDED_BIT;
        if ((quality & BOOK_BITS) != bits)
        {
            tell(s, nowNs, bid, ask, both);
        }
        final boolean trusted = (quality & UNTRUSTED_BIT) == 0;
        final boolean stands = trusted && both && bid < ask;
        final boolean stood = b.getInt(s + Layout.S_TWO_SIDED) != 0;
        if (stands != stood || stands && bid + ask != b.getLong(s + Layout.S_MID_HALF))
        {
            parts.prints().onTouch(s, nowNs, stands ? bid + ask : Layout.ABSENT);
        }
        else if (stands)
        {
            // confirmed without a move: it is fresh again, or stands anew
            if (nowNs - b.getLong(s + Layout.S_MID_NS) <= b.getLong(memory.image().classAt(
                b.getInt(s + Layout.S_CLASS)) + ImageLayout.C_MID_FRESH_NS))
            {
                b.putLong(s + Layout.S_MID_NS, nowNs);
            }
            else
            {
                parts.prints().onTouch(s, nowNs, bid + ask);
            }
        }
        if (stands || trusted && !both)
        {
            parts.notifications().onBook(s, nowNs, ladder, both);
        }
    }

    private void tell(final int s, final long nowNs, final long bid, final long ask, final boolean both)
    {
        quality.condition(DataQualityCode.CROSSED_BOOK, s, nowNs, both && bid > ask, bid, ask);
        quality.condition(DataQualityCode.LOCKED_BOOK, s, nowNs, both && bid == ask, bid, ask);
        quality.condition(DataQualityCode.ONE_SIDED_BOOK, s, nowNs, !both && bid != ask, bid, ask);
        quality.condition(DataQualityCode.EMPTY_BOOK, s, nowNs, !both && bid == ask, 0, 0);
    }
}

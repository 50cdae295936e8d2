package io.firebreak.breaker;

import io.firebreak.market.PriceInput;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * References that are the middle of the best bid and offer, of the venue's own book or of the quotes of the class: none
 * where one side is missing, where they lock or cross, where the book is not trusted, and where they are older than the
 * class lets a mid be. Owned by the engine thread.
 */
final class Mids
{
    private static final long HALF_MICRO = 500_000L;
    private static final int BOOK = 0;
    private static final int QUOTE = 1;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    Mids(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /** The mid of the book moved, came or went; ABSENT where there is none. */
    void onTouch(final int s, final long nowNs, final long midHalf)
    {
        moved(s, nowNs, midHalf, BOOK);
    }

    /** A quote of the class; a side without a price is ABSENT. */
    void onQuote(final int s, final long nowNs, final long bidTicks, final long askTicks)
    {
        moved(s, nowNs, bidTicks == Layout.ABSENT || askTicks == Layout.ABSENT || bidTicks >= askTicks ?
            Layout.ABSENT : bidTicks + askTicks, QUOTE);
    }

    /** A mid may be too old; the book may have confirmed it since. */
    void onTimer(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        final long freshNs = freshNs(s);
        final boolean isBook = b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageReference.R_QUOTES) == BOOK;
        if (isBook && b.getInt(s + Layout.S_TWO_SIDED) != 0 && nowNs - b.getLong(s + Layout.S_MID_NS) <= freshNs)
        {
            b.putLong(f + ReferenceLayout.F_STALE_NS, b.getLong(s + Layout.S_MID_NS) + freshNs + 1);
            return;
        }
        b.putLong(f + ReferenceLayout.F_STALE_NS, 0);
        parts.inForce.put(s, r, nowNs, Layout.ABSENT, Layout.ABSENT, PriceInput.NONE);
    }

    private void moved(final int s, final long nowNs, final long midHalf, final int from)
    {
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            final int p = m.image.referenceAt(c, r);
            if (b.getInt(p + ImageLayout.R_KIND) == ImageReference.KIND_MID &&
                b.getInt(p + ImageReference.R_QUOTES) == from)
            {
                final boolean isOne = midHalf != Layout.ABSENT;
                final long micro = isOne ? midHalf * HALF_MICRO : midHalf;
                b.putLong(m.reference(s, r) + ReferenceLayout.F_STALE_NS, isOne ? nowNs + freshNs(s) + 1 : 0);
                parts.inForce.put(s, r, nowNs, micro, micro, isOne ? PriceInput.MID : PriceInput.NONE);
                parts.trades.arm(s, r);
            }
        }
    }

    private long freshNs(final int s)
    {
        return b.getLong(m.classOf(s) + ImageLayout.C_MID_FRESH_NS);
    }
}

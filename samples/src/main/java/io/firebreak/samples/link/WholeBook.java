package io.firebreak.samples.link;

import io.firebreak.market.Side;
import java.util.List;

/**
 * When Firebreak is sent the whole book: when it does not trust the one it has, behind inputs that were lost, and
 * behind a restart, where it waits for {@link VenueLink#restore}. One that was too large for it is not sent again and
 * again, but once it has an eighth fewer levels. Owned by the matching thread.
 */
final class WholeBook
{
    private static final int SHRINK = 8;

    private boolean isRestoreAwaited;
    private boolean isRestoring;
    private boolean isOwed;
    private boolean isReadyAwaited;
    private boolean isTooLarge;
    private int mostLevels = Integer.MAX_VALUE;

    /** An earlier process has told of a book. */
    void onRestart()
    {
        isRestoreAwaited = true;
    }

    /** Fills an empty book with orders that rested together in an earlier process: nothing of it is an event. */
    void restore(final VenueBook book, final List<VenueOrder> orders)
    {
        if (book.best(Side.BUY) != VenueBook.NONE || book.best(Side.SELL) != VenueBook.NONE)
        {
            throw new IllegalStateException("this link has orders: VenueLink.restore comes before the first");
        }
        isRestoring = true;
        for (final VenueOrder order : orders)
        {
            if (book.matches(order.side(), order.priceTicks()))
            {
                throw new IllegalArgumentException(order + " would match " + book.best(VenueBook.opposite(order.side()))
                    + ", so they have not rested together: leave out what has traded or was cancelled");
            }
            book.enter(order.id(), order.side(), order.priceTicks(), order.lots());
        }
        isRestoring = false;
        isRestoreAwaited = false;
        isOwed = true;
    }

    /** Whether the book is being filled now. */
    boolean isRestoring()
    {
        return isRestoring;
    }

    void requireRestored()
    {
        if (isRestoreAwaited)
        {
            throw new IllegalStateException("behind a restart VenueLink.restore comes before the first order, with " +
                "empty lists where nothing rests (docs/links.md)");
        }
    }

    void onLoss()
    {
        isOwed = true;
    }

    /** Firebreak has ceased to trust the book, or trusts it again; it ceases also at a book that is sent anew. */
    void onTrust(final boolean isTrusted)
    {
        isOwed |= !isTrusted && !isReadyAwaited;
        isReadyAwaited &= !isTrusted;
    }

    /** Firebreak had no room for a level. */
    void onTooLarge()
    {
        isTooLarge = true;
    }

    /** Whether the book, of so many levels, is to be sent now. */
    boolean isDue(final int levels)
    {
        if (isTooLarge)
        {
            isTooLarge = false;
            mostLevels = Math.min(mostLevels, levels - levels / SHRINK);
        }
        return isOwed && !isRestoreAwaited && levels <= mostLevels;
    }

    void onSend()
    {
        isReadyAwaited = true;
        mostLevels = Integer.MAX_VALUE;
    }

    void onSent(final boolean isWhole)
    {
        isOwed = !isWhole;
    }
}

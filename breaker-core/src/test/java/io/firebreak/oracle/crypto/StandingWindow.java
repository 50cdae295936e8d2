package io.firebreak.oracle.crypto;

import java.util.ArrayList;
import java.util.List;

/** History of the filtered price since the last reopening, for the extremes of a window. */
final class StandingWindow
{
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * A filtered price and the time from which it stands.
     *
     * @param fromNs time from which the price stands
     * @param price  filtered price in ticks
     */
    private record Piece(long fromNs, double price)
    {
    }

    /**
     * Appends a price that stands from a time on.
     *
     * @param fromNs time from which the price stands
     * @param price  filtered price in ticks
     */
    void add(final long fromNs, final double price)
    {
        pieces.add(new Piece(fromNs, price));
    }

    /** Forgets everything. */
    void clear()
    {
        pieces.clear();
    }

    /**
     * Tells whether no price stands.
     *
     * @return true after a clear until the next price
     */
    boolean isEmpty()
    {
        return pieces.isEmpty();
    }

    /**
     * Gives the highest or lowest price that stood in the window; a price that ended exactly at its left edge did not.
     *
     * @param nowNs    right edge
     * @param windowNs length of the window
     * @param highest  whether the highest is wanted
     * @return the extreme in ticks
     */
    double extreme(final long nowNs, final long windowNs, final boolean highest)
    {
        double best = pieces.get(pieces.size() - 1).price();
        for (int i = pieces.size() - 2; i >= 0 && pieces.get(i + 1).fromNs() > nowNs - windowNs; i--)
        {
            final double price = pieces.get(i).price();
            best = highest ? Math.max(best, price) : Math.min(best, price);
        }
        return best;
    }
}

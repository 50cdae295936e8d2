package io.firebreak.oracle.crypto;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Median of the prices of the last sweeps. */
final class SweepFilter
{
    private final int size;
    private final List<Long> prices = new ArrayList<>();

    /**
     * Makes an empty filter.
     *
     * @param size number of sweeps in the median
     */
    SweepFilter(final int size)
    {
        this.size = size;
    }

    /**
     * Adds the last print of a sweep that is over.
     *
     * @param ticks price in ticks
     */
    void add(final long ticks)
    {
        prices.add(ticks);
        if (prices.size() > size)
        {
            prices.remove(0);
        }
    }

    /**
     * Tells whether no sweep is over yet.
     *
     * @return true before the first sweep
     */
    boolean isEmpty()
    {
        return prices.isEmpty();
    }

    /**
     * Gives the median; of an even number the mean of the two in the middle.
     *
     * @return filtered price in ticks
     */
    double median()
    {
        final List<Long> sorted = new ArrayList<>(prices);
        Collections.sort(sorted);
        final int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2.0;
    }
}

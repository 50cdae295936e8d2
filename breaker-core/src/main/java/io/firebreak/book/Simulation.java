package io.firebreak.book;

import io.firebreak.market.Side;

/**
 * What an order, and the stops that its prints would elect, would do to a book: matched on a copy-on-write view, so
 * that nothing changes. For cascade tests (CME Stop Logic, spec/rulebooks.md 3.3 and 12.3) and for "would this sweep
 * breach": {@link #isBeyond}.
 * <p>
 * The view is the book itself, a frontier a side up to which it has been consumed, and the limit orders that were left
 * over. An order matches level by level; each print elects the stops that it reaches, a sell at or below its trigger, a
 * buy at or above; elected stops are entered one after the other behind the order that elected them, in the order in
 * which they were added. What is left of an order with a limit rests at it; of one without, it is gone.
 * <p>
 * Work is bounded: at most so many prints and stops as the instance was made for. At the bound the outcome is defined:
 * {@link #isBounded}, and {@link #isBeyond} is true whatever the threshold, because a cascade that could not be
 * followed to its end was not found harmless.
 * <p>
 * Owned and reused by one thread, which is also the book's: between {@link #begin} and the last result no event may
 * change the book. Nothing is allocated after construction.
 */
public final class Simulation
{
    /** Limit of an order that has none. */
    public static final long NO_LIMIT = BookView.NONE;

    private static final int SIDES = 2;

    private final int mostPrints;
    private final long[] frontierTicks = new long[SIDES];
    private final long[] frontierLots = new long[SIDES];
    private final int[] stopSide;
    private final long[] stopTrigger;
    private final long[] stopLimit;
    private final long[] stopLots;
    private final boolean[] isElected;
    private final int[] queue;
    private final int[] restSide;
    private final long[] restTicks;
    private final long[] restLots;
    private BookView book;
    private int stops;
    private int queued;
    private int rests;
    private int prints;
    private int bestRest;
    private long bestTicks;
    private long lastTicks;
    private long lowestTicks;
    private long highestTicks;
    private long tradedLots;
    private long unfilledLots;
    private boolean isBounded;

    /**
     * Room for cascades.
     *
     * @param mostStops  stops of a cascade, 0 to 65536.
     * @param mostPrints prints of a cascade, 1 to 1048576.
     * @throws IllegalArgumentException for others.
     */
    public Simulation(final int mostStops, final int mostPrints)
    {
        if (mostStops < 0 || mostStops > 1 << 16 || mostPrints < 1 || mostPrints > 1 << 20)
        {
            throw new IllegalArgumentException("a simulation of " + mostStops + " stops and " + mostPrints +
                " prints: 0 to 65536 and 1 to 1048576");
        }
        this.mostPrints = mostPrints;
        stopSide = new int[mostStops];
        stopTrigger = new long[mostStops];
        stopLimit = new long[mostStops];
        stopLots = new long[mostStops];
        isElected = new boolean[mostStops];
        queue = new int[mostStops];
        restSide = new int[mostStops + 1];
        restTicks = new long[mostStops + 1];
        restLots = new long[mostStops + 1];
    }

    /**
     * Begin anew on a book.
     *
     * @param view the book; it must not change before the last result was read.
     * @return this.
     */
    public Simulation begin(final BookView view)
    {
        book = view;
        for (int side = 0; side < SIDES; side++)
        {
            frontierTicks[side] = view.bestTicks(side);
            frontierLots[side] = view.bestLots(side);
        }
        stops = 0;
        queued = 0;
        rests = 0;
        prints = 0;
        lastTicks = BookView.NONE;
        lowestTicks = Long.MAX_VALUE;
        highestTicks = Long.MIN_VALUE;
        tradedLots = 0;
        unfilledLots = 0;
        isBounded = false;
        return this;
    }

    /**
     * A stop that waits. Without room for it the cascade cannot be followed: {@link #isBounded}.
     *
     * @param sideCode     Side code of the order that it becomes.
     * @param triggerTicks a print at or beyond it elects the stop.
     * @param limitTicks   limit of the order, protection points included; {@link #NO_LIMIT} none.
     * @param lots         quantity, positive.
     * @return this.
     */
    public Simulation stop(final int sideCode, final long triggerTicks, final long limitTicks, final long lots)
    {
        if (stops == stopSide.length)
        {
            isBounded = true;
            return this;
        }
        stopSide[stops] = sideCode;
        stopTrigger[stops] = triggerTicks;
        stopLimit[stops] = limitTicks;
        stopLots[stops] = lots;
        isElected[stops++] = false;
        return this;
    }

    /**
     * The order that begins it, and everything that it sets off. May be called again: a second order meets what the
     * first has left.
     *
     * @param sideCode   Side code of the aggressor.
     * @param limitTicks its limit; {@link #NO_LIMIT} a market order.
     * @param lots       quantity, not negative.
     * @return this.
     */
    public Simulation simulate(final int sideCode, final long limitTicks, final long lots)
    {
        int next = queued;
        match(sideCode, limitTicks, lots);
        for (; next < queued && !isBounded; next++)
        {
            final int stop = queue[next];
            match(stopSide[stop], stopLimit[stop], stopLots[stop]);
        }
        return this;
    }

    /**
     * Stops elected by a print that happened: a cascade that begins with it and no other order.
     *
     * @param priceTicks of the print.
     * @return this.
     */
    public Simulation simulateFrom(final long priceTicks)
    {
        elect(priceTicks);
        for (int next = 0; next < queued && !isBounded; next++)
        {
            final int stop = queue[next];
            match(stopSide[stop], stopLimit[stop], stopLots[stop]);
        }
        return this;
    }

    /**
     * Would it print further than a threshold from where it began?
     *
     * @param startTicks     where it began.
     * @param thresholdTicks distance that is still allowed, not negative.
     * @return true where a print lies beyond it, and where the bound was met.
     */
    public boolean isBeyond(final long startTicks, final long thresholdTicks)
    {
        return isBounded || prints > 0 &&
            (highestTicks - startTicks > thresholdTicks || startTicks - lowestTicks > thresholdTicks);
    }

    /** {@return whether it was not followed to its end: more prints or stops than there is room for} */
    public boolean isBounded()
    {
        return isBounded;
    }

    /** {@return prints so far, 0 to the bound; a level and each order that was left over at its price are one each} */
    public int prints()
    {
        return prints;
    }

    /** {@return stops that were elected} */
    public int electedStops()
    {
        return queued;
    }

    /** {@return price of the last print, ticks; {@link BookView#NONE} without one} */
    public long lastTicks()
    {
        return lastTicks;
    }

    /** {@return lowest print, ticks; {@code Long.MAX_VALUE} without one} */
    public long lowestTicks()
    {
        return lowestTicks;
    }

    /** {@return highest print, ticks; {@code Long.MIN_VALUE} without one} */
    public long highestTicks()
    {
        return highestTicks;
    }

    /** {@return quantity that would trade, lots} */
    public long tradedLots()
    {
        return tradedLots;
    }

    /** {@return quantity of orders without a limit that found nothing more, lots} */
    public long unfilledLots()
    {
        return unfilledLots;
    }

    private void match(final int sideCode, final long limitTicks, final long lots)
    {
        final int against = 1 - sideCode;
        final boolean isSell = sideCode == Side.SELL.code();
        long left = lots;
        while (left > 0 && best(against) &&
            (limitTicks == NO_LIMIT || (isSell ? bestTicks >= limitTicks : bestTicks <= limitTicks)))
        {
            if (prints == mostPrints)
            {
                isBounded = true;
                return;
            }
            final long taken = Math.min(left, bestRest < 0 ? frontierLots[against] : restLots[bestRest]);
            take(against, taken);
            left -= taken;
            tradedLots += taken;
            print(bestTicks);
        }
        if (left > 0 && limitTicks == NO_LIMIT)
        {
            unfilledLots += left;
        }
        else if (left > 0)
        {
            rest(sideCode, limitTicks, left);
        }
    }

    /** The best of the book and of what was left over: older first at one price. False where the side is empty. */
    private boolean best(final int side)
    {
        bestTicks = frontierTicks[side];
        bestRest = -1;
        for (int i = 0; i < rests; i++)
        {
            if (restSide[i] == side && restLots[i] > 0 && (bestTicks == BookView.NONE ||
                (side == Side.BUY.code() ? restTicks[i] > bestTicks : restTicks[i] < bestTicks)))
            {
                bestTicks = restTicks[i];
                bestRest = i;
            }
        }
        return bestTicks != BookView.NONE;
    }

    private void take(final int side, final long lots)
    {
        if (bestRest >= 0)
        {
            restLots[bestRest] -= lots;
            return;
        }
        frontierLots[side] -= lots;
        if (frontierLots[side] == 0)
        {
            frontierTicks[side] = book.nextTicks(side, bestTicks);
            frontierLots[side] = frontierTicks[side] == BookView.NONE ? 0 : book.lotsAt(side, frontierTicks[side]);
        }
    }

    private void print(final long priceTicks)
    {
        prints++;
        lowestTicks = Math.min(lowestTicks, priceTicks);
        highestTicks = Math.max(highestTicks, priceTicks);
        if (priceTicks != lastTicks)
        {
            lastTicks = priceTicks;
            elect(priceTicks);
        }
    }

    private void elect(final long priceTicks)
    {
        for (int i = 0; i < stops; i++)
        {
            if (!isElected[i] && (stopSide[i] == Side.SELL.code() ?
                priceTicks <= stopTrigger[i] : priceTicks >= stopTrigger[i]))
            {
                isElected[i] = true;
                queue[queued++] = i;
            }
        }
    }

    private void rest(final int sideCode, final long limitTicks, final long lots)
    {
        if (rests == restSide.length)
        {
            isBounded = true;
            return;
        }
        restSide[rests] = sideCode;
        restTicks[rests] = limitTicks;
        restLots[rests++] = lots;
    }
}

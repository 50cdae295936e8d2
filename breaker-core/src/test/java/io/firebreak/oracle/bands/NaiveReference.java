package io.firebreak.oracle.bands;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reference of a band is worth, from lists that are searched from end to end: no window, no deque, no shared
 * code. Prices are ticks as decimals, times nanoseconds; null is "none".
 */
final class NaiveReference
{
    private static final long SWEEP_NS = 1_000_000_000L;

    /** One print. */
    private record Print(long timeNs, BigDecimal price)
    {
    }

    private final String kind;
    private final long windowNs;
    private final boolean isInsideSweep;
    private final List<Print> prints = new ArrayList<>();
    private BigDecimal low;
    private BigDecimal high;
    private BigDecimal pending;
    private long pendingSinceNs;
    private long sweepKey = Long.MIN_VALUE;
    private long sweepBegunNs;
    private long toldNs;
    private long seenNs;

    NaiveReference(final String kind, final long windowNs, final boolean isInsideSweep)
    {
        this.kind = kind;
        this.windowNs = windowNs;
        this.isInsideSweep = isInsideSweep;
    }

    BigDecimal low()
    {
        return low;
    }

    BigDecimal high()
    {
        return high;
    }

    /** Time passes up to an instant: everything that is due on the way, in order. */
    void advance(final long nowNs)
    {
        long dueNs = nextNs();
        while (dueNs <= nowNs)
        {
            if (kind.equals("PUBLISHED"))
            {
                both(null);
            }
            else
            {
                seenNs = dueNs;
                settle(dueNs);
            }
            dueNs = nextNs();
        }
    }

    /** A print or a potential trade: another sweep may begin with it. */
    void sweep(final long nowNs, final long key)
    {
        if (key != sweepKey || nowNs - sweepBegunNs > SWEEP_NS)
        {
            if (pending != null)
            {
                settle(nowNs);
            }
            sweepKey = key;
            sweepBegunNs = nowNs;
        }
    }

    void print(final long nowNs, final long key, final BigDecimal price, final boolean isLast, final boolean isAuction)
    {
        sweep(nowNs, key);
        switch (kind)
        {
            case "LAST" ->
            {
                pending = price;
                pendingSinceNs = nowNs;
                if (low == null || isInsideSweep)
                {
                    settle(nowNs);
                }
            }
            case "LAST_AUCTION" ->
            {
                if (isAuction)
                {
                    both(price);
                }
            }
            case "OPEN" ->
            {
                if (low == null)
                {
                    both(price);
                }
            }
            case "TRADE_EXTREMA" ->
            {
                final boolean wasEmpty = inside(nowNs).isEmpty();
                add(nowNs, price);
                pending = price;
                pendingSinceNs = nowNs;
                if (wasEmpty || isInsideSweep)
                {
                    settle(nowNs);
                }
            }
            case "TRADE_AGED" ->
            {
                add(nowNs, price);
                settle(nowNs);
            }
            default ->
            {
            }
        }
        if (isLast && pending != null)
        {
            settle(nowNs);
        }
    }

    void auction(final long nowNs, final BigDecimal price)
    {
        switch (kind)
        {
            case "LAST", "LAST_AUCTION" ->
            {
                pending = null;
                both(price);
            }
            case "OPEN" ->
            {
                if (low == null)
                {
                    both(price);
                }
            }
            case "TRADE_EXTREMA", "TRADE_AGED" ->
            {
                add(nowNs, price);
                settle(nowNs);
            }
            default ->
            {
            }
        }
    }

    /** A breaker that looks back on it reopens: at a price, else with its broken limit until something prints. */
    void reopen(final long nowNs, final BigDecimal price, final BigDecimal cause)
    {
        if (kind.equals("TRADE_EXTREMA"))
        {
            prints.clear();
            pending = null;
            seenNs = Math.max(seenNs, nowNs);
            if (price != null)
            {
                add(nowNs, price);
            }
            both(price == null ? cause : price);
        }
    }

    /** A day begins. */
    void newDay(final long nowNs, final boolean isCloseUsed)
    {
        if (kind.equals("OPEN") || kind.equals("PREVIOUS_CLOSE") && isCloseUsed)
        {
            both(null);
        }
        reopen(nowNs, null, null);
    }

    /** The host publishes, or takes back. */
    void publish(final long nowNs, final String what, final BigDecimal price)
    {
        if (kind.equals(what))
        {
            low = price;
            high = price;
            toldNs = nowNs;
        }
    }

    private void settle(final long nowNs)
    {
        seenNs = Math.max(seenNs, nowNs);
        switch (kind)
        {
            case "LAST" ->
            {
                if (pending != null)
                {
                    both(pending);
                }
            }
            case "TRADE_EXTREMA" ->
            {
                low = null;
                high = null;
                for (final Print print : inside(nowNs))
                {
                    low = low == null ? print.price() : low.min(print.price());
                    high = high == null ? print.price() : high.max(print.price());
                }
            }
            case "TRADE_AGED" ->
            {
                for (final Print print : prints)
                {
                    if (print.timeNs() <= nowNs - windowNs)
                    {
                        both(print.price());
                    }
                }
            }
            default ->
            {
            }
        }
        pending = null;
    }

    /** The next instant at which time alone changes something. */
    private long nextNs()
    {
        long next = pending == null ? Long.MAX_VALUE : pendingSinceNs + SWEEP_NS + 1;
        if (kind.equals("PUBLISHED") && low != null && windowNs > 0)
        {
            next = toldNs + windowNs;
        }
        if (kind.equals("TRADE_AGED"))
        {
            for (final Print print : prints)
            {
                if (print.timeNs() + windowNs > seenNs)
                {
                    next = Math.min(next, print.timeNs() + windowNs);
                }
            }
        }
        if (kind.equals("TRADE_EXTREMA"))
        {
            final List<Print> inside = inside(seenNs);
            for (final Print one : inside)
            {
                final boolean isLargest = inside.stream().noneMatch(other -> isOver(other, one, 1));
                final boolean isSmallest = inside.stream().noneMatch(other -> isOver(other, one, -1));
                if (isLargest || isSmallest)
                {
                    next = Math.min(next, one.timeNs() + windowNs);
                }
            }
        }
        return next;
    }

    /** Whether a print lies further out than another, or as far and stays longer. */
    private static boolean isOver(final Print one, final Print other, final int sign)
    {
        final int order = one.price().compareTo(other.price()) * sign;
        return order > 0 || order == 0 && one.timeNs() > other.timeNs();
    }

    private List<Print> inside(final long nowNs)
    {
        return prints.stream().filter(print -> print.timeNs() > nowNs - windowNs).toList();
    }

    private void both(final BigDecimal price)
    {
        low = price;
        high = price;
    }

    private void add(final long nowNs, final BigDecimal price)
    {
        prints.add(new Print(nowNs, price));
        // two windows back nothing is looked for, but for the one print that is aged
        while (prints.size() > 1 && prints.get(1).timeNs() < nowNs - 2 * windowNs)
        {
            prints.remove(0);
        }
    }
}

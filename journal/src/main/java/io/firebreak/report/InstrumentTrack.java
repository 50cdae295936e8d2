package io.firebreak.report;

import io.firebreak.breaker.Gauges;
import io.firebreak.engine.BreakerEngine;

/** What is drawn of an instrument. Prices in ticks, volatility in % per square root of a minute, latency in ms. */
final class InstrumentTrack
{
    private static final double MICRO = 1e6;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double PERCENT = 100;
    private static final double NS_PER_MILLI = 1e6;

    private final int index;
    private final StateRibbon ribbon = new StateRibbon();
    private final ThinnedSeries price;
    private final ThinnedSeries bid;
    private final ThinnedSeries ask;
    private final ThinnedSeries lower;
    private final ThinnedSeries upper;
    private final ThinnedSeries reference;
    private final ThinnedSeries fast;
    private final ThinnedSeries slow;
    private final ThinnedSeries limit;
    private final ThinnedSeries depth;
    private final ThinnedSeries floor;
    private final ThinnedSeries latency;
    private final MessageRate rate;

    InstrumentTrack(final int index, final int columns, final long originNs)
    {
        this.index = index;
        price = series(columns, originNs);
        bid = series(columns, originNs);
        ask = series(columns, originNs);
        lower = series(columns, originNs);
        upper = series(columns, originNs);
        reference = series(columns, originNs);
        fast = series(columns, originNs);
        slow = series(columns, originNs);
        limit = series(columns, originNs);
        depth = series(columns, originNs);
        floor = series(columns, originNs);
        latency = series(columns, originNs);
        rate = new MessageRate(columns, originNs);
    }

    private static ThinnedSeries series(final int columns, final long originNs)
    {
        return new ThinnedSeries(columns, originNs, 1_000);
    }

    void onTrade(final long nowNs, final long priceTicks)
    {
        price.add(nowNs, priceTicks);
    }

    /** An input with its source's stamp; where the source has none, nothing is known of its way. */
    void onArrival(final long timeNs, final long sourceTimeNs)
    {
        if (sourceTimeNs > 0)
        {
            latency.add(timeNs, (timeNs - sourceTimeNs) / NS_PER_MILLI);
        }
    }

    /** A touch; a side that is not there is Long.MIN_VALUE. */
    void onTouch(final long nowNs, final long bidTicks, final long askTicks)
    {
        bid.add(nowNs, ticks(bidTicks, Long.MIN_VALUE));
        ask.add(nowNs, ticks(askTicks, Long.MIN_VALUE));
    }

    /**
     * What the engine compares, after an input.
     *
     * @param isBook     whether the input was the book's.
     * @param isMatching whether orders match continuously: otherwise the state denies, and no band is in force.
     */
    void onEngine(final long nowNs, final BreakerEngine engine, final Gauges gauges, final boolean isBook,
        final boolean isMatching)
    {
        lower.add(nowNs, isMatching ? ticks(gauges.lowerLimitTicks(index), Long.MIN_VALUE) : Double.NaN);
        upper.add(nowNs, isMatching ? ticks(gauges.upperLimitTicks(index), Long.MAX_VALUE) : Double.NaN);
        reference.add(nowNs,
            isMatching ? ticks(gauges.referenceMicroTicks(index), Long.MIN_VALUE) / MICRO : Double.NaN);
        fast.add(nowNs, sigma(gauges.fastVariance(index)));
        slow.add(nowNs, sigma(gauges.slowVariance(index)));
        limit.add(nowNs, sigma(gauges.varianceLimit(index, nowNs)));
        if (isBook)
        {
            onTouch(nowNs, engine.bestBidTicks(index), engine.bestAskTicks(index));
            depth.add(nowNs, gauges.depthLots(index));
            final long lots = gauges.depthFloorLots(index);
            floor.add(nowNs, lots == 0 ? Double.NaN : lots);
        }
    }

    /** The engine decides otherwise from here on: what it would compare is not known. */
    void endEngine(final long nowNs)
    {
        for (final ThinnedSeries series : new ThinnedSeries[]{lower, upper, reference, fast, slow, limit, depth, floor})
        {
            series.add(nowNs, Double.NaN);
        }
    }

    int index()
    {
        return index;
    }

    StateRibbon ribbon()
    {
        return ribbon;
    }

    ThinnedSeries price()
    {
        return price;
    }

    ThinnedSeries bid()
    {
        return bid;
    }

    ThinnedSeries ask()
    {
        return ask;
    }

    ThinnedSeries lower()
    {
        return lower;
    }

    ThinnedSeries upper()
    {
        return upper;
    }

    ThinnedSeries reference()
    {
        return reference;
    }

    ThinnedSeries fast()
    {
        return fast;
    }

    ThinnedSeries slow()
    {
        return slow;
    }

    ThinnedSeries limit()
    {
        return limit;
    }

    ThinnedSeries depth()
    {
        return depth;
    }

    ThinnedSeries floor()
    {
        return floor;
    }

    /** From the source's stamp to the engine's, ms: all 0 where the tape's clock is the exchange's own. */
    ThinnedSeries latency()
    {
        return latency;
    }

    MessageRate rate()
    {
        return rate;
    }

    private static double ticks(final long value, final long absent)
    {
        return value == absent ? Double.NaN : value;
    }

    private static double sigma(final double variancePerSecond)
    {
        return Math.sqrt(variancePerSecond * SECONDS_PER_MINUTE) * PERCENT;
    }
}

package io.firebreak.samples.feed;

import io.firebreak.feed.FeedSink;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Writes down what a feed publishes, and keeps the plainest ladder there is. */
final class RecordingSink implements FeedSink
{
    final List<String> events = new ArrayList<>();
    final boolean isRecording;
    long inputs;

    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();

    RecordingSink(final boolean isRecording)
    {
        this.isRecording = isRecording;
    }

    @Override
    public void instrument(final long timeNs, final int index, final TapeInstrument instrument)
    {
        add("instrument " + index + " " + instrument.symbol() + " " + instrument.priceExponent() + " "
            + instrument.tickIncrement() + " " + instrument.qtyExponent() + " " + instrument.ruleClass());
    }

    @Override
    public void calendarDay(
        final long timeNs, final int dayId, final long openNs, final long closeNs, final long nextOpenNs)
    {
        add("day " + dayId + " " + openNs + " " + closeNs + " " + nextOpenNs);
    }

    @Override
    public void previousClose(final long timeNs, final int instrument, final long priceE9)
    {
        add("close " + priceE9);
    }

    @Override
    public void bookClear(final long timeNs, final long sourceTimeNs, final int instrument)
    {
        bids.clear();
        asks.clear();
        add("clear");
    }

    @Override
    public void bookLevel(
        final long timeNs,
        final long sourceTimeNs,
        final int instrument,
        final int sideCode,
        final long priceTicks,
        final long qtyLots,
        final boolean moreFollows)
    {
        final TreeMap<Long, Long> side = sideCode == Side.BUY.code() ? bids : asks;
        if (qtyLots == 0)
        {
            side.remove(priceTicks);
        }
        else
        {
            side.put(priceTicks, qtyLots);
        }
        if (isRecording)
        {
            add("level " + timeNs + " " + Side.of(sideCode) + " " + priceTicks + " " + qtyLots
                + (moreFollows ? " more" : ""));
        }
        inputs++;
    }

    @Override
    public void bookReady(final long timeNs, final long sourceTimeNs, final int instrument)
    {
        add("ready");
    }

    @Override
    public void quote(
        final long timeNs,
        final long sourceTimeNs,
        final int instrument,
        final int kindCode,
        final long bidTicks,
        final long bidLots,
        final long askTicks,
        final long askLots)
    {
        if (isRecording)
        {
            add("quote " + timeNs + " " + text(bidTicks) + " " + bidLots + " " + text(askTicks) + " " + askLots);
        }
        inputs++;
    }

    @Override
    public void print(
        final long timeNs,
        final long sourceTimeNs,
        final int instrument,
        final int aggressorCode,
        final long priceTicks,
        final long qtyLots,
        final long tradeId,
        final int eligibility)
    {
        if (isRecording)
        {
            add("print " + timeNs + " " + sourceTimeNs + " " + Side.of(aggressorCode) + " " + priceTicks + " "
                + qtyLots + " " + tradeId + " " + eligibility);
        }
        inputs++;
    }

    @Override
    public void gap(
        final long timeNs, final int instrument, final long fromSeq, final long toSeq, final long count)
    {
        add("gap " + fromSeq + " " + toSeq + " " + count);
    }

    @Override
    public long bestBidTicks(final int instrument)
    {
        return bids.isEmpty() ? NONE : bids.lastKey();
    }

    @Override
    public long bestAskTicks(final int instrument)
    {
        return asks.isEmpty() ? NONE : asks.firstKey();
    }

    private void add(final String event)
    {
        if (isRecording)
        {
            events.add(event);
        }
    }

    private static String text(final long ticks)
    {
        return ticks == NONE ? "-" : String.valueOf(ticks);
    }
}

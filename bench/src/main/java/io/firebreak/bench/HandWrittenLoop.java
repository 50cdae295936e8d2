package io.firebreak.bench;

import static io.firebreak.bench.LoopLayout.AVERAGE;
import static io.firebreak.bench.LoopLayout.AVERAGE_NS;
import static io.firebreak.bench.LoopLayout.COUNT;
import static io.firebreak.bench.LoopLayout.CURSOR;
import static io.firebreak.bench.LoopLayout.FAST;
import static io.firebreak.bench.LoopLayout.LEVELS;
import static io.firebreak.bench.LoopLayout.LOWER;
import static io.firebreak.bench.LoopLayout.MEAN;
import static io.firebreak.bench.LoopLayout.MEDIAN_HALF;
import static io.firebreak.bench.LoopLayout.MID_HALF;
import static io.firebreak.bench.LoopLayout.PAUSED_UNTIL;
import static io.firebreak.bench.LoopLayout.PENDING;
import static io.firebreak.bench.LoopLayout.PRICE;
import static io.firebreak.bench.LoopLayout.SECOND;
import static io.firebreak.bench.LoopLayout.SIDE_LENGTH;
import static io.firebreak.bench.LoopLayout.SIZE;
import static io.firebreak.bench.LoopLayout.SLOW;
import static io.firebreak.bench.LoopLayout.SOURCE;
import static io.firebreak.bench.LoopLayout.STARTED;
import static io.firebreak.bench.LoopLayout.SWEEPS;
import static io.firebreak.bench.LoopLayout.SWEEP_NS;
import static io.firebreak.bench.LoopLayout.SWEEP_PRICE;
import static io.firebreak.bench.LoopLayout.TOP_LOTS;
import static io.firebreak.bench.LoopLayout.UPPER;
import static io.firebreak.bench.LoopLayout.WAKE;
import static io.firebreak.bench.LoopLayout.WARNINGS;

import io.firebreak.estimator.FixedExp;
import io.firebreak.estimator.FixedLog;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The limit that the engine is measured against: the same outputs as the bench rulebook, written by hand for these
 * rules and this stream only. No messages, no parameters, no gate, no journal, no bad input. It keeps 16 sorted levels
 * a side, top-10 depth, the event-time average of the mid, the filtered prints' variances, the exact five-minute mean,
 * and judges every potential trade. Shares with the engine the polynomials and the 128-bit division, nothing else.
 */
final class HandWrittenLoop
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int THIN = 1;
    private static final int WIDE = 2;

    private final UnsafeBuffer b;
    private final LoopMean mean;
    private final long[] sorted = new long[BenchRules.SWEEPS];
    private final Checksums sums = new Checksums();

    HandWrittenLoop(final StreamShape shape)
    {
        final int instruments = shape.instruments();
        b = new UnsafeBuffer(BufferUtil.allocateDirectAligned(instruments * LoopLayout.LENGTH, 64));
        mean = new LoopMean(b, instruments, shape.windowPrints(BenchRules.WINDOW_SECONDS));
        for (int i = 0; i < instruments; i++)
        {
            b.putLong(i * LoopLayout.LENGTH + WAKE, Long.MAX_VALUE);
        }
    }

    Checksums sums()
    {
        return sums;
    }

    void run(final EventStream stream)
    {
        final UnsafeBuffer in = stream.buffer();
        final int end = stream.size() * EventStream.RECORD_LENGTH;
        for (int o = 0; o < end; o += EventStream.RECORD_LENGTH)
        {
            onEvent(in, o);
        }
    }

    void onEvent(final UnsafeBuffer in, final int o)
    {
        final int i = in.getInt(o + EventStream.INSTRUMENT);
        final int s = i * LoopLayout.LENGTH;
        final int kind = in.getInt(o + EventStream.KIND);
        final long nowNs = in.getLong(o);
        if (kind < EventStream.POTENTIAL)
        {
            level(s, nowNs, kind, in.getLong(o + EventStream.PRICE), in.getLong(o + EventStream.QTY));
        }
        else if (kind < EventStream.TRADE)
        {
            potential(i, s, nowNs, in.getLong(o + EventStream.PRICE));
        }
        else
        {
            print(i, s, nowNs, in.getLong(o + EventStream.PRICE));
        }
    }

    private void level(final int s, final long nowNs, final int side, final long priceTicks, final long lots)
    {
        final long key = side == 0 ? -priceTicks : priceTicks;
        final int levels = s + LEVELS + side * SIDE_LENGTH;
        final int count = b.getInt(s + COUNT + (side << 2));
        int at = 0;
        while (at < count && b.getLong(levels + (at << 4)) < key)
        {
            at++;
        }
        final int cell = levels + (at << 4);
        final int top = s + TOP_LOTS + (side << 3);
        if (at < count && b.getLong(cell) == key)
        {
            final long before = b.getLong(cell + 8);
            if (lots > 0)
            {
                b.putLong(cell + 8, lots);
                if (at < BenchRules.TOP_LEVELS)
                {
                    b.putLong(top, b.getLong(top) + lots - before);
                }
            }
            else
            {
                remove(s, side, levels, count, at, before);
            }
        }
        else if (lots > 0)
        {
            long depth = b.getLong(top);
            if (at < BenchRules.TOP_LEVELS)
            {
                depth += lots;
                if (count >= BenchRules.TOP_LEVELS)
                {
                    depth -= b.getLong(levels + (BenchRules.TOP_LEVELS - 1 << 4) + 8);
                }
            }
            b.putLong(top, depth);
            for (int k = levels + (count << 4); k > cell; k -= 16)
            {
                b.putLong(k, b.getLong(k - 16));
                b.putLong(k + 8, b.getLong(k - 8));
            }
            b.putLong(cell, key);
            b.putLong(cell + 8, lots);
            b.putInt(s + COUNT + (side << 2), count + 1);
        }
        touch(s, nowNs);
    }

    private void remove(final int s, final int side, final int levels, final int count, final int at, final long lots)
    {
        final int top = s + TOP_LOTS + (side << 3);
        if (at < BenchRules.TOP_LEVELS)
        {
            final long next = count > BenchRules.TOP_LEVELS ?
                b.getLong(levels + (BenchRules.TOP_LEVELS << 4) + 8) : 0;
            b.putLong(top, b.getLong(top) - lots + next);
        }
        for (int k = levels + (at << 4); k < levels + (count - 1 << 4); k += 16)
        {
            b.putLong(k, b.getLong(k + 16));
            b.putLong(k + 8, b.getLong(k + 24));
        }
        b.putInt(s + COUNT + (side << 2), count - 1);
    }

    private void touch(final int s, final long nowNs)
    {
        final boolean twoSided = b.getInt(s + COUNT) != 0 && b.getInt(s + COUNT + 4) != 0;
        final long bid = -b.getLong(s + LEVELS);
        final long ask = b.getLong(s + LEVELS + SIDE_LENGTH);
        final int was = b.getInt(s + WARNINGS);
        if (twoSided)
        {
            mid(s, nowNs, bid + ask);
        }
        final long depth = Math.min(b.getLong(s + TOP_LOTS), b.getLong(s + TOP_LOTS + 8));
        final int wide = twoSided ? ask - bid > BenchRules.WIDE_TICKS ? WIDE : 0 : was & WIDE;
        final int now = (depth < BenchRules.THIN_LOTS ? THIN : 0) | wide;
        if (now != was)
        {
            b.putInt(s + WARNINGS, now);
            if (((now ^ was) & THIN) != 0)
            {
                sums.warnings++;
                sums.observed += depth;
            }
            if (((now ^ was) & WIDE) != 0)
            {
                sums.warnings++;
                sums.observed += ask - bid;
            }
        }
    }

    private void mid(final int s, final long nowNs, final long midHalf)
    {
        final long before = b.getLong(s + MID_HALF);
        if (midHalf != before)
        {
            if (before == 0)
            {
                b.putDouble(s + AVERAGE, midHalf * 0.5);
                b.putLong(s + AVERAGE_NS, nowNs);
            }
            else
            {
                integrate(s, nowNs);
            }
            b.putLong(s + MID_HALF, midHalf);
        }
    }

    private void potential(final int i, final int s, final long nowNs, final long priceTicks)
    {
        sweep(i, s, nowNs);
        boolean denied = nowNs < b.getLong(s + PAUSED_UNTIL);
        if (!denied)
        {
            final double average = b.getDouble(s + AVERAGE);
            final double sigma = BenchRules.SIGMAS * Math.sqrt(b.getDouble(s + SLOW) * BenchRules.HORIZON_SECONDS);
            final double away = average * Math.min(BenchRules.CAP, Math.max(BenchRules.FLOOR, sigma));
            if (priceTicks <= (long)Math.floor(average - away) || priceTicks >= (long)Math.ceil(average + away))
            {
                denied = true;
                sums.trips++;
                b.putLong(s + PAUSED_UNTIL, nowNs + BenchRules.PAUSE_NS);
            }
            else
            {
                denied = b.getLong(s + MEAN) != 0 &&
                    (priceTicks < b.getLong(s + LOWER) || priceTicks > b.getLong(s + UPPER));
            }
        }
        if (denied)
        {
            sums.denials++;
            sums.varianceSum += b.getDouble(s + FAST);
        }
    }

    private void print(final int i, final int s, final long nowNs, final long priceTicks)
    {
        sweep(i, s, nowNs);
        b.putLong(s + SWEEP_PRICE, priceTicks);
        b.putLong(s + SWEEP_NS, nowNs);
        b.putInt(s + PENDING, 1);
        mean.onPrint(i, s, nowNs, priceTicks);
    }

    /** Every fill of the stream has a time of its own, but a print shares its announcement's. */
    private void sweep(final int i, final int s, final long nowNs)
    {
        mean.advance(i, s, nowNs);
        if (b.getLong(s + SOURCE) == nowNs)
        {
            return;
        }
        if (b.getInt(s + PENDING) != 0)
        {
            b.putInt(s + PENDING, 0);
            integrate(s, b.getLong(s + SWEEP_NS));
            median(s);
        }
        integrate(s, nowNs);
        final long median = b.getLong(s + MEDIAN_HALF);
        if (median != 0)
        {
            variance(s, nowNs, median * 0.5);
        }
        b.putLong(s + SOURCE, nowNs);
    }

    private void integrate(final int s, final long nowNs)
    {
        final long fromNs = b.getLong(s + AVERAGE_NS);
        if (nowNs > fromNs)
        {
            final double average = b.getDouble(s + AVERAGE);
            final double keep = FixedExp.exp(-((nowNs - fromNs) / BenchRules.AVERAGE_TAU_NS));
            b.putDouble(s + AVERAGE, average + (1.0 - keep) * (b.getLong(s + MID_HALF) * 0.5 - average));
            b.putLong(s + AVERAGE_NS, nowNs);
        }
    }

    private void median(final int s)
    {
        final int cursor = b.getInt(s + CURSOR);
        final int size = Math.min(b.getInt(s + SIZE) + 1, BenchRules.SWEEPS);
        b.putLong(s + SWEEPS + (cursor << 3), b.getLong(s + SWEEP_PRICE));
        b.putInt(s + CURSOR, cursor + 1 == BenchRules.SWEEPS ? 0 : cursor + 1);
        b.putInt(s + SIZE, size);
        for (int i = 0; i < size; i++)
        {
            final long price = b.getLong(s + SWEEPS + (i << 3));
            int j = i;
            while (j > 0 && sorted[j - 1] > price)
            {
                sorted[j] = sorted[j - 1];
                j--;
            }
            sorted[j] = price;
        }
        final int middle = size >> 1;
        b.putLong(s + MEDIAN_HALF, (size & 1) == 1 ? sorted[middle] << 1 : sorted[middle - 1] + sorted[middle]);
    }

    private void variance(final int s, final long nowNs, final double price)
    {
        final long second = nowNs / SECOND_NS;
        final long passed = second - b.getLong(s + SECOND);
        if (b.getInt(s + STARTED) == 0)
        {
            b.putInt(s + STARTED, 1);
        }
        else if (passed > 0)
        {
            final double r = FixedLog.log(price / b.getDouble(s + PRICE));
            b.putDouble(s + FAST, b.getDouble(s + FAST) * FixedExp.exp(-passed / BenchRules.FAST_TAU_SECONDS) +
                r * r / BenchRules.FAST_TAU_SECONDS);
            b.putDouble(s + SLOW, b.getDouble(s + SLOW) * FixedExp.exp(-passed / BenchRules.SLOW_TAU_SECONDS) +
                r * r / BenchRules.SLOW_TAU_SECONDS);
        }
        else
        {
            return;
        }
        b.putLong(s + SECOND, second);
        b.putDouble(s + PRICE, price);
    }
}

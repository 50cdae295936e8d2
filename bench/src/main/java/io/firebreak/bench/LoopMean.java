package io.firebreak.bench;

import static io.firebreak.bench.LoopLayout.HEAD;
import static io.firebreak.bench.LoopLayout.LOWER;
import static io.firebreak.bench.LoopLayout.MEAN;
import static io.firebreak.bench.LoopLayout.PAUSED_UNTIL;
import static io.firebreak.bench.LoopLayout.PRINTS;
import static io.firebreak.bench.LoopLayout.SINCE;
import static io.firebreak.bench.LoopLayout.SUM;
import static io.firebreak.bench.LoopLayout.UPPER;
import static io.firebreak.bench.LoopLayout.WAKE;

import io.firebreak.estimator.Wide;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The hand-written loop's exact mean of the prints of five minutes, with the engine's publication gate: a value in
 * force moves when the mean is 1 % away and the value has been held for 30 s, judged at each print, at each expiry and
 * when the hold ends. Prints lie in one ring of {time, price} per instrument; expiry is done when the instrument is
 * next looked at, in the order of its own instants.
 */
final class LoopMean
{
    private static final long MICRO = 1_000_000L;
    private static final long PPM = 1_000_000L;

    private final UnsafeBuffer b;
    private final UnsafeBuffer[] rings;
    private final int mask;

    LoopMean(final UnsafeBuffer structs, final int instruments, final int prints)
    {
        b = structs;
        mask = prints - 1;
        rings = new UnsafeBuffer[instruments];
        for (int i = 0; i < instruments; i++)
        {
            rings[i] = new UnsafeBuffer(BufferUtil.allocateDirectAligned(prints << 4, 64));
        }
    }

    void onPrint(final int i, final int s, final long nowNs, final long priceTicks)
    {
        if (b.getLong(s + MEAN) == 0)
        {
            if (nowNs >= b.getLong(s + PAUSED_UNTIL))
            {
                publish(s, nowNs, priceTicks * MICRO);
                arm(i, s, nowNs);
            }
            return;
        }
        final int count = b.getInt(s + PRINTS);
        if (count > mask)
        {
            throw new IllegalStateException("more prints in a window than the stream's shape promised: " + count);
        }
        final int cell = (b.getInt(s + HEAD) + count & mask) << 4;
        rings[i].putLong(cell, nowNs);
        rings[i].putLong(cell + 8, priceTicks);
        b.putInt(s + PRINTS, count + 1);
        b.putLong(s + SUM, b.getLong(s + SUM) + priceTicks);
        recompute(s, nowNs, nowNs < b.getLong(s + PAUSED_UNTIL));
        arm(i, s, nowNs);
    }

    void advance(final int i, final int s, final long nowNs)
    {
        while (b.getLong(s + WAKE) <= nowNs)
        {
            final long atNs = b.getLong(s + WAKE);
            int head = b.getInt(s + HEAD);
            int count = b.getInt(s + PRINTS);
            long sum = b.getLong(s + SUM);
            final UnsafeBuffer ring = rings[i];
            while (count > 0 && ring.getLong(head << 4) + BenchRules.WINDOW_NS <= atNs)
            {
                sum -= ring.getLong((head << 4) + 8);
                head = head + 1 & mask;
                count--;
            }
            b.putInt(s + HEAD, head);
            b.putInt(s + PRINTS, count);
            b.putLong(s + SUM, sum);
            // A reference's timer fires before its breaker's: at the last instant of a pause it is still frozen.
            recompute(s, atNs, atNs <= b.getLong(s + PAUSED_UNTIL));
            arm(i, s, atNs);
        }
    }

    private void recompute(final int s, final long nowNs, final boolean isFrozen)
    {
        final long count = b.getInt(s + PRINTS);
        if (count == 0 || isFrozen || nowNs - b.getLong(s + SINCE) < BenchRules.MIN_HOLD_NS)
        {
            return;
        }
        final long inForce = b.getLong(s + MEAN);
        final long scaled = inForce * count;
        final long distance = Math.abs(b.getLong(s + SUM) * MICRO - scaled);
        if (distance * BenchRules.MIN_CHANGE_DIVISOR >= scaled)
        {
            publish(s, nowNs, Wide.mulDivHalfUp(b.getLong(s + SUM), MICRO, count));
        }
    }

    private void publish(final int s, final long nowNs, final long micro)
    {
        b.putLong(s + MEAN, micro);
        b.putLong(s + SINCE, nowNs);
        b.putLong(s + LOWER, Wide.mulDivHalfUp(micro, PPM - BenchRules.MEAN_BAND_PPM, PPM * MICRO));
        b.putLong(s + UPPER, Wide.mulDivHalfUp(micro, PPM + BenchRules.MEAN_BAND_PPM, PPM * MICRO));
    }

    private void arm(final int i, final int s, final long nowNs)
    {
        final long expiryNs = b.getInt(s + PRINTS) == 0 ?
            Long.MAX_VALUE : rings[i].getLong(b.getInt(s + HEAD) << 4) + BenchRules.WINDOW_NS;
        final long heldNs = b.getLong(s + SINCE) + BenchRules.MIN_HOLD_NS;
        b.putLong(s + WAKE, heldNs > nowNs ? Math.min(expiryNs, heldNs) : expiryNs);
    }
}

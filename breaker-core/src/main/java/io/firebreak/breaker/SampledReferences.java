package io.firebreak.breaker;

import io.firebreak.estimator.Wide;
import io.firebreak.estimator.WideSum;
import io.firebreak.market.PriceInput;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * References that are sampled: at every whole multiple of the sample since the epoch, what another reference is worth,
 * or how far it lies from an index, enters a window or an exponential average. Samples are timers, so that a value's
 * move is an event that replays; an instant without a value has no sample. Source: spec/rulebooks.md section 7. Owned
 * by the engine thread.
 */
final class SampledReferences
{
    /** A gap of more samples is none that a host has made: the window begins anew behind it. */
    private static final long MOST_MISSED = 4_096;
    private static final long PPM = 1_000_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final WideSum wide = new WideSum();

    SampledReferences(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /** Whether a kind is sampled. */
    static boolean isOne(final int kind)
    {
        return kind == ImageReference.KIND_TWAP || kind == ImageReference.KIND_BASIS_AVERAGE ||
            kind == ImageReference.KIND_BASIS_EMA;
    }

    /** What a reference samples, or its index, moved: sampling goes on, and the value follows its index. */
    void onMoved(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        if (b.getLong(f + ReferenceLayout.F_SAMPLE_NS) == 0 && observed(s, r) != Layout.ABSENT)
        {
            b.putLong(f + ReferenceLayout.F_SAMPLE_NS, after(nowNs, sampleNs(s, r)));
            parts.trades.arm(s, r);
        }
        if (kind(s, r) != ImageReference.KIND_TWAP)
        {
            show(s, r, nowNs);
        }
    }

    /** A sample is due. */
    void onTimer(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        final boolean isWindow = kind(s, r) != ImageReference.KIND_BASIS_EMA;
        final long sampleNs = sampleNs(s, r);
        final long engineNs = b.getLong(m.layout().headerOffset() + EngineLayout.NOW);
        final boolean isGap = (engineNs - nowNs) / sampleNs > MOST_MISSED;
        if (isWindow)
        {
            parts.weighted.of(s, r).expire(nowNs);
            parts.faults.heal(s, r, nowNs);
        }
        final long observed = observed(s, r);
        if (isGap && isWindow)
        {
            parts.weighted.of(s, r).clear();
        }
        else if (observed != Layout.ABSENT && isWindow)
        {
            parts.faults.told(s, r, nowNs, parts.weighted.of(s, r).add(nowNs, observed, 1));
        }
        else if (observed != Layout.ABSENT)
        {
            average(s, r, f, observed);
        }
        final boolean isOver = observed == Layout.ABSENT && b.getInt(f + Layout.F_UNKNOWN) == 0 &&
            (!isWindow || parts.weighted.of(s, r).isEmpty());
        b.putLong(f + ReferenceLayout.F_SAMPLE_NS, isOver ? 0 : isGap ? after(engineNs, sampleNs) : nowNs + sampleNs);
        show(s, r, nowNs);
    }

    /** {@return when the next sample is due, NEVER where none is} */
    long nextNs(final int f)
    {
        final long atNs = b.getLong(f + ReferenceLayout.F_SAMPLE_NS);
        return atNs == 0 ? Layout.NEVER : atNs;
    }

    /** All samples are forgotten; what is in force stays. */
    void clear(final int s, final int r)
    {
        if (kind(s, r) == ImageReference.KIND_BASIS_EMA)
        {
            b.putInt(m.reference(s, r) + Layout.F_STARTED, 0);
            b.putLong(m.reference(s, r) + ReferenceLayout.F_AVERAGED, 0);
        }
        else
        {
            parts.weighted.of(s, r).clear();
        }
    }

    /** Put in force what the samples give with the index of now. */
    private void show(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        long value = Layout.ABSENT;
        if (b.getInt(f + Layout.F_UNKNOWN) == 0)
        {
            value = kind(s, r) == ImageReference.KIND_BASIS_EMA ? bounded(s, r, f) : mean(s, r);
        }
        final boolean isKept = value == Layout.ABSENT && b.getInt(f + Layout.F_UNKNOWN) == 0 &&
            b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageReference.R_ON_EMPTY) == ImageReference.EMPTY_KEEP;
        if (!isKept)
        {
            parts.inForce.put(s, r, nowNs, value, value,
                value == Layout.ABSENT ? PriceInput.NONE : PriceInput.TIME_AVERAGE);
        }
    }

    private long mean(final int s, final int r)
    {
        final long index = index(s, r);
        final long mean = index == Layout.ABSENT ? index : parts.weighted.mean(s, r, 1);
        return mean == Layout.ABSENT ? mean : index + mean;
    }

    private void average(final int s, final int r, final int f, final long observed)
    {
        final long before = b.getLong(f + ReferenceLayout.F_AVERAGED);
        final long weight = b.getLong(m.image.referenceAt(m.classOf(s), r) + ImageReference.R_WEIGHT_PPM);
        b.putLong(f + ReferenceLayout.F_AVERAGED, b.getInt(f + Layout.F_STARTED) == 0 ?
            observed : before + Wide.mulDivHalfUp(observed - before, weight, PPM));
        b.putInt(f + Layout.F_STARTED, 1);
    }

    /** The index plus the average, which is cut at the bounds around the index; they are rounded towards it. */
    private long bounded(final int s, final int r, final int f)
    {
        final long index = index(s, r);
        if (b.getInt(f + Layout.F_STARTED) == 0 || index == Layout.ABSENT)
        {
            return Layout.ABSENT;
        }
        final int p = m.image.referenceAt(m.classOf(s), r);
        final long size = Math.abs(index);
        final long up = wide.set(size, b.getLong(p + ImageReference.R_UP_PPM)).floor(PPM);
        final long down = wide.set(size, b.getLong(p + ImageReference.R_DOWN_PPM)).floor(PPM);
        final long average = b.getLong(f + ReferenceLayout.F_AVERAGED);
        return index + Math.max(down == WideSum.UNKNOWN ? average : -down,
            Math.min(up == WideSum.UNKNOWN ? average : up, average));
    }

    /** What a sample would be now. */
    private long observed(final int s, final int r)
    {
        final long value = parts.composed.member(s, r, 0);
        final long index = index(s, r);
        return value == Layout.ABSENT || index == Layout.ABSENT ? Layout.ABSENT : value - index;
    }

    /** What samples are measured from: the index, or zero for a mean of prices. */
    private long index(final int s, final int r)
    {
        return kind(s, r) == ImageReference.KIND_TWAP ? 0 : parts.composed.member(s, r, 1);
    }

    private long sampleNs(final int s, final int r)
    {
        return b.getLong(m.image.referenceAt(m.classOf(s), r) + ImageReference.R_SAMPLE_NS);
    }

    private int kind(final int s, final int r)
    {
        return b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_KIND);
    }

    private static long after(final long nowNs, final long sampleNs)
    {
        return nowNs - nowNs % sampleNs + sampleNs;
    }
}

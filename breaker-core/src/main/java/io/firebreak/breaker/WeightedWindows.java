package io.firebreak.breaker;

import io.firebreak.arena.WeightedWindow;
import io.firebreak.estimator.WideSum;
import io.firebreak.market.PriceInput;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Windows of weighted values behind references of bands: prints with their quantities, and the samples of
 * {@link SampledReferences}. Sums of products have 128 bits; the mean is rounded to the millionth of a tick, a tie away
 * from zero. Owned by the engine thread.
 */
final class WeightedWindows
{
    private static final long MICRO = 1_000_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final WeightedWindow window;
    private final WideSum wide = new WideSum();

    WeightedWindows(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        window = m.layout().newWeightedWindow();
    }

    /** Whether a kind of reference has such a window. */
    static boolean isOne(final int kind)
    {
        return kind == ImageReference.KIND_VWAP || kind == ImageReference.KIND_TWAP ||
            kind == ImageReference.KIND_BASIS_AVERAGE;
    }

    /** {@return the window of a reference: the one flyweight, wrapped} */
    WeightedWindow of(final int s, final int r)
    {
        return window.wrap(m.reference(s, r) + Layout.F_WINDOW,
            b.getLong(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_WINDOW_NS),
            m.image.headerInt(ImageHeader.H_WINDOW_PRINTS));
    }

    /** A print enters the window of a mean that is weighted by quantities. */
    void onPrint(final int s, final int r, final long nowNs, final long priceTicks, final long qtyLots)
    {
        of(s, r).expire(nowNs);
        parts.faults.heal(s, r, nowNs);
        parts.faults.told(s, r, nowNs, of(s, r).add(nowNs, priceTicks, qtyLots));
        show(s, r, nowNs);
        parts.trades.arm(s, r);
    }

    /** Prints leave the window. */
    void onTimer(final int s, final int r, final long nowNs)
    {
        of(s, r).expire(nowNs);
        parts.faults.heal(s, r, nowNs);
        show(s, r, nowNs);
    }

    /** When the next print leaves, or the window is whole again. */
    long nextNs(final int s, final int r)
    {
        return Math.min(of(s, r).nextExpiryNs(), parts.faults.wholeNs(s, r));
    }

    /**
     * Mean of a window.
     *
     * @param s      state of the scope.
     * @param r      reference.
     * @param factor what a value is multiplied by to be millionths of a tick, 1 or a million.
     * @return millionths of a tick; ABSENT where it is empty or does not fit.
     */
    long mean(final int s, final int r, final long factor)
    {
        of(s, r);
        return window.isEmpty() ? Layout.ABSENT :
            wide.times(window.sumHigh(), window.sumLow(), factor).nearest(window.weight());
    }

    private void show(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        final boolean isUnknown = b.getInt(f + Layout.F_UNKNOWN) != 0;
        final long value = isUnknown ? Layout.ABSENT : mean(s, r, MICRO);
        final boolean isKept = !isUnknown && value == Layout.ABSENT &&
            b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageReference.R_ON_EMPTY) == ImageReference.EMPTY_KEEP;
        if (!isKept)
        {
            parts.inForce.put(s, r, nowNs, value, value,
                value == Layout.ABSENT ? PriceInput.NONE : PriceInput.TRADE_AVERAGE);
        }
    }
}

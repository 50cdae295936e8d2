package io.firebreak.breaker;

import io.firebreak.arena.ExtremaWindow;
import io.firebreak.estimator.FixedExp;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * References that follow the standing price at every move: its average in event time and its extremes in a window. The
 * price that stands between events is what counts, so a sweep cannot move its own reference. Owned by the engine
 * thread.
 */
public final class StandingPrice
{
    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final ExtremaWindow extrema;

    StandingPrice(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        extrema = m.layout().newExtremaWindow();
    }

    /**
     * Prices leave a window of extremes.
     *
     * @param s     state of the scope.
     * @param r     reference.
     * @param nowNs the deadline itself.
     */
    void onDeadline(final int s, final int r, final long nowNs)
    {
        extremes(s, r).expire(nowNs);
        parts.faults.heal(s, r, nowNs);
        arm(s, r);
        parts.envelope.extremesMoved(s, r, lowestHalf(s, r), highestHalf(s, r));
        parts.board.follow(s, nowNs);
    }

    /**
     * Let the standing price pull an average up to a time. The mid stands while it is two-sided and fresh, then the
     * filtered price; an interval in which the mid goes stale is cut there.
     *
     * @param s     state of the scope.
     * @param r     reference.
     * @param nowNs engine time.
     */
    void integrate(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        final long fromNs = b.getLong(f + Layout.F_AVERAGE_NS);
        if (b.getInt(f + Layout.F_STARTED) == 0 || nowNs <= fromNs)
        {
            return;
        }
        final int c = m.classOf(s);
        final double tau = b.getLong(m.image.referenceAt(c, r) + ImageLayout.R_TAU_NS);
        double average = b.getDouble(f + Layout.F_AVERAGE);
        long atNs = fromNs;
        if (b.getInt(s + Layout.S_TWO_SIDED) != 0)
        {
            final long freshNs = b.getLong(c + ImageLayout.C_MID_FRESH_NS);
            final long midNs = b.getLong(s + Layout.S_MID_NS);
            final long untilNs = nowNs - midNs <= freshNs ? nowNs : midNs + freshNs;
            if (untilNs > atNs)
            {
                average = pulled(average, b.getLong(s + Layout.S_MID_HALF) * 0.5, (untilNs - atNs) / tau);
                atNs = untilNs;
            }
        }
        if (atNs < nowNs)
        {
            final long median = m.sweeps.medianHalfTicks(b, s + Layout.S_SWEEPS);
            average = median == Layout.ABSENT ? average : pulled(average, median * 0.5, (nowNs - atNs) / tau);
        }
        b.putDouble(f + Layout.F_AVERAGE, average);
        b.putLong(f + Layout.F_AVERAGE_NS, nowNs);
        parts.envelope.averageMoved(s, r, average);
    }

    /**
     * Append a completed sweep's filtered price to the window of extremes.
     *
     * @param s          state of the scope.
     * @param r          reference.
     * @param nowNs      engine time, by which what ended before the window has left it.
     * @param fromNs     time from which the price stands.
     * @param medianHalf the price, half ticks.
     */
    void stand(final int s, final int r, final long nowNs, final long fromNs, final long medianHalf)
    {
        final int f = m.reference(s, r);
        final long before = b.getLong(f + Layout.F_STANDING_HALF);
        if (before != Layout.ABSENT)
        {
            extremes(s, r).expire(fromNs);
            parts.faults.told(s, r, fromNs, extrema.add(fromNs, before));
            extremes(s, r).expire(nowNs);
            arm(s, r);
        }
        b.putLong(f + Layout.F_STANDING_HALF, medianHalf);
        parts.envelope.extremesMoved(s, r, lowestHalf(s, r), highestHalf(s, r));
    }

    /**
     * Highest filtered price that stood in the window.
     *
     * @param s state of the scope.
     * @param r reference.
     * @return half ticks; ABSENT where none stood.
     */
    long highestHalf(final int s, final int r)
    {
        final int f = m.reference(s, r);
        final long standing = b.getLong(f + Layout.F_STANDING_HALF);
        return standing == Layout.ABSENT ? standing : Math.max(standing, extremes(s, r).max());
    }

    /**
     * Lowest filtered price that stood in the window.
     *
     * @param s state of the scope.
     * @param r reference.
     * @return half ticks; ABSENT where none stood.
     */
    long lowestHalf(final int s, final int r)
    {
        final int f = m.reference(s, r);
        final long standing = b.getLong(f + Layout.F_STANDING_HALF);
        return standing == Layout.ABSENT ? standing : Math.min(standing, extremes(s, r).min());
    }

    /**
     * Empty the window of extremes: velocity is silent until the next sweep is complete.
     *
     * @param s     state of the scope.
     * @param r     reference.
     * @param nowNs engine time.
     */
    void clearExtremes(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        extremes(s, r).clear();
        b.putLong(f + Layout.F_STANDING_HALF, Layout.ABSENT);
        parts.faults.known(s, r, nowNs);
        parts.envelope.disarm(s);
        m.arm(s, m.referenceTimer(s, r), Layout.NEVER);
    }

    /**
     * The window of a reference.
     *
     * @param s state of the scope.
     * @param r reference.
     * @return the one flyweight, wrapped.
     */
    ExtremaWindow extremes(final int s, final int r)
    {
        return extrema.wrap(m.reference(s, r) + Layout.F_WINDOW,
            b.getLong(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_WINDOW_NS),
            m.image.headerInt(ImageHeader.H_WINDOW_PRINTS));
    }

    /** The next value leaves the window, or the window is whole again. */
    private void arm(final int s, final int r)
    {
        m.arm(s, m.referenceTimer(s, r), Math.min(extremes(s, r).nextExpiryNs(), parts.faults.wholeNs(s, r)));
    }

    private static double pulled(final double average, final double standing, final double ratio)
    {
        return average + (1.0 - FixedExp.exp(-ratio)) * (standing - average);
    }
}

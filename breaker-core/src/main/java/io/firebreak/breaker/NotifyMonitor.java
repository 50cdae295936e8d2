package io.firebreak.breaker;

import io.firebreak.book.PriceLadder;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Side;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Conditions on the book that warn and do not act: depth of the thinner side below a floor, spread above a ceiling.
 * An empty side has depth 0 and leaves the spread undefined, so that it is not judged. A warning stays at least its
 * dwell, so that it does not flicker. Owned by the engine thread.
 */
public final class NotifyMonitor
{
    private final EngineMemory m;
    private final Envelope envelope;
    private final UnsafeBuffer b;

    NotifyMonitor(final Parts parts)
    {
        m = parts.memory;
        envelope = parts.envelope;
        b = m.b;
    }

    /**
     * The trusted book of a scope changed and is neither crossed nor locked.
     *
     * @param s          state of the scope.
     * @param nowNs      engine time.
     * @param ladder     its book.
     * @param isTwoSided whether both sides have a price.
     */
    public void onBook(final int s, final long nowNs, final PriceLadder ladder, final boolean isTwoSided)
    {
        final long depth = Math.min(ladder.topDepthLots(Side.BUY.code()), ladder.topDepthLots(Side.SELL.code()));
        final long spread = ladder.bestAskTicks() - ladder.bestBidTicks();
        if (!envelope.isOn() || !isInside(s, depth, spread, isTwoSided))
        {
            envelope.evaluations++;
            judge(s, nowNs, depth, spread, isTwoSided);
            arm(s);
        }
    }

    /** A one-sided book has no spread. */
    private boolean isInside(final int s, final long depth, final long spread, final boolean isTwoSided)
    {
        return depth >= b.getLong(s + Layout.S_DEPTH_FROM) && depth < b.getLong(s + Layout.S_DEPTH_BELOW) &&
            (!isTwoSided || spread > b.getLong(s + Layout.S_SPREAD_ABOVE) &&
                spread <= b.getLong(s + Layout.S_SPREAD_TO));
    }

    private void judge(
        final int s, final long nowNs, final long depth, final long spread, final boolean isTwoSided)
    {
        final int c = m.classOf(s);
        final int breakers = m.breakers(c);
        for (int k = 0; k < breakers; k++)
        {
            final int bk = m.image.breakerAt(c, k);
            if (b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_NOTIFY &&
                (isTwoSided || isDepth(m.image.ruleAt(bk, 0))))
            {
                judge(s, k, bk, nowNs, isDepth(m.image.ruleAt(bk, 0)) ? depth : spread);
            }
        }
    }

    private void judge(final int s, final int k, final int bk, final long nowNs, final long observed)
    {
        final int rule = m.image.ruleAt(bk, 0);
        final int x = m.breaker(s, k);
        final long threshold = b.getLong(rule + ImageLayout.U_THRESHOLD);
        final boolean isTrue = threshold > 0 && (isDepth(rule) ? observed < threshold : observed > threshold);
        if (!isTrue)
        {
            b.putLong(x + Layout.X_SUSTAINED, Layout.ABSENT);
        }
        else if (b.getLong(x + Layout.X_SUSTAINED) == Layout.ABSENT)
        {
            b.putLong(x + Layout.X_SUSTAINED, nowNs);
        }
        final boolean warns = b.getInt(x + Layout.X_LIMIT) != LimitStateKind.NONE.code();
        if (isTrue && !warns &&
            nowNs - b.getLong(x + Layout.X_SUSTAINED) >= b.getLong(rule + ImageLayout.U_SUSTAIN_NS))
        {
            tell(s, x, rule, nowNs, LimitStateKind.WARNING.code(), observed, threshold);
        }
        else if (!isTrue && warns &&
            nowNs - b.getLong(x + Layout.X_SINCE) >= b.getLong(bk + ImageLayout.B_MIN_DWELL_NS))
        {
            tell(s, x, rule, nowNs, LimitStateKind.NONE.code(), observed, threshold);
        }
    }

    /**
     * A condition that is true and has warned, or false and has not, changes only across its threshold. One that waits
     * for its sustain or its dwell is looked at with every event. These bounds lie in the arena, beside what every
     * level update reads; they follow from the conditions alone, so they are the same with the envelope off.
     */
    private void arm(final int s)
    {
        final int c = m.classOf(s);
        long depthFrom = Layout.ABSENT;
        long depthBelow = Layout.NEVER;
        long spreadAbove = Layout.ABSENT;
        long spreadTo = Layout.NEVER;
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int bk = m.image.breakerAt(c, k);
            if (b.getInt(bk + ImageLayout.B_MONITOR) != ImageLayout.MONITOR_NOTIFY)
            {
                continue;
            }
            final int rule = m.image.ruleAt(bk, 0);
            final int x = m.breaker(s, k);
            final long threshold = b.getLong(rule + ImageLayout.U_THRESHOLD);
            final boolean isTrue = b.getLong(x + Layout.X_SUSTAINED) != Layout.ABSENT;
            if (isTrue != (b.getInt(x + Layout.X_LIMIT) != LimitStateKind.NONE.code()))
            {
                inside(s, Layout.NEVER, Layout.ABSENT, Layout.NEVER, Layout.ABSENT);
                return;
            }
            if (isDepth(rule))
            {
                depthFrom = isTrue ? depthFrom : Math.max(depthFrom, threshold);
                depthBelow = isTrue ? Math.min(depthBelow, threshold) : depthBelow;
            }
            else if (threshold > 0)
            {
                spreadAbove = isTrue ? Math.max(spreadAbove, threshold) : spreadAbove;
                spreadTo = isTrue ? spreadTo : Math.min(spreadTo, threshold);
            }
        }
        inside(s, depthFrom, depthBelow, spreadAbove, spreadTo);
    }

    private void inside(
        final int s, final long depthFrom, final long depthBelow, final long spreadAbove, final long spreadTo)
    {
        b.putLong(s + Layout.S_DEPTH_FROM, depthFrom);
        b.putLong(s + Layout.S_DEPTH_BELOW, depthBelow);
        b.putLong(s + Layout.S_SPREAD_ABOVE, spreadAbove);
        b.putLong(s + Layout.S_SPREAD_TO, spreadTo);
    }

    private boolean isDepth(final int rule)
    {
        return b.getInt(rule + ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_DEPTH;
    }

    private void tell(
        final int s, final int x, final int rule, final long nowNs, final int after, final long observed,
        final long threshold)
    {
        final int before = b.getInt(x + Layout.X_LIMIT);
        b.putInt(x + Layout.X_LIMIT, after);
        b.putLong(x + Layout.X_SINCE, nowNs);
        m.evidence(s).observedReal = observed;
        m.out.evidence().limitReal = threshold;
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), b.getInt(rule + ImageLayout.U_ID),
            b.getInt(rule + ImageLayout.U_REASON)).limitState(after, before, nowNs, Layout.NEVER);
    }
}

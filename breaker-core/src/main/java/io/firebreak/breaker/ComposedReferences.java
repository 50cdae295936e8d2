package io.firebreak.breaker;

import io.firebreak.market.PriceInput;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * References that are made of others: the first that has a value, the median of those that have one, and those that
 * follow an index. When one moves, everything that is made of it is made anew once, in the order in which the image
 * numbers it, so that none is ever made of half of a change. Source: spec/rulebooks.md sections 7 and 11. Owned by the
 * engine thread.
 */
final class ComposedReferences
{
    private static final int MOST = 8;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    /** Scratch of one median. */
    private final long[] sorted = new long[MOST];

    /** What is to be made anew in the pass under way, one bit a reference. */
    private int dirty;
    private boolean isPassing;

    ComposedReferences(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * The value in force of a reference moved.
     *
     * @param s     state of the scope.
     * @param r     reference.
     * @param nowNs instant.
     */
    void onMoved(final int s, final int r, final long nowNs)
    {
        final int c = m.classOf(s);
        int above = 0;
        for (int a = 0; a < b.getInt(c + ImageLayout.C_REFERENCES); a++)
        {
            above |= (b.getInt(m.image.referenceAt(c, a) + ImageReference.R_DEPENDS) >>> r & 1) << a;
        }
        if (above == 0)
        {
            return;
        }
        dirty |= above;
        if (!isPassing)
        {
            pass(s, nowNs);
        }
    }

    /**
     * What a reference reads of another: what upper bands read of it, or of what stands in for it.
     *
     * @param s      state of the scope.
     * @param r      reference.
     * @param member which of those that it is made of.
     * @return millionths of a tick; ABSENT none.
     */
    long member(final int s, final int r, final int member)
    {
        return parts.inForce.low(s, memberOf(m.image.referenceAt(m.classOf(s), r), member));
    }

    /** Whether a reference is made of another, at any remove. */
    boolean isPart(final int c, final int r, final int other)
    {
        int reach = b.getInt(m.image.referenceAt(c, r) + ImageReference.R_DEPENDS);
        int before = 0;
        while (reach != before)
        {
            int next = reach & ~before;
            before = reach;
            while (next != 0)
            {
                reach |= b.getInt(m.image.referenceAt(c, Integer.numberOfTrailingZeros(next)) +
                    ImageReference.R_DEPENDS);
                next &= next - 1;
            }
        }
        return (reach >>> other & 1) != 0;
    }

    private void pass(final int s, final long nowNs)
    {
        isPassing = true;
        try
        {
            while (dirty != 0)
            {
                final int r = Integer.numberOfTrailingZeros(dirty);
                dirty &= dirty - 1;
                make(s, r, nowNs);
            }
        }
        finally
        {
            isPassing = false;
            dirty = 0;
        }
    }

    private void make(final int s, final int r, final long nowNs)
    {
        switch (b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_KIND))
        {
            case ImageReference.KIND_FIRST_VALID -> firstValid(s, r, nowNs);
            case ImageReference.KIND_MEDIAN -> median(s, r, nowNs);
            case ImageReference.KIND_FAIR -> parts.fair.make(s, r, nowNs);
            default -> parts.samples.onMoved(s, r, nowNs);
        }
    }

    private void firstValid(final int s, final int r, final long nowNs)
    {
        final int p = m.image.referenceAt(m.classOf(s), r);
        final int members = b.getInt(p + ImageReference.R_MEMBERS);
        int source = parts.inForce.source(s, memberOf(p, 0));
        for (int i = 1; i < members && b.getLong(m.reference(s, source) + Layout.F_VALUE) == Layout.ABSENT &&
            b.getInt(m.reference(s, source) + Layout.F_UNKNOWN) == 0; i++)
        {
            source = parts.inForce.source(s, memberOf(p, i));
        }
        final int f = m.reference(s, source);
        parts.inForce.put(s, r, nowNs, b.getLong(f + Layout.F_VALUE), b.getLong(f + Layout.F_HIGH),
            PriceInput.of(b.getInt(f + Layout.F_INPUT)));
    }

    private void median(final int s, final int r, final long nowNs)
    {
        final long low = median(s, r, false);
        final long high = median(s, r, true);
        parts.inForce.put(s, r, nowNs, low, high, low == Layout.ABSENT ? PriceInput.NONE : PriceInput.COMPOSED);
    }

    /** Of those that have a value; the mean of the middle two of an even number, a tie away from zero. */
    private long median(final int s, final int r, final boolean isHigh)
    {
        final int p = m.image.referenceAt(m.classOf(s), r);
        int count = 0;
        for (int i = 0; i < b.getInt(p + ImageReference.R_MEMBERS); i++)
        {
            final int member = memberOf(p, i);
            final long value = isHigh ? parts.inForce.high(s, member) : parts.inForce.low(s, member);
            if (value != Layout.ABSENT)
            {
                int at = count;
                while (at > 0 && sorted[at - 1] > value)
                {
                    sorted[at] = sorted[at - 1];
                    at--;
                }
                sorted[at] = value;
                count++;
            }
        }
        if (count < b.getInt(p + ImageReference.R_AT_LEAST))
        {
            return Layout.ABSENT;
        }
        if ((count & 1) != 0)
        {
            return sorted[count / 2];
        }
        // prices are below 2^62
        final long sum = sorted[count / 2 - 1] + sorted[count / 2];
        return (sum + Long.signum(sum)) / 2;
    }

    private int memberOf(final int p, final int member)
    {
        return b.getInt(p + ImageReference.R_MEMBER + member * Integer.BYTES);
    }
}

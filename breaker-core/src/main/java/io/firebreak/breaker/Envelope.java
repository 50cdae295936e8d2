package io.firebreak.breaker;

import io.firebreak.market.Scope;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The armed envelope: per instrument, the room in which no rule can decide and no limit can move. Inside it nothing is
 * evaluated, so an ordinary event costs the same with one rule as with 64. It is armed when the limits are computed
 * anew, and disarmed by an average that leaves the interval in which every rounded limit stays where it is, by extremes
 * or a variance that move, by a change of state, and by time.
 * <p>
 * It lies outside the arena and outside the digest: what it says can be derived from the arena at any time, so that
 * switching it off changes no decision and no digest, and a restored engine starts with nothing armed. Owned by the
 * engine thread.
 *
 * <pre>
 *  instrument   0 armed until, ns | 8 lower, 16 upper: limits in force, ticks | 24 fast variance below
 *              32 slow variance below | 40 quiet: 1 no limit state by the quote is open
 *              48 references, 16 B each: average {above, below}, extremes {lowest, highest}
 * </pre>
 */
final class Envelope
{
    private static final int UNTIL = 0;
    private static final int LOWER = 8;
    private static final int UPPER = 16;
    private static final int FAST_BELOW = 24;
    private static final int SLOW_BELOW = 32;
    private static final int QUIET = 40;
    private static final int REFERENCES = 48;
    private static final int REFERENCE_LENGTH = 16;

    /** A reference that no rule reads. */
    private static final long UNASKED = Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);

    private final UnsafeBuffer arena;
    private final UnsafeBuffer e;
    private final int references;
    private final int stride;
    private final boolean isOn;

    /** Evaluations that the envelope did not spare. */
    long evaluations;

    // What is being armed; written through by close().
    private int at;
    private long untilNs;
    private double fastBelow;
    private double slowBelow;
    private int quiet;

    Envelope(final EngineMemory memory, final boolean isOn)
    {
        this.isOn = isOn;
        arena = memory.b;
        references = memory.layout().capacities().references();
        stride = BitUtil.align(REFERENCES + references * REFERENCE_LENGTH, 64);
        final int instruments = memory.layout().capacities().instruments();
        e = new UnsafeBuffer(BufferUtil.allocateDirectAligned(Math.multiplyExact(instruments, stride), 64));
    }

    /** Whether the limits of a scope stand as they were last computed. */
    boolean isArmed(final int s, final long nowNs)
    {
        return nowNs < e.getLong(offset(s) + UNTIL);
    }

    /** Whether a potential trade lies where no rule can object. */
    boolean allows(final int s, final long nowNs, final long priceTicks, final double fastVariance)
    {
        final int o = offset(s);
        return nowNs < e.getLong(o + UNTIL) && priceTicks >= e.getLong(o + LOWER) &&
            priceTicks <= e.getLong(o + UPPER) && fastVariance < e.getDouble(o + FAST_BELOW);
    }

    /** Whether a quote lies inside the bands while no limit state is open: it opens none. */
    boolean allowsQuote(final int s, final long nowNs, final long bidTicks, final long askTicks)
    {
        final int o = offset(s);
        final long lower = e.getLong(o + LOWER);
        final long upper = e.getLong(o + UPPER);
        return nowNs < e.getLong(o + UNTIL) && e.getLong(o + QUIET) != 0 &&
            (bidTicks == Layout.ABSENT || bidTicks >= lower && bidTicks < upper) &&
            (askTicks == Layout.ABSENT || askTicks > lower && askTicks <= upper);
    }

    /** Something that a limit or a judgement rests on has changed. */
    void disarm(final int s)
    {
        if (isInstrument(s))
        {
            e.putLong(offset(s) + UNTIL, Layout.ABSENT);
        }
    }

    /** An average moved. */
    void averageMoved(final int s, final int r, final double average)
    {
        final int o = reference(s, r);
        if (!(average > e.getDouble(o) && average < e.getDouble(o + 8)))
        {
            disarm(s);
        }
    }

    /** The extremes of a window may have moved. */
    void extremesMoved(final int s, final int r, final long lowestHalf, final long highestHalf)
    {
        final int o = reference(s, r);
        if ((lowestHalf != e.getLong(o) || highestHalf != e.getLong(o + 8)) && e.getLong(o) != UNASKED)
        {
            disarm(s);
        }
    }

    /** The slow variance moved. */
    void varianceMoved(final int s, final double slow)
    {
        if (!(slow < e.getDouble(offset(s) + SLOW_BELOW)))
        {
            disarm(s);
        }
    }

    /** Whether there is anything to arm. */
    boolean isOn()
    {
        return isOn;
    }

    /** Begin to arm: the widest room, which what follows narrows. */
    void open(final int s)
    {
        at = offset(s);
        e.putLong(at + UNTIL, Layout.ABSENT);
        untilNs = Layout.NEVER;
        fastBelow = Double.POSITIVE_INFINITY;
        slowBelow = Double.POSITIVE_INFINITY;
        quiet = 1;
        for (int r = 0; r < references; r++)
        {
            average(r, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
    }

    /** Not beyond a time. */
    void until(final long limitNs)
    {
        untilNs = Math.min(untilNs, limitNs);
    }

    /** Judge potential trades while the fast variance is not below a limit; 0 judges every one. */
    void fastBelow(final double limit)
    {
        fastBelow = Math.min(fastBelow, limit);
    }

    /** The limits move with the slow variance from here on; 0 always. */
    void slowBelow(final double limit)
    {
        slowBelow = Math.min(slowBelow, limit);
    }

    /** Judge every quote. */
    void judgeQuotes()
    {
        quiet = 0;
    }

    /** The limits stand while an average stays between two values. */
    void narrow(final int r, final double above, final double below)
    {
        final int o = at + REFERENCES + r * REFERENCE_LENGTH;
        average(r, Math.max(above, e.getDouble(o)), Math.min(below, e.getDouble(o + 8)));
    }

    /** The limits stand while extremes are these. */
    void extremes(final int r, final long lowestHalf, final long highestHalf)
    {
        final int o = at + REFERENCES + r * REFERENCE_LENGTH;
        e.putLong(o, lowestHalf);
        e.putLong(o + 8, highestHalf);
    }

    /** Armed. */
    void close(final long lowerTicks, final long upperTicks)
    {
        e.putLong(at + LOWER, lowerTicks);
        e.putLong(at + UPPER, upperTicks);
        e.putDouble(at + FAST_BELOW, fastBelow);
        e.putDouble(at + SLOW_BELOW, slowBelow);
        e.putLong(at + QUIET, quiet);
        e.putLong(at + UNTIL, untilNs);
    }

    private void average(final int r, final double above, final double below)
    {
        final int o = at + REFERENCES + r * REFERENCE_LENGTH;
        e.putDouble(o, above);
        e.putDouble(o + 8, below);
    }

    private boolean isInstrument(final int s)
    {
        return Scope.kind(arena.getInt(s + Layout.S_SCOPE)) == Scope.INSTRUMENT;
    }

    private int offset(final int s)
    {
        return Scope.index(arena.getInt(s + Layout.S_SCOPE)) * stride;
    }

    private int reference(final int s, final int r)
    {
        return offset(s) + REFERENCES + r * REFERENCE_LENGTH;
    }
}

package io.firebreak.estimator;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Exponentially weighted variance in event time, fast and slow, of log returns of a standing price over one-second
 * boundaries: whenever n whole UTC seconds have passed since the last return, v becomes v e^(-n/tau) + r^2/tau.
 * Seconds without an event cost nothing. Source: spec/crypto-perp.md section 3. Flyweight over 64 bytes of the arena;
 * owned by the engine thread. Deterministic: {@link FixedLog} and {@link FixedExp} only.
 *
 * <pre>
 *   0 second of the last return | 8 price then, double | 16 fast variance per second | 24 slow | 32 started (int32)
 *  40 returns so far
 * </pre>
 */
public final class EventVariance
{
    /** Bytes of the state. */
    public static final int LENGTH = 64;

    private static final long SECOND_NS = 1_000_000_000L;
    /** Offset: second of the last return. */
    public static final int SECOND = 0;

    /** Offset: price then, double. */
    public static final int PRICE = 8;

    /** Offset: fast variance a second, double. */
    public static final int FAST = 16;

    /** Offset: slow variance a second, double. */
    public static final int SLOW = 24;

    /** Offset: 1 once there is a price, int32. */
    public static final int STARTED = 32;

    /** Offset: returns so far. */
    public static final int RETURNS = 40;

    /**
     * Create a flyweight.
     */
    public EventVariance()
    {
    }

    /**
     * Move to a time with the price that stood until then.
     *
     * @param b         the arena.
     * @param o         offset of the state.
     * @param timeNs    engine time, not negative.
     * @param price     standing price; not positive values give no return.
     * @param fastTauNs time constant of the fast variance.
     * @param slowTauNs time constant of the slow variance.
     */
    public void advance(
        final UnsafeBuffer b, final int o, final long timeNs, final double price, final long fastTauNs,
        final long slowTauNs)
    {
        final long second = Math.floorDiv(timeNs, SECOND_NS);
        final long passed = second - b.getLong(o + SECOND);
        if (b.getInt(o + STARTED) == 0)
        {
            b.putInt(o + STARTED, 1);
            b.putLong(o + SECOND, second);
            b.putDouble(o + PRICE, price);
        }
        else if (passed > 0)
        {
            final double before = b.getDouble(o + PRICE);
            // Below zero as above; nothing where a price is zero or the sign changes: there is no logarithm.
            final double ratio = price / before;
            final double r = ratio > 0.0 && ratio < Double.POSITIVE_INFINITY ? FixedLog.log(ratio) : 0.0;
            b.putDouble(o + FAST, decayed(b.getDouble(o + FAST), passed, fastTauNs * 1e-9, r));
            b.putDouble(o + SLOW, decayed(b.getDouble(o + SLOW), passed, slowTauNs * 1e-9, r));
            b.putLong(o + SECOND, second);
            b.putDouble(o + PRICE, price);
            b.putLong(o + RETURNS, b.getLong(o + RETURNS) + 1);
        }
    }

    private static double decayed(final double variance, final long seconds, final double tau, final double r)
    {
        return variance * FixedExp.exp(-seconds / tau) + r * r / tau;
    }

    /**
     * Lower the fast variance to the slow one, so that the end of a pause does not look like a storm.
     *
     * @param b the arena.
     * @param o offset of the state.
     */
    public void clamp(final UnsafeBuffer b, final int o)
    {
        b.putDouble(o + FAST, Math.min(b.getDouble(o + FAST), b.getDouble(o + SLOW)));
    }

    /**
     * Fast variance.
     *
     * @param b the arena.
     * @param o offset of the state.
     * @return per second.
     */
    public double fast(final UnsafeBuffer b, final int o)
    {
        return b.getDouble(o + FAST);
    }

    /**
     * Slow variance.
     *
     * @param b the arena.
     * @param o offset of the state.
     * @return per second.
     */
    public double slow(final UnsafeBuffer b, final int o)
    {
        return b.getDouble(o + SLOW);
    }

    /**
     * Returns taken so far, for a warm-up.
     *
     * @param b the arena.
     * @param o offset of the state.
     * @return count.
     */
    public long returns(final UnsafeBuffer b, final int o)
    {
        return b.getLong(o + RETURNS);
    }
}

package io.firebreak.breaker;

import io.firebreak.estimator.Wide;
import io.firebreak.market.Reason;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Published bands of a quote breaker: reference, width table by the previous close, leverage, closing factor, rounding
 * to the nearest venue tick, at least one tick from the reference, never below zero for a positive reference. All in
 * integers; a product that does not fit leaves the band absent. Source: spec/rulebooks.md 1.1. Owned by the engine
 * thread.
 */
public final class Bands
{
    private static final long PPM = 1_000_000L;
    private static final long MICRO = 1_000_000L;
    private static final long[] POWER = new long[19];

    static
    {
        long power = 1;
        for (int i = 0; i < POWER.length; i++)
        {
            POWER[i] = power;
            power *= 10;
        }
    }

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    private long lowerTicks;
    private long upperTicks;
    private long widthPpm;
    private long factorPpm;

    Bands(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * A price of the quote currency in millionths of a tick.
     *
     * @param s  state of the scope.
     * @param e9 price, 1e-9.
     * @return millionths of a tick, half up; ABSENT where it does not fit.
     */
    long microTicks(final int s, final long e9)
    {
        final int exponent = b.getInt(s + Layout.S_PRICE_EXPONENT);
        return exponent >= 3 ? Wide.mulDivHalfUp(e9, POWER[exponent - 3], 1) :
            Wide.mulDivHalfUp(e9, 1, POWER[3 - exponent]);
    }

    /**
     * A previous close arrives: bands that waited for it are made of the reference in force.
     *
     * @param s       state of the scope.
     * @param nowNs   engine time.
     * @param priceE9 the close, 1e-9 of the quote currency.
     */
    public void onPreviousClose(final int s, final long nowNs, final long priceE9)
    {
        parts.inactivity.onPreviousClose(s, priceE9);
        parts.trades.onPreviousClose(s, nowNs);
        final int c = m.classOf(s);
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int bk = m.image.breakerAt(c, k);
            final int rule = m.image.ruleAt(bk, 0);
            if (b.getInt(bk + ImageLayout.B_MONITOR) != ImageLayout.MONITOR_QUOTE ||
                b.getLong(m.breaker(s, k) + Layout.X_LOWER) != Layout.ABSENT)
            {
                continue;
            }
            final long inForce = b.getLong(m.reference(s, b.getInt(rule + ImageLayout.U_REFERENCE)) + Layout.F_VALUE);
            if (inForce != Layout.ABSENT)
            {
                publish(s, k, nowNs, inForce, Reason.REFERENCE_SEEDED.code());
                parts.quotes.evaluate(s, k, nowNs);
            }
        }
    }

    /**
     * The reference of a breaker moved, or the factor changed: compute the bands anew, tell them, look at the quote.
     *
     * @param s             state of the scope.
     * @param k             breaker.
     * @param nowNs         instant.
     * @param previousMicro reference before.
     * @param reason        code.
     */
    void publish(final int s, final int k, final long nowNs, final long previousMicro, final int reason)
    {
        final int c = m.classOf(s);
        final int bk = m.image.breakerAt(c, k);
        final int rule = m.image.ruleAt(bk, 0);
        final int x = m.breaker(s, k);
        final int f = m.reference(s, b.getInt(rule + ImageLayout.U_REFERENCE));
        final long reference = b.getLong(f + Layout.F_VALUE);
        compute(s, rule, reference, nowNs);
        b.putLong(x + Layout.X_LOWER, lowerTicks);
        b.putLong(x + Layout.X_UPPER, upperTicks);
        b.putLong(x + Layout.X_FACTOR_PPM, factorPpm);
        b.putLong(x + Layout.X_WIDTH_PPM, widthPpm);
        if (b.getInt(bk + ImageLayout.B_RECORD_BANDS) != 0)
        {
            m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), b.getInt(rule + ImageLayout.U_ID), reason).bandChange(
                reference, previousMicro, lowerTicks, upperTicks, b.getLong(f + Layout.F_SINCE), widthPpm,
                b.getInt(f + Layout.F_INPUT));
        }
        parts.board.refresh(s, nowNs);
    }

    /**
     * Publish again where the closing window has changed the factor of the band in force.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs instant.
     * @return true when a new band was told.
     */
    boolean republishIfFactorChanged(final int s, final int k, final long nowNs)
    {
        final int rule = m.image.ruleAt(m.image.breakerAt(m.classOf(s), k), 0);
        final int f = m.reference(s, b.getInt(rule + ImageLayout.U_REFERENCE));
        final long reference = b.getLong(f + Layout.F_VALUE);
        if (reference == Layout.ABSENT)
        {
            return false;
        }
        compute(s, rule, reference, nowNs);
        if (factorPpm == b.getLong(m.breaker(s, k) + Layout.X_FACTOR_PPM))
        {
            return false;
        }
        publish(s, k, nowNs, reference, Reason.SCHEDULE.code());
        return true;
    }

    /**
     * Whether a time lies in the closing window.
     *
     * @param nowNs engine time.
     * @return true from the window's start to before the close.
     */
    boolean inClosingWindow(final long nowNs)
    {
        final long windowNs = m.image.headerLong(ImageHeader.H_CLOSING_WINDOW_NS);
        final long closeNs = b.getLong(m.market() + Layout.S_CLOSE_NS);
        return windowNs > 0 && m.inSession(nowNs) && nowNs >= closeNs - windowNs;
    }

    private void compute(final int s, final int rule, final long reference, final long nowNs)
    {
        lowerTicks = Layout.ABSENT;
        upperTicks = Layout.NEVER;
        widthPpm = b.getLong(rule + ImageLayout.U_PPM);
        factorPpm = PPM;
        long atMostE9 = 0;
        if (b.getInt(rule + ImageLayout.U_WIDTH) == ImageLayout.WIDTH_TABLE)
        {
            final int row = row(rule, b.getLong(s + Layout.S_PREVIOUS_CLOSE_E9));
            if (row == 0)
            {
                lacksPreviousClose(s, nowNs);
                return;
            }
            widthPpm = b.getLong(row + ImageLayout.W_PPM);
            atMostE9 = b.getLong(row + ImageLayout.W_AT_MOST_E9);
            factorPpm = inClosingWindow(nowNs) ? b.getLong(row + ImageLayout.W_CLOSING_PPM) : PPM;
        }
        if (reference == Layout.ABSENT)
        {
            return;
        }
        final long scale = Wide.mulDivHalfUp(b.getLong(s + Layout.S_LEVERAGE_PPM), factorPpm, PPM);
        final long increment = b.getLong(s + Layout.S_INCREMENT);
        final long atMost = atMostE9 == 0 ? Layout.NEVER : microTicks(s, atMostE9);
        final long magnitude = Math.abs(reference);
        if (atMost != Layout.NEVER && Wide.compareProducts(atMost, PPM, magnitude, widthPpm) < 0)
        {
            final long amount = Wide.mulDivHalfUp(atMost, scale, PPM);
            lowerTicks = ticks(reference - amount, 1, increment * MICRO, increment);
            upperTicks = ticks(reference + amount, 1, increment * MICRO, increment);
        }
        else
        {
            final long ppm = Wide.mulDivHalfUp(widthPpm, scale, PPM);
            final long down = reference >= 0 ? PPM - ppm : PPM + ppm;
            final long up = reference >= 0 ? PPM + ppm : PPM - ppm;
            lowerTicks = ticks(reference, down, PPM * MICRO * increment, increment);
            upperTicks = ticks(reference, up, PPM * MICRO * increment, increment);
        }
        keepDistance(reference, increment);
    }

    private void lacksPreviousClose(final int s, final long nowNs)
    {
        if (b.getLong(s + Layout.S_PREVIOUS_CLOSE_E9) == Layout.ABSENT)
        {
            parts.inactivity.previousClose(s, nowNs);
        }
    }

    private void keepDistance(final long reference, final long increment)
    {
        if (lowerTicks == Layout.ABSENT || upperTicks == Layout.ABSENT)
        {
            lowerTicks = Layout.ABSENT;
            upperTicks = Layout.NEVER;
            return;
        }
        final long centre = ticks(reference, 1, increment * MICRO, increment);
        if (lowerTicks >= centre)
        {
            lowerTicks = centre - increment;
        }
        if (upperTicks <= centre)
        {
            upperTicks = centre + increment;
        }
        if (reference >= 0 && lowerTicks < 0)
        {
            lowerTicks = 0;
        }
    }

    private static long ticks(final long value, final long factor, final long divisor, final long increment)
    {
        final long steps = Wide.mulDivHalfUp(value, factor, divisor);
        return steps == Layout.ABSENT ? Layout.ABSENT : steps * increment;
    }

    private int row(final int rule, final long previousCloseE9)
    {
        if (previousCloseE9 == Layout.ABSENT)
        {
            return 0;
        }
        final int rows = b.getInt(rule + ImageLayout.U_ROWS);
        for (int i = 0; i < rows; i++)
        {
            final int row = m.image.rowAt(rule, i);
            final long upTo = b.getLong(row + ImageLayout.W_UP_TO_E9);
            if (previousCloseE9 < upTo ||
                previousCloseE9 == upTo && b.getInt(row + ImageLayout.W_INCLUSIVE) != 0)
            {
                return row;
            }
        }
        return 0;
    }
}

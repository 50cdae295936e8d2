package io.firebreak.breaker;

import io.firebreak.arena.PrintWindow;
import io.firebreak.estimator.Wide;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.PriceInput;
import io.firebreak.market.Reason;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gated references of a scope: a pro-forma value computed without end, a value in force, and the gate between them. A
 * mean is published on a least change and a least hold; nothing is published in a limit state, a pause or a halt.
 * Owned by the engine thread.
 */
public final class References
{
    private static final long PPM = 1_000_000L;
    private static final long MICRO = 1_000_000L;
    private static final long MICRO_PPM = MICRO * PPM;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final PrintWindow prints;

    References(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        prints = m.layout().newPrintWindow();
    }

    /**
     * Prepare the references of a newly defined scope.
     *
     * @param s state of the scope.
     */
    void init(final int s)
    {
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            final int f = m.reference(s, r);
            b.putLong(f + Layout.F_VALUE, Layout.ABSENT);
            b.putLong(f + Layout.F_PRO_FORMA, Layout.ABSENT);
            b.putLong(f + Layout.F_STANDING_HALF, Layout.ABSENT);
            parts.inForce.init(f);
        }
    }

    /**
     * An eligible print.
     *
     * @param s          state of the scope.
     * @param nowNs      engine time.
     * @param priceTicks its price.
     */
    void onPrint(final int s, final long nowNs, final long priceTicks)
    {
        if (!m.inSession(nowNs))
        {
            parts.inactivity.session(s, nowNs);
            return;
        }
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            if (b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND) != ImageLayout.KIND_MEAN)
            {
                continue;
            }
            final int f = m.reference(s, r);
            if (b.getLong(f + Layout.F_VALUE) == Layout.ABSENT &&
                b.getInt(c + ImageLayout.C_OPENING_FROM_TRADE) != 0 && !isFrozen(s))
            {
                restart(s, r, nowNs, priceTicks * MICRO, PriceInput.AUCTION, Reason.REFERENCE_SEEDED);
                continue;
            }
            forgetProForma(f);
            means(s, r).expire(nowNs);
            parts.faults.told(s, r, nowNs, prints.add(nowNs, priceTicks));
            recompute(s, r, nowNs, false);
            arm(s, r, nowNs);
            if (b.getLong(f + Layout.F_VALUE) == Layout.ABSENT)
            {
                parts.session.openLate(s, nowNs);
            }
        }
    }

    /**
     * A reference's timer is due: prints leave its window, or its hold ends.
     *
     * @param s     state of the scope.
     * @param r     reference.
     * @param nowNs the deadline itself.
     */
    public void onDeadline(final int s, final int r, final long nowNs)
    {
        final int kind = b.getInt(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_KIND);
        if (kind >= ImageLayout.KIND_EXTREMA)
        {
            parts.trades.onTimer(s, r, kind, nowNs);
            return;
        }
        if (means(s, r).expire(nowNs))
        {
            forgetProForma(m.reference(s, r));
        }
        parts.faults.heal(s, r, nowNs);
        recompute(s, r, nowNs, false);
        arm(s, r, nowNs);
    }

    /**
     * A value published by the host.
     *
     * @param s        state of the scope.
     * @param r        reference.
     * @param nowNs    engine time.
     * @param micro    value, millionths of a tick, rounded half up.
     * @param priceE9  the same value exactly, 1e-9 of the quote currency.
     * @param proForma true: it passes the gate like a computed value; false: it is in force at once.
     */
    public void onPublished(
        final int s, final int r, final long nowNs, final long micro, final long priceE9, final boolean proForma)
    {
        final int f = m.reference(s, r);
        if (proForma)
        {
            b.putLong(f + Layout.F_PRO_FORMA, micro);
            b.putLong(f + Layout.F_PRO_FORMA_E9, priceE9);
            recompute(s, r, nowNs, false);
        }
        else if (!isFrozen(s))
        {
            set(s, r, nowNs, micro, PriceInput.PUBLISHED, Reason.REFERENCE_SEEDED);
        }
        arm(s, r, nowNs);
    }

    /**
     * Put a value in force and empty the window: an opening or a reopening.
     *
     * @param s      state of the scope.
     * @param r      reference.
     * @param nowNs  instant.
     * @param micro  value.
     * @param input  where it comes from.
     * @param reason why.
     */
    void restart(
        final int s, final int r, final long nowNs, final long micro, final PriceInput input, final Reason reason)
    {
        means(s, r).clear();
        parts.faults.known(s, r, nowNs);
        forgetProForma(m.reference(s, r));
        set(s, r, nowNs, micro, input, reason);
        arm(s, r, nowNs);
    }

    /**
     * Compare the pro-forma value with the one in force and publish it where the gate lets it pass.
     *
     * @param s          state of the scope.
     * @param r          reference.
     * @param nowNs      instant.
     * @param ignoreHold true at the end of a limit state: the hold is bypassed, not the least change.
     * @return true when a new value is in force.
     */
    boolean recompute(final int s, final int r, final long nowNs, final boolean ignoreHold)
    {
        final int f = m.reference(s, r);
        final int p = m.image.referenceAt(m.classOf(s), r);
        final long inForce = b.getLong(f + Layout.F_VALUE);
        if (inForce == Layout.ABSENT || isFrozen(s) || !m.inSession(nowNs))
        {
            return false;
        }
        if (!ignoreHold && nowNs - b.getLong(f + Layout.F_SINCE) < b.getLong(p + ImageLayout.R_MIN_HOLD_NS))
        {
            return false;
        }
        final long minChangePpm = b.getLong(p + ImageLayout.R_MIN_CHANGE_PPM);
        final long proForma = b.getLong(f + Layout.F_PRO_FORMA);
        if (proForma != Layout.ABSENT)
        {
            if (proForma != inForce && publishedMovedEnough(s, f, proForma, inForce, minChangePpm))
            {
                set(s, r, nowNs, proForma, PriceInput.PUBLISHED, Reason.REFERENCE_MOVED);
                return true;
            }
            return false;
        }
        final PrintWindow window = means(s, r);
        final long count = window.count();
        if (count == 0 || b.getInt(f + Layout.F_UNKNOWN) != 0 ||
            !movedEnough(window.sum(), count, inForce, minChangePpm))
        {
            return false;
        }
        final long mean = Wide.mulDivHalfUp(window.sum(), MICRO, count);
        if (mean == inForce || mean == Layout.ABSENT)
        {
            return false;
        }
        set(s, r, nowNs, mean, PriceInput.TRADE_MEAN, Reason.REFERENCE_MOVED);
        return true;
    }

    /**
     * No opening print came in time: the mean of what printed, else the previous close.
     *
     * @param s     state of the scope.
     * @param nowNs end of the opening window.
     */
    void onOpeningWindowEnd(final int s, final long nowNs)
    {
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            final int f = m.reference(s, r);
            if (b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND) != ImageLayout.KIND_MEAN ||
                b.getLong(f + Layout.F_VALUE) != Layout.ABSENT || isFrozen(s))
            {
                continue;
            }
            final PrintWindow window = means(s, r);
            final long closeE9 = b.getLong(s + Layout.S_PREVIOUS_CLOSE_E9);
            if (window.count() > 0)
            {
                set(s, r, nowNs, Wide.mulDivHalfUp(window.sum(), MICRO, window.count()), PriceInput.TRADE_MEAN,
                    Reason.REFERENCE_SEEDED);
            }
            else if (closeE9 != Layout.ABSENT)
            {
                set(s, r, nowNs, parts.bands.microTicks(s, closeE9), PriceInput.PUBLISHED, Reason.REFERENCE_SEEDED);
            }
            else
            {
                parts.inactivity.previousClose(s, nowNs);
            }
            arm(s, r, nowNs);
        }
    }

    /**
     * Forget a day's references.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    void forget(final int s, final long nowNs)
    {
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            if (b.getInt(m.image.referenceAt(c, r) + ImageLayout.R_KIND) == ImageLayout.KIND_MEAN)
            {
                means(s, r).clear();
                parts.faults.known(s, r, nowNs);
                b.putLong(m.reference(s, r) + Layout.F_VALUE, Layout.ABSENT);
                forgetProForma(m.reference(s, r));
                m.arm(s, m.referenceTimer(s, r), Layout.NEVER);
            }
        }
        for (int k = 0; k < m.breakers(c); k++)
        {
            if (b.getInt(m.image.breakerAt(c, k) + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_QUOTE)
            {
                b.putLong(m.breaker(s, k) + Layout.X_LOWER, Layout.ABSENT);
                b.putLong(m.breaker(s, k) + Layout.X_UPPER, Layout.NEVER);
            }
        }
    }

    /**
     * Give the pages of a scope's windows back.
     *
     * @param s state of the scope.
     */
    public void release(final int s)
    {
        final int c = m.classOf(s);
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            parts.faults.empty(s, r);
        }
    }

    /**
     * Whether references stand still: in a pause or halt of the scope or the market, or at a band.
     *
     * @param s state of the scope.
     * @return true while frozen.
     */
    boolean isFrozen(final int s)
    {
        if (!parts.states.matches(s))
        {
            return true;
        }
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            final int limit = b.getInt(m.breaker(s, k) + Layout.X_LIMIT);
            if (limit == LimitStateKind.AT_LOWER.code() || limit == LimitStateKind.AT_UPPER.code())
            {
                return true;
            }
        }
        return false;
    }

    /** {@return the window of a mean: the one flyweight, wrapped} */
    PrintWindow means(final int s, final int r)
    {
        return prints.wrap(m.reference(s, r) + Layout.F_WINDOW,
            b.getLong(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_WINDOW_NS),
            m.image.headerInt(ImageHeader.H_WINDOW_PRINTS));
    }

    private void set(
        final int s, final int r, final long nowNs, final long micro, final PriceInput input, final Reason reason)
    {
        final int f = m.reference(s, r);
        final long previous = b.getLong(f + Layout.F_VALUE);
        b.putLong(f + Layout.F_VALUE, micro);
        b.putLong(f + Layout.F_SINCE, nowNs);
        b.putInt(f + Layout.F_INPUT, input.code());
        final int c = m.classOf(s);
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int bk = m.image.breakerAt(c, k);
            if (b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_QUOTE &&
                b.getInt(m.image.ruleAt(bk, 0) + ImageLayout.U_REFERENCE) == r)
            {
                parts.bands.publish(s, k, nowNs, previous, reason.code());
                parts.quotes.evaluate(s, k, nowNs);
            }
        }
    }

    /** Both forms of it: a mean's window leaves the place of the exact one free. */
    private void forgetProForma(final int f)
    {
        b.putLong(f + Layout.F_PRO_FORMA, Layout.ABSENT);
        b.putLong(f + Layout.F_PRO_FORMA_E9, 0);
    }

    private void arm(final int s, final int r, final long nowNs)
    {
        final int f = m.reference(s, r);
        final long expiryNs = Math.min(means(s, r).nextExpiryNs(), parts.faults.wholeNs(s, r));
        final long holdNs = b.getLong(m.image.referenceAt(m.classOf(s), r) + ImageLayout.R_MIN_HOLD_NS);
        final long heldNs = b.getLong(f + Layout.F_VALUE) == Layout.ABSENT ?
            Layout.NEVER : b.getLong(f + Layout.F_SINCE) + holdNs;
        m.arm(s, m.referenceTimer(s, r), heldNs > nowNs ? Math.min(expiryNs, heldNs) : expiryNs);
    }

    /**
     * A published value is gated exactly as it was announced, not as it is rounded when it comes into force.
     */
    private boolean publishedMovedEnough(
        final int s, final int f, final long proForma, final long inForce, final long minChangePpm)
    {
        final int exponent = b.getInt(s + Layout.S_PRICE_EXPONENT);
        if (exponent >= 3)
        {
            return Wide.compareProducts(Math.abs(proForma - inForce), PPM, Math.abs(inForce), minChangePpm) >= 0;
        }
        final long scale = exponent == 2 ? 10 : exponent == 1 ? 100 : 1_000;
        final long exact = b.getLong(f + Layout.F_PRO_FORMA_E9);
        final long scaled = inForce * scale;
        return Math.multiplyHigh(inForce, scale) == scaled >> 63 &&
            Wide.compareProducts(Math.abs(exact - scaled), PPM, Math.abs(scaled), minChangePpm) >= 0;
    }

    private static boolean movedEnough(final long sum, final long count, final long inForce, final long minChangePpm)
    {
        final long scaled = inForce * count;
        if (Math.multiplyHigh(inForce, count) != scaled >> 63)
        {
            return false;
        }
        final long change = inForce >= 0 ? minChangePpm : -minChangePpm;
        return Wide.compareProducts(sum, MICRO_PPM, scaled, PPM + change) >= 0 ||
            Wide.compareProducts(sum, MICRO_PPM, scaled, PPM - change) <= 0;
    }
}

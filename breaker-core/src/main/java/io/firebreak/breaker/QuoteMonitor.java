package io.firebreak.breaker;

import io.firebreak.market.DataQualityCode;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Reason;
import io.firebreak.market.Side;
import io.firebreak.record.Evidence;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Limit state by the quote: the far side touches the band and does not cross, for a declared time. A quote through the
 * band is a straddle, which flags and does not act. Source: spec/rulebooks.md 1.3. Owned by the engine thread.
 * <p>
 * A halt of the market does not stop the clock of a limit state that runs: quotes are kept and not judged while it
 * lasts, and when the time is over the quote that stands then decides, by a pause that begins inside the halt or by the
 * end of the limit state.
 */
public final class QuoteMonitor
{
    private static final long MICRO = 1_000_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    QuoteMonitor(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * A quote of the kind that a scope's class listens to.
     *
     * @param s        state of the scope.
     * @param nowNs    engine time.
     * @param bidTicks best bid or ABSENT.
     * @param bidLots  its size.
     * @param askTicks best offer or ABSENT.
     * @param askLots  its size.
     */
    public void onQuote(
        final int s, final long nowNs, final long bidTicks, final long bidLots, final long askTicks,
        final long askLots)
    {
        b.putLong(s + Layout.S_BID, bidTicks);
        b.putLong(s + Layout.S_BID_LOTS, bidLots);
        b.putLong(s + Layout.S_ASK, askTicks);
        b.putLong(s + Layout.S_ASK_LOTS, askLots);
        b.putLong(s + Layout.S_QUOTE_NS, nowNs);
        parts.mids.onQuote(s, nowNs, bidTicks, askTicks);
        parts.inactivity.onQuote(s, nowNs);
        parts.quality.condition(DataQualityCode.CROSSED_QUOTE, s, nowNs, crossed(bidTicks, askTicks), bidTicks,
            askTicks);
        if (!parts.envelope.allowsQuote(s, nowNs, bidTicks, askTicks))
        {
            parts.envelope.evaluations++;
            evaluateAll(s, nowNs);
        }
    }

    /**
     * Look at the standing quote again, for every quote breaker of a scope.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    void evaluateAll(final int s, final long nowNs)
    {
        final int c = m.classOf(s);
        final int breakers = m.breakers(c);
        for (int k = 0; k < breakers; k++)
        {
            if (b.getInt(m.image.breakerAt(c, k) + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_QUOTE)
            {
                evaluate(s, k, nowNs);
            }
        }
    }

    /**
     * Look at the standing quote against the bands of one breaker.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs engine time.
     */
    void evaluate(final int s, final int k, final long nowNs)
    {
        final int x = m.breaker(s, k);
        if (!parts.states.matches(s) || !m.inSession(nowNs) || b.getLong(x + Layout.X_LOWER) == Layout.ABSENT ||
            !parts.duty.isOn(s, k, m.image.breakerAt(m.classOf(s), k), nowNs))
        {
            return;
        }
        final int before = b.getInt(x + Layout.X_LIMIT);
        final int after = classify(s, x);
        if (after == before)
        {
            return;
        }
        final boolean wasAt = isAt(before);
        enter(s, k, nowNs, before, after, reason(before, after, s));
        if (wasAt && !isAt(after))
        {
            leave(s, k, nowNs);
        }
    }

    /**
     * The limit state has lasted its time: trip, unless the quote left the band in a halt of the market, unjudged.
     *
     * @param s     state of the scope.
     * @param k     breaker.
     * @param nowNs the deadline itself.
     */
    void onElapsed(final int s, final int k, final long nowNs)
    {
        final int x = m.breaker(s, k);
        final int before = b.getInt(x + Layout.X_LIMIT);
        final int after = classify(s, x);
        if (after != before)
        {
            enter(s, k, nowNs, before, after, reason(before, after, s));
            if (!isAt(after) && parts.states.matches(s))
            {
                leave(s, k, nowNs);
            }
            return;
        }
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final boolean lower = b.getInt(x + Layout.X_LIMIT) == LimitStateKind.AT_LOWER.code();
        b.putLong(x + Layout.X_CAUSE, b.getLong(x + (lower ? Layout.X_LOWER : Layout.X_UPPER)));
        fill(s, x, bk, lower ? Side.SELL.code() : Side.BUY.code());
        parts.trips.trip(s, k, nowNs, m.image.ruleAt(bk, 0), lower ? Side.SELL.code() : Side.BUY.code(),
            b.getInt(bk + ImageLayout.B_TRIP_STATE), Reason.LIMIT_STATE_ELAPSED.code());
    }

    /**
     * Judge a potential trade: a price at the band is allowed, through it is not.
     *
     * @param s          state of the scope.
     * @param k          breaker.
     * @param priceTicks price.
     * @return Side code of the band it breaks, with the evidence filled in; NONE where it is allowed.
     */
    int judge(final int s, final int k, final long priceTicks)
    {
        final int x = m.breaker(s, k);
        if (b.getLong(x + Layout.X_LOWER) == Layout.ABSENT)
        {
            return Side.NONE.code();
        }
        final int side = priceTicks < b.getLong(x + Layout.X_LOWER) ? Side.SELL.code() :
            priceTicks > b.getLong(x + Layout.X_UPPER) ? Side.BUY.code() : Side.NONE.code();
        if (side != Side.NONE.code())
        {
            final Evidence evidence = fill(s, x, m.image.breakerAt(m.classOf(s), k), side);
            evidence.observedMicroTicks = priceTicks * MICRO;
        }
        return side;
    }

    private void enter(
        final int s, final int k, final long nowNs, final int before, final int after, final Reason reason)
    {
        final int x = m.breaker(s, k);
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final boolean at = isAt(after);
        final long deadlineNs = at ? nowNs + b.getLong(bk + ImageLayout.B_LIMIT_STATE_NS) : Layout.NEVER;
        b.putInt(x + Layout.X_LIMIT, after);
        b.putLong(x + Layout.X_SINCE, nowNs);
        m.arm(s, m.breakerTimer(s, k), deadlineNs);
        fill(s, x, bk, isLower(after == LimitStateKind.NONE.code() ? before : after) ?
            Side.SELL.code() : Side.BUY.code());
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), b.getInt(m.image.ruleAt(bk, 0) + ImageLayout.U_ID),
            reason.code()).limitState(after, before, nowNs, deadlineNs);
        parts.board.refresh(s, nowNs);
    }

    /**
     * The limit state ended without a pause: the reference is computed at once, then the quote is judged again.
     */
    private void leave(final int s, final int k, final long nowNs)
    {
        final int rule = m.image.ruleAt(m.image.breakerAt(m.classOf(s), k), 0);
        if (!parts.references.recompute(s, b.getInt(rule + ImageLayout.U_REFERENCE), nowNs, true) &&
            parts.bands.republishIfFactorChanged(s, k, nowNs))
        {
            evaluate(s, k, nowNs);
        }
    }

    private Reason reason(final int before, final int after, final int s)
    {
        if (isAt(after) || after != LimitStateKind.NONE.code() && !isAt(before))
        {
            return Reason.PRICE_BAND;
        }
        if (crossed(b.getLong(s + Layout.S_BID), b.getLong(s + Layout.S_ASK)))
        {
            return Reason.QUOTE_CROSSED;
        }
        return isAt(before) ? Reason.LIMIT_STATE_ENDED : Reason.QUOTE_INSIDE;
    }

    private int classify(final int s, final int x)
    {
        final long bid = b.getLong(s + Layout.S_BID);
        final long ask = b.getLong(s + Layout.S_ASK);
        final long lower = b.getLong(x + Layout.X_LOWER);
        final long upper = b.getLong(x + Layout.X_UPPER);
        if (crossed(bid, ask))
        {
            return LimitStateKind.NONE.code();
        }
        if (ask == lower)
        {
            return LimitStateKind.AT_LOWER.code();
        }
        if (bid == upper)
        {
            return LimitStateKind.AT_UPPER.code();
        }
        if (bid != Layout.ABSENT && bid < lower)
        {
            return LimitStateKind.STRADDLE_LOWER.code();
        }
        return ask != Layout.ABSENT && ask > upper ? LimitStateKind.STRADDLE_UPPER.code() : LimitStateKind.NONE.code();
    }

    private Evidence fill(final int s, final int x, final int bk, final int side)
    {
        final Evidence evidence = m.evidence(s);
        final int f = m.reference(s, b.getInt(m.image.ruleAt(bk, 0) + ImageLayout.U_REFERENCE));
        final boolean lower = side == Side.SELL.code();
        final long observed = lower ? b.getLong(s + Layout.S_ASK) : b.getLong(s + Layout.S_BID);
        evidence.observedMicroTicks = observed == Layout.ABSENT ? observed : observed * MICRO;
        evidence.limitMicroTicks = b.getLong(x + (lower ? Layout.X_LOWER : Layout.X_UPPER)) * MICRO;
        evidence.referenceMicroTicks = b.getLong(f + Layout.F_VALUE);
        evidence.widthFraction = b.getLong(x + Layout.X_WIDTH_PPM) * 1e-6;
        evidence.widening = b.getLong(x + Layout.X_FACTOR_PPM) * 1e-6;
        evidence.input = b.getInt(f + Layout.F_INPUT);
        return evidence;
    }

    private static boolean crossed(final long bid, final long ask)
    {
        return bid != Layout.ABSENT && ask != Layout.ABSENT && bid > ask;
    }

    private static boolean isAt(final int kind)
    {
        return kind == LimitStateKind.AT_LOWER.code() || kind == LimitStateKind.AT_UPPER.code();
    }

    private static boolean isLower(final int kind)
    {
        return kind == LimitStateKind.AT_LOWER.code() || kind == LimitStateKind.STRADDLE_LOWER.code();
    }
}

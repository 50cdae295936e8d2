package io.firebreak.breaker;

import io.firebreak.market.Reason;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Bands of integers, judged at once and without confirmation: the intersection of what a breaker's rules allow, made
 * anew when a reference's value in force moves, never at a potential trade. One beyond is denied and trips, unless its
 * kind is spared or the breaker only denies. While the breaker is tripped its band stands as it was at the trip.
 * Source: spec/rulebooks.md sections 3, 5, 6 and 11. Owned by the engine thread.
 */
final class BandMonitor
{

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final BandSide side;

    /** What is being made anew. */
    private long lower;
    private long upper;
    private int lowerRule;
    private int upperRule;
    private int missing;
    private long lowerFrom;
    private long upperFrom;
    private long lowerBase;
    private long upperBase;
    private int lowerPart;
    private int upperPart;
    private long lowerPlus;
    private long upperPlus;

    BandMonitor(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        side = parts.bandSide;
    }

    /**
     * The value in force of a reference moved: every band that reads it follows.
     *
     * @param s     state of the scope.
     * @param r     reference.
     * @param nowNs instant.
     */
    void moved(final int s, final int r, final long nowNs)
    {
        final int c = m.classOf(s);
        boolean changed = false;
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int bk = m.image.breakerAt(c, k);
            if (b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND &&
                b.getInt(m.breaker(s, k) + Layout.X_STATE) == TradingState.OPEN.code() && reads(c, bk, r))
            {
                changed |= follow(s, k, nowNs, Reason.REFERENCE_MOVED) | parts.entries.has(c);
            }
        }
        if (changed)
        {
            parts.envelope.evaluations++;
            parts.board.refresh(s, nowNs);
        }
    }

    /**
     * Make the band of a breaker anew.
     *
     * @param s      state of the scope.
     * @param k      breaker of this kind.
     * @param nowNs  instant.
     * @param reason why, of the record where the breaker writes one.
     * @return true where the band, or what it is measured from, has changed; the gate's line is the caller's.
     */
    boolean follow(final int s, final int k, final long nowNs, final Reason reason)
    {
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final int x = m.breaker(s, k);
        compute(s, bk, x, nowNs);
        final long previous = b.getLong(x + Layout.X_LOWER_FROM);
        final boolean moved = lower != b.getLong(x + Layout.X_LOWER) || upper != b.getLong(x + Layout.X_UPPER);
        final boolean changed = moved || lowerFrom != previous || missing != b.getInt(x + Layout.X_MISSING) ||
            upperFrom != b.getLong(x + Layout.X_UPPER_FROM) || lowerRule != b.getInt(x + Layout.X_LOWER_RULE) ||
            upperRule != b.getInt(x + Layout.X_UPPER_RULE) || lowerBase != b.getLong(x + Layout.X_LOWER_BASE) ||
            upperBase != b.getLong(x + Layout.X_UPPER_BASE) || lowerPlus != b.getLong(x + Layout.X_LOWER_PLUS) ||
            upperPlus != b.getLong(x + Layout.X_UPPER_PLUS) || lowerPart != b.getInt(x + Layout.X_LOWER_PART) ||
            upperPart != b.getInt(x + Layout.X_UPPER_PART);
        if (changed)
        {
            b.putLong(x + Layout.X_LOWER, lower);
            b.putLong(x + Layout.X_UPPER, upper);
            b.putInt(x + Layout.X_LOWER_RULE, lowerRule);
            b.putInt(x + Layout.X_UPPER_RULE, upperRule);
            b.putLong(x + Layout.X_LOWER_FROM, lowerFrom);
            b.putLong(x + Layout.X_UPPER_FROM, upperFrom);
            b.putLong(x + Layout.X_LOWER_BASE, lowerBase);
            b.putLong(x + Layout.X_UPPER_BASE, upperBase);
            b.putLong(x + Layout.X_LOWER_PLUS, lowerPlus);
            b.putLong(x + Layout.X_UPPER_PLUS, upperPlus);
            b.putInt(x + Layout.X_LOWER_PART, lowerPart);
            b.putInt(x + Layout.X_UPPER_PART, upperPart);
            b.putInt(x + Layout.X_MISSING, missing);
        }
        if (moved && b.getInt(bk + ImageLayout.B_RECORD_BANDS) != 0)
        {
            record(s, bk, nowNs, previous, reason);
        }
        return changed;
    }

    /**
     * Judge a potential trade.
     *
     * @param s          state of the scope.
     * @param k          breaker.
     * @param nowNs      engine time.
     * @param priceTicks price.
     * @param orderKind  OrderKind code of the aggressor.
     * @return rule address when the price lies beyond a limit, with the evidence filled in; 0 when it is allowed.
     */
    int judge(final int s, final int k, final long nowNs, final long priceTicks, final int orderKind)
    {
        final int x = m.breaker(s, k);
        final boolean isLower = priceTicks < b.getLong(x + Layout.X_LOWER);
        if (!isLower && priceTicks <= b.getLong(x + Layout.X_UPPER))
        {
            return 0;
        }
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final int rule = m.image.ruleAt(bk,
            b.getInt(x + (isLower ? Layout.X_LOWER_RULE : Layout.X_UPPER_RULE)) - 1);
        side.from = b.getLong(x + (isLower ? Layout.X_LOWER_FROM : Layout.X_UPPER_FROM));
        side.share = b.getLong(x + (isLower ? Layout.X_LOWER_BASE : Layout.X_UPPER_BASE));
        side.added = b.getLong(x + (isLower ? Layout.X_LOWER_PLUS : Layout.X_UPPER_PLUS));
        side.part = b.getInt(x + (isLower ? Layout.X_LOWER_PART : Layout.X_UPPER_PART));
        side.fill(s, rule, isLower, priceTicks);
        final int toState = b.getInt(bk + ImageLayout.B_TRIP_STATE);
        if (toState != TradingState.OPEN.code() && b.getInt(x + Layout.X_STATE) == TradingState.OPEN.code() &&
            (b.getInt(rule + ImageBand.U_SPARES) >> orderKind & 1) == 0)
        {
            b.putLong(x + Layout.X_CAUSE, b.getLong(x + (isLower ? Layout.X_LOWER : Layout.X_UPPER)));
            parts.trips.trip(s, k, nowNs, rule, isLower ? Side.SELL.code() : Side.BUY.code(), toState,
                b.getInt(rule + ImageLayout.U_REASON));
        }
        return rule;
    }

    /**
     * The market as a whole has used a level, or forgotten them: widths that follow it are others.
     *
     * @param s     state of the scope.
     * @param nowNs instant.
     */
    void onMarketLevel(final int s, final long nowNs)
    {
        boolean changed = false;
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            changed |= parts.steps.moves(m.image.breakerAt(m.classOf(s), k), m.breaker(s, k)) &&
                follow(s, k, nowNs, Reason.SCHEDULE);
        }
        if (changed)
        {
            parts.board.refresh(s, nowNs);
        }
    }

    /** A day begins: rules that watch prints may trip again, and widths that follow each other begin anew. */
    void forget(final int s, final long nowNs)
    {
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            if (b.getInt(m.image.breakerAt(m.classOf(s), k) + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND)
            {
                b.putInt(m.breaker(s, k) + Layout.X_LEVEL, 0);
                parts.steps.forget(m.breaker(s, k));
            }
        }
        onMarketLevel(s, nowNs);
    }

    /** A breaker is about to trade on: its band is made of what the references are now; the caller tells the gate. */
    void reopen(final int s, final int k, final long nowNs, final int reason)
    {
        if (reason == Reason.NEW_DAY.code())
        {
            // the day has made its references anew, or will: yesterday's broken limit is none of them
            follow(s, k, nowNs, Reason.NEW_DAY);
            return;
        }
        parts.steps.onReopened(m.image.breakerAt(m.classOf(s), k), m.breaker(s, k));
        if (b.getInt(m.breaker(s, k) + Layout.X_STATE) != TradingState.BAND_ONLY.code())
        {
            parts.resets.onReopening(s, k, nowNs);
        }
        else
        {
            parts.anchors.afterHold(s, k, nowNs);
        }
        follow(s, k, nowNs, Reason.REOPENED);
    }

    /** Whether a rule of a breaker has no limit for want of a reference. */
    boolean isMissing(final int s, final int k)
    {
        return b.getInt(m.breaker(s, k) + Layout.X_MISSING) != 0;
    }

    /** Nothing is known of a newly defined scope: no band, and every rule of one lacks its reference. */
    void init(final int s)
    {
        for (int k = 0; k < m.breakers(m.classOf(s)); k++)
        {
            final int x = m.breaker(s, k);
            b.putLong(x + Layout.X_LOWER_FROM, Layout.ABSENT);
            b.putLong(x + Layout.X_UPPER_FROM, Layout.ABSENT);
            b.putLong(x + Layout.X_LOWER_BASE, Layout.ABSENT);
            b.putLong(x + Layout.X_UPPER_BASE, Layout.ABSENT);
            b.putInt(x + Layout.X_MISSING, m.image.hasBand(m.image.breakerAt(m.classOf(s), k)) ? 1 : 0);
        }
    }

    private void compute(final int s, final int bk, final int x, final long nowNs)
    {
        lower = Layout.ABSENT;
        upper = Layout.NEVER;
        lowerRule = 0;
        upperRule = 0;
        missing = 0;
        lowerFrom = Layout.ABSENT;
        upperFrom = Layout.ABSENT;
        lowerBase = Layout.ABSENT;
        upperBase = Layout.ABSENT;
        lowerPlus = 0;
        upperPlus = 0;
        lowerPart = 0;
        upperPart = 0;
        final int rules = b.getInt(bk + ImageLayout.B_RULES);
        side.breaker = x;
        for (int u = 0; u < rules; u++)
        {
            final int rule = m.image.ruleAt(bk, u);
            final int observed = b.getInt(rule + ImageLayout.U_OBSERVABLE);
            if (!side.at(rule, nowNs))
            {
                continue;
            }
            if (observed == ImageLayout.OBSERVE_ORDER_PRICE)
            {
                // what concerns entry alone is no limit of a print; it may lack its reference all the same
                missing = missing == 0 && parts.entries.isUnknown(s, rule) ? u + 1 : missing;
            }
            if (observed != ImageLayout.OBSERVE_POTENTIAL_TRADE)
            {
                continue;
            }
            final int sides = b.getInt(rule + ImageBand.U_SIDES);
            final boolean known = ((sides & 1) == 0 || lower(s, rule, u)) & ((sides & 2) == 0 || upper(s, rule, u));
            missing = known || missing != 0 ? missing : u + 1;
        }
    }

    private boolean lower(final int s, final int rule, final int u)
    {
        if (!side.of(s, rule, false))
        {
            return false;
        }
        if (lowerRule == 0 || side.allowedTicks() > lower)
        {
            lower = side.allowedTicks();
            lowerRule = u + 1;
            lowerFrom = side.from;
            lowerBase = side.share;
            lowerPlus = side.added;
            lowerPart = side.part;
        }
        return true;
    }

    private boolean upper(final int s, final int rule, final int u)
    {
        if (!side.of(s, rule, true))
        {
            return false;
        }
        if (upperRule == 0 || side.allowedTicks() < upper)
        {
            upper = side.allowedTicks();
            upperRule = u + 1;
            upperFrom = side.from;
            upperBase = side.share;
            upperPlus = side.added;
            upperPart = side.part;
        }
        return true;
    }

    /** Whether a rule of a breaker measures from a reference, or may have it stand in. */
    boolean reads(final int c, final int bk, final int r)
    {
        final int rules = b.getInt(bk + ImageLayout.B_RULES);
        boolean reads = false;
        for (int u = 0; u < rules && !reads; u++)
        {
            final int rule = m.image.ruleAt(bk, u);
            reads = parts.inForce.restsOn(c, b.getInt(rule + ImageLayout.U_REFERENCE), r) ||
                parts.inForce.restsOn(c, b.getInt(rule + ImageBand.U_BASE), r) ||
                parts.inForce.restsOn(c, b.getInt(rule + ImageBand.U_PLUS), r) ||
                parts.inForce.restsOn(c, b.getInt(rule + ImageBand.U_REACHES), r);
        }
        return reads;
    }

    private void record(final int s, final int bk, final long nowNs, final long previous, final Reason reason)
    {
        final int u = Math.max(0, (lowerRule != 0 ? lowerRule : upperRule) - 1);
        final int rule = m.image.ruleAt(bk, u);
        final int f = m.reference(s, parts.inForce.source(s, b.getInt(rule + ImageLayout.U_REFERENCE)));
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), b.getInt(rule + ImageLayout.U_ID), reason.code()).bandChange(
            lowerRule != 0 ? lowerFrom : upperFrom, previous, lower, upper, b.getLong(f + Layout.F_SINCE),
            b.getLong(rule + ImageLayout.U_PPM), b.getInt(f + Layout.F_INPUT));
    }
}

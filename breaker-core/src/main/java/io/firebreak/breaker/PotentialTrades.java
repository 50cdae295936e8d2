package io.firebreak.breaker;

import io.firebreak.gate.GateCode;
import io.firebreak.market.Reason;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Potential trades, asked about before they print: judged by every breaker that is on duty, unless the price lies where
 * none can object. Each breaker beyond whose band it lies trips for itself, with its own evidence and length, and the
 * print is denied once, with the evidence of the most severe of them. One that suppresses others judges before them.
 * Source: spec/crypto-perp.md section 3, spec/rulebooks.md sections 11 and 13. Owned by the engine thread.
 */
public final class PotentialTrades
{
    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final Breaches breaches = new Breaches();
    private final Remainders remainders;

    /** Kind of the order that asks, for the one event. */
    private int kind;

    PotentialTrades(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        remainders = new Remainders(b);
    }

    /**
     * Judge a potential trade.
     *
     * @param s          state of the scope.
     * @param nowNs      engine time.
     * @param sweepNs    source time that keys the sweep.
     * @param priceTicks price.
     * @param side       aggressor.
     * @param orderKind  OrderKind code of the aggressor.
     * @param gateEpoch  epoch of the gate's answer.
     * @param gateCode   the gate's answer.
     */
    public void onPotentialTrade(
        final int s, final long nowNs, final long sweepNs, final long priceTicks, final int side,
        final int orderKind, final long gateEpoch, final int gateCode)
    {
        parts.prints.begin(s, nowNs, sweepNs);
        if (gateCode == 0 && parts.states.merged(m.market()) == 0 &&
            parts.envelope.allows(s, nowNs, priceTicks, m.variance.fast(b, s + Layout.S_VARIANCE)))
        {
            return;
        }
        judge(s, nowNs, priceTicks, side, orderKind, gateEpoch, gateCode);
    }

    private void judge(
        final int s, final long nowNs, final long priceTicks, final int side, final int orderKind,
        final long gateEpoch, final int gateCode)
    {
        parts.envelope.evaluations++;
        kind = orderKind;
        parts.inactivity.onPotentialTrade(s, nowNs);
        final int c = m.classOf(s);
        final int breakers = m.breakers(c);
        final boolean inSession = m.inSession(nowNs);
        if (!parts.states.matches(s) && (inSession || parts.operators.isLatched(s) ||
            parts.operators.isLatched(m.market())))
        {
            // what waits for operators is denied in and out of session, as the gate does
            m.evidence(s).observedMicroTicks = priceTicks * 1_000_000L;
            deny(s, nowNs, 0, stateReason(s), side, gateEpoch, gateCode);
            return;
        }
        if (!inSession)
        {
            return;
        }
        if (GateCode.isEntry(gateCode))
        {
            entry(s, nowNs, priceTicks, side, orderKind, gateEpoch, gateCode);
            return;
        }
        breaches.clear();
        long left = breakers == Long.SIZE ? -1L : (1L << breakers) - 1;
        while (left != 0)
        {
            final int k = parts.duty.next(c, left);
            left &= ~(1L << k);
            if (parts.duty.isOn(s, k, m.image.breakerAt(c, k), nowNs))
            {
                judge(s, c, k, nowNs, priceTicks, orderKind);
            }
        }
        if (breaches.isAny())
        {
            breaches.fill(m.out.evidence());
            deny(s, nowNs, breaches.ruleId(), breaches.reason(), side, gateEpoch, gateCode);
        }
        else if (!parts.states.matches(s))
        {
            // what it did to the averages has tripped: the pause holds from this very print on
            m.evidence(s).observedMicroTicks = priceTicks * 1_000_000L;
            deny(s, nowNs, 0, stateReason(s), side, gateEpoch, gateCode);
        }
        else if (gateCode != 0)
        {
            m.evidence(s).observedMicroTicks = priceTicks * 1_000_000L;
            deny(s, nowNs, 0, Reason.STALE_BAND.code(), side, gateEpoch, gateCode);
        }
    }

    /** One breaker judges: where it trips it says so at once; the breach is kept for the one denial of the print. */
    private void judge(
        final int s, final int c, final int k, final long nowNs, final long priceTicks, final int orderKind)
    {
        final int bk = m.image.breakerAt(c, k);
        final int monitor = b.getInt(bk + ImageLayout.B_MONITOR);
        int rule = 0;
        if (monitor == ImageLayout.MONITOR_CONFIRM)
        {
            rule = parts.confirm.judge(s, k, nowNs, priceTicks);
        }
        else if (monitor == ImageLayout.MONITOR_QUOTE && parts.quotes.judge(s, k, priceTicks) != Side.NONE.code())
        {
            rule = m.image.ruleAt(bk, 0);
        }
        else if (monitor == ImageLayout.MONITOR_BAND)
        {
            rule = parts.band.judge(s, k, nowNs, priceTicks, orderKind);
        }
        if (rule == 0 && isMissing(s, c, k, monitor))
        {
            final int missing = m.image.ruleAt(bk, 0);
            m.evidence(s).observedMicroTicks = priceTicks * 1_000_000L;
            breaches.add(TradingState.OPEN.code(), 0, b.getInt(missing + ImageLayout.U_ID),
                Reason.MISSING_REFERENCE.code(), m.out.evidence());
        }
        else if (rule != 0)
        {
            final int x = m.breaker(s, k);
            final int state = b.getInt(x + Layout.X_STATE);
            // where the variance has tripped on this very print, its pause denies it
            final boolean isPriced = m.out.evidence().limitMicroTicks != Layout.ABSENT;
            breaches.add(state, b.getLong(x + Layout.X_DEADLINE), isPriced ? b.getInt(rule + ImageLayout.U_ID) : 0,
                isPriced ? b.getInt(rule + ImageLayout.U_REASON) : stateReason(s), m.out.evidence());
        }
    }

    /** An order that the gate has not taken: it never was a potential trade, and trips nothing. */
    private void entry(
        final int s, final long nowNs, final long priceTicks, final int side, final int orderKind,
        final long gateEpoch, final int gateCode)
    {
        final int rule = parts.entries.judge(s, nowNs, priceTicks, side, orderKind);
        if (rule == 0)
        {
            m.evidence(s).observedMicroTicks = priceTicks * 1_000_000L;
        }
        deny(s, nowNs, rule == 0 ? 0 : b.getInt(rule + ImageLayout.U_ID),
            rule == 0 ? Reason.STALE_BAND.code() : b.getInt(rule + ImageLayout.U_REASON), side, gateEpoch, gateCode);
    }

    private void deny(
        final int s, final long nowNs, final int ruleId, final int reason, final int side, final long gateEpoch,
        final int gateCode)
    {
        m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), ruleId, reason)
            .verdictDenied(gateEpoch, gateCode, side, kind, remainders.of(m.classOf(s), kind));
    }

    /**
     * The declared missing-reference policy: a class may deny while there is no band, or no reference to make one of.
     */
    boolean isMissing(final int s, final int c, final int k, final int monitor)
    {
        if (b.getInt(c + ImageLayout.C_MISSING_DENIES) == 0 ||
            monitor != ImageLayout.MONITOR_QUOTE && monitor != ImageLayout.MONITOR_CONFIRM &&
            monitor != ImageLayout.MONITOR_BAND)
        {
            return false;
        }
        if (monitor == ImageLayout.MONITOR_BAND)
        {
            return parts.band.isMissing(s, k);
        }
        final int bk = m.image.breakerAt(c, k);
        if (parts.faults.isUnknown(s, bk))
        {
            return true;
        }
        if (monitor == ImageLayout.MONITOR_QUOTE)
        {
            return b.getLong(m.breaker(s, k) + Layout.X_LOWER) == Layout.ABSENT;
        }
        final int scale = m.image.ruleAt(bk, b.getInt(bk + ImageLayout.B_SCALE_RULE));
        return b.getInt(m.reference(s, b.getInt(scale + ImageLayout.U_REFERENCE)) + Layout.F_STARTED) == 0;
    }

    private int stateReason(final int s)
    {
        return parts.states.merged(m.market()) > parts.states.merged(s) ?
            Reason.MARKET_WIDE.code() : Reason.NOT_PERMITTED.code();
    }
}

package io.firebreak.breaker;

import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Prints that happened, against bands: a rule that watches them trips once a day, or, where its breaker trips nothing,
 * tells of each that lies beyond; and a print at a limit behind which there is a further width halts.
 * Source: spec/rulebooks.md sections 3.7, 6.4 and 6.6. Owned by the engine thread.
 */
final class BandPrints
{
    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final BandSide side;

    BandPrints(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        side = parts.bandSide;
    }

    /**
     * A print that happened: rules that watch prints trip when it reaches one of them for the first time of the day,
     * the furthest that it reaches, with which the nearer ones are used too.
     *
     * @param s          state of the scope.
     * @param nowNs      engine time.
     * @param priceTicks its price.
     */
    void onTrade(final int s, final long nowNs, final long priceTicks)
    {
        final int c = m.classOf(s);
        for (int k = 0; k < m.breakers(c) && parts.states.matches(s) && m.inSession(nowNs); k++)
        {
            final int bk = m.image.breakerAt(c, k);
            final int x = m.breaker(s, k);
            if (b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND &&
                b.getInt(x + Layout.X_STATE) == TradingState.OPEN.code() && parts.duty.isOn(s, k, bk, nowNs))
            {
                reached(s, k, nowNs, priceTicks);
            }
        }
    }

    private void reached(final int s, final int k, final long nowNs, final long priceTicks)
    {
        final int bk = m.image.breakerAt(m.classOf(s), k);
        final int x = m.breaker(s, k);
        final boolean isOpen = b.getInt(bk + ImageLayout.B_TRIP_STATE) == TradingState.OPEN.code();
        side.breaker = x;
        for (int u = b.getInt(bk + ImageLayout.B_RULES) - 1; u >= b.getInt(x + Layout.X_LEVEL); u--)
        {
            final int rule = m.image.ruleAt(bk, u);
            final boolean atLower = parts.steps.isAtLimit(x, rule, u, false, priceTicks);
            if (atLower || parts.steps.isAtLimit(x, rule, u, true, priceTicks))
            {
                side.at(rule, nowNs);
                if (side.of(s, rule, !atLower))
                {
                    side.fill(s, rule, atLower, priceTicks);
                    trip(s, k, nowNs, rule, atLower, priceTicks);
                    return;
                }
            }
            if (b.getInt(rule + ImageLayout.U_OBSERVABLE) != ImageLayout.OBSERVE_TRADE || !side.at(rule, nowNs))
            {
                continue;
            }
            final int sides = b.getInt(rule + ImageBand.U_SIDES);
            final boolean isLower = (sides & 1) != 0 && side.of(s, rule, false) && priceTicks < side.allowedTicks();
            if (isLower || (sides & 2) != 0 && side.of(s, rule, true) && priceTicks > side.allowedTicks())
            {
                side.of(s, rule, !isLower);
                side.fill(s, rule, isLower, priceTicks);
                if (isOpen)
                {
                    // it stands, and is told: who reviews it sees what it was compared with
                    m.out.by(nowNs, b.getInt(s + Layout.S_SCOPE), b.getInt(rule + ImageLayout.U_ID),
                        b.getInt(rule + ImageLayout.U_REASON)).limitState(LimitStateKind.WARNING.code(),
                        LimitStateKind.NONE.code(), nowNs, Layout.NEVER);
                    return;
                }
                b.putInt(x + Layout.X_LEVEL, u + 1);
                trip(s, k, nowNs, rule, isLower, priceTicks);
                return;
            }
        }
    }

    private void trip(
        final int s, final int k, final long nowNs, final int rule, final boolean isLower, final long priceTicks)
    {
        b.putLong(m.breaker(s, k) + Layout.X_CAUSE, priceTicks);
        parts.trips.trip(s, k, nowNs, rule, isLower ? Side.SELL.code() : Side.BUY.code(),
            b.getInt(m.image.breakerAt(m.classOf(s), k) + ImageLayout.B_TRIP_STATE),
            b.getInt(rule + ImageLayout.U_REASON));
    }
}

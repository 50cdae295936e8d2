package io.firebreak.breaker;

import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Which of a rule's widths is in force where they follow each other within a day: the next one after a halt that a
 * print at the limit has caused, on that print's side only, or with each further level of the whole market. A day
 * begins with the first. Source: spec/rulebooks.md sections 3.6 and 6.4. Owned by the engine thread.
 */
final class BandSteps
{
    private static final int COUNT = (1 << ImageSteps.BY_SHIFT) - 1;

    private final EngineMemory m;
    private final UnsafeBuffer b;

    BandSteps(final Parts parts)
    {
        m = parts.memory;
        b = m.b;
    }

    /** The width in force of a side of a rule of a breaker, 1 up; 0 where its widths do not follow each other. */
    int step(final int x, final int rule, final boolean isUpper)
    {
        final int steps = b.getInt(rule + ImageSteps.U_STEPS);
        if (steps == 0)
        {
            return 0;
        }
        final int taken = steps >> ImageSteps.BY_SHIFT == ImageSteps.BY_MARKET_LEVEL ? marketLevel() :
            b.getInt(x + (isUpper ? Layout.X_UPPER_STEP : Layout.X_LOWER_STEP));
        return Math.min(taken + 1, steps & COUNT);
    }

    /** Whether a print lies at a limit behind which there is a further width. */
    boolean isAtLimit(final int x, final int rule, final int u, final boolean isUpper, final long priceTicks)
    {
        final int steps = b.getInt(rule + ImageSteps.U_STEPS);
        return steps >> ImageSteps.BY_SHIFT == ImageSteps.BY_LIMIT_TRADE &&
            step(x, rule, isUpper) < (steps & COUNT) &&
            b.getInt(x + (isUpper ? Layout.X_UPPER_RULE : Layout.X_LOWER_RULE)) == u + 1 &&
            (isUpper ? priceTicks >= b.getLong(x + Layout.X_UPPER) : priceTicks <= b.getLong(x + Layout.X_LOWER));
    }

    /** A breaker reopens: its next width holds on the side of the trip. */
    void onReopened(final int bk, final int x)
    {
        if (follows(bk, ImageSteps.BY_LIMIT_TRADE))
        {
            final int at = x + (b.getInt(x + Layout.X_SIDE) == Side.SELL.code() ? Layout.X_LOWER_STEP :
                Layout.X_UPPER_STEP);
            b.putInt(at, Math.min(b.getInt(at) + 1, ImageSteps.MOST));
        }
    }

    /** A day begins. */
    void forget(final int x)
    {
        b.putInt(x + Layout.X_LOWER_STEP, 0);
        b.putInt(x + Layout.X_UPPER_STEP, 0);
    }

    /** Whether a breaker trades, and has widths that follow each other. */
    boolean moves(final int bk, final int x)
    {
        return b.getInt(bk + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND &&
            b.getInt(x + Layout.X_STATE) == TradingState.OPEN.code() &&
            (follows(bk, ImageSteps.BY_MARKET_LEVEL) || follows(bk, ImageSteps.BY_LIMIT_TRADE));
    }

    private boolean follows(final int bk, final int by)
    {
        boolean follows = false;
        for (int u = 0; u < b.getInt(bk + ImageLayout.B_RULES); u++)
        {
            follows |= b.getInt(m.image.ruleAt(bk, u) + ImageSteps.U_STEPS) >> ImageSteps.BY_SHIFT == by;
        }
        return follows;
    }

    /** Levels that the whole market has used today. */
    private int marketLevel()
    {
        final int s = m.market();
        int level = 0;
        if (b.getInt(s + Layout.S_DEFINED) != 0 && Scope.kind(b.getInt(s + Layout.S_SCOPE)) == Scope.MARKET)
        {
            for (int k = 0; k < m.breakers(m.classOf(s)); k++)
            {
                level = Math.max(level, b.getInt(m.breaker(s, k) + Layout.X_LEVEL));
            }
        }
        return level;
    }
}

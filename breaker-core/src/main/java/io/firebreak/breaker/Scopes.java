package io.firebreak.breaker;

import io.firebreak.market.Scope;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sets up the state of a scope: everything absent, nothing tripped. Owned by the engine thread.
 */
public final class Scopes
{
    private static final long WHOLE_PPM = 1_000_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    Scopes(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * Whether a scope has been defined.
     *
     * @param s state of the scope.
     * @return true between definition and removal.
     */
    public boolean isDefined(final int s)
    {
        return b.getInt(s + Layout.S_DEFINED) != 0;
    }

    /**
     * Generation of a scope.
     *
     * @param s state of the scope.
     * @return 0 before the first definition.
     */
    public int generation(final int s)
    {
        return b.getInt(s + Layout.S_GENERATION);
    }

    /**
     * Put an instrument's own facts into its zeroed state.
     *
     * @param s             state of the scope.
     * @param externalId    the venue's id.
     * @param generation    generation.
     * @param increment     venue tick, ticks.
     * @param leveragePpm   leverage.
     * @param priceExponent a tick is 10^-priceExponent.
     */
    public void instrument(
        final int s, final long externalId, final int generation, final long increment, final long leveragePpm,
        final int priceExponent)
    {
        b.putLong(s + Layout.S_EXTERNAL_ID, externalId);
        b.putInt(s + Layout.S_GENERATION, generation);
        b.putLong(s + Layout.S_INCREMENT, increment);
        b.putLong(s + Layout.S_LEVERAGE_PPM, leveragePpm);
        b.putInt(s + Layout.S_PRICE_EXPONENT, priceExponent);
    }

    /**
     * Define a scope whose facts are in place.
     *
     * @param s          state of the scope, otherwise zero.
     * @param scope      packed scope.
     * @param timerBase  its first timer.
     * @param classIndex its class.
     * @param defined    1, or 0 for a market without rules.
     */
    public void define(final int s, final int scope, final int timerBase, final int classIndex, final int defined)
    {
        b.putInt(s + Layout.S_SCOPE, scope);
        b.putInt(s + Layout.S_DEFINED, defined);
        b.putInt(s + Layout.S_CLASS, classIndex);
        b.putInt(s + Layout.S_TIMER_BASE, timerBase);
        if (Scope.kind(scope) == Scope.MARKET)
        {
            b.putLong(s + Layout.S_INCREMENT, 1);
            b.putLong(s + Layout.S_LEVERAGE_PPM, WHOLE_PPM);
            b.putLong(s + Layout.S_OPEN_NS, Layout.ABSENT);
            b.putLong(s + Layout.S_DAY_BEGUN_NS, Layout.ABSENT);
        }
        b.putLong(s + Layout.S_PREVIOUS_CLOSE_E9, Layout.ABSENT);
        b.putLong(s + Layout.S_LAST_TICKS, Layout.ABSENT);
        b.putLong(s + Layout.S_BOOK_NS, Layout.ABSENT);
        b.putLong(s + Layout.S_FIRST_NS, Layout.ABSENT);
        b.putLong(s + Layout.S_BID, Layout.ABSENT);
        b.putLong(s + Layout.S_ASK, Layout.ABSENT);
        m.sweeps.init(b, s + Layout.S_SWEEPS);
        for (int k = 0; k < m.layout().capacities().breakers(); k++)
        {
            final int x = m.breaker(s, k);
            b.putLong(x + Layout.X_LOWER, Layout.ABSENT);
            b.putLong(x + Layout.X_UPPER, Layout.NEVER);
            b.putLong(x + Layout.X_LAST_TRIP, Layout.ABSENT);
            b.putLong(x + Layout.X_REOPENED, Layout.ABSENT);
            b.putLong(x + Layout.X_CENTRE, Layout.ABSENT);
            b.putLong(x + Layout.X_SUSTAINED, Layout.ABSENT);
            b.putLong(x + Layout.X_AUCTION, Layout.ABSENT);
            b.putLong(x + Layout.X_DEADLINE, Layout.NEVER);
            b.putDouble(x + Layout.X_WIDENING, 1.0);
        }
        if (defined != 0)
        {
            parts.references.init(s);
            parts.band.init(s);
        }
    }
}

package io.firebreak.breaker;

import io.firebreak.market.TradingState;
import io.firebreak.record.Evidence;

/**
 * What the breakers of an instrument found about one potential trade, and which of it denies the print: a trip before a
 * mere denial, the more severe state, then the later end, then the first that judged. Lives for one event.
 */
final class Breaches
{
    private final Evidence worst = new Evidence();
    private boolean any;
    private int severity;
    private long untilNs;
    private int ruleId;
    private int reason;

    /** Nothing was found yet. */
    void clear()
    {
        any = false;
    }

    /** Whether anything was found. */
    boolean isAny()
    {
        return any;
    }

    /**
     * A breaker objects.
     *
     * @param state      TradingState code it is in now; OPEN where it only denies.
     * @param deadlineNs end of that state; NEVER where operators end it.
     * @param breached   id of its rule; 0 where the state itself denies.
     * @param why        code.
     * @param evidence   what it compared.
     */
    void add(final int state, final long deadlineNs, final int breached, final int why, final Evidence evidence)
    {
        final int how = TradingState.severity(state);
        if (!any || how > severity || how == severity && how > 0 && deadlineNs > untilNs)
        {
            severity = how;
            untilNs = deadlineNs;
            ruleId = breached;
            reason = why;
            worst.copy(evidence);
        }
        any = true;
    }

    /** Put back what the denying breaker compared. */
    void fill(final Evidence evidence)
    {
        evidence.copy(worst);
    }

    /** Rule that denies the print; 0 where a state does. */
    int ruleId()
    {
        return ruleId;
    }

    /** Why, a Reason code. */
    int reason()
    {
        return reason;
    }
}

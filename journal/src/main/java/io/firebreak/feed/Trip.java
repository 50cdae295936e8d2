package io.firebreak.feed;

import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;

/**
 * A rule that stopped continuous trading.
 *
 * @param timeNs         engine time.
 * @param instrument     its symbol, or the scope in words.
 * @param rule           name of the rule.
 * @param state          name of the rule's state from then on.
 * @param reason         name of the reason.
 * @param priceTicks     the price that tripped, or where the rule compares no price the last print before.
 * @param referenceTicks reference in force when the limit state opened, in ticks; NaN where there was none.
 * @param limitTicks     limit it was compared with, in ticks; NaN where the rule compares no price.
 * @param fallenBps      how far the price lies below that reference, basis points; negative above; NaN without one.
 * @param decisionSeq    number of the decision, for {@code explain}.
 * @param deadlineNs     when the state ends, {@link Long#MAX_VALUE} for the operator's latch.
 */
public record Trip(
    long timeNs,
    String instrument,
    String rule,
    String state,
    String reason,
    long priceTicks,
    double referenceTicks,
    double limitTicks,
    double fallenBps,
    long decisionSeq,
    long deadlineNs)
{
    /**
     * Whether a change of a rule's state is a trip: continuous trading ends, and not because the session or the day
     * ends.
     *
     * @param from   state of the rule before, null where this version does not know its code.
     * @param to     state of the rule after, null where this version does not know its code.
     * @param reason why, null where this version does not know its code.
     * @return true for a trip.
     */
    public static boolean isTrip(final TradingState from, final TradingState to, final Reason reason)
    {
        return from != null && to != null && from.matches() && !to.matches()
            && reason != Reason.SESSION_OPEN && reason != Reason.SESSION_CLOSE && reason != Reason.NEW_DAY;
    }
}

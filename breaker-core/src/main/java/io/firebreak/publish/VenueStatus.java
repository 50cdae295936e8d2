package io.firebreak.publish;

import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;

/**
 * What a venue tells the world of an instrument or of its whole market: the state that decisions have led to.
 *
 * @param state      merged state of the scope, as {@code TradingStateChange.mergedState} has it.
 * @param limit      limit state while it trades; {@link LimitStateKind#NONE} otherwise.
 * @param reason     why the state was entered.
 * @param level      level of a market-wide ladder, 0 none, at most 9.
 * @param isMarket   whether the whole market is meant.
 * @param isExtended whether the call was extended.
 */
public record VenueStatus(
    TradingState state, LimitStateKind limit, Reason reason, int level, boolean isMarket, boolean isExtended)
{
    /** Highest level that the mappings can write. */
    public static final int MAX_LEVEL = 9;

    /**
     * Checks the values against each other.
     *
     * @param state      merged state of the scope.
     * @param limit      limit state while it trades.
     * @param reason     why the state was entered.
     * @param level      level of a market-wide ladder.
     * @param isMarket   whether the whole market is meant.
     * @param isExtended whether the call was extended.
     * @throws IllegalArgumentException where a level is out of range, or a limit state stands in a state that does
     *                                  not trade.
     */
    public VenueStatus
    {
        if (level < 0 || level > MAX_LEVEL)
        {
            throw new IllegalArgumentException("level " + level + ": 0 to " + MAX_LEVEL);
        }
        if (limit != LimitStateKind.NONE && limit != LimitStateKind.WARNING && !state.matches())
        {
            throw new IllegalArgumentException(limit + " in " + state + ": a limit state ends where trading does");
        }
    }

    /**
     * A status of an instrument.
     *
     * @param state  merged state.
     * @param reason why.
     * @return without limit state, level or extension.
     */
    public static VenueStatus of(final TradingState state, final Reason reason)
    {
        return new VenueStatus(state, LimitStateKind.NONE, reason, 0, false, false);
    }

    /** Whether price is at, beyond or straddling a band while trading goes on. */
    boolean isAtLimit()
    {
        return state == TradingState.BAND_ONLY || limit != LimitStateKind.NONE && limit != LimitStateKind.WARNING;
    }
}

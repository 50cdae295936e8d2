package io.firebreak.oracle.crypto;

/**
 * One line of the oracle's journal.
 *
 * @param timeNs     time of the decision
 * @param rule       BAND, VELOCITY_1, VELOCITY_2, VOLATILITY or MARKET
 * @param kind       LIMIT_OPEN, LIMIT_CLOSED, TRIP, RELEASE or LATCH
 * @param state      state of the market after the decision: OPEN, LIMIT_STATE, PAUSED or LATCHED
 * @param side       UP, DOWN or NONE
 * @param observed   price in ticks, or the fast sigma in ppm per root minute for the volatility rule
 * @param limit      limit in ticks, or the threshold of the fast sigma for the volatility rule; 0 without one
 * @param reference  price in ticks from which the limit was measured: the average, or an extreme of a window
 * @param average    the moving average in ticks at the decision
 * @param priceTicks price of the print at the decision; the last print of the closing sweep for LIMIT_CLOSED
 * @param widthPpm   effective band width in force
 * @param deadlineNs end of the pause, 0 without one
 * @param source     MID, MEDIAN or NONE: what the average follows at the decision
 */
public record Decision(long timeNs, String rule, String kind, String state, String side, double observed, double limit,
    double reference, double average, long priceTicks, double widthPpm, long deadlineNs, String source)
{
}

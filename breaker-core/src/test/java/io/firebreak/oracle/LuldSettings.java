package io.firebreak.oracle;

import java.math.BigDecimal;

/**
 * One instrument's day under the plan. A tick is one cent.
 *
 * @param tier 1 or 2.
 * @param prevCloseTicks previous close: the bucket selector.
 * @param leveragePpm leverage, 1,000,000 where none.
 * @param openNs regular open.
 * @param closeNs regular close.
 * @param nextOpenNs open of the next day.
 * @param holdNs shortest life of a reference: 30 s by the plan, a parameter so that a test can break it.
 */
record LuldSettings(int tier, long prevCloseTicks, long leveragePpm, long openNs, long closeNs, long nextOpenNs,
    long holdNs)
{
    static final long WINDOW_NS = 300 * OracleTime.SECOND;
    static final long LIMIT_NS = 15 * OracleTime.SECOND;
    static final long PAUSE_NS = 300 * OracleTime.SECOND;
    static final long HOST_NS = 60 * OracleTime.SECOND;
    static final long FIRST_REFERENCE_NS = 300 * OracleTime.SECOND;

    static LuldSettings day(final int tier, final String prevClose)
    {
        return new LuldSettings(tier, ticks(prevClose), 1_000_000, OracleTime.of("09:30:00"),
            OracleTime.of("16:00:00"), OracleTime.of("33:30:00"), 30 * OracleTime.SECOND);
    }

    LuldSettings leveraged(final int times)
    {
        return new LuldSettings(tier, prevCloseTicks, times * 1_000_000L, openNs, closeNs, nextOpenNs, holdNs);
    }

    LuldSettings closingAt(final String time)
    {
        return new LuldSettings(tier, prevCloseTicks, leveragePpm, openNs, OracleTime.of(time), nextOpenNs, holdNs);
    }

    long doublingNs()
    {
        return closeNs - 25 * OracleTime.MINUTE;
    }

    long lastReopeningNs()
    {
        return closeNs - 10 * OracleTime.MINUTE;
    }

    boolean inSession(final long timeNs)
    {
        return timeNs >= openNs && timeNs < closeNs;
    }

    static long ticks(final String price)
    {
        return new BigDecimal(price).movePointRight(2).longValueExact();
    }
}

package io.firebreak.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A market's day under the market-wide breaker.
 *
 * @param prevClose previous close of the index.
 * @param openNs regular open.
 * @param closeNs regular close.
 * @param nextOpenNs open of the next day.
 * @param haltNs length of a halt of level 1 or 2.
 */
record MwcbSettings(BigDecimal prevClose, long openNs, long closeNs, long nextOpenNs, long haltNs)
{
    static final long HOST_NS = 60 * OracleTime.SECOND;
    private static final String[] LEFT = {"1", "0.93", "0.87", "0.80"};

    static MwcbSettings day(final String prevClose)
    {
        return new MwcbSettings(new BigDecimal(prevClose), OracleTime.of("09:30:00"), OracleTime.of("16:00:00"),
            OracleTime.of("33:30:00"), 15 * OracleTime.MINUTE);
    }

    /** Index level of a step as disseminated: nearest cent. */
    BigDecimal level(final int step)
    {
        return prevClose.multiply(new BigDecimal(LEFT[step])).setScale(2, RoundingMode.HALF_UP);
    }

    long cutoffNs()
    {
        return closeNs - 35 * OracleTime.MINUTE;
    }
}

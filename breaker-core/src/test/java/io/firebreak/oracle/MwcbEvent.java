package io.firebreak.oracle;

import java.math.BigDecimal;

/**
 * One input of the market-wide model.
 *
 * @param type which.
 * @param timeNs time as stamped by the source; may lie before the previous one.
 * @param indexE9 the index in 1e-9; unused by the other types.
 */
record MwcbEvent(Type type, long timeNs, long indexE9)
{
    enum Type
    {
        INDEX, AUCTION_RESULT, TICK
    }

    static MwcbEvent index(final long timeNs, final String index)
    {
        return new MwcbEvent(Type.INDEX, timeNs, new BigDecimal(index).movePointRight(9).longValueExact());
    }

    static MwcbEvent auctionResult(final long timeNs)
    {
        return new MwcbEvent(Type.AUCTION_RESULT, timeNs, 0);
    }

    static MwcbEvent tick(final long timeNs)
    {
        return new MwcbEvent(Type.TICK, timeNs, 0);
    }

    @Override
    public String toString()
    {
        return type + "@" + OracleTime.text(timeNs) + "(" + indexE9 + ")";
    }
}

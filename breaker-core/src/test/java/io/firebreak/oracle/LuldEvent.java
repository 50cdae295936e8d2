package io.firebreak.oracle;

/**
 * One input of the LULD model.
 *
 * @param type which.
 * @param timeNs time as stamped by the source; may lie before the previous one.
 * @param a price or bid in ticks, or a reference in 1e-9 of a dollar; {@link OracleDecision#NONE} where absent.
 * @param b ask in ticks; eligibility (1 or 0) of a print; imbalance of an indicative price.
 * @param c market orders left over by an indicative price.
 */
record LuldEvent(Type type, long timeNs, long a, long b, long c)
{
    enum Type
    {
        QUOTE, PRINT, REFERENCE, PRO_FORMA, POTENTIAL_TRADE, INDICATIVE, AUCTION_RESULT, TICK
    }

    static LuldEvent quote(final long timeNs, final long bidTicks, final long askTicks)
    {
        return new LuldEvent(Type.QUOTE, timeNs, bidTicks, askTicks, 0);
    }

    static LuldEvent print(final long timeNs, final long priceTicks, final boolean eligible)
    {
        return new LuldEvent(Type.PRINT, timeNs, priceTicks, eligible ? 1 : 0, 0);
    }

    static LuldEvent reference(final long timeNs, final long priceE9)
    {
        return new LuldEvent(Type.REFERENCE, timeNs, priceE9, 0, 0);
    }

    static LuldEvent proForma(final long timeNs, final long priceE9)
    {
        return new LuldEvent(Type.PRO_FORMA, timeNs, priceE9, 0, 0);
    }

    static LuldEvent potentialTrade(final long timeNs, final long priceTicks)
    {
        return new LuldEvent(Type.POTENTIAL_TRADE, timeNs, priceTicks, 0, 0);
    }

    static LuldEvent indicative(final long timeNs, final long priceTicks, final long imbalance, final long leftover)
    {
        return new LuldEvent(Type.INDICATIVE, timeNs, priceTicks, imbalance, leftover);
    }

    static LuldEvent auctionResult(final long timeNs, final long priceTicks)
    {
        return new LuldEvent(Type.AUCTION_RESULT, timeNs, priceTicks, 0, 0);
    }

    static LuldEvent tick(final long timeNs)
    {
        return new LuldEvent(Type.TICK, timeNs, 0, 0, 0);
    }

    /** The same input at another time. */
    LuldEvent at(final long otherNs)
    {
        return new LuldEvent(type, otherNs, a, b, c);
    }

    @Override
    public String toString()
    {
        return type + "@" + OracleTime.text(timeNs) + "(" + (a == OracleDecision.NONE ? "none" : a) + ", " +
            (b == OracleDecision.NONE ? "none" : b) + ", " + c + ")";
    }
}

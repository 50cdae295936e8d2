package io.firebreak.market;

/**
 * Which input of a first-valid reference supplied the price.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum PriceInput
{
    /** None. */
    NONE(0),

    /** Mid of the best bid and offer of the ladder. */
    MID(1),

    /** Median of the last five sweeps. */
    FILTERED_TRADES(2),

    /** Mean of the eligible prints of the window. */
    TRADE_MEAN(3),

    /** Published by the host. */
    PUBLISHED(4),

    /** An auction's price. */
    AUCTION(5),

    /** The band that was in the limit state. */
    BAND(6),

    /** A print. */
    TRADE(7),

    /** Mean of the prints of a window, weighted by their quantities. */
    TRADE_AVERAGE(8),

    /** Mean of what another reference was in a window, sampled. */
    TIME_AVERAGE(9),

    /** Other references. */
    COMPOSED(10);

    private static final PriceInput[] BY_CODE = values();

    private final int code;

    PriceInput(final int code)
    {
        this.code = code;
    }

    /**
     * Stable code as written in messages.
     *
     * @return the code.
     */
    public int code()
    {
        return code;
    }

    /**
     * The constant with a code.
     *
     * @param code as read from a message.
     * @return the constant, or null for a code this version does not know.
     */
    public static PriceInput of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

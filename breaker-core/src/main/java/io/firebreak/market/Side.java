package io.firebreak.market;

/**
 * Side of a book, an order or an aggressor.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum Side
{
    /** Bids, buyers. */
    BUY(0),

    /** Offers, sellers. */
    SELL(1),

    /** Unknown or not applicable. */
    NONE(2);

    private static final Side[] BY_CODE = values();

    private final int code;

    Side(final int code)
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
    public static Side of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

package io.firebreak.market;

/**
 * What an order wants to do: the question the permission matrix of a {@link TradingState} answers.
 * The code is also the number of the permission's bit. Codes are stable.
 */
public enum OrderKind
{
    /** Cancel, or reduce the size of, a resting order. */
    CANCEL(0),

    /** An order that can only shrink its owner's position. */
    REDUCE(1),

    /** An order that rests and cannot match on entry. */
    PASSIVE(2),

    /** A limit order that may match on entry. */
    AGGRESSIVE(3),

    /** A market order. */
    MARKET(4),

    /** Immediate or cancel. */
    IOC(5),

    /** Fill or kill. */
    FOK(6),

    /** A market maker's quote. */
    QUOTE(7),

    /** A forced liquidation. */
    LIQUIDATION(8),

    /** An order for the call auction. */
    AUCTION(9);

    private static final OrderKind[] BY_CODE = values();

    private final int code;

    OrderKind(final int code)
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
     * This kind's bit in a permission mask.
     *
     * @return a mask with one bit.
     */
    public int bit()
    {
        return 1 << code;
    }

    /**
     * The constant with a code.
     *
     * @param code as read from a message.
     * @return the constant, or null for a code this version does not know.
     */
    public static OrderKind of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

package io.firebreak.market;

/**
 * Trading state of a scope: a severity in a total order and a default permission matrix, not a boolean.
 * States of several rules on one scope merge to the most severe; permissions of several scopes are ANDed.
 * Cancels are allowed in every state, so that a halt never traps anybody. Codes are stable.
 *
 * <pre>
 *                       cancel reduce passive aggressive market IOC FOK quote liquidation auction
 * OPEN                    x      x       x        x        x     x   x    x        x         .
 * BAND_ONLY               x      x       x        x        x     x   x    x        x         .
 * REDUCE_ONLY             x      x       .        .        .     .   .    .        x         .
 * AUCTION, REOPENING,
 * PAUSED,
 * CLOSING_AUCTION_ONLY    x      x       x        .        .     .   .    x        .         x
 * CANCEL_ONLY, HALTED,
 * CLOSED                  x      .       .        .        .     .   .    .        .         .
 * </pre>
 */
public enum TradingState
{
    /** Continuous trading. */
    OPEN(0, 0, 0b01_1111_1111),

    /** Continuous trading inside a frozen band. */
    BAND_ONLY(1, 1, 0b01_1111_1111),

    /** Positions may only shrink. */
    REDUCE_ONLY(2, 2, 0b01_0000_0011),

    /** Call auction: orders are collected, nothing matches. */
    AUCTION(3, 3, 0b10_1000_0111),

    /** The call that ends a pause; the host has been asked for its price. */
    REOPENING(4, 4, 0b10_1000_0111),

    /** Trading pause with a deadline; orders are collected. */
    PAUSED(5, 4, 0b10_1000_0111),

    /** Too late to reopen: orders are collected for the closing auction. */
    CLOSING_AUCTION_ONLY(6, 5, 0b10_1000_0111),

    /** Only cancels. */
    CANCEL_ONLY(7, 6, 0b00_0000_0001),

    /** Halted. */
    HALTED(8, 7, 0b00_0000_0001),

    /** Closed until the next trading day. */
    CLOSED(9, 8, 0b00_0000_0001);

    private static final TradingState[] BY_CODE = values();

    private final int code;
    private final int severity;
    private final int permissions;

    TradingState(final int code, final int severity, final int permissions)
    {
        this.code = code;
        this.severity = severity;
        this.permissions = permissions;
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
     * Place in the severity order; a change to a lower one is a release. A pause and the call that ends it are equal.
     *
     * @return 0 for {@link #OPEN}, rising.
     */
    public int severity()
    {
        return severity;
    }

    /**
     * Default permission mask, one bit per {@link OrderKind}.
     *
     * @return the mask.
     */
    public int permissions()
    {
        return permissions;
    }

    /**
     * Whether orders may match continuously.
     *
     * @return true where {@link OrderKind#AGGRESSIVE} is permitted.
     */
    public boolean matches()
    {
        return (permissions & OrderKind.AGGRESSIVE.bit()) != 0;
    }

    /**
     * Severity of a code without touching the object graph.
     *
     * @param code valid code.
     * @return its severity.
     */
    public static int severity(final int code)
    {
        return BY_CODE[code].severity;
    }

    /**
     * Permission mask of a code.
     *
     * @param code valid code.
     * @return its mask.
     */
    public static int permissions(final int code)
    {
        return BY_CODE[code].permissions;
    }

    /**
     * The constant with a code.
     *
     * @param code as read from a message.
     * @return the constant, or null for a code this version does not know.
     */
    public static TradingState of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

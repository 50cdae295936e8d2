package io.firebreak.market;

/**
 * What is to be done with an order, or with the remainder of one that met a limit.
 * A remainder is treated by {@link #REPRICE}, {@link #REST}, {@link #CANCEL} or {@link #AUCTION}.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum Action
{
    /** Nothing stands against it. */
    ALLOW(0),

    /** Refused on entry. */
    REJECT(1),

    /** Its price is moved to the limit. */
    REPRICE(2),

    /** It rests, and cannot match while its price lies beyond the limit. */
    REST(3),

    /** It is cancelled. */
    CANCEL(4),

    /** It waits for the call auction. */
    AUCTION(5),

    /** It expires as if its time in force had ended. */
    EXPIRE(6),

    /** It goes on, and is reported. */
    FLAG(7),

    /** It is held back until the state ends. */
    QUEUE(8),

    /** All resting orders of the scope are cancelled. */
    CANCEL_ALL(9);

    private static final Action[] BY_CODE = values();

    private final int code;

    Action(final int code)
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
    public static Action of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

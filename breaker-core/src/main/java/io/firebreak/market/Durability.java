package io.firebreak.market;

/**
 * Named durability of a journaled record.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum Durability
{
    /** No wait. */
    NONE(0),

    /** In a journal document whose append returned: survives the process. */
    J1(1),

    /** Synced: survives power loss. */
    J2(2),

    /** Durable in the host's own log. */
    HOST(3);

    private static final Durability[] BY_CODE = values();

    private final int code;

    Durability(final int code)
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
    public static Durability of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

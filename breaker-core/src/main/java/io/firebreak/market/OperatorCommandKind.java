package io.firebreak.market;

/**
 * What an operator asks of a scope.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum OperatorCommandKind
{
    /** Halt at once and latch; one person suffices. */
    HALT(0),

    /** Lift the latch; needs a second person. */
    RESUME(1),

    /** Second person's approval of a resume. */
    APPROVE_RESUME(2);

    private static final OperatorCommandKind[] BY_CODE = values();

    private final int code;

    OperatorCommandKind(final int code)
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
    public static OperatorCommandKind of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

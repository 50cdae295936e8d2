package io.firebreak.market;

/**
 * Answer to an operator's command.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum OperatorResultKind
{
    /** Accepted. */
    ACCEPTED(0),

    /** Awaiting second approval. */
    AWAITING_SECOND_APPROVAL(1),

    /** Refused same operator. */
    REFUSED_SAME_OPERATOR(2),

    /** Refused not latched. */
    REFUSED_NOT_LATCHED(3),

    /** Refused replayed nonce. */
    REFUSED_REPLAYED_NONCE(4),

    /** Refused unknown scope. */
    REFUSED_UNKNOWN_SCOPE(5),

    /** Refused unknown command. */
    REFUSED_UNKNOWN_COMMAND(6),

    /** Refused: the engine remembers no more operators, {@code Capacities.OPERATORS}; only a halt is taken. */
    REFUSED_OPERATOR_CAPACITY(7),

    /** Refused: operator 0 is nobody; only a halt is taken. */
    REFUSED_ANONYMOUS(8);

    private static final OperatorResultKind[] BY_CODE = values();

    private final int code;

    OperatorResultKind(final int code)
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
    public static OperatorResultKind of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

package io.firebreak.market;

/**
 * What is done with a participant.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum ParticipantActionKind
{
    /** Nothing. */
    NONE(0),

    /** It is frozen: orders in scope are cancelled and refused. */
    FREEZE(1),

    /** One order, message or execution is refused. */
    REJECT(2),

    /** A freeze is over. */
    UNFREEZE(3),

    /** Everything of it is cancelled and refused until two people lift it. */
    KILL(4),

    /** Two people have lifted the kill. */
    LIFT(5);

    private static final ParticipantActionKind[] BY_CODE = values();

    private final int code;

    ParticipantActionKind(final int code)
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
    public static ParticipantActionKind of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

package io.firebreak.market;

/**
 * A kind of control over a participant's own messages and fills.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum ParticipantControl
{
    /** None. */
    NONE(0),

    /** Market-maker protection: a counter of fills over a window freezes. */
    MMP(1),

    /** Messages over a window: one more is refused, or freezes. */
    THROTTLE(2),

    /** A strategy's executions: at the limit it waits for a human. */
    EXECUTIONS(3),

    /** Most quantity, most value and a collar of price of one order. */
    FAT_FINGER(4),

    /** An order with the key of another within a window is refused. */
    DUPLICATE(5),

    /** What it puts out against its own baseline: freezes until a human looks. */
    RUNAWAY(6);

    private static final ParticipantControl[] BY_CODE = values();

    private final int code;

    ParticipantControl(final int code)
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
    public static ParticipantControl of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

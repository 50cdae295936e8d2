package io.firebreak.market;

/**
 * What a participant did, or what was done for it.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum ParticipantEventKind
{
    /** A message that is no order: it counts in throttles. */
    MESSAGE(0),

    /** A new order, or one that replaces another: judged before it is taken. */
    NEW_ORDER(1),

    /** A cancel: it always passes; a throttle may count it. */
    CANCEL(2),

    /** A fill of its resting order or quote: it stands, whatever it trips. */
    MAKER_FILL(3),

    /** A fill of its aggressive order: it stands, whatever it trips. */
    TAKER_FILL(4),

    /** A strategy wants to execute once more: judged before it does. */
    EXECUTION(5),

    /** The participant ends a freeze of its own protection. */
    RESET(6),

    /** A human, whose id is in the key, ends a freeze that waits for one. */
    REENABLE(7);

    private static final ParticipantEventKind[] BY_CODE = values();

    private final int code;

    ParticipantEventKind(final int code)
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
    public static ParticipantEventKind of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

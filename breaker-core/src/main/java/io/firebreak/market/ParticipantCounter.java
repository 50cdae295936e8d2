package io.firebreak.market;

/**
 * What a control over a participant counts or compares, and thereby the unit of its numbers.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum ParticipantCounter
{
    /** Nothing is compared. */
    NONE(0),

    /** Lots filled, or lots of an order. */
    QUANTITY(1),

    /** Lots bought less lots sold, its magnitude compared. */
    NET_QUANTITY(2),

    /** Signed delta, 1e-9, its magnitude compared. */
    DELTA(3),

    /** Signed vega, 1e-9, its magnitude compared. */
    VEGA(4),

    /** Value, minor units of the venue's accounting currency. */
    VALUE(5),

    /** Fills. */
    COUNT(6),

    /** Sum of the executed shares of quotes, ppm. */
    PERCENTAGE(7),

    /** Messages. */
    MESSAGES(8),

    /** Executions. */
    EXECUTIONS(9),

    /** Orders with the same key. */
    KEY(10),

    /** Price of an order, ticks. */
    PRICE(11),

    /** Messages for each fill, ppm of 1. */
    MESSAGE_RATIO(12),

    /** How far its own fills moved prices its own way, ppm. */
    IMPACT(13);

    private static final ParticipantCounter[] BY_CODE = values();

    private final int code;

    ParticipantCounter(final int code)
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
    public static ParticipantCounter of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

package io.firebreak.market;

/**
 * Kind of a price that the host publishes to the engine.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum ReferenceKind
{
    /** Index. */
    INDEX(0),

    /** Mark. */
    MARK(1),

    /** Settlement. */
    SETTLEMENT(2),

    /** Fixing. */
    FIXING(3),

    /** Previous close. */
    PREVIOUS_CLOSE(4),

    /** Breaker reference. */
    BREAKER_REFERENCE(5),

    /** Pro forma. */
    PRO_FORMA(6),

    /** Anchor that the venue computes. */
    ANCHOR(7),

    /** Theoretical price. */
    THEORETICAL(8),

    /** Average price that the venue computes. */
    AVERAGE(9),

    /** Premium or basis: a difference of two prices, of either sign. */
    PREMIUM(10),

    /** Indicative price of a call under way. */
    INDICATIVE(11),

    /** Price that people of the venue set. */
    MANUAL(12),

    /** Funding rate of the interval under way: a ratio, 1e-9, of either sign. */
    FUNDING_RATE(13),

    /** Time until that interval ends: 1e-9 of a second, from the engine time of the message on. */
    FUNDING_TIME(14);

    private static final ReferenceKind[] BY_CODE = values();

    private final int code;

    ReferenceKind(final int code)
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
    public static ReferenceKind of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

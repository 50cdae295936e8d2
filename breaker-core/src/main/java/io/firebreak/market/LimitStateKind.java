package io.firebreak.market;

/**
 * Monitored limit state of a breaker: a warning stage before it acts.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum LimitStateKind
{
    /** Not in a limit state. */
    NONE(0),

    /** The best bid is below the lower band, no limit state. */
    STRADDLE_LOWER(1),

    /** The best offer is above the upper band, no limit state. */
    STRADDLE_UPPER(2),

    /** The best offer equals the lower band. */
    AT_LOWER(3),

    /** The best bid equals the upper band. */
    AT_UPPER(4),

    /** Potential trades lie at or below the lower limit and await confirmation. */
    BEYOND_LOWER(5),

    /** Potential trades lie at or above the upper limit and await confirmation. */
    BEYOND_UPPER(6),

    /** A condition that notifies without acting. */
    WARNING(7);

    private static final LimitStateKind[] BY_CODE = values();

    private final int code;

    LimitStateKind(final int code)
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
    public static LimitStateKind of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

package io.firebreak.market;

/**
 * Why a decision was made.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum Reason
{
    /** None. */
    NONE(0),

    /** Price band. */
    PRICE_BAND(1),

    /** Velocity. */
    VELOCITY(2),

    /** Volatility. */
    VOLATILITY(3),

    /** Depth. */
    DEPTH(4),

    /** Spread. */
    SPREAD(5),

    /** Market wide. */
    MARKET_WIDE(6),

    /** Limit state elapsed. */
    LIMIT_STATE_ELAPSED(7),

    /** Limit state ended. */
    LIMIT_STATE_ENDED(8),

    /** Reference moved. */
    REFERENCE_MOVED(9),

    /** Reference seeded. */
    REFERENCE_SEEDED(10),

    /** Schedule. */
    SCHEDULE(11),

    /** Reopened. */
    REOPENED(12),

    /** Pause elapsed. */
    PAUSE_ELAPSED(13),

    /** Collar violated. */
    COLLAR_VIOLATED(14),

    /** Extension cut off. */
    EXTENSION_CUT_OFF(15),

    /** Host timeout. */
    HOST_TIMEOUT(16),

    /** Trip rate cap. */
    TRIP_RATE_CAP(17),

    /** Operator. */
    OPERATOR(18),

    /** Release due. */
    RELEASE_DUE(19),

    /** Release undurable. */
    RELEASE_UNDURABLE(20),

    /** No release mark. */
    NO_RELEASE_MARK(21),

    /** Session open. */
    SESSION_OPEN(22),

    /** Session close. */
    SESSION_CLOSE(23),

    /** New day. */
    NEW_DAY(24),

    /** Stale band. */
    STALE_BAND(25),

    /** Missing reference. */
    MISSING_REFERENCE(26),

    /** Feed. */
    FEED(27),

    /** Engine fault. */
    ENGINE_FAULT(28),

    /** Quote inside. */
    QUOTE_INSIDE(29),

    /** Quote crossed. */
    QUOTE_CROSSED(30),

    /** The trading state forbids it. */
    NOT_PERMITTED(31),

    /** A process went on with the journal of an earlier one. */
    RESTART(32),

    /** A participant went beyond a limit of its own. */
    PARTICIPANT_LIMIT(33),

    /** A participant asked for the end of its own protection's freeze. */
    PARTICIPANT_RESET(34),

    /** The leader of its group has tripped. */
    GROUP(35);

    private static final Reason[] BY_CODE = values();

    private final int code;

    Reason(final int code)
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
    public static Reason of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

package io.firebreak.market;

/**
 * What was wrong with an input or with the state of a feed.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum DataQualityCode
{
    /** None. */
    NONE(0),

    /** Unknown instrument. */
    UNKNOWN_INSTRUMENT(1),

    /** Bad quantity. */
    BAD_QUANTITY(2),

    /** Bad price. */
    BAD_PRICE(3),

    /** Price off tick. */
    PRICE_OFF_TICK(4),

    /** Time backwards. */
    TIME_BACKWARDS(5),

    /** Time jump. */
    TIME_JUMP(6),

    /** Duplicate sequence. */
    DUPLICATE_SEQUENCE(7),

    /** Sequence gap. */
    SEQUENCE_GAP(8),

    /** Absent level. */
    ABSENT_LEVEL(9),

    /** Crossed book. */
    CROSSED_BOOK(10),

    /** Locked book. */
    LOCKED_BOOK(11),

    /** One sided book. */
    ONE_SIDED_BOOK(12),

    /** Empty book. */
    EMPTY_BOOK(13),

    /** Stale book. */
    STALE_BOOK(14),

    /** Untrusted book. */
    UNTRUSTED_BOOK(15),

    /** Book capacity. */
    BOOK_CAPACITY(16),

    /** Crossed quote. */
    CROSSED_QUOTE(17),

    /** Window coalesced. */
    WINDOW_COALESCED(18),

    /** Window pool exhausted. */
    WINDOW_POOL_EXHAUSTED(19),

    /** Reference unknown. */
    REFERENCE_UNKNOWN(20),

    /** Unhandled template. */
    UNHANDLED_TEMPLATE(21),

    /** Malformed. */
    MALFORMED(22),

    /** Inactive no book. */
    INACTIVE_NO_BOOK(23),

    /** Inactive no quotes. */
    INACTIVE_NO_QUOTES(24),

    /** Empty band. */
    EMPTY_BAND(25),

    /** Suspect. */
    SUSPECT(26),

    /** Bad definition. */
    BAD_DEFINITION(27),

    /** Bad calendar. */
    BAD_CALENDAR(28),

    /** Unexpected answer. */
    UNEXPECTED_ANSWER(29),

    /** Gap reported. */
    GAP_REPORTED(30),

    /** Overflow. */
    OVERFLOW(31),

    /** Generation. */
    GENERATION(32),

    /** Time implausible: before 2000 as the first of all, or after 2199. */
    TIME_IMPLAUSIBLE(33),

    /** No trading day has been announced, so that nothing is judged; told once a scope. */
    INACTIVE_NO_SESSION(34),

    /** No previous close has been sent, so that there is no limit; told once a scope. */
    INACTIVE_NO_PREVIOUS_CLOSE(35);

    private static final DataQualityCode[] BY_CODE = values();

    private final int code;

    DataQualityCode(final int code)
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
    public static DataQualityCode of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

package io.firebreak.market;

import java.util.Arrays;
import java.util.List;

/**
 * What was wrong with an input or with the state of a feed.
 * Codes are stable: they are written to journals and never re-used. A condition is told when it begins and when it
 * ends, everything else each time; what the record's {@code observed} and {@code expected} hold is said with the code.
 */
public enum DataQualityCode
{
    /** Nothing was wrong. */
    NONE(0),

    /** An input names an instrument that is not defined: observed its index, expected how many there may be. */
    UNKNOWN_INSTRUMENT(1),

    /**
     * A quantity is negative, zero where there must be one, or beyond {@code max_qty_lots}: observed it, expected the
     * most.
     */
    BAD_QUANTITY(2),

    /**
     * A price is absent, not positive where it must be, or beyond the declared most: observed it, expected the bound.
     */
    BAD_PRICE(3),

    /** A price is no multiple of the increment: observed it, expected the increment. */
    PRICE_OFF_TICK(4),

    /** A stamp lies before engine time, which stands still: observed the stamp, expected engine time, ns. */
    TIME_BACKWARDS(5),

    /**
     * A stamp lies further ahead than {@code max_time_step}: engine time stands still; told once. Observed the stamp,
     * expected engine time, ns.
     */
    TIME_JUMP(6),

    /** A source's number was seen before, and the input is not applied: observed it, expected the next one. */
    DUPLICATE_SEQUENCE(7),

    /** A source's number leaps: every book is distrusted. Observed it, expected the next one. */
    SEQUENCE_GAP(8),

    /** A level is deleted that is not there: observed its price, expected the side. */
    ABSENT_LEVEL(9),

    /** Condition: best bid above best offer; observed the bid, expected the offer. */
    CROSSED_BOOK(10),

    /** Condition: best bid at the best offer; observed the bid, expected the offer. */
    LOCKED_BOOK(11),

    /** Condition: a side is empty; observed the bid, expected the offer, one of them absent. */
    ONE_SIDED_BOOK(12),

    /** Condition: both sides are empty. */
    EMPTY_BOOK(13),

    /** Condition: no update for longer than declared; observed the age, expected the bound, ns. */
    STALE_BOOK(14),

    /** Condition: something was lost; until the host has sent the book again it feeds no estimator. */
    UNTRUSTED_BOOK(15),

    /** The book has no room for a level and is distrusted: observed its price, expected the side. */
    BOOK_CAPACITY(16),

    /** Condition: the quote is crossed; observed the bid, expected the offer. */
    CROSSED_QUOTE(17),

    /** A window holds its most prints and merges those that lie close: observed the reference, expected the most. */
    WINDOW_COALESCED(18),

    /** The pool has no page for a window, which is unknown until it is whole again: observed the reference. */
    WINDOW_POOL_EXHAUSTED(19),

    /** No reference takes the kind of price that was published: observed the kind. */
    REFERENCE_UNKNOWN(20),

    /** This version has no work for the message: observed its template. */
    UNHANDLED_TEMPLATE(21),

    /** A message is shorter than it must be, or a field is out of its range: observed it, expected the bound. */
    MALFORMED(22),

    /** No book has been sent, so that depth and spread are not judged; told once a scope. */
    INACTIVE_NO_BOOK(23),

    /** No quotes have been sent, so that rules on them are not judged; told once a scope. */
    INACTIVE_NO_QUOTES(24),

    /**
     * Condition: the bands of the breakers of a scope do not meet, and nothing may print; observed the lower limit,
     * expected the upper one.
     */
    EMPTY_BAND(25),

    /** The engine failed at this scope, which is halted until two people resume it: observed the sequence. */
    SUSPECT(26),

    /**
     * The class does not exist or fit, or the exponents, the increment or the leverage are out of range: observed the
     * class, expected how many there are.
     */
    BAD_DEFINITION(27),

    /** A trading day that cannot be: observed its open, expected its close, ns. */
    BAD_CALENDAR(28),

    /**
     * The host answers what was not asked, or knows of a decision or a mark that is not there: observed what it names.
     */
    UNEXPECTED_ANSWER(29),

    /** The host reports a loss: observed how many, expected the first number. */
    GAP_REPORTED(30),

    /** A price does not fit into the engine's units and is unknown: observed it, expected the exponent. */
    OVERFLOW(31),

    /** Defined while it is, removed while it is not, or an old generation: observed it, expected the one in force. */
    GENERATION(32),

    /** Time implausible: before 2000 as the first of all, or after 2199. */
    TIME_IMPLAUSIBLE(33),

    /** No trading day has been announced, so that nothing is judged; told once a scope. */
    INACTIVE_NO_SESSION(34),

    /** No previous close has been sent, so that there is no limit; told once a scope. */
    INACTIVE_NO_PREVIOUS_CLOSE(35),

    /**
     * An instrument that is paused, halted or latched may not be removed: defined anew it would trade. Observed its
     * TradingState. A participant that is frozen or killed may not be defined anew: observed its frozen controls.
     */
    HELD_INSTRUMENT(36),

    /** An input names a participant that is not defined: observed its index, expected how many there may be. */
    UNKNOWN_PARTICIPANT(37),

    /** One instrument more than a group may have: observed how many it would have, expected the most. */
    GROUP_FULL(38);

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
     * Names by code, as counters carry them.
     *
     * @return the name of code 0 first.
     */
    public static List<String> names()
    {
        return Arrays.stream(BY_CODE).map(Enum::name).toList();
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

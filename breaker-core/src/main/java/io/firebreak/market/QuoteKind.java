package io.firebreak.market;

/**
 * Whose best bid and offer a quote is.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum QuoteKind
{
    /** This venue's own book. */
    OWN_VENUE(0),

    /** The national or otherwise consolidated best. */
    CONSOLIDATED(1);

    private static final QuoteKind[] BY_CODE = values();

    private final int code;

    QuoteKind(final int code)
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
    public static QuoteKind of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}

package io.firebreak.rulebook;

/**
 * A rulebook that cannot be used. The message reads {@code file:line: key: what is wrong; fix}.
 */
public final class RulebookException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * Refuse a rulebook.
     *
     * @param message place, key, what is wrong and what mends it.
     */
    public RulebookException(final String message)
    {
        super(message);
    }

    static RulebookException at(final Where where, final String key, final String wrong, final String fix)
    {
        return new RulebookException(where + ": " + key + ": " + wrong + "; " + fix);
    }
}

package io.firebreak.replay;

/**
 * A field of a decoded message.
 *
 * @param name     as in the schema.
 * @param text     an integer in decimals, a double's shortest text, or the name of a code; the number of a code that
 *                 this version does not know.
 * @param isNumber whether the text is a finite number.
 */
public record MessageField(String name, String text, boolean isNumber)
{
    private static final String ABSENT = String.valueOf(Long.MIN_VALUE);
    private static final String UNBOUNDED = String.valueOf(Long.MAX_VALUE);

    /**
     * Whether the writer said that there is no such price, time or number.
     *
     * @return true for the least int64.
     */
    public boolean isAbsent()
    {
        return ABSENT.equals(text);
    }

    /**
     * Whether the writer said that there is no bound: no upper band, no deadline.
     *
     * @return true for the greatest int64.
     */
    public boolean isUnbounded()
    {
        return UNBOUNDED.equals(text);
    }
}

package io.firebreak.feed;

/**
 * Something about a feed's files or settings that its user can mend: the message says what is wrong and what to do,
 * in one line.
 */
public class FeedMistake extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * A mistake.
     *
     * @param message what is wrong and what to do.
     */
    public FeedMistake(final String message)
    {
        super(message);
    }
}

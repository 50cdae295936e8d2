package io.firebreak.feed;

/**
 * Which clock of a tape becomes engine time. The codes are those of the journal's segment header.
 */
public enum ClockSource
{
    /** The venue's own stamp. */
    EXCHANGE(1, "exchange"),

    /** The stamp of the machine that recorded the tape. */
    RECEIVE(2, "receive");

    private final int code;
    private final String word;

    ClockSource(final int code, final String word)
    {
        this.code = code;
        this.word = word;
    }

    /**
     * The code written into the segment header.
     *
     * @return 1 or 2.
     */
    public int code()
    {
        return code;
    }

    /**
     * The word of the command line.
     *
     * @return {@code exchange} or {@code receive}.
     */
    public String word()
    {
        return word;
    }

    /**
     * Reads the word of the command line.
     *
     * @param word as written; null where the user named none.
     * @return the clock, or null for null.
     * @throws FeedMistake for any other word.
     */
    public static ClockSource of(final String word)
    {
        if (word == null)
        {
            return null;
        }
        for (final ClockSource clock : values())
        {
            if (clock.word.equals(word))
            {
                return clock;
            }
        }
        throw new FeedMistake("--clock " + word + ": write exchange or receive");
    }
}

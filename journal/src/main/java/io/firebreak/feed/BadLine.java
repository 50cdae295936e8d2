package io.firebreak.feed;

/**
 * One line of a feed file that cannot be read; the reader stands behind it and can go on.
 */
public final class BadLine extends FeedMistake
{
    private static final long serialVersionUID = 1L;

    private final long line;
    private final boolean last;

    /**
     * A bad line.
     *
     * @param file   as the user named it.
     * @param line   counted from 1, the header included.
     * @param column name of the column, or null where the whole line is meant.
     * @param what   what is wrong and what to do.
     * @param last   whether nothing readable follows, as after a truncated archive.
     */
    public BadLine(final String file, final long line, final String column, final String what, final boolean last)
    {
        super(file + ":" + line + (column == null ? "" : ": " + column) + ": " + what);
        this.line = line;
        this.last = last;
    }

    /**
     * Where it is.
     *
     * @return line counted from 1, the header included.
     */
    public long line()
    {
        return line;
    }

    /**
     * Whether nothing readable follows.
     *
     * @return true where skipping it cannot help.
     */
    public boolean isLast()
    {
        return last;
    }
}

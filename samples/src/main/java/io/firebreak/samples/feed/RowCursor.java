package io.firebreak.samples.feed;

import io.firebreak.feed.BadLine;
import io.firebreak.feed.FeedMistake;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * A tape read one row ahead: {@link #advance()} makes the row ahead the current one and parses the next, so that a
 * reader can see whether a message goes on, and knows the first row's time before anything is published.
 * <p>
 * What is wrong with the row ahead is kept until the current row has been published, and thrown by the advance that
 * would reach it.
 *
 * @param <R> what a row holds.
 */
abstract class RowCursor<R extends TapeRow> implements AutoCloseable
{
    private static final int MOST_WAITING = 1_000;

    final CsvTape tape;
    private final ArrayDeque<FeedMistake> waiting = new ArrayDeque<>();
    private R current;
    private R ahead;
    private boolean hasAhead;
    private boolean isEnd;
    private long rows;

    RowCursor(final CsvTape tape, final Supplier<R> rows)
    {
        this.tape = tape;
        current = rows.get();
        ahead = rows.get();
    }

    /** Parses the tape's line into a row, every field of it. */
    abstract void parse(R row);

    /** The row that was reached last. */
    final R row()
    {
        return current;
    }

    /** The row that the next advance reaches; only what {@link #hasAhead()} says is known may be read. */
    final R ahead()
    {
        return ahead;
    }

    /**
     * Reads up to the first good row, so that its time is known; bad lines before it wait.
     *
     * @throws FeedMistake where the tape has no good row.
     */
    final void first()
    {
        while (!hasAhead && !isEnd && waiting.size() < MOST_WAITING)
        {
            readAhead();
        }
        if (!hasAhead)
        {
            throw waiting.isEmpty() ? new FeedMistake(tape.where() + ": there is no row in this file") : waiting.peek();
        }
    }

    /**
     * Moves to the next row.
     *
     * @return false at the end.
     * @throws FeedMistake where that row is bad; the next advance goes on behind it.
     */
    final boolean advance()
    {
        if (waiting.isEmpty() && !hasAhead && !isEnd)
        {
            readAhead();
        }
        if (!waiting.isEmpty())
        {
            rows++;
            throw waiting.poll();
        }
        if (!hasAhead)
        {
            return false;
        }
        rows++;
        final R passed = current;
        current = ahead;
        ahead = passed;
        readAhead();
        return true;
    }

    /** Whether the next advance throws or gives a row that is not known yet. */
    final boolean isDisturbed()
    {
        return !waiting.isEmpty() || !hasAhead && !isEnd;
    }

    /** Whether the row ahead is known and good. */
    final boolean hasAhead()
    {
        return hasAhead && waiting.isEmpty();
    }

    /** Rows passed, bad ones included. */
    final long rows()
    {
        return rows;
    }

    @Override
    public void close()
    {
        tape.close();
    }

    private void readAhead()
    {
        hasAhead = false;
        try
        {
            isEnd = !tape.nextLine();
            if (!isEnd)
            {
                parse(ahead);
                hasAhead = true;
            }
        }
        catch (final BadLine ex)
        {
            isEnd = ex.isLast();
            waiting.add(ex);
        }
        catch (final FeedMistake ex)
        {
            isEnd = true;
            waiting.add(ex);
        }
    }
}

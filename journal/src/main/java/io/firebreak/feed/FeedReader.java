package io.firebreak.feed;

import java.util.List;
import java.util.Map;

/**
 * A tape being read, row by row. Owned by one thread.
 */
public interface FeedReader extends AutoCloseable
{
    /**
     * Publishes what precedes the first row: instruments, calendar, previous close.
     *
     * @param sink where to.
     */
    void start(FeedSink sink);

    /**
     * Reads one row and publishes what it completes.
     *
     * @param sink where to.
     * @return false at the end of the tape, when everything has been published.
     * @throws BadLine     where a row cannot be read; all rows before it have been published, and reading may go on.
     * @throws FeedMistake where the tape cannot be read under these settings at all.
     */
    boolean next(FeedSink sink);

    /**
     * Rows read so far, headers excluded, bad lines included.
     *
     * @return not negative.
     */
    long rows();

    /**
     * Engine time of the row read last; before the first row, its time.
     *
     * @return UTC nanoseconds.
     */
    long timeNs();

    /**
     * Engine time of the row that {@link #next} will read.
     *
     * @return UTC nanoseconds; {@link #timeNs()} at the end and in front of a bad line.
     */
    long nextTimeNs();

    /**
     * The clock that is in use.
     *
     * @return never null.
     */
    ClockSource clock();

    /**
     * The instruments by index.
     *
     * @return at least one.
     */
    List<TapeInstrument> instruments();

    /**
     * What the user should know before reading the result: choices made, columns that are missing.
     *
     * @return sentences in a fixed order.
     */
    List<String> notes();

    /**
     * Counters of the feed itself: checks made, messages dropped.
     *
     * @return in a fixed order.
     */
    Map<String, Long> counters();

    /** Closes the files. */
    @Override
    void close();
}

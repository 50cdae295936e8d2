package io.firebreak.record;

import java.nio.file.Path;

/**
 * Where a journal takes finished records from. One consumer thread drains; {@link #committedSequence} may be asked on
 * any.
 */
public interface RecordSource
{
    /**
     * Where the records' file is.
     *
     * @return the journal directory, or null of records in memory.
     */
    Path directory();

    /**
     * Takes the place of an earlier process's file, whose records are safe elsewhere. Does nothing where there is none.
     *
     * @throws java.io.UncheckedIOException when the file cannot be replaced.
     */
    void replaceEarlier();

    /**
     * Sequence of the last record that can be drained.
     *
     * @return the sequence, 0 before the first.
     */
    long committedSequence();

    /**
     * Hands over the next contiguous run of whole records and frees it. Consumer's thread.
     *
     * @param consumer takes the run, in one call; not called when there is nothing.
     * @param maxBytes most bytes of the run; a first record that is longer is handed over alone.
     * @return bytes of records handed over; 0 when there is nothing.
     */
    int drain(RecordConsumer consumer, int maxBytes);
}

package io.firebreak.status;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.agrona.BufferUtil;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.errors.DistinctErrorLog;
import org.agrona.concurrent.errors.ErrorLogReader;

/**
 * Errors of a breaker that must not stop: each distinct one once, with its stack, how often and when first and last.
 * In Agrona's layout, in memory or in a mapped file that another process reads. Bounded: what does not fit is counted.
 * Any thread may record; recording allocates, which is why an error is off the hot path by definition.
 */
public final class ErrorLog implements AutoCloseable
{
    /** Name of the file beside a journal where {@code ./firebreak stat} looks for it. */
    public static final String FILE_NAME = "firebreak.errors";

    private static final int MIN_LENGTH = 4_096;
    private static final int ALIGNMENT = 64;

    private final ByteBuffer memory;
    private final UnsafeBuffer buffer;
    private final DistinctErrorLog log;
    private final BreakerCounters counters;

    private ErrorLog(final ByteBuffer memory, final EpochClock clock, final BreakerCounters counters)
    {
        this.memory = memory;
        this.counters = counters;
        buffer = new UnsafeBuffer(memory);
        log = new DistinctErrorLog(buffer, clock);
    }

    /**
     * A log that only this process sees.
     *
     * @param length   bytes, at least 4,096.
     * @param clock    milliseconds since the epoch.
     * @param counters where errors that do not fit are counted.
     * @return an empty log.
     */
    public static ErrorLog inMemory(final int length, final EpochClock clock, final BreakerCounters counters)
    {
        return new ErrorLog(BufferUtil.allocateDirectAligned(checkLength(length), ALIGNMENT), clock, counters);
    }

    /**
     * A log in a file, replacing it.
     *
     * @param file     where; its folder exists.
     * @param length   bytes, at least 4,096.
     * @param clock    milliseconds since the epoch.
     * @param counters where errors that do not fit are counted.
     * @return an empty log.
     * @throws UncheckedIOException when the file cannot be written.
     */
    public static ErrorLog map(
        final Path file, final int length, final EpochClock clock, final BreakerCounters counters)
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))
        {
            return new ErrorLog(
                channel.map(FileChannel.MapMode.READ_WRITE, 0, checkLength(length)), clock, counters);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("error log " + file, ex);
        }
    }

    /**
     * Record an error.
     *
     * @param error what happened.
     * @return false where it is a new one and did not fit; it was counted.
     */
    public boolean record(final Throwable error)
    {
        final boolean logged = log.record(error);
        if (!logged)
        {
            counters.increment(BreakerCounter.ERRORS_NOT_LOGGED);
        }
        return logged;
    }

    /**
     * Print every distinct error.
     *
     * @param out where.
     * @return number of distinct errors.
     */
    public int print(final PrintStream out)
    {
        return print(buffer, out);
    }

    /**
     * Print the log of a running or ended breaker.
     *
     * @param file written by {@link #map}.
     * @param out  where.
     * @return number of distinct errors.
     * @throws UncheckedIOException when the file cannot be read.
     */
    public static int print(final Path file, final PrintStream out)
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            final ByteBuffer memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            final int errors = print(new UnsafeBuffer(memory), out);
            BufferUtil.free(memory);
            return errors;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("error log " + file, ex);
        }
    }

    /** Unmap the file. Nothing may be recorded afterwards. */
    @Override
    public void close()
    {
        BufferUtil.free(memory);
    }

    private static int print(final UnsafeBuffer buffer, final PrintStream out)
    {
        return ErrorLogReader.read(buffer, (count, firstMs, lastMs, encoded) ->
            out.printf("%d times, first %s, last %s%n%s%n",
                count, Instant.ofEpochMilli(firstMs), Instant.ofEpochMilli(lastMs), encoded));
    }

    private static int checkLength(final int length)
    {
        if (length < MIN_LENGTH)
        {
            throw new IllegalArgumentException("error log of " + length + " bytes: need " + MIN_LENGTH + " or more");
        }
        return length;
    }
}

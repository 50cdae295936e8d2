package io.firebreak.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The bytes of one of the queue's files, by plain reads: a page that is missing is an end or an IOException, where a
 * mapping would be an Error. One thread; the file may grow meanwhile.
 */
final class QueueFile implements AutoCloseable
{
    private static final int WINDOW_LENGTH = 1 << 20;
    private static final int SMALL_WINDOW_LENGTH = 1 << 14;

    private final FileChannel channel;
    private final ByteBuffer window;
    private long windowStart;
    private long knownSize;

    /**
     * @param window memory of {@link #window}, which the last file that was given it owns.
     */
    QueueFile(final Path path, final ByteBuffer window) throws IOException
    {
        this.window = window;
        channel = FileChannel.open(path, StandardOpenOption.READ);
        forget();
    }

    /**
     * @param most bytes that are wanted at once: a small window where it is little.
     */
    static ByteBuffer window(final int most)
    {
        final int length = most < SMALL_WINDOW_LENGTH ? SMALL_WINDOW_LENGTH : WINDOW_LENGTH;
        return ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The next file by name, which is by time; null where {@code last} is the last. */
    static Path after(final Path directory, final Path last) throws IOException
    {
        try (Stream<Path> files = Files.list(directory))
        {
            return files.filter(other -> other.toString().endsWith(ChronicleFiles.SUFFIX) &&
                (last == null || other.getFileName().compareTo(last.getFileName()) > 0)).sorted().findFirst()
                .orElse(null);
        }
    }

    long size() throws IOException
    {
        return channel.size();
    }

    /** Whether the file goes at least to a position. */
    boolean reaches(final long end) throws IOException
    {
        if (end > knownSize)
        {
            knownSize = channel.size();
        }
        return end <= knownSize;
    }

    /** Next reads see the file as it is then, not as it was. */
    void forget()
    {
        window.limit(0);
        windowStart = 0;
        knownSize = 0;
    }

    /** The word at a position, as it was when its surroundings were last read; 0 where the file has ended. */
    int word(final long position) throws IOException
    {
        return has(position, Integer.BYTES) ? window.getInt((int)(position - windowStart)) : 0;
    }

    /**
     * Copies to the beginning of a memory.
     *
     * @param fresh as the file is now; otherwise perhaps as it was when its surroundings were read.
     * @return false when the file ends before.
     */
    boolean copy(final long position, final int length, final boolean fresh, final ByteBuffer target)
        throws IOException
    {
        target.clear().limit(length);
        if (!fresh && length <= window.capacity() && has(position, length))
        {
            target.put(0, window, (int)(position - windowStart), length);
            return true;
        }
        while (target.hasRemaining())
        {
            if (channel.read(target, position + target.position()) < 0)
            {
                return false;
            }
        }
        return true;
    }

    /**
     * Looks for a word where words are aligned.
     *
     * @param from multiple of 4.
     * @param to   where the search ends.
     * @return its position, or -1.
     */
    long find(final int word, final long from, final long to) throws IOException
    {
        long position = from;
        while (position + Integer.BYTES <= to && has(position, Integer.BYTES))
        {
            final int end = (int)Math.min(window.limit(), to - windowStart);
            for (int at = (int)(position - windowStart); at + Integer.BYTES <= end; at += Integer.BYTES)
            {
                if (window.getInt(at) == word)
                {
                    return windowStart + at;
                }
            }
            position += Math.max(Integer.BYTES, end - (position - windowStart) & -Integer.BYTES);
        }
        return -1;
    }

    private boolean has(final long position, final int length) throws IOException
    {
        if (position >= windowStart && position + length <= windowStart + window.limit())
        {
            return true;
        }
        windowStart = position;
        window.clear();
        while (window.hasRemaining() && channel.read(window, windowStart + window.position()) >= 0)
        {
            continue;
        }
        window.flip();
        return window.limit() >= length;
    }

    @Override
    public void close()
    {
        try
        {
            channel.close();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}

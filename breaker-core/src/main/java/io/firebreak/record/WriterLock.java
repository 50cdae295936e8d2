package io.firebreak.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;

/**
 * The single writer of a journal directory: an exclusive lock on the file {@code writer.lock} in it, which the
 * operating system frees when the process dies. The file stays and holds the number of the last process that wrote.
 * <p>
 * Acquire and close on any one thread.
 */
public final class WriterLock implements AutoCloseable
{
    static final String FILE_NAME = "writer.lock";

    /**
     * POSIX frees a process's locks on a file as soon as the process closes any descriptor of it: a second attempt
     * within this process must be refused before it opens the file.
     */
    private static final Set<Path> HELD_HERE = new TreeSet<>();

    private final Path directory;
    private final FileChannel channel;

    private WriterLock(final Path directory, final FileChannel channel)
    {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Becomes the directory's only writer. Does not wait.
     *
     * @param directory the journal directory; created when it is missing.
     * @return the lock, held until it is closed or the process ends.
     * @throws IllegalStateException when another writer, here or in another process, holds it; names the directory.
     * @throws UncheckedIOException  when the directory or the file cannot be made.
     */
    public static WriterLock acquire(final Path directory)
    {
        try
        {
            final Path real = Files.createDirectories(directory).toRealPath();
            synchronized (HELD_HERE)
            {
                if (!HELD_HERE.add(real))
                {
                    throw refused(directory, "this process");
                }
            }
            boolean held = false;
            try
            {
                final WriterLock lock = new WriterLock(real, open(directory, real.resolve(FILE_NAME)));
                held = true;
                return lock;
            }
            finally
            {
                if (!held)
                {
                    release(real);
                }
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static FileChannel open(final Path directory, final Path file) throws IOException
    {
        final FileChannel channel = FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean held = false;
        try
        {
            final FileLock lock = channel.tryLock();
            if (lock == null)
            {
                final ByteBuffer owner = ByteBuffer.allocate(20);
                channel.read(owner, 0);
                throw refused(directory, "process " + new String(
                    owner.array(), 0, owner.position(), StandardCharsets.US_ASCII).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            held = true;
            return channel;
        }
        finally
        {
            if (!held)
            {
                channel.close();
            }
        }
    }

    private static IllegalStateException refused(final Path directory, final String owner)
    {
        return new IllegalStateException("the journal directory " + directory + " is being written by " + owner +
            ": a journal has one writer; end it, or give another --journal directory");
    }

    private static void release(final Path real)
    {
        synchronized (HELD_HERE)
        {
            HELD_HERE.remove(real);
        }
    }

    /** Lets another writer in. Closing twice does nothing. */
    @Override
    public void close()
    {
        if (!channel.isOpen())
        {
            return;
        }
        try
        {
            channel.close();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        finally
        {
            release(directory);
        }
    }
}

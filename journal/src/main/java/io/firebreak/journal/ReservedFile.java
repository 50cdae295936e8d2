package io.firebreak.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file whose bytes up to the mark have blocks on the disk: a store to them through a mapping cannot meet a full disk.
 * Extended by one thread; the mark may be read by any.
 */
final class ReservedFile implements AutoCloseable
{
    /** What is written at once, and how often the free space is looked at. */
    static final int STEP = 1 << 20;

    private static final int BLOCK = 4096;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(STEP).asReadOnlyBuffer();

    private final FileChannel channel;
    private volatile long mark;

    /** Reserves nothing yet; what is in the file stays. */
    ReservedFile(final Path path) throws IOException
    {
        channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean begun = false;
        try
        {
            mark = content();
            begun = true;
        }
        finally
        {
            if (!begun)
            {
                channel.close();
            }
        }
    }

    /** Where what is on the disk ends; nothing but zeros lies behind. */
    long mark()
    {
        return mark;
    }

    /** Writes the next {@link #STEP} bytes: nobody else may write to them meanwhile. */
    void extend() throws IOException
    {
        final ByteBuffer zeros = ZEROS.duplicate();
        while (zeros.hasRemaining())
        {
            // write(2) gives a hole its blocks, or says that there are none.
            channel.write(zeros, mark + zeros.position());
        }
        mark += STEP;
    }

    /** End of the last block that holds anything but zeros: it is on the disk, what lies behind may be a hole. */
    private long content() throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.allocate(STEP);
        for (long from = (channel.size() + STEP - 1) / STEP * STEP - STEP; from >= 0; from -= STEP)
        {
            bytes.clear();
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0)
            {
                continue;
            }
            for (int at = bytes.position() - 1; at >= 0; at--)
            {
                if (bytes.get(at) != 0)
                {
                    return from + (at / BLOCK + 1) * BLOCK;
                }
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }
}

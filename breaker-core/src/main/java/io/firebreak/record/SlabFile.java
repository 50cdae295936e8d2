package io.firebreak.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes a mapped file whose every block is on the disk and whose every page is touched. Cold. */
final class SlabFile
{
    private static final int ZEROS_LENGTH = 1 << 20;

    private SlabFile()
    {
    }

    static ByteBuffer create(final Path file, final long length) throws IOException
    {
        try (FileChannel channel = FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            // write(2) reports a full disk; a store to a mapped hole would end the process.
            final ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_LENGTH);
            while (channel.position() < length)
            {
                zeros.clear().limit((int)Math.min(ZEROS_LENGTH, length - channel.position()));
                channel.write(zeros);
            }
            final ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
            final UnsafeBuffer pages = new UnsafeBuffer(mapped);
            for (int offset = 0; offset < length; offset += IoUtil.BLOCK_SIZE)
            {
                pages.putLong(offset, 0);
            }
            return mapped;
        }
        catch (final IOException ex)
        {
            Files.deleteIfExists(file);
            throw ex;
        }
    }
}

package io.firebreak.journal;

import io.firebreak.record.SnapshotHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One snapshot as a file: head, then body. Cold; any one thread. */
final class SnapshotFile
{
    private static final int BLOCK = 4096;

    private SnapshotFile()
    {
    }

    /**
     * Writes a file that is there whole or not at all, also after power loss. Blocks of zeros become holes.
     *
     * @param part a name beside it that nothing else uses.
     */
    static void write(final Path file, final Path part, final SnapshotHead head, final DirectBuffer body)
        throws IOException
    {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))
        {
            final byte[] begin = head.encode();
            put(channel, ByteBuffer.wrap(begin), 0);
            final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            for (int at = 0; at < body.capacity(); at += BLOCK)
            {
                final int bytes = Math.min(BLOCK, body.capacity() - at);
                if (at + bytes == body.capacity() || !isZero(body, at, bytes))
                {
                    block.clear();
                    body.getBytes(at, block, bytes);
                    put(channel, block.flip(), (long)begin.length + at);
                }
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ))
        {
            folder.force(true);
        }
    }

    /**
     * Reads the head, believing nothing.
     *
     * @throws IllegalArgumentException says what is wrong with it.
     */
    static SnapshotHead head(final Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            return head(channel);
        }
    }

    /**
     * Reads it whole.
     *
     * @throws IllegalArgumentException says what is wrong with it.
     */
    static Snapshot read(final Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            final SnapshotHead head = head(channel);
            final long from = head.encode().length;
            if (channel.size() != from + head.bodyBytes() || head.bodyBytes() > Integer.MAX_VALUE)
            {
                throw new IllegalArgumentException("it has " + channel.size() + " bytes, its header names " +
                    (from + head.bodyBytes()));
            }
            // The file is never written again: its name was given to it when it was whole.
            final ByteBuffer body = head.bodyBytes() == 0 ? ByteBuffer.allocate(0) :
                channel.map(FileChannel.MapMode.READ_ONLY, from, head.bodyBytes());
            final CRC32C crc = new CRC32C();
            crc.update(body.duplicate());
            if ((int)crc.getValue() != head.bodyCrc())
            {
                throw new IllegalArgumentException("its body is damaged");
            }
            return new Snapshot(head, new UnsafeBuffer(body), file);
        }
    }

    private static SnapshotHead head(final FileChannel channel) throws IOException
    {
        final int length = SnapshotHead.length(bytes(channel, SnapshotHead.PREFIX_LENGTH));
        return SnapshotHead.decode(bytes(channel, length));
    }

    private static byte[] bytes(final FileChannel channel, final int length) throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.allocate((int)Math.min(length, channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0)
        {
            continue;
        }
        return bytes.array();
    }

    private static void put(final FileChannel channel, final ByteBuffer bytes, final long position) throws IOException
    {
        long at = position;
        while (bytes.hasRemaining())
        {
            at += channel.write(bytes, at);
        }
    }

    private static boolean isZero(final DirectBuffer body, final int offset, final int bytes)
    {
        int i = 0;
        while (i + Long.BYTES <= bytes && body.getLong(offset + i) == 0)
        {
            i += Long.BYTES;
        }
        while (i < bytes && body.getByte(offset + i) == 0)
        {
            i++;
        }
        return i >= bytes;
    }
}

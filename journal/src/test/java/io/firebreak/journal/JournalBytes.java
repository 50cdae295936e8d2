package io.firebreak.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The bytes of a small closed journal's one queue file, cut behind its last document, to be changed one at a time. */
final class JournalBytes implements AutoCloseable
{
    /** Behind the last document, so that what lies there is covered too. */
    private static final int ROOM = 64;

    final Path file;
    final List<Long> documents = new ArrayList<>();
    private final FileChannel channel;
    private final ByteBuffer four = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);

    /**
     * @param path the file, or the directory of the journal whose first file it is.
     */
    JournalBytes(final Path path) throws IOException
    {
        try (Stream<Path> files = Files.walk(path, 1))
        {
            file = files.filter(other -> other.toString().endsWith(".cq4")).sorted().findFirst().orElseThrow();
        }
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        final ByteBuffer bytes = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        channel.read(bytes, 0);
        for (int at = 0; at < bytes.position() - 4; at += 4)
        {
            if (bytes.getInt(at) == DocumentLayout.MAGIC)
            {
                documents.add((long)at);
            }
        }
        channel.truncate(end(documents.size() - 1) + ROOM);
    }

    long size() throws IOException
    {
        return channel.size();
    }

    /** First byte behind a document. */
    long end(final int document) throws IOException
    {
        return documents.get(document) + length(document);
    }

    int length(final int document) throws IOException
    {
        return 32 + word(documents.get(document) + 20) + 16;
    }

    /** Sequence of the last record of a document. */
    long lastSequence(final int document) throws IOException
    {
        final boolean isControl = document == 0 || document == documents.size() - 1;
        return word(documents.get(document) + 8) + (isControl ? 0 : word(documents.get(document) + 16) - 1);
    }

    int word(final long at) throws IOException
    {
        channel.read(four.clear(), at);
        return four.getInt(0);
    }

    void put(final long at, final int value) throws IOException
    {
        channel.write(four.clear().putInt(0, value), at);
    }

    int get(final long at) throws IOException
    {
        channel.read(four.clear().limit(1), at);
        return four.get(0);
    }

    /** Inverts bits of one byte. */
    void flip(final long at, final int bits) throws IOException
    {
        final byte changed = (byte)(get(at) ^ bits);
        channel.write(four.clear().limit(1).put(0, changed), at);
    }

    void flip(final long at) throws IOException
    {
        flip(at, 0x10);
    }

    byte[] read(final long at, final int length) throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.allocate(length);
        channel.read(bytes, at);
        return bytes.array();
    }

    void write(final long at, final byte[] bytes) throws IOException
    {
        channel.write(ByteBuffer.wrap(bytes), at);
    }

    void cut(final long size) throws IOException
    {
        channel.truncate(size);
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }
}

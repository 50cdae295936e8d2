package io.firebreak.samples.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a journal in which somebody has changed one byte of a decision. It is gone when it is closed. */
final class TamperedCopy implements AutoCloseable
{
    /** Of a decision's header: its number and the record that caused it stand side by side, the price 24 bytes on. */
    private static final int PRICE_OFFSET = 24;

    private final Path directory;

    private TamperedCopy(final Path directory)
    {
        this.directory = directory;
    }

    /**
     * Copies a closed journal and flips the lowest bit of the price that a decision was made on.
     *
     * @param journal     its directory.
     * @param decisionSeq number of the decision.
     * @param causeSeq    record that caused it.
     */
    static TamperedCopy of(final Path journal, final long decisionSeq, final long causeSeq) throws IOException
    {
        final TamperedCopy copy = new TamperedCopy(Files.createTempDirectory("firebreak-tampered"));
        try (Stream<Path> files = Files.walk(journal))
        {
            for (final Path from : files.sorted().toList())
            {
                final Path to = copy.directory.resolve(journal.relativize(from).toString());
                if (Files.isDirectory(from))
                {
                    Files.createDirectories(to);
                }
                else
                {
                    Files.copy(from, to);
                }
            }
        }
        copy.flip(decisionSeq, causeSeq);
        return copy;
    }

    Path directory()
    {
        return directory;
    }

    private void flip(final long decisionSeq, final long causeSeq) throws IOException
    {
        final List<Path> files;
        try (Stream<Path> all = Files.list(directory))
        {
            files = all.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
        }
        for (final Path file : files)
        {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE))
            {
                final MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
                bytes.order(ByteOrder.LITTLE_ENDIAN);
                for (int at = 0; at + PRICE_OFFSET < bytes.limit(); at += Integer.BYTES)
                {
                    if (bytes.getLong(at) == decisionSeq && bytes.getLong(at + Long.BYTES) == causeSeq)
                    {
                        channel.write(ByteBuffer.wrap(new byte[]{(byte)(bytes.get(at + PRICE_OFFSET) ^ 1)}),
                            at + PRICE_OFFSET);
                        return;
                    }
                }
            }
        }
        throw new IllegalStateException("decision " + decisionSeq + " stands in no file of " + directory);
    }

    @Override
    public void close() throws IOException
    {
        try (Stream<Path> files = Files.walk(directory))
        {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
            {
                Files.delete(file);
            }
        }
    }
}

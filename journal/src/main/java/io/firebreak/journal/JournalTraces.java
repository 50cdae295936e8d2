package io.firebreak.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files by which a directory is known to hold a journal, or to have held one. */
final class JournalTraces
{
    private JournalTraces()
    {
    }

    static List<Path> of(final Path directory) throws IOException
    {
        try (Stream<Path> files = Files.list(directory))
        {
            return files.filter(JournalTraces::isTrace).toList();
        }
    }

    static void requireReadable(final Path directory) throws IOException
    {
        final List<Path> traces = of(directory);
        if (traces.isEmpty())
        {
            throw new IOException("no journal in " + directory + ": give the directory that run --journal wrote");
        }
        for (final Path file : traces)
        {
            // What may not be read is not damaged.
            if (!Files.isReadable(file))
            {
                throw new IOException("the file " + file + " may not be read: its owner must allow it");
            }
        }
    }

    private static boolean isTrace(final Path file)
    {
        final String name = file.getFileName().toString();
        return name.equals(Head.FILE_NAME) || name.equals(ChronicleFiles.METADATA) ||
            name.endsWith(ChronicleFiles.SUFFIX);
    }
}

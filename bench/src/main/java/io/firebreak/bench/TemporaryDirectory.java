package io.firebreak.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory that is gone with all its files when it is closed.
 *
 * @param path of the directory.
 */
record TemporaryDirectory(Path path) implements AutoCloseable
{
    static TemporaryDirectory create() throws IOException
    {
        return new TemporaryDirectory(Files.createTempDirectory("firebreak-bench"));
    }

    @Override
    public void close() throws IOException
    {
        final List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path))
        {
            deepestFirst = files.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
        for (final Path file : deepestFirst)
        {
            Files.deleteIfExists(file);
        }
    }
}

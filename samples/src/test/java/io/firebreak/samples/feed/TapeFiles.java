package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.Feed;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;

/** Small tapes written by tests, and the shared market data where there are any. */
final class TapeFiles
{
    private TapeFiles()
    {
    }

    static Path plain(final Path directory, final String name, final String... lines)
    {
        return write(directory.resolve(name), String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8));
    }

    static Path gzip(final Path directory, final String name, final int cutBytes, final String... lines)
    {
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed))
        {
            out.write(String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        return write(directory.resolve(name), Arrays.copyOf(packed.toByteArray(), packed.size() - cutBytes));
    }

    static FeedReader open(
        final Feed feed, final ClockSource clock, final String join, final Map<String, String> settings,
        final Path... inputs)
    {
        return feed.open(new FeedRequest(List.of(inputs), clock, join, settings));
    }

    static RecordingSink play(final FeedReader reader)
    {
        final RecordingSink sink = new RecordingSink(true);
        reader.start(sink);
        while (reader.next(sink))
        {
            // Until the end.
        }
        return sink;
    }

    /** A file of the shared data; the test is skipped, with the reason, where it is absent. */
    static Path shared(final String name)
    {
        final String named = System.getProperty("firebreak.shared");
        final Path root = named != null
            ? Path.of(named)
            : Path.of("").toAbsolutePath().getParent().getParent().resolve("shared");
        final Path file = root.resolve("data").resolve(name);
        if (!Files.isReadable(file))
        {
            System.err.println("SKIPPED: no market data at " + file + "; name the folder with -Dfirebreak.shared=DIR");
        }
        Assumptions.assumeTrue(Files.isReadable(file), "no market data at " + file);
        return file;
    }

    private static Path write(final Path file, final byte[] bytes)
    {
        try
        {
            return Files.write(file, bytes);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}

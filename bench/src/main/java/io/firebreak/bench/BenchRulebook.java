package io.firebreak.bench;

import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The rulebook of the published rows. It lies in the jar, and the compiler reads files, so it is copied out first.
 */
final class BenchRulebook
{
    private static final String NAME = "bench.conf";

    private BenchRulebook()
    {
    }

    /** A rulebook from its text. */
    static CompiledRulebook of(final String text)
    {
        try
        {
            final Path file = Files.createTempFile("firebreak-bench", ".conf");
            try
            {
                return Rulebook.load(Files.writeString(file, text).toString(), Map.of());
            }
            finally
            {
                Files.deleteIfExists(file);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    static CompiledRulebook load()
    {
        try (InputStream in = BenchRulebook.class.getResourceAsStream(NAME))
        {
            final Path directory = Files.createTempDirectory("firebreak-bench");
            final Path file = directory.resolve(NAME);
            try
            {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                return Rulebook.load(file.toString(), Map.of());
            }
            finally
            {
                Files.deleteIfExists(file);
                Files.deleteIfExists(directory);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}

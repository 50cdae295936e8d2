package io.firebreak.conformance;

import java.nio.file.Path;

/** Where the data and vectors lie that are not in the repository: beside it, or named by a property. */
final class SharedFiles
{
    private SharedFiles()
    {
    }

    static Path root()
    {
        final String named = System.getProperty("firebreak.shared");
        return named != null ? Path.of(named)
            : Path.of("").toAbsolutePath().getParent().getParent().resolve("shared");
    }
}

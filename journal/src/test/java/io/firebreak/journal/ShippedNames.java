package io.firebreak.journal;

import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rulebooks that lie beside the classes, in a folder or in a jar: a new one is found by itself. */
final class ShippedNames
{
    private static final String ENDING = ".conf";

    private ShippedNames()
    {
    }

    static List<String> list() throws IOException, URISyntaxException
    {
        final URL one = Rulebook.class.getResource("/rulebooks/us-luld.conf");
        if (!one.getProtocol().equals("jar"))
        {
            return names(Path.of(one.toURI()).getParent());
        }
        final String jar = one.toString();
        try (FileSystem files = FileSystems.newFileSystem(URI.create(jar.substring(0, jar.indexOf("!/"))), Map.of()))
        {
            return names(files.getPath("/rulebooks"));
        }
    }

    private static List<String> names(final Path folder) throws IOException
    {
        try (Stream<Path> files = Files.list(folder))
        {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(ENDING))
                .map(name -> name.substring(0, name.length() - ENDING.length())).sorted().toList();
        }
    }
}

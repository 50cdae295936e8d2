package io.firebreak.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the figures were taken on.
 */
final class Machine
{
    private Machine()
    {
    }

    static String describe()
    {
        return String.join(", ", processor(), Row.cores() + " cores",
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            System.getProperty("java.vm.name") + " " + Runtime.version(), "load " + load());
    }

    private static String processor()
    {
        return line("/proc/cpuinfo", "model name", System.getProperty("os.arch"));
    }

    private static String load()
    {
        try
        {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        }
        catch (final IOException ex)
        {
            return "unknown";
        }
    }

    private static String line(final String file, final String key, final String otherwise)
    {
        try
        {
            for (final String line : Files.readAllLines(Path.of(file)))
            {
                if (line.startsWith(key))
                {
                    return line.substring(line.indexOf(':') + 1).trim();
                }
            }
        }
        catch (final IOException ex)
        {
            return otherwise;
        }
        return otherwise;
    }
}

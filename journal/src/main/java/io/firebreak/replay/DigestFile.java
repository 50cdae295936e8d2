package io.firebreak.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Digests of a run whose journal is not here: lines of a sequence and a digest in hexadecimals, as
 * {@code replay --digest-every} prints them; whatever follows in a line is left aside.
 */
public final class DigestFile implements DigestSource
{
    private static final Pattern LINE = Pattern.compile("\\s*([0-9]{1,18})\\s+([0-9a-f]{16})(\\s.*)?");

    private final TreeMap<Long, Long> digests;

    private DigestFile(final TreeMap<Long, Long> digests)
    {
        this.digests = digests;
    }

    /**
     * Reads a file.
     *
     * @param file of lines.
     * @return its digests.
     * @throws IOException              where it cannot be read.
     * @throws IllegalArgumentException where it has no digest, or a line is none; file and line are named.
     */
    public static DigestFile read(final Path file) throws IOException
    {
        final TreeMap<Long, Long> digests = new TreeMap<>();
        int number = 0;
        for (final String line : Files.readAllLines(file))
        {
            number++;
            final Matcher matcher = LINE.matcher(line);
            if (matcher.matches())
            {
                digests.put(Long.parseLong(matcher.group(1)), Long.parseUnsignedLong(matcher.group(2), 16));
            }
            else if (!digests.isEmpty() && !line.isBlank())
            {
                throw new IllegalArgumentException(file + ":" + number + ": '" + line.strip()
                    + "' is no sequence with a digest of 16 hexadecimals");
            }
        }
        if (digests.isEmpty())
        {
            throw new IllegalArgumentException(file + " has no line of a sequence and a digest: write it with "
                + "./firebreak replay JOURNAL --digest-every N");
        }
        return new DigestFile(digests);
    }

    @Override
    public long last()
    {
        return digests.lastKey();
    }

    @Override
    public long[] at(final long[] sequences)
    {
        return Arrays.stream(sequences).map(digests::get).toArray();
    }

    @Override
    public long[] known()
    {
        return digests.keySet().stream().mapToLong(Long::longValue).toArray();
    }
}

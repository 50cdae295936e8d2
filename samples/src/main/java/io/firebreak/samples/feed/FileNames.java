package io.firebreak.samples.feed;

import java.nio.file.Path;

/** What a tape's file name says, for layouts whose rows do not name their instrument. */
final class FileNames
{
    private FileNames()
    {
    }

    /**
     * A file's name without its endings: {@code spot_BTCUSDT} of {@code dir/spot_BTCUSDT.csv.gz}.
     *
     * @param path a file.
     * @return its name up to the first point.
     */
    static String stem(final Path path)
    {
        final String name = path.getFileName().toString();
        final int point = name.indexOf('.');
        return point > 0 ? name.substring(0, point) : name;
    }

    /**
     * The first word of a file's name: {@code AIG} of {@code AIG_20131008_quotes.csv.gz}.
     *
     * @param path a file.
     * @return its stem up to the first underscore.
     */
    static String firstWord(final Path path)
    {
        final String stem = stem(path);
        final int underscore = stem.indexOf('_');
        return underscore > 0 ? stem.substring(0, underscore) : stem;
    }
}

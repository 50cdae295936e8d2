package io.firebreak.bench;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The distributions of one run as files: NAME.hlog, an interval a pass, tagged by what it is, and NAME-TAG.hgrm, the
 * percentiles of all passes. Values are nanoseconds. Where no folder is given, nothing is written.
 */
final class LatencyLog implements AutoCloseable
{
    private static final int TICKS_PER_HALF_DISTANCE = 5;

    private final Path folder;
    private final String name;
    private final PrintStream intervals;
    private final HistogramLogWriter log;

    /**
     * Begin.
     *
     * @param folder made where it is missing; null writes nothing.
     * @param name   of the run, the beginning of every file's name.
     * @param what   a line that says what was measured.
     * @throws IOException when the files cannot be written.
     */
    LatencyLog(final Path folder, final String name, final String what) throws IOException
    {
        this.folder = folder;
        this.name = name;
        intervals = folder == null ? null :
            stream(Files.createDirectories(folder).resolve(name + ".hlog"));
        log = intervals == null ? null : new HistogramLogWriter(intervals);
        if (log != null)
        {
            final long nowMs = System.currentTimeMillis();
            log.outputComment("[" + what + "; nanoseconds]");
            log.outputComment("[" + Machine.describe() + "]");
            log.outputLogFormatVersion();
            log.outputStartTime(nowMs);
            log.setBaseTime(nowMs);
            log.outputLegend();
        }
    }

    /**
     * A pass.
     *
     * @param tag       what it is.
     * @param histogram of the pass, with the instants of its begin and end.
     */
    void interval(final String tag, final Histogram histogram)
    {
        if (log != null)
        {
            histogram.setTag(tag);
            log.outputIntervalHistogram(histogram);
        }
    }

    /**
     * All passes.
     *
     * @param tag       what they are.
     * @param histogram of them together.
     */
    void total(final String tag, final Histogram histogram)
    {
        if (log != null)
        {
            try (PrintStream out = stream(folder.resolve(name + "-" + tag + ".hgrm")))
            {
                histogram.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, 1.0);
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
        }
    }

    private static PrintStream stream(final Path file) throws IOException
    {
        return new PrintStream(new FileOutputStream(file.toFile()), false, StandardCharsets.UTF_8);
    }

    @Override
    public void close()
    {
        if (intervals != null)
        {
            intervals.close();
        }
    }
}

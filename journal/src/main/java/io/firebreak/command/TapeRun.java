package io.firebreak.command;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.feed.BadLine;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.TapeDriver;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.rulebook.CompiledRulebook;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One run of a tape: breaker and journal are opened, the tape is played, the journal is closed and verified. A bad
 * line that is not to be skipped ends the tape, and everything before it counts.
 */
final class TapeRun
{
    private static final int INSTRUMENT = 0;
    private static final long LONGEST_LATENCY_NS = TimeUnit.MINUTES.toNanos(10);

    private final FeedReader reader;
    private final CompiledRulebook rulebook;
    private final String className;
    private final boolean isSkipping;
    private final Histogram latencyNs;
    private long badLines;
    private String stopped;

    TapeRun(
        final FeedReader reader,
        final CompiledRulebook rulebook,
        final String wantedClass,
        final boolean isSkipping,
        final boolean isPaced)
    {
        this.reader = reader;
        this.rulebook = rulebook;
        this.isSkipping = isSkipping;
        latencyNs = isPaced ? new Histogram(LONGEST_LATENCY_NS, 3) : null;
        className = wantedClass != null ? wantedClass : defaultClass(reader.instruments().get(0));
        rulebook.classIndex(className);
    }

    /** Class of the rulebook that the instruments get. */
    String className()
    {
        return className;
    }

    /** Why the tape was not played to its end, null where it was. */
    String stopped()
    {
        return stopped;
    }

    RunReport play(final Path directory, final String properties, final List<String> header, final Progress progress)
    {
        final long startedNs = System.nanoTime();
        final JournaledBreaker breaker = JournaledBreaker.launch(
            directory, rulebook, reader.instruments().size(), reader.clock(), properties);
        final TapeDriver driver = new TapeDriver(
            breaker, rulebook::ruleName, name -> rulebook.classIndex(className), maxTimeStepNs());
        final long elapsedNs;
        try (breaker)
        {
            reader.start(driver);
            rows(driver, progress);
        }
        elapsedNs = System.nanoTime() - startedNs;
        return new RunReport(header, reader, badLines, driver.result(), elapsedNs, latencyNs,
            RunVerification.of(directory, breaker.records(), breaker.bytes()));
    }

    private void rows(final TapeDriver driver, final Progress progress)
    {
        final long firstNs = reader.timeNs();
        final long startNs = System.nanoTime();
        boolean hasMore = true;
        while (hasMore)
        {
            try
            {
                final long dueNs = startNs + reader.nextTimeNs() - firstNs;
                pace(dueNs);
                hasMore = reader.next(driver);
                late(dueNs);
                progress.at(reader.rows());
            }
            catch (final BadLine ex)
            {
                if (!isSkipping || ex.isLast())
                {
                    stopped = ex.getMessage();
                    return;
                }
                badLines++;
                driver.gap(reader.timeNs(), INSTRUMENT, ex.line(), ex.line(), 1);
            }
            catch (final FeedMistake ex)
            {
                stopped = ex.getMessage();
                return;
            }
        }
    }

    private void pace(final long dueNs)
    {
        if (latencyNs == null)
        {
            return;
        }
        for (long waitNs = dueNs - System.nanoTime(); waitNs > 0; waitNs = dueNs - System.nanoTime())
        {
            LockSupport.parkNanos(waitNs);
        }
    }

    private void late(final long dueNs)
    {
        if (latencyNs != null)
        {
            latencyNs.recordValue(Math.min(LONGEST_LATENCY_NS, Math.max(0, System.nanoTime() - dueNs)));
        }
    }

    private String defaultClass(final TapeInstrument instrument)
    {
        final List<String> names = rulebook.classNames();
        return instrument.ruleClass() != null && names.contains(instrument.ruleClass())
            ? instrument.ruleClass()
            : names.get(0);
    }

    private long maxTimeStepNs()
    {
        return ByteBuffer.wrap(rulebook.image()).order(ByteOrder.LITTLE_ENDIAN).getLong(ImageHeader.H_MAX_TIME_STEP_NS);
    }
}

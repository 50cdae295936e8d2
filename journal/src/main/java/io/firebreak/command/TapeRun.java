package io.firebreak.command;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.feed.BadLine;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.TapeDriver;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.market.Durability;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * One run of a tape: breaker and journal are opened, the tape is played, the journal is closed and verified. A bad
 * line that is not to be skipped ends the tape, and everything before it counts.
 */
final class TapeRun
{
    private static final int INSTRUMENT = 0;

    private final FeedReader reader;
    private final CompiledRulebook rulebook;
    private final String className;
    private List<String> guessedFrom = List.of();
    private final boolean isSkipping;
    private final boolean isEnvelope;
    private final Pace pace;
    private final BooleanSupplier isStopAsked;
    private final JournalStart.Mode mode;
    private long badLines;
    private String stopped;
    private boolean isInterrupted;

    /**
     * A run.
     *
     * @param reader      the tape.
     * @param rulebook    what decides.
     * @param wantedClass the rulebook's class, null for the feed's own.
     * @param isSkipping  whether bad lines are skipped.
     * @param isEnvelope  whether the armed envelope spares evaluations that cannot decide anything.
     * @param pace        how fast, null for as fast as it goes.
     * @param isStopAsked asked before each row: true ends the tape there.
     * @param mode        where the engine runs.
     * @throws UserMistake where the rulebook's releases wait for marks that a run's journal does not give.
     */
    TapeRun(
        final FeedReader reader,
        final CompiledRulebook rulebook,
        final String wantedClass,
        final boolean isSkipping,
        final boolean isEnvelope,
        final Pace pace,
        final BooleanSupplier isStopAsked,
        final JournalStart.Mode mode)
    {
        this.reader = reader;
        this.rulebook = rulebook;
        this.isSkipping = isSkipping;
        this.isEnvelope = isEnvelope;
        this.pace = pace;
        this.isStopAsked = isStopAsked;
        this.mode = mode;
        className = wantedClass != null ? wantedClass : defaultClass(reader.instruments().get(0));
        rulebook.classIndex(className);
        final int level = image().getInt(ImageHeader.H_RELEASE_AFTER);
        if (level == Durability.J2.code())
        {
            throw new UserMistake("the rulebook says engine.release_after = J2, and the journal of a run gives no J2 " +
                "marks: --set engine.release_after=J1", ExitCode.INVALID_CONFIG);
        }
    }

    /** Class of the rulebook that the instruments get. */
    String className()
    {
        return guessedFrom.isEmpty() ? className :
            className + " (the first of " + String.join(", ", guessedFrom) + "; --class names another)";
    }

    /** Why the tape was not played to its end, null where it was. */
    String stopped()
    {
        return stopped;
    }

    /** Whether the run was asked to stop before the tape's end. */
    boolean isInterrupted()
    {
        return isInterrupted;
    }

    RunReport play(final Path directory, final String properties, final List<String> header, final Progress progress)
    {
        final long startedNs = System.nanoTime();
        final JournaledBreaker breaker = JournaledBreaker.launch(new JournaledBreaker.TapeSettings(
            directory, rulebook, reader.instruments().size(), reader.clock(), isEnvelope, properties), mode);
        final TapeDriver driver = new TapeDriver(
            breaker, rulebook::ruleName, name -> rulebook.classIndex(className), maxTimeStepNs());
        final long elapsedNs;
        try (breaker)
        {
            reader.start(driver);
            rows(driver, progress);
        }
        elapsedNs = System.nanoTime() - startedNs;
        final List<String> lines = new ArrayList<>(header);
        lines.add(String.format(Locale.ROOT, "  envelope   %s; rules evaluated %,d times", isEnvelope ? "on" : "off",
            breaker.evaluations()));
        return new RunReport(lines, reader, badLines, driver.result(), elapsedNs,
            pace == null ? null : pace.latencyNs(), isInterrupted
            ? RunVerification.skipped(directory, breaker.records(), breaker.bytes())
            : RunVerification.of(directory, breaker.records(), breaker.bytes()));
    }

    private void rows(final TapeDriver driver, final Progress progress)
    {
        if (pace != null)
        {
            pace.start(reader.timeNs());
        }
        boolean hasMore = true;
        while (hasMore)
        {
            try
            {
                final long timeNs = reader.nextTimeNs();
                if (pace != null)
                {
                    pace.await(timeNs, isStopAsked);
                }
                if (isStopAsked.getAsBoolean())
                {
                    isInterrupted = true;
                    return;
                }
                hasMore = reader.next(driver);
                if (hasMore && pace != null)
                {
                    pace.played(timeNs);
                }
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

    /** The feed's own class, the instrument of the rulebook that has the tape's name, or the first class. */
    private String defaultClass(final TapeInstrument instrument)
    {
        final List<String> names = new ArrayList<>(rulebook.classNames());
        if (instrument.ruleClass() != null && names.contains(instrument.ruleClass()))
        {
            return instrument.ruleClass();
        }
        if (names.contains(instrument.symbol()))
        {
            return instrument.symbol();
        }
        final int market = image().getInt(ImageHeader.H_MARKET_CLASS);
        if (market >= 0 && names.size() > 1)
        {
            names.remove(market);
        }
        guessedFrom = names.size() > 1 ? List.copyOf(names) : List.of();
        return names.get(0);
    }

    private long maxTimeStepNs()
    {
        return image().getLong(ImageHeader.H_MAX_TIME_STEP_NS);
    }

    private ByteBuffer image()
    {
        return ByteBuffer.wrap(rulebook.image()).order(ByteOrder.LITTLE_ENDIAN);
    }
}

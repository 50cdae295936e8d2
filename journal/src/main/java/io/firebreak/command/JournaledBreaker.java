package io.firebreak.command;

import io.firebreak.BreakerContext;
import io.firebreak.InlineGate;
import io.firebreak.arena.Capacities;
import io.firebreak.breaker.ImageNeeds;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.feed.ClockSource;
import io.firebreak.feed.TapeEngine;
import io.firebreak.gate.GuardLine;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.journal.ChronicleJournal;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSettings;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.Durability;
import io.firebreak.market.OrderKind;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordSource;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.status.BreakerCounters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A breaker in one of the three modes whose records a thread of its own journals. The same tape gives the same records
 * in each. Owned by the thread that runs the tape.
 */
abstract class JournaledBreaker implements TapeEngine, AutoCloseable
{
    /** Most decisions a poll. */
    static final int POLL_LIMIT = 64;

    /** Longest wait for the journal's last records. */
    static final long STOP_TIMEOUT_NS = TimeUnit.MINUTES.toNanos(1);

    private static final long PAUSE_NS = 20_000L;

    /** So few records that a buffer of any mode has room for many more, however large they are. */
    private static final int RECORDS_NEARLY_JOURNALED = 128;

    /** No alarm before the disk is full: on a tape it would only change the gate's answers. */
    private static final JournalSettings DISK = new JournalSettings(8 << 20, 64L << 20, 64L << 20);

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Path directory;
    private final ChronicleJournal journal;
    private final BreakerCounters counters;
    private final VerdictDetail verdict = new VerdictDetail();
    private long records;
    private long bytes;

    /**
     * What a run's breaker is launched with.
     *
     * @param directory   journal directory, which holds no journal yet.
     * @param rulebook    what decides.
     * @param instruments capacity.
     * @param clock       whose clock stamps the inputs.
     * @param isEnvelope  whether the armed envelope spares evaluations that cannot decide anything.
     * @param properties  lines of key=value for the journal.
     */
    record TapeSettings(
        Path directory,
        CompiledRulebook rulebook,
        int instruments,
        ClockSource clock,
        boolean isEnvelope,
        String properties)
    {
        /** A mode's context with all of these, counted into. */
        <C extends BreakerContext<C>> C in(final C context, final BreakerCounters counters)
        {
            return context
                .counters(counters)
                .image(rulebook.image(), rulebook.imageHash())
                .capacities(Capacities.forInstruments(instruments)
                    .withReferences(ImageNeeds.references(rulebook.image())))
                .envelope(isEnvelope)
                .origin(
                    properties,
                    clock == ClockSource.EXCHANGE ? JournalStart.Clock.EXCHANGE : JournalStart.Clock.RECEIVE,
                    System.currentTimeMillis() * NANOS_PER_MILLI);
        }
    }

    JournaledBreaker(final Path directory, final RecordSource source)
    {
        this.directory = directory;
        journal = new ChronicleJournal(directory, source, DISK);
        counters = BreakerCounters.map(directory.resolve(BreakerCounters.FILE_NAME), DataQualityCode.names());
    }

    /**
     * Starts one.
     *
     * @param settings of the run.
     * @param mode     where the engine runs.
     * @return a running breaker.
     * @throws UserMistake where the directory is in use or holds a journal.
     */
    static JournaledBreaker launch(final TapeSettings settings, final JournalStart.Mode mode)
    {
        final Path directory = settings.directory();
        try
        {
            if (JournalReader.exists(directory))
            {
                throw new UserMistake("the directory " + directory + " already holds a journal, and a run begins one: "
                    + "give another --journal directory; a tape that was cut short is played from its beginning again");
            }
            return mode == JournalStart.Mode.INLINE ?
                InlineTape.launch(settings) : PipelinedTape.launch(settings, mode);
        }
        catch (final IllegalStateException ex)
        {
            throw new UserMistake(ex.getMessage());
        }
        catch (final IOException ex)
        {
            throw new UserMistake("the directory " + directory + " cannot be read: " + ex.getMessage());
        }
        catch (final UncheckedIOException ex)
        {
            throw new UserMistake("the journal in " + directory + " cannot be begun: " + ex.getCause().getMessage());
        }
    }

    /** The engine, at rest between two inputs. */
    abstract BreakerEngine engine();

    /** The gate of the tape's thread. */
    abstract InlineGate gate();

    /** Latches of the market's guard line. */
    abstract long guardWord();

    /** Lets the journal have every record. */
    abstract void publish();

    /** Ends breaker and journal. */
    abstract void end();

    ChronicleJournal journal()
    {
        return journal;
    }

    BreakerCounters counters()
    {
        return counters;
    }

    @Override
    public VerdictDetail checkPrint(
        final int instrument, final int aggressorCode, final long priceTicks, final long qtyLots, final long nowNs)
    {
        if (engine().exposedScopes() != 0 || engine().isBehind(instrument))
        {
            // The gate publishes, and leaves it for the next print where it finds no room: there is room on a tape, so
            // that its inputs do not depend on the journal's pace.
            publish();
            while (inputs() - journal.durableSequence(Durability.J1) > RECORDS_NEARLY_JOURNALED)
            {
                relieve();
            }
        }
        gate().checkPrint(
            instrument, aggressorCode, OrderKind.AGGRESSIVE.code(), priceTicks, qtyLots, nowNs, verdict);
        return verdict;
    }

    @Override
    public int mergedState(final int instrument)
    {
        return engine().governingState(instrument);
    }

    @Override
    public long bestBidTicks(final int instrument)
    {
        return engine().bestBidTicks(instrument);
    }

    @Override
    public long bestAskTicks(final int instrument)
    {
        return engine().bestAskTicks(instrument);
    }

    @Override
    public long awaitDurable(final int levelCode, final long sequence)
    {
        final Durability level = Durability.of(levelCode);
        publish();
        long durable = journal.durableSequence(level);
        while (durable < sequence)
        {
            relieve();
            durable = journal.durableSequence(level);
        }
        return durable;
    }

    @Override
    public void relieve()
    {
        if (journal.failed() || journal.stalled())
        {
            throw new UserMistake("the journal in " + directory + " cannot be written: " + journal.failure());
        }
        LockSupport.parkNanos(PAUSE_NS);
    }

    /** Records of the closed journal. */
    long records()
    {
        return records;
    }

    /** Bytes of the closed journal's records. */
    long bytes()
    {
        return bytes;
    }

    /** Evaluations that the armed envelope did not spare. */
    long evaluations()
    {
        return engine().evaluations();
    }

    @Override
    public void close()
    {
        publish();
        records = inputs();
        end();
        counters.close();
        bytes = journal.recordBytes();
        if (journal.failed())
        {
            throw new UserMistake("the journal in " + directory + " cannot be written: " + journal.failure());
        }
        final int latches = GuardLine.latches(guardWord());
        if ((latches & GuardLine.ENGINE_FAULT) != 0)
        {
            throw new UserMistake("an error stopped the engine while the tape was played, and what came after is not "
                + "decided: ./firebreak verify " + directory + " says from which input on");
        }
        if (latches != 0)
        {
            throw new UserMistake("the disk of " + directory + " ran full while the tape was played, and the gate was "
                + "closed meanwhile: make room, or give a --journal directory on another disk, and run it again");
        }
    }

    /** What is said where the journal's thread does not come to an end. */
    UserMistake lateJournal()
    {
        return new UserMistake("the journal in " + directory + " did not take its last records within a minute");
    }
}

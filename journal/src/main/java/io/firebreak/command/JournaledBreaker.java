package io.firebreak.command;

import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.feed.ClockSource;
import io.firebreak.feed.TapeEngine;
import io.firebreak.gate.GuardLine;
import io.firebreak.journal.ChronicleJournal;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSettings;
import io.firebreak.journal.JournalThread;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.Durability;
import io.firebreak.market.OrderKind;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.status.BreakerCounters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An inline breaker whose records a thread of its own journals. Owned by the thread that runs the tape.
 */
final class JournaledBreaker implements TapeEngine, AutoCloseable
{
    private static final int RECORD_BUFFER_BYTES = 1 << 24;
    private static final int POLL_LIMIT = 64;
    private static final long PAUSE_NS = 20_000L;
    private static final long STOP_TIMEOUT_NS = TimeUnit.MINUTES.toNanos(1);

    /** No alarm before the disk is full: on a tape it would only change the gate's answers. */
    private static final JournalSettings DISK = new JournalSettings(8 << 20, 64L << 20, 64L << 20);

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Path directory;
    private final ChronicleJournal journal;
    private final BreakerCounters counters;
    private final InlineBreaker breaker;
    private final JournalThread thread;
    private final VerdictDetail verdict = new VerdictDetail();
    private long records;
    private long bytes;

    private JournaledBreaker(
        final Path directory,
        final CompiledRulebook rulebook,
        final int instruments,
        final ClockSource clock,
        final boolean isEnvelope,
        final String properties)
    {
        this.directory = directory;
        final RecordBuffer buffer = RecordBuffer.map(directory, RECORD_BUFFER_BYTES);
        journal = new ChronicleJournal(directory, buffer, DISK);
        counters = BreakerCounters.map(directory.resolve(BreakerCounters.FILE_NAME), DataQualityCode.names());
        breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .counters(counters)
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(instruments))
            .journal(journal, buffer)
            .envelope(isEnvelope)
            .origin(
                properties,
                clock == ClockSource.EXCHANGE ? JournalStart.Clock.EXCHANGE : JournalStart.Clock.RECEIVE,
                System.currentTimeMillis() * NANOS_PER_MILLI));
        thread = JournalThread.start(journal);
    }

    /**
     * Starts one.
     *
     * @param directory   journal directory, which holds no journal yet.
     * @param rulebook    what decides.
     * @param instruments capacity.
     * @param clock       whose clock stamps the inputs.
     * @param isEnvelope  whether the armed envelope spares evaluations that cannot decide anything.
     * @param properties  lines of key=value for the journal.
     * @return a running breaker.
     * @throws UserMistake where the directory is in use or holds a journal.
     */
    static JournaledBreaker launch(
        final Path directory,
        final CompiledRulebook rulebook,
        final int instruments,
        final ClockSource clock,
        final boolean isEnvelope,
        final String properties)
    {
        try
        {
            if (JournalReader.exists(directory))
            {
                throw new UserMistake("the directory " + directory + " already holds a journal, and a run begins one: "
                    + "give another --journal directory; a tape that was cut short is played from its beginning again");
            }
            return new JournaledBreaker(directory, rulebook, instruments, clock, isEnvelope, properties);
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

    @Override
    public EventPublisher publisher()
    {
        return breaker.publisher();
    }

    @Override
    public int poll(final DecisionListener listener)
    {
        return breaker.decisions().poll(listener, POLL_LIMIT);
    }

    @Override
    public long nextDeadlineNs()
    {
        return breaker.nextDeadlineNs();
    }

    @Override
    public long inputs()
    {
        return breaker.sequence();
    }

    @Override
    public VerdictDetail checkPrint(
        final int instrument, final int aggressorCode, final long priceTicks, final long qtyLots, final long nowNs)
    {
        breaker.gate().checkPrint(
            instrument, aggressorCode, OrderKind.AGGRESSIVE.code(), priceTicks, qtyLots, nowNs, verdict);
        return verdict;
    }

    @Override
    public int mergedState(final int instrument)
    {
        return breaker.engine().governingState(instrument);
    }

    @Override
    public long bestBidTicks(final int instrument)
    {
        return breaker.engine().bestBidTicks(instrument);
    }

    @Override
    public long bestAskTicks(final int instrument)
    {
        return breaker.engine().bestAskTicks(instrument);
    }

    @Override
    public long awaitDurable(final int levelCode, final long sequence)
    {
        final Durability level = Durability.of(levelCode);
        breaker.onBatchEnd();
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
        return breaker.engine().evaluations();
    }

    @Override
    public void close()
    {
        breaker.onBatchEnd();
        if (!thread.stop(STOP_TIMEOUT_NS))
        {
            throw new UserMistake("the journal in " + directory + " did not take its last records within a minute");
        }
        records = breaker.sequence();
        breaker.close();
        counters.close();
        bytes = journal.recordBytes();
        if (journal.failed())
        {
            throw new UserMistake("the journal in " + directory + " cannot be written: " + journal.failure());
        }
        if (GuardLine.latches(breaker.guard().word(0)) != 0)
        {
            throw new UserMistake("the disk of " + directory + " ran full while the tape was played, and the gate was "
                + "closed meanwhile: make room, or give a --journal directory on another disk, and run it again");
        }
    }
}

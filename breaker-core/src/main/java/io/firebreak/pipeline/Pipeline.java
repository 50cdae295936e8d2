package io.firebreak.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.RingBuffer;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineImage;
import io.firebreak.gate.BoardRelay;
import io.firebreak.gate.GuardLine;
import io.firebreak.record.DecisionBuffer;
import io.firebreak.record.Journal;
import io.firebreak.record.SlotSlab;
import io.firebreak.status.BreakerCounters;
import io.firebreak.status.ErrorLog;

/**
 * The ring over a slab with its two stages: the engine, and behind it the journal. Both gate the ring, and nothing else
 * does. Made and closed by one thread of the host.
 */
public final class Pipeline implements MarketHold
{
    private static final int MAX_BATCH = 256;

    private final SlotSlab slab;
    private final RingBuffer<Slot> ring;
    private final GuardLine guard;
    private final OverrunPolicy policy;
    private final Exposures exposures;
    private final DecisionBuffer decisions;
    private final BreakerEngine engine;
    private final BreakerCounters counters;
    private final ErrorLog errors;
    private final Journal journal;
    private final Effects effects;
    private final EngineStage engineStage;
    private final JournalStage journalStage;
    private final BatchEventProcessor<Slot> processor;
    private final Thread engineThread;
    private final Thread journalThread;
    private final boolean single;
    private final boolean sequenced;
    private final long base;
    private String notKept;
    private volatile boolean open = true;

    /**
     * Build and start.
     *
     * @param settings how.
     * @param engine   decides from now on, on the pipeline's thread only.
     * @param relay    between the engine's board and the one that gates read.
     * @param guard    guard lines of the markets.
     * @param decisions where decisions go.
     * @param journal  open journal of the slab's records, or null.
     */
    public Pipeline(
        final PipelineSettings settings, final BreakerEngine engine, final BoardRelay relay, final GuardLine guard,
        final DecisionBuffer decisions, final Journal journal)
    {
        settings.waiting().require(Runtime.getRuntime().availableProcessors());
        this.engine = engine;
        this.guard = guard;
        this.decisions = decisions;
        this.journal = journal;
        slab = settings.slab();
        policy = settings.policy();
        single = !settings.isMultiProducer();
        sequenced = settings.isSequenced();
        slab.base(engine.sequence());
        base = slab.base();
        exposures = new Exposures(engine.capacities().instruments());
        effects = new Effects(engine, relay, exposures, decisions, slab.slots());
        counters = settings.counters();
        errors = settings.errors();
        engineStage = new EngineStage(engine, slab, journal != null, decisions, effects, counters, error ->
        {
            // First what protects the market: the rest may fail, too.
            guard.engineFault(0);
            keep(errors, error);
        });
        final SlotFactory factory = new SlotFactory();
        ring = single ?
            RingBuffer.createSingleProducer(factory, slab.count(), settings.waiting().strategy()) :
            RingBuffer.createMultiProducer(factory, slab.count(), settings.waiting().strategy());
        if (!single)
        {
            slab.claimed(this::publishedSequence);
        }
        processor = new BatchEventProcessorBuilder().setMaxBatchSize(MAX_BATCH)
            .build(ring, ring.newBarrier(), engineStage);
        processor.setExceptionHandler(engineStage);
        ring.addGatingSequences(processor.getSequence());
        engineThread = settings.threads().newThread(processor);
        if (journal == null)
        {
            journalStage = null;
            journalThread = null;
        }
        else
        {
            ring.addGatingSequences(new JournalSequence(slab));
            final JournalCycle cycle = counters == null ? JournalCycle.UNCOUNTED :
                new CountedCycle(counters, slab::committedSequence, this::publishedSequence);
            journalStage = new JournalStage(journal, cycle, error ->
            {
                guard.journalFault(0);
                keep(errors, error);
            });
            journalThread = settings.threads().newThread(journalStage);
            journalThread.start();
        }
        engineThread.start();
    }

    /**
     * A producer's end. In a ring of one producer only one may be used.
     *
     * @param relief run while it waits under BLOCK; null to only wait.
     * @return a writer for one thread.
     */
    public SlotWriter writer(final Runnable relief)
    {
        return new SlotWriter(this, single, relief);
    }

    /**
     * Whether several threads publish.
     *
     * @return true where each has a writer of its own.
     */
    public boolean isMultiProducer()
    {
        return !single;
    }

    /**
     * What takes effect outside the engine.
     *
     * @return the effects.
     */
    public Effects effects()
    {
        return effects;
    }

    /**
     * Which decisions no gate has judged under.
     *
     * @return exposures.
     */
    public Exposures exposures()
    {
        return exposures;
    }

    /**
     * Sequence of the last published input. Any thread.
     *
     * @return the sequence; in a ring of several producers it counts what is claimed too.
     */
    @Override
    public long publishedSequence()
    {
        return sequenceOf(ring.getCursor());
    }

    @Override
    public boolean isDecided(final long sequence)
    {
        return slab.committedSequence() >= sequence;
    }

    @Override
    public boolean isInForce(final long sequence)
    {
        return sequenced ? effects.marketSeq() >= sequence : isDecided(sequence);
    }

    @Override
    public long releasedSeq()
    {
        return engineStage.releasedSeq();
    }

    /**
     * What made the engine stop deciding. Any thread.
     *
     * @return an error, or null while it decides.
     */
    public Throwable failure()
    {
        return engineStage.failure();
    }

    /**
     * When the engine next has something to do without an event, as of the end of its last batch. Any thread.
     *
     * @return UTC ns, Long.MAX_VALUE where nothing.
     */
    public long nextDeadlineNs()
    {
        return engineStage.nextDeadlineNs();
    }

    /**
     * Whether the engine has worked on everything that was published, and its effects are out. Any thread; who sees it
     * may read the engine until something is published.
     *
     * @return true, too, where its thread has ended.
     */
    public boolean isAtRest()
    {
        return processor.getSequence().get() >= ring.getCursor() || !engineThread.isAlive();
    }

    /**
     * Opens the pipeline to the host: waits until the board shows what has been published so far, which is no more than
     * a restart, and from then on, where it is sequenced, leaves the board to the matching thread. Once, cold.
     */
    public void open()
    {
        final Pause pause = new Pause();
        while (!isAtRest())
        {
            pause.idle();
        }
        if (sequenced)
        {
            effects.carry();
        }
    }

    /**
     * Takes no more inputs, gives the stages until a deadline to come to an end, and ends them.
     *
     * @param timeoutNs longest wait for each stage.
     * @param relief    run while it waits; null to only wait.
     * @return what was left.
     */
    public CloseReport close(final long timeoutNs, final Runnable relief)
    {
        open = false;
        final long deadlineNs = System.nanoTime() + timeoutNs;
        final Pause pause = new Pause();
        while (slab.committedSequence() < publishedSequence() && engineThread.isAlive() &&
            System.nanoTime() - deadlineNs < 0)
        {
            if (relief != null)
            {
                relief.run();
            }
            pause.idle();
        }
        engineStage.halt();
        processor.halt();
        boolean ended = StageThread.hasEnded(engineThread, deadlineNs);
        final long committed = slab.committedSequence();
        if (journal != null)
        {
            pause.reset();
            while (slab.takenSequence() < committed && journalThread.isAlive() && !journal.failed() &&
                System.nanoTime() - deadlineNs < 0)
            {
                pause.idle();
            }
            journalStage.stop();
            ended &= StageThread.hasEnded(journalThread, deadlineNs);
        }
        final long undecided = publishedSequence() - committed + engineStage.undecided();
        final long unjournaled = journal == null ? 0 : committed - slab.takenSequence();
        boolean clean = ended && undecided == 0 && unjournaled == 0;
        if (ended)
        {
            try
            {
                clean &= end(publishedSequence() == committed && unjournaled == 0, committed);
            }
            finally
            {
                // Whatever happened, another process may go on with the directory.
                slab.close();
            }
        }
        return new CloseReport(undecided, unjournaled, decisions.size(), clean, notKept);
    }

    /** An engine that stopped deciding has a clean end of its journal too: what it did not decide says so itself. */
    private boolean end(final boolean complete, final long lastSequence)
    {
        if (journal == null)
        {
            return true;
        }
        if (!complete)
        {
            journal.abandon();
            return false;
        }
        if (engineStage.failure() == null)
        {
            notKept = keepLast();
        }
        journal.close(engineStage.digest(), engine.arenaHash(), lastSequence, engine.decisionSeq());
        return !journal.failed();
    }

    /** Without it a restart runs more records again; that is no reason to leave the journal without its end. */
    private String keepLast()
    {
        try
        {
            return journal.snapshot(EngineImage.head(engine), EngineImage.body(engine));
        }
        catch (final RuntimeException | Error ex)
        {
            keep(errors, ex);
            return ex.toString();
        }
    }

    /** Whether nothing will ever make room again. */
    boolean isHopeless()
    {
        return !engineThread.isAlive() || journal != null && (journal.failed() || !journalThread.isAlive());
    }

    boolean isOpen()
    {
        return open;
    }

    SlotSlab slab()
    {
        return slab;
    }

    RingBuffer<Slot> ring()
    {
        return ring;
    }

    /** What publishers count into; null for none. */
    BreakerCounters counters()
    {
        return counters;
    }

    private static void keep(final ErrorLog errors, final Throwable error)
    {
        if (errors != null)
        {
            errors.record(error);
        }
    }

    OverrunPolicy policy()
    {
        return policy;
    }

    GuardLine guard()
    {
        return guard;
    }

    long sequenceOf(final long ringSequence)
    {
        return base + ringSequence + 1;
    }
}

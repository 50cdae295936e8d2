package io.firebreak;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.codec.BoardLineEncoder;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.gate.BoardRelay;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GuardLine;
import io.firebreak.gate.LivenessLine;
import io.firebreak.market.TradingState;
import io.firebreak.pipeline.CloseReport;
import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.pipeline.Pipeline;
import io.firebreak.pipeline.PipelineSettings;
import io.firebreak.pipeline.SlotWriter;
import io.firebreak.record.DecisionBuffer;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalStart;
import io.firebreak.record.SlotSlab;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Firebreak beside the matching thread: events go through a ring to an engine on a thread of its own, so the matching
 * thread pays for a hand-over and not for the work. What it costs is the exposure window, the orders that the gate
 * judges between an event and the decision it causes; each decision's is measured and journaled.
 * <p>
 * DIRECT: the engine thread stores the board as soon as the decision is committed. SEQUENCED: the board's changes come
 * out of {@link #decisions()} as messages like the decisions; the venue puts each into its own order of commands, and
 * the matching thread calls {@link #apply} when its turn has come, so that a replicated venue's gates all change at the
 * same command. A restart stands in no such order: its board is in force when {@link #launch} returns.
 *
 * <pre>{@code
 * var slab = SlotSlab.map(directory, 1 << 14, 1 << 20);
 * var pipeline = BreakerPipeline.launch(new PipelineContext()
 *     .image(rulebook.image(), rulebook.imageHash())
 *     .journal(new ChronicleJournal(directory, new SlotRecords(slab)), slab)
 *     .origin("venue=A\n", JournalStart.Clock.HOST, nowNs)
 *     .listener(decisions));
 * pipeline.publisher().trade(1, 0, nowNs, nowNs, 0, 0, priceTicks, qtyLots, id, side, InputFlags.ELIGIBLE);
 * pipeline.decisions().poll(decisions, 16);
 * pipeline.close(TimeUnit.SECONDS.toNanos(5));
 * }</pre>
 *
 * Launched and closed by one thread. The publisher, the gate, {@link #onIdle} and {@link #apply} belong to the matching
 * thread; {@link #sharedGate()} and {@link #guard()} to any.
 */
public final class BreakerPipeline implements AutoCloseable
{
    private static final int RELIEF_LIMIT = 16;
    private static final long CLOSE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

    private final BreakerEngine engine;
    private final SlotSlab slab;
    private final Journal journal;
    private final GuardLine guard;
    private final DecisionPoller decisions;
    private final Pipeline pipeline;
    private final SlotWriter writer;
    private final InputPublisher publisher;
    private final BreakerGate sharedGate;
    private final PipelineGate gate;
    private final DurableMarks marks;
    private final GuardReport guardReport;
    private final Recovery recovery;
    private final Runnable relief;
    private CloseReport report;

    private BreakerPipeline(final PipelineContext context)
    {
        final UnsafeBuffer image = new UnsafeBuffer(context.image);
        engine = new BreakerEngine(context.capacities, image, context.imageHash, context.isEnvelope);
        context.requirePipelined();
        slab = context.slab;
        journal = context.journal;
        guard = new GuardLine(1, TradingState.of(image.getInt(ImageHeader.H_SAFE_STATE)));
        final DecisionBuffer waiting = new DecisionBuffer(context.decisionBufferBytes);
        decisions = new DecisionPoller(waiting, context.decisionBufferBytes);
        final PastRecords past = journal == null ? null : new PastRecords(engine)
            .open(journal, slab, guard, context.start(context.mode), context.counters);
        waiting.releasePendingSeq(engine.waitingReleaseSequence());
        final long lastNonce = engine.lastNonce(GuardReport.GUARD);
        final BoardRelay relay = new BoardRelay(engine.board());
        sharedGate = new BreakerGate(relay.published(), guard, new LivenessLine(slab),
            image.getLong(ImageHeader.H_MAX_STALE_NS));
        pipeline = new Pipeline(new PipelineSettings(slab, context.mode == JournalStart.Mode.SEQUENCED,
            context.multiProducer, context.waiting, context.policy, context.threads, context.counters,
            context.errorLog), engine, relay, guard, waiting, journal);
        final DecisionListener listener = context.listener;
        relief = listener == null ? null : () -> decisions.relieve(listener, RELIEF_LIMIT);
        writer = pipeline.writer(relief);
        publisher = new InputPublisher(writer);
        final boolean mayWait =
            context.mode == JournalStart.Mode.SEQUENCED && context.policy == OverrunPolicy.BLOCK;
        gate = new PipelineGate(sharedGate, pipeline.exposures(), new InputPublisher(new ReportWriter(writer, mayWait)),
            new InputPublisher(new ReportWriter(writer, false)), engine.capacities().instruments(), context.counters);
        marks = DurableMarks.of(context.hostMarks ? null : journal, image, decisions, publisher);
        guardReport = new GuardReport(guard, lastNonce, publisher, pipeline);
        recovery = past == null ? null : past.restart(writer);
        pipeline.open();
    }

    /** {@return what was found where the journal's directory held one already; null elsewhere} */
    public Recovery recovery()
    {
        return recovery;
    }

    /**
     * Build and start the engine's thread and, with a journal, the journal's.
     *
     * @param context settings; concluded by this call and not to be used again.
     * @return a running breaker.
     * @throws IllegalArgumentException where a setting is missing or wrong, with its name, or the rulebook needs the
     *                                  gate to know of each fill before the next, as only inline does.
     * @throws IllegalStateException    where the JVM lacks the one flag, the context was used before, or the journal
     *                                  cannot be opened.
     */
    public static BreakerPipeline launch(final PipelineContext context)
    {
        context.conclude();
        return new BreakerPipeline(context);
    }

    /**
     * Where events go.
     *
     * @return the publisher of the matching thread.
     */
    public EventPublisher publisher()
    {
        return publisher;
    }

    /**
     * The matching thread's end of the ring, for a host that encodes inputs itself.
     *
     * @return the writer behind {@link #publisher()}.
     */
    public SlotWriter writer()
    {
        return writer;
    }

    /**
     * A further thread's end of the ring. Only with several producers. What others publish behind a slot that it has
     * claimed waits until it commits: a thread that ends in between stops the engine, and the gate becomes stale.
     *
     * @return a writer of its own for one thread, which does not poll while it waits.
     * @throws IllegalStateException in a ring of one producer.
     */
    public SlotWriter newWriter()
    {
        if (!pipeline.isMultiProducer())
        {
            throw new IllegalStateException(
                "the ring has one producer: launch it with PipelineContext.multiProducer(true)");
        }
        return pipeline.writer(null);
    }

    /**
     * A publisher over a further thread's end of the ring.
     *
     * @param end from {@link #newWriter()}.
     * @return a publisher for the same thread.
     */
    public static EventPublisher publisher(final SlotWriter end)
    {
        return new InputPublisher(end);
    }

    /**
     * Where decisions come from; in SEQUENCED mode also the board's changes, as BoardLine messages.
     *
     * @return the poller of one thread of the host: the matching thread where a listener was given to poll with.
     */
    public DecisionPoller decisions()
    {
        return decisions;
    }

    /**
     * Apply a message of {@link #decisions()} when its turn has come in the venue's own order of commands. SEQUENCED
     * mode, on the matching thread; only a BoardLine changes anything, so every message may be applied.
     *
     * @param templateId of the message.
     * @param buffer     holds it.
     * @param offset     of its SBE header.
     * @param length     of header and block.
     */
    public void apply(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (templateId == BoardLineEncoder.TEMPLATE_ID)
        {
            pipeline.effects().apply(buffer, offset, length);
        }
    }

    /**
     * What answers "may this go?" on the matching thread.
     *
     * @return the gate that also tells the engine when a decision took effect.
     */
    public PipelineGate gate()
    {
        return gate;
    }

    /**
     * The same answers for every other thread.
     *
     * @return the gate; it only reads.
     */
    public BreakerGate sharedGate()
    {
        return sharedGate;
    }

    /**
     * The guard latches, for any thread: they tighten at once, and work without the engine.
     *
     * @return the guard line.
     */
    public GuardLine guard()
    {
        return guard;
    }

    /**
     * The host is idle: let time pass, tell what was dropped and what the guard line did, and submit a durable mark
     * where a release waits for one. A live host calls this at least every millisecond.
     *
     * @param nowNs host's clock.
     * @return 0, or what the publisher answered to the first input that was not taken.
     */
    public int onIdle(final long nowNs)
    {
        final int answer = publisher.tick(nowNs, 0);
        final int told = answer < 0 ? answer : failure() != null ? 0 : guardReport.submit(nowNs);
        return told < 0 ? told : submitMark(nowNs);
    }

    /**
     * Submit a durable mark where a release waits for one and the journal has passed it.
     *
     * @param nowNs engine time of the mark.
     * @return 0, or what the publisher answered where the mark was not taken.
     */
    public int submitMark(final long nowNs)
    {
        return marks.submit(nowNs);
    }

    /**
     * When the engine next has something to do without an event, as of the end of its last batch. Any thread.
     *
     * @return UTC ns, Long.MAX_VALUE where nothing.
     */
    public long nextDeadlineNs()
    {
        return pipeline.nextDeadlineNs();
    }

    /**
     * Sequence of the last published input. Any thread.
     *
     * @return the sequence.
     */
    public long publishedSequence()
    {
        return pipeline.publishedSequence();
    }

    /**
     * Sequence of the last decided record: it survives the death of the process. Any thread.
     *
     * @return COMMITTED mark.
     */
    public long committedSequence()
    {
        return slab.committedSequence();
    }

    /**
     * What made the engine stop deciding: then the guard line holds the market in its safe state until a restart. Any
     * thread.
     *
     * @return an error, or null while it decides.
     */
    public Throwable failure()
    {
        return pipeline.failure();
    }

    /**
     * Take no more inputs, give engine and journal time to come to an end, and end them.
     *
     * @param timeoutNs longest wait; 200 ms more for each thread to stop what it is in.
     * @return what was left; the same at every later call.
     */
    public CloseReport close(final long timeoutNs)
    {
        if (report == null)
        {
            report = pipeline.close(timeoutNs, relief);
        }
        return report;
    }

    /**
     * Digest of a closed pipeline's engine.
     *
     * @return 64 bits.
     * @throws IllegalStateException before {@link #close(long)}.
     */
    public long digest()
    {
        requireClosed();
        return engine.digest();
    }

    /**
     * Evaluations of a closed pipeline's engine that the armed envelope did not spare; no decision rests on the count.
     *
     * @return count since the launch.
     * @throws IllegalStateException before {@link #close(long)}.
     */
    public long evaluations()
    {
        requireClosed();
        return engine.evaluations();
    }

    /** Whether the engine has worked on everything that was published, and its effects are out. Any thread. */
    boolean isAtRest()
    {
        return pipeline.isAtRest();
    }

    /** The engine; its thread's while it is not at rest. */
    BreakerEngine engine()
    {
        return engine;
    }

    private void requireClosed()
    {
        if (report == null)
        {
            throw new IllegalStateException("the engine's state may be read when the pipeline is closed");
        }
    }

    /** Close within ten seconds; {@link #close(long)} says what was left. */
    @Override
    public void close()
    {
        close(CLOSE_TIMEOUT_NS);
    }
}

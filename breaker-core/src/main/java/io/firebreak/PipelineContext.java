package io.firebreak;

import io.firebreak.arena.Capacities;
import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.pipeline.WaitKind;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalStart;
import io.firebreak.record.SlotSlab;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Settings of a {@link BreakerPipeline}. Fluent, used once.
 */
public final class PipelineContext
{
    private static final int MIN_DECISION_BUFFER = 1 << 18;
    private static final int DEFAULT_SLOTS = 1 << 13;
    private static final int DEFAULT_SPILL = 1 << 20;

    byte[] image;
    long imageHash;
    Capacities capacities = Capacities.forInstruments(64);
    JournalStart.Mode mode = JournalStart.Mode.DIRECT;
    Journal journal;
    SlotSlab slab;
    boolean multiProducer;
    WaitKind waiting = WaitKind.SLEEP;
    OverrunPolicy policy = OverrunPolicy.BLOCK;
    DecisionListener listener;
    ThreadFactory threads = PipelineContext::daemon;
    int decisionBufferBytes = 1 << 20;
    String properties = "";
    JournalStart.Clock clock = JournalStart.Clock.HOST;
    long createdNs;
    boolean isEnvelope = true;
    private boolean concluded;

    /**
     * Create settings with defaults.
     */
    public PipelineContext()
    {
    }

    /**
     * The rulebook, compiled.
     *
     * @param bytes parameter image.
     * @param hash  first 8 bytes of its SHA-256, little-endian.
     * @return this.
     */
    public PipelineContext image(final byte[] bytes, final long hash)
    {
        image = bytes.clone();
        imageHash = hash;
        return this;
    }

    /**
     * What the engine is built for.
     *
     * @param value capacities; default 64 instruments.
     * @return this.
     */
    public PipelineContext capacities(final Capacities value)
    {
        capacities = value;
        return this;
    }

    /**
     * Who stores the board.
     *
     * @param value DIRECT, the default, or SEQUENCED.
     * @return this.
     */
    public PipelineContext mode(final JournalStart.Mode value)
    {
        mode = value;
        return this;
    }

    /**
     * Journal every record. Without a journal nothing is kept and nothing is durable.
     *
     * @param value journal of the slab's records; the pipeline opens, drains and closes it.
     * @param slots slab that it takes records from.
     * @return this.
     */
    public PipelineContext journal(final Journal value, final SlotSlab slots)
    {
        journal = value;
        slab = slots;
        return this;
    }

    /**
     * The ring where there is no journal.
     *
     * @param slots slab; default 8,192 slots in memory.
     * @return this.
     */
    public PipelineContext slab(final SlotSlab slots)
    {
        slab = slots;
        return this;
    }

    /**
     * Whether several threads publish, each with a {@link BreakerPipeline#newWriter()}.
     *
     * @param value default false.
     * @return this.
     */
    public PipelineContext multiProducer(final boolean value)
    {
        multiProducer = value;
        return this;
    }

    /**
     * How the engine thread waits.
     *
     * @param value default SLEEP.
     * @return this.
     */
    public PipelineContext waiting(final WaitKind value)
    {
        waiting = value;
        return this;
    }

    /**
     * What a full ring does.
     *
     * @param value default BLOCK.
     * @return this.
     */
    public PipelineContext overrun(final OverrunPolicy value)
    {
        policy = value;
        return this;
    }

    /**
     * Who takes decisions while the matching thread waits for room. Needed where the matching thread is the one that
     * polls: it would wait for the engine, and the engine for it.
     *
     * @param value called on the matching thread, from within the publisher; null where another thread polls.
     * @return this.
     */
    public PipelineContext listener(final DecisionListener value)
    {
        listener = value;
        return this;
    }

    /**
     * Who makes the engine's and the journal's thread, in this order.
     *
     * @param value default: daemon threads with names.
     * @return this.
     */
    public PipelineContext threads(final ThreadFactory value)
    {
        threads = value;
        return this;
    }

    /**
     * Bytes of the buffer decisions wait in.
     *
     * @param bytes power of two, at least 256 KiB; default 1 MiB.
     * @return this.
     */
    public PipelineContext decisionBufferBytes(final int bytes)
    {
        decisionBufferBytes = bytes;
        return this;
    }

    /**
     * Facts of the run for the journal's first segment.
     *
     * @param text      lines of key=value.
     * @param source    whose clock stamps the inputs.
     * @param startedNs host's clock at the start.
     * @return this.
     */
    public PipelineContext origin(final String text, final JournalStart.Clock source, final long startedNs)
    {
        properties = text;
        clock = source;
        createdNs = startedNs;
        return this;
    }

    /**
     * Whether the armed envelope spares evaluations that cannot decide anything. Without it every event evaluates every
     * rule; no decision, digest or limit differs.
     *
     * @param value default true.
     * @return this.
     */
    public PipelineContext envelope(final boolean value)
    {
        isEnvelope = value;
        return this;
    }

    void conclude()
    {
        if (concluded)
        {
            throw new IllegalStateException("this PipelineContext has launched a breaker before: make a new one");
        }
        concluded = true;
        Objects.requireNonNull(capacities, "capacities");
        Objects.requireNonNull(waiting, "waiting");
        Objects.requireNonNull(policy, "overrun");
        Objects.requireNonNull(threads, "threads");
        if (image == null)
        {
            throw new IllegalArgumentException("image is missing: Rulebook.load(name) gives one");
        }
        if (mode != JournalStart.Mode.DIRECT && mode != JournalStart.Mode.SEQUENCED)
        {
            throw new IllegalArgumentException("mode=" + mode + ": DIRECT or SEQUENCED; InlineBreaker runs INLINE");
        }
        if (decisionBufferBytes < MIN_DECISION_BUFFER || Integer.bitCount(decisionBufferBytes) != 1)
        {
            throw new IllegalArgumentException("decisionBufferBytes=" + decisionBufferBytes +
                " must be a power of two of at least " + MIN_DECISION_BUFFER);
        }
        DurableMarks.require(journal, new UnsafeBuffer(image), false);
        if (journal != null && slab == null)
        {
            throw new IllegalArgumentException("a journal needs the slab that it takes records from");
        }
        if (slab == null)
        {
            slab = SlotSlab.inMemory(DEFAULT_SLOTS, DEFAULT_SPILL);
        }
    }

    private static Thread daemon(final Runnable work)
    {
        final Thread thread = new Thread(work, "firebreak-pipeline");
        thread.setDaemon(true);
        return thread;
    }
}

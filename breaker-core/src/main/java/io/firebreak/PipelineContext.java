package io.firebreak;

import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.pipeline.WaitKind;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalStart;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.RulebookException;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * Settings of a {@link BreakerPipeline}. Fluent, used once.
 */
public final class PipelineContext extends BreakerContext<PipelineContext>
{
    private static final int DEFAULT_SLOTS = 1 << 13;
    private static final int DEFAULT_SPILL = 1 << 20;

    JournalStart.Mode mode = JournalStart.Mode.DIRECT;
    SlotSlab slab;
    boolean multiProducer;
    WaitKind waiting = WaitKind.SLEEP;
    OverrunPolicy policy = OverrunPolicy.BLOCK;
    DecisionListener listener;
    ThreadFactory threads = PipelineContext::daemon;

    /**
     * Create settings with defaults.
     */
    public PipelineContext()
    {
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

    @Override
    PipelineContext self()
    {
        return this;
    }

    @Override
    void conclude()
    {
        super.conclude();
        Objects.requireNonNull(waiting, "waiting");
        Objects.requireNonNull(policy, "overrun");
        Objects.requireNonNull(threads, "threads");
        if (mode != JournalStart.Mode.DIRECT && mode != JournalStart.Mode.SEQUENCED)
        {
            throw new IllegalArgumentException("mode=" + mode + ": DIRECT or SEQUENCED; InlineBreaker runs INLINE");
        }
        if (journal != null && slab == null)
        {
            throw new IllegalArgumentException("a journal needs the slab that it takes records from");
        }
        if (slab == null)
        {
            slab = SlotSlab.inMemory(DEFAULT_SLOTS, DEFAULT_SPILL);
        }
    }

    /** Only of an image that an engine has taken. */
    void requirePipelined()
    {
        try
        {
            CompiledRulebook.fromImage(image).requirePipelined();
        }
        catch (final RulebookException ex)
        {
            throw new IllegalArgumentException("mode=" + mode + ": " + ex.getMessage(), ex);
        }
    }

    private static Thread daemon(final Runnable work)
    {
        final Thread thread = new Thread(work, "firebreak-pipeline");
        thread.setDaemon(true);
        return thread;
    }
}

package io.firebreak.bench;

import io.firebreak.BreakerPipeline;
import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.PipelineContext;
import io.firebreak.arena.Capacities;
import io.firebreak.bench.PacedPass.Work;
import io.firebreak.journal.ChronicleJournal;
import io.firebreak.pipeline.WaitKind;
import io.firebreak.record.JournalStart;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import java.nio.file.Path;

/**
 * The stream through a {@code PIPELINED_DIRECT} ring: an event is done when its publisher sees that the record with its
 * decisions is committed, from when on it survives the process. One publishing thread.
 */
final class RingFeed implements Work, AutoCloseable
{
    private static final int SLOTS = 1 << 13;
    private static final int SPILL_BYTES = 1 << 20;

    private final BreakerPipeline pipeline;
    private final StreamPublisher publisher;
    private final EventStream events;
    private final DecisionListener listener = (template, buffer, offset, length) ->
    {
        // Only taken.
    };

    /**
     * Launch, define the instruments and play the start.
     *
     * @param instruments how many.
     * @param directory   of the journal; null runs without one.
     * @param start       books at the start.
     * @param events      what is timed.
     */
    RingFeed(final int instruments, final Path directory, final EventStream start, final EventStream events)
    {
        this.events = events;
        final CompiledRulebook rulebook = BenchRulebook.load();
        final PipelineContext context = new PipelineContext().image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(instruments)).waiting(WaitKind.YIELD).listener(listener)
            .origin("bench", JournalStart.Clock.HOST, StreamGenerator.START_NS);
        if (directory != null)
        {
            final SlotSlab slab = SlotSlab.map(directory, SLOTS, SPILL_BYTES);
            context.journal(new ChronicleJournal(directory, new SlotRecords(slab)), slab);
        }
        pipeline = BreakerPipeline.launch(context);
        publisher = new StreamPublisher(pipeline.publisher());
        publisher.define(instruments, StreamGenerator.START_NS);
        for (int k = 0; k < start.size(); k++)
        {
            publish(start, k);
        }
        rest();
    }

    @Override
    public boolean run(final int k)
    {
        publish(events, k);
        final long sequence = pipeline.publishedSequence();
        int turns = 0;
        while (pipeline.committedSequence() < sequence)
        {
            HopAndBack.await(++turns);
        }
        return false;
    }

    @Override
    public void rest()
    {
        pipeline.decisions().poll(listener, Integer.MAX_VALUE);
    }

    private void publish(final EventStream stream, final int k)
    {
        if (publisher.publish(stream.buffer(), k * EventStream.RECORD_LENGTH) == EventPublisher.BACK_PRESSURED)
        {
            throw new IllegalStateException("the ring takes nothing any more", pipeline.failure());
        }
    }

    /** {@return digest of the closed engine} */
    long digest()
    {
        return pipeline.digest();
    }

    @Override
    public void close()
    {
        pipeline.close();
    }
}

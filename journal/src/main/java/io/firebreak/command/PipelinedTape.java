package io.firebreak.command;

import io.firebreak.BreakerPipeline;
import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.InlineGate;
import io.firebreak.PipelineContext;
import io.firebreak.PipelineInStep;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.pipeline.CloseReport;
import io.firebreak.pipeline.WaitKind;
import io.firebreak.record.JournalStart;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;

/**
 * The engine runs on a thread of its own, in step with the tape: the tape waits for the decisions of each input, so
 * that its host answers at the same place in the order of inputs as inline.
 */
final class PipelinedTape extends JournaledBreaker
{
    private static final int SLOTS = 1 << 15;
    private static final int SPILL_BYTES = 1 << 22;

    private final BreakerPipeline pipeline;
    private final PipelineInStep step;

    private PipelinedTape(final TapeSettings settings, final JournalStart.Mode mode, final SlotSlab slab)
    {
        super(settings.directory(), new SlotRecords(slab));
        // Both threads are at work in turn: whoever waits offers its processor to the other, and sleeps for neither.
        pipeline = BreakerPipeline.launch(settings.in(new PipelineContext(), counters())
            .mode(mode).waiting(WaitKind.YIELD).journal(journal(), slab));
        step = new PipelineInStep(pipeline);
    }

    static PipelinedTape launch(final TapeSettings settings, final JournalStart.Mode mode)
    {
        return new PipelinedTape(settings, mode, SlotSlab.map(settings.directory(), SLOTS, SPILL_BYTES));
    }

    @Override
    public EventPublisher publisher()
    {
        return step.publisher();
    }

    @Override
    public int poll(final DecisionListener listener)
    {
        return step.poll(listener, POLL_LIMIT);
    }

    @Override
    public long nextDeadlineNs()
    {
        return step.nextDeadlineNs();
    }

    @Override
    public long inputs()
    {
        return pipeline.publishedSequence();
    }

    @Override
    BreakerEngine engine()
    {
        return step.engine();
    }

    @Override
    InlineGate gate()
    {
        return step.gate();
    }

    @Override
    long guardWord()
    {
        return pipeline.guard().word(0);
    }

    @Override
    void publish()
    {
        // A slot is the journal's as soon as it is decided.
    }

    @Override
    void end()
    {
        final CloseReport report = pipeline.close(STOP_TIMEOUT_NS);
        if (report.unjournaled() > 0 && !journal().failed())
        {
            throw lateJournal();
        }
    }
}

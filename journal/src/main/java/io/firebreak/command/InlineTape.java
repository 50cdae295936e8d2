package io.firebreak.command;

import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.InlineGate;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.journal.JournalThread;
import io.firebreak.record.RecordBuffer;

/** The engine runs on the tape's thread; its records leave through a record buffer. */
final class InlineTape extends JournaledBreaker
{
    private static final int RECORD_BUFFER_BYTES = 1 << 24;

    private final InlineBreaker breaker;
    private final JournalThread thread;

    private InlineTape(final TapeSettings settings, final RecordBuffer buffer)
    {
        super(settings.directory(), buffer);
        breaker = InlineBreaker.launch(settings.in(new InlineBreaker.Context(), counters()).journal(journal(), buffer));
        thread = JournalThread.start(journal());
    }

    static InlineTape launch(final TapeSettings settings)
    {
        return new InlineTape(settings, RecordBuffer.map(settings.directory(), RECORD_BUFFER_BYTES));
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
    BreakerEngine engine()
    {
        return breaker.engine();
    }

    @Override
    InlineGate gate()
    {
        return breaker.gate();
    }

    @Override
    long guardWord()
    {
        return breaker.guard().word(0);
    }

    @Override
    void publish()
    {
        breaker.onBatchEnd();
    }

    @Override
    void end()
    {
        if (!thread.stop(STOP_TIMEOUT_NS))
        {
            throw lateJournal();
        }
        breaker.close();
    }
}

package io.firebreak.bench;

import io.firebreak.journal.ChronicleJournal;
import io.firebreak.journal.JournalThread;
import io.firebreak.market.Durability;
import io.firebreak.record.RecordBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The engine on the caller's thread and its journal on one of its own. All methods on the caller's thread.
 */
final class JournaledFeed implements AutoCloseable
{
    private static final int BUFFER_BYTES = 1 << 23;
    private static final long STOP_NS = TimeUnit.SECONDS.toNanos(60);

    private final ChronicleJournal journal;
    private final JournalThread thread;
    private final EngineFeed engine;

    /**
     * Launch, with the bench rulebook.
     *
     * @param instruments how many.
     * @param directory   of the journal; empty.
     */
    JournaledFeed(final int instruments, final Path directory)
    {
        final RecordBuffer records = RecordBuffer.map(directory, BUFFER_BYTES);
        journal = new ChronicleJournal(directory, records);
        engine = new EngineFeed(instruments, StreamGenerator.START_NS, journal, records, this::awaitRoom);
        thread = JournalThread.start(journal);
    }

    EngineFeed engine()
    {
        return engine;
    }

    /** Wait until the journal has every record so far. */
    void awaitJournal()
    {
        engine.breaker().onBatchEnd();
        final long last = engine.breaker().engine().sequence();
        while (journal.durableSequence(Durability.J1) < last)
        {
            awaitRoom();
        }
    }

    long recordBytes()
    {
        return journal.recordBytes();
    }

    private void awaitRoom()
    {
        if (journal.failure() != null)
        {
            throw new IllegalStateException("the journal cannot go on", journal.failure());
        }
        Thread.onSpinWait();
    }

    @Override
    public void close()
    {
        if (!thread.stop(STOP_NS))
        {
            throw new IllegalStateException("the journal's thread does not end");
        }
        engine.close();
    }
}

package io.firebreak;

import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineImage;
import io.firebreak.gate.BoardRelay;
import io.firebreak.gate.GuardLine;
import io.firebreak.gate.StateBoard;
import io.firebreak.market.Scope;
import io.firebreak.pipeline.MarketHold;
import io.firebreak.record.DecisionBuffer;
import io.firebreak.record.DecisionCounts;
import io.firebreak.record.InputLayout;
import io.firebreak.record.InputWriter;
import io.firebreak.record.Journal;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import io.firebreak.status.ErrorLog;
import io.firebreak.status.OverrunEvent;
import org.agrona.LangUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes a record of each input: claims its place, lets the engine work on it there, appends digest and length. The
 * tail is published every 16 records, on any decision, and at the end of a batch. What a record changes for the gate is
 * stored when the record is complete, and where it carries a decision when the tail has passed it: nobody can act on a
 * decision that a killed process does not find again. Owned by the matching thread.
 * <p>
 * An error that leaves the engine ends its decisions for good: it is not deterministic, so nothing that the engine
 * would decide from there on could be replayed. The guard line closes the market, and inputs are journaled as
 * {@link RecordLayout#UNDECIDED}; a restart replays the journal.
 */
final class RecordWriter implements InputWriter, MarketHold
{
    private static final int PUBLISH_EVERY = 16;
    private static final int MARKET = Scope.market(0);

    private final BreakerEngine engine;
    private final RecordBuffer records;
    private final DecisionBuffer decisions;
    private final boolean discard;
    private final BreakerCounters counters;
    private final DecisionCounts counts;
    private final GuardLine guard;
    private final ErrorLog errors;
    private final BoardRelay relay;
    private final UnsafeBuffer b;

    private int record;
    private int inputBytes;
    private int unpublished;
    private long timeNs;
    private long sequence;
    private long digest;
    private long releasedSeq;
    private boolean stopped;

    RecordWriter(
        final BreakerEngine engine, final RecordBuffer records, final DecisionBuffer decisions, final boolean discard,
        final BreakerCounters counters, final GuardLine guard, final ErrorLog errors)
    {
        this.counters = counters;
        counts = counters == null ? null : new DecisionCounts(counters);
        this.guard = guard;
        this.errors = errors;
        this.engine = engine;
        this.records = records;
        this.decisions = decisions;
        this.discard = discard;
        relay = new BoardRelay(engine.board());
        b = records.buffer();
    }

    /** The engine has worked through an earlier process's records: what comes next stands behind them. */
    void goOn()
    {
        sequence = engine.sequence();
        digest = engine.digest();
    }

    @Override
    public UnsafeBuffer buffer()
    {
        return b;
    }

    @Override
    public int begin(
        final int templateId, final int blockLength, final int sourceId, final long sourceSeq, final long atNs,
        final long sourceTimeNs, final int scope, final int flags)
    {
        if (!decisions.hasRoom())
        {
            return backPressured(sourceId, sourceSeq);
        }
        int claimed = records.claim(RecordLayout.MAX_RECORD_LENGTH);
        if (claimed < 0)
        {
            if (!discard)
            {
                return backPressured(sourceId, sourceSeq);
            }
            unpublished = 0;
            records.discard();
            claimed = records.claim(RecordLayout.MAX_RECORD_LENGTH);
            if (claimed < 0)
            {
                // The breaker is closed.
                return backPressured(sourceId, sourceSeq);
            }
        }
        record = claimed;
        timeNs = atNs;
        inputBytes = blockLength + MessageHeaderEncoder.ENCODED_LENGTH;
        final int o = claimed + RecordLayout.INPUT_OFFSET;
        b.putLong(o, blockLength | (long)templateId << 16 | (long)MessageHeaderEncoder.SCHEMA_ID << 32 |
            (long)MessageHeaderEncoder.SCHEMA_VERSION << 48);
        b.putLong(o + InputLayout.TIME_OFFSET, atNs);
        b.putLong(o + InputLayout.SOURCE_TIME_OFFSET, sourceTimeNs);
        b.putLong(o + InputLayout.SOURCE_SEQ_OFFSET, sourceSeq);
        b.putLong(o + InputLayout.SCOPE_OFFSET, scope & 0xFFFFFFFFL | (long)(sourceId & 0xFFFF) << 32 |
            (long)(flags & 0xFFFF) << 48);
        return o + InputLayout.BODY_OFFSET;
    }

    @Override
    public int end()
    {
        final int input = record + RecordLayout.INPUT_OFFSET;
        final int output = input + RecordLayout.align(inputBytes);
        if (stopped)
        {
            return keep(output);
        }
        final int bytes;
        try
        {
            bytes = engine.onMessage(timeNs, b, input, inputBytes, b, output);
        }
        catch (final RuntimeException | Error ex)
        {
            return stop(ex, output);
        }
        final int count = engine.decisionCount();
        sequence = engine.sequence();
        b.putLong(record + RecordLayout.SEQUENCE_OFFSET, sequence);
        b.putLong(record + RecordLayout.INPUT_BYTES_OFFSET, inputBytes | (long)count << 16 |
            (long)(engine.isExposed() ? RecordLayout.EXPOSED : 0) << 32);
        digest = engine.digest();
        b.putLong(output + bytes, digest);
        records.commit(record, output + bytes + RecordLayout.DIGEST_LENGTH - record);
        if (count > 0 || ++unpublished >= PUBLISH_EVERY)
        {
            publish();
        }
        relay.publishNoted();
        if (count > 0)
        {
            noteHold();
            decisions.watch(b, output, bytes, sequence);
            decisions.offer(b, output, bytes);
        }
        if (counters != null)
        {
            counters.increment(BreakerCounter.INPUTS);
            counters.set(BreakerCounter.DECIDED_SEQUENCE, sequence);
            counts.count(b, output, bytes);
        }
        return count;
    }

    /**
     * Sequence of the last record, also of one that the engine did not decide.
     *
     * @return 0 before the first.
     */
    long sequence()
    {
        return sequence;
    }

    @Override
    public long publishedSequence()
    {
        return sequence;
    }

    @Override
    public boolean isDecided(final long atSequence)
    {
        return true;
    }

    @Override
    public boolean isInForce(final long atSequence)
    {
        return true;
    }

    @Override
    public long releasedSeq()
    {
        return releasedSeq;
    }

    /** The operators' hold of the market changes with a decision only. */
    private void noteHold()
    {
        final boolean isHeld = engine.isHeldByOperator(MARKET);
        if (isHeld != (releasedSeq == HELD))
        {
            releasedSeq = isHeld ? HELD : sequence;
        }
    }

    @Override
    public boolean isStopped()
    {
        return stopped;
    }

    private int stop(final Throwable error, final int output)
    {
        // First what protects the market: the rest may fail, too.
        stopped = true;
        guard.engineFault(0);
        final int count = keep(output);
        if (counters != null)
        {
            counters.increment(BreakerCounter.ENGINE_STOPS);
        }
        keep(error);
        return count;
    }

    private void keep(final Throwable error)
    {
        if (errors != null)
        {
            errors.record(error);
        }
    }

    private int keep(final int output)
    {
        sequence++;
        b.putLong(record + RecordLayout.SEQUENCE_OFFSET, sequence);
        b.putLong(record + RecordLayout.INPUT_BYTES_OFFSET, inputBytes | (long)RecordLayout.UNDECIDED << 32);
        b.putLong(output, digest);
        records.commit(record, output + RecordLayout.DIGEST_LENGTH - record);
        publish();
        if (counters != null)
        {
            counters.increment(BreakerCounter.INPUTS_UNDECIDED);
        }
        return 0;
    }

    private int backPressured(final int sourceId, final long sourceSeq)
    {
        final OverrunEvent event = OverrunEvent.begun();
        if (event != null)
        {
            event.ended("INLINE", false, sourceId, sourceSeq);
        }
        if (counters != null)
        {
            counters.addShared(BreakerCounter.BACK_PRESSURE, 1);
        }
        return EventPublisher.BACK_PRESSURED;
    }

    /** {@return the board that gates read} */
    StateBoard board()
    {
        return relay.published();
    }

    void publish()
    {
        unpublished = 0;
        records.publish();
    }

    /** Keep the state after the last record beside the journal; null where it was kept, else why not. */
    String snapshot(final Journal journal)
    {
        if (journal == null || stopped)
        {
            return journal == null ? "there is no journal" : "the engine has stopped inside an input";
        }
        publish();
        return journal.snapshot(EngineImage.head(engine), EngineImage.body(engine));
    }

    /** Without it a restart runs more records again; that is no reason to leave the journal without its end. */
    private Throwable keepLast(final Journal journal)
    {
        try
        {
            snapshot(journal);
            return null;
        }
        catch (final RuntimeException | Error ex)
        {
            keep(ex);
            return ex;
        }
    }

    /** Publish everything, and close the journal, whose thread has stopped, behind a snapshot; null: there is none. */
    void close(final Journal journal)
    {
        try
        {
            publish();
            if (journal != null)
            {
                // A restart uses no snapshot whose last input the journal's files do not have.
                while (journal.drain() > 0)
                {
                    continue;
                }
                final Throwable notKept = keepLast(journal);
                journal.close(digest, engine.arenaHash(), sequence, engine.decisionSeq());
                if (notKept != null && errors == null)
                {
                    // Nobody else would say it. The journal has its end by now.
                    LangUtil.rethrowUnchecked(notKept);
                }
            }
        }
        finally
        {
            // Whatever happened, another process may go on with the directory.
            records.close();
        }
    }
}

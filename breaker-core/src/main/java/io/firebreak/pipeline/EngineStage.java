package io.firebreak.pipeline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.market.Scope;
import io.firebreak.record.DecisionBuffer;
import io.firebreak.record.DecisionCounts;
import io.firebreak.record.InputLayout;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SlotLayout;
import io.firebreak.record.SlotSlab;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lets the engine work on each slot, commits it, and then lets its decisions take effect: first the board, then the
 * decision buffer. Owned by the engine thread.
 * <p>
 * A RuntimeException of the engine is deterministic, and the engine itself answers it. Whatever else comes out of it is
 * not: the engine stops deciding for good, the guard line takes the market's safe state, and inputs are still committed
 * so that they are journaled, marked {@link RecordLayout#UNDECIDED}. Nothing is thrown on to the Disruptor.
 */
class EngineStage implements EventHandler<Slot>, ExceptionHandler<Slot>
{
    private final BreakerEngine engine;
    private final SlotSlab slab;
    private final UnsafeBuffer slots;
    private final Spill spill;
    private final boolean journaled;
    private final DecisionBuffer decisions;
    private final Effects effects;
    private final BreakerCounters counters;
    private final DecisionCounts counts;
    private final Consumer<Throwable> onFault;
    private final Pause pause = new Pause();

    private long digest;
    private long counted;
    private volatile long releasedSeq;
    private volatile boolean halting;
    private volatile Throwable failure;
    private volatile long nextDeadlineNs = Long.MAX_VALUE;
    private volatile long undecided;

    EngineStage(
        final BreakerEngine engine, final SlotSlab slab, final boolean journaled, final DecisionBuffer decisions,
        final Effects effects, final BreakerCounters counters, final Consumer<Throwable> onFault)
    {
        this.engine = engine;
        this.slab = slab;
        this.journaled = journaled;
        this.decisions = decisions;
        this.effects = effects;
        this.counters = counters;
        counts = counters == null ? null : new DecisionCounts(counters);
        this.onFault = onFault;
        slots = slab.slots();
        spill = new Spill(slab);
        digest = engine.digest();
    }

    @Override
    public void onEvent(final Slot entry, final long ringSequence, final boolean endOfBatch)
    {
        final long sequence = slab.base() + ringSequence + 1;
        if (failure == null && awaitRoom())
        {
            try
            {
                decide(entry.offset, sequence);
            }
            catch (final Throwable ex)
            {
                stopDeciding(ex);
            }
        }
        if (failure != null && slab.committedSequence() < sequence)
        {
            undecided = undecided + 1;
            if (counters != null)
            {
                counters.increment(BreakerCounter.INPUTS_UNDECIDED);
            }
            commit(entry.offset, sequence, 0, RecordLayout.UNDECIDED, 0, SlotLayout.IN_SLOT);
        }
        if (counters != null && endOfBatch && failure == null)
        {
            counters.add(BreakerCounter.INPUTS, sequence - Math.max(counted, slab.base()));
            counters.set(BreakerCounter.DECIDED_SEQUENCE, sequence);
            counted = sequence;
        }
        if (endOfBatch && failure == null && nextDeadlineNs != engine.nextDeadlineNs())
        {
            nextDeadlineNs = engine.nextDeadlineNs();
        }
    }

    @Override
    public void onBatchStart(final long batchSize, final long queueDepth)
    {
        if (counters != null)
        {
            counters.raise(BreakerCounter.RING_DEPTH_MAX, queueDepth);
        }
    }

    private void decide(final int slot, final long sequence)
    {
        final int input = slot + SlotLayout.INPUT_OFFSET;
        final int out = spill.offset();
        final int bytes = work(slots.getLong(input + InputLayout.TIME_OFFSET), slots, input,
            slots.getShort(slot + SlotLayout.INPUT_BYTES_OFFSET) & 0xFFFF, spill.buffer(), out);
        final int count = engine.decisionCount();
        long spilled = SlotLayout.IN_SLOT;
        if (bytes <= SlotLayout.MAX_DECISION_BYTES)
        {
            slots.putBytes(slot + SlotLayout.DECISIONS_OFFSET, spill.buffer(), out, bytes);
        }
        else
        {
            spilled = spill.position();
            spill.keep(bytes);
        }
        digest = engine.digest();
        if (count != 0)
        {
            noteHold(sequence);
            if (counts != null)
            {
                counts.count(spill.buffer(), out, bytes);
            }
        }
        commit(slot, sequence, count, engine.isExposed() ? RecordLayout.EXPOSED : 0, bytes, spilled);
        if (effects.isAny(count))
        {
            effects.apply(slot, sequence, spill.buffer(), out, bytes);
        }
        if (!journaled && spilled != SlotLayout.IN_SLOT)
        {
            slab.free(sequence, spill.position());
        }
    }

    /** The operators' hold of the market changes with a decision only. Before the commit, so that who sees it knows. */
    private void noteHold(final long sequence)
    {
        final boolean isHeld = engine.isHeldByOperator(Scope.market(0));
        if (isHeld != (releasedSeq == MarketHold.HELD))
        {
            releasedSeq = isHeld ? MarketHold.HELD : sequence;
        }
    }

    /** The engine's work on one input. */
    int work(
        final long timeNs, final UnsafeBuffer in, final int offset, final int length, final UnsafeBuffer out,
        final int outOffset)
    {
        return engine.onMessage(timeNs, in, offset, length, out, outOffset);
    }

    private void commit(
        final int slot, final long sequence, final int count, final int flags, final int bytes, final long spilled)
    {
        slots.putLong(slot + SlotLayout.DECISION_COUNT_OFFSET, count | (long)flags << 16 | (long)bytes << 32);
        slots.putLong(slot + SlotLayout.DIGEST_OFFSET, digest);
        slots.putLong(slot + SlotLayout.SPILL_OFFSET, spilled);
        slab.commit(slot, sequence);
    }

    /** Wait for the host to poll decisions and for the journal to take spilled ones; false when the ring is closed. */
    private boolean awaitRoom()
    {
        if (decisions.hasRoom() && spill.hasRoom())
        {
            return !halting;
        }
        pause.reset();
        while (!halting && !(decisions.hasRoom() && spill.hasRoom()))
        {
            pause.idle();
        }
        return !halting;
    }

    private void stopDeciding(final Throwable ex)
    {
        if (failure == null)
        {
            failure = ex;
            nextDeadlineNs = Long.MAX_VALUE;
            if (counters != null)
            {
                counters.increment(BreakerCounter.ENGINE_STOPS);
            }
            onFault.accept(ex);
        }
    }

    /** No slot is worked on any more, and a wait for room ends. Any thread. */
    void halt()
    {
        halting = true;
        effects.halt();
    }

    /** What made the engine stop deciding; null while it decides. Any thread. */
    Throwable failure()
    {
        return failure;
    }

    /** Running digest after the last input that was decided. When the thread has ended. */
    long digest()
    {
        return digest;
    }

    /** As {@link MarketHold#releasedSeq()}. Any thread. */
    long releasedSeq()
    {
        return releasedSeq;
    }

    /** Inputs since it stopped. Any thread. */
    long undecided()
    {
        return undecided;
    }

    /** When the engine next has something to do without an event, as of the last batch. Any thread. */
    long nextDeadlineNs()
    {
        return nextDeadlineNs;
    }

    @Override
    public void handleEventException(final Throwable ex, final long sequence, final Slot entry)
    {
        stopDeciding(ex);
    }

    @Override
    public void handleOnStartException(final Throwable ex)
    {
        stopDeciding(ex);
    }

    @Override
    public void handleOnShutdownException(final Throwable ex)
    {
        stopDeciding(ex);
    }
}

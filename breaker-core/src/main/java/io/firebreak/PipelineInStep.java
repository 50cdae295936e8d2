package io.firebreak;

import io.firebreak.codec.BoardLineEncoder;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.pipeline.SlotWriter;
import io.firebreak.record.InputWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A pipelined breaker whose matching thread waits for the decisions of each input before it does anything else: what a
 * recorded tape needs, on which the host's answers must stand where they stand inline. The order of inputs is then the
 * same in every mode, and with it every record. It costs a hand-over there and back for each input, and no order is
 * judged between an event and its decision: a tape shows what a mode decides, not what it exposes.
 * <p>
 * In SEQUENCED mode the board's lines are applied as they are polled, before the publisher answers. Owned by the
 * matching thread, which uses neither the publisher, the gate nor the poller of the pipeline itself; it allocates.
 */
public final class PipelineInStep
{
    private static final int POLL_LIMIT = 64;
    private static final int SPINS = 1_000;
    private static final int YIELDS = 1_000;
    private static final long PARK_NS = 50_000L;

    private final BreakerPipeline pipeline;
    private final BreakerEngine engine;
    private final InputPublisher publisher;
    private final InlineGate gate;
    private final Deque<byte[]> held = new ArrayDeque<>();
    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
    private final DecisionListener holder = this::hold;

    /**
     * Take a pipeline's inputs and decisions over.
     *
     * @param pipeline that nobody has published to, launched without a listener and with one producer.
     */
    public PipelineInStep(final BreakerPipeline pipeline)
    {
        this.pipeline = pipeline;
        engine = pipeline.engine();
        publisher = new InputPublisher(new StepWriter(pipeline.writer()));
        gate = new InlineGate(pipeline.sharedGate(), engine, publisher);
    }

    /**
     * Where events go.
     *
     * @return a publisher that answers with the number of decisions, as inline; BACK_PRESSURED where the journal has
     *         not made room yet.
     */
    public EventPublisher publisher()
    {
        return publisher;
    }

    /**
     * What answers "may this go?".
     *
     * @return the gate; it tells the engine which order was the first under a decision, as inline.
     */
    public InlineGate gate()
    {
        return gate;
    }

    /**
     * Hand over waiting decisions.
     *
     * @param listener receives them; the board's changes are not among them.
     * @param limit    most decisions.
     * @return how many there were.
     */
    public int poll(final DecisionListener listener, final int limit)
    {
        int count = 0;
        while (count < limit && !held.isEmpty())
        {
            final byte[] bytes = held.poll();
            message.wrap(bytes);
            count++;
            listener.onDecision(message.getShort(2) & 0xFFFF, message, 0, bytes.length);
        }
        return count;
    }

    /**
     * The engine, which is at rest between the inputs.
     *
     * @return the engine, to read on the matching thread.
     */
    public BreakerEngine engine()
    {
        return engine;
    }

    /**
     * When the engine next has something to do without an event.
     *
     * @return UTC ns, Long.MAX_VALUE where nothing.
     */
    public long nextDeadlineNs()
    {
        return pipeline.nextDeadlineNs();
    }

    private void hold(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (templateId == BoardLineEncoder.TEMPLATE_ID)
        {
            pipeline.apply(templateId, buffer, offset, length);
            return;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        held.add(bytes);
    }

    /** Until the engine has nothing to do, its effects included; it may be waiting for room for its decisions. */
    private int await()
    {
        final int before = held.size();
        int turns = 0;
        while (!pipeline.isAtRest())
        {
            pipeline.decisions().poll(holder, POLL_LIMIT);
            turns++;
            if (turns < SPINS)
            {
                Thread.onSpinWait();
            }
            else if (turns < SPINS + YIELDS)
            {
                Thread.yield();
            }
            else
            {
                LockSupport.parkNanos(PARK_NS);
            }
        }
        while (pipeline.decisions().poll(holder, POLL_LIMIT) > 0)
        {
            continue;
        }
        return held.size() - before;
    }

    /** Takes nothing without room, and is not done with an input before the engine is. */
    private final class StepWriter implements InputWriter
    {
        private final SlotWriter writer;

        StepWriter(final SlotWriter writer)
        {
            this.writer = writer;
        }

        @Override
        public UnsafeBuffer buffer()
        {
            return writer.buffer();
        }

        @Override
        public int begin(
            final int templateId, final int blockLength, final int sourceId, final long sourceSeq, final long atNs,
            final long sourceTimeNs, final int scope, final int flags)
        {
            return writer.hasRoom() ?
                writer.begin(templateId, blockLength, sourceId, sourceSeq, atNs, sourceTimeNs, scope, flags) :
                BACK_PRESSURED;
        }

        @Override
        public int end()
        {
            writer.end();
            return await();
        }

        @Override
        public boolean isStopped()
        {
            return writer.isStopped();
        }
    }
}

package io.firebreak;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.market.TradingState;
import io.firebreak.record.DecisionBuffer;
import io.firebreak.record.DecisionWriter;
import io.firebreak.status.TripEvent;
import org.agrona.BufferUtil;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Hands decisions to the host on a thread of the host: the engine calls no foreign code. One thread polls; it may be
 * the matching thread itself. Nothing is dropped: when the host does not poll, the publisher answers
 * {@link EventPublisher#BACK_PRESSURED} before it takes an event, and a pipelined engine waits.
 * <p>
 * A listener may publish events. While it runs, decisions that follow are put aside where a publisher must wait for
 * room; it is not called again before it has returned.
 */
public final class DecisionPoller
{
    private static final int MAX_MESSAGE = 4_096;

    private final DecisionBuffer decisions;
    private final OneToOneRingBuffer held;
    private final UnsafeBuffer message = new UnsafeBuffer(BufferUtil.allocateDirectAligned(MAX_MESSAGE, 8));
    private final MessageHandler copier;
    private final MessageHandler mover;
    private int template;
    private int length;
    private boolean polling;

    DecisionPoller(final DecisionBuffer decisions)
    {
        this(decisions, 0);
    }

    /**
     * @param heldBytes room for decisions that are put aside, a power of two; 0 where no publisher waits.
     */
    DecisionPoller(final DecisionBuffer decisions, final int heldBytes)
    {
        this.decisions = decisions;
        held = heldBytes == 0 ? null : new OneToOneRingBuffer(new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(heldBytes + RingBufferDescriptor.TRAILER_LENGTH, 64)));
        copier = (type, buffer, offset, bytes) ->
        {
            template = type;
            length = bytes;
            message.putBytes(0, buffer, offset, bytes);
        };
        mover = (type, buffer, offset, bytes) -> held.write(type, buffer, offset, bytes);
    }

    /**
     * Hand over waiting decisions.
     *
     * @param listener receives them.
     * @param limit    most decisions.
     * @return how many there were; 0 when a listener asks.
     */
    public int poll(final DecisionListener listener, final int limit)
    {
        if (polling)
        {
            return 0;
        }
        polling = true;
        try
        {
            int count = 0;
            while (count < limit && next())
            {
                count++;
                if (template == TradingStateChangeDecoder.TEMPLATE_ID && TripEvent.isOn())
                {
                    recordTrip();
                }
                listener.onDecision(template, message, 0, length);
            }
            return count;
        }
        finally
        {
            polling = false;
        }
    }

    /** Make room for the engine's next decisions while a publisher waits on the polling thread. */
    void relieve(final DecisionListener listener, final int limit)
    {
        if (!polling)
        {
            poll(listener, limit);
            return;
        }
        while (held.capacity() - held.size() > 2 * MAX_MESSAGE && decisions.read(mover, 1) > 0)
        {
            continue;
        }
    }

    long releasePendingSeq()
    {
        return decisions.releasePendingSeq();
    }

    private void recordTrip()
    {
        final int body = MessageHeaderDecoder.ENCODED_LENGTH;
        final TradingState from =
            TradingState.of(message.getByte(body + TradingStateChangeDecoder.fromStateEncodingOffset()));
        final TradingState to =
            TradingState.of(message.getByte(body + TradingStateChangeDecoder.toStateEncodingOffset()));
        if (from != null && to != null && from.matches() && !to.matches())
        {
            TripEvent.record(message.getLong(DecisionWriter.DECISION_SEQ_OFFSET),
                message.getLong(DecisionWriter.CAUSE_SEQ_OFFSET), message.getLong(DecisionWriter.TIME_OFFSET),
                message.getInt(DecisionWriter.SCOPE_OFFSET), message.getShort(DecisionWriter.RULE_OFFSET) & 0xFFFF,
                message.getShort(DecisionWriter.REASON_OFFSET) & 0xFFFF, from.name(), to.name());
        }
    }

    private boolean next()
    {
        return held != null && DecisionBuffer.read(held, copier, 1) > 0 || decisions.read(copier, 1) > 0;
    }
}

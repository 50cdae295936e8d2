package io.firebreak;

import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.ReleasePendingEncoder;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Hands decisions to the host on a thread of the host: the engine calls no foreign code. One thread polls; it may be
 * the matching thread itself. Nothing is dropped: when the host does not poll, the publisher answers
 * {@link EventPublisher#BACK_PRESSURED} before it takes an event.
 */
public final class DecisionPoller
{
    private final OneToOneRingBuffer ring;
    private final Adapter adapter = new Adapter();
    private final int reserve;
    private long releasePendingSeq;

    DecisionPoller(final int capacity, final int reserve)
    {
        ring = new OneToOneRingBuffer(new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(capacity + RingBufferDescriptor.TRAILER_LENGTH, 64)));
        this.reserve = reserve;
    }

    /**
     * Hand over waiting decisions.
     *
     * @param listener receives them.
     * @param limit    most decisions.
     * @return how many there were.
     */
    public int poll(final DecisionListener listener, final int limit)
    {
        adapter.listener = listener;
        return ring.read(adapter, limit);
    }

    boolean hasRoom()
    {
        return ring.capacity() - ring.size() >= reserve;
    }

    void offer(final UnsafeBuffer buffer, final int offset, final int length)
    {
        int at = offset;
        final int end = offset + length;
        while (at < end)
        {
            final int bytes = (buffer.getShort(at) & 0xFFFF) + MessageHeaderEncoder.ENCODED_LENGTH;
            final int template = buffer.getShort(at + 2) & 0xFFFF;
            ring.write(template, buffer, at, bytes);
            at += bytes;
        }
    }

    /**
     * Look for a release that waits for a mark.
     */
    void watch(final UnsafeBuffer buffer, final int offset, final int length, final long sequence)
    {
        int at = offset;
        final int end = offset + length;
        while (at < end)
        {
            if ((buffer.getShort(at + 2) & 0xFFFF) == ReleasePendingEncoder.TEMPLATE_ID)
            {
                releasePendingSeq = sequence;
            }
            at += (buffer.getShort(at) & 0xFFFF) + MessageHeaderEncoder.ENCODED_LENGTH;
        }
    }

    void releasePendingSeq(final long sequence)
    {
        releasePendingSeq = sequence;
    }

    long releasePendingSeq()
    {
        return releasePendingSeq;
    }

    private static final class Adapter implements MessageHandler
    {
        private DecisionListener listener;

        public void onMessage(
            final int templateId, final MutableDirectBuffer buffer, final int offset, final int length)
        {
            listener.onDecision(templateId, (UnsafeBuffer)buffer, offset, length);
        }
    }
}

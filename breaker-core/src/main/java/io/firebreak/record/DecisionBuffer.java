package io.firebreak.record;

import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.ReleasePendingEncoder;
import org.agrona.BufferUtil;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Where decisions wait for the host, apart from the ring of inputs: a host that does not poll cannot stop what is
 * being decided from being journaled. One thread offers, one reads. Nothing is dropped: who offers asks first whether
 * there is room for the decisions of a whole record.
 */
public final class DecisionBuffer
{
    private final OneToOneRingBuffer ring;
    private final int reserve;
    private volatile long releasePendingSeq;

    /**
     * Allocate. The decisions of one record need at most half of it.
     *
     * @param capacity bytes, a power of two of at least 256 KiB.
     */
    public DecisionBuffer(final int capacity)
    {
        ring = new OneToOneRingBuffer(new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(capacity + RingBufferDescriptor.TRAILER_LENGTH, 64)));
        reserve = capacity / 2;
    }

    /**
     * Whether the decisions of a whole record fit. The offering thread.
     *
     * @return false until the host has polled.
     */
    public boolean hasRoom()
    {
        return ring.capacity() - ring.size() >= reserve;
    }

    /**
     * Adds decisions that lie behind one another. The offering thread, after {@link #hasRoom}.
     *
     * @param buffer holds them.
     * @param offset of the first.
     * @param length of all.
     */
    public void offer(final UnsafeBuffer buffer, final int offset, final int length)
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
     * Notes a release that waits for a mark. The offering thread.
     *
     * @param buffer   holds decisions of one record.
     * @param offset   of the first.
     * @param length   of all.
     * @param sequence of the record.
     */
    public void watch(final UnsafeBuffer buffer, final int offset, final int length, final long sequence)
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

    /**
     * The last record with a release that waits for a mark. Any thread.
     *
     * @return its sequence, 0 none.
     */
    public long releasePendingSeq()
    {
        return releasePendingSeq;
    }

    /**
     * Says which record's release waits, in an engine that was brought to its state from a journal. Before any thread
     * offers.
     *
     * @param sequence of the record, 0 none.
     */
    public void releasePendingSeq(final long sequence)
    {
        releasePendingSeq = sequence;
    }

    /**
     * Hands over what waits. The reading thread. What the handler throws is thrown on; nothing is handed over twice.
     *
     * @param handler takes each message, of which the type is the template.
     * @param limit   most messages.
     * @return how many there were; 0 only where nothing waited.
     */
    public int read(final MessageHandler handler, final int limit)
    {
        return read(ring, handler, limit);
    }

    /**
     * Reads a ring of messages. At its end a read may take the padding alone and hand over nothing, although messages
     * wait at its beginning: then it reads once more.
     *
     * @param ring    of which this is the reading thread.
     * @param handler takes each message.
     * @param limit   most messages.
     * @return how many there were; 0 only where nothing waited.
     */
    public static int read(final OneToOneRingBuffer ring, final MessageHandler handler, final int limit)
    {
        final int count = ring.read(handler, limit);
        return count > 0 || ring.size() == 0 ? count : ring.read(handler, limit);
    }

    /**
     * Bytes that wait, headers included. Any thread.
     *
     * @return bytes, 0 where everything was read.
     */
    public int size()
    {
        return ring.size();
    }
}

package io.firebreak.samples.link;

import io.firebreak.DecisionListener;
import java.util.ArrayDeque;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a pipelined venue gives to {@code PipelineContext.listener}: the pipeline must be there before the link that
 * takes its decisions. What comes before {@link #to} is kept and handed over then. Owned by the matching thread.
 */
public final class DecisionRelay implements DecisionListener
{
    private static final int TEMPLATE_OFFSET = 2;

    private final ArrayDeque<byte[]> kept = new ArrayDeque<>();
    private DecisionListener listener;

    /**
     * Name who takes the decisions, once.
     *
     * @param decisions of {@link VenueLink#decisions()}.
     */
    public void to(final DecisionListener decisions)
    {
        listener = decisions;
        while (!kept.isEmpty())
        {
            final UnsafeBuffer message = new UnsafeBuffer(kept.poll());
            listener.onDecision(message.getShort(TEMPLATE_OFFSET) & 0xFFFF, message, 0, message.capacity());
        }
    }

    @Override
    public void onDecision(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (listener != null)
        {
            listener.onDecision(templateId, buffer, offset, length);
            return;
        }
        final byte[] message = new byte[length];
        buffer.getBytes(offset, message);
        kept.add(message);
    }
}

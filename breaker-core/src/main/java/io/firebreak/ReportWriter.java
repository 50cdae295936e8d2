package io.firebreak;

import io.firebreak.pipeline.SlotWriter;
import io.firebreak.record.InputWriter;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The matching thread's end of the ring for what its gate has to say. It takes nothing while the host holds a claimed
 * slot. One that may not wait takes nothing either where the ring is full or the overrun policy is at work, so that an
 * answer of the gate never waits, latches or drops. Owned by the matching thread.
 */
final class ReportWriter implements InputWriter
{
    private final SlotWriter writer;
    private final boolean mayWait;

    ReportWriter(final SlotWriter writer, final boolean mayWait)
    {
        this.writer = writer;
        this.mayWait = mayWait;
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
        return (mayWait ? !writer.hasClaim() : writer.reserve(atNs)) ?
            writer.begin(templateId, blockLength, sourceId, sourceSeq, atNs, sourceTimeNs, scope, flags) :
            BACK_PRESSURED;
    }

    @Override
    public int end()
    {
        return writer.end();
    }

    @Override
    public boolean isStopped()
    {
        return writer.isStopped();
    }
}

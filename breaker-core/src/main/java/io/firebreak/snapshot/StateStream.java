package io.firebreak.snapshot;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.MessageHeaderEncoder;
import java.util.Arrays;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** State messages one after the other, each an SBE header and a block whose length is a multiple of 8. */
final class StateStream
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 16]);
    private int length;
    private int messages;

    /** Begin a message of zeros; answers where its block begins. */
    int append(final int templateId, final int blockLength)
    {
        final int at = length;
        length += HEADER + BitUtil.align(blockLength, Long.BYTES);
        messages++;
        if (length > buffer.capacity())
        {
            buffer.wrap(Arrays.copyOf(buffer.byteArray(), Math.max(length, 2 * buffer.capacity())));
        }
        header.wrap(buffer, at).blockLength(blockLength).templateId(templateId)
            .schemaId(MessageHeaderEncoder.SCHEMA_ID).version(MessageHeaderEncoder.SCHEMA_VERSION);
        return at + HEADER;
    }

    /** Where blocks lie; the same object however it grows. */
    UnsafeBuffer buffer()
    {
        return buffer;
    }

    int messages()
    {
        return messages;
    }

    /** All that was appended. */
    UnsafeBuffer whole()
    {
        return new UnsafeBuffer(buffer, 0, length);
    }

    /** Length of the message at a place. */
    static int length(final MessageHeaderDecoder at)
    {
        return HEADER + BitUtil.align(at.blockLength(), Long.BYTES);
    }
}

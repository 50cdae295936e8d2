package io.firebreak.record;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where inputs are encoded: finds the place for one, and completes it. Owned by one thread; an input that was begun is
 * ended before the next one begins.
 */
public interface InputWriter
{
    /** What {@link #begin} answers when nothing was taken because a buffer is full. */
    int BACK_PRESSURED = -1;

    /** What {@link #begin} answers when the input was dropped and counted by the declared overrun policy. */
    int DROPPED = -2;

    /**
     * The memory that the offsets point into.
     *
     * @return the same buffer at every call.
     */
    UnsafeBuffer buffer();

    /**
     * Finds a place and writes the 40 bytes that every input starts with.
     *
     * @param templateId   of the message.
     * @param blockLength  of the message, all bytes behind the SBE header.
     * @param sourceId     source.
     * @param sourceSeq    sequence in the source, 0 where it has none.
     * @param atNs         host clock, which alone moves engine time.
     * @param sourceTimeNs source's stamp.
     * @param scope        packed scope.
     * @param flags        input flags.
     * @return offset of the body, {@link #BACK_PRESSURED} or {@link #DROPPED}.
     */
    int begin(int templateId, int blockLength, int sourceId, long sourceSeq, long atNs, long sourceTimeNs, int scope,
        int flags);

    /**
     * Completes the input that was begun.
     *
     * @return decisions that it caused; 0 where the engine works on another thread.
     */
    int end();

    /**
     * Whether the engine has stopped deciding: inputs are still taken and journaled.
     *
     * @return true for good once it did.
     */
    boolean isStopped();
}

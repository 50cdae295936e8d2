package io.firebreak.record;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes whole records out of a {@link RecordBuffer}. Called on the consumer's (the journal's) thread.
 */
@FunctionalInterface
public interface RecordConsumer
{
    /**
     * A contiguous run of whole records, padding left out. The bytes are free for the producer as soon as this
     * method returns; when it throws, none of them is freed and the next drain hands them over again.
     *
     * @param buffer holds the run; read-only to the consumer.
     * @param offset first byte of the first record.
     * @param length bytes of all records of the run; at least one record.
     */
    void onRecords(UnsafeBuffer buffer, int offset, int length);
}

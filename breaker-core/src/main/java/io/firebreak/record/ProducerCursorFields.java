package io.firebreak.record;

/**
 * The fields of {@link ProducerCursor}; a class of its own because the JVM lays out a superclass's fields first.
 */
class ProducerCursorFields extends ProducerCursorPadding
{
    /** Bytes committed since the buffer was made. */
    long position;

    /** Position that the consumer was last shown. */
    long publishedPosition;

    /** First position that would overwrite what the consumer has not taken, as far as the producer knows. */
    long limit;

    /** Sequence of the last committed record. */
    long lastSequence;
}

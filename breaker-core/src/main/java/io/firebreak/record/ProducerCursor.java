package io.firebreak.record;

/**
 * The producer's own positions in a {@link RecordBuffer}, on cache lines of their own. The consumer reads the buffer's
 * final fields at every drain; beside these, which change with every record, each of its reads took the line away from
 * the producer: 70 ns a record (bench, hand-off). Producer's thread only.
 */
final class ProducerCursor extends ProducerCursorFields
{
    @SuppressWarnings("unused")
    private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
}

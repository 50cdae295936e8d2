package io.firebreak.record;

/**
 * Keeps {@link ProducerCursorFields} two cache lines away from whatever lies before the object: processors fetch lines
 * in pairs.
 */
class ProducerCursorPadding
{
    @SuppressWarnings("unused")
    private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
}

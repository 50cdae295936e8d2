package io.firebreak.record;

/**
 * Layout of the file {@code records.slab}: one header page, then a ring of a power of two of bytes. Little-endian.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |  magic "FBRKSLAB"                                              |   0
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |  version                                                      |   8
 *  +---------------------------------------------------------------+
 *  |  header length: 4096                                          |  12
 *  +---------------------------------------------------------------+
 *  |  capacity of the ring in bytes                                |  16
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |  zero                                                        ...
 *  +---------------------------------------------------------------+
 *  |  published tail: position after the last published record     | 128
 *  |  (producer, release)                                          |
 *  +---------------------------------------------------------------+
 *  |  committed sequence: of the last record below that tail;      | 136
 *  |  stored after the tail (producer, release)                    |
 *  +---------------------------------------------------------------+
 *  |  zero                                                        ...
 *  +---------------------------------------------------------------+
 *  |  head: position up to which records were taken                | 256
 *  |  (consumer, release)                                          |
 *  +---------------------------------------------------------------+
 *  |  zero                                                        ...
 *  +---------------------------------------------------------------+
 *  |  ring                                                        ... 4096
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * Positions are byte counts since the buffer was made and never wrap; a position's place in the ring is
 * {@code position & (capacity - 1)}. A record ({@link RecordLayout}) never straddles the ring's end: a length word of
 * {@code -n} there stands for n bytes of padding. The length word behind the last committed record or padding is
 * always 0, so that a walk from the head by lengths ends exactly at the last committed record, published or not, and
 * never takes the bytes of an earlier lap for a record. The lines of the two writers are 128 bytes apart because
 * processors fetch lines in pairs.
 */
final class SlabLayout
{
    static final String FILE_NAME = "records.slab";

    /** A new file beside one whose records are not in the journal yet. */
    static final String NEXT_FILE_NAME = "records.slab.next";

    /** "FBRKSLAB" in file order. */
    static final long MAGIC = 0x42414C534B524246L;

    static final int VERSION = 1;
    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 8;
    static final int HEADER_LENGTH_OFFSET = 12;
    static final int CAPACITY_OFFSET = 16;
    static final int TAIL_OFFSET = 128;
    static final int COMMITTED_SEQUENCE_OFFSET = 136;
    static final int HEAD_OFFSET = 256;
    static final int HEADER_LENGTH = 4096;

    /** Bytes kept free behind the last record, for the zero length word. */
    static final int GUARD_LENGTH = 8;

    static final int MIN_CAPACITY = 4096;
    static final int MAX_CAPACITY = 1 << 30;

    private SlabLayout()
    {
    }
}

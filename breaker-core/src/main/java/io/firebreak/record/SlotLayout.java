package io.firebreak.record;

/**
 * Layout of the file {@code ring.slab} of the pipelined modes: one header page, the ring's slots, the spill ring.
 * Little-endian. Each slot is 512 bytes, eight lines; lines 0-1 are written by the producer, lines 2-7 by the engine,
 * so that no line is written by two threads.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+   producer:
 *  |  published: sequence of the input; stored last (release)       |   0
 *  |                                                               |
 *  +-------------------------------+-------------------------------+
 *  |  input bytes                  |  zero                         |   8
 *  +-------------------------------+-------------------------------+
 *  |  orders the gate had judged when the slot was claimed, mod 2^32|  12
 *  +---------------------------------------------------------------+
 *  |  input: SBE header and block, at most 112 bytes                |  16
 *  |  (its time, which is that of the slot, at 24)                  |
 *  +===============================================================+   engine:
 *  |  committed: sequence of the record; stored last (release),     | 128
 *  |  before the board                                             |
 *  +-------------------------------+-------------------------------+
 *  |  decision count               |  record flags                 | 136
 *  +-------------------------------+-------------------------------+
 *  |  decision bytes                                               | 140
 *  +---------------------------------------------------------------+
 *  |  running digest after the record                               | 144
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |  position of the decisions in the spill ring; -1: they lie here| 152
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |  decisions, at most 352 bytes                                 | 160
 *  +---------------------------------------------------------------+
 *
 *  header:  0 magic "FBRKRING" | 8 version | 12 header length | 16 slots | 20 spill bytes | 24 base sequence
 *         128 committed: sequence of the last decided slot (engine, release)
 *         256 taken: sequence of the last slot that the journal took | 264 spill position freed by it (journal)
 * </pre>
 *
 * The slot of sequence s is number {@code (s - base - 1) & (slots - 1)}. A slot whose committed word is not the
 * sequence that is looked for was not decided in this lap. Positions in the spill ring are byte counts that never wrap;
 * decisions there never straddle its end.
 */
public final class SlotLayout
{
    /** Bytes of a slot. */
    public static final int SLOT_LENGTH = 512;

    /** Sequence of the input, int64, stored last by the producer. */
    public static final int PUBLISHED_OFFSET = 0;

    /** Bytes of the input, uint16. */
    public static final int INPUT_BYTES_OFFSET = 8;

    /** Orders judged when the slot was claimed, uint32. */
    public static final int ORDERS_OFFSET = 12;

    /** The input. */
    public static final int INPUT_OFFSET = 16;

    /** Sequence of the record, int64, stored last by the engine. */
    public static final int COMMITTED_OFFSET = 128;

    /** Count of decisions, uint16, and above it the flags. */
    public static final int DECISION_COUNT_OFFSET = 136;

    /** Flags of the record, uint16. */
    public static final int FLAGS_OFFSET = 138;

    /** Bytes of the decisions, int32. */
    public static final int DECISION_BYTES_OFFSET = 140;

    /** Running digest after the record, int64. */
    public static final int DIGEST_OFFSET = 144;

    /** Position in the spill ring, int64; {@link #IN_SLOT}. */
    public static final int SPILL_OFFSET = 152;

    /** Decisions that fit. */
    public static final int DECISIONS_OFFSET = 160;

    /** Most bytes of decisions that lie in the slot. */
    public static final int MAX_DECISION_BYTES = SLOT_LENGTH - DECISIONS_OFFSET;

    /** The decisions did not need the spill ring. */
    public static final long IN_SLOT = -1;

    static final String FILE_NAME = "ring.slab";

    /** A new file beside one whose records are not in the journal yet. */
    static final String NEXT_FILE_NAME = "ring.slab.next";

    /** "FBRKRING" in file order. */
    static final long MAGIC = 0x474E49524B524246L;

    static final int VERSION = 1;
    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 8;
    static final int HEADER_LENGTH_OFFSET = 12;
    static final int SLOTS_OFFSET = 16;
    static final int SPILL_BYTES_OFFSET = 20;
    static final int BASE_OFFSET = 24;
    static final int LAST_COMMITTED_OFFSET = 128;
    static final int TAKEN_OFFSET = 256;
    static final int SPILL_FREED_OFFSET = 264;
    static final int HEADER_LENGTH = 4096;

    static final int MIN_SLOTS = 8;
    static final int MAX_SLOTS = 1 << 20;
    static final int MIN_SPILL = 4 * RecordLayout.MAX_RECORD_LENGTH;
    static final int MAX_SPILL = 1 << 28;

    private SlotLayout()
    {
    }
}

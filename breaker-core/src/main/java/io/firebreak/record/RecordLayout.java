package io.firebreak.record;

import org.agrona.BitUtil;

/**
 * Layout of a record: one input with the decisions it caused. The same bytes lie in the mapped record buffer, in the
 * used part of a ring slot's record form and in a journal document. Little-endian, 8-byte aligned, padding zero.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |  length: all bytes of the record, multiple of 8; stored last   |   0
 *  +---------------------------------------------------------------+
 *  |  CRC-32C of bytes 8 to length - 1; 0 until it is journaled     |   4
 *  +---------------------------------------------------------------+
 *  |  sequence: contiguous from 1; a control record repeats the     |   8
 *  |  sequence of the input before it                               |
 *  +-------------------------------+-------------------------------+
 *  |  input bytes                  |  decision count               |  16
 *  +-------------------------------+-------------------------------+
 *  |  flags                        |  reserved                     |  20
 *  +-------------------------------+-------------------------------+
 *  |  input: SBE header and block, at most 112 bytes                |  24
 *  |  (a control record: its SBE header, block and trailing bytes)  |
 *  +---------------------------------------------------------------+
 *  |  decisions, each an SBE header and block, multiple of 8        |
 *  +---------------------------------------------------------------+
 *  |  running digest after this record                              |  length - 8
 *  +---------------------------------------------------------------+
 * </pre>
 */
public final class RecordLayout
{
    /** Offset of the length, int32. */
    public static final int LENGTH_OFFSET = 0;

    /** Offset of the CRC-32C, int32. */
    public static final int CRC_OFFSET = 4;

    /** Offset of the sequence, int64; the CRC starts here. */
    public static final int SEQUENCE_OFFSET = 8;

    /** Offset of the number of input bytes, uint16. */
    public static final int INPUT_BYTES_OFFSET = 16;

    /** Offset of the number of decisions, uint16. */
    public static final int DECISION_COUNT_OFFSET = 18;

    /** Offset of the flags, uint16. */
    public static final int FLAGS_OFFSET = 20;

    /** Offset of the input, or of the control message. */
    public static final int INPUT_OFFSET = 24;

    /** Most bytes of an input message. */
    public static final int MAX_INPUT_LENGTH = 112;

    /** Bytes of the digest that ends a record. */
    public static final int DIGEST_LENGTH = 8;

    /** Most bytes of a record that is not a control record. */
    public static final int MAX_RECORD_LENGTH = 64 * 1024;

    /** Flag: an earlier decision was not yet effective when this input was made. */
    public static final int EXPOSED = 1;

    /** Flag: a control record (segment header, blob, close), not an input. */
    public static final int CONTROL = 2;

    /** Flag: the engine had stopped deciding; the record keeps the input, and has no decisions. */
    public static final int UNDECIDED = 4;

    private RecordLayout()
    {
    }

    /**
     * Length of a record.
     *
     * @param inputBytes    bytes of the input.
     * @param decisionBytes bytes of all decisions, multiple of 8.
     * @return total length, multiple of 8.
     */
    public static int recordLength(final int inputBytes, final int decisionBytes)
    {
        return INPUT_OFFSET + align(inputBytes) + decisionBytes + DIGEST_LENGTH;
    }

    /**
     * Round up to the record alignment.
     *
     * @param bytes not negative.
     * @return next multiple of 8.
     */
    public static int align(final int bytes)
    {
        return BitUtil.align(bytes, 8);
    }
}

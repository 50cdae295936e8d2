package io.firebreak.record;

/**
 * The 40 bytes that every input starts with.
 *
 * <pre>
 *   0 SBE header: block length, template, schema, version (4 x uint16)
 *   8 timeNs | 16 sourceTimeNs | 24 sourceSeq (3 x int64)
 *  32 scope (int32) | 36 sourceId (uint16) | 38 flags (uint16)
 *  40 body
 * </pre>
 */
public final class InputLayout
{
    /** Block length, uint16. */
    public static final int BLOCK_LENGTH_OFFSET = 0;

    /** Template id, uint16. */
    public static final int TEMPLATE_OFFSET = 2;

    /** Schema id, uint16. */
    public static final int SCHEMA_OFFSET = 4;

    /** Engine time stamped at claim, int64. */
    public static final int TIME_OFFSET = 8;

    /** Source's own stamp, int64. */
    public static final int SOURCE_TIME_OFFSET = 16;

    /** Sequence in the source, int64. */
    public static final int SOURCE_SEQ_OFFSET = 24;

    /** Packed scope, int32. */
    public static final int SCOPE_OFFSET = 32;

    /** Source, uint16. */
    public static final int SOURCE_OFFSET = 36;

    /** Flags, uint16. */
    public static final int FLAGS_OFFSET = 38;

    /** Body. */
    public static final int BODY_OFFSET = 40;

    /** Bytes of the SBE header. */
    public static final int SBE_HEADER_LENGTH = 8;

    private InputLayout()
    {
    }
}

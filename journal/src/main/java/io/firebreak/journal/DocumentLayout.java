package io.firebreak.journal;

/**
 * Layout of a journal document: one batch of records, one Chronicle document. Little-endian, 8-byte aligned.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |  magic "FBJD"                                                 |   0
 *  +-------------------------------+-------------------------------+
 *  |  version                      |  zero                         |   4
 *  +-------------------------------+-------------------------------+
 *  |  sequence of the first record                                 |   8
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |  number of records                                            |  16
 *  +---------------------------------------------------------------+
 *  |  bytes of all records                                         |  20
 *  +---------------------------------------------------------------+
 *  |  chain value of the document before; 0 before the first       |  24
 *  +---------------------------------------------------------------+
 *  |  zero                                                         |  28
 *  +---------------------------------------------------------------+
 *  |  records, each with its CRC-32C                              ...  32
 *  +---------------------------------------------------------------+
 *  |  running digest after the last record                         |  length - 16
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |  zero                                                         |  length - 8
 *  +---------------------------------------------------------------+
 *  |  chain value: CRC-32C of the 4 bytes of the chain value       |  length - 4
 *  |  before, then of bytes 0 to length - 5                        |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * Magic, version and the chain value's place and meaning are the same in every version, so that a reader tells a newer
 * journal from a damaged one. In a control record ({@link io.firebreak.record.RecordLayout#CONTROL}) the input bytes
 * count the SBE header and block; a Blob's bytes follow the block and are padded with zeros to a multiple of 8. The
 * first document of a journal and of each roll holds a SegmentHeader and the Blobs of the parameter image, the
 * capacities and the properties; the last document of a journal that was closed holds one Close.
 */
final class DocumentLayout
{
    /** "FBJD" in file order. */
    static final int MAGIC = 0x444A4246;

    static final int VERSION = 1;
    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 4;
    static final int FIRST_SEQUENCE_OFFSET = 8;
    static final int RECORD_COUNT_OFFSET = 16;
    static final int RECORD_BYTES_OFFSET = 20;
    static final int PREVIOUS_CHAIN_OFFSET = 24;
    static final int HEADER_LENGTH = 32;

    static final int TRAILER_LENGTH = 16;

    /** From the document's end. */
    static final int DIGEST_FROM_END = 16;

    /** From the document's end. */
    static final int CHAIN_FROM_END = 4;

    /** Most bytes of the records of a batch. */
    static final int MAX_BATCH_LENGTH = 256 * 1024;

    /** Most bytes of any document: an eighth of a block; only one with Blobs comes near. */
    static final int MAX_DOCUMENT_LENGTH = 8 * 1024 * 1024;

    /** Blob kind: the parameter image. */
    static final int BLOB_IMAGE = 1;

    /** Blob kind: the declared capacities, UTF-8. */
    static final int BLOB_CAPACITIES = 2;

    /** Blob kind: the properties, UTF-8. */
    static final int BLOB_PROPERTIES = 3;

    private DocumentLayout()
    {
    }
}

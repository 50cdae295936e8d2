package io.firebreak.record;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.SnapshotHeaderDecoder;
import io.firebreak.codec.SnapshotHeaderEncoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What begins a snapshot: which state it holds, and what an engine must be to take it. Little-endian:
 *
 * <pre>
 *   0  magic "FBSN"            4  format
 *   8  bytes of this header   12  CRC-32C of bytes 0 to 11 and of those from 16 on
 *  16  SBE header and block of SnapshotHeader | capacities as text | zeros to a multiple of 8
 * </pre>
 *
 * Magic, format, length and CRC mean the same in every format, so that a newer snapshot is told from a damaged one.
 *
 * @param kind             how the body holds the state.
 * @param layoutVersion    version of the arena's layout, 0 to 65535.
 * @param semanticsVersion version of the decisions' meaning, 0 to 65535.
 * @param capacities       the declared capacities as text.
 * @param imageHash        first 8 bytes of the parameter image's SHA-256, little-endian.
 * @param sequence         last input that the state holds, 0 none.
 * @param decisionSeq      number of the last decision, 0 none.
 * @param timeNs           engine time, UTC ns.
 * @param digest           running digest after that input.
 * @param arenaHash        hash of the whole arena.
 * @param bodyBytes        bytes that follow the header.
 * @param bodyCrc          CRC-32C of them.
 */
public record SnapshotHead(
    Kind kind,
    int layoutVersion,
    int semanticsVersion,
    String capacities,
    long imageHash,
    long sequence,
    long decisionSeq,
    long timeNs,
    long digest,
    long arenaHash,
    long bodyBytes,
    int bodyCrc)
{
    /** Bytes that tell how long the header is. */
    public static final int PREFIX_LENGTH = 16;

    private static final int MAGIC = 0x4E534246;
    private static final int FORMAT = 1;
    private static final int MAX_LENGTH = 4096;
    private static final int LENGTH_OFFSET = 8;
    private static final int CRC_OFFSET = 12;
    private static final int BLOCK_OFFSET = PREFIX_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH;
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    /** How a body holds the state. Codes are written to files and never re-used. */
    public enum Kind
    {
        /** The arena's bytes: for an engine of the same layout version, capacities and image. */
        IMAGE(0),

        /** State messages: for any layout that has room for the state. */
        PORTABLE(1);

        private final int code;

        Kind(final int code)
        {
            this.code = code;
        }

        /**
         * Stable code as written in the header.
         *
         * @return the code.
         */
        public int code()
        {
            return code;
        }

        /**
         * Name in the names of files.
         *
         * @return lower case.
         */
        public String label()
        {
            return this == IMAGE ? "image" : "portable";
        }
    }

    /**
     * Write it.
     *
     * @return the header's bytes; the body follows them.
     */
    public byte[] encode()
    {
        final byte[] text = capacities.getBytes(StandardCharsets.UTF_8);
        final int length = BitUtil.align(BLOCK_OFFSET + SnapshotHeaderEncoder.BLOCK_LENGTH + text.length, 8);
        final byte[] bytes = new byte[length];
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        buffer.putInt(0, MAGIC, LE);
        buffer.putInt(4, FORMAT, LE);
        buffer.putInt(LENGTH_OFFSET, length, LE);
        new SnapshotHeaderEncoder().wrapAndApplyHeader(buffer, PREFIX_LENGTH, new MessageHeaderEncoder())
            .sequence(sequence).decisionSeq(decisionSeq).timeNs(timeNs).digest(digest).arenaHash(arenaHash)
            .imageHash(imageHash).bodyBytes(bodyBytes).bodyCrc(bodyCrc).capacitiesBytes(text.length)
            .layoutVersion(layoutVersion).semanticsVersion(semanticsVersion).kind((short)kind.code());
        buffer.putBytes(BLOCK_OFFSET + SnapshotHeaderEncoder.BLOCK_LENGTH, text);
        buffer.putInt(CRC_OFFSET, crc(bytes, length), LE);
        return bytes;
    }

    /**
     * How long the header is that begins with these bytes.
     *
     * @param bytes at least {@link #PREFIX_LENGTH} of them.
     * @return its length.
     * @throws IllegalArgumentException says what is wrong with it.
     */
    public static int length(final byte[] bytes)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        require(bytes.length >= PREFIX_LENGTH && buffer.getInt(0, LE) == MAGIC, "not a snapshot");
        require(buffer.getInt(4, LE) == FORMAT,
            "written in format " + buffer.getInt(4, LE) + ", this build reads format " + FORMAT);
        final int length = buffer.getInt(LENGTH_OFFSET, LE);
        require(length >= BLOCK_OFFSET + SnapshotHeaderDecoder.BLOCK_LENGTH && length <= MAX_LENGTH,
            "its header is damaged");
        return length;
    }

    /**
     * Read it, believing nothing.
     *
     * @param bytes begin with the header; more may follow.
     * @return the head.
     * @throws IllegalArgumentException says what is wrong with it.
     */
    public static SnapshotHead decode(final byte[] bytes)
    {
        final int length = length(bytes);
        require(length <= bytes.length, "its header is cut short");
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        require(buffer.getInt(CRC_OFFSET, LE) == crc(bytes, length), "its header is damaged");
        final MessageHeaderDecoder sbe = new MessageHeaderDecoder().wrap(buffer, PREFIX_LENGTH);
        require(sbe.schemaId() == SnapshotHeaderDecoder.SCHEMA_ID &&
            sbe.templateId() == SnapshotHeaderDecoder.TEMPLATE_ID &&
            sbe.blockLength() >= SnapshotHeaderDecoder.BLOCK_LENGTH, "its header is another message");
        final SnapshotHeaderDecoder block = new SnapshotHeaderDecoder()
            .wrap(buffer, BLOCK_OFFSET, sbe.blockLength(), sbe.version());
        final int text = BLOCK_OFFSET + sbe.blockLength();
        require(block.capacitiesBytes() >= 0 && block.capacitiesBytes() <= length - text &&
            block.kind() < Kind.values().length && block.bodyBytes() >= 0, "its header is damaged");
        return new SnapshotHead(Kind.values()[block.kind()], block.layoutVersion(), block.semanticsVersion(),
            new String(bytes, text, block.capacitiesBytes(), StandardCharsets.UTF_8), block.imageHash(),
            block.sequence(), block.decisionSeq(), block.timeNs(), block.digest(), block.arenaHash(),
            block.bodyBytes(), block.bodyCrc());
    }

    /**
     * Why an engine cannot take the state.
     *
     * @param layout     version of its arena's layout.
     * @param semantics  version of its decisions' meaning.
     * @param declared   its capacities as text.
     * @param parameters hash of its parameter image.
     * @return null where it can; else what differs, by name, with both values.
     */
    public String refusal(final int layout, final int semantics, final String declared, final long parameters)
    {
        if (semanticsVersion != semantics)
        {
            return "semantics version " + semanticsVersion + ", this build has " + semantics;
        }
        if (imageHash != parameters)
        {
            return String.format("parameter image %016x, the engine has %016x", Long.reverseBytes(imageHash),
                Long.reverseBytes(parameters));
        }
        if (kind == Kind.IMAGE && layoutVersion != layout)
        {
            return "layout version " + layoutVersion + ", this build has " + layout;
        }
        return kind == Kind.IMAGE && !capacities.equals(declared) ?
            "capacities " + capacities + ", the engine has " + declared : null;
    }

    /**
     * Why an engine that takes the state could not be compared with the journal's records behind it.
     *
     * @param written  layout version of who wrote the record whose state it is.
     * @param layout   version of the engine's layout.
     * @param declared the engine's capacities as text.
     * @return null where it can: its digest goes on as the records' does, or they are of another layout and none is
     *         compared.
     */
    public String detour(final int written, final int layout, final String declared)
    {
        return capacities.equals(declared) && (layoutVersion == layout || written != layout) ? null :
            "of another layout or capacities, so its running digest goes on otherwise than the journal's";
    }

    private static int crc(final byte[] bytes, final int length)
    {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CRC_OFFSET);
        crc.update(bytes, PREFIX_LENGTH, length - PREFIX_LENGTH);
        return (int)crc.getValue();
    }

    private static void require(final boolean condition, final String what)
    {
        if (!condition)
        {
            throw new IllegalArgumentException(what);
        }
    }
}

package io.firebreak.journal;

import io.firebreak.codec.BlobEncoder;
import io.firebreak.codec.CloseEncoder;
import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.SegmentHeaderEncoder;
import io.firebreak.codec.SnapshotTakenEncoder;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SnapshotHead;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the journal's own records: who wrote, with which parameters, and that it ended. Cold; owned by the journal
 * thread.
 */
final class ControlRecords
{
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SegmentHeaderEncoder segment = new SegmentHeaderEncoder();
    private final BlobEncoder blob = new BlobEncoder();
    private final CloseEncoder close = new CloseEncoder();
    private final SnapshotTakenEncoder snapshot = new SnapshotTakenEncoder();

    /** Most bytes of the records that begin a segment. */
    static int segmentLength(final JournalStart start)
    {
        return 4 * 128 + RecordLayout.align(start.image().length) + 8 +
            RecordLayout.align(utf8(start.capacities()).length) + 8 +
            RecordLayout.align(utf8(start.properties()).length) + 8;
    }

    /** Records that begin a journal or a roll, with the last input of the newest snapshot that was used or told of. */
    void segment(final DocumentWriter document, final JournalStart start, final long snapshotSequence,
        final long lastSequence, final long digest)
    {
        final UnsafeBuffer buffer = document.buffer();
        final int offset = document.end();
        final byte[] capacities = utf8(start.capacities());
        clear(buffer, offset, SegmentHeaderEncoder.BLOCK_LENGTH, 0);
        segment.wrapAndApplyHeader(buffer, offset + RecordLayout.INPUT_OFFSET, header)
            .firstSequence(lastSequence)
            .previousSequence(lastSequence)
            .createdNs(start.createdNs())
            .arenaCapacitiesHash(hash(Checksums.sha256(capacities), 0))
            .imageHash(hash(Checksums.sha256(start.image()), 0))
            .snapshotSequence(snapshotSequence)
            .jdkFeature(Runtime.version().feature())
            .layoutVersion(start.layoutVersion())
            .semanticsVersion(start.semanticsVersion())
            .clockSource((short)start.clock().code())
            .mode((short)start.mode().code());
        end(document, SegmentHeaderEncoder.BLOCK_LENGTH, 0, lastSequence, digest);
        blob(document, DocumentLayout.BLOB_IMAGE, start.image(), lastSequence, digest);
        blob(document, DocumentLayout.BLOB_CAPACITIES, capacities, lastSequence, digest);
        blob(document, DocumentLayout.BLOB_PROPERTIES, utf8(start.properties()), lastSequence, digest);
    }

    /** The record that ends a journal. */
    void close(final DocumentWriter document, final long digest, final long arenaHash, final long lastSequence,
        final long decisionSeq)
    {
        clear(document.buffer(), document.end(), CloseEncoder.BLOCK_LENGTH, 0);
        close.wrapAndApplyHeader(document.buffer(), document.end() + RecordLayout.INPUT_OFFSET, header)
            .lastSequence(lastSequence)
            .digest(digest)
            .arenaHash(arenaHash)
            .decisionSeq(decisionSeq);
        end(document, CloseEncoder.BLOCK_LENGTH, 0, lastSequence, digest);
    }

    /** The record of a snapshot whose file is whole: behind the last input that it holds, not always at once. */
    void snapshot(final DocumentWriter document, final SnapshotHead head, final long documents, final int chain,
        final long lastSequence, final long digest)
    {
        clear(document.buffer(), document.end(), SnapshotTakenEncoder.BLOCK_LENGTH, 0);
        snapshot.wrapAndApplyHeader(document.buffer(), document.end() + RecordLayout.INPUT_OFFSET, header)
            .sequence(head.sequence())
            .digest(head.digest())
            .arenaHash(head.arenaHash())
            .decisionSeq(head.decisionSeq())
            .documents(documents)
            .chain(chain)
            .bodyCrc(head.bodyCrc())
            .kind((short)head.kind().code());
        end(document, SnapshotTakenEncoder.BLOCK_LENGTH, 0, lastSequence, digest);
    }

    private void blob(final DocumentWriter document, final int kind, final byte[] content, final long lastSequence,
        final long digest)
    {
        final int offset = document.end();
        clear(document.buffer(), offset, BlobEncoder.BLOCK_LENGTH, content.length);
        final byte[] sha256 = Checksums.sha256(content);
        blob.wrapAndApplyHeader(document.buffer(), offset + RecordLayout.INPUT_OFFSET, header)
            .hash0(hash(sha256, 0))
            .hash1(hash(sha256, 8))
            .hash2(hash(sha256, 16))
            .hash3(hash(sha256, 24))
            .length(content.length)
            .kind(kind);
        document.buffer().putBytes(offset + RecordLayout.INPUT_OFFSET + MessageHeaderEncoder.ENCODED_LENGTH +
            BlobEncoder.BLOCK_LENGTH, content);
        end(document, BlobEncoder.BLOCK_LENGTH, content.length, lastSequence, digest);
    }

    private static void clear(final UnsafeBuffer buffer, final int offset, final int blockLength, final int trailing)
    {
        buffer.setMemory(offset, length(blockLength, trailing), (byte)0);
    }

    private static void end(final DocumentWriter document, final int blockLength, final int trailing,
        final long lastSequence, final long digest)
    {
        final UnsafeBuffer buffer = document.buffer();
        final int offset = document.end();
        final int length = length(blockLength, trailing);
        buffer.putInt(offset, length, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + RecordLayout.SEQUENCE_OFFSET, lastSequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(offset + RecordLayout.INPUT_BYTES_OFFSET,
            (short)(MessageHeaderEncoder.ENCODED_LENGTH + blockLength), ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(offset + RecordLayout.FLAGS_OFFSET, (short)RecordLayout.CONTROL, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + length - RecordLayout.DIGEST_LENGTH, digest, ByteOrder.LITTLE_ENDIAN);
        document.seal(length);
    }

    private static int length(final int blockLength, final int trailing)
    {
        return RecordLayout.recordLength(MessageHeaderEncoder.ENCODED_LENGTH + blockLength + trailing, 0);
    }

    /** Eight bytes of a hash in the order in which they were computed. */
    static long hash(final byte[] sha256, final int at)
    {
        return ByteBuffer.wrap(sha256).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
    }

    private static byte[] utf8(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.firebreak.journal;

import io.firebreak.codec.BlobDecoder;
import io.firebreak.codec.CloseDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.SegmentHeaderDecoder;
import io.firebreak.codec.SnapshotTakenDecoder;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads the control records of a document whose records have been checked. Cold; the reader's thread. */
final class SegmentReading
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SegmentHeaderDecoder segment = new SegmentHeaderDecoder();
    private final BlobDecoder blob = new BlobDecoder();
    private final CloseDecoder close = new CloseDecoder();
    private final SnapshotTakenDecoder snapshot = new SnapshotTakenDecoder();
    private final byte[][] blobs = new byte[4][];
    private boolean begun;
    private JournalSegment whole;

    /** Before the records of each document. */
    void begin()
    {
        begun = false;
        whole = null;
        Arrays.fill(blobs, null);
    }

    /** The segment whose last part was the record read just now; null otherwise. */
    JournalSegment whole()
    {
        return whole;
    }

    /** The clean end, when the record read just now is one; null otherwise. */
    CloseDecoder close()
    {
        return header.templateId() == CloseDecoder.TEMPLATE_ID ? close : null;
    }

    /** The state that a file beside the journal holds, when the record read just now tells of one; null otherwise. */
    SnapshotTakenDecoder snapshot()
    {
        return header.templateId() == SnapshotTakenDecoder.TEMPLATE_ID ? snapshot : null;
    }

    /**
     * @return what is wrong with the record, or null.
     */
    String read(final UnsafeBuffer buffer, final int offset, final int length)
    {
        whole = null;
        final int message = offset + RecordLayout.INPUT_OFFSET;
        header.wrap(buffer, message);
        if (header.schemaId() != SegmentHeaderDecoder.SCHEMA_ID)
        {
            return "a message of schema " + header.schemaId();
        }
        switch (header.templateId())
        {
            case SegmentHeaderDecoder.TEMPLATE_ID:
                begun = header.blockLength() >= SegmentHeaderDecoder.BLOCK_LENGTH;
                segment.wrap(buffer, message + 8, header.blockLength(), header.version());
                return begun ? null : "a short segment header";
            case BlobDecoder.TEMPLATE_ID:
                return readBlob(buffer, message, offset + length - RecordLayout.DIGEST_LENGTH);
            case CloseDecoder.TEMPLATE_ID:
                close.wrap(buffer, message + 8, header.blockLength(), header.version());
                return header.blockLength() < CloseDecoder.BLOCK_LENGTH ? "a short close" :
                    close.digest() != digest(buffer, offset, length) ||
                    close.lastSequence() != buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) ?
                    "the close names another end" : null;
            case SnapshotTakenDecoder.TEMPLATE_ID:
                snapshot.wrap(buffer, message + 8, header.blockLength(), header.version());
                return header.blockLength() < SnapshotTakenDecoder.BLOCK_LENGTH ? "a short record of a snapshot" :
                    snapshot.sequence() > buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) ?
                    "a snapshot of what comes later" : null;
            default:
                return "an unknown control message " + header.templateId();
        }
    }

    private String readBlob(final UnsafeBuffer buffer, final int message, final int end)
    {
        if (header.blockLength() < BlobDecoder.BLOCK_LENGTH)
        {
            return "a short blob";
        }
        blob.wrap(buffer, message + 8, header.blockLength(), header.version());
        final int from = message + 8 + header.blockLength();
        if (blob.length() < 0 || blob.length() > end - from || blob.kind() < 1 || blob.kind() >= blobs.length)
        {
            return "a blob of kind " + blob.kind() + " with " + blob.length() + " bytes";
        }
        final byte[] content = new byte[blob.length()];
        buffer.getBytes(from, content);
        final byte[] sha256 = Checksums.sha256(content);
        if (blob.hash0() != ControlRecords.hash(sha256, 0) || blob.hash1() != ControlRecords.hash(sha256, 8) ||
            blob.hash2() != ControlRecords.hash(sha256, 16) || blob.hash3() != ControlRecords.hash(sha256, 24))
        {
            return "a blob whose hash is another";
        }
        blobs[blob.kind()] = content;
        return blob.kind() == DocumentLayout.BLOB_PROPERTIES ? finish() : null;
    }

    private String finish()
    {
        final byte[] image = blobs[DocumentLayout.BLOB_IMAGE];
        final byte[] capacities = blobs[DocumentLayout.BLOB_CAPACITIES];
        if (!begun || image == null || capacities == null ||
            segment.imageHash() != ControlRecords.hash(Checksums.sha256(image), 0) ||
            segment.arenaCapacitiesHash() != ControlRecords.hash(Checksums.sha256(capacities), 0) ||
            segment.clockSource() >= JournalStart.Clock.values().length ||
            segment.mode() >= JournalStart.Mode.values().length ||
            segment.snapshotSequence() > segment.previousSequence())
        {
            return "a segment header that does not fit its blobs";
        }
        whole = new JournalSegment(
            new JournalStart(image, text(DocumentLayout.BLOB_CAPACITIES), text(DocumentLayout.BLOB_PROPERTIES),
                JournalStart.Clock.values()[segment.clockSource()], JournalStart.Mode.values()[segment.mode()],
                segment.layoutVersion(), segment.semanticsVersion(), segment.createdNs()),
            segment.previousSequence(), segment.snapshotSequence(), segment.jdkFeature());
        return null;
    }

    private String text(final int kind)
    {
        return new String(blobs[kind], StandardCharsets.UTF_8);
    }

    private static long digest(final UnsafeBuffer buffer, final int offset, final int length)
    {
        return buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH);
    }
}

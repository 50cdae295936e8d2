package io.firebreak.journal;

import static io.firebreak.journal.DocumentLayout.CHAIN_FROM_END;
import static io.firebreak.journal.DocumentLayout.DIGEST_FROM_END;
import static io.firebreak.journal.DocumentLayout.FIRST_SEQUENCE_OFFSET;
import static io.firebreak.journal.DocumentLayout.HEADER_LENGTH;
import static io.firebreak.journal.DocumentLayout.MAGIC_OFFSET;
import static io.firebreak.journal.DocumentLayout.PREVIOUS_CHAIN_OFFSET;
import static io.firebreak.journal.DocumentLayout.RECORD_BYTES_OFFSET;
import static io.firebreak.journal.DocumentLayout.RECORD_COUNT_OFFSET;
import static io.firebreak.journal.DocumentLayout.TRAILER_LENGTH;
import static io.firebreak.journal.DocumentLayout.VERSION_OFFSET;

import io.firebreak.record.RecordLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Puts one document together in memory. Owned by the journal thread; allocates nothing after it was made. */
final class DocumentWriter
{
    private final UnsafeBuffer buffer;
    private final Checksums checksums;
    private int length = HEADER_LENGTH;
    private int count;
    private long firstSequence;
    private long lastSequence;
    private long digest;

    DocumentWriter(final int maxRecordBytes)
    {
        final ByteBuffer memory = ByteBuffer.allocateDirect(HEADER_LENGTH + maxRecordBytes + TRAILER_LENGTH);
        buffer = new UnsafeBuffer(memory);
        checksums = new Checksums(memory);
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    /** Where the next record goes. */
    int end()
    {
        return length;
    }

    /** Sequence of the last record that was put. */
    long lastSequence()
    {
        return lastSequence;
    }

    /** Copies a run of whole records. */
    void copy(final UnsafeBuffer source, final int offset, final int runLength)
    {
        buffer.putBytes(length, source, offset, runLength);
        seal(runLength);
    }

    /** Takes records that were written at {@link #end()}, and fills in their CRCs. */
    void seal(final int runLength)
    {
        final int end = length + runLength;
        while (length < end)
        {
            final int recordLength = buffer.getInt(length, ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(length + RecordLayout.CRC_OFFSET, checksums.record(length, recordLength),
                ByteOrder.LITTLE_ENDIAN);
            lastSequence = buffer.getLong(length + RecordLayout.SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
            if (count == 0)
            {
                firstSequence = lastSequence;
            }
            count++;
            length += recordLength;
        }
        digest = buffer.getLong(length - RecordLayout.DIGEST_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Writes header and trailer. The next record begins the next document.
     *
     * @return the document's length; it lies at 0 until the next record is put.
     */
    int finish(final int previousChain)
    {
        final int documentLength = length + TRAILER_LENGTH;
        buffer.putInt(MAGIC_OFFSET, DocumentLayout.MAGIC, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(VERSION_OFFSET, DocumentLayout.VERSION, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(FIRST_SEQUENCE_OFFSET, firstSequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(RECORD_COUNT_OFFSET, count, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(RECORD_BYTES_OFFSET, length - HEADER_LENGTH, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(PREVIOUS_CHAIN_OFFSET, previousChain & 0xFFFF_FFFFL, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(documentLength - DIGEST_FROM_END, digest, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(documentLength - 8, 0);
        buffer.putInt(documentLength - CHAIN_FROM_END, checksums.chain(previousChain, documentLength),
            ByteOrder.LITTLE_ENDIAN);
        begin();
        return documentLength;
    }

    /** Chain value of the finished document. */
    int chain(final int documentLength)
    {
        return buffer.getInt(documentLength - CHAIN_FROM_END, ByteOrder.LITTLE_ENDIAN);
    }

    /** Forgets what was put since the last document. */
    void begin()
    {
        length = HEADER_LENGTH;
        count = 0;
    }
}

package io.firebreak.journal;

import static io.firebreak.journal.DocumentLayout.HEADER_LENGTH;
import static io.firebreak.journal.DocumentLayout.TRAILER_LENGTH;

import io.firebreak.record.RecordLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Judges one document that lies at 0 of a memory and believes nothing in it: no length is used before it is known to
 * stay inside. One thread; the document must not change meanwhile.
 */
final class DocumentCheck
{
    private static final int MIN_RECORD_LENGTH = RecordLayout.recordLength(RecordLayout.DIGEST_LENGTH, 0);
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private final UnsafeBuffer buffer;
    private final Checksums checksums;
    private long lastSequence;
    private long inputs;
    private long digest;

    DocumentCheck(final ByteBuffer memory)
    {
        buffer = new UnsafeBuffer(memory);
        checksums = new Checksums(memory);
    }

    /** Sequence of the last record, after {@link #fault} found none. */
    long lastSequence()
    {
        return lastSequence;
    }

    /** Number of records that are not control records, after {@link #fault} found none. */
    long inputs()
    {
        return inputs;
    }

    /** Running digest after the last record, after {@link #fault} found none. */
    long digest()
    {
        return digest;
    }

    /** Whether what lies at 0 begins as a document does. */
    boolean begins()
    {
        return buffer.getInt(DocumentLayout.MAGIC_OFFSET, LE) == DocumentLayout.MAGIC;
    }

    int chain(final int length)
    {
        return buffer.getInt(length - DocumentLayout.CHAIN_FROM_END, LE);
    }

    long firstSequence()
    {
        return buffer.getLong(DocumentLayout.FIRST_SEQUENCE_OFFSET, LE);
    }

    /** Sequence of the last record before a document that is sound in itself, as that document has it. */
    long previousSequence()
    {
        final int flags = buffer.getShort(HEADER_LENGTH + RecordLayout.FLAGS_OFFSET, LE);
        return firstSequence() - ((flags & RecordLayout.CONTROL) == 0 ? 1 : 0);
    }

    /** Whether the bytes are a whole document of any version, whatever came before it. */
    boolean soundInItself(final int length)
    {
        return length >= HEADER_LENGTH + TRAILER_LENGTH && (length & 7) == 0 &&
            buffer.getInt(DocumentLayout.MAGIC_OFFSET, LE) == DocumentLayout.MAGIC &&
            chain(length) == checksums.chain(buffer.getInt(DocumentLayout.PREVIOUS_CHAIN_OFFSET, LE), length);
    }

    /** The version, when it is not ours and the document is sound in itself; otherwise 0. */
    int foreignVersion(final int length)
    {
        final int version = length < HEADER_LENGTH ? 0 : buffer.getInt(DocumentLayout.VERSION_OFFSET, LE);
        return version != DocumentLayout.VERSION && soundInItself(length) ? version : 0;
    }

    /**
     * @param previousSequence of the last record before.
     * @return what is wrong, or null.
     */
    String fault(final int length, final int previousChain, final long previousSequence)
    {
        if (length < HEADER_LENGTH + TRAILER_LENGTH + MIN_RECORD_LENGTH || (length & 7) != 0)
        {
            return "its length is " + length;
        }
        if (!begins())
        {
            return "no magic";
        }
        if (buffer.getInt(DocumentLayout.RECORD_BYTES_OFFSET, LE) != length - HEADER_LENGTH - TRAILER_LENGTH)
        {
            return "its header counts " + buffer.getInt(DocumentLayout.RECORD_BYTES_OFFSET, LE) + " bytes of " + length;
        }
        final String fault = recordsFault(length - TRAILER_LENGTH, previousSequence);
        if (fault != null)
        {
            return fault;
        }
        if (buffer.getLong(length - DocumentLayout.DIGEST_FROM_END, LE) != digest)
        {
            return "the trailer's digest is not the last record's";
        }
        if (buffer.getInt(DocumentLayout.PREVIOUS_CHAIN_OFFSET, LE) != previousChain)
        {
            return "it does not follow the document before (chain value)";
        }
        return chain(length) == checksums.chain(previousChain, length) ? null : "its chain value does not fit";
    }

    private String recordsFault(final int end, final long previousSequence)
    {
        lastSequence = previousSequence;
        inputs = 0;
        int count = 0;
        int offset = HEADER_LENGTH;
        while (offset < end)
        {
            final int length = buffer.getInt(offset, LE);
            if (length < MIN_RECORD_LENGTH || length > end - offset || (length & 7) != 0)
            {
                return "record behind " + lastSequence + ": its length is " + length;
            }
            if (buffer.getInt(offset + RecordLayout.CRC_OFFSET, LE) != checksums.record(offset, length))
            {
                return "record behind " + lastSequence + ": CRC";
            }
            final String fault = recordFault(offset, length, count);
            if (fault != null)
            {
                return "record behind " + lastSequence + ": " + fault;
            }
            lastSequence = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET, LE);
            digest = buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH, LE);
            offset += length;
            count++;
        }
        return count == buffer.getInt(DocumentLayout.RECORD_COUNT_OFFSET, LE) ? null :
            "its header counts another number of records than " + count;
    }

    private String recordFault(final int offset, final int length, final int count)
    {
        final long sequence = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET, LE);
        final boolean control = (unsignedShort(offset + RecordLayout.FLAGS_OFFSET) & RecordLayout.CONTROL) != 0;
        if (sequence != lastSequence + (control ? 0 : 1))
        {
            return "its sequence is " + sequence;
        }
        if (count == 0 && sequence != firstSequence())
        {
            return "the document's header names " + firstSequence();
        }
        if (!control && length > RecordLayout.MAX_RECORD_LENGTH)
        {
            return "it has " + length + " bytes";
        }
        inputs += control ? 0 : 1;
        final int inputBytes = unsignedShort(offset + RecordLayout.INPUT_BYTES_OFFSET);
        final int body = offset + RecordLayout.INPUT_OFFSET;
        final int end = offset + length - RecordLayout.DIGEST_LENGTH;
        if (inputBytes < 8 || inputBytes > RecordLayout.MAX_INPUT_LENGTH ||
            body + RecordLayout.align(inputBytes) > end || 8 + unsignedShort(body) > inputBytes)
        {
            return "its input has " + inputBytes + " bytes";
        }
        final int decisions = unsignedShort(offset + RecordLayout.DECISION_COUNT_OFFSET);
        if (!control && decisions > 0 &&
            (unsignedShort(offset + RecordLayout.FLAGS_OFFSET) & RecordLayout.UNDECIDED) != 0)
        {
            return "it is marked undecided and has " + decisions + " decisions";
        }
        return control || decisionsFit(body + RecordLayout.align(inputBytes), end,
            decisions) ? null : "its decisions do not fill it";
    }

    private boolean decisionsFit(final int from, final int end, final int count)
    {
        int offset = from;
        for (int i = 0; i < count; i++)
        {
            if (offset + 8 > end)
            {
                return false;
            }
            offset += RecordLayout.align(8 + unsignedShort(offset));
        }
        return offset == end;
    }

    private int unsignedShort(final int offset)
    {
        return buffer.getShort(offset, LE) & 0xFFFF;
    }
}

package io.firebreak.journal;

import static io.firebreak.journal.DocumentLayout.HEADER_LENGTH;
import static io.firebreak.journal.DocumentLayout.TRAILER_LENGTH;

import io.firebreak.codec.SegmentHeaderDecoder;
import io.firebreak.record.InputLayout;
import io.firebreak.record.RecordLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks over a journal's documents to the one that holds a record, and looks only at how each begins and ends: the
 * sequences and the chain values of neighbours must fit. What begins a segment is read whole. Whatever does not fit
 * ends the walk, and the journal has to be read from its beginning. Cold; the reader's thread.
 */
final class JournalWalk implements AutoCloseable
{
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final int BEGINNING = 128;

    private final UnsafeBuffer buffer;
    private final DocumentCheck check;
    private final DocumentSource source;
    private final SegmentReading reading = new SegmentReading();
    private long documents;
    private long lastSequence;
    private int chain;
    private JournalSegment segment;

    private JournalWalk(final Path directory, final ByteBuffer memory)
    {
        buffer = new UnsafeBuffer(memory);
        check = new DocumentCheck(memory);
        source = new DocumentSource(directory, memory, BEGINNING);
    }

    /**
     * @param memory of {@link DocumentLayout#MAX_DOCUMENT_LENGTH} bytes, which is written to.
     * @param head   of the journal, or null.
     * @return the document with the record, or the last one where the journal ends before; null where the journal has
     *         none, or has to be read from its beginning.
     */
    static JournalPlace to(final Path directory, final ByteBuffer memory, final long sequence, final Head head)
    {
        try (JournalWalk walk = new JournalWalk(directory, memory))
        {
            return walk.to(sequence, head);
        }
        catch (final IOException ex)
        {
            return null;
        }
    }

    private JournalPlace to(final long sequence, final Head head) throws IOException
    {
        JournalPlace place = null;
        for (int length = source.next(); length != DocumentSource.END; length = source.next())
        {
            if (length == DocumentSource.FAULT || !follows(length))
            {
                return null;
            }
            place = new JournalPlace(source.file(), source.position(), documents, lastSequence, chain, segment);
            if (!pass(length) || head != null && head.documents() == documents && head.chain() != chain)
            {
                return null;
            }
            if (lastSequence >= sequence)
            {
                return place;
            }
        }
        return place;
    }

    private boolean follows(final int length)
    {
        return length >= HEADER_LENGTH + TRAILER_LENGTH + RecordLayout.recordLength(RecordLayout.DIGEST_LENGTH, 0) &&
            check.begins() && buffer.getInt(DocumentLayout.VERSION_OFFSET, LE) == DocumentLayout.VERSION &&
            buffer.getInt(DocumentLayout.RECORD_BYTES_OFFSET, LE) == length - HEADER_LENGTH - TRAILER_LENGTH &&
            buffer.getInt(DocumentLayout.RECORD_COUNT_OFFSET, LE) > 0 &&
            buffer.getInt(DocumentLayout.PREVIOUS_CHAIN_OFFSET, LE) == chain &&
            check.previousSequence() == lastSequence;
    }

    private boolean pass(final int length) throws IOException
    {
        documents++;
        if (check.firstSequence() > lastSequence)
        {
            // A document of inputs holds nothing else.
            lastSequence += buffer.getInt(DocumentLayout.RECORD_COUNT_OFFSET, LE);
        }
        else if (buffer.getShort(HEADER_LENGTH + RecordLayout.INPUT_OFFSET + InputLayout.TEMPLATE_OFFSET, LE) ==
            SegmentHeaderDecoder.TEMPLATE_ID && !beginsSegment(length))
        {
            return false;
        }
        chain = source.word(length - DocumentLayout.CHAIN_FROM_END);
        return true;
    }

    private boolean beginsSegment(final int length) throws IOException
    {
        if (!source.copyWhole(length) || check.fault(length, chain, lastSequence) != null)
        {
            return false;
        }
        reading.begin();
        for (int offset = HEADER_LENGTH; offset < length - TRAILER_LENGTH; offset += buffer.getInt(offset, LE))
        {
            if (reading.read(buffer, offset, buffer.getInt(offset, LE)) != null)
            {
                return false;
            }
        }
        segment = reading.whole();
        return segment != null;
    }

    @Override
    public void close()
    {
        source.close();
    }
}

package io.firebreak.journal;

import static io.firebreak.journal.DocumentLayout.HEADER_LENGTH;
import static io.firebreak.journal.DocumentLayout.TRAILER_LENGTH;

import io.firebreak.codec.CloseDecoder;
import io.firebreak.record.RecordLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a journal without writing into its directory, and believes nothing in it: a damaged file gives a
 * {@link JournalVerdict}, never an exception, an endless loop or a record that was not written. May be used while the
 * journal is being written. One thread, cold.
 */
public final class JournalReader
{
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private final Path directory;
    private final ByteBuffer memory = ByteBuffer.allocateDirect(DocumentLayout.MAX_DOCUMENT_LENGTH);
    private final UnsafeBuffer buffer = new UnsafeBuffer(memory);
    private final DocumentCheck check = new DocumentCheck(memory);
    private final SegmentReading segments = new SegmentReading();

    private long documents;
    private long records;
    private long lastSequence;
    private long digest;
    private int chain;
    private boolean segmentSeen;
    private boolean closed;

    private JournalReader(final Path directory)
    {
        this.directory = directory;
    }

    /**
     * A reader of the journal in a directory.
     *
     * @param directory the journal directory.
     * @return the reader.
     * @throws NoSuchFileException when there is no such directory.
     * @throws IOException         when the directory cannot be read, or holds no trace of a journal.
     */
    public static JournalReader open(final Path directory) throws IOException
    {
        try (Stream<Path> files = Files.list(directory))
        {
            if (files.map(file -> file.getFileName().toString()).noneMatch(name -> name.equals(Head.FILE_NAME) ||
                name.equals(ChronicleFiles.METADATA) || name.endsWith(ChronicleFiles.SUFFIX)))
            {
                throw new IOException("no journal in " + directory + ": give the directory that run --journal wrote");
            }
        }
        return new JournalReader(directory);
    }

    /**
     * How far the journal should go at least, for a progress bar.
     *
     * @return sequence that the head names; 0 when there is none that can be read.
     */
    public long headSequence()
    {
        final Head head = Head.read(directory);
        return head == null ? 0 : head.sequence();
    }

    /**
     * Reads everything from the beginning.
     *
     * @param visitor sees what was found sound; its exceptions are the caller's.
     * @return what was found.
     */
    public JournalVerdict read(final JournalVisitor visitor)
    {
        documents = 0;
        records = 0;
        lastSequence = 0;
        digest = 0;
        chain = 0;
        segmentSeen = false;
        closed = false;
        // Before the queue, so that a journal that grows meanwhile is ahead of it.
        final Head head = Head.read(directory);
        try (DocumentSource source = new DocumentSource(directory, memory))
        {
            JournalVerdict verdict = null;
            while (verdict == null)
            {
                final int length = source.next();
                verdict = length == DocumentSource.END ? ending(head) :
                    length == DocumentSource.FAULT ? corrupt(source, head, source.fault()) :
                    document(length, source, head, visitor);
            }
            return verdict;
        }
    }

    private JournalVerdict document(final int length, final DocumentSource source, final Head head,
        final JournalVisitor visitor)
    {
        final int version = check.foreignVersion(length);
        if (version != 0)
        {
            return new JournalVerdict.Unsupported("document " + documents + " is of journal version " + version +
                "; this build reads version " + DocumentLayout.VERSION);
        }
        String fault = check.fault(length, chain, lastSequence);
        if (fault == null)
        {
            fault = controlFault(length);
        }
        if (fault == null && head != null && head.documents() == documents + 1 &&
            (head.chain() != check.chain(length) || head.sequence() != check.lastSequence()))
        {
            fault = "the head names another document in this place";
        }
        if (fault != null)
        {
            return corrupt(source, head, fault);
        }
        documents++;
        records += check.inputs();
        lastSequence = check.lastSequence();
        digest = check.digest();
        chain = check.chain(length);
        return visit(length, visitor);
    }

    private String controlFault(final int length)
    {
        segments.begin();
        for (int offset = HEADER_LENGTH; offset < length - TRAILER_LENGTH; offset += buffer.getInt(offset, LE))
        {
            if (!isControl(offset))
            {
                if (!segmentSeen || closed)
                {
                    return "an input that no segment header precedes";
                }
                continue;
            }
            final String fault = segments.read(buffer, offset, buffer.getInt(offset, LE));
            if (fault != null)
            {
                return fault;
            }
            if (segments.whole() != null)
            {
                segmentSeen = true;
                closed = false;
            }
            closed |= segments.close() != null;
        }
        return null;
    }

    private JournalVerdict visit(final int length, final JournalVisitor visitor)
    {
        segments.begin();
        for (int offset = HEADER_LENGTH; offset < length - TRAILER_LENGTH; offset += buffer.getInt(offset, LE))
        {
            final int recordLength = buffer.getInt(offset, LE);
            boolean goOn = true;
            if (isControl(offset))
            {
                segments.read(buffer, offset, recordLength);
                final CloseDecoder close = segments.close();
                if (segments.whole() != null)
                {
                    goOn = visitor.onSegment(segments.whole());
                }
                else if (close != null)
                {
                    visitor.onClose(close.lastSequence(), close.digest(), close.arenaHash(), close.decisionSeq());
                }
            }
            else
            {
                goOn = visitor.onRecord(buffer, offset, recordLength);
            }
            if (!goOn)
            {
                return new JournalVerdict.Stopped(buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET, LE));
            }
        }
        return null;
    }

    private boolean isControl(final int offset)
    {
        return (buffer.getShort(offset + RecordLayout.FLAGS_OFFSET, LE) & RecordLayout.CONTROL) != 0;
    }

    private JournalVerdict ending(final Head head)
    {
        if (head == null)
        {
            return new JournalVerdict.Corrupt(lastSequence + 1, lastSequence,
                "the file " + directory.resolve(Head.FILE_NAME) + " is missing or damaged");
        }
        if (documents < head.documents())
        {
            return new JournalVerdict.Truncated(lastSequence, head.sequence(), documents, head.documents());
        }
        return new JournalVerdict.Whole(documents, records, lastSequence, digest, chain, closed);
    }

    private JournalVerdict corrupt(final DocumentSource source, final Head head, final String fault)
    {
        final long from = lastSequence + 1;
        long to = head == null ? from - 1 : Math.max(head.sequence(), from - 1);
        int length = source.next();
        while (length != DocumentSource.END && length != DocumentSource.FAULT)
        {
            if (check.soundInItself(length) && check.firstSequence() >= from)
            {
                to = check.firstSequence() - 1;
                break;
            }
            length = source.next();
        }
        return new JournalVerdict.Corrupt(from, to, "document " + documents + ": " + fault);
    }
}

package io.firebreak.journal;

import static io.firebreak.journal.DocumentLayout.HEADER_LENGTH;
import static io.firebreak.journal.DocumentLayout.TRAILER_LENGTH;

import io.firebreak.codec.CloseDecoder;
import io.firebreak.codec.SnapshotTakenDecoder;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SlabSurplus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    private final DocumentSource source;

    private long documents;
    private long records;
    private long lastSequence;
    private long digest;
    private int chain;
    private boolean segmentSeen;
    private boolean closed;
    private int abandonedEnds;
    private Path lastFile;
    private Head head;
    private long taken;
    private long walkedOver;
    private JournalPlace end;

    private JournalReader(final Path directory)
    {
        this.directory = directory;
        source = new DocumentSource(directory, memory);
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
        JournalTraces.requireReadable(directory);
        return new JournalReader(directory);
    }

    /**
     * Whether a directory holds a journal, or a trace of one: none can be begun in it.
     *
     * @param directory any path.
     * @return false also where there is no such directory.
     * @throws IOException when the directory cannot be read.
     */
    public static boolean exists(final Path directory) throws IOException
    {
        return Files.isDirectory(directory) && !JournalTraces.of(directory).isEmpty();
    }

    /**
     * Ends of files that a writer left unfinished and went on behind, in another file, after a crash or a full disk:
     * the chain proves that nothing in them was acknowledged.
     *
     * @return how many {@link #read} found.
     */
    public int abandonedEnds()
    {
        return abandonedEnds;
    }

    /** The file in which {@link #read} found the last document; null where there was none. */
    Path lastFile()
    {
        return lastFile;
    }

    /**
     * How far the journal should go at least, for a progress bar.
     *
     * @return sequence that the head names; 0 when there is none that can be read.
     */
    public long headSequence()
    {
        final Head now = Head.read(directory);
        return now == null ? 0 : now.sequence();
    }

    /**
     * Reads everything from the beginning.
     *
     * @param visitor sees what was found sound; its exceptions are the caller's.
     * @return what was found.
     */
    public JournalVerdict read(final JournalVisitor visitor)
    {
        begin();
        return readOn(visitor);
    }

    /**
     * Reads from the document that holds a record. What lies before is not read: only the documents' sequences and
     * chain values are seen to fit. Where they do not, everything is read from the beginning.
     *
     * @param sequence of the record; where the journal ends before it, only its last document is read.
     * @param visitor  sees the segment in which the reading begins and what was found sound from that document on,
     *                 which may hold earlier records, too; its exceptions are the caller's.
     * @return what was found; the records that were walked over are counted.
     */
    public JournalVerdict readFrom(final long sequence, final JournalVisitor visitor)
    {
        begin();
        final JournalPlace place = JournalWalk.to(directory, memory, sequence, head);
        if (place == null || place.segment() == null || !source.goTo(place))
        {
            return readOn(visitor);
        }
        documents = place.documents();
        records = place.lastSequence();
        lastSequence = place.lastSequence();
        walkedOver = place.lastSequence();
        chain = place.chain();
        segmentSeen = true;
        if (!visitor.onSegment(place.segment()))
        {
            source.close();
            return new JournalVerdict.Stopped(lastSequence);
        }
        return readOn(visitor);
    }

    /** {@return last record that {@link #readFrom} walked over without reading it, 0 where everything was read} */
    public long walkedOver()
    {
        return walkedOver;
    }

    /**
     * Reads what has been appended since the last reading ended at the journal's end, and everything at first. Cheap
     * where nothing has.
     *
     * @param visitor the one of the last reading; its exceptions are the caller's.
     * @return what was found of the whole journal.
     */
    public JournalVerdict readMore(final JournalVisitor visitor)
    {
        if (end == null)
        {
            return read(visitor);
        }
        head = Head.read(directory);
        taken = SlabSurplus.takenSequence(directory);
        source.rewind();
        return source.goTo(end) ? readOn(visitor) : new JournalVerdict.Corrupt(lastSequence + 1, lastSequence,
            end.file() + " has gone while it was followed");
    }

    private void begin()
    {
        end = null;
        documents = 0;
        records = 0;
        lastSequence = 0;
        digest = 0;
        chain = 0;
        segmentSeen = false;
        closed = false;
        abandonedEnds = 0;
        lastFile = null;
        walkedOver = 0;
        // Before the queue, so that a journal that grows meanwhile is ahead of both.
        head = Head.read(directory);
        taken = SlabSurplus.takenSequence(directory);
        source.rewind();
    }

    private JournalVerdict readOn(final JournalVisitor visitor)
    {
        try
        {
            JournalVerdict verdict = null;
            while (verdict == null)
            {
                final int length = source.next();
                verdict = length == DocumentSource.END ? ending() :
                    length == DocumentSource.FAULT ? damaged(source.fault(), 0, visitor) :
                    document(length, visitor);
            }
            return verdict;
        }
        finally
        {
            source.close();
        }
    }

    private JournalVerdict document(final int length, final JournalVisitor visitor)
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
            return source.framedWrong(length) ? damaged(source.fault(), 0, visitor) :
                damaged(check.begins() ? "document " + documents + " at " + source.place() + ": " + fault :
                source.containerFault() + ": no document begins there", length, visitor);
        }
        return take(length, visitor);
    }

    private JournalVerdict take(final int length, final JournalVisitor visitor)
    {
        lastFile = source.file();
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
                else if (segments.snapshot() != null)
                {
                    final SnapshotTakenDecoder taken = segments.snapshot();
                    visitor.onSnapshot(taken.sequence(), taken.digest(), taken.arenaHash(), taken.decisionSeq());
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

    /**
     * Finds out how far damage goes: to the next document that is sound in itself, or to the end.
     *
     * @param place  what is wrong, and where.
     * @param length of the damaged document at 0; 0 where it is Chronicle's framing that is damaged.
     * @return null where the writer itself left what is damaged behind and went on in another file.
     */
    private JournalVerdict damaged(final String place, final int length, final JournalVisitor visitor)
    {
        final long from = lastSequence + 1;
        if (length > 0 && check.soundInItself(length) && check.previousSequence() > lastSequence)
        {
            return new JournalVerdict.Corrupt(from, check.previousSequence(), "document " + documents + " at " +
                source.place() + " begins behind sequence " + check.previousSequence() +
                ": what lies between is missing, perhaps with a whole file");
        }
        int found = source.search(true);
        if (found == DocumentSource.END && source.skipFile())
        {
            found = source.next();
            if (found > 0 && check.fault(found, chain, lastSequence) == null && controlFault(found) == null)
            {
                // The chain goes on: the writer knew of this end, and nothing of it was acknowledged.
                abandonedEnds++;
                return take(found, visitor);
            }
        }
        boolean isLast = true;
        while (found != DocumentSource.END)
        {
            if (found > 0 && check.soundInItself(found))
            {
                isLast = false;
                if (check.previousSequence() >= lastSequence)
                {
                    return new JournalVerdict.Corrupt(from, check.previousSequence(), place);
                }
            }
            found = source.search(false);
        }
        if (length == 0 && isLast && !source.isUnreadable() && head != null && isShort())
        {
            return truncated();
        }
        return new JournalVerdict.Corrupt(from,
            head == null ? lastSequence : Math.max(Math.max(head.sequence(), taken), lastSequence), place);
    }

    private boolean isShort()
    {
        return documents < head.documents() || !closed && lastSequence < taken;
    }

    private JournalVerdict ending()
    {
        end = source.end();
        if (head == null)
        {
            return new JournalVerdict.Corrupt(lastSequence + 1, lastSequence,
                "the file " + directory.resolve(Head.FILE_NAME) + " is missing or damaged");
        }
        if (closed && !isShort() && source.cut() != null)
        {
            return new JournalVerdict.Corrupt(lastSequence + 1, lastSequence, source.cut());
        }
        return isShort() || source.cut() != null ? truncated() :
            new JournalVerdict.Whole(documents, records, lastSequence, digest, chain, closed);
    }

    private JournalVerdict truncated()
    {
        return new JournalVerdict.Truncated(lastSequence, Math.max(Math.max(head.sequence(), taken), lastSequence),
            documents, Math.max(head.documents(), documents + 1));
    }
}

package io.firebreak.journal;

import static io.firebreak.journal.DocumentLayout.HEADER_LENGTH;
import static io.firebreak.journal.DocumentLayout.TRAILER_LENGTH;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Copies one document after the other out of the queue's files into a memory, so that what is judged cannot change or
 * vanish under the judge. Believes nothing in Chronicle's framing: what it skips and what lies behind its end is
 * searched for documents of ours, so that damage to the container is never a shorter journal.
 * <p>
 * A file is a run of blobs at multiples of 4: a word with the length in its low 30 bits, bit 30 set where the blob is
 * Chronicle's own (header, index), bit 31 while it is being written; then so many bytes. A word without a length ends
 * it. One thread; a writer may be alive.
 */
final class DocumentSource implements AutoCloseable
{
    static final int END = -1;
    static final int FAULT = -2;

    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int OWN = 1 << 30;
    private static final int WORKING = 1 << 31;
    private static final int WORD = Integer.BYTES;

    /** Most bytes checked in the search for documents: a hostile file could be nothing but beginnings of them. */
    private static final long SEARCH_LIMIT = 1L << 30;

    private final Path directory;
    private final ByteBuffer memory;
    private final ByteBuffer window;
    private final DocumentCheck check;
    private final int most;
    private QueueFile file;
    private Path path;
    private long position;
    private long documentAt;
    private long searched;
    private String cut;
    private boolean isUnreadable;
    private String fault;

    /**
     * @param memory of {@link DocumentLayout#MAX_DOCUMENT_LENGTH} bytes.
     */
    DocumentSource(final Path directory, final ByteBuffer memory)
    {
        this(directory, memory, Integer.MAX_VALUE);
    }

    /**
     * @param most bytes that are copied of each document.
     */
    DocumentSource(final Path directory, final ByteBuffer memory, final int most)
    {
        this.directory = directory;
        this.memory = memory.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.most = most;
        window = QueueFile.window(most);
        check = new DocumentCheck(memory);
    }

    /** Goes on with the document at a place, as if everything before it had been read; false where it cannot. */
    boolean goTo(final JournalPlace place)
    {
        try
        {
            file = new QueueFile(place.file(), window);
            path = place.file();
            position = place.position();
            return true;
        }
        catch (final IOException ex)
        {
            return false;
        }
    }

    /** From the first file's beginning again. */
    void rewind()
    {
        close();
        path = null;
        fault = null;
        cut = null;
        isUnreadable = false;
        searched = 0;
    }

    /** Length of the document that lies at 0 now, {@link #END} or, for good, {@link #FAULT}. */
    int next()
    {
        if (fault != null)
        {
            return FAULT;
        }
        try
        {
            return step();
        }
        catch (final IOException ex)
        {
            return unreadable(ex);
        }
    }

    /** What is wrong with the container, and where. */
    String fault()
    {
        return fault;
    }

    /** Says that the container is damaged where the last document was read. */
    String containerFault()
    {
        return damaged(documentAt - WORD);
    }

    /** Says where the last file ends inside a document that was complete once; null where it does not. */
    String cut()
    {
        return cut;
    }

    /** The file of the last document; null before the first. */
    Path file()
    {
        return path;
    }

    /** Where the last document or, after {@link #FAULT}, the damage is. */
    String place()
    {
        return path == null ? directory.toString() : "offset " + documentAt + " of " + path.getFileName();
    }

    /** Where the last document begins in {@link #file()}, Chronicle's word included. */
    long position()
    {
        return documentAt - WORD;
    }

    /** Where the next document will begin, behind the last; null where there is no file yet. */
    JournalPlace end()
    {
        return path == null ? null : new JournalPlace(path, position, 0, 0, 0, null);
    }

    /** The word of the last document at an offset in it, copied or not. */
    int word(final int offset) throws IOException
    {
        return file.word(documentAt + offset);
    }

    /** The last document whole, at 0. */
    boolean copyWhole(final int length) throws IOException
    {
        return file.copy(documentAt, length, true, memory);
    }

    /**
     * Whether the framing of the last document is what is wrong with it: by its own length it is whole. The document
     * at 0 is another one then.
     */
    boolean framedWrong(final int length)
    {
        try
        {
            final int own = ownLength(documentAt);
            if (own != length && isSound(documentAt, own))
            {
                fault = damaged(documentAt - WORD);
                return true;
            }
            return false;
        }
        catch (final IOException ex)
        {
            unreadable(ex);
            return true;
        }
    }

    /**
     * Looks for the next document that is sound in itself, by its magic, behind the last document's or the damage's
     * beginning; from then on behind that one's.
     *
     * @param inFile only in the same file.
     * @return its length, it lies at 0; or {@link #END}.
     */
    int search(final boolean inFile)
    {
        try
        {
            while (file != null)
            {
                final long found = find(documentAt + WORD, file.size());
                if (found >= 0)
                {
                    documentAt = found;
                    return ownLength(found);
                }
                if (inFile || !openNext())
                {
                    return END;
                }
            }
            return END;
        }
        catch (final IOException ex)
        {
            unreadable(ex);
            return END;
        }
    }

    /** Goes on with the next file, if there is one, whatever was wrong with this. */
    boolean skipFile()
    {
        try
        {
            fault = null;
            return openNext();
        }
        catch (final IOException ex)
        {
            unreadable(ex);
            return false;
        }
    }

    /** Whether what is missing may be there, and could not be read. */
    boolean isUnreadable()
    {
        return isUnreadable;
    }

    private int unreadable(final IOException cause)
    {
        isUnreadable = true;
        fault = (path == null ? directory : path) + " cannot be read: " + cause.getMessage();
        return FAULT;
    }

    private int step() throws IOException
    {
        while (true)
        {
            if (file == null && !openNext())
            {
                return END;
            }
            final int word = file.word(position);
            final int length = word & LENGTH_MASK;
            final long end = position + WORD + length;
            documentAt = position + WORD;
            if (length == 0 && word != OWN || word > 0 && !file.reaches(end))
            {
                if (!goesOn(word, end))
                {
                    if (fault != null)
                    {
                        return FAULT;
                    }
                    cut = word > 0 && (word & OWN) == 0 ?
                        damaged(position) + ": the file ends inside a document" : null;
                    if (cut != null && QueueFile.after(directory, path) != null)
                    {
                        fault = cut;
                        return FAULT;
                    }
                    if (cut != null || QueueFile.after(directory, path) == null)
                    {
                        return END;
                    }
                    // The writer rolls behind its last document here: one that came since is read first.
                    file.forget();
                    if (file.word(position) == word)
                    {
                        openNext();
                    }
                }
                continue;
            }
            if (word < 0 || length == 0 || (word & OWN) == 0 && length > memory.capacity() ||
                (word & OWN) != 0 && find(documentAt, end) >= 0)
            {
                fault = damaged(position);
                return FAULT;
            }
            position = end + WORD - 1 & -WORD;
            if ((word & OWN) == 0)
            {
                // At the writer's edge the word may have been read after the bytes that it vouches for.
                final boolean atEdge = (file.word(position) & LENGTH_MASK) == 0;
                if (file.copy(documentAt, Math.min(most, length), atEdge, memory))
                {
                    return length;
                }
            }
        }
    }

    /** Whether the file goes on behind an apparent end; there must be no document of ours then, or it is damaged. */
    private boolean goesOn(final int word, final long end) throws IOException
    {
        file.forget();
        if (file.word(position) != word || word > 0 && file.reaches(end))
        {
            return true;
        }
        // The document that was being written when the writer died may be whole, but was never acknowledged.
        final int unfinished = ownLength(documentAt);
        final long from = unfinished > 0 && isSound(documentAt, unfinished) ? documentAt + unfinished : documentAt;
        if (find(from, file.size()) < 0)
        {
            return false;
        }
        file.forget();
        if (file.word(position) != word)
        {
            return true;
        }
        fault = damaged(position);
        return false;
    }

    private String damaged(final long at)
    {
        return "container damaged at offset " + at + " of " + path.getFileName();
    }

    private long find(final long from, final long to) throws IOException
    {
        long at = file.find(DocumentLayout.MAGIC, from, to);
        while (at >= 0)
        {
            if (isSound(at, ownLength(at)))
            {
                return at;
            }
            at = file.find(DocumentLayout.MAGIC, at + WORD, to);
        }
        return -1;
    }

    /** Length by its own header of a document that may be there; 0 where it cannot be. */
    private int ownLength(final long at) throws IOException
    {
        final int recordBytes = file.word(at) == DocumentLayout.MAGIC ?
            file.word(at + DocumentLayout.RECORD_BYTES_OFFSET) : 0;
        return recordBytes <= 0 || recordBytes > memory.capacity() - HEADER_LENGTH - TRAILER_LENGTH ? 0 :
            HEADER_LENGTH + recordBytes + TRAILER_LENGTH;
    }

    private boolean isSound(final long at, final int length) throws IOException
    {
        if (length == 0)
        {
            return false;
        }
        searched += length;
        if (searched > SEARCH_LIMIT)
        {
            throw new IOException(path + " is full of beginnings of documents");
        }
        return file.copy(at, length, true, memory) && check.soundInItself(length);
    }

    private boolean openNext() throws IOException
    {
        final Path next = QueueFile.after(directory, path);
        if (next == null)
        {
            return false;
        }
        close();
        path = next;
        position = 0;
        documentAt = -WORD;
        cut = null;
        file = new QueueFile(next, window);
        return true;
    }

    @Override
    public void close()
    {
        if (file != null)
        {
            file.close();
            file = null;
        }
    }
}

package io.firebreak.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies one Chronicle document after the other into a memory, so that what is judged cannot change or vanish under the
 * judge. One thread.
 */
final class DocumentSource implements AutoCloseable
{
    static final int END = -1;
    static final int FAULT = -2;

    private final UnsafeBuffer memory;
    private final UnsafeBuffer window = new UnsafeBuffer(0, 0);
    private SingleChronicleQueue queue;
    private ExcerptTailer tailer;
    private String fault;

    DocumentSource(final Path directory, final ByteBuffer memory)
    {
        this.memory = new UnsafeBuffer(memory);
        try
        {
            queue = ChronicleFiles.reading(directory);
            tailer = queue.createTailer();
        }
        catch (final RuntimeException | Error ex)
        {
            fault = "the queue's files cannot be opened: " + ex;
        }
    }

    /** Length of the document that lies at 0 now, {@link #END} or, for good, {@link #FAULT}. */
    int next()
    {
        if (fault != null)
        {
            return FAULT;
        }
        // What Chronicle does with damaged files of its own is any exception, and an Error where a page is missing.
        try (DocumentContext context = tailer.readingDocument())
        {
            if (!context.isPresent())
            {
                return END;
            }
            final Bytes<?> bytes = context.wire().bytes();
            final long length = bytes.readRemaining();
            if (length < 0 || length > memory.capacity())
            {
                fault = "its length is " + length;
                return FAULT;
            }
            if (length > 0)
            {
                window.wrap(bytes.addressForRead(bytes.readPosition()), (int)length);
                memory.putBytes(0, window, 0, (int)length);
            }
            return (int)length;
        }
        catch (final RuntimeException | Error ex)
        {
            fault = "the queue's files cannot be read: " + ex;
            return FAULT;
        }
    }

    String fault()
    {
        return fault;
    }

    @Override
    public void close()
    {
        if (queue != null)
        {
            queue.close();
        }
    }
}
